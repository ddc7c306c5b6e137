// The page about cameras and devices, and the top bar when devices are not heard.
#include "console/health_page.h"
#include "window_fixture.h"

#include <QHeaderView>
#include <QLabel>
#include <QTabBar>
#include <QTabWidget>
#include <QTableWidget>
#include <QTest>
#include <QToolButton>

using namespace shouwang;
using namespace shouwang::console;

namespace {

constexpr Micros kMinute = 60'000'000;

/// A picture for whoever wants to look, in the folder that SHOUWANG_SHOTS names.
void shoot(QWidget& widget, const QString& name) {
    const QString folder = qEnvironmentVariable("SHOUWANG_SHOTS");
    if (!folder.isEmpty())
        QVERIFY(widget.grab().save(folder + QLatin1Char('/') + name + QStringLiteral(".png")));
}

std::vector<wall::CameraHealth> someCameras(const site::Site& site) {
    using wall::NoPicture;
    std::vector<wall::CameraHealth> cameras;
    for (const site::Camera& camera : site.cameras) {
        if (cameras.size() == 14) break;
        cameras.push_back({camera.id, wall::Live::Live});
    }
    cameras[2].live = wall::Live::Lost;
    cameras[2].reason = cameras[2].last_error = NoPicture::Refused;
    cameras[2].reconnects = 12;
    cameras[5].reason = NoPicture::Slow;
    cameras[5].gaps = 31;
    cameras[7].live = wall::Live::Lost;
    cameras[7].reason = NoPicture::Frozen;
    cameras[7].freezes = 3;
    cameras[9].resolution_changes = 4;
    cameras[11].live = wall::Live::Late;
    cameras[11].stalls = 2;
    cameras[11].garbage = 1'904;
    cameras[11].last_error = NoPicture::BadStream;
    return cameras;
}

} // namespace

class TestHealthPage : public QObject, private WindowFixture {
    Q_OBJECT

private Q_SLOTS:
    void init() { begin(); }
    void cleanup() { end(); }
    void every_camera_stands_there_with_what_happened_to_it();
    void the_page_is_reached_and_walked_through_by_keys();
    void odd_messages_and_a_dead_link_are_said_and_nothing_is_cut_data();
    void odd_messages_and_a_dead_link_are_said_and_nothing_is_cut();

private:
    HealthPage* page() { return m_window->findChild<HealthPage*>(); }
    QLabel* label(const char* name) { return m_window->findChild<QLabel*>(QString::fromLatin1(name)); }
    void open(QSize size) {
        m_desk->makeOfficer();
        show(size);
        QTest::keyClick(m_window.get(), Qt::Key_4, Qt::AltModifier);
        auto* tabs = m_window->findChild<QTabWidget*>(QStringLiteral("system.tabs"));
        tabs->setCurrentWidget(page());
    }
    StationDevices odd() const {
        const Micros now = m_desk->clock().utc();
        StationDevices devices;
        devices.link = StationDevices::Link::Down;
        devices.since = now - 3 * kMinute;
        devices.unknownDevice = 3;
        devices.malformed = 1;
        devices.duplicate = 2;
        devices.clockSuspect = 1;
        devices.last = StationDevices::Odd{now - kMinute, "malformed", "AH-Z31"};
        devices.lastUnknown = StationDevices::Odd{now - 2 * kMinute, "unknown_device", "AH-GHOST"};
        return devices;
    }
};

void TestHealthPage::every_camera_stands_there_with_what_happened_to_it() {
    open({1920, 1080});
    page()->setCameras(someCameras(*m_desk->data().site), *m_desk->data().site);
    const auto* table = m_window->findChild<QTableWidget*>(QStringLiteral("health.cameras"));
    QCOMPARE(table->rowCount(), 14);
    const auto cell = [table](int row, int column) { return table->item(row, column)->text(); };
    QCOMPARE(cell(0, 1), QStringLiteral("✓ 实时"));
    QCOMPARE(cell(0, 2), QStringLiteral("—"));
    QCOMPARE(cell(2, 1), QStringLiteral("▲ 丢失"));
    QCOMPARE(cell(2, 2), QStringLiteral("拒绝连接"));
    QCOMPARE(cell(2, 3), QStringLiteral("12"));
    QCOMPARE(cell(5, 1), QStringLiteral("◆ 缓慢")); // it moves, and is not called live
    QCOMPARE(cell(5, 2), QStringLiteral("信号缓慢"));
    QCOMPARE(cell(5, 5), QStringLiteral("31"));
    QCOMPARE(cell(7, 2), QStringLiteral("画面冻结"));
    QCOMPARE(cell(7, 7), QStringLiteral("3"));
    QCOMPARE(cell(9, 8), QStringLiteral("4"));
    QCOMPARE(cell(11, 4), QStringLiteral("2"));
    QCOMPARE(cell(11, 6), QStringLiteral("1904"));
    QCOMPARE(cell(11, 9), QStringLiteral("码流异常"));
    QCOMPARE(label("health.summary")->text(), QStringLiteral("▲ 14 路摄像机中 4 路异常"));
    // Other news change what is written and move nothing.
    auto* chosen = m_window->findChild<QTableWidget*>(QStringLiteral("health.cameras"));
    chosen->setCurrentCell(7, 0);
    auto healed = someCameras(*m_desk->data().site);
    healed[7] = {healed[7].camera, wall::Live::Live};
    page()->setCameras(healed, *m_desk->data().site);
    QCOMPARE(chosen->currentRow(), 7);
    QCOMPARE(cell(7, 2), QStringLiteral("—"));
}

