// What a handover costs that has 200 open items, in a facility of 1,500 persons: reading them from their
// rooms, and the hash that is signed.
#include "bench/desk/rows.h"

#include "alarms/tables.h"
#include "base/random.h"
#include "care/tables.h"
#include "dispatch/tables.h"
#include "duty/tables.h"
#include "ledger/ledger.h"
#include "outages/tables.h"
#include "rooms/rooms.h"

#include <QTemporaryDir>

#include <chrono>
#include <fmt/format.h>

namespace shouwang::bench {

namespace {

constexpr Micros kStart = 1'790'000'000'000'000;
constexpr std::size_t kItems = 200;
constexpr double kLimit_ms = 200;

ledger::Command stamped(ledger::Command command, std::uint64_t counter) {
    command.id = {ledger::CommandId::Source::Device, Id::fromParts({"bench"}), 1, counter, 0};
    command.actor = "bench";
    return command;
}

site::AlarmPoint point(std::uint64_t number) {
    site::AlarmPoint made;
    made.id = fmt::format("AL-{}", number);
    made.name = fmt::format("报警点 {}", number);
    made.kind = site::PointKind::Fence;
    made.place.zone = "Z31";
    return made;
}

ledger::Command raised(std::uint64_t number) {
    site::Signal signal;
    signal.point = point(number).id;
    signal.boot = 1;
    signal.counter = number;
    return alarms::raise(point(number), signal, kStart + static_cast<Micros>(number));
}

ledger::Command opened(std::uint64_t number) {
    dispatch::Opening opening;
    opening.number = fmt::format("20260921-A-{:03}", number);
    opening.incident = Id::fromParts({opening.number});
    opening.kind = "QT";
    opening.title = "走廊争吵";
    return dispatch::open(opening, kStart);
}

/// 1,500 persons in ten zones, and alarms, incidents with tasks, bypasses and lost cameras up to kItems.
std::vector<ledger::Command> night() {
    std::vector<ledger::Command> commands;
    for (int i = 0; i < 1500; ++i)
        commands.push_back(care::receive(
            {fmt::format("QH26-{:04}", i), fmt::format("Z{}", 30 + i % 10), false, {}}, "", kStart));
    for (std::uint64_t i = 0; i < 110; ++i)
        commands.push_back(raised(i + 1));
    for (std::uint64_t i = 0; i < 20; ++i) {
        commands.push_back(opened(i + 1));
        const Id incident = commands.back().entity;
        commands.push_back(dispatch::addTask(incident, Id::fromParts({"task", std::to_string(i)}), "POST-1",
                                             "查明原因", 0, kStart));
    }
    for (std::uint64_t i = 0; i < 20; ++i) {
        commands.push_back(outages::bypass(point(500 + i), "检修", kStart + Micros{3'600'000'000}, kStart));
        site::Camera camera;
        camera.id = fmt::format("CAM-{}", i);
        commands.push_back(outages::cameraLost(camera, "no_signal", kStart, kStart));
    }
    std::uint64_t counter = 0;
    for (ledger::Command& command : commands) {
        if (command.id.source != ledger::CommandId::Source::Device) command = stamped(command, ++counter);
    }
    return commands;
}

} // namespace

void handoverRow(const Ask& ask) {
    const QTemporaryDir folder;
    const ManualClock clock(kStart);
    SeededRandom random(3);
    const auto ledger = need(ledger::Ledger::open({folder.path().toStdString() + "/ledger", {}, nullptr},
                                                  commonRooms(), clock, random));
    need(ledger->submit(night()));
    const Id shift = duty::shiftId("command_a", kStart);
    std::vector<double> lists;
    std::vector<double> seals;
    std::size_t items = 0;
    for (int i = 0; i < (ask.small ? 3 : 50); ++i) {
        const auto before = std::chrono::steady_clock::now();
        const auto open = duty::openItems(ledger->view(), shift);
        const auto listed = std::chrono::steady_clock::now();
        duty::seal(duty::Side::Incoming, {}, open);
        const auto sealed = std::chrono::steady_clock::now();
        lists.push_back(std::chrono::duration<double, std::milli>(listed - before).count());
        seals.push_back(std::chrono::duration<double, std::milli>(sealed - listed).count());
        items = open.size();
    }
    if (items != kItems) throw Void(fmt::format("{} items instead of {}", items, kItems));
    print("handover",
          merged({Json{{"items", items}, {"persons", 1500}, {"limit_list_ms", kLimit_ms}},
                  spread("list_ms", lists), spread("seal_ms", seals), Json{{"peers", Json::array()}}}));
}

} // namespace shouwang::bench
