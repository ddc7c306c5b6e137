// Inside of the seat's store: how a row of the outbox is read.
#pragma once

#include "sync/seat_store.h"
#include "sync/storage.h"

namespace shouwang::sync {

constexpr std::string_view kOutboxRow =
    "SELECT sequence, epoch, counter, bytes, saved, verdict, open, seen, branch FROM seat_outbox ";

inline OutboxRow rowFrom(const ledger::Statement& row) {
    OutboxRow out;
    out.sequence = row.integer(0);
    out.epoch = unsignedOf(row.integer(1));
    out.counter = unsignedOf(row.integer(2));
    out.command = ledger::decodeCommand(row.bytes(3)).value_or(ledger::Command());
    out.saved = row.integer(4);
    if (!row.isNull(5)) {
        auto value = ledger::decode(row.bytes(5));
        auto verdict = value ? ledger::Verdict::from(*value) : tl::unexpected(value.error());
        if (verdict) out.verdict = std::move(*verdict);
    }
    out.open = row.integer(6) != 0;
    out.seen = unsignedOf(row.integer(7));
    out.branch = unsignedOf(row.integer(8));
    return out;
}

} // namespace shouwang::sync
