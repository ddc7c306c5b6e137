// What a new seat begins with, what it may receive of it, and what a restored station asks for.
#include "server/commands.h"
#include "support/station_fixture.h"

#include "sync/snapshot.h"
#include "sync/station.h"

#include <QTemporaryDir>
#include <QTest>

using namespace shouwang;
using testing::get;
using testing::Reply;

class TestFirstSync : public QObject {
    Q_OBJECT

private:
    Reply ask(const std::string& path) const { return get(m_to, path, m_seat.token); }
    Result<sync::SnapshotManifest> manifest() const {
        return sync::decodeManifest(ask("/v1/snapshot").bytes());
    }

    const SystemClock m_clock;
    SystemRandom m_random;
    std::unique_ptr<QTemporaryDir> m_root;
    server::DataFolder m_folder;
    testing::Seat m_seat;
    testing::Target m_to;
    std::unique_ptr<server::Station> m_station;

private Q_SLOTS:
    void init() {
        m_root = std::make_unique<QTemporaryDir>();
        server::StationOptions options;
        options.folder = testing::makeStation(m_root->path().toStdString());
        m_folder = options.folder;
        m_seat = testing::addSeat(options.folder, "A");
        auto opened = server::Station::open(options, m_clock, m_random);
        QVERIFY2(opened.has_value(), opened ? "" : opened.error().text.c_str());
        m_station = std::move(*opened);
        QVERIFY(m_station->start().has_value());
        m_to.port = m_station->port();
        QCOMPARE(testing::send(m_to, m_seat, testing::makePush(m_seat, 20)).status, 200);
    }
    void cleanup() { m_station.reset(); }

    void a_snapshot_is_made_when_somebody_asks_and_served_in_chunks() {
        QTRY_COMPARE_WITH_TIMEOUT(ask("/v1/snapshot").status, 200, 60'000);
        const auto made = manifest();
        QVERIFY2(made.has_value(), made ? "" : made.error().text.c_str());
        QVERIFY(made->asOf.number >= 20);
        QVERIFY(!made->chunks.empty());
        std::size_t rows = 0;
        for (const sync::SnapshotChunk& chunk : made->chunks) {
            const Reply reply = ask("/v1/snapshot/chunk?hash=" + toHex(chunk.hash));
            QCOMPARE(reply.status, 200);
            const auto table = sync::unpack(chunk, reply.bytes());
            QVERIFY(table.has_value());
            rows += table->rows.size();
        }
        QVERIFY(rows >= 20);
        QCOMPARE(made->decided.size(), std::size_t{1});
        QCOMPARE(made->decided[0].counter, 20u);
    }

    void strangers_and_wrong_hashes_get_nothing() {
        QCOMPARE(get(m_to, "/v1/snapshot").status, 401);
        QCOMPARE(get(m_to, "/v1/snapshot/chunk?hash=" + toHex(Hash{})).status, 401);
        QCOMPARE(ask("/v1/snapshot/chunk?hash=" + toHex(Hash{})).status, 404);
        QCOMPARE(ask("/v1/snapshot/chunk?hash=../../ledger.db").status, 400);
        QCOMPARE(ask("/v1/snapshot/chunk").status, 400);
    }

    void hello_says_what_is_backed_up_and_where_the_epochs_began() {
        const auto hello = sync::decodeHello(get(m_to, "/v1/hello").bytes());
        QVERIFY(hello.has_value());
        QCOMPARE(hello->epochs.size(), std::size_t{1});
        QCOMPARE(hello->epochs[0].epoch, hello->head.epoch);
        QCOMPARE(hello->epochs[0].first, 1u);
        QCOMPARE(hello->backedUp, 0u);
    }

    void the_past_is_told_without_a_cursor() {
        const auto history = sync::decodeHistory(ask("/v1/history?after=5&limit=3").bytes());
        QVERIFY(history.has_value());
        QCOMPARE(history->facts.size(), std::size_t{3});
        QCOMPARE(history->facts[0].number, 6u);
        QVERIFY(history->more);
        QCOMPARE(ask("/v1/history?entity=zz").status, 400);
        QCOMPARE(get(m_to, "/v1/history?after=0").status, 401);
    }

    void lost_facts_are_taken_from_their_own_seat_only() {
        sync::Recover recover;
        recover.seat = m_seat.id;
        const Bytes own = sync::encode(recover);
        const std::string body(own.begin(), own.end());
        const Reply reply = testing::call(m_to, {"POST", "/v1/recover", m_seat.token, body, {}});
        QCOMPARE(reply.status, 200);
        QVERIFY(sync::decodeRecoverReply(reply.bytes()).has_value());
        recover.seat = Id::fromParts({"another"});
        const Bytes other = sync::encode(recover);
        const std::string wrong(other.begin(), other.end());
        QCOMPARE(testing::call(m_to, {"POST", "/v1/recover", m_seat.token, wrong, {}}).status, 401);
        QCOMPARE(testing::call(m_to, {"POST", "/v1/recover", m_seat.token, "x", {}}).status, 400);
    }

    void a_seat_hears_which_compartments_are_its_own() {
        const auto batch = sync::decodeFeedBatch(ask("/v1/feed?epoch=0&after=0&limit=1").bytes());
        QVERIFY(batch.has_value());
        QCOMPARE(batch->compartments, sync::kUsualCompartments);
        const auto change = [this](const char* list) {
            return server::runProgram({"seat", "compartments", "A", list, "--data", m_folder.root.string()});
        };
        QCOMPARE(change("health,family"), 0);
        const auto after = sync::decodeFeedBatch(ask("/v1/feed?epoch=0&after=0&limit=1").bytes());
        QCOMPARE(after->compartments, std::int64_t{1 | 4 | 16});
        QVERIFY(change("everything") != 0);
    }
};

QTEST_GUILESS_MAIN(TestFirstSync)
#include "tst_first_sync.moc"
