// What left this system on paper: every print is a fact with who, when, why and the hash of its bytes
// (domain.md 8, G2; L4 Art16(3): who, unit, reason, content, time). Pictures out of sealed clips are exported
// evidence: for them a second person signs (G21). Plain values.
#pragma once

#include "people/proof.h"

#include <span>

namespace shouwang::reports {

/// Numbers of the open fields of the room's commands and facts. Final.
enum class Field : std::int64_t {
    What = 1,     ///< text, kWhat...
    Of = 2,       ///< id of what was printed: the case that the print belongs to
    Title = 3,    ///< text, as people call it
    Ground = 4,   ///< text, of printGrounds(); what else was said is the fact's reason
    File = 5,     ///< text, a name, never a path
    Sha256 = 6,   ///< bytes, of the file
    Size = 7,     ///< integer, bytes
    Pictures = 8, ///< integer, out of clips; missing: none
    Second = 9,   ///< array, people::Proof of the second person
};

inline constexpr const char* kPrinted = "reports.printed";
inline constexpr const char* kRecordPrint = "reports.record_print";

inline constexpr std::string_view kWhatIncident = "incident";
inline constexpr std::string_view kWhatHandover = "handover";

namespace code { // of contested reports; translated in app/console
inline constexpr const char* kMalformed = "reports.malformed";
inline constexpr const char* kReasonMissing = "reports.reason_missing";        ///< G2
inline constexpr const char* kSecondMissing = "reports.second_missing";        ///< G21
inline constexpr const char* kSecondSame = "reports.second_same";              ///< one person is not two
inline constexpr const char* kSecondNotAllowed = "reports.second_not_allowed"; ///< G17
inline constexpr const char* kSecondUnproved = "reports.second_unproved";
} // namespace code

/// archive 归档, report_up 上报, inquiry 核查处理, transfer 移送, handover 交接班, other 其他. A house list,
/// to be confirmed by the facility (「待本所核定」).
std::span<const std::string_view> printGrounds();
inline constexpr std::string_view kOtherGround = "other"; ///< says nothing without words
/// Whether ground and words together are a reason (G2): the form asks, decide asks again.
bool isReason(std::string_view ground, std::string_view words);

struct Print {
    std::string what;
    Id of;
    std::string title;
    std::string ground;
    std::string reason;
    std::string file;
    Hash sha256{};
    std::int64_t size = 0;
    std::int64_t pictures = 0;
    bool operator==(const Print&) const = default;
};

/// A report, of a mode with what was printed. The caller fills in id, actor, seat and recorded.
ledger::Command recordPrint(const Print& print, Micros now);
Print printFrom(const ledger::Fact& fact);
/// What the second person signs. The report has its actor's seat and time already.
people::Act printAct(const ledger::Command& print);
void addSecond(ledger::Command& print, const people::Proof& second);
/// Pure; refuses nothing: what breaks a rule is contested.
ledger::Decision decidePrint(const ledger::Command& command, const people::SignatureCheck& check);

} // namespace shouwang::reports
