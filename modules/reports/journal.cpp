#include "reports/journal.h"

#include "care/care.h"
#include "dispatch/dispatch.h"
#include "evidence/evidence.h"
#include "reports/print.h"

namespace shouwang::reports {

namespace {

constexpr std::size_t kFieldsMost = 24;

/// Not in the middle of a character.
std::string cut(std::string text) {
    if (text.size() <= kLongestText) return text;
    std::size_t end = kLongestText;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80)
        --end;
    text.resize(end);
    return text + "…";
}

bool isShort(const ledger::Value& value) {
    return value.isInteger() || value.isText() || (value.isBytes() && value.bytes().size() <= sizeof(Hash));
}

} // namespace

Line lineOf(const ledger::Fact& fact) {
    Line line;
    line.number = static_cast<std::int64_t>(fact.number);
    line.at = fact.occurred != 0 ? fact.occurred : fact.recorded;
    line.kind = fact.kind;
    line.zone = ownZone(fact);
    line.actor = fact.actor;
    line.secondActor = fact.secondActor;
    line.reason = cut(fact.reason);
    line.seat = fact.seat;
    line.entity = fact.entity;
    line.mode = fact.mode;
    line.contested = fact.contested;
    for (const auto& [field, value] : fact.open) {
        if (line.open.size() == kFieldsMost) break;
        if (!isShort(value)) continue;
        line.open.emplace(field, value.isText() ? ledger::Value(cut(value.text())) : value);
    }
    return line;
}

std::string ownZone(const ledger::Fact& fact) {
    const auto text = [&fact](auto field) {
        const std::string& zone = ledger::field(fact.open, field).text();
        return care::isCode(zone) ? zone : std::string();
    };
    const std::string room = ledger::roomOf(fact.kind);
    if (room == "alarms") return text(alarms::Field::Zone);
    if (room == "dispatch") return text(dispatch::Field::Zone);
    if (room == "care") return text(care::Field::Zone);
    return {};
}

std::vector<Id> subjectsOf(const ledger::Fact& fact) {
    const std::string room = ledger::roomOf(fact.kind);
    std::vector<Id> subjects;
    if (room == "evidence") subjects.push_back(ledger::field(fact.open, evidence::Field::Alarm).id());
    if (room == "dispatch") subjects.push_back(ledger::field(fact.open, dispatch::Field::Alarm).id());
    if (fact.kind == kPrinted) subjects.push_back(ledger::field(fact.open, Field::Of).id());
    subjects.push_back(fact.cause.entity);
    std::erase_if(subjects, [](const Id& id) { return id.isNull(); });
    return subjects;
}

} // namespace shouwang::reports
