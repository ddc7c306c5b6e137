#include "bench/sync/replicas.h"

#include "ledger/shadow_tables.h"

namespace shouwang::bench {

using ledger::Database;
using ledger::Statement;

namespace {

std::unique_ptr<Database> openToRead(const std::filesystem::path& path, std::int32_t applicationId) {
    Database::Options options;
    options.path = path;
    options.access = Database::Access::ReadOnly;
    options.applicationId = applicationId;
    return need(Database::open(options));
}

std::vector<std::string> tableNames() {
    const auto scratch = need(Database::scratch());
    scratch->begin();
    return need(ledger::ShadowTables::begin(*scratch, seatFeatures())).names();
}

/// Each value with its length before it, so that no two rows have one text.
std::uint64_t addRows(Sha256& hash, Statement rows, int columns) {
    std::uint64_t count = 0;
    for (; rows.next(); ++count) {
        for (int column = 0; column < columns; ++column) {
            const Bytes bytes = rows.bytes(column);
            const std::string size = fmt::format("{}:", bytes.size());
            hash.add(view(size));
            hash.add(bytes);
        }
    }
    return count;
}

std::uint64_t addTable(Sha256& hash, Database& file, const std::string& name) {
    int columns = 0;
    {
        Statement row = file.prepare("SELECT count(*) FROM pragma_table_info(?)");
        if (row.bind(name).next()) columns = static_cast<int>(row.integer(0));
    }
    if (columns == 0) throw Void("there is no table " + name);
    hash.add(view(name));
    return addRows(hash, file.prepare("SELECT * FROM " + name + " ORDER BY 1, 2"), columns);
}

Content contentOf(Database& file, std::string_view sealedParts) {
    Content content;
    Sha256 hash;
    file.begin(); // one state of it
    for (const std::string& name : tableNames()) {
        const std::uint64_t rows = addTable(hash, file, name);
        content.rows += rows;
        if (name == "record_row") content.records = rows;
    }
    content.sealed = addRows(hash, file.prepare(sealedParts), 2);
    content.hash = hash.finish();
    const auto fault = file.error();
    file.rollback();
    if (fault) throw Void(fault->text);
    return content;
}

std::uint64_t lastFact(Database& file) {
    Statement row = file.prepare("SELECT max(number) FROM fact");
    return row.next() ? static_cast<std::uint64_t>(row.integer(0)) : 0;
}

} // namespace

std::string Content::text() const {
    return fmt::format("{} records, {} rows, {} sealed parts, {}", records, rows, sealed,
                       toHex(hash).substr(0, 16));
}

std::unique_ptr<Database> openStationFile(const House& house) {
    return openToRead(house.data().ledger(), Database::Options{}.applicationId);
}

std::unique_ptr<Database> openSeatFile(const House& house, const testing::Seat& card) {
    return openToRead(house.seatFile(card), sync::kSeatApplicationId);
}

Content contentOfStation(Database& file) {
    return contentOf(file, "SELECT number, sealed FROM fact WHERE sealed IS NOT NULL ORDER BY number");
}

// Those below a snapshot lie in a table of their own.
Content contentOfSeat(Database& file) {
    return contentOf(file, "SELECT number, sealed FROM seat_patch WHERE sealed IS NOT NULL UNION ALL SELECT"
                           " number, sealed FROM seat_fact WHERE length(sealed)>0 ORDER BY number");
}

Hash hashOfRecords(Database& tables) {
    Sha256 hash;
    (void)addTable(hash, tables, "record_row");
    if (tables.error()) throw Void(tables.error()->text);
    return hash.finish();
}

void waitForRest(const House& house, const Desks& desks, std::chrono::seconds most) {
    const auto file = openStationFile(house);
    const auto rests = [&] {
        const bool told =
            std::ranges::all_of(desks, [](const Desk& desk) { return desk.service->status()->outbox == 0; });
        if (!told) return false;
        const std::uint64_t last = lastFact(*file);
        return std::ranges::all_of(desks, [&](const Desk& desk) {
            return live(*desk.service) && desk.service->status()->cursor.number == last;
        });
    };
    if (!waitFor(rests, most)) throw Void("station and seats do not come to rest");
}

Content same(const House& house, const Desks& desks) {
    const Content wanted = contentOfStation(*openStationFile(house));
    for (std::size_t i = 0; i < desks.size(); ++i) {
        const Content held = contentOfSeat(*openSeatFile(house, desks[i].card));
        if (held == wanted) continue;
        throw Void(fmt::format("the replicas differ: seat {} holds {}, the station {}", i + 1, held.text(),
                               wanted.text()));
    }
    return wanted;
}

Content agreed(const House& house, const Desks& desks, std::uint64_t records) {
    waitForRest(house, desks, std::chrono::seconds(120));
    const Content content = same(house, desks);
    if (content.records != records)
        throw Void(fmt::format("there are {} instead of {} records", content.records, records));
    return content;
}

} // namespace shouwang::bench
