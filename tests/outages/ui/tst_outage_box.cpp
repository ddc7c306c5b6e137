// Taking a point out and putting it in again, by the keyboard; what is refused keeps what was typed.
#include "../story.h"
#include "base/clock.h"
#include "outages/ui/outage_box.h"
#include "outages/ui/words.h"
#include "shell/ui/theme.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QComboBox>
#include <QDateTimeEdit>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QTest>
#include <rapidcheck.h>

using namespace shouwang;
using namespace shouwang::outages;
using namespace shouwang::outages::test;

namespace {

site::AlarmPoint button() {
    site::AlarmPoint point = fence("AL-BTN-1");
    point.name = "值班室一键报警";
    point.kind = site::PointKind::Button;
    return point;
}

Bypass standing(const ledger::Command& order, const std::string& second = {}) {
    ledger::Command given = order;
    given.actor = "wang";
    given.seat = seatId("A");
    ledger::Draft draft;
    draft.kind = kind::kBypassed;
    draft.entity = given.entity;
    draft.open = given.open;
    ledger::Fact fact = ledger::factFrom(given, draft);
    fact.secondActor = second;
    return evolveBypass({}, fact);
}

} // namespace

class TestOutageBox : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_box.reset(); }
    void a_point_is_found_and_bypassed_for_an_hour_by_the_keyboard();
    void without_point_and_reason_nothing_is_sent();
    void above_four_hours_a_second_person_signs_G21();
    void a_chain_of_short_bypasses_needs_the_second_person_too_G21();
    void four_hours_in_one_piece_need_nobody_else_whatever_the_station_s_clock_says();
    void a_panic_button_says_that_it_is_never_silenced_G18();
    void a_refused_bypass_keeps_what_was_typed();
    void a_bypass_that_stands_leaves_an_empty_form();
    void a_bypass_is_ended_by_the_keyboard_with_its_reason();
    void an_auxiliary_bypasses_nothing_G17();
    void the_lists_say_until_when_how_often_and_who_sees_it();
    void a_row_that_goes_selects_no_neighbour();
    void the_model_keeps_what_a_model_promises();

private:
    template <class Part>
    Part* part(const char* name) {
        return m_box->findChild<Part*>(QLatin1String(name));
    }
    void key(QWidget* widget, Qt::Key key, Qt::KeyboardModifiers with = Qt::NoModifier) {
        QTest::keyClick(widget, key, with);
    }
    void choosePoint(const QString& words);
    void type(const QString& reason) { part<QLineEdit>("outages.reason")->setText(reason); }
    void setFree(Micros until);

    ManualClock m_clock;
    shell::Theme m_theme;
    std::shared_ptr<site::Site> m_site;
    std::optional<Bypass> m_last;
    std::unique_ptr<OutageBox> m_box;
    std::vector<ledger::Command> m_sent;
    std::vector<ledger::Command> m_signed;
    std::string m_password;
    people::SignOnOutcome m_outcome;
};

void TestOutageBox::init() {
    m_sent.clear();
    m_signed.clear();
    m_last.reset();
    m_outcome = {people::SignOnOutcome::Kind::Done, 0};
    m_site = std::make_shared<site::Site>();
    m_site->points = {fence(), button()};
    OutageBox::Ports ports{m_clock,
                           [this](const std::string&) { return m_last; },
                           [this](const ledger::Command& order, std::string account, std::string password,
                                  const std::function<void(const people::SignOnOutcome&)>& answer) {
                               m_signed.push_back(order);
                               m_signed.back().secondActor = account;
                               m_password = password;
                               answer(m_outcome);
                           },
                           {}};
    m_box = std::make_unique<OutageBox>(m_theme, ports);
    m_box->setSite(m_site);
    m_box->setOfficer("wang", true, true);
    m_box->setOutages({}, {});
    connect(m_box.get(), &OutageBox::commandWanted, this,
            [this](const ledger::Command& command) { m_sent.push_back(command); });
    m_box->resize(760, 640);
    m_box->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_box.get()));
    m_box->activateWindow();
    QTRY_VERIFY(m_box->isActiveWindow());
}

void TestOutageBox::choosePoint(const QString& words) {
    m_box->beginBypass();
    auto* point = part<QLineEdit>("outages.point");
    QVERIFY(point->hasFocus() || !point->text().isEmpty()); // to what is missing first
    point->setFocus();
    point->selectAll();
    QTest::keyClicks(point, words);
    key(point, Qt::Key_Return);
}

void TestOutageBox::setFree(Micros until) {
    part<QComboBox>("outages.length")->setCurrentIndex(2);
    part<QDateTimeEdit>("outages.until")->setDateTime(QDateTime::fromMSecsSinceEpoch(until / 1000));
}

