#include "duty/ui/handover_row.h"

#include "duty/ui/handover_item_words.h"
#include "duty/ui/handover_words.h"
#include "duty/ui/words.h"
#include "shell/ui/theme.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>
#include <array>
#include <set>

namespace shouwang::duty {

namespace {

QString word(const char* text) {
    return QCoreApplication::translate("duty::Handover", text);
}

QString textOf(const std::string& text) {
    return QString::fromStdString(text);
}

/// Of 六必交; 2 and 3 are in no room of the house yet, and the list says so.
constexpr std::array kGroups{1, 2, 4, 5, 6};

int groupOf(ItemKind kind) {
    switch (kind) {
    case ItemKind::Headcount:
        return 1;
    case ItemKind::Equipment:
        return 4;
    case ItemKind::Bypass:
    case ItemKind::Camera:
        return 5;
    default:
        return 6;
    }
}

QString groupWord(int group) {
    switch (group) {
    case 1:
        return word(QT_TRANSLATE_NOOP("duty::Handover", "① 人数与去向"));
    case 2:
        return word(QT_TRANSLATE_NOOP("duty::Handover", "② 重点人员　③ 病号、服药、离所就医"));
    case 4:
        return word(QT_TRANSLATE_NOOP("duty::Handover", "④ 钥匙、警械、对讲、执法记录仪"));
    case 5:
        return word(QT_TRANSLATE_NOOP("duty::Handover", "⑤ 设施与安防状态"));
    default:
        return word(QT_TRANSLATE_NOOP("duty::Handover", "⑥ 当班事件、未办事项、上级指令"));
    }
}

Standing standingOf(const Handover& handover, const Item& item) {
    if (!handover.exists()) return Standing::Listed;
    const Answer* answer = handover.answerTo(item);
    if (!answer) return handover.answers.contains(item.name()) ? Standing::Changed : Standing::Open;
    if (!answer->questioned) return Standing::Accepted;
    return answer->reply ? Standing::Replied : Standing::Questioned;
}

using Known = std::set<std::pair<std::string, std::string>>; // name and basis

Known knownOf(const Handover& handover) {
    Known known;
    for (const Item& item : handover.items)
        known.emplace(item.name(), item.basis);
    return known;
}

QString saidOf(const Answer& answer, const ItemNames& names, Micros now) {
    const QString who = names.scope.person(answer.account);
    const QString at = shell::timeText(answer.by.at, now);
    if (!answer.questioned) {
        if (answer.counted < 0) return word(QT_TRANSLATE_NOOP("duty::Handover", "%1 接收 %2")).arg(who, at);
        return word(QT_TRANSLATE_NOOP("duty::Handover", "%1 清点 %2")).arg(who, at);
    }
    QString said = word(QT_TRANSLATE_NOOP("duty::Handover", "%1 问：%2")).arg(who, textOf(answer.text));
    if (answer.reply)
        said += word(QT_TRANSLATE_NOOP("duty::Handover", "　%1 答：%2"))
                    .arg(names.scope.person(answer.reply->account), textOf(answer.reply->text));
    return said;
}

HandoverRow rowOf(const Handover& handover, const Item& item, const ItemNames& names, Micros now) {
    HandoverRow row;
    row.id = rowId(handover.id, item.name());
    row.title = itemWord(item, names);
    row.detail = itemDetail(item, names, now);
    row.warning = itemWarning(item, now);
    row.standing = standingOf(handover, item);
    row.item = item;
    const auto given = handover.answers.find(item.name());
    if (given == handover.answers.end()) return row;
    row.said = saidOf(given->second, names, now);
    const bool counted = row.standing == Standing::Accepted && given->second.counted >= 0;
    row.differs = counted && given->second.differs;
    if (counted)
        row.said =
            word(QT_TRANSLATE_NOOP("duty::Handover", "清点 %1　%2")).arg(given->second.counted).arg(row.said);
    return row;
}

HandoverRow headingOf(const Handover& handover, int group, std::span<const HandoverRow> rows) {
    HandoverRow heading;
    heading.id = Id::fromParts({"handover.group", handover.id.text(), std::to_string(group)});
    heading.heading = true;
    heading.title = groupWord(group);
    if (group == 2) {
        heading.detail = word(QT_TRANSLATE_NOOP("duty::Handover", "系统未登记，请当面交接"));
        return heading;
    }
    const auto open = std::ranges::count_if(rows, [](const HandoverRow& row) { return !row.isAnswered(); });
    if (rows.empty()) {
        heading.detail = word(QT_TRANSLATE_NOOP("duty::Handover", "无"));
    } else if (open == 0 || !handover.exists()) {
        heading.detail = word(QT_TRANSLATE_NOOP("duty::Handover", "%1 项")).arg(rows.size());
    } else {
        heading.detail =
            word(QT_TRANSLATE_NOOP("duty::Handover", "%1 项，未答复 %2")).arg(rows.size()).arg(open);
    }
    return heading;
}

} // namespace

QString ItemNames::zone(const std::string& code) const {
    const site::Zone* known = scope.site ? scope.site->zone(code) : nullptr;
    return textOf(known ? known->name : code);
}

Id rowId(const Id& handover, const std::string& item) {
    return Id::fromParts({"handover.item", handover.text(), item});
}

std::vector<HandoverRow> rowsOf(const Handover& handover, std::span<const Item> open, const ItemNames& names,
                                Micros now) {
    std::vector<HandoverRow> rows;
    const Known known = knownOf(handover);
    for (const int group : kGroups) {
        std::vector<HandoverRow> part;
        for (const Item& item : open) {
            if (groupOf(item.kind) != group) continue;
            part.push_back(rowOf(handover, item, names, now));
            part.back().fresh = handover.isOpen() && !known.contains({item.name(), item.basis});
        }
        rows.push_back(headingOf(handover, group, part));
        std::ranges::move(part, std::back_inserter(rows));
    }
    return rows;
}

QString standingSymbol(const HandoverRow& row) {
    switch (row.standing) {
    case Standing::Listed:
        return QStringLiteral("·");
    case Standing::Open:
        return QStringLiteral("○");
    case Standing::Accepted:
        return row.differs ? QStringLiteral("◆") : QStringLiteral("✓");
    case Standing::Questioned:
        return QStringLiteral("？");
    case Standing::Replied:
        return QStringLiteral("↩");
    case Standing::Changed:
        break;
    }
    return QStringLiteral("◆");
}

QString standingWord(const HandoverRow& row) {
    switch (row.standing) {
    case Standing::Listed:
        return {};
    case Standing::Open:
        return word(QT_TRANSLATE_NOOP("duty::Handover", "未答复"));
    case Standing::Accepted:
        if (row.differs) return word(QT_TRANSLATE_NOOP("duty::Handover", "与名册不符"));
        return row.item.kind == ItemKind::Headcount ? word(QT_TRANSLATE_NOOP("duty::Handover", "已清点"))
                                                    : word(QT_TRANSLATE_NOOP("duty::Handover", "已接收"));
    case Standing::Questioned:
        return word(QT_TRANSLATE_NOOP("duty::Handover", "有疑问"));
    case Standing::Replied:
        return word(QT_TRANSLATE_NOOP("duty::Handover", "已答复疑问"));
    case Standing::Changed:
        break;
    }
    return word(QT_TRANSLATE_NOOP("duty::Handover", "有变化，须重新答复"));
}

QString standingsWord(const std::vector<HandoverRow>& rows) {
    const auto count = [&](auto wanted) {
        return std::ranges::count_if(rows,
                                     [&](const HandoverRow& row) { return !row.heading && wanted(row); });
    };
    const auto all = count([](const HandoverRow&) { return true; });
    QStringList parts{word(QT_TRANSLATE_NOOP("duty::Handover", "共 %1 项")).arg(all)};
    const auto say = [&](const char* text, auto wanted) {
        if (const auto found = count(wanted); found > 0) parts << word(text).arg(found);
    };
    say(QT_TRANSLATE_NOOP("duty::Handover", "未答复 %1"), [](const HandoverRow& row) { return row.waits(); });
    say(QT_TRANSLATE_NOOP("duty::Handover", "有疑问 %1"),
        [](const HandoverRow& row) { return row.standing == Standing::Questioned; });
    say(QT_TRANSLATE_NOOP("duty::Handover", "◆ 人数不符 %1"), [](const HandoverRow& row) {
        return row.differs || (row.item.kind == ItemKind::Headcount && !row.warning.isEmpty());
    });
    say(QT_TRANSLATE_NOOP("duty::Handover", "★ 新增或变化 %1"),
        [](const HandoverRow& row) { return row.fresh; });
    return parts.join(word(QT_TRANSLATE_NOOP("duty::Handover", "，")));
}

QString shownHandoverWord(const Handover& handover, const ItemNames& names, Micros now) {
    const QString shift = shiftWord(handover.shift, now);
    if (!handover.exists()) return word(QT_TRANSLATE_NOOP("duty::Handover", "%1　未开始")).arg(shift);
    if (!handover.completed) return word(QT_TRANSLATE_NOOP("duty::Handover", "%1　交接中")).arg(shift);
    const auto name = [&](const std::optional<Signature>& side) {
        return side ? names.scope.person(side->account)
                    : word(QT_TRANSLATE_NOOP("duty::Handover", "无人接班"));
    };
    return word(QT_TRANSLATE_NOOP("duty::Handover", "%1　%2 → %3　%4"))
        .arg(shift, name(handover.outgoing), name(handover.incoming),
             shell::timeText(handover.completed->at, now));
}

} // namespace shouwang::duty
