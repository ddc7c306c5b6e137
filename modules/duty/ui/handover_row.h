// What is handed over as it is read: each item as a sentence with what has been answered, under the headings
// of 交接班六必交 (domain.md 3.1, 「待本所核定」). Pure but for the language; GUI thread.
#pragma once

#include "duty/handover.h"
#include "duty/ui/log_entry.h"

namespace shouwang::duty {

/// How people, posts, zones, commands and refusals are called.
struct ItemNames {
    LogScope scope;
    std::function<QString(const std::string& kind)> act;     ///< of a refused command
    std::function<QString(const std::string& code)> refusal; ///< why it was refused

    QString zone(const std::string& code) const; ///< the code itself where the site does not know it
};

enum class Standing {
    Listed,     ///< nobody has begun to hand over
    Open,       ///< waits for an answer
    Accepted,   ///< of a headcount: counted
    Questioned, ///< and nobody has replied
    Replied,
    Changed, ///< answered, and then another matter: to be answered again
};

struct HandoverRow {
    Id id; ///< the same as long as the item is the same, whatever has changed about it
    bool heading = false;
    QString title;
    QString detail;
    QString warning; ///< what is abnormal about the item: 下落不明 1
    Standing standing = Standing::Listed;
    QString said;         ///< who has answered what
    bool differs = false; ///< counted otherwise than the register says
    bool fresh = false;   ///< arisen, or another matter, since the beginning or the last signature
    Item item;            ///< none of a heading

    bool waits() const { return standing == Standing::Open || standing == Standing::Changed; }
    bool isAnswered() const {
        return standing == Standing::Accepted || standing == Standing::Questioned ||
               standing == Standing::Replied;
    }
    bool operator==(const HandoverRow&) const = default;
};

/// By heading, then as openItems has sorted them. `open`: of a handover that is complete the items that were
/// signed.
std::vector<HandoverRow> rowsOf(const Handover& handover, std::span<const Item> open, const ItemNames& names,
                                Micros now);

Id rowId(const Id& handover, const std::string& item);       ///< of the row of an item, by Item::name()
QString itemWord(const Item& item, const ItemNames& names);  ///< what it is: 一大队, 走廊争吵
QString standingWord(const HandoverRow& row);                ///< with its symbol
QString standingSymbol(const HandoverRow& row);              ///< ○ ✓ ? ↩ ◆
QString standingsWord(const std::vector<HandoverRow>& rows); ///< 共 9 项，未答复 3 ...
QString shownHandoverWord(const Handover& handover, const ItemNames& names, Micros now); ///< to choose by

} // namespace shouwang::duty
