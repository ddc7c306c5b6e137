#include "duty/ui/handover_item_words.h"

#include "alarms/ui/words.h"
#include "dispatch/ui/words.h"
#include "duty/ui/handover_words.h"
#include "duty/ui/words.h"
#include "shell/ui/theme.h"

#include <QCoreApplication>
#include <QStringList>

namespace shouwang::duty {

namespace {

QString word(const char* text) {
    return QCoreApplication::translate("duty::Handover", text);
}

QString textOf(const std::string& text) {
    return QString::fromStdString(text);
}

std::int64_t figure(const Item& item, std::size_t index) {
    return index < item.figures.size() ? item.figures[index] : 0;
}

QString headcountDetail(const Item& item) {
    const auto of = [&](HeadcountFigure which) { return figureOf(item, which); };
    QStringList parts{
        word(QT_TRANSLATE_NOOP("duty::Handover", "应在 %1")).arg(of(HeadcountFigure::Present)),
        word(QT_TRANSLATE_NOOP("duty::Handover", "编区 %1")).arg(of(HeadcountFigure::Registered))};
    const auto say = [&](const char* text, HeadcountFigure which) {
        if (of(which) != 0) parts << word(text).arg(of(which));
    };
    say(QT_TRANSLATE_NOOP("duty::Handover", "离所 %1"), HeadcountFigure::Out);
    say(QT_TRANSLATE_NOOP("duty::Handover", "在他区 %1"), HeadcountFigure::Elsewhere);
    say(QT_TRANSLATE_NOOP("duty::Handover", "他区来 %1"), HeadcountFigure::Guests);
    return parts.join(QStringLiteral("　"));
}

bool waitsForSomebody(const Item& alarm) {
    return figure(alarm, 1) <= static_cast<int>(alarms::Stage::Raised);
}

QString alarmState(const Item& item) {
    const int priority = static_cast<int>(figure(item, 0));
    return QStringLiteral("%1 %2　%3")
        .arg(shell::prioritySymbol(priority), shell::priorityWord(priority),
             alarms::stageWord(static_cast<alarms::Stage>(figure(item, 1))));
}

QString taskDetail(const Item& item, Micros now) {
    const QString state = dispatch::taskStateWord(static_cast<dispatch::TaskState>(figure(item, 0)));
    const Micros due = figure(item, 1);
    if (due == 0) return state;
    return word(QT_TRANSLATE_NOOP("duty::Handover", "%1　限 %2")).arg(state, shell::timeText(due, now));
}

QString bypassDetail(const Item& item, Micros now) {
    QString text =
        word(QT_TRANSLATE_NOOP("duty::Handover", "旁路至 %1")).arg(shell::timeText(figure(item, 0), now));
    if (const auto silenced = figure(item, 1); silenced > 0)
        text += word(QT_TRANSLATE_NOOP("duty::Handover", "　期间触发 %1 次")).arg(silenced);
    return text;
}

QString equipmentDetail(const Item& item) {
    QString text = word(QT_TRANSLATE_NOOP("duty::Handover", "应有 %1　实有 %2"))
                       .arg(figure(item, 0))
                       .arg(figure(item, 1));
    return item.title.empty() ? text : text + QStringLiteral("　") + textOf(item.title);
}

QString ownDetail(const Item& item, const ItemNames& names, Micros now) {
    switch (item.kind) {
    case ItemKind::Headcount:
        return headcountDetail(item);
    case ItemKind::Alarm:
        return waitsForSomebody(item) ? QString() : alarmState(item); // else a warning
    case ItemKind::Incident:
        return dispatch::gradeWord(static_cast<int>(figure(item, 0))) + QStringLiteral("　") +
               dispatch::kindWord(item.code);
    case ItemKind::Task:
        return taskDetail(item, now);
    case ItemKind::Bypass:
        return bypassDetail(item, now);
    case ItemKind::Refused:
        return names.refusal ? names.refusal(item.code) : textOf(item.code);
    case ItemKind::Line:
        return lineKindWord(item.code);
    case ItemKind::Equipment:
        return equipmentDetail(item);
    case ItemKind::Round:
        return word(QT_TRANSLATE_NOOP("duty::Handover", "已巡 %1/%2"))
            .arg(figure(item, 1))
            .arg(figure(item, 0));
    case ItemKind::Camera:
    case ItemKind::More:
        break;
    }
    return {};
}

/// Of a task, a line, a piece of equipment and a refused order it is the post.
QString whereOf(const Item& item, const ItemNames& names) {
    switch (item.kind) {
    case ItemKind::Task:
    case ItemKind::Line:
    case ItemKind::Equipment:
    case ItemKind::Refused:
    case ItemKind::Round:
        return item.zone.empty() ? QString() : names.scope.post(item.zone);
    case ItemKind::Headcount:
    case ItemKind::More:
        return {};
    default:
        return item.zone.empty() ? QString() : names.zone(item.zone);
    }
}

} // namespace

QString itemWord(const Item& item, const ItemNames& names) {
    switch (item.kind) {
    case ItemKind::Headcount:
        return names.zone(item.zone);
    case ItemKind::Refused:
        return names.act ? names.act(item.title) : textOf(item.title);
    case ItemKind::Equipment:
        return equipmentWord(item.code);
    case ItemKind::More:
        return word(QT_TRANSLATE_NOOP("duty::Handover", "另有 %1 项没有列出，请在各自页面核对"))
            .arg(figure(item, 0));
    default:
        return textOf(item.title.empty() ? item.code : item.title);
    }
}

QString itemDetail(const Item& item, const ItemNames& names, Micros now) {
    QStringList parts;
    if (item.kind != ItemKind::Headcount && item.kind != ItemKind::More) parts << itemKindWord(item.kind);
    for (const QString& part : {ownDetail(item, names, now), whereOf(item, names)}) {
        if (!part.isEmpty()) parts << part;
    }
    if (item.since > 0)
        parts << word(QT_TRANSLATE_NOOP("duty::Handover", "自 %1")).arg(shell::timeText(item.since, now));
    return parts.join(QStringLiteral("　"));
}

QString itemWarning(const Item& item, Micros now) {
    const auto missing = figureOf(item, HeadcountFigure::Missing);
    if (missing != 0) return word(QT_TRANSLATE_NOOP("duty::Handover", "◆ 下落不明 %1")).arg(missing);
    if (item.kind == ItemKind::Task && figure(item, 1) != 0 && now > figure(item, 1))
        return word(QT_TRANSLATE_NOOP("duty::Handover", "◆ 已超时"));
    if (item.kind == ItemKind::Equipment && figure(item, 2) != 0)
        return word(QT_TRANSLATE_NOOP("duty::Handover", "■ 有故障"));
    if (item.kind == ItemKind::Equipment && figure(item, 0) != figure(item, 1))
        return word(QT_TRANSLATE_NOOP("duty::Handover", "■ 数目不符"));
    return item.kind == ItemKind::Alarm && waitsForSomebody(item) ? alarmState(item) : QString();
}

} // namespace shouwang::duty
