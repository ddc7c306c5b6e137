#include "duty/handover_item.h"

#include "alarms/tables.h"
#include "attention/attention.h"
#include "care/tables.h"
#include "dispatch/tables.h"
#include "duty/handover.h"
#include "duty/parts.h"
#include "duty/tables.h"
#include "outages/tables.h"

#include <algorithm>
#include <fmt/format.h>

namespace shouwang::duty {

namespace {

constexpr std::size_t kMostTitle = 200; // bytes

/// Not in the middle of a character.
std::string shortened(std::string text) {
    if (text.size() <= kMostTitle) return text;
    std::size_t end = kMostTitle;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U)
        --end;
    text.resize(end);
    return text;
}

struct Wanted {
    const ledger::View& view;
    Id shift;
    ledger::Mode mode;
};

// Who is in another zone of the house, or a guest, moves all day and is not lost by it: what is answered for
// is who belongs there, who is out of the house and who is missing.
void addHeadcounts(const Wanted& wanted, std::vector<Item>& items) {
    for (const care::ZoneCount& count : care::headcount(wanted.view, wanted.mode)) {
        Item item;
        item.kind = ItemKind::Headcount;
        item.key = count.zone;
        item.zone = count.zone;
        item.basis = fmt::format("{}/{}/{}", count.registered, count.out, count.missing);
        item.figures = {count.registered, count.out,    count.elsewhere,
                        count.missing,    count.guests, count.present()};
        items.push_back(std::move(item));
    }
}

void addAlarms(const Wanted& wanted, std::vector<Item>& items) {
    for (const alarms::State& alarm : alarms::openAlarms(wanted.view)) {
        if (alarm.mode != wanted.mode) continue;
        items.push_back({ItemKind::Alarm,
                         alarm.id.text(),
                         alarm.name,
                         alarm.zone,
                         alarm.point,
                         alarm.raisedAt,
                         {},
                         {static_cast<int>(alarm.priority), static_cast<int>(alarm.stage())}});
    }
}

void addIncidents(const Wanted& wanted, std::vector<Item>& items) {
    for (const dispatch::State& incident : dispatch::openIncidents(wanted.view)) {
        if (incident.mode != wanted.mode) continue;
        items.push_back({ItemKind::Incident,
                         incident.id.text(),
                         incident.number + " " + incident.title,
                         incident.zone,
                         incident.kind,
                         incident.opened.at,
                         {},
                         {incident.grade}});
        for (const dispatch::Task& task : incident.tasks) {
            if (task.settled()) continue;
            items.push_back({ItemKind::Task,
                             task.id.text(),
                             incident.number + " " + task.text,
                             task.post,
                             incident.kind,
                             task.added.at,
                             {},
                             {static_cast<int>(task.state), task.due}});
        }
    }
}

void addOutages(const Wanted& wanted, std::vector<Item>& items) {
    for (const outages::Bypass& bypass : outages::openBypasses(wanted.view)) {
        if (bypass.mode != wanted.mode) continue;
        items.push_back({ItemKind::Bypass,
                         bypass.point,
                         bypass.name,
                         bypass.zone,
                         bypass.point,
                         bypass.begun.at,
                         std::to_string(bypass.until),
                         {bypass.until, bypass.silenced}});
    }
    if (wanted.mode != ledger::Mode::Real) return;
    for (const outages::CameraLoss& loss : outages::lostCameras(wanted.view))
        items.push_back({ItemKind::Camera,
                         loss.camera,
                         loss.name,
                         loss.zone,
                         loss.cause,
                         loss.since,
                         std::to_string(loss.since),
                         {}});
}

/// A signature of this very handover that was not taken stands on its form, and would change what is signed.
void addRefused(const Wanted& wanted, std::vector<Item>& items) {
    const Id own = handoverId(wanted.shift);
    for (const attention::State& item : attention::openItems(wanted.view, {{}, 2 * kMostItems})) {
        if (item.cause != attention::Cause::Refused || item.mode != wanted.mode || item.about == own)
            continue;
        items.push_back({ItemKind::Refused,
                         item.id.text(),
                         item.kind,
                         item.post,
                         item.codes.front(),
                         item.occurred,
                         {},
                         {}});
    }
}

void addLines(const Wanted& wanted, std::vector<Item>& items) {
    for (const LoggedLine& logged : linesForHandover(wanted.view)) {
        const Line& line = logged.line;
        if (line.mode != wanted.mode) continue;
        const Line* last = logged.corrections.empty() ? &line : &logged.corrections.back();
        items.push_back({ItemKind::Line,
                         line.id.text(),
                         last->text,
                         line.post,
                         line.kind,
                         line.by.at,
                         last->isCorrection() ? last->id.text() : std::string(),
                         {}});
    }
}

void addEquipment(const Wanted& wanted, std::vector<Item>& items) {
    const auto found = shift(wanted.view, wanted.shift);
    if (!found) return;
    for (const Posting& posting : found->postings) {
        for (const Equipment& fault : posting.faults()) {
            items.push_back({ItemKind::Equipment,
                             fmt::format("{}/{}/{}", posting.post, posting.seat.text(), fault.code),
                             fault.note,
                             posting.post,
                             fault.code,
                             posting.taken.at,
                             fmt::format("{}/{}/{}", fault.found, fault.expected, fault.faulty ? 1 : 0),
                             {fault.expected, fault.found, fault.faulty ? 1 : 0}});
        }
    }
}

/// Each visit is a report of its own: what is handed over is that the round goes on.
void addRounds(const Wanted& wanted, std::vector<Item>& items) {
    for (const Round& round : openRounds(wanted.view)) {
        if (round.mode != wanted.mode) continue;
        const auto stops = static_cast<std::int64_t>(round.stops.size());
        const auto left = static_cast<std::int64_t>(round.leftOut().size());
        items.push_back({ItemKind::Round,
                         round.id.text(),
                         round.name,
                         round.post,
                         {},
                         round.begun.at,
                         {},
                         {stops, stops - left}});
    }
}

/// One post taken by two people is checked twice; what was found last stands.
void keepLastOfEach(std::vector<Item>& items) {
    std::ranges::stable_sort(items, {}, [](const Item& item) { return std::pair(item.kind, item.key); });
    const auto same = [](const Item& a, const Item& b) { return a.kind == b.kind && a.key == b.key; };
    std::ranges::reverse(items);
    const auto rest = std::ranges::unique(items, same);
    items.erase(rest.begin(), rest.end());
}

void bound(std::vector<Item>& items) {
    if (items.size() <= kMostItems) return;
    const std::size_t more = items.size() - kMostItems;
    items.resize(kMostItems);
    Item rest;
    rest.kind = ItemKind::More;
    rest.key = "more";
    rest.basis = std::to_string(more);
    rest.figures = {static_cast<std::int64_t>(more)};
    items.push_back(std::move(rest));
}

} // namespace

