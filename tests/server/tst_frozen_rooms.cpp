// What earlier versions of the rooms have kept in their tables is taken over by this one.
// `tst_server_frozen_rooms --freeze FOLDER` writes what this version writes: run it into the next
// tests/data/rooms/<n> before a release that changes a room's tables or facts, and never touch it again.
#include "../ledger/as_text.h"
#include "support/frozen_rooms.h"

#include "base/file.h"
#include "base/random.h"
#include "ledger/verify.h"

#include <QTemporaryDir>
#include <QTest>
#include <cstring>

using namespace shouwang;
using namespace shouwang::testing;

namespace {

std::filesystem::path data() {
    return std::filesystem::path(SHOUWANG_TEST_DATA) / "rooms";
}

int sets() {
    int newest = 0;
    while (std::filesystem::exists(data() / std::to_string(newest + 1)))
        ++newest;
    return newest;
}

std::string text(const std::filesystem::path& path) {
    const Bytes bytes = readFile(path).value();
    return {bytes.begin(), bytes.end()};
}

/// The first line that is not the same: a whole dump says nothing.
std::string difference(const std::string& got, const std::string& wanted) {
    if (got == wanted) return {};
    const auto from = std::ranges::mismatch(got, wanted).in1 - got.begin();
    const auto at = static_cast<std::size_t>(from);
    const auto begin = at == 0 ? 0 : got.rfind('\n', at - 1) + 1;
    return "got " + got.substr(begin, 600) + "\nwanted " + wanted.substr(begin, 600);
}

} // namespace

#define SAME(got, wanted)                                                                                    \
    do {                                                                                                     \
        const std::string differs = difference(got, wanted);                                                 \
        QVERIFY2(differs.empty(), differs.c_str());                                                          \
    } while (false)

class FrozenRoomsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void the_night_touches_every_table() {
        const auto ledger = thaw(sets());
        QVERIFY(ledger);
        const std::string all = tables(*ledger);
        QVERIFY(all.find("CREATE TABLE") != std::string::npos);
        for (std::size_t at = 0; (at = all.find("\n", at)) != std::string::npos; ++at) {
            const std::string line = all.substr(at + 1, all.find("\n", at + 1) - at - 1);
            if (line.empty() || line[0] == ' ' || line.starts_with("CREATE")) continue;
            const auto next = at + 1 + line.size();
            QVERIFY2(all.compare(next, 3, "\n  ") == 0, ("no row in " + line).c_str());
        }
    }

    void a_set_is_proven_before_anything_is_migrated_data() { everySet(); }
    void a_set_is_proven_before_anything_is_migrated() {
        QFETCH(int, set);
        QVERIFY(frozenFile(set));
        const auto proof = ledger::verifyFile(path()).value();
        QVERIFY2(!proof.fault, proof.fault ? proof.fault->text.c_str() : "");
        QVERIFY(proof.facts > 40);
    }

    void old_tables_are_in_use_at_once_and_new_ones_are_what_the_facts_make_data() { everySet(); }
    void old_tables_are_in_use_at_once_and_new_ones_are_what_the_facts_make() {
        QFETCH(int, set);
        QVERIFY(frozenFile(set));
        const bool old = hasReadableOldTables();
        if (set == 1) QVERIFY(old); // people and attention go on with theirs
        const auto ledger = open();
        QVERIFY(ledger);
        QCOMPARE(ledger->rebuildPending(), old);
        rebuildAll(*ledger);
        SAME(tables(*ledger), frozen::tablesFromFacts(*ledger));
        SAME(tables(*ledger), text(data() / std::to_string(sets()) / "tables.txt"));
    }

    void a_rebuild_that_is_broken_off_at_every_step_ends_the_same_data() { everySet(); }
    void a_rebuild_that_is_broken_off_at_every_step_ends_the_same() {
        QFETCH(int, set);
        auto ledger = thaw(set);
        for (int steps = 1; ledger->rebuildPending() && steps < 200; ++steps) {
            for (int i = 0; i < steps && ledger->rebuildPending(); ++i)
                QVERIFY(ledger->rebuildSlice([] { return true; }).has_value());
            ledger.reset();
            ledger = open();
            QVERIFY(ledger);
        }
        QVERIFY(!ledger->rebuildPending());
        SAME(tables(*ledger), frozen::tablesFromFacts(*ledger));
    }

    void a_set_goes_on_with_a_new_night_data() { everySet(); }
    void a_set_goes_on_with_a_new_night() {
        QFETCH(int, set);
        const auto ledger = thaw(set);
        const auto before = ledger->head().number;
        ledger::Command line; // lands in attention's old tables, and must stand in the new ones
        line.kind = "later.again";
        line.nature = ledger::Nature::Report;
        line.entity = Id::fromParts({"again"});
        line.id = {ledger::CommandId::Source::Seat, Id::fromParts({"frozen seat", "c"}), 9, 1, 0};
        line.seat = line.id.origin;
        line.actor = "leader";
        line.occurred = line.recorded = m_clock.utc();
        QVERIFY(ledger->submit({&line, 1}).has_value());
        QCOMPARE(ledger->head().number, before + 1);
        rebuildAll(*ledger);
        SAME(tables(*ledger), frozen::tablesFromFacts(*ledger));
    }

    void this_version_writes_the_newest_set() {
        const std::filesystem::path now = m_folder->path().toStdString() + "/now";
        QVERIFY(frozen::freeze(now));
        for (const char* name : {"tables.txt", "ledger.sql"})
            SAME(text(now / name), text(data() / std::to_string(sets()) / name));
    }

private:
    static void everySet() {
        QTest::addColumn<int>("set");
        for (int set = 1; set <= sets(); ++set)
            QTest::addRow("set %d", set) << set;
    }
    /// Whether a room goes on with the tables that it finds in the file. Before it is opened.
    bool hasReadableOldTables() const {
        ledger::Database::Options options;
        options.path = path();
        options.access = ledger::Database::Access::ReadOnly;
        const auto file = ledger::Database::open(options).value();
        for (const auto& room : frozen::rooms()) {
            auto row = file->prepare("SELECT version FROM feature WHERE name=?");
            row.bind(std::string_view(room->name()));
            const auto version = row.next() ? row.integer(0) : 0;
            if (version >= room->readableSince() && version < room->version()) return true;
        }
        return false;
    }
    std::filesystem::path path() const { return m_folder->path().toStdString() + "/ledger.db"; }
    bool frozenFile(int set) const {
        return ledger::frozen::load(path(), text(data() / std::to_string(set) / "ledger.sql"));
    }
    std::unique_ptr<ledger::Ledger> open() {
        auto opened = ledger::Ledger::open({path(), {}, nullptr}, frozen::rooms(), m_clock, m_random);
        return opened ? std::move(*opened) : nullptr;
    }
    std::unique_ptr<ledger::Ledger> thaw(int set) { return frozenFile(set) ? open() : nullptr; }
    static void rebuildAll(ledger::Ledger& ledger) {
        while (ledger.rebuildPending())
            QVERIFY(ledger.rebuildSlice([] { return false; }).has_value());
    }
    static std::string tables(ledger::Ledger& ledger) { return frozen::tablesText(ledger.database()); }

    ManualClock m_clock;
    SeededRandom m_random{1};
    std::unique_ptr<QTemporaryDir> m_folder;
};

int main(int argc, char** argv) {
    if (argc == 3 && std::strcmp(argv[1], "--freeze") == 0) return frozen::freeze(argv[2]) ? 0 : 1;
    QCoreApplication application(argc, argv);
    FrozenRoomsTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_frozen_rooms.moc"
