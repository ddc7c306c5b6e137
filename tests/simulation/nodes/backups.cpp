#include "simulation/nodes/backups.h"

#include "simulation/nodes/env.h"

#include <algorithm>

namespace shouwang::simulation {

namespace {

constexpr const char* kRestoring = "/station.db.restoring";

} // namespace

Result<ledger::Head> Backups::make(Disk& station) {
    const std::string name = fmt::format("/backup-{}.db", m_names.size());
    auto made = ledger::copyProven({kStationFile, station.vfs()}, {name, m_medium.vfs()});
    if (!made) { // as Temporary in ledger/backup
        Image whole;
        for (const auto& [known, bytes] : m_medium.image()) {
            if (!known.starts_with(name)) whole[known] = bytes;
        }
        m_medium.restore(whole);
        return tl::unexpected(made.error());
    }
    m_names.push_back(name);
    return made->head;
}

Result<ledger::Head> Backups::putBack(std::size_t back, Disk& station, bool newEpoch, const Clock& clock,
                                      Random& random) {
    const ledger::Place copy{m_names[m_names.size() - 1 - std::min(back, m_names.size() - 1)],
                             m_medium.vfs()};
    const ledger::Place target{kRestoring, station.vfs()};
    station.restore({});
    station.revive();
    station.faults().syncsToFail = station.faults().failures = 0;
    station.faults().full = false;
    Result<ledger::Head> head;
    if (newEpoch) {
        head = ledger::copyForNewEpoch(copy, target, clock, random);
    } else if (auto copied = ledger::copyProven(copy, target); copied) {
        head = copied->head;
    } else {
        head = tl::unexpected(copied.error());
    }
    station.kill(); // nothing runs on it yet
    Image files = station.image();
    Image placed;
    placed[kStationFile] = std::move(files[kRestoring]);
    station.restore(placed);
    return head;
}

Result<std::vector<Hash>> Backups::chain() {
    ledger::Database::Options options;
    options.path = m_names.back();
    options.access = ledger::Database::Access::ReadOnly;
    options.vfs = m_medium.vfs();
    auto file = ledger::Database::open(options);
    if (!file) return tl::unexpected(file.error());
    std::vector<Hash> hashes;
    {
        ledger::Statement rows = (*file)->prepare("SELECT hash FROM fact ORDER BY number");
        while (rows.next()) {
            const Bytes bytes = rows.bytes(0);
            std::copy_n(bytes.begin(), std::min(bytes.size(), sizeof(Hash)), hashes.emplace_back().begin());
        }
    }
    if (const auto& error = (*file)->error()) return tl::unexpected(*error);
    return hashes;
}

} // namespace shouwang::simulation
