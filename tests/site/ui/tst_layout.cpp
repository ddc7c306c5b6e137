#include "map_desk.h"
#include "site/ui/plan_layout.h"

#include <random>
#include <set>

using namespace shouwang;
using namespace shouwang::site;

namespace {

PlanContent contentOf(const std::string& floor, const Marks& marks = {}) {
    PlanContent content;
    content.set(std::make_shared<const Site>(sampleSite()), floor);
    content.setMarks(marks);
    return content;
}

} // namespace

class TestLayout : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void no_label_lies_on_another_or_on_a_glyph_data() {
        QTest::addColumn<QString>("floor");
        QTest::addColumn<double>("scale");
        for (const double scale : {0.5, 1.5, 2.6, 3.3, 6.0, 14.0, 40.0}) {
            QTest::addRow("outdoors at %g", scale) << QString() << scale;
            QTest::addRow("Z31-2F at %g", scale) << QStringLiteral("Z31-2F") << scale;
        }
    }
    void no_label_lies_on_another_or_on_a_glyph() {
        QFETCH(QString, floor);
        QFETCH(double, scale);
        const PlanContent content = contentOf(floor.toStdString(), test::nightMarks(sampleSite()));
        const PlanLayout layout = layOut(content, scale);
        for (std::size_t i = 0; i < layout.labels.size(); ++i) {
            const QRect& rect = layout.labels[i].rect;
            for (std::size_t j = 0; j < i; ++j)
                QVERIFY2(!rect.intersects(layout.labels[j].rect), qPrintable(layout.labels[i].title));
            // The mark of a zone with an alarm is shown at any price, if need be over glyphs of its ground.
            const int item = layout.labels[i].item;
            if (item >= 0 && content.items()[static_cast<std::size_t>(item)].item.kind == ItemKind::Zone &&
                content.items()[static_cast<std::size_t>(item)].isAbnormal())
                continue;
            for (std::size_t j = 0; j < layout.at.size(); ++j) {
                if (layout.drawn[j]) QVERIFY(!rect.contains(layout.at[j].toPoint()));
            }
        }
    }

    void every_text_fits_its_label() {
        const PlanContent content = contentOf({}, test::nightMarks(sampleSite()));
        for (const double scale : {1.0, 3.3, 12.0}) {
            for (const PlanLabel& label : layOut(content, scale).labels) {
                QVERIFY(content.labelWidth(label.title) + content.labelWidth(label.state) <=
                        label.rect.width());
                QVERIFY(content.labelWidth(label.detail) <= label.rect.width());
            }
        }
    }

    void what_is_abnormal_is_never_left_out() {
        const Marks marks = test::nightMarks(sampleSite());
        const PlanContent content = contentOf({}, marks);
        const PlanLayout layout = layOut(content, 0.2);
        int abnormal = 0;
        for (std::size_t i = 0; i < content.items().size(); ++i) {
            const PlanItem& item = content.items()[i];
            if (item.item.kind == ItemKind::Zone || !item.isAbnormal()) continue;
            ++abnormal;
            QVERIFY(layout.drawn[i]);
        }
        QVERIFY(abnormal >= 5);
        QVERIFY(layout.hidden > 0); // and what was left out is counted
    }

    void what_is_abnormal_has_a_word_and_not_only_a_look() {
        for (const char* floor : {"", "Z31-2F", "Z20-1F"}) {
            const PlanContent content = contentOf(floor, test::nightMarks(sampleSite()));
            for (const PlanItem& item : content.items())
                QCOMPARE(item.isAbnormal(), !item.state.isEmpty());
        }
    }

    void near_by_everything_is_drawn_and_named() {
        const PlanContent content = contentOf("Z31-2F");
        const PlanLayout layout = layOut(content, 40);
        QCOMPARE(layout.hidden, 0);
        QCOMPARE(layout.labels.size(), content.items().size() - 1); // all but the zone, which is the plan
    }

    void zones_are_named_on_a_plan_that_is_seen_whole() {
        const PlanContent content = contentOf({});
        const PlanLayout layout = layOut(content, 2.4);
        std::set<int> zones;
        for (const PlanLabel& label : layout.labels) {
            if (label.item >= 0 &&
                content.items()[static_cast<std::size_t>(label.item)].item.kind == ItemKind::Zone)
                zones.insert(label.item);
        }
        QCOMPARE(zones.size(), std::size_t{16}); // all of them
    }

    void a_zone_is_never_named_in_the_ground_of_another_data() {
        QTest::addColumn<double>("scale");
        for (const double scale : {0.6, 1.0, 1.4, 1.9, 2.4, 3.3, 5.0})
            QTest::addRow("%g", scale) << scale;
    }
    void a_zone_is_never_named_in_the_ground_of_another() {
        QFETCH(double, scale);
        Marks marks = test::nightMarks(sampleSite());
        for (const Zone& zone : sampleSite().zones) {
            ZoneMark& mark = marks.zones[zone.code];
            mark.priority = 1; // the longest labels there are
            mark.acknowledged = false;
            mark.drill = false;
            mark.mode = QStringLiteral("Lockdown of everything");
        }
        const PlanContent content = contentOf({}, marks);
        std::set<std::size_t> named;
        for (const PlanLabel& label : layOut(content, scale).labels) {
            if (label.item < 0) continue;
            const MapItem& item = content.items()[static_cast<std::size_t>(label.item)].item;
            if (item.kind != ItemKind::Zone) continue;
            named.insert(item.index);
            const QPointF middle = QRectF(label.rect).center() / scale;
            const std::string there = zoneAt(*content.site(), {}, {middle.x(), -middle.y()});
            QVERIFY2(there.empty() || there == zoneOf(*content.site(), item), there.c_str());
            QVERIFY2(label.state.startsWith(QStringLiteral("▲")), "a colour without a mark");
        }
        QCOMPARE(named.size(), content.site()->zones.size());
    }

    void a_drill_is_called_a_drill_however_short_the_label() {
        Marks marks = test::nightMarks(sampleSite());
        for (const Zone& zone : sampleSite().zones) {
            marks.zones[zone.code].priority = 1;
            marks.zones[zone.code].drill = true;
        }
        for (const double scale : {0.6, 1.4, 2.4, 5.0}) {
            const PlanContent content = contentOf({}, marks);
            for (const PlanLabel& label : layOut(content, scale).labels) {
                const bool zone =
                    label.item >= 0 &&
                    content.items()[static_cast<std::size_t>(label.item)].item.kind == ItemKind::Zone;
                if (zone) QVERIFY2(label.state.startsWith(QStringLiteral("演练")), qPrintable(label.title));
            }
        }
    }

    void five_thousand_things_make_no_soup() {
        Site site = sampleSite();
        std::minstd_rand random(7);
        const Camera model = site.cameras.front();
        while (site.cameras.size() < 5000) {
            Camera& camera = site.cameras.emplace_back(model);
            camera.id = "C" + std::to_string(site.cameras.size());
            camera.place = {"F5", "", "", static_cast<double>(random() % 360),
                            static_cast<double>(random() % 270)};
        }
        PlanContent content;
        content.set(std::make_shared<const Site>(std::move(site)), {});
        const PlanLayout layout = layOut(content, 8);
        for (std::size_t i = 0; i < layout.labels.size(); ++i) {
            for (std::size_t j = 0; j < i; ++j)
                QVERIFY(!layout.labels[i].rect.intersects(layout.labels[j].rect));
        }
        QVERIFY(layout.hidden > 0);
    }
};

QTEST_MAIN(TestLayout)
#include "tst_layout.moc"
