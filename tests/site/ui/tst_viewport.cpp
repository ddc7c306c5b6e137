#include "site/ui/viewport.h"

#include <QTest>

using namespace shouwang::site;

class TestViewport : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void a_fitted_plan_is_seen_whole_and_follows_the_window() {
        Viewport view = fitted();
        for (const QSize size : {QSize(1200, 700), QSize(500, 900), QSize(90, 60)}) {
            view.setSize(size);
            const QRectF room(QPointF(0, 0), size);
            QVERIFY(room.contains(view.toView({0, 0})));
            QVERIFY(room.contains(view.toView({360, 270})));
        }
    }

    void what_lies_under_the_pointer_stays_there_while_zooming() {
        Viewport view = fitted();
        const QPointF pointer(300, 200);
        const Spot before = view.toPlan(pointer);
        const double pixel = 1 / view.scale();
        for (const double factor : {1.25, 1.25, 3.0, 0.8}) {
            view.zoom(factor, pointer);
            QVERIFY(distance(view.toPlan(pointer), before) < pixel);
        }
    }

    void zooming_has_two_ends() {
        Viewport view = fitted();
        for (int i = 0; i < 100; ++i)
            view.zoom(2, {10, 10});
        QCOMPARE(view.scale(), Viewport::kClosest);
        for (int i = 0; i < 100; ++i)
            view.zoom(0.5, {10, 10});
        QVERIFY(view.scale() > 0.5);
    }

    void a_plan_is_never_moved_out_of_sight() {
        Viewport view = fitted();
        view.pan({1e6, -1e6});
        const QPointF corner = view.toView({0, 0});
        QVERIFY(QRectF(QPointF(0, 0), QSizeF(view.size())).adjusted(-1, -1, 1, 1).contains(corner));
    }

    void a_plan_follows_the_hand_by_as_many_pixels() {
        Viewport view = fitted();
        const QPointF before = view.toView({180, 135});
        view.pan({17, -9});
        const QPointF way = view.toView({180, 135}) - before;
        QVERIFY(qAbs(way.x() - 17) <= 1 && qAbs(way.y() + 9) <= 1);
        QVERIFY(!view.isFitted());
        view.fit();
        QVERIFY(view.isFitted());
    }

    void north_is_up() {
        const Viewport view = fitted();
        QVERIFY(view.toView({180, 200}).y() < view.toView({180, 100}).y());
    }

private:
    static Viewport fitted() {
        Viewport view;
        view.setSize({1200, 700});
        view.setExtent({0, -10, 360, 270});
        return view;
    }
};

QTEST_GUILESS_MAIN(TestViewport)
#include "tst_viewport.moc"
