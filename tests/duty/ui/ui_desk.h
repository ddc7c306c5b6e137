// What the boxes of duty stand on in their tests: a clock, a look, a site, and the names of people.
#pragma once

#include "../story.h"
#include "duty/ui/log_entry.h"
#include "shell/ui/theme.h"
#include "site/sample.h"

#include <QApplication>
#include <QTest>

#include <memory>

namespace shouwang::duty::test {

struct UiDesk {
    UiDesk() { theme.install(*qApp); }

    ManualClock clock{kStart + kHour};
    SeededRandom random{1};
    shell::Theme theme;
    std::shared_ptr<const site::Site> site = std::make_shared<site::Site>(site::sampleSite());
    std::vector<ledger::Command> sent;

    LogScope scope() const {
        LogScope made;
        made.from = morning().start;
        made.to = morning().end;
        made.names.person = [](const std::string& account) {
            return QString::fromStdString("<" + account + ">");
        };
        made.names.seat = [](const Id&) { return QStringLiteral("A 席"); };
        made.site = site.get();
        return made;
    }
    template <class Box>
    void show(Box& box, QSize size = {700, 700}) {
        QObject::connect(&box, &Box::commandWanted, &box,
                         [this](const ledger::Command& command) { sent.push_back(command); });
        box.resize(size);
        box.show();
        box.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&box));
    }
};

inline LoggedLine logged(int number, const std::string& text) {
    LoggedLine made;
    made.line.id = Id::fromParts({"line", std::to_string(number)});
    made.line.by = {"wang", seatId("A"), kStart + number * kMinute};
    made.line.number = static_cast<std::uint64_t>(number);
    made.line.kind = "general";
    made.line.text = text;
    return made;
}

inline LoggedLine correctionOf(const LoggedLine& cited, int number, const std::string& text) {
    LoggedLine made = logged(number, text);
    made.line.cites = cited.line.id;
    made.line.reason = "笔误";
    return made;
}

/// A round along route(), with these stops visited.
inline Round roundWith(const std::vector<VisitReport>& visits) {
    Station station;
    station.submit(begun());
    for (const VisitReport& visit : visits)
        station.submit(by(visitStop(kRound, visit, kStart + kMinute), "wang"));
    return station.rounds[kRound];
}

} // namespace shouwang::duty::test
