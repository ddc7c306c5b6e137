// A desk that shows one incident, which the officer amends and somebody at another seat may amend too.
#pragma once

#include "desk.h"

namespace shouwang::dispatch::test {

struct AmendDesk : Desk {
    AmendDesk() {
        officer = "zhao";
        station.submit(by(dispatch::open(opening(), kStart), "wang"));
        panel->setIncident(station.incident());
        refresh();
    }
    /// Somebody at another seat, who has seen the incident as it stands.
    void other(Field field, ledger::Value value) {
        ledger::Map map;
        map.emplace(static_cast<std::int64_t>(field), std::move(value));
        station.submit(by(amend(station.incident(), std::move(map), "另一席位", kStart), "li", "B"));
        refresh();
    }
    void reason() { line("amendReason").setText(QStringLiteral("现场核实")); }
    /// 乙, and nobody answers yet.
    void sendTitle() {
        away = true;
        click("amendIncidentButton");
        line("amendTitle").setText(QStringLiteral("乙"));
        reason();
        click("confirmAmendIncident");
    }
};

} // namespace shouwang::dispatch::test