void TestOutageBox::a_point_is_found_and_bypassed_for_an_hour_by_the_keyboard() {
    choosePoint(QStringLiteral("zhoujie")); // pinyin of 周界
    type(QStringLiteral("围栏检修"));
    QVERIFY(!part<QLineEdit>("second.account")->isVisible());
    key(part<QLineEdit>("outages.reason"), Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(m_sent.size(), std::size_t{1});
    const ledger::Command& order = m_sent.front();
    QCOMPARE(ledger::field(order.open, Field::Point).text(), fence().id);
    QCOMPARE(order.reason, std::string("围栏检修"));
    const Micros until = ledger::field(order.open, Field::Until).integer();
    QVERIFY(until <= m_clock.utc() + kHour && until > m_clock.utc() + 58 * kMinute);
}

void TestOutageBox::without_point_and_reason_nothing_is_sent() {
    m_box->beginBypass();
    part<QLineEdit>("outages.point")->setText(QStringLiteral("no such point"));
    key(part<QLineEdit>("outages.reason"), Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(m_sent.empty() && m_signed.empty());
    QCOMPARE(part<QLineEdit>("outages.point")->text(), QStringLiteral("no such point"));
}

void TestOutageBox::above_four_hours_a_second_person_signs_G21() {
    choosePoint(QStringLiteral("AL-FENCE"));
    type(QStringLiteral("更换主机"));
    setFree(m_clock.utc() + 5 * kHour);
    auto* account = part<QLineEdit>("second.account");
    QVERIFY(account->isVisible());
    key(part<QLineEdit>("outages.reason"), Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(m_sent.empty() && m_signed.empty()); // nobody has signed
    account->setText(QStringLiteral("wang"));
    part<QLineEdit>("second.password")->setText(QStringLiteral("secret"));
    key(part<QLineEdit>("second.password"), Qt::Key_Return);
    QVERIFY(m_signed.empty()); // one person is not two
    account->setText(QStringLiteral("li"));
    key(part<QLineEdit>("second.password"), Qt::Key_Return);
    QCOMPARE(m_signed.size(), std::size_t{1});
    QCOMPARE(m_signed.front().secondActor, std::string("li"));
    QCOMPARE(m_password, std::string("secret"));
    QVERIFY(part<QLineEdit>("second.password")->text().isEmpty());
    QVERIFY(m_sent.empty());
}

void TestOutageBox::a_chain_of_short_bypasses_needs_the_second_person_too_G21() {
    choosePoint(QStringLiteral("AL-FENCE"));
    QVERIFY(!m_box->form().needsSecond());
    m_last = standing(bypass(fence(), "检修", m_clock.utc() - kMinute, m_clock.utc() - 4 * kHour));
    m_last->chain = m_clock.utc() - 4 * kHour;
    QVERIFY(m_box->form().needsSecond());
}

void TestOutageBox::four_hours_in_one_piece_need_nobody_else_whatever_the_station_s_clock_says() {
    choosePoint(QStringLiteral("AL-FENCE"));
    type(QStringLiteral("检修"));
    part<QComboBox>("outages.length")->setCurrentIndex(1);
    key(part<QLineEdit>("outages.reason"), Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(m_sent.size(), std::size_t{1});
    // The station's clock is 20 s behind that of the seat.
    const auto decision = decideBypass({}, {m_clock.utc() - 20 * kSecond, {}, {}}, m_sent.front());
    QVERIFY(!decision.refusal);
}

void TestOutageBox::a_panic_button_says_that_it_is_never_silenced_G18() {
    choosePoint(QStringLiteral("AL-BTN"));
    QVERIFY(part<QLabel>("outages.note")->text().contains(QStringLiteral("永不静音")));
    choosePoint(QStringLiteral("AL-FENCE"));
    QVERIFY(!part<QLabel>("outages.note")->text().contains(QStringLiteral("永不静音")));
}

void TestOutageBox::a_refused_bypass_keeps_what_was_typed() {
    choosePoint(QStringLiteral("AL-FENCE"));
    type(QStringLiteral("围栏检修"));
    key(part<QLineEdit>("outages.reason"), Qt::Key_Return, Qt::ControlModifier);
    m_box->giveBack(m_sent.front(), refusalWord(code::kSecondMissing));
    m_box->setOutages({}, {});
    QVERIFY(part<QLabel>("outages.refusal")->text().contains(QStringLiteral("第二人")));
    QCOMPARE(part<QLineEdit>("outages.reason")->text(), QStringLiteral("围栏检修"));
    QVERIFY(part<QLineEdit>("outages.point")->text().contains(QStringLiteral("AL-FENCE")));
}

void TestOutageBox::a_bypass_that_stands_leaves_an_empty_form() {
    choosePoint(QStringLiteral("AL-FENCE"));
    type(QStringLiteral("围栏检修"));
    key(part<QLineEdit>("outages.reason"), Qt::Key_Return, Qt::ControlModifier);
    m_box->setOutages({standing(m_sent.front())}, {});
    QVERIFY(part<QLineEdit>("outages.reason")->text().isEmpty());
    QVERIFY(part<QLineEdit>("outages.point")->text().isEmpty());
}

void TestOutageBox::a_bypass_is_ended_by_the_keyboard_with_its_reason() {
    const Bypass open = standing(bypass(fence(), "检修", m_clock.utc() + kHour, m_clock.utc()));
    m_box->setOutages({open}, {});
    auto* list = part<QListView>("outages.bypasses");
    QVERIFY(!part<QPushButton>("outages.end")->isEnabled());
    list->setFocus();
    key(list, Qt::Key_Down);
    QVERIFY(part<QPushButton>("outages.end")->isEnabled());
    QTest::keyClicks(part<QLineEdit>("outages.end_reason"), QStringLiteral("done"));
    key(part<QLineEdit>("outages.end_reason"), Qt::Key_Return);
    QCOMPARE(m_sent.size(), std::size_t{1});
    QCOMPARE(m_sent.front().kind, std::string("outages.end_bypass"));
    QCOMPARE(m_sent.front().reason, std::string("done"));
    QCOMPARE(m_sent.front().entity, open.id);
    m_box->giveBack(m_sent.front(), QStringLiteral("没有保存"));
    QCOMPARE(part<QLineEdit>("outages.end_reason")->text(), QStringLiteral("done"));
}

void TestOutageBox::an_auxiliary_bypasses_nothing_G17() {
    m_box->setOfficer("aux", false, true);
    QVERIFY(!part<QPushButton>("outages.open")->isEnabled());
    m_box->beginBypass();
    QVERIFY(!m_box->form().isVisible());
}

void TestOutageBox::the_lists_say_until_when_how_often_and_who_sees_it() {
    Bypass open = standing(bypass(fence(), "检修", m_clock.utc() + kHour, m_clock.utc()), "li");
    open.silenced = 3;
    open.lastSilenced = m_clock.utc();
    CameraLoss loss;
    loss.id = cameraId("CAM-1");
    loss.camera = "CAM-1";
    loss.name = "走廊北";
    loss.since = m_clock.utc() - 90 * kSecond;
    loss.seats[seatId("A")] = {};
    OutageNames names;
    names.seat = [](const Id&) { return QStringLiteral("A 席"); };
    const auto said = [&](const auto& state, Micros now) {
        const OutageRow row = rowsOf(std::span(&state, 1), names, now).front();
        return row.title + QLatin1Char('\n') + row.more;
    };
    const QString bypassed = said(open, m_clock.utc());
    for (const QString& part :
         {QStringLiteral("周界七段电子围栏"), QStringLiteral("还有 1 小时 00 分"),
          QStringLiteral("触发 3 次"), QStringLiteral("wang 旁路，第二人 li"), QStringLiteral("原因：检修")})
        QVERIFY2(bypassed.contains(part), qPrintable(bypassed));
    const QString lost = said(loss, m_clock.utc());
    QVERIFY2(lost.contains(QStringLiteral("走廊北")) && lost.contains(QStringLiteral("A 席")),
             qPrintable(lost));
    const QString over = said(open, open.until);
    QVERIFY2(over.contains(QStringLiteral("不再旁路")), qPrintable(over));
}

void TestOutageBox::a_row_that_goes_selects_no_neighbour() {
    const Bypass first = standing(bypass(fence(), "检修", m_clock.utc() + kHour, m_clock.utc()));
    const Bypass second = standing(bypass(button(), "检修", m_clock.utc() + kHour, m_clock.utc()));
    m_box->setOutages({first, second}, {});
    auto* list = part<QListView>("outages.bypasses");
    list->setCurrentIndex(list->model()->index(0, 0));
    m_box->setOutages({second}, {});
    QVERIFY(!list->currentIndex().isValid());
    QVERIFY(!part<QPushButton>("outages.end")->isEnabled());
}

void TestOutageBox::the_model_keeps_what_a_model_promises() {
    OutageModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    qputenv("RC_PARAMS", "max_success=50");
    QVERIFY(rc::check("rows", [&](const std::set<std::uint8_t>& wanted) {
        std::vector<OutageRow> rows;
        for (const std::uint8_t each : wanted)
            rows.push_back({Id::fromParts({std::to_string(each)}), QString::number(each), {}});
        model.setRows(rows);
        RC_ASSERT(model.rowCount() == static_cast<int>(rows.size()));
    }));
}

QTEST_MAIN(TestOutageBox)
#include "tst_outage_box.moc"
