// A seat's file that an earlier version has written is taken over by this one with everything that waits in
// it. `tst_sync_frozen_seat --freeze FOLDER` writes what this version writes: run it into
// tests/data/seat/<version> before a release that changes the seat's file, and never touch it again.
#include "frozen_seat.h"

#include "ledger/verify.h"

#include <cstring>

using namespace shouwang;
using namespace shouwang::sync;
using toy::RestoreSite;

namespace {

constexpr int kNewest = 2; // seat_meta.version of this version's files

std::filesystem::path data() {
    return std::filesystem::path(SHOUWANG_TEST_DATA) / "seat";
}

std::string text(const std::filesystem::path& path) {
    const Bytes bytes = readFile(path).value();
    return {bytes.begin(), bytes.end()};
}

} // namespace

class FrozenSeatTest : public QObject {
    Q_OBJECT

private:
    static void versions() {
        QTest::addColumn<int>("version");
        for (int version = 1; version <= kNewest; ++version)
            QTest::addRow("version %d", version) << version;
    }
    /// The seat and its station as that version has left them.
    static void thaw(RestoreSite& site, int version) {
        site.seat.reset();
        site.station.reset();
        site.ledger.reset();
        const auto from = data() / std::to_string(version);
        QVERIFY(ledger::frozen::load(site.path("old"), text(from / "seat.sql")));
        QVERIFY(ledger::frozen::load(site.path("old-ledger"), text(from / "ledger.sql")));
        site.startStation("old-ledger");
        auto opened = site.open("old");
        QVERIFY2(opened.has_value(), opened ? "" : opened.error().text.c_str());
        site.seat = std::move(*opened);
    }
    static std::int64_t number(RestoreSite& site, const char* sql) {
        return toy::number(site.seat->store().database(), sql);
    }

private Q_SLOTS:
    void a_seat_keeps_its_outbox_and_follows_on_data() { versions(); }
    void a_seat_keeps_its_outbox_and_follows_on() {
        QFETCH(int, version);
        RestoreSite site;
        thaw(site, version);
        QCOMPARE(site.seat->status().outbox, std::size_t{2});
        const toy::Lines all{"decided, its facts have not come", "settled", "waits"};
        QCOMPARE(site.lines(), all); // also what the station has not confirmed
        QCOMPARE(site.tray().size(), std::size_t{1});
        QCOMPARE(site.tray().front().refusal.code, std::string("toy.empty"));
        const auto counter = site.seat->store().meta().counter;

        site.settle();
        QCOMPARE(site.seat->status().outbox, std::size_t{0});
        QCOMPARE(site.lines(), all);
        QVERIFY(site.seat->overlay()->facts.empty());
        QCOMPARE(toy::dump(site.seat->store().database()), toy::dump(site.ledger->database()));
        QCOMPARE(site.tray().size(), std::size_t{1}); // until somebody has settled it
        site.save("and it goes on");
        QCOMPARE(site.seat->store().meta().counter, counter + 1); // no number is given twice
        site.press("a device");
        site.settle();
        QCOMPARE(toy::dump(site.seat->store().database()), toy::dump(site.ledger->database()));
        QCOMPARE(number(site, "SELECT version FROM seat_meta"), kNewest);
    }

    void what_it_followed_is_proven_data() { versions(); }
    void what_it_followed_is_proven() {
        QFETCH(int, version);
        RestoreSite site;
        thaw(site, version);
        site.settle();
        const auto head = site.ledger->head();
        site.seat.reset();
        const auto proof = ledger::verifyFile(site.path("old")).value();
        QVERIFY2(!proof.fault, proof.fault ? proof.fault->text.c_str() : "");
        QCOMPARE(proof.head, head.hash);
    }

    void a_waiting_command_is_the_same_to_the_byte_data() { versions(); }
    void a_waiting_command_is_the_same_to_the_byte() {
        QFETCH(int, version);
        RestoreSite site;
        thaw(site, version);
        const auto push = site.seat->nextPush();
        QVERIFY(push.has_value() && push->has_value());
        QCOMPARE((*push)->commands.size(), std::size_t{2});
        for (const Bytes& bytes : (*push)->commands) {
            const std::string hex = toHex(bytes);
            std::string frozen = text(data() / std::to_string(version) / "seat.sql");
            std::ranges::transform(frozen, frozen.begin(), [](unsigned char c) { return std::tolower(c); });
            QVERIFY2(frozen.find(hex) != std::string::npos, hex.c_str());
        }
    }

    void this_version_writes_the_newest_file() {
        const QTemporaryDir folder;
        const std::filesystem::path now = folder.path().toStdString() + "/now";
        toy::freeze(now);
        for (const char* name : {"seat.sql", "ledger.sql"})
            QCOMPARE(text(now / name), text(data() / std::to_string(kNewest) / name));
    }
};

int main(int argc, char** argv) {
    if (argc == 3 && std::strcmp(argv[1], "--freeze") == 0) {
        toy::freeze(argv[2]);
        return 0;
    }
    QCoreApplication application(argc, argv);
    FrozenSeatTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_frozen_seat.moc"