void TestHealthPage::the_page_is_reached_and_walked_through_by_keys() {
    open({1366, 768});
    page()->setCameras(someCameras(*m_desk->data().site), *m_desk->data().site);
    auto* tabs = m_window->findChild<QTabWidget*>(QStringLiteral("system.tabs"));
    tabs->setCurrentIndex(0);
    tabs->tabBar()->setFocus();
    while (tabs->currentWidget() != page() && tabs->currentIndex() + 1 < tabs->count())
        QTest::keyClick(tabs->tabBar(), Qt::Key_Right);
    QCOMPARE(tabs->currentWidget(), static_cast<QWidget*>(page()));
    page()->setCameras(someCameras(*m_desk->data().site), *m_desk->data().site);
    auto* table = m_window->findChild<QTableWidget*>(QStringLiteral("health.cameras"));
    for (int i = 0; i < 10 && QApplication::focusWidget() != table; ++i)
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    QCOMPARE(QApplication::focusWidget(), static_cast<QWidget*>(table));
    table->setCurrentCell(0, 0);
    QTest::keyClick(table, Qt::Key_Down);
    QCOMPARE(table->currentRow(), 1);
    QTest::keyClick(table, Qt::Key_Tab); // and on, not through every cell
    QVERIFY(QApplication::focusWidget() != table);
}

void TestHealthPage::odd_messages_and_a_dead_link_are_said_and_nothing_is_cut_data() {
    QTest::addColumn<QSize>("size");
    QTest::addColumn<QString>("language");
    for (const QSize size : {QSize(1920, 1080), QSize(1366, 768)})
        for (const char* language : {"zh_CN", "en"})
            QTest::addRow("%d %s", size.width(), language) << size << QString::fromLatin1(language);
}

void TestHealthPage::odd_messages_and_a_dead_link_are_said_and_nothing_is_cut() {
    QFETCH(const QSize, size);
    QFETCH(const QString, language);
    installTranslations(*qApp, language);
    open(size);
    m_desk->setLink(sync::LinkState::Live);
    auto* link = m_window->findChild<QToolButton*>(QStringLiteral("top.link"));
    const QString calm = link->text();
    m_desk->setDevices(odd());
    page()->setCameras(someCameras(*m_desk->data().site), *m_desk->data().site);
    QVERIFY2(link->text().startsWith(calm) && link->text().size() > calm.size(), qPrintable(link->text()));
    QTRY_VERIFY(link->width() >= link->sizeHint().width());
    QVERIFY(link->toolTip().contains(label("health.linkDetails")->text()));
    QVERIFY(label("health.link")->text().startsWith(QStringLiteral("▲")));
    QVERIFY(label("health.odd")->text().contains(QLatin1Char('3')));
    QVERIFY(label("health.oddDetails")->text().contains(QStringLiteral("AH-GHOST")));
    QTest::qWait(0);
    const auto* table = m_window->findChild<QTableWidget*>(QStringLiteral("health.cameras"));
    int needed = 0;
    for (int column = 0; column < table->columnCount(); ++column)
        needed += column + 1 < table->columnCount() ? table->columnWidth(column)
                                                    : table->horizontalHeader()->sectionSizeHint(column);
    QVERIFY2(needed <= table->viewport()->width(), qPrintable(QString::number(needed)));
    for (const char* name : {"health.link", "health.linkDetails", "health.odd", "health.oddDetails"}) {
        const QLabel* line = label(name);
        QVERIFY2(line->isVisible() && line->height() >= line->heightForWidth(line->width()), name);
    }
    shoot(*m_window, QStringLiteral("health-%1-%2").arg(size.width()).arg(language));
    StationDevices well;
    well.link = StationDevices::Link::Up;
    m_desk->setDevices(well);
    QCOMPARE(link->text(), calm);
    // The worst that may stand there at once.
    m_desk->setLink(sync::LinkState::Offline);
    sync::StationStorage full;
    full.sparing = true;
    m_desk->setStorage(full);
    m_desk->setDevices(std::nullopt, m_desk->clock().utc());
    QVERIFY(link->text() != calm);
    QTRY_VERIFY2(link->width() >= link->sizeHint().width(), qPrintable(link->text()));
    shoot(*m_window, QStringLiteral("health-worst-%1-%2").arg(size.width()).arg(language));
}

QTEST_MAIN(TestHealthPage)
#include "tst_health_page.moc"
