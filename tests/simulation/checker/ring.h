// Acknowledged commands stay at their seat until a backup holds them. The rules of that (README.md: B1, B2),
// kept beside what really lies in the backups.
#pragma once

#include "sync/seat.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace shouwang::simulation {

class Checker;

/// A command in a seat's file that the station has answered.
struct RingRow {
    std::string marker;
    std::uint64_t number = 0; ///< of its last fact or, where it has none, the station's head when it answered
    bool effect = false;      ///< what it said was not so already
    Micros decided = 0;       ///< by the seat's clock
};
using RingRows = std::map<std::int64_t, RingRow>; ///< by sequence

class Ring {
public:
    explicit Ring(Checker& checker)
        : m_checker(checker) {}

    /// Nothing: the seat's disk fails just now.
    static std::optional<RingRows> rowsOf(sync::Seat& seat);

    /// A backup was made and proven: hashes of its facts from the first on.
    void backedUp(std::vector<Hash> chain);
    /// The station says that facts up to this number lie in a backup.
    void told(std::uint64_t number);
    /// A seat has tidied: what it let go, and the mark that it went by.
    void tidied(std::size_t wire, sync::Seat& seat, const RingRows& before, Micros now);
    /// Another branch is in force at the station.
    void wentBack();

    /// It was let go by the rules, and then a backup was put back that is older than the one it lies in.
    bool lost(std::size_t wire, const std::string& marker) const;
    /// It was let go by the rules, and never had an effect: it was so already.
    bool idle(std::size_t wire, const std::string& marker) const;
    std::uint64_t backups() const { return m_backups.size(); }
    std::uint64_t letGo() const { return m_gone.size(); }
    std::uint64_t lostInAll() const;

private:
    struct Gone {
        std::uint64_t number = 0;
        Hash hash{};
        bool effect = false;
        bool lost = false;
    };
    void letGo(std::size_t wire, sync::Seat& seat, const RingRow& row, Micros now);
    std::optional<Hash> hashOn(sync::Seat& seat, std::uint64_t number) const;
    bool holds(std::uint64_t number, const Hash& hash) const;
    bool lacks(const Gone& gone) const;

    Checker& m_checker;
    std::vector<std::vector<Hash>> m_backups;
    std::map<std::pair<std::size_t, std::string>, Gone> m_gone;
    std::pair<std::uint64_t, std::uint64_t> m_told; // mark and life that were found right
};

} // namespace shouwang::simulation
