// What a desk asks of the seat's file, on a read-only connection.
#include "sync/outbox_row.h"

namespace shouwang::sync {

using ledger::Command;
using ledger::CommandId;
using ledger::Database;
using ledger::Statement;

std::vector<AttentionItem> attentionItems(Database& tables, std::size_t limit) {
    std::vector<AttentionItem> items;
    Statement row = tables.prepare("SELECT sequence, bytes, code, basis, text, by_station, quarantined, since"
                                   " FROM seat_attention JOIN seat_outbox USING(sequence) WHERE settled IS"
                                   " NULL ORDER BY since, sequence LIMIT ?");
    row.bind(stored(limit));
    while (row.next()) {
        items.push_back({row.integer(0),
                         ledger::decodeCommand(row.bytes(1)).value_or(Command()),
                         {row.text(2), row.text(3), row.text(4)},
                         row.integer(5) != 0,
                         row.integer(6) != 0,
                         row.integer(7)});
    }
    return items;
}

std::vector<OutboxRow> waitingRows(Database& tables, std::size_t limit) {
    std::vector<OutboxRow> rows;
    Statement row =
        tables.prepare(std::string(kOutboxRow) + "WHERE verdict IS NULL ORDER BY sequence LIMIT ?");
    row.bind(stored(limit));
    while (row.next())
        rows.push_back(rowFrom(row));
    return rows;
}

SavingState savingState(Database& tables, const CommandId& command) {
    if (command.source != CommandId::Source::Seat) return SavingState::Unknown;
    Statement row = tables.prepare(
        "SELECT verdict IS NOT NULL OR seen > 0, (SELECT 1 FROM seat_attention WHERE"
        " seat_attention.sequence=seat_outbox.sequence AND settled IS NULL) IS NOT NULL FROM seat_outbox"
        " WHERE epoch=? AND counter=? AND (SELECT seat FROM seat_meta)=?");
    row.bind(stored(command.epoch)).bind(stored(command.counter)).bind(command.origin);
    if (!row.next()) return SavingState::Unknown;
    if (row.integer(1) != 0) return SavingState::NeedsAttention;
    return row.integer(0) != 0 ? SavingState::AtStation : SavingState::Here;
}

} // namespace shouwang::sync
