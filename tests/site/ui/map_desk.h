// The map as it stands on a desk: beside it a line that somebody types in.
#pragma once

#include "shell/ui/theme.h"
#include "site/sample.h"
#include "site/ui/map_canvas.h"
#include "site/ui/map_view.h"

#include <QApplication>
#include <QDir>
#include <QLineEdit>
#include <QQuickWidget>
#include <QQuickWindow>
#include <QSignalSpy>
#include <QTest>
#include <QVBoxLayout>

namespace shouwang::site::test {

struct MapDesk {
    shell::Theme theme;
    QWidget window;
    QLineEdit typing{&window};
    MapView map{theme, &window};
    std::shared_ptr<const Site> site;

    explicit MapDesk(QSize size = {1200, 760}, Site shown = sampleSite())
        : site(std::make_shared<const Site>(std::move(shown))) {
        theme.install(*qApp);
        auto* box = new QVBoxLayout(&window);
        box->setContentsMargins(0, 0, 0, 0);
        box->setSpacing(0);
        box->addWidget(&typing);
        box->addWidget(&map, 1);
        typing.hide();
        window.resize(size);
        map.setSite(site);
        window.show();
        window.activateWindow();
        (void)QTest::qWaitForWindowActive(&window);
        QCoreApplication::processEvents();
        if (QApplication::focusWidget()) QApplication::focusWidget()->clearFocus();
    }

    MapCanvas& canvas() { return map.canvas(); }
    MapItem item(ItemKind kind, const std::string& id) const {
        for (const std::string& floor : floors()) {
            for (const MapItem& candidate : itemsOn(*site, floor)) {
                if (candidate.kind == kind && idOf(*site, candidate) == id) return candidate;
            }
        }
        return {};
    }
    std::vector<std::string> floors() const {
        std::vector<std::string> all{std::string()};
        for (const Floor& floor : site->floors)
            all.push_back(floor.code);
        return all;
    }
    /// Where it is drawn.
    QPoint pixel(const MapItem& item) {
        const int index = canvas().content().indexOf(item);
        const auto& items = canvas().content().items();
        const Spot at = index < 0 ? item.at : items[static_cast<std::size_t>(index)].item.at;
        return canvas().view().toView(at).toPoint();
    }
    void key(int key, Qt::KeyboardModifiers modifiers = {}) {
        QTest::keyClick(QApplication::focusWidget(), static_cast<Qt::Key>(key), modifiers);
    }
    void shoot(const char* name) {
        const QString folder = qEnvironmentVariable("SHOUWANG_SHOTS");
        if (folder.isEmpty()) return;
        QSignalSpy drawn(map.quick().quickWindow(), &QQuickWindow::afterRendering);
        canvas().update();
        QVERIFY(drawn.wait());
        QCoreApplication::processEvents();
        window.grab().save(QDir(folder).filePath(QString::fromLatin1(name)));
    }
};

inline Marks alarmAt(const char* point, bool acknowledged) {
    Marks marks;
    marks.points[point] = {1, acknowledged, false, false};
    return marks;
}

inline void drag(MapDesk& desk, QPoint from, QPoint to) {
    QWidget* plan = &desk.map.quick();
    QTest::mousePress(plan, Qt::LeftButton, {}, from);
    QTest::mouseMove(plan, (from + to) / 2);
    QTest::mouseMove(plan, to);
}

inline void search(MapDesk& desk, const QString& query) {
    auto* field = desk.map.findChild<QLineEdit*>(QStringLiteral("map.search"));
    field->clear();
    field->setText(query);
}

/// A night on which something happens.
inline Marks nightMarks(const Site& site) {
    Marks marks;
    for (const Camera& camera : site.cameras)
        marks.cameras[camera.id] = CameraMark::Live;
    marks.cameras["Z31-2F-走廊南-B01"] = CameraMark::Late;
    marks.cameras["W-W03-围墙内-Q01"] = CameraMark::Lost;
    marks.cameras["F5-操场西-S03"] = CameraMark::Lost;
    marks.cameras["Z60-院落-S01"] = CameraMark::Unknown;
    for (const AlarmPoint& point : site.points) {
        if (point.bypassed) marks.points[point.id].bypassed = true;
    }
    marks.points[kDemoButton] = {1, false, false, false};
    marks.points[kDemoFence] = {2, true, false, false};
    marks.points["AL-FIRE-Z20-1F-走廊"] = {1, true, true, false};
    for (const Zone& zone : site.zones) {
        if (zone.capacity > 0) marks.zones[zone.code].persons = zone.capacity - 14;
    }
    marks.zones["Z34"].persons.reset();
    marks.zones["Z31"].priority = 1;
    marks.zones["Z31"].acknowledged = false;
    marks.zones["Z20"].priority = 1;
    marks.zones["Z20"].drill = true;
    marks.zones["W"].priority = 2;
    marks.zones["Z50"].mode = QStringLiteral("封闭");
    return marks;
}

} // namespace shouwang::site::test
