// A night on the desk's own ledger that is worth handing over: persons in two zones, alarms, an incident with
// a task, a bypass, a lost camera, a line for the next shift. wangli is on post, liqiang comes, zhaomin
// leads.
#pragma once

#include "alarms/tables.h"
#include "care/tables.h"
#include "dispatch/tables.h"
#include "duty/tables.h"
#include "ledger_desk.h"
#include "outages/tables.h"

namespace shouwang::console {

class HandoverNight {
public:
    explicit HandoverNight(LedgerDesk& desk)
        : m_desk(desk) {
        people::KeyStore keys;
        for (const auto& [account, name, role] : {std::tuple{"wangli", "王立", people::Role::Operator},
                                                  std::tuple{"liqiang", "李强", people::Role::Operator},
                                                  std::tuple{"zhaomin", "赵敏", people::Role::Commander}}) {
            people::Account made;
            made.account = account;
            made.name = name;
            made.role = role;
            made.cost = {1, std::uint64_t{8} << 20};
            if (!keys.add(made, "Qinghe-2026!")) qFatal("no key for %s", account);
        }
        desk.setKeys(std::make_shared<people::KeyStore>(std::move(keys)));
        desk.outcome = {people::SignOnOutcome::Kind::Done, 0};
        const Micros now = desk.time().utc();
        shift = duty::shiftAt(*duty::standardPattern("command_a"), duty::SystemZone(), now).value();
    }

    /// wangli signs on and takes the post.
    void begin() {
        m_desk.signOnAs("wangli", people::Role::Operator, "P-CC-1");
        say(duty::takePost(
            {shift, "wangli", m_desk.data().seat, "P-CC-1", {{"radio", 4, 3, false, "一台送修"}}}, now()));
    }
    void fill(int alarms = 1) {
        for (int i = 1; i <= 5; ++i)
            say(care::receive({"QH26-000" + std::to_string(i), i < 4 ? "Z31" : "Z32", false, {}}, "入所",
                              now()));
        for (int i = 0; i < alarms; ++i)
            raise(i);
        const Id incident = Id::fromParts({"incident"});
        say(dispatch::open({incident, "20261122-A-101", "QT", 4, "走廊争吵", "Z31", "二层", {}}, now()));
        say(dispatch::addTask(incident, Id::fromParts({"task"}), "P-CC-1", "查明原因，报值班长", now(),
                              now()));
        const site::AlarmPoint& point = m_desk.data().site->points.back();
        say(outages::bypass(point, "检修", now() + 3'600'000'000, now()));
        say(outages::cameraLost(m_desk.data().site->cameras.front(), "no_signal", now(), now()));
        say(duty::logLine(Id::fromParts({"line"}), {"instruction", "P-CC-1", "夜间巡查加密", {}, true},
                          now()));
    }
    void openIncidents(int count) {
        for (int i = 0; i < count; ++i) {
            const std::string number = "20260921-A-" + std::to_string(200 + i);
            say(dispatch::open({Id::fromParts({number}), number, "QT", 4, "设备异响", "Z31", "二层", {}},
                               now()));
        }
    }
    void raise(int which) {
        const auto& points = m_desk.data().site->points;
        const site::AlarmPoint& point = points.at(static_cast<std::size_t>(which) % points.size());
        site::Signal signal;
        signal.point = point.id;
        signal.boot = 1;
        signal.counter = static_cast<std::uint64_t>(which) + 1;
        say(alarms::raise(point, signal, now()));
    }
    void say(ledger::Command command) { m_desk.submit(std::move(command), {}); }
    Micros now() const { return m_desk.clock().utc(); }
    Id id() const { return duty::handoverId(duty::shiftId(shift.pattern, shift.start)); }
    std::optional<duty::Handover> handover() { return duty::handover(m_desk.ledger().view(), id()); }

    duty::Shift shift;

private:
    LedgerDesk& m_desk;
};

} // namespace shouwang::console
