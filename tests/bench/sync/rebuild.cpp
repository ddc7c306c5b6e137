// One room's tables made anew from a million facts while the station works on: the clock of those who wait
// runs through everything, the swap and the clearing away of the old tables too.
#include "bench/sync/big.h"

#include "ledger/rebuild.h"

namespace shouwang::bench {

namespace {

constexpr auto kSlice = std::chrono::milliseconds(2);
constexpr auto kCommandPause = std::chrono::milliseconds(50);

struct Run {
    double seconds = 0;
    std::vector<double> waits{};  // ms from when a command came until it was durable
    std::vector<double> blocks{}; // ms of the writing thread, each in one piece
    double swap = 0;              // ms of the block in which the new tables were taken into use
};

int versionInUse(ledger::Ledger& ledger) {
    ledger::Statement row = ledger.database().prepare("SELECT version FROM feature WHERE name='record'");
    return row.next() ? static_cast<int>(row.integer(0)) : 0;
}

/// The commands of officers who do not wait for a rebuild: one is due every 50 ms, whatever the thread does.
class Officers {
public:
    Officers(ledger::Ledger& ledger, const Id& seat, std::uint64_t epoch)
        : m_ledger(ledger)
        , m_seat(seat)
        , m_epoch(epoch)
        , m_due(Steady::now()) {}
    /// All that have come by now.
    void serve(Run& into) {
        for (; Steady::now() >= m_due; m_due += kCommandPause) {
            ledger::Command command = fill(m_counter, m_epoch * 1'000'000 + m_counter);
            command.id = {ledger::CommandId::Source::Seat, m_seat, m_epoch, ++m_counter, 0};
            need(m_ledger.submit({&command, 1}));
            into.waits.push_back(since(m_due) * 1000);
        }
    }

private:
    ledger::Ledger& m_ledger;
    const Id m_seat;
    const std::uint64_t m_epoch;
    std::uint64_t m_counter = 0;
    Steady::time_point m_due;
};

/// As the station does it: a slice, then what has come meanwhile.
Run rebuild(ledger::Ledger& ledger, const Id& seat, int version) {
    Run one;
    Officers officers(ledger, seat, static_cast<std::uint64_t>(version));
    const auto start = Steady::now();
    bool inUse = false;
    for (bool more = true; more;) {
        const auto begun = Steady::now();
        more = need(ledger.rebuildSlice([until = begun + kSlice] { return Steady::now() >= until; }));
        one.blocks.push_back(since(begun) * 1000);
        if (!inUse && versionInUse(ledger) == version) {
            inUse = true;
            one.swap = one.blocks.back();
        }
        officers.serve(one);
    }
    one.seconds = since(start);
    if (!inUse) throw Void("the new tables are not in use");
    return one;
}

/// The tables in use before, and what the facts after them make of them: what a rebuild must come to.
class Truth {
public:
    explicit Truth(ledger::Ledger& ledger)
        : m_from(ledger.head().number)
        , m_tables(need(ledger::Database::scratch(ledger::Database::Scratch::Spills))) {
        m_room->createTables(*m_tables);
        m_tables->begin();
        ledger::Statement from = ledger.database().prepare("SELECT id, name, state FROM record_row");
        while (from.next()) {
            const Bytes state = from.bytes(2);
            m_tables->prepare("INSERT INTO record_row VALUES(?, ?, ?)")
                .bind(from.id(0))
                .bind(from.text(1))
                .bind(ByteView(state))
                .run();
        }
    }
    /// Void: the ledger's tables hold something else.
    void expectIn(ledger::Ledger& ledger) {
        for (const ledger::StoredFact& stored : need(ledger.after(m_from, 1'000'000, SIZE_MAX)))
            m_room->apply(*m_tables, need(ledger::decodeFact(stored.bytes)));
        if (hashOfRecords(*m_tables) != hashOfRecords(ledger.database()))
            throw Void("the new tables do not hold what the old ones held");
    }

private:
    const std::uint64_t m_from;
    const std::shared_ptr<const ledger::Feature> m_room = makeRecords();
    const std::unique_ptr<ledger::Database> m_tables;
};

Run run(Big& big, int version) {
    House& house = big.house;
    const auto ledger = need(ledger::Ledger::open({house.data().ledger(), {}, nullptr},
                                                  stationFeatures(version), house.clock, house.random));
    if (!ledger->rebuildPending()) throw Void("nothing is to be rebuilt");
    Truth truth(*ledger);
    Run one = rebuild(*ledger, big.author.id, version);
    truth.expectIn(*ledger);
    return one;
}

} // namespace

void rebuildRow(Big& big) {
    std::vector<std::vector<double>> waits;
    std::vector<double> seconds;
    std::vector<double> rates;
    std::vector<double> ratios;
    std::vector<double> blocks;
    std::vector<double> swaps;
    std::size_t commands = 0;
    for (std::size_t i = 0; i < big.runs; ++i) {
        Run one = run(big, static_cast<int>(i) + 2);
        seconds.push_back(one.seconds);
        rates.push_back(static_cast<double>(big.facts) / one.seconds);
        ratios.push_back(one.seconds / big.floors()[i]);
        blocks.push_back(percentile(one.blocks, 1));
        swaps.push_back(one.swap);
        commands += one.waits.size();
        waits.push_back(std::move(one.waits));
    }
    print(
        "rebuild",
        merged({delaySpread(waits),
                spread("seconds", seconds),
                spread("facts_per_s", rates),
                spread("ratio", ratios),
                spread("longest_block_ms", blocks),
                spread("swap_ms", swaps),
                {{"facts", big.facts},
                 {"commands_meanwhile", commands},
                 {"limit_facts_per_s", 60'000},
                 {"note", "delays from when a command was due until it was durable, the swap and the clearing"
                          " away of the old tables included"},
                 {"peers", {peer("bare SQLite insert of as many rows", spread("seconds", big.floors()))}}}}));
}

} // namespace shouwang::bench
