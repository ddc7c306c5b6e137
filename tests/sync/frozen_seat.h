// A seat's file in every state of its outbox, and its station's ledger, always the same, for tests/data/seat.
#pragma once

#include "../ledger/as_text.h"
#include "base/file.h"
#include "restore_site.h"

namespace shouwang::sync::toy {

/// Decided with its facts here, decided without them, refused, and two that wait: one of them contested
/// later, because another seat was faster.
inline void live(RestoreSite& site) {
    site.save("settled");
    site.settle();
    site.elsewhere(take("stock", kStockAtFirst));
    QCOMPARE(site.seat->submit(take("stock")).kind, SubmitResult::Kind::Saved);
    site.save("decided, its facts have not come");
    QVERIFY(site.upload().has_value());
    site.save("waits");
    QCOMPARE(site.seat->submit(take("other", 2)).kind, SubmitResult::Kind::Saved);
}

/// seat.sql and ledger.sql, as this version writes them.
inline void freeze(const std::filesystem::path& folder) {
    RestoreSite site;
    live(site);
    site.seat.reset();
    site.station.reset();
    site.ledger.reset();
    std::filesystem::create_directories(folder);
    for (const char* name : {"seat", "ledger"}) {
        const std::string sql = ledger::frozen::dump(site.path(name));
        QVERIFY(writeFileWhole(folder / (std::string(name) + ".sql"), view(sql)).has_value());
    }
}

} // namespace shouwang::sync::toy
