// A room for the river's hard questions, beside the real ones: a log that only grows, a stock that must not
// run out, fields that several people change at once, and something that the station does of itself.
#pragma once

#include "ledger/feature.h"
#include "ledger/merge.h"

namespace shouwang::simulation::room {

enum class Field : std::int64_t { Text = 1, Amount = 2, Key = 3, Value = 4, Overtaken = 5 };
constexpr std::int64_t kStockAtFirst = 6;

Id entity(std::string_view name);
/// `marker` names the act: it stands in the reason of the command and of its facts, so that the checker finds
/// an act again under whatever identity it comes.
ledger::Command write(std::string_view log, const std::string& marker);
ledger::Command writeTwice(std::string_view log, const std::string& marker);
/// Gives it a sealed part that is found again wherever it lies, in a file that must not have it too.
void seal(ledger::Command& command, ledger::Compartment compartment, std::size_t author);
std::string canary(ledger::Compartment compartment, std::size_t author);
ledger::Command take(std::string_view stock, std::int64_t amount, const std::string& marker);
ledger::Command set(std::string_view sheet, std::int64_t key, std::string value, std::int64_t base,
                    const std::string& marker);

struct Entry {
    std::string value;
    std::int64_t version = 0;
};
Entry entryOf(const ledger::View& view, const Id& sheet, std::int64_t key);
std::int64_t stockOf(const ledger::View& view, const Id& stock);
/// Markers of all lines, also the provisional ones.
std::vector<std::string> lines(const ledger::View& view);

/// How the room is spoilt on purpose.
enum class Spoil { None, LastWriterWins, SkipsSome, Oversells };

std::shared_ptr<const ledger::Feature> makeFeature(Spoil spoil, int version = 1);
/// The room with a newer version of its tables, so that they are rebuilt.
std::shared_ptr<const ledger::Feature> upgraded(std::shared_ptr<const ledger::Feature> room, int by);

} // namespace shouwang::simulation::room
