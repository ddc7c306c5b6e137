// A seat under load that expects to be killed: saves reports and orders without pause and writes into its
// log, after each was durable, which one it was told was saved, which ones the station has decided, and which
// orders it was told are applied. What stands in that log must never be lost.
#include "alarms/tables.h"
#include "base/log.h"
#include "base/random.h"
#include "dispatch/tables.h"
#include "rooms/rooms.h"
#include "sync/http_client.h"
#include "sync/seat_service.h"

#include <atomic>
#include <csignal>
#include <fcntl.h>
#include <fmt/format.h>
#include <thread>
#include <unistd.h>

using namespace shouwang;

namespace {

std::atomic<bool> stopWanted{false};

/// One write of one line: whole in the file or not at all, also when this process dies the next moment.
void say(int log, const std::string& line) {
    const std::string text = line + "\n";
    if (write(log, text.data(), text.size()) != static_cast<ssize_t>(text.size())) std::abort();
}

/// Every fourth act opens an incident: an order, for which "op1" is signed on at this seat.
ledger::Command nextAct(std::uint64_t number, Micros now) {
    const std::string name = std::to_string(number);
    ledger::Command command;
    if (number % 4 == 0) {
        dispatch::Opening opening;
        opening.incident = Id::fromParts({"kill incident", name});
        opening.number = "K-" + name;
        opening.kind = std::string(dispatch::incidentKinds().front());
        opening.title = "测试";
        command = dispatch::open(opening, now);
    } else {
        command = alarms::acknowledge(Id::fromParts({"kill", name}), now);
    }
    command.actor = "op1";
    return command;
}

} // namespace

// kill_seat URL TOKEN SEAT FILE LOG MILLISECONDS-BETWEEN (0: only drains)
int main(int argc, char** argv) {
    if (argc != 7) return 2;
    signal(SIGTERM, [](int) { stopWanted = true; });
    const int log = open(argv[5], O_CREAT | O_APPEND | O_WRONLY | O_CLOEXEC, 0600);
    const SystemClock clock;
    SystemRandom random;
    sync::HttpOptions http;
    http.url = argv[1];
    http.token = argv[2];
    auto link = sync::makeHttpLink(http);
    if (!link || log < 0) return 1;
    sync::SeatService::Options options;
    options.path = argv[4];
    options.seat = *Id::fromText(argv[3]);
    options.features = commonRooms();
    options.link = std::move(*link);
    options.retryMost = std::chrono::milliseconds(500);
    sync::SeatService::Callbacks callbacks;
    callbacks.onFacts = [&](const std::vector<ledger::Fact>& facts, bool provisional) {
        for (const ledger::Fact& fact : facts) {
            const bool own =
                fact.command.source == ledger::CommandId::Source::Seat && fact.command.origin == options.seat;
            if (provisional || !own) continue;
            say(log, "station " + fact.command.text());
            if (fact.kind == dispatch::kind::kOpened) say(log, "applied " + fact.command.text());
        }
    };
    auto service = sync::SeatService::start(std::move(options), std::move(callbacks), clock, random);
    if (!service) {
        fmt::print(stderr, "{}\n", service.error().text);
        return 1;
    }
    const auto pause = std::chrono::milliseconds(std::atoi(argv[6]));
    std::uint64_t number = random.next();
    say(log, "started");
    while (!stopWanted) {
        if (pause.count() > 0) {
            (*service)->submit(nextAct(number++, clock.utc()), [log](const sync::SubmitResult& result) {
                if (result.kind == sync::SubmitResult::Kind::Saved) say(log, "saved " + result.id.text());
            });
            std::this_thread::sleep_for(pause);
        } else {
            const auto status = (*service)->status();
            if (status->state == sync::LinkState::Live && status->outbox == 0 &&
                status->cursor.number == status->head.number)
                break;
            std::this_thread::sleep_for(std::chrono::milliseconds(20));
        }
    }
    const auto status = (*service)->status();
    fmt::print("{{\"outbox\":{},\"cursor\":{},\"live\":{}}}\n", status->outbox, status->cursor.number,
               status->state == sync::LinkState::Live);
    return 0;
}
