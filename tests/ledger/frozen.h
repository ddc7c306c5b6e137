// A small ledger that says every kind of thing that a ledger can say, and its form as text, for tests/data:
// what a version has written must be read by all that come after it. Uses nothing that the first version did
// not have.
#pragma once

#include "as_text.h"
#include "base/file.h"
#include "base/random.h"
#include "ledger/ledger.h"
#include "toy_feature.h"

namespace shouwang::ledger::frozen {

inline std::vector<Command> commands() {
    std::vector<Command> all;
    std::uint64_t counter = 0;
    const auto add = [&](std::string kind, Nature nature, std::string text) -> Command& {
        all.push_back(toy::command(std::move(kind), nature, ++counter, std::move(text)));
        all.back().occurred = 1'763'000'000'000'000 + static_cast<Micros>(counter);
        all.back().recorded = all.back().occurred + 1;
        return all.back();
    };
    add("toy.log", Nature::Report, "值班日志 ordinary");
    add("toy.open", Nature::Order, "and what follows from it");
    add("toy.open", Nature::Order, "refused: it is open");
    add("toy.open", Nature::Report, "contested");
    add("toy.nothing", Nature::Report, "no-op");
    Command& sealed = add("later.happened", Nature::Report, "of a room that is not there");
    sealed.sealed = toBytes(view("sealed bytes"));
    sealed.compartment = Compartment::Health;
    sealed.keyId = "health-1";
    Command& full = add("toy.log", Nature::Order, "with all that a header holds");
    full.secondActor = "second";
    full.reason = "因为";
    full.cause = {Id::fromParts({"cause"}), 1};
    full.mode = Mode::Drill;
    full.base = {{1, 2}, {30, 4}};
    full.open.emplace(24, Value(Array{Value(-1), Value(Bytes{0, 255}), Value(Map{{1000, Value("x")}})}));
    Command& device = add("toy.log", Nature::Report, "of a device");
    device.id = {CommandId::Source::Device, Id::fromParts({"point"}), 77, 5, 0};
    Command& timer = add("toy.log", Nature::Report, "of a timer");
    timer.id = {CommandId::Source::Timer, Id::fromParts({"watch"}), 0xfedcba98, 1'763'000'060'000'000, 0};
    return all;
}

inline std::string textOf(const StoredFact& stored) {
    const Fact fact = decodeFact(stored.bytes).value();
    std::string contested;
    for (const std::string& code : fact.contested)
        contested += " " + code;
    const auto number = [](auto value) { return std::to_string(static_cast<std::int64_t>(value)); };
    return "fact " + number(fact.number) + " " + fact.kind + " hash " + toHex(stored.hash) + "\n  station " +
           fact.station.text() + " epoch " + number(fact.epoch) + " suite " + number(fact.suite) +
           " schema " + number(fact.schema) + "\n  entity " + fact.entity.text() + " command " +
           fact.command.text() + "\n  actor " + fact.actor + " second " + fact.secondActor + " seat " +
           fact.seat.text() + " reason " + fact.reason + "\n  occurred " + number(fact.occurred) +
           " recorded " + number(fact.recorded) + " committed " + number(fact.committed) + "\n  cause " +
           fact.cause.entity.text() + " " + number(fact.cause.number) + " mode " + number(fact.mode) +
           " compartment " + number(fact.compartment) + " key " + fact.keyId + "\n  contested" + contested +
           " sealed " + (fact.sealedHash ? toHex(*fact.sealedHash) : "-") + " " + toHex(stored.sealed) +
           "\n  open " + textOf(Value(fact.open)) + "\n";
}

inline std::string factsText(Ledger& ledger) {
    std::string out;
    const auto facts = ledger.after(0, 1000).value();
    for (const StoredFact& fact : facts)
        out += textOf(fact);
    return out;
}

inline std::string commandsText() {
    std::string out;
    for (const Command& command : commands())
        out += toHex(encode(command)) + "\n";
    return out;
}

/// Writes what this version writes.
inline bool freeze(const std::filesystem::path& folder) {
    std::filesystem::create_directories(folder);
    const std::filesystem::path file = folder / "ledger.db";
    ManualClock clock;
    SeededRandom random(7);
    std::string facts;
    {
        auto ledger = Ledger::open({file, Id::fromParts({"frozen"}), nullptr}, {std::make_shared<toy::Toy>()},
                                   clock, random);
        if (!ledger || !(*ledger)->submit(commands())) return false;
        facts = factsText(**ledger);
    }
    const bool written = writeFileWhole(folder / "ledger.sql", view(dump(file))).has_value() &&
                         writeFileWhole(folder / "facts.txt", view(facts)).has_value() &&
                         writeFileWhole(folder / "commands.txt", view(commandsText())).has_value();
    for (const char* end : {"", "-wal", "-shm", ".lock"})
        std::filesystem::remove(file.string() + end);
    return written;
}

} // namespace shouwang::ledger::frozen
