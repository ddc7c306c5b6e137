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

/// Count of records and one hash over all of them, in order of their ids.
struct Content {
    std::uint64_t records = 0;
    Hash hash{};
    bool operator==(const Content&) const = default;
};
Content contentOf(ledger::Database& tables);

std::shared_ptr<const ledger::Feature> makeRecords(int version = 1);

} // namespace shouwang::bench
