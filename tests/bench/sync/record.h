// The bench's room: records of 24 fields and about 900 bytes, 16 of them open, 8 in one sealed part.
#pragma once

#include "ledger/ledger.h"
#include "ledger/merge.h"

namespace shouwang::bench {

constexpr std::int64_t kOpenFields = 16;
constexpr std::int64_t kOvertaken = 99;
constexpr std::size_t kSealedBytes = 256;

struct Record {
    ledger::Map fields;
    ledger::Versions versions;
};

Id recordId(std::uint64_t number);
/// An order that sets all open fields and the sealed part.
ledger::Command fill(std::uint64_t entity, std::uint64_t salt);
/// An order that sets one field of what was seen.
ledger::Command amend(std::uint64_t entity, const Record& seen, std::int64_t field, std::string value);
Record load(ledger::Database& tables, const Id& id);

/// The records whose name begins with this, at most 50 in order of their names, as a desk asks while somebody
/// types: with what lies on top of the tables.
std::vector<Id> search(const ledger::View& view, std::string_view name);
/// The name under which `fill` puts a record; no other record has it.
std::string nameOf(std::uint64_t entity);

std::shared_ptr<const ledger::Feature> makeRecords(int version = 1);

} // namespace shouwang::bench
