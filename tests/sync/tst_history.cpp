// Facts of the past that a seat does not keep: it asks for them, and proves that they are those that its own
// chain stands on.
#include "../ledger/failing_disk.h"
#include "ledger/storage.h"
#include "snapshot_site.h"

using namespace shouwang;
using namespace shouwang::sync;
using ledger::Compartment;
using toy::SnapshotSite;

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
