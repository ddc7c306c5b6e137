// The officer's truth in the bar: how far the seat's clock stands from the station's, without crowding.
#include "console/link_words.h"
#include "window_fixture.h"

#include <QLabel>

using namespace shouwang;
using namespace shouwang::console;

class TestTopBar : public QObject, private WindowFixture {
    Q_OBJECT

private Q_SLOTS:
    void init() { begin(); }
    void cleanup() { end(); }
    void less_than_a_second_is_calm_data();
    void less_than_a_second_is_calm();
    void before_the_first_contact_nothing_is_claimed();
    void who_is_ahead_is_said();
    void mode_saving_and_offset_stand_there_on_a_small_screen_in_both_languages_data();
    void mode_saving_and_offset_stand_there_on_a_small_screen_in_both_languages();
};

namespace {

sync::SeatStatus statusOf(std::chrono::microseconds offset) {
    sync::SeatStatus status;
    status.lastContact = 1;
    status.state = sync::LinkState::Live;
    status.clockOffset = offset;
    return status;
}

} // namespace

void TestTopBar::less_than_a_second_is_calm_data() {
    QTest::addColumn<qint64>("offset");
    QTest::addColumn<bool>("attention");
    QTest::addColumn<QString>("text");
    QTest::newRow("none") << qint64{0} << false << QStringLiteral("时差 0.0 秒");
    QTest::newRow("calm") << qint64{940'000} << false << QStringLiteral("时差 0.9 秒");
    QTest::newRow("behind") << qint64{1'000'000} << true << QStringLiteral("◆ 时差 1.0 秒");
    QTest::newRow("ahead") << qint64{-2'300'000} << true << QStringLiteral("◆ 时差 2.3 秒");
    QTest::newRow("hours") << qint64{-7'200'000'000} << true << QStringLiteral("◆ 时差 2 小时 00 分");
}

void TestTopBar::less_than_a_second_is_calm() {
    QFETCH(qint64, offset);
    QFETCH(bool, attention);
    const OffsetWords words = offsetWords(statusOf(std::chrono::microseconds(offset)));
    QCOMPARE(words.attention, attention);
    QTEST(words.text, "text");
}

void TestTopBar::before_the_first_contact_nothing_is_claimed() {
    const OffsetWords words = offsetWords({});
    QCOMPARE(words.text, QStringLiteral("时差 —"));
    QVERIFY(!words.attention);
}

void TestTopBar::who_is_ahead_is_said() {
    QVERIFY(offsetWords(statusOf(std::chrono::seconds(-3))).details.contains(QStringLiteral("快 3.0 秒")));
    QVERIFY(offsetWords(statusOf(std::chrono::seconds(3))).details.contains(QStringLiteral("慢 3.0 秒")));
}

void TestTopBar::mode_saving_and_offset_stand_there_on_a_small_screen_in_both_languages_data() {
    QTest::addColumn<QString>("language");
    QTest::newRow("Chinese") << QStringLiteral("zh_CN");
    QTest::newRow("English") << QStringLiteral("en");
}

void TestTopBar::mode_saving_and_offset_stand_there_on_a_small_screen_in_both_languages() {
    QFETCH(QString, language);
    installTranslations(*qApp, language);
    m_desk->makeOfficer();
    m_desk->setStatus(statusOf(std::chrono::milliseconds(2300)));
    show({1366, 768});
    const QRect bar(0, 0, 1366, 40);
    for (const char* name : {"top.mode", "top.clock", "top.offset", "top.officer", "top.link", "top.lock"}) {
        auto* part = m_window->findChild<QWidget*>(QLatin1String(name));
        const QRect place(part->mapTo(m_window.get(), QPoint()), part->size());
        QVERIFY2(bar.contains(place), name);
        QVERIFY2(part->width() >= part->minimumSizeHint().width(), name);
    }
}

QTEST_MAIN(TestTopBar)
#include "tst_top_bar.moc"
