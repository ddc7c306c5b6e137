#include "ledger/backup.h"

#include "ledger/trouble.h"

#include <fmt/format.h>
#include <sqlite3.h>
#include <sys/stat.h>

namespace shouwang::ledger {

namespace {

namespace fs = std::filesystem;

constexpr const char* kBeside[] = {"-wal", "-shm", "-journal"};
constexpr const char* kIntent = ".restore-begun";

void removeQuietly(const fs::path& path) {
    std::error_code ignored;
    fs::remove(path, ignored);
    for (const char* end : kBeside)
        fs::remove(path.string() + end, ignored);
    fs::remove(path.string() + ".lock", ignored);
}

/// Gone with all that SQLite lays beside it, unless it has been given its name.
class Temporary {
public:
    explicit Temporary(fs::path path)
        : m_path(std::move(path)) {
        removeQuietly(m_path);
    }
    ~Temporary() { removeQuietly(m_path); }
    Temporary(const Temporary&) = delete;
    Temporary& operator=(const Temporary&) = delete;
    const fs::path& path() const { return m_path; }

private:
    fs::path m_path;
};

Result<std::unique_ptr<Database>> openReadOnly(const Place& place) {
    std::error_code error;
    if (!place.vfs && !fs::exists(place.path, error))
        return fail(Next::Offline, place.path.string() + ": is not there");
    Database::Options options;
    options.path = place.path;
    options.vfs = place.vfs;
    options.access = Database::Access::ReadOnly;
    return Database::open(options);
}

Result<void> quickCheck(Database& database) {
    std::string found;
    {
        Statement check = database.prepare("PRAGMA quick_check(1)");
        if (check.next()) found = check.text(0);
    }
    if (const auto& error = database.error()) return tl::unexpected(*error);
    if (found != "ok")
        return fail(Next::Corrupt, database.path().string() + ": the file is damaged: " + found);
    return {};
}

Result<void> copyFile(const Place& from, const Place& to) {
    auto database = openReadOnly(from);
    if (!database) return tl::unexpected(database.error());
    return (*database)->copyTo(to.path, to.vfs);
}

/// The name under which the old file waits: never one that is taken.
fs::path freeNameBeside(const fs::path& ledger, Micros now) {
    std::string stamp = toIso(now).substr(0, 19);
    std::erase(stamp, ':');
    for (int i = 0;; ++i) {
        const fs::path path = ledger.string() + ".before-restore-" + stamp + (i ? fmt::format("-{}", i) : "");
        std::error_code error;
        if (!fs::exists(path, error)) return path;
    }
}

/// With what SQLite has laid beside it, which is part of it. What has been moved before stays where it is.
Result<void> moveWhole(const fs::path& from, const fs::path& to) {
    for (const char* end : {"-wal", "-shm", "-journal", ""}) {
        const fs::path part = from.string() + end;
        std::error_code error;
        if (fs::exists(part, error)) fs::rename(part, to.string() + end, error);
        if (error) return fail(Next::Refused, part.string() + ": " + error.message());
    }
    return {};
}

/// The number of the epoch stands in the file itself when this returns, and nothing beside it.
Result<Head> beginEpochIn(const Place& place, const Clock& clock, Random& random) {
    Head head;
    {
        auto ledger = Ledger::open({place.path, {}, place.vfs}, {}, clock, random);
        if (!ledger) return tl::unexpected(ledger.error());
        if (auto begun = (*ledger)->beginEpoch(random); !begun) return tl::unexpected(begun.error());
        head = (*ledger)->head();
    }
    if (place.vfs) return head;
    std::error_code error;
    const fs::path log = place.path.string() + "-wal"; // SQLite takes it in when it closes, if there is room
    if (fs::exists(log, error) && fs::file_size(log, error) > 0)
        return fail(Next::Retry,
                    place.path.string() + ": the new epoch could not be written; is the disk full?");
    return head;
}

/// Says, while the old file is on its way, where to; who finds it goes on from there.
fs::path intentOf(const fs::path& ledger) {
    return ledger.string() + kIntent;
}

void dropIntent(const fs::path& ledger) {
    std::error_code ignored;
    fs::remove(intentOf(ledger), ignored);
}

/// Where a restore that was broken off had begun to move the old file; empty: there was none.
Result<fs::path> brokenOff(const fs::path& ledger) {
    std::error_code error;
    if (!fs::exists(intentOf(ledger), error)) return fs::path();
    const auto bytes = readFile(intentOf(ledger));
    if (!bytes) return tl::unexpected(bytes.error());
    fs::path aside = ledger.parent_path() / std::string(bytes->begin(), bytes->end());
    if (!fs::exists(aside, error) || !fs::exists(ledger, error)) return aside;
    dropIntent(ledger); // the new file had been placed already
    return fs::path();
}

Result<fs::path> setAside(const fs::path& ledger, Micros now) {
    auto aside = brokenOff(ledger);
    if (!aside) return aside;
    std::error_code error;
    if (aside->empty()) {
        if (!fs::exists(ledger, error)) return fs::path();
        *aside = freeNameBeside(ledger, now);
        const std::string name = aside->filename().string();
        if (auto noted = writeFileWhole(intentOf(ledger), view(name)); !noted)
            return tl::unexpected(noted.error());
    }
    if (auto moved = moveWhole(ledger, *aside); !moved) return tl::unexpected(moved.error());
    return aside;
}

} // namespace

// One step copies all: the reading transaction sees one moment, and the writer goes on in the WAL.
Result<void> Database::copyTo(const fs::path& target, const char* vfs) {
    sqlite3* copy = nullptr;
    const int flags =
        SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    int code = sqlite3_open_v2(target.c_str(), &copy, flags, vfs);
    if (code == SQLITE_OK) {
        sqlite3_backup* backup = sqlite3_backup_init(copy, "main", m_handle, "main");
        if (backup) sqlite3_backup_step(backup, -1);
        code = backup ? sqlite3_backup_finish(backup) : sqlite3_errcode(copy);
    }
    if (code == SQLITE_OK) code = sqlite3_exec(copy, "PRAGMA journal_mode=DELETE", nullptr, nullptr, nullptr);
    const std::string text = sqlite3_errmsg(copy);
    sqlite3_close_v2(copy);
    if (!vfs) chmod(target.c_str(), 0600); // all that the ledger says is in it
    if (code == SQLITE_OK) return {};
    const bool passing =
        (code & 0xff) == SQLITE_FULL || (code & 0xff) == SQLITE_BUSY || (code & 0xff) == SQLITE_IOERR;
    return fail(passing ? Next::Retry : Next::Refused,
                fmt::format("{}: {} ({})", target.string(), text, code));
}

namespace {

Result<FileFacts> inspectAt(const Place& place, const std::optional<VerifierKey>& key) {
    const fs::path& path = place.path;
    FileFacts facts;
    {
        auto database = openReadOnly(place);
        if (!database) return tl::unexpected(database.error());
        if (auto checked = quickCheck(**database); !checked) return tl::unexpected(checked.error());
        auto meta = readMeta(**database);
        if (!meta) return tl::unexpected(meta.error());
        facts.station = meta->station;
        facts.epochs = std::move(meta->epochs);
        facts.head.epoch = meta->epoch;
    }
    const auto proof = verifyFile(path, key, place.vfs);
    if (!proof) return tl::unexpected(proof.error());
    if (proof->fault) {
        return fail(Next::Corrupt,
                    fmt::format("{}: fact {}: {}", path.string(), proof->fault->number, proof->fault->text));
    }
    facts.head.number = proof->number;
    facts.head.hash = proof->head;
    facts.checkpoints = proof->checkpoints;
    std::error_code error;
    if (!place.vfs) facts.bytes = fs::file_size(path, error);
    return facts;
}

} // namespace

Result<FileFacts> inspect(const fs::path& path, const std::optional<VerifierKey>& key) {
    return inspectAt({path}, key);
}

Result<FileFacts> copyProven(const Place& ledger, const Place& target) {
    if (auto copied = copyFile(ledger, target); !copied) return tl::unexpected(copied.error());
    return inspectAt(target, {});
}

Result<Head> copyForNewEpoch(const Place& backup, const Place& target, const Clock& clock, Random& random) {
    if (auto copied = copyFile(backup, target); !copied) return tl::unexpected(copied.error());
    return beginEpochIn(target, clock, random);
}

Result<FileFacts> backUp(const fs::path& ledger, const fs::path& target) {
    std::error_code error;
    if (fs::exists(target, error)) return fail(Next::Refused, target.string() + ": is there already");
    const Temporary temporary(target.string() + ".new");
    auto facts = copyProven({ledger}, {temporary.path()});
    if (!facts) return facts;
    if (auto committed = commitFile(temporary.path(), target); !committed) {
        return tl::unexpected(committed.error());
    }
    return facts;
}

Result<Restored> restore(const fs::path& file, const fs::path& ledger, const Id& station, const Clock& clock,
                         Random& random) {
    const auto lock = FileLock::take(ledger.string() + ".lock");
    if (!lock)
        return fail(Next::Refused, "the station runs, or another command has its ledger open; stop it first");
    Restored out;
    auto facts = inspect(file);
    if (!facts) return tl::unexpected(facts.error());
    if (!station.isNull() && facts->station != station) {
        return fail(Next::Refused,
                    file.string() + ": is the ledger of another station, " + facts->station.text());
    }
    out.file = std::move(*facts);
    const Temporary temporary(ledger.string() + ".restoring");
    const auto head = copyForNewEpoch({file}, {temporary.path()}, clock, random);
    if (!head) return tl::unexpected(head.error());
    out.head = *head;
    auto aside = setAside(ledger, clock.utc());
    if (!aside) return tl::unexpected(aside.error());
    out.setAside = std::move(*aside);
    if (auto placed = commitFile(temporary.path(), ledger); !placed) {
        if (!out.setAside.empty()) {
            if (const auto back = moveWhole(out.setAside, ledger); !back) return tl::unexpected(back.error());
        }
        dropIntent(ledger);
        return tl::unexpected(placed.error());
    }
    dropIntent(ledger);
    return out;
}

Result<void> refuseHalfRestored(const fs::path& ledger) {
    std::error_code error;
    if (!fs::exists(intentOf(ledger), error)) return {};
    const auto aside = brokenOff(ledger);
    if (!aside) return tl::unexpected(aside.error());
    if (aside->empty()) return {};
    return fail(Next::Refused, fmt::format("{}: {}; run it again (what was there is whole, part of it as {})",
                                           ledger.string(), kBrokenOff, aside->filename().string()));
}

} // namespace shouwang::ledger
