// The box of handovers on a real ledger: what it wants is decided there, and shown again. Wang hands over to
// li; zhao leads.
#pragma once

#include "../handover_story.h"
#include "duty/ui/handover_box.h"
#include "duty/ui/handover_model.h"
#include "duty/ui/handover_words.h"
#include "duty/ui/words.h"
#include "ui_desk.h"

#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>

namespace shouwang::duty::test {

class HandoverStage {
public:
    HandoverStage()
        : box(desk.theme, {desk.clock, desk.random,
                           [this](ledger::Mode) { return "20260921-A-" + std::to_string(200 + ++numbers); },
                           [](const std::string& account, people::Permission permission) {
                               return mayOf(account, permission);
                           }}) {
        desk.clock.setUtc(kStart + 8 * kHour);
        ItemNames names;
        names.scope = desk.scope();
        names.act = [](const std::string& kind) { return QString::fromStdString("<" + kind + ">"); };
        box.setNames(names);
        box.setOfficer("wang", true);
        box.setSignPort([this](const ledger::Command& order, const std::string& account,
                               const std::string& password,
                               const auto& answer) { sign(order, account, password, answer); });
        QObject::connect(&box, &HandoverBox::commandWanted, &box, [this](const ledger::Command& command) {
            sent.push_back(command);
            night.submit(by(command, "wang"));
            refresh();
        });
        refresh();
    }
    void show(QSize size = {900, 900}) {
        box.resize(size);
        box.show();
        box.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&box));
    }
    void refresh() {
        HandoverScene scene;
        scene.handover = night.now();
        if (!scene.handover.exists()) scene.handover.shift = morning();
        scene.open = night.open();
        scene.ofShift = {"wang"};
        scene.choices = {scene.handover};
        box.setScene(std::move(scene));
    }
    /// What the desk does with a password: "right" is everybody's.
    void sign(ledger::Command order, const std::string& account, const std::string& password,
              const std::function<void(const people::SignOnOutcome&)>& answer) {
        if (password != "right") {
            answer({people::SignOnOutcome::Kind::Wrong, 0});
            return;
        }
        order.occurred = desk.clock.utc();
        order = Night::proven(by(order, account));
        sent.push_back(order);
        answer({people::SignOnOutcome::Kind::Done, 0});
        const auto verdict = night.submit(order);
        refresh();
        if (verdict.kind == ledger::Verdict::Kind::Refused)
            box.giveBack(order, refusalWord(verdict.refusal.code));
    }

    template <class Part = QWidget>
    Part* part(const char* name) {
        return box.findChild<Part*>(QLatin1String(name));
    }
    QString text(const char* label) { return part<QLabel>(label)->text(); }
    HandoverModel& model() {
        return *static_cast<HandoverModel*>(part<QListView>("duty.handover.list")->model());
    }
    int rowOf(ItemKind kind) {
        for (int row = 0; row < model().rowCount(); ++row) {
            if (!model().at(row).heading && model().at(row).item.kind == kind) return row;
        }
        return -1;
    }
    const HandoverRow& row(ItemKind kind) { return model().at(rowOf(kind)); }
    void select(ItemKind kind) {
        auto* list = part<QListView>("duty.handover.list");
        list->setFocus();
        list->setCurrentIndex(model().index(rowOf(kind)));
    }
    void type(const char* field, const QString& words) {
        auto* edit = part<QLineEdit>(field);
        edit->setFocus();
        edit->selectAll();
        QTest::keyClicks(edit, words);
    }
    static void key(Qt::Key key, Qt::KeyboardModifiers with = Qt::NoModifier) {
        QTest::keyClick(QApplication::focusWidget(), key, with);
    }
    /// By the account and with the password, as it stands in that card.
    void signAs(const char* card, const QString& account, const QString& password = QStringLiteral("right")) {
        type(qPrintable(QLatin1String(card) + QStringLiteral(".account")), account);
        type(qPrintable(QLatin1String(card) + QStringLiteral(".password")), password);
        key(Qt::Key_Return);
    }
    void countAs(const QString& persons) {
        select(ItemKind::Headcount);
        key(Qt::Key_A);
        QTest::keyClicks(QApplication::focusWidget(), persons);
        key(Qt::Key_Return);
    }
    /// Begun, all accepted and counted by li, and signed by wang.
    void handOver(const QString& counted = QStringLiteral("3")) {
        night.fill();
        night.begin();
        refresh();
        type("duty.incoming.account", QStringLiteral("li"));
        part("duty.handover.list")->setFocus();
        key(Qt::Key_A, Qt::ShiftModifier);
        countAs(counted);
        signAs("duty.outgoing", QStringLiteral("wang"));
    }

    UiDesk desk;
    Night night;
    std::vector<ledger::Command> sent;
    int numbers = 0;
    HandoverBox box;

private:
    static std::optional<bool> mayOf(const std::string& account, people::Permission permission) {
        if (account == "aux") return false;
        if (account != "wang" && account != "li" && account != "zhao") return std::nullopt;
        return people::may(roleOf(account), false, permission);
    }
};

} // namespace shouwang::duty::test
