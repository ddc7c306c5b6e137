// A consistent look at a seat's tables with the provisional facts on top.
#include "sync/seat_core.h"

#include "sync/storage.h"

namespace shouwang::sync {

using ledger::Database;

struct SeatReader::Parts {
    std::unique_ptr<Database> tables;
    std::function<std::shared_ptr<const Overlay>()> newest;
    const Clock* clock;
};

SeatReader::SeatReader(std::unique_ptr<Parts> parts)
    : m_parts(std::move(parts)) {}
SeatReader::~SeatReader() = default;

namespace {

/// The provisional facts that these tables do not hold yet. The overlay was taken before the snapshot, so the
/// tables may be newer than it, never older.
ledger::Overlay stillProvisional(Database& tables, const Overlay& overlay) {
    ledger::Overlay facts;
    std::int64_t sequence = 0;
    bool open = false;
    std::uint64_t seen = 0;
    for (std::size_t i = 0; i < overlay.facts.size(); ++i) {
        const Overlay::Origin& origin = overlay.origins[i];
        if (origin.sequence != sequence) {
            ledger::Statement row = tables.prepare("SELECT open, seen FROM seat_outbox WHERE sequence=?");
            const bool found = row.bind(origin.sequence).next();
            sequence = origin.sequence;
            open = found && row.integer(0) != 0;
            seen = found ? unsignedOf(row.integer(1)) : 0;
        }
        if (open && origin.index >= seen) facts.push(overlay.facts.shared(i));
    }
    return facts;
}

std::uint64_t generationOf(Database& tables) {
    ledger::Statement row = tables.prepare("SELECT generation FROM seat_meta");
    return row.next() ? unsignedOf(row.integer(0)) : 0;
}

} // namespace

Result<void> SeatReader::read(const std::function<void(const ledger::View&)>& query) {
    const std::shared_ptr<const Overlay> overlay = m_parts->newest();
    Database& tables = *m_parts->tables;
    tables.begin();
    if (generationOf(tables) == overlay->generation) {
        query(ledger::View(tables, &overlay->facts, m_parts->clock->utc()));
    } else {
        const ledger::Overlay facts = stillProvisional(tables, *overlay);
        query(ledger::View(tables, &facts, m_parts->clock->utc()));
    }
    return tables.commit();
}

Result<std::unique_ptr<SeatReader>> SeatService::openReader() const {
    Database::Options file;
    file.path = m_core->options.path;
    file.access = Database::Access::ReadOnly;
    file.applicationId = kSeatApplicationId;
    auto tables = Database::open(file);
    if (!tables) return tl::unexpected(tables.error());
    auto parts = std::make_unique<SeatReader::Parts>();
    parts->tables = std::move(*tables);
    parts->clock = &m_core->clock;
    parts->newest = [core = m_core.get()] {
        const std::lock_guard lock(core->mutex);
        return core->overlay;
    };
    return std::unique_ptr<SeatReader>(new SeatReader(std::move(parts)));
}

} // namespace shouwang::sync
