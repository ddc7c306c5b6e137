// 交接班六必交 (domain.md 3.1, 3.2): what is open when a shift hands over, read from the rooms that know it.
// No names, no illnesses (G5): what stands here stands in open facts.
#pragma once

#include "duty/duty.h"

namespace shouwang::duty {

/// Numbers are final.
enum class ItemKind : int {
    Headcount = 1, ///< of a zone; ①人数与去向
    Alarm = 2,
    Incident = 3,
    Task = 4,      ///< ⑥未办事项
    Bypass = 5,    ///< ⑤安防状态
    Camera = 6,    ///< lost
    Refused = 7,   ///< an order that the station refused and that nobody has dealt with
    Line = 8,      ///< of the log, marked for the next shift; ⑥上级指令
    Equipment = 9, ///< what was missing or faulty when the posts were taken; ④
    More = 10,     ///< so many more did not fit
    Round = 11,    ///< a patrol round that nobody has ended; ⑥未办事项
};

struct Item {
    ItemKind kind = ItemKind::Alarm;
    std::string key;   ///< an id as text, a zone, a camera: with the kind it names the item
    std::string title; ///< as the facts say it; empty for a headcount. At most 200 bytes
    std::string zone;  ///< or the post
    std::string code;  ///< point, camera, kind of incident or of line, refused command, equipment
    Micros since = 0;
    std::string basis; ///< what an answer and a signature hold for; another one is another matter
    std::vector<std::int64_t> figures; ///< see figuresOf

    std::string name() const { return std::to_string(static_cast<int>(kind)) + ":" + key; }
    bool operator==(const Item&) const = default;
};
/// What stands in Item::figures. Headcount: registered, out, elsewhere, missing, guests, present. Alarm:
/// priority, stage. Incident: grade. Task: state, due. Bypass: until, silenced. Equipment: expected, found,
/// faulty. Round: stops, visited. More: how many.
enum class HeadcountFigure : std::size_t { Registered, Out, Elsewhere, Missing, Guests, Present };
std::int64_t figureOf(const Item& item, HeadcountFigure figure); ///< 0: not a headcount

inline constexpr std::size_t kMostItems = 1000; ///< behind them stands one item that counts the rest

/// What is open now in that mode: one pure function of the queries of the rooms below. Sorted by kind, then
/// the oldest first. `shift`: whose posts' equipment and whose own refused signatures are meant.
std::vector<Item> openItems(const ledger::View& view, const Id& shift,
                            ledger::Mode mode = ledger::Mode::Real);

ledger::Value toValue(const std::vector<Item>& items);
std::vector<Item> itemsFrom(const ledger::Value& value);

} // namespace shouwang::duty
