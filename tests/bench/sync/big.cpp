// What a million facts cost: a ledger that is filled once, and the rows that read it.
#include "bench/sync/big.h"

#include "ledger/verify.h"
#include "server/features.h"

namespace shouwang::bench {

namespace {

constexpr std::uint64_t kFactsOfOne = 10; // a record is filled and then written anew nine times
constexpr std::size_t kBatch = 500;

void fillLedger(Big& big) {
    House& house = big.house;
    const auto ledger = need(ledger::Ledger::open({house.data().ledger(), {}, nullptr}, stationFeatures(1),
                                                  house.clock, house.random));
    std::vector<ledger::Command> batch;
    for (std::uint64_t i = 0; i < big.facts; ++i) {
        batch.push_back(fill(i % big.records(), i / big.records()));
        batch.back().id = {ledger::CommandId::Source::Seat, big.author.id, 1, i + 1, 0};
        batch.back().seat = big.author.id;
        batch.back().occurred = batch.back().recorded = house.clock.utc();
        if (batch.size() < kBatch && i + 1 < big.facts) continue;
        need(ledger->submit(batch));
        batch.clear();
    }
    if (ledger->head().number != big.facts) throw Void("not every command became one fact");
}

/// Hashes a second, of as many bytes as a fact has.
double hashRate() {
    const Bytes bytes(900, 7);
    constexpr int kHashes = 100'000;
    const auto start = Steady::now();
    for (int i = 0; i < kHashes; ++i)
        (void)sha256(bytes);
    return kHashes / since(start);
}

/// One row that fails leaves the others their turn.
void tryRows(const std::vector<std::string>& rows, const std::function<void()>& measure) {
    try {
        measure();
    } catch (const Void& fault) {
        for (const std::string& row : rows)
            printVoid(row, fault.what());
    }
}

} // namespace

std::uint64_t Big::records() const {
    return std::max<std::uint64_t>(1, facts / kFactsOfOne);
}

const std::vector<double>& Big::floors() {
    while (m_floors.size() < runs)
        m_floors.push_back(bareInsertSeconds(house.folder() / "bare.db", facts));
    return m_floors;
}

ledger::Features stationFeatures(int version) {
    ledger::Features features = server::makeFeatures(std::make_shared<server::SiteBoard>());
    features.push_back(makeRecords(version));
    return features;
}

void verifyRow(const Big& big) {
    std::vector<double> rates;
    std::vector<double> floors;
    std::vector<double> ratios;
    for (std::size_t i = 0; i < big.runs; ++i) {
        const auto start = Steady::now();
        const auto proof = need(ledger::verifyFile(big.house.data().ledger()));
        const double seconds = since(start);
        if (proof.fault || proof.facts < big.facts) throw Void("the chain does not hold to its end");
        rates.push_back(static_cast<double>(proof.facts) / seconds);
        floors.push_back(hashRate());
        ratios.push_back(floors.back() / rates.back());
    }
    print("verify", merged({spread("facts_per_s", rates),
                            spread("ratio", ratios),
                            {{"runs", big.runs},
                             {"facts", big.facts},
                             {"limit_facts_per_s", 200'000},
                             {"peers", {peer("SHA-256 of 900 bytes", spread("facts_per_s", floors))}}}}));
}

void bigRows(std::uint64_t facts, std::size_t runs, const Ask& ask) {
    Big big;
    big.author = big.house.addSeat('A');
    big.readers.push_back({big.house.addSeat('B')});
    big.facts = facts;
    big.runs = runs;
    fillLedger(big);
    if (ask.wants("first_sync") || ask.wants("memory"))
        tryRows({"first_sync", "memory"}, [&] { firstSyncRow(big, ask.wants("first_sync")); });
    big.house.stop();
    if (ask.wants("verify")) tryRows({"verify"}, [&] { verifyRow(big); });
    if (ask.wants("rebuild")) tryRows({"rebuild"}, [&] { rebuildRow(big); });
}

} // namespace shouwang::bench
