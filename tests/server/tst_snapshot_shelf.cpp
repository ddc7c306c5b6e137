// The files of a snapshot take room that alarms may need.
#include "base/clock.h"
#include "base/random.h"
#include "server/snapshot_shelf.h"
#include "sync/station.h"

#include <QTemporaryDir>
#include <QTest>
#include <atomic>

using namespace shouwang;

namespace {

class Room final : public ledger::Feature {
public:
    std::string name() const override { return "room"; }
    int version() const override { return 1; }
    void createTables(ledger::Database& tables) const override {
        tables.run(
            "CREATE TABLE IF NOT EXISTS room_line(number INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT");
    }
    void dropTables(ledger::Database& tables) const override { tables.run("DROP TABLE IF EXISTS room_line"); }
    ledger::Decision decide(const ledger::View&, const ledger::Command& command) const override {
        ledger::Draft draft;
        draft.kind = "room.noted";
        draft.entity = command.entity;
        draft.open = command.open;
        return ledger::Decision::one(std::move(draft));
    }
    void apply(ledger::Database& tables, const ledger::Fact& fact) const override {
        tables.prepare("INSERT INTO room_line VALUES(?, ?)")
            .bind(static_cast<std::int64_t>(fact.number))
            .bind(ledger::at(fact.open, 1).text())
            .run();
    }
};

struct House {
    QTemporaryDir folder;
    const SystemClock clock;
    SystemRandom random;
    ledger::Features rooms{std::make_shared<Room>()};
    std::unique_ptr<ledger::Ledger> ledger;
    server::SnapshotShelf::Options options;

    House() {
        const std::filesystem::path root = folder.path().toStdString();
        options.ledger = root / "ledger.db";
        options.folder = root / "snapshot";
        ledger = ledger::Ledger::open({options.ledger, {}, nullptr}, rooms, clock, random).value();
        std::vector<ledger::Command> commands(400);
        for (std::size_t i = 0; i < commands.size(); ++i) {
            ledger::Command& command = commands[i];
            command.id = {ledger::CommandId::Source::Device, Id::fromParts({"point"}), 1, i + 1, 0};
            command.kind = "room.note";
            command.entity = Id::fromParts({"entity", std::to_string(i)});
            command.actor = "system";
            Bytes noise(6000);
            random.fill(noise);
            command.open = {{1, ledger::Value(toHex(noise))}}; // does not pack well: several chunks
        }
        if (!ledger->submit(commands)) qFatal("no ledger");
        if (!sync::Station::open(*ledger, clock)) qFatal("no station"); // makes what a snapshot says of seats
    }
    std::ptrdiff_t files() const {
        if (!std::filesystem::exists(options.folder)) return 0;
        return std::distance(std::filesystem::directory_iterator(options.folder),
                             std::filesystem::directory_iterator());
    }
};

} // namespace

class TestSnapshotShelf : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void a_snapshot_is_built_when_somebody_asks() {
        House house;
        server::SnapshotShelf shelf(house.options, house.rooms);
        QTRY_VERIFY_WITH_TIMEOUT(shelf.current(400), 60'000);
        QVERIFY(shelf.current(400)->chunks.size() > 1);
        QCOMPARE(house.files(),
                 static_cast<std::ptrdiff_t>(shelf.current(400)->chunks.size() + 1)); // and what names them
    }

    void a_disk_that_becomes_full_meanwhile_leaves_no_chunk_behind() {
        House house;
        std::atomic<int> asked{0};
        server::SnapshotShelf shelf(house.options, house.rooms, [&] { return ++asked > 2; });
        (void)shelf.current(400);
        QTRY_VERIFY_WITH_TIMEOUT(asked > 2, 60'000); // the first chunk was written
        QTRY_COMPARE_WITH_TIMEOUT(house.files(), std::ptrdiff_t{0}, 60'000);
        QVERIFY(!shelf.current(400));
    }

    void while_the_disk_is_spared_none_is_begun() {
        House house;
        std::atomic<int> asked{0};
        {
            server::SnapshotShelf shelf(house.options, house.rooms, [&] { return ++asked > 0; });
            (void)shelf.current(400);
            QTRY_VERIFY_WITH_TIMEOUT(asked > 0, 60'000);
        }
        QCOMPARE(house.files(), std::ptrdiff_t{0});
        QCOMPARE(asked.load(), 1);
    }

    /// A seat that has fetched half of it goes on where it was.
    void a_snapshot_outlives_the_station_that_made_it() {
        House house;
        Hash first{};
        {
            server::SnapshotShelf shelf(house.options, house.rooms);
            QTRY_VERIFY_WITH_TIMEOUT(shelf.current(400) != nullptr, 30'000);
            first = shelf.current(400)->chunks.front().hash;
        }
        server::SnapshotShelf shelf(house.options, house.rooms, [] { return true; }); // builds none
        QTRY_VERIFY_WITH_TIMEOUT(shelf.current(400) != nullptr, 30'000);
        QCOMPARE(shelf.current(400)->asOf.number, 400u);
        QVERIFY(shelf.chunk(first, -1).has_value());
        QVERIFY(std::filesystem::exists(*shelf.chunk(first, -1)));
    }

    void a_snapshot_of_a_lost_branch_or_without_its_chunks_is_not_given_out_data() {
        QTest::addColumn<bool>("restored");
        QTest::newRow("the station was put back from a backup") << true;
        QTest::newRow("a chunk is gone") << false;
    }
    void a_snapshot_of_a_lost_branch_or_without_its_chunks_is_not_given_out() {
        QFETCH(bool, restored);
        House house;
        {
            server::SnapshotShelf shelf(house.options, house.rooms);
            QTRY_VERIFY_WITH_TIMEOUT(shelf.current(400) != nullptr, 30'000);
            if (!restored) std::filesystem::remove(*shelf.chunk(shelf.current(400)->chunks.front().hash, -1));
        }
        if (restored) QVERIFY(house.ledger->beginEpoch(house.random).has_value());
        std::atomic<bool> asked = false;
        server::SnapshotShelf shelf(house.options, house.rooms, [&] {
            asked = true;
            return true;
        });
        QVERIFY(shelf.current(400) == nullptr);
        QTRY_VERIFY_WITH_TIMEOUT(asked.load(), 30'000); // it would build another one, were there room
        QVERIFY(shelf.current(400) == nullptr);
    }
};

QTEST_GUILESS_MAIN(TestSnapshotShelf)
#include "tst_snapshot_shelf.moc"
