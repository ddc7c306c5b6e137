// What a desk asks of the seat's file, on a read-only connection.
#include "sync/outbox_row.h"

namespace shouwang::sync {

using ledger::Command;
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

} // namespace shouwang::sync
