// Facts of the past that a seat does not keep: it asks for them, and proves that they are those that its own
// chain stands on.
#include "../ledger/failing_disk.h"
#include "desk.h"
#include "ledger/storage.h"
#include "snapshot_site.h"

using namespace shouwang;
using namespace shouwang::sync;
using ledger::Compartment;
using toy::SnapshotSite;

namespace {

/// What the seat makes of it; on which thread does not matter.
Result<std::vector<ledger::Fact>> ask(toy::Desk& desk, const HistoryQuery& query) {
    std::mutex mutex;
    std::optional<Result<std::vector<ledger::Fact>>> answer;
    desk.service->fetchHistory(query, [&](Result<std::vector<ledger::Fact>> facts) {
        const std::lock_guard lock(mutex);
        answer = std::move(facts);
    });
    const auto come = [&] {
        const std::lock_guard lock(mutex);
        return answer.has_value();
    };
    if (!QTest::qWaitFor(come, 60'000)) qFatal("no answer");
    return *answer;
}

void waitForLines(toy::Desk& desk, std::size_t count) {
    QTRY_COMPARE_WITH_TIMEOUT(desk.lines().size(), count, 60'000);
}

} // namespace

class TestHistory : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void the_past_below_a_snapshot_is_fetched_and_joins_on() {
        SnapshotSite site;
        site.write(30);
        site.note(Compartment::Health, "a diagnosis");
        QVERIFY(site.seat->onHello(site.station->hello()).has_value());
        QVERIFY(site.seat->takeManifest(site.build()).has_value());
        site.fetch();
        const Cursor before = site.seat->cursor();
        HistoryQuery query = *parseHistoryQuery(toQuery(HistoryQuery{{}, 20, 100}));
        auto history = decodeHistory(encode(*site.station->history(query, kUsualCompartments)));
        QVERIFY(history.has_value());
        QCOMPARE(history->facts.size(), std::size_t{11});
        QVERIFY(history->facts.back().sealed.empty()); // not for this seat
        QCOMPARE(check(*history)->size(), std::size_t{11});
        QVERIFY(*site.seat->joinsOn(31, history->facts.back().hash));
        QVERIFY(!*site.seat->joinsOn(31, Hash{}));
        QVERIFY(site.seat->cursor() == before);
        history->facts[3].hash[0] ^= 1;
        QCOMPARE(check(*history).error().next, Next::Corrupt);

        query.entity = toy::entity("person");
        query.after = 0;
        query = *parseHistoryQuery(toQuery(query));
        const auto person = site.station->history(query);
        QCOMPARE(person->facts.size(), std::size_t{1});
        QVERIFY(!person->more);
        QVERIFY(!parseHistoryQuery("entity=zz").has_value());
    }

    void an_officer_is_given_the_past_that_joins_on_to_our_facts() {
        toy::SharedStation station;
        for (const char* text : {"a", "b", "c"})
            station.elsewhere(toy::write("log", text));
        toy::Desk desk(station.folder, std::make_unique<toy::FakeLink>(station));
        waitForLines(desk, 3);
        const auto facts = ask(desk, {{}, 1, 100});
        QVERIFY2(facts.has_value(), facts ? "" : facts.error().text.c_str());
        QCOMPARE(facts->size(), std::size_t{2});
        QCOMPARE(facts->front().number, 2u);
        QCOMPARE(ask(desk, {{}, 3, 100})->size(), std::size_t{0});
        QCOMPARE(desk.status().cursor.number, 3u);
        QVERIFY(desk.status().storageOpen);
    }

    void a_past_that_is_not_that_of_our_facts_is_not_shown() {
        toy::SharedStation station;
        toy::SharedStation liar("another");
        station.elsewhere(toy::write("log", "as it was"));
        liar.elsewhere(toy::write("log", "as it is told"));
        station.liar = &liar;
        toy::Desk desk(station.folder, std::make_unique<toy::FakeLink>(station));
        waitForLines(desk, 1);
        QCOMPARE(ask(desk, {{}, 0, 100}).error().next, Next::Corrupt);
    }

    void without_a_station_the_past_is_not_there() {
        QTemporaryDir folder;
        toy::Desk desk(folder, nullptr);
        QCOMPARE(ask(desk, {{}, 0, 100}).error().next, Next::Offline);
    }

    void a_disk_that_fails_while_the_past_is_proven_is_not_believed() {
        ledger::FailingDisk disk;
        toy::SharedStation station;
        constexpr std::size_t kFacts = 60; // more than SQLite keeps in memory
        for (std::size_t i = 0; i < kFacts; ++i)
            station.elsewhere(toy::write("log", std::string(60'000, 'x')));
        toy::Desk desk(station.folder, std::make_unique<toy::FakeLink>(station), "seat", {}, disk.name());
        waitForLines(desk, kFacts);
        bool failed = false;
        for (int tries = 0; tries < 100 && !failed; ++tries) { // another read may meet the fault first
            disk.reads = 1;
            failed = !ask(desk, {{}, 0, 1}).has_value();
        }
        QVERIFY(failed);
        QTRY_VERIFY_WITH_TIMEOUT(desk.status().counters.reopened >= 1, 60'000);
        QTRY_VERIFY_WITH_TIMEOUT(desk.status().storageOpen, 60'000);
        QVERIFY(ask(desk, {{}, 0, 1}).has_value());
    }

    void a_disk_that_cannot_be_read_says_nothing_about_the_past() {
        ledger::FailingDisk disk;
        toy::Site site(toy::features, disk.name());
        for (int i = 0; i < 3; ++i)
            site.elsewhere(toy::write("log", std::to_string(i)));
        QVERIFY(site.download().has_value());
        const Hash second = (*site.ledger->fact(2))->hash;
        for (const Hash& told : {second, Hash{}}) {
            site.seat->store().database().run("PRAGMA shrink_memory"); // what was read before is read again
            disk.reads = 1;
            const auto joins = site.seat->joinsOn(2, told);
            QCOMPARE(disk.reads.load(), 0);
            QVERIFY(!joins.has_value());
            QVERIFY(ledger::isDiskFailing(joins.error()));
        }
        QVERIFY(*site.seat->joinsOn(2, second)); // the error does not stick
        QVERIFY(!*site.seat->joinsOn(2, Hash{}));
    }
};

QTEST_GUILESS_MAIN(TestHistory)
#include "tst_history.moc"
