// A seat that was away comes back with ten thousand commands; for one in twenty the ground has changed
// meanwhile. No edit may be shadowed unseen: each of those must stand in its fact with what it has overtaken.
#include "bench/sync/replicas.h"

#include <condition_variable>
#include <map>
#include <mutex>

namespace shouwang::bench {

namespace {

constexpr std::uint64_t kOneInTwenty = 20;
constexpr std::int64_t kField = 3;
constexpr std::size_t kUnanswered = 5000; // the service takes so many at once, and more
constexpr auto kPatience = std::chrono::seconds(120);

std::string awayText(std::uint64_t record) {
    return fmt::format("by the seat that was away {}", record);
}

std::string rivalText(std::uint64_t record) {
    return fmt::format("by the rival {}", record);
}

/// Answers that come on another thread, perhaps when nobody waits for them any more.
class Answers {
public:
    void note(bool saved) {
        const std::lock_guard lock(m_mutex);
        ++m_come;
        m_saved += saved ? 1 : 0;
        m_changed.notify_all();
    }
    /// Void: they do not come.
    void waitFor(std::size_t atLeast) {
        std::unique_lock lock(m_mutex);
        if (!m_changed.wait_for(lock, kPatience, [&] { return m_come >= atLeast; }))
            throw Void(fmt::format("{} of {} commands were answered", m_come, atLeast));
    }
    std::size_t saved() {
        const std::lock_guard lock(m_mutex);
        return m_saved;
    }

private:
    std::mutex m_mutex; // guards what follows
    std::condition_variable m_changed;
    std::size_t m_come = 0;
    std::size_t m_saved = 0;
};

/// Submits and waits until all are durable.
void submitAll(sync::SeatService& seat, std::vector<ledger::Command> commands) {
    const auto answers = std::make_shared<Answers>();
    for (std::size_t i = 0; i < commands.size(); ++i) {
        if (i > kUnanswered) answers->waitFor(i - kUnanswered);
        seat.submit(std::move(commands[i]), [answers](const sync::SubmitResult& result) {
            answers->note(result.kind == sync::SubmitResult::Kind::Saved);
        });
    }
    answers->waitFor(commands.size());
    if (answers->saved() != commands.size()) throw Void("not every command could be saved");
}

struct Edits {
    std::vector<ledger::Command> away;
    std::vector<ledger::Command> rival;
};

/// Of the same records as both have seen them.
Edits editsOn(const sync::SeatService& seat, std::size_t records) {
    Edits edits;
    const auto reader = need(seat.openReader());
    need(reader->read([&](const ledger::View& view) {
        for (std::uint64_t i = 0; i < records; ++i) {
            const Record seen = load(view.tables(), recordId(i));
            edits.away.push_back(amend(i, seen, kField, awayText(i)));
            if (i % kOneInTwenty == 0) edits.rival.push_back(amend(i, seen, kField, rivalText(i)));
        }
    }));
    return edits;
}

/// Void: one of the records that both have edited does not show in its fact what the later edit has
/// overtaken, or another record shows something.
void expectNoneShadowed(ledger::Database& file, std::size_t records) {
    std::map<Id, std::string> wanted;
    for (std::uint64_t i = 0; i < records; i += kOneInTwenty)
        wanted[recordId(i)] = rivalText(i);
    ledger::Statement rows = file.prepare("SELECT bytes FROM fact WHERE kind='record.set'");
    while (rows.next()) {
        const ledger::Fact fact = need(ledger::decodeFact(rows.bytes(0)));
        if (!fact.open.contains(kOvertaken)) continue;
        const auto met = wanted.find(fact.entity);
        const auto& overtaken = ledger::at(fact.open, kOvertaken).map();
        const bool right = met != wanted.end() && ledger::at(overtaken, kField).text() == met->second;
        if (!right) throw Void("a fact shows another value than the one that was overtaken");
        wanted.erase(met);
    }
    if (file.error()) throw Void(file.error()->text);
    if (!wanted.empty()) throw Void(fmt::format("{} edits were shadowed unseen", wanted.size()));
}

/// The records are everywhere, the first seat is away, and both have edited. The first one is closed.
void prepare(House& house, Desks& desks, std::size_t commands) {
    house.start();
    for (Desk& desk : desks)
        desk.service = house.openSeat(desk.card, true);
    std::vector<ledger::Command> first;
    for (std::uint64_t i = 0; i < commands; ++i)
        first.push_back(fill(i, 0));
    submitAll(*desks[0].service, std::move(first));
    waitForRest(house, desks, kPatience);
    desks[0].service = nullptr;
    desks[0].service = house.openSeat(desks[0].card, false); // the cable is out
    Edits edits = editsOn(*desks[0].service, commands);
    submitAll(*desks[1].service, std::move(edits.rival));
    submitAll(*desks[0].service, std::move(edits.away));
    if (!waitFor([&] { return desks[1].service->status()->outbox == 0; }, kPatience))
        throw Void("the rival's edits did not arrive");
    desks[0].service = nullptr;
}

struct Run {
    double seconds = 0;
    std::vector<double> fsync;
};

/// `watched`: the seat whose edits came first is there and takes every fact too, on the same two cores.
Run run(std::size_t commands, bool watched) {
    House house("upload");
    Desks desks = house.addDesks(2);
    prepare(house, desks, commands);
    if (!watched) desks[1].service = nullptr;
    const auto start = Steady::now();
    desks[0].service = house.openSeat(desks[0].card, true); // and in again
    const auto all = [&] {
        const auto status = desks[0].service->status();
        return status->outbox == 0 && status->counters.verdicts >= commands;
    };
    if (!waitFor(all, kPatience)) throw Void("not every command got its verdict");
    Run one{since(start), {}};
    if (!watched) desks[1].service = house.openSeat(desks[1].card, true);
    (void)agreed(house, desks, commands);
    expectNoneShadowed(*openStationFile(house), commands);
    one.fsync = fsyncMilliseconds(house.folder() / "block", 300);
    return one;
}

} // namespace

void uploadRow(std::size_t commands, std::size_t runs, bool watched) {
    std::vector<double> rates;
    std::vector<double> seconds;
    std::vector<double> floors; // verdicts a second if each cost one fsync
    std::vector<double> ratios;
    for (std::size_t i = 0; i < runs; ++i) {
        const Run one = run(commands, watched);
        seconds.push_back(one.seconds);
        rates.push_back(static_cast<double>(commands) / one.seconds);
        floors.push_back(1000 / percentile(one.fsync, 0.5));
        ratios.push_back(floors.back() / rates.back());
    }
    print(
        watched ? "upload_watched" : "upload",
        merged(
            {spread("seconds", seconds),
             spread("verdicts_per_s", rates),
             spread("ratio", ratios),
             {{"runs", runs},
              {"commands", commands},
              {"changed_ground_percent", 100.0 / static_cast<double>(kOneInTwenty)},
              {"shadowed_unseen", 0},
              {"limit_verdicts_per_s", 25'000},
              {"peers",
               {peer("one fdatasync a verdict", spread("verdicts_per_s", floors)),
                pouchDb("10,000 waiting changes", {{"verdicts_per_s", 2433}, {"shadowed_unseen", 500}})}}}}));
}

} // namespace shouwang::bench
