#include "ledger/merge.h"

namespace shouwang::ledger {

std::int64_t versionOf(const CommandId& command) {
    const Hash hash = sha256(view(command.text()));
    std::uint64_t number = 0;
    for (std::size_t i = 0; i < sizeof number; ++i)
        number = number << 8 | hash[i];
    return static_cast<std::int64_t>(number >> 1 | 1); // 63 bits, never 0
}

FieldMerge merge(const Map& wanted, const Versions& base, const Map& current, const Versions& versions) {
    const auto version = [](const Versions& from, std::int64_t field) {
        const auto found = from.find(field);
        return found == from.end() ? 0 : found->second;
    };
    FieldMerge merged;
    for (const auto& [field, value] : wanted) {
        const Value& now = at(current, field);
        if (current.contains(field) && now == value) continue;
        merged.changed.emplace(field, value);
        if (version(base, field) != version(versions, field)) merged.overtaken.emplace(field, now);
    }
    return merged;
}

} // namespace shouwang::ledger
