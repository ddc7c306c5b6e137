// A room for the tests of the river: a log that takes every line, a gate that opens once, and gates that open
// whenever somebody says so.
#pragma once

#include "ledger/ledger.h"

#include <stdexcept>

namespace shouwang::ledger::toy {

inline Command command(std::string kind, Nature nature, std::uint64_t counter, std::string text = "text") {
    Command command;
    command.id = {CommandId::Source::Seat, Id::fromParts({"seat"}), 1, counter, 0};
    command.kind = std::move(kind);
    command.nature = nature;
    command.entity = Id::fromParts({"entity"});
    command.actor = "tester";
    command.open = {{1, Value(std::move(text))}};
    return command;
}

class Toy final : public Feature {
public:
    explicit Toy(int version = 1)
        : m_version(version) {}
    std::string name() const override { return "toy"; }
    int version() const override { return m_version; }
    void createTables(Database& tables) const override {
        tables.run("CREATE TABLE IF NOT EXISTS toy_line(number INTEGER PRIMARY KEY, kind TEXT, text TEXT)");
    }
    void dropTables(Database& tables) const override { tables.run("DROP TABLE IF EXISTS toy_line"); }

    Decision decide(const View& view, const Command& command) const override {
        if (command.kind == "toy.open") {
            Statement opened = view.tables().prepare("SELECT 1 FROM toy_line WHERE kind='toy.opened'");
            if (opened.next()) return Decision::refuse("toy.already_open", "it is open");
            return Decision::one({"toy.opened", command.entity, command.open, {}, {}, {}, {}, {}});
        }
        if (command.kind == "toy.open_any")
            return Decision::one({"toy.opened", command.entity, command.open, {}, {}, {}, {}, {}});
        if (command.kind == "toy.nothing") return Decision::noOp();
        if (command.kind == "toy.fail") throw std::runtime_error("planted");
        if (command.kind != "toy.log") return Decision::refuse("toy.unknown", "not known");
        return Decision::one({"toy.logged", command.entity, command.open, {}, {}, {}, {}, {}});
    }

    void apply(Database& tables, const Fact& fact) const override {
        if (roomOf(fact.kind) != "toy") return;
        tables.prepare("INSERT INTO toy_line VALUES(?, ?, ?)")
            .bind(static_cast<std::int64_t>(fact.number))
            .bind(fact.kind)
            .bind(at(fact.open, 1).text())
            .run();
    }

    /// One entity is an exercise.
    std::optional<Mode> modeOf(const View&, const Id& entity) const override {
        return entity == Id::fromParts({"cause"}) ? std::optional(Mode::Drill) : std::nullopt;
    }

    std::string rightFor(const Command& command) const override {
        return at(command.open, 1).text() == "needs a right" ? "toy_right" : "";
    }
    std::optional<Refusal> refuseRight(const View&, const Command& command,
                                       const std::string& right) const override {
        if (right != "toy_right" || command.actor == "holder") return {};
        return Refusal{"toy.no_right", {}, "only the holder may"};
    }

    std::vector<Command> react(const Fact& fact) const override {
        if (fact.kind != "toy.opened") return {};
        Command follow;
        follow.kind = "toy.log";
        follow.entity = fact.entity;
        follow.open = {{1, Value("followed")}};
        return {follow};
    }

private:
    int m_version;
};

} // namespace shouwang::ledger::toy
