#include "../story.h"
#include "alarms/ui/timeline_view.h"
#include "base/random.h"
#include "dispatch/ui/incident_list_view.h"
#include "dispatch/ui/incident_panel.h"
#include "shell/ui/theme.h"
#include "site/sample.h"

#include <QComboBox>
#include <QCoreApplication>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace shouwang;
using namespace shouwang::dispatch;
using namespace shouwang::dispatch::test;

namespace {

/// A desk in small: the panel, a line somebody types in, and a station that does what the panel wants.
struct Desk {
    ManualClock clock{kStart};
    SeededRandom random{1};
    shell::Theme theme;
    Station station;
    QWidget window;
    std::unique_ptr<IncidentListView> list;
    std::unique_ptr<IncidentPanel> panel;
    QLineEdit* typing = nullptr;
    std::vector<ledger::Command> wanted;
    std::uint32_t counter = 0;
    std::optional<ledger::Refusal> refusal;

    Desk() {
        theme.install(*qApp);
        window.resize(880, 900);
        list = std::make_unique<IncidentListView>(theme, clock, &window);
        IncidentPanel::Ports ports{clock, random,
                                   [this] { return incidentNumber(clock.utc(), 'A', ++counter); }};
        panel = std::make_unique<IncidentPanel>(theme, std::move(ports), &window);
        typing = new QLineEdit(&window);
        list->setGeometry(0, 0, 420, 860);
        panel->setGeometry(424, 0, 456, 900);
        typing->setGeometry(0, 864, 420, 32);
        panel->setSite(std::make_shared<const site::Site>(site::sampleSite()));
        panel->setNames({[](const std::string& account) { return QString::fromStdString(account); },
                         [](const Id&) { return QStringLiteral("A席"); }});
        QObject::connect(panel.get(), &IncidentPanel::commandWanted, [this](const ledger::Command& command) {
            wanted.push_back(command);
            const ledger::Decision decision = station.submit(by(command, "b-leader"));
            refusal = decision.refusal;
            if (refusal) panel->showRefusal(command, *refusal);
            refresh();
        });
        QObject::connect(panel.get(), &IncidentPanel::openingSent, [this](const Id& incident) {
            if (station.states[incident].exists()) panel->setIncident(station.states[incident]);
        });
        window.show();
    }
    void refresh() {
        std::vector<State> all;
        for (const auto& [id, state] : station.states) {
            if (state.exists()) all.push_back(state);
        }
        std::ranges::sort(all, standsBefore);
        list->setIncidents(std::move(all));
        if (panel->incident()) panel->setIncident(station.states[panel->incident()->id]);
    }
    template <class W>
    W& find(const char* name) {
        auto* found = window.findChild<W*>(QString::fromLatin1(name));
        if (!found) qFatal("no widget is called %s", name);
        return *found;
    }
    void click(const char* name) { QTest::mouseClick(&find<QPushButton>(name), Qt::LeftButton); }
    void choose(const char* box, const char* data) {
        auto& found = find<QComboBox>(box);
        found.setCurrentIndex(found.findData(QString::fromLatin1(data)));
    }
    /// Opens an incident of an alarm through the form.
    void open(ledger::Mode mode = ledger::Mode::Real) {
        station.raise(mode);
        panel->beginOpening(station.alarm);
        choose("incidentKindBox", "DO");
        find<QLineEdit>("incidentTitle").setText(QStringLiteral("二层走廊两人打架"));
        click("confirmOpenIncident");
    }
    void addTask(const char* text) {
        find<QComboBox>("taskPostBox").setCurrentIndex(3);
        find<QLineEdit>("taskText").setText(QString::fromUtf8(text));
        click("addTaskButton");
    }
    const State& incident() { return station.states[panel->incident()->id]; }
    void selectTask(int row) {
        auto& tasks = find<QListView>("taskList");
        tasks.setCurrentIndex(tasks.model()->index(row, 0));
    }
};

void shoot(Desk& desk, const char* name) {
    const QString folder = qEnvironmentVariable("SHOUWANG_SHOTS");
    if (folder.isEmpty()) return;
    QCoreApplication::processEvents(); // layouts settle
    desk.window.grab().save(QDir(folder).filePath(QString::fromLatin1(name)));
}

} // namespace

class PanelTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void opening_asks_for_kind_and_title_and_gives_a_number() {
        Desk desk;
        desk.station.raise();
        desk.panel->beginOpening(desk.station.alarm);
        shoot(desk, "incident-opening.png");
        desk.find<QLineEdit>("incidentTitle").clear();
        desk.click("confirmOpenIncident");
        QVERIFY(desk.wanted.empty());
        QVERIFY(desk.find<QComboBox>("incidentKindBox").property("wrong").toBool());
        QVERIFY(desk.find<QLineEdit>("incidentTitle").property("wrong").toBool());
        desk.choose("incidentKindBox", "DO");
        desk.find<QLineEdit>("incidentTitle").setText(QStringLiteral("打架"));
        desk.click("confirmOpenIncident");
        QCOMPARE(desk.wanted.size(), 1u);
        QCOMPARE(desk.incident().number, incidentNumber(kStart, 'A', 1));
        QCOMPARE(desk.find<QLabel>("incidentNumber").text(), QString::fromStdString(desk.incident().number));
        QVERIFY(desk.station.alarm->openIncident());
    }

    void a_refused_opening_stays_in_its_form_and_says_why() {
        Desk desk;
        desk.open();
        desk.panel->beginOpening(desk.station.alarm);
        desk.choose("incidentKindBox", "DO");
        desk.click("confirmOpenIncident");
        QCOMPARE(desk.refusal->code, std::string(code::kAlarmHasIncident));
        QVERIFY(desk.find<QLabel>("openingRefusal").isVisible());
        QVERIFY(desk.find<QLineEdit>("incidentTitle").isVisible());
    }

    void tasks_are_given_and_settled() {
        Desk desk;
        desk.open();
        desk.addTask("两名民警到场隔离双方");
        desk.addTask("医院值班带急救箱到场");
        desk.addTask("调取走廊录像");
        QCOMPARE(desk.incident().tasks.size(), 3u);
        QVERIFY(desk.incident().tasks.front().due > kStart);
        QVERIFY(desk.find<QLineEdit>("taskText").text().isEmpty());
        desk.selectTask(0);
        desk.click("completeTaskButton");
        QCOMPARE(desk.incident().tasks[0].state, TaskState::Done);
        desk.selectTask(1);
        desk.click("waiveTaskButton");
        QCOMPARE(desk.incident().tasks[1].state, TaskState::Open);
        QVERIFY(desk.find<QLineEdit>("taskResultEdit").property("wrong").toBool());
        desk.find<QLineEdit>("taskResultEdit").setText(QStringLiteral("无人受伤"));
        desk.click("waiveTaskButton");
        QCOMPARE(desk.incident().tasks[1].result, std::string("无人受伤"));
        desk.selectTask(2);
        desk.find<QLineEdit>("taskResultEdit").setText(QStringLiteral("硬盘故障"));
        desk.click("cannotTaskButton");
        QCOMPARE(desk.incident().tasks[2].state, TaskState::Cannot);
        desk.click("momentArrived");
        shoot(desk, "incident-tasks.png");
    }

    void a_task_says_who_shall_do_what() {
        Desk desk;
        desk.open();
        const std::size_t before = desk.wanted.size();
        desk.find<QLineEdit>("taskText").setText(QStringLiteral("到场"));
        desk.click("addTaskButton");
        QCOMPARE(desk.wanted.size(), before);
        QVERIFY(desk.find<QLineEdit>("taskText").property("wrong").toBool());
        QCOMPARE(desk.find<QLineEdit>("taskText").text(), QStringLiteral("到场"));
    }

    void closing_says_what_is_missing_beside_the_field() {
        Desk desk;
        desk.open();
        desk.addTask("到场");
        desk.click("closeIncidentButton");
        desk.click("confirmCloseIncident");
        QVERIFY(desk.find<QLabel>("tasksOpenError").isVisible());
        QVERIFY(desk.find<QComboBox>("conclusionBox").property("wrong").toBool());
        QVERIFY(desk.find<QPlainTextEdit>("conclusionText").property("wrong").toBool());
        QVERIFY(desk.incident().isOpen());
        shoot(desk, "incident-close-wrong.png");
        desk.selectTask(0);
        desk.click("completeTaskButton");
        desk.choose("conclusionBox", "resolved");
        desk.find<QPlainTextEdit>("conclusionText").setPlainText(QStringLiteral("双方已分开，伤情已检查"));
        desk.find<QPlainTextEdit>("conclusionText").setFocus();
        QTest::keyClick(&desk.find<QPlainTextEdit>("conclusionText"), Qt::Key_Return, Qt::ControlModifier);
        QVERIFY(!desk.incident().isOpen());
        QCOMPARE(desk.window.focusWidget(), desk.panel.get());
        QVERIFY(!desk.find<QLineEdit>("taskText").isVisible());
        QVERIFY(desk.find<QLabel>("incidentConclusion").isVisible());
        shoot(desk, "incident-closed.png");
    }

    void moments_are_stamped_once() {
        Desk desk;
        desk.open();
        desk.click("momentArrived");
        QCOMPARE(desk.incident().moments.count(Moment::Arrived), 1u);
        QVERIFY(!desk.find<QPushButton>("momentArrived").isEnabled());
        desk.click("momentArrived");
        QCOMPARE(desk.wanted.size(), 2u);
    }

    void a_note_is_added_with_enter_and_stands_in_the_timeline() {
        Desk desk;
        desk.open();
        QTest::keyClicks(&desk.find<QLineEdit>("noteEdit"), QStringLiteral("ok"));
        QTest::keyClick(&desk.find<QLineEdit>("noteEdit"), Qt::Key_Return);
        QCOMPARE(desk.incident().timeline.back().text, std::string("ok"));
        QCOMPARE(desk.find<alarms::TimelineView>("incidentTimeline").model()->rowCount(), 2);
        QVERIFY(desk.find<QLineEdit>("noteEdit").text().isEmpty());
    }

    void what_is_typed_stays_with_its_incident() {
        Desk desk;
        desk.open();
        const State first = desk.incident();
        State second = first;
        second.id = Id::fromParts({"second"});
        second.number = "20260921-A-009";
        desk.find<QLineEdit>("taskText").setText(QStringLiteral("写到一半"));
        desk.find<QLineEdit>("noteEdit").setText(QStringLiteral("现场"));
        desk.panel->setIncident(second);
        QVERIFY(desk.find<QLineEdit>("taskText").text().isEmpty());
        QVERIFY(desk.find<QLineEdit>("noteEdit").text().isEmpty());
        desk.panel->setIncident(first);
        QCOMPARE(desk.find<QLineEdit>("taskText").text(), QStringLiteral("写到一半"));
        QCOMPARE(desk.find<QLineEdit>("noteEdit").text(), QStringLiteral("现场"));
    }

    void what_could_not_be_saved_stands_in_its_field_again() {
        Desk desk;
        desk.open();
        auto& noteEdit = desk.find<QLineEdit>("noteEdit");
        auto& taskText = desk.find<QLineEdit>("taskText");
        auto& result = desk.find<QLineEdit>("taskResultEdit");
        QTest::keyClicks(&noteEdit, QStringLiteral("ok"));
        QTest::keyClick(&noteEdit, Qt::Key_Return);
        QVERIFY(noteEdit.text().isEmpty());
        desk.panel->showFailure(desk.wanted.back(), QStringLiteral("disk"));
        QCOMPARE(noteEdit.text(), QStringLiteral("ok"));
        desk.addTask("到场");
        QVERIFY(taskText.text().isEmpty());
        desk.panel->showFailure(desk.wanted.back(), QStringLiteral("disk"));
        QCOMPARE(taskText.text(), QStringLiteral("到场"));
        desk.selectTask(0);
        result.setText(QStringLiteral("不必了"));
        desk.click("waiveTaskButton");
        QVERIFY(result.text().isEmpty());
        desk.panel->showFailure(desk.wanted.back(), QStringLiteral("disk"));
        QCOMPARE(result.text(), QStringLiteral("不必了"));
    }

    void what_could_not_be_saved_takes_the_place_of_nothing_typed_since() {
        Desk desk;
        desk.open();
        const State first = desk.incident();
        auto& noteEdit = desk.find<QLineEdit>("noteEdit");
        const ledger::Command failed = note(first.id, "先写的", kStart);
        noteEdit.setText(QStringLiteral("正在写"));
        desk.panel->showFailure(failed, QStringLiteral("disk"));
        QCOMPARE(noteEdit.text(), QStringLiteral("正在写"));
        noteEdit.clear();
        State second = first;
        second.id = Id::fromParts({"second"});
        desk.panel->setIncident(second);
        desk.panel->showFailure(failed, QStringLiteral("disk")); // of the incident that is not shown
        QVERIFY(noteEdit.text().isEmpty());
        desk.panel->setIncident(first);
        QCOMPARE(noteEdit.text(), QStringLiteral("先写的"));
    }

    void a_closing_that_could_not_be_saved_is_unfolded_again() {
        Desk desk;
        desk.open();
        desk.click("closeIncidentButton");
        desk.find<QPlainTextEdit>("conclusionText").setPlainText(QStringLiteral("已处置"));
        desk.click("foldClosing");
        QVERIFY(!desk.find<QPlainTextEdit>("conclusionText").isVisible());
        const auto closing = dispatch::close(desk.incident().id, "resolved", "已处置", kStart);
        desk.panel->showFailure(closing, QStringLiteral("disk"));
        QVERIFY(desk.find<QPlainTextEdit>("conclusionText").isVisible());
        QCOMPARE(desk.find<QPlainTextEdit>("conclusionText").toPlainText(), QStringLiteral("已处置"));
    }

    void escape_keeps_the_draft_of_an_opening() {
        Desk desk;
        desk.station.raise();
        desk.panel->beginOpening(desk.station.alarm);
        auto& title = desk.find<QLineEdit>("incidentTitle");
        title.setText(QStringLiteral("还没写完"));
        QTest::keyClick(&title, Qt::Key_Escape);
        QVERIFY(!title.isVisible());
        desk.panel->beginOpening(std::nullopt);
        QVERIFY(title.text().isEmpty());
        desk.panel->beginOpening(desk.station.alarm);
        QCOMPARE(title.text(), QStringLiteral("还没写完"));
    }

    void arriving_data_takes_no_focus_and_no_text() {
        Desk desk;
        desk.open();
        desk.typing->setFocus();
        desk.station.submit(by(note(desk.incident().id, "另一席位的记录", kStart), "li", "B"));
        desk.refresh();
        QCOMPARE(desk.window.focusWidget(), desk.typing);
        desk.find<QLineEdit>("noteEdit").setFocus();
        desk.find<QLineEdit>("noteEdit").setText(QStringLiteral("正在写"));
        desk.station.submit(by(stamp(desk.incident().id, Moment::Arrived, kStart), "li", "B"));
        desk.refresh();
        QCOMPARE(desk.window.focusWidget(), &desk.find<QLineEdit>("noteEdit"));
        QCOMPARE(desk.find<QLineEdit>("noteEdit").text(), QStringLiteral("正在写"));
    }

    void without_the_right_nothing_can_be_pressed() {
        Desk desk;
        desk.open();
        desk.panel->setAllowed(true, false);
        QVERIFY(!desk.find<QPushButton>("closeIncidentButton").isEnabled());
        QVERIFY(desk.find<QPushButton>("addTaskButton").isEnabled());
        desk.panel->setAllowed(false, false);
        for (const char* name : {"addTaskButton", "momentArrived", "addNoteButton"})
            QVERIFY(!desk.find<QPushButton>(name).isEnabled());
    }

    void a_refusal_is_read_with_its_basis() {
        Desk desk;
        desk.open();
        const ledger::Command closing = dispatch::close(desk.incident().id, "resolved", "好", kStart);
        desk.panel->showRefusal(closing, {code::kTasksOpen, "S3 长沙", "open"});
        QVERIFY(desk.find<QLabel>("incidentRefusal").text().contains(QStringLiteral("S3 长沙")));
        QVERIFY(desk.find<QLabel>("incidentRefusal").isVisible());
    }

    void a_refusal_for_want_of_a_right_is_read_in_words() {
        Desk desk;
        desk.open();
        const ledger::Command closing = dispatch::close(desk.incident().id, "resolved", "好", kStart);
        desk.panel->showRefusal(closing, {"people.not_allowed", "S1(17)", "x may not close"});
        const QString text = desk.find<QLabel>("incidentRefusal").text();
        QVERIFY2(text.contains(QStringLiteral("权限")) && !text.contains(QStringLiteral("people.")),
                 qPrintable(text));
    }

    void a_drill_is_framed() {
        Desk desk;
        desk.open(ledger::Mode::Drill);
        QCOMPARE(desk.incident().mode, ledger::Mode::Drill);
        const QImage picture = desk.panel->grab().toImage();
        QCOMPARE(picture.pixelColor(0, picture.height() / 2), desk.theme.drill());
        shoot(desk, "incident-drill.png");
    }

    void the_list_keeps_its_selection_and_shows_open_ones_first() {
        Desk desk;
        desk.open();
        QSignalSpy selected(desk.list.get(), &IncidentListView::incidentSelected);
        QVERIFY(desk.list->selectIncident(desk.incident().id));
        QCOMPARE(selected.size(), 1);
        State worse = desk.incident();
        worse.id = Id::fromParts({"worse"});
        worse.grade = 1;
        desk.list->setIncidents({worse, desk.incident()});
        QCOMPARE(desk.list->selectedIncident(), std::optional(desk.incident().id));
        QCOMPARE(desk.list->currentIndex().row(), 1);
        desk.list->setIncidents({worse});
        QVERIFY(!desk.list->selectedIncident());
        QCOMPARE(selected.size(), 1);
    }

    void in_a_narrow_panel_nothing_is_cut() {
        Desk desk;
        desk.open();
        desk.addTask("两名民警到场隔离双方");
        desk.selectTask(0);
        desk.click("closeIncidentButton");
        desk.panel->setFixedWidth(340);
        QCoreApplication::processEvents();
        const auto buttons = desk.panel->findChildren<QPushButton*>();
        for (QPushButton* button : buttons) {
            const int right = button->mapTo(desk.panel.get(), QPoint(button->width(), 0)).x();
            QVERIFY2(!button->isVisible() || right <= 340, qPrintable(button->objectName()));
        }
        shoot(desk, "incident-narrow.png");
    }

    void an_empty_desk_says_how_to_begin() {
        Desk desk;
        shoot(desk, "incident-empty.png");
        QVERIFY(!desk.find<QPushButton>("closeIncidentButton").isVisible());
    }
};

QTEST_MAIN(PanelTest)
#include "tst_panel.moc"
