#include "simulation/checker/ring.h"

#include "simulation/checker/checker.h"

#include <algorithm>

namespace shouwang::simulation {

namespace {

constexpr Micros kWeek = Micros{7} * 86'400'000'000;

std::uint64_t unsignedOf(std::int64_t value) {
    return static_cast<std::uint64_t>(value);
}

} // namespace

std::optional<RingRows> Ring::rowsOf(sync::Seat& seat) {
    ledger::Database& file = seat.store().database();
    RingRows rows;
    {
        ledger::Statement row = file.prepare("SELECT sequence, bytes, last, answered, decided,"
                                             " verdict FROM seat_outbox WHERE verdict IS NOT NULL");
        while (row.next()) {
            const auto command = ledger::decodeCommand(row.bytes(1));
            const std::uint64_t last = unsignedOf(row.integer(2));
            const auto value = ledger::decode(row.bytes(5));
            const auto verdict = value ? ledger::Verdict::from(*value) : tl::unexpected(value.error());
            const bool effect = verdict && verdict->kind != ledger::Verdict::Kind::NoOp;
            rows[row.integer(0)] = {command ? command->reason : std::string(),
                                    last > 0 ? last : unsignedOf(row.integer(3)), effect, row.integer(4)};
        }
    }
    if (!file.error()) return rows;
    file.rollback();
    return std::nullopt;
}

void Ring::backedUp(std::vector<Hash> chain) {
    m_backups.push_back(std::move(chain));
}

bool Ring::holds(std::uint64_t number, const Hash& hash) const {
    return std::ranges::any_of(m_backups, [&](const std::vector<Hash>& chain) {
        return number > 0 && number <= chain.size() && chain[number - 1] == hash;
    });
}

void Ring::told(std::uint64_t number) {
    if (number == 0 || m_told == std::pair(number, m_checker.lives())) return;
    m_told = {number, m_checker.lives()};
    const auto known = m_checker.known().find(number);
    if (known != m_checker.known().end() && holds(number, known->second)) return;
    m_checker.broken("B2", fmt::format("the station says that fact {} is backed up", number));
}

/// The fact of this number on the seat's own branch; nothing: it has it no more, and nobody can tell.
std::optional<Hash> Ring::hashOn(sync::Seat& seat, std::uint64_t number) const {
    if (const auto kept = seat.store().hashAt(number)) return kept;
    const sync::Cursor& cursor = seat.cursor();
    const auto ours = m_checker.known().find(cursor.number);
    const bool inForce = ours != m_checker.known().end() && ours->second == cursor.hash;
    const auto known = m_checker.known().find(number);
    return inForce && known != m_checker.known().end() ? std::optional(known->second) : std::nullopt;
}

void Ring::letGo(std::size_t wire, sync::Seat& seat, const RingRow& row, Micros now) {
    if (now - row.decided <= kWeek) {
        m_checker.broken("B1", fmt::format("seat {} lets {} go before a week is over", wire, row.marker));
    }
    const auto hash = hashOn(seat, row.number);
    if (hash && !holds(row.number, *hash)) {
        m_checker.broken("B1", fmt::format("seat {} lets {} go, but fact {} is in no backup", wire,
                                           row.marker, row.number));
    }
    Gone gone{row.number, hash.value_or(Hash{}), row.effect, false};
    gone.lost = lacks(gone); // the seat has not heard yet that the station was put back
    m_gone[{wire, row.marker}] = gone;
}

void Ring::tidied(std::size_t wire, sync::Seat& seat, const RingRows& before, Micros now) {
    const auto after = rowsOf(seat);
    if (!after) return;
    for (const auto& [sequence, row] : before) {
        if (!after->contains(sequence)) letGo(wire, seat, row, now);
    }
    const sync::SeatMeta& meta = seat.store().meta();
    if (meta.forked || meta.backedUp == 0 || meta.backedUp > meta.cursor.number) return;
    const auto hash = hashOn(seat, meta.backedUp);
    if (seat.store().database().error()) return seat.store().database().rollback();
    if (hash && !holds(meta.backedUp, *hash)) {
        m_checker.broken(
            "B2", fmt::format("seat {} takes fact {} of its branch for backed up", wire, meta.backedUp));
    }
}

bool Ring::lacks(const Gone& gone) const {
    const auto known = m_checker.known().find(gone.number);
    return known == m_checker.known().end() || known->second != gone.hash;
}

void Ring::wentBack() {
    for (auto& [key, gone] : m_gone)
        gone.lost = gone.lost || lacks(gone);
}

bool Ring::lost(std::size_t wire, const std::string& marker) const {
    const auto gone = m_gone.find({wire, marker});
    return gone != m_gone.end() && gone->second.lost;
}

bool Ring::idle(std::size_t wire, const std::string& marker) const {
    const auto gone = m_gone.find({wire, marker});
    return gone != m_gone.end() && !gone->second.effect;
}

std::uint64_t Ring::lostInAll() const {
    return static_cast<std::uint64_t>(std::ranges::count_if(
        m_gone, [](const auto& entry) { return entry.second.effect && entry.second.lost; }));
}

} // namespace shouwang::simulation
