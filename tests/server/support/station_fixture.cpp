#include "support/station_fixture.h"

#include "alarms/alarms.h"
#include "base/file.h"
#include "server/commands.h"
#include "site/sample.h"
#include "site/site_file.h"

#include <nlohmann/json.hpp>

namespace shouwang::testing {

server::DataFolder makeStation(const std::filesystem::path& root) {
    const server::DataFolder folder{root / "data"};
    server::runProgram({"init", "--data", folder.root.string(), "--station-name", "测试所"});
    return folder;
}

Seat addSeat(const server::DataFolder& folder, const std::string& letter) {
    const std::string out = (folder.root / (letter + ".json")).string();
    server::runProgram({"seat", "add", "--data", folder.root.string(), "--letter", letter, "--name", "一号席",
                        "--url", "https://localhost:1", "--out", out});
    Seat seat;
    const auto bytes = readFile(out);
    if (!bytes) return seat;
    const auto json = nlohmann::json::parse(bytes->begin(), bytes->end());
    seat.id = *Id::fromText(json["seat"].get<std::string>());
    seat.token = json["token"].get<std::string>();
    return seat;
}

std::filesystem::path writeSampleSite(const std::filesystem::path& root) {
    const auto text = site::writeSite(site::sampleSite());
    const std::filesystem::path path = root / "site.json";
    if (text) (void)writeFileWhole(path, view(*text));
    return path;
}

sync::Push makePush(Seat& seat, std::size_t commands) {
    sync::Push push;
    push.seat = seat.id;
    push.epoch = seat.epoch;
    push.first = seat.counter + 1;
    for (std::size_t i = 0; i < commands; ++i) {
        const std::uint64_t counter = ++seat.counter;
        ledger::Command command =
            alarms::acknowledge(Id::fromParts({"test", std::to_string(counter)}), SystemClock().utc());
        command.id = {ledger::CommandId::Source::Seat, seat.id, seat.epoch, counter, 0};
        command.actor = "op1";
        command.seat = seat.id;
        command.recorded = command.occurred;
        push.commands.push_back(ledger::encode(command));
    }
    return push;
}

Reply send(const Target& to, const Seat& seat, const sync::Push& push) {
    const Bytes body = sync::encode(push);
    return call(to, {"POST", "/v1/push", seat.token, std::string(body.begin(), body.end()), {}});
}

std::vector<ledger::StoredFact> readFacts(const Target& to, const Seat& seat) {
    std::vector<ledger::StoredFact> facts;
    sync::FeedQuery query;
    for (;;) {
        const Reply reply = get(to, "/v1/feed?" + sync::toQuery(query), seat.token);
        const auto batch = sync::decodeFeedBatch(view(reply.body));
        if (!batch || batch->facts.empty()) return facts;
        facts.insert(facts.end(), batch->facts.begin(), batch->facts.end());
        query.cursor = {batch->epoch, batch->to, facts.back().hash};
    }
}

std::size_t countFacts(const Target& to, const Seat& seat, const std::string& kind) {
    std::size_t count = 0;
    for (const ledger::StoredFact& stored : readFacts(to, seat)) {
        const auto fact = ledger::decodeFact(stored.bytes);
        count += fact && fact->kind == kind;
    }
    return count;
}

} // namespace shouwang::testing