std::int64_t figureOf(const Item& item, HeadcountFigure figure) {
    const auto index = static_cast<std::size_t>(figure);
    return item.kind == ItemKind::Headcount && index < item.figures.size() ? item.figures[index] : 0;
}

std::vector<Item> openItems(const ledger::View& view, const Id& shift, ledger::Mode mode) {
    const Wanted wanted{view, shift, mode};
    std::vector<Item> items;
    for (const auto add :
         {addHeadcounts, addAlarms, addIncidents, addOutages, addRefused, addLines, addEquipment, addRounds})
        add(wanted, items);
    keepLastOfEach(items);
    for (Item& item : items)
        item.title = shortened(std::move(item.title));
    std::ranges::sort(items, {},
                      [](const Item& item) { return std::tuple(item.kind, item.since, item.key); });
    bound(items);
    return items;
}

ledger::Value toValue(const std::vector<Item>& items) {
    ledger::Array array;
    for (const Item& item : items)
        array.emplace_back(ledger::Array{static_cast<std::int64_t>(item.kind), item.key, item.title,
                                         item.zone, item.code, item.since, item.basis,
                                         toValue(item.figures)});
    return array;
}

std::vector<Item> itemsFrom(const ledger::Value& value) {
    std::vector<Item> items;
    for (const ledger::Value& each : value.array()) {
        const std::int64_t kind = part(each, 0).integer();
        const bool known =
            kind >= static_cast<int>(ItemKind::Headcount) && kind <= static_cast<int>(ItemKind::Round);
        items.push_back({known ? static_cast<ItemKind>(kind) : ItemKind::More, part(each, 1).text(),
                         part(each, 2).text(), part(each, 3).text(), part(each, 4).text(),
                         part(each, 5).integer(), part(each, 6).text(), numbersFrom(part(each, 7))});
    }
    return items;
}

} // namespace shouwang::duty
