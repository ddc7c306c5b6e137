#include "duty/ui/log_entry.h"

#include "dispatch/ui/incident_line.h"
#include "dispatch/ui/words.h"
#include "duty/ui/words.h"
#include "shell/ui/theme.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>

namespace shouwang::duty {

namespace {

using alarms::TimelineLine;
using Source = LogEntry::Source;

QString word(const char* text) {
    return QCoreApplication::translate("duty::Log", text);
}

QString textOf(const std::string& text) {
    return QString::fromStdString(text);
}

QString joined(const QStringList& parts) {
    QStringList said;
    for (const QString& part : parts) {
        if (!part.isEmpty()) said << part;
    }
    return said.join(QStringLiteral(" · "));
}

/// The same for a provisional act and for the fact that it becomes, so that its row stays.
Id idOf(const char* source, const Id& entity, const std::string& kind, std::size_t place) {
    return Id::fromParts({source, entity.text(), kind, std::to_string(place)});
}

LogEntry entry(Source source, const char* kind, const Id& id) {
    LogEntry made;
    made.id = id;
    made.source = source;
    made.kind = word(kind);
    return made;
}

LogEntry entryOf(const LoggedLine& logged, const LogScope& scope) {
    const Line& line = logged.line;
    LogEntry made = entry(Source::Line, "", line.id);
    made.kind = lineKindWord(line.kind);
    made.line = line;
    made.struck = !logged.corrections.empty();
    QStringList detail;
    if (line.isCorrection()) {
        detail << word(QT_TRANSLATE_NOOP("duty::Log", "更正原来的记录"));
        detail << word(QT_TRANSLATE_NOOP("duty::Log", "理由：%1")).arg(textOf(line.reason));
    }
    if (made.struck) {
        const Line& last = logged.corrections.back();
        detail << word(QT_TRANSLATE_NOOP("duty::Log", "已由 %1 在 %2 更正"))
                      .arg(scope.names.who({last.by.actor, last.by.seat, last.by.at}),
                           shell::timeText(last.by.at, last.by.at));
    }
    if (!line.post.empty()) detail << scope.post(line.post);
    made.said = {line.by.at,
                 textOf(line.text),
                 joined(detail),
                 scope.names.who({line.by.actor, line.by.seat, line.by.at}),
                 TimelineLine::Saved::Here,
                 {}};
    made.said.showSaving(line.number, line.contested, refusalWord);
    return made;
}

/// On a small screen the end of a line is cut: what was done must not be there.
QString actFirst(const QString& act, const QString& title) {
    return word(QT_TRANSLATE_NOOP("duty::Log", "%1　%2")).arg(act, title);
}

LogEntry entryOf(const alarms::State& alarm, std::size_t place, const LogScope& scope) {
    const alarms::Act& act = alarm.timeline[place];
    LogEntry made = entry(Source::Alarm, QT_TRANSLATE_NOOP("duty::Log", "警情"),
                          idOf("log.alarm", alarm.id, act.kind, place));
    const QString mode = alarms::modeWord(alarm.mode);
    const QString what = actFirst(alarms::actWord(act), alarms::titleWord(alarm));
    made.said = {act.by.at,
                 mode.isEmpty() ? what : QStringLiteral("%1 %2").arg(mode, what),
                 joined({act.kind == alarms::kind::kRaised ? alarms::placeWord(alarm) : QString(),
                         alarms::detailWord(act)}),
                 scope.names.who(act.by),
                 TimelineLine::Saved::Here,
                 {}};
    made.said.showSaving(act.number, act.contested, alarms::refusalWord);
    return made;
}

LogEntry entryOf(const dispatch::State& incident, std::size_t place, const LogScope& scope) {
    const dispatch::Act& act = incident.timeline[place];
    LogEntry made = entry(Source::Incident, QT_TRANSLATE_NOOP("duty::Log", "事件"),
                          idOf("log.incident", incident.id, act.kind, place));
    made.said = dispatch::lineOf(act, incident, scope.names, scope.site);
    const QString mode = alarms::modeWord(incident.mode);
    const QString title = textOf(incident.title.empty() ? incident.number : incident.title);
    made.said.what = actFirst(made.said.what, title);
    if (!mode.isEmpty()) made.said.what = QStringLiteral("%1 %2").arg(mode, made.said.what);
    return made;
}

alarms::Stamp alarmStamp(const Stamp& stamp) {
    return {stamp.actor, stamp.seat, stamp.at};
}

LogEntry taken(const Posting& posting, std::size_t place, const LogScope& scope) {
    LogEntry made = entry(Source::Post, QT_TRANSLATE_NOOP("duty::Log", "岗位"),
                          idOf("log.taken", posting.shift, posting.account, place));
    const QString faults = faultsWord(posting.equipment);
    const QString checked = posting.equipment.empty() ? word(QT_TRANSLATE_NOOP("duty::Log", "没有检查装备"))
                            : faults.isEmpty() ? word(QT_TRANSLATE_NOOP("duty::Log", "装备齐全完好"))
                                               : faults;
    made.said = {posting.taken.at,
                 word(QT_TRANSLATE_NOOP("duty::Log", "%1 上岗：%2"))
                     .arg(scope.person(posting.account), scope.post(posting.post)),
                 checked,
                 scope.names.who(alarmStamp(posting.taken)),
                 TimelineLine::Saved::Here,
                 {}};
    made.said.showSaving(posting.taken.number, posting.left ? std::vector<std::string>() : posting.contested,
                         refusalWord);
    return made;
}

LogEntry left(const Posting& posting, std::size_t place, const LogScope& scope) {
    LogEntry made = entry(Source::Post, QT_TRANSLATE_NOOP("duty::Log", "岗位"),
                          idOf("log.left", posting.shift, posting.account, place));
    const QString how =
        posting.wasRelieved()
            ? word(QT_TRANSLATE_NOOP("duty::Log", "没有登记离岗，%1 接岗时自动结束，实际离岗时间不明"))
                  .arg(scope.person(posting.relievedBy))
            : textOf(posting.leavingNote);
    made.said = {posting.left->at,
                 word(QT_TRANSLATE_NOOP("duty::Log", "%1 离岗：%2"))
                     .arg(scope.person(posting.account), scope.post(posting.post)),
                 how,
                 scope.names.who(alarmStamp(*posting.left)),
                 TimelineLine::Saved::Here,
                 {}};
    made.said.showSaving(posting.left->number, posting.contested, refusalWord);
    return made;
}

LogEntry ofRound(const Round& round, const char* part, std::size_t place, const QString& what,
                 const QString& detail, const Stamp& by, const LogScope& scope) {
    LogEntry made = entry(Source::Round, QT_TRANSLATE_NOOP("duty::Log", "巡查"),
                          idOf("log.round", round.id, part, place));
    made.said = {by.at, what, detail, scope.names.who(alarmStamp(by)), TimelineLine::Saved::Here, {}};
    return made;
}

QString stopName(const Round& round, std::int64_t index) {
    if (index < 0 || std::cmp_greater_equal(index, round.stops.size())) return QStringLiteral("—");
    return textOf(round.stops[static_cast<std::size_t>(index)].name);
}

/// What was normal is counted at the end and would only hide what was not.
void addFindings(const Round& round, const LogScope& scope, LogEntries& entries) {
    for (std::size_t i = 0; i < round.visits.size(); ++i) {
        const Visit& visit = round.visits[i];
        if (visit.outcome != Outcome::Finding || !scope.holds(visit.by.at)) continue;
        const QString what = word(QT_TRANSLATE_NOOP("duty::Log", "巡查发现问题（%1）：%2"))
                                 .arg(findingWord(visit.kind), stopName(round, visit.stop));
        LogEntry made = ofRound(round, "finding", i, what, textOf(visit.text), visit.by, scope);
        made.said.showSaving(visit.number, visit.contested, refusalWord);
        entries.push_back(std::move(made));
    }
}

} // namespace

QString LogScope::person(const std::string& account) const {
    return names.person ? names.person(account) : textOf(account);
}

QString LogScope::post(const std::string& id) const {
    const site::Post* known = site ? site->post(id) : nullptr;
    return textOf(known ? known->name : id);
}

LogEntries entriesOf(std::span<const LoggedLine> lines, const LogScope& scope) {
    LogEntries entries;
    for (const LoggedLine& logged : lines) {
        if (scope.holds(logged.line.by.at)) entries.push_back(entryOf(logged, scope));
    }
    std::ranges::reverse(entries); // they come newest first
    return entries;
}

LogEntries entriesOf(std::span<const alarms::State> alarms, const LogScope& scope) {
    LogEntries entries;
    for (const alarms::State& alarm : alarms) {
        for (std::size_t place = 0; place < alarm.timeline.size(); ++place) {
            if (scope.holds(alarm.timeline[place].by.at)) entries.push_back(entryOf(alarm, place, scope));
        }
    }
    return entries;
}

LogEntries entriesOf(std::span<const dispatch::State> incidents, const LogScope& scope) {
    LogEntries entries;
    for (const dispatch::State& incident : incidents) {
        for (std::size_t place = 0; place < incident.timeline.size(); ++place) {
            if (scope.holds(incident.timeline[place].by.at))
                entries.push_back(entryOf(incident, place, scope));
        }
    }
    return entries;
}

LogEntries entriesOf(std::span<const Posting> postings, const LogScope& scope) {
    LogEntries entries;
    for (std::size_t place = 0; place < postings.size(); ++place) {
        const Posting& posting = postings[place];
        if (scope.holds(posting.taken.at)) entries.push_back(taken(posting, place, scope));
        if (posting.left && scope.holds(posting.left->at)) entries.push_back(left(posting, place, scope));
    }
    return entries;
}

LogEntries entriesOf(std::span<const Round> rounds, const LogScope& scope) {
    LogEntries entries;
    for (const Round& round : rounds) {
        if (scope.holds(round.begun.at)) {
            const QString what =
                word(QT_TRANSLATE_NOOP("duty::Log", "开始视频巡查：%1")).arg(textOf(round.name));
            const QString stops = word(QT_TRANSLATE_NOOP("duty::Log", "%1 个点位")).arg(round.stops.size());
            LogEntry made = ofRound(round, "begun", 0, what, stops, round.begun, scope);
            made.said.showSaving(round.begun.number, round.contested, refusalWord);
            entries.push_back(std::move(made));
        }
        addFindings(round, scope, entries);
        if (!round.ended || !scope.holds(round.ended->by.at)) continue;
        const QString what = word(QT_TRANSLATE_NOOP("duty::Log", "结束视频巡查：%1")).arg(textOf(round.name));
        LogEntry made =
            ofRound(round, "ended", 0, what, joined({coverageWord(round), textOf(round.ended->reason)}),
                    round.ended->by, scope);
        made.said.showSaving(round.ended->by.number, round.ended->contested, refusalWord);
        entries.push_back(std::move(made));
    }
    return entries;
}

LogEntries merged(std::vector<LogEntries> parts) {
    LogEntries all;
    for (LogEntries& part : parts)
        std::ranges::move(part, std::back_inserter(all));
    std::ranges::stable_sort(all, {}, [](const LogEntry& entry) { return entry.said.at; });
    std::ranges::reverse(all);
    return all;
}

QString coverageWord(const Round& round) {
    const auto leftOut = round.leftOut();
    const auto coverage = round.coverage();
    if (!coverage) return word(QT_TRANSLATE_NOOP("duty::Log", "路线没有点位"));
    QString text = word(QT_TRANSLATE_NOOP("duty::Log", "覆盖 %1/%2（%3%）"))
                       .arg(round.stops.size() - leftOut.size())
                       .arg(round.stops.size())
                       .arg(*coverage);
    if (leftOut.empty()) return text;
    QStringList names;
    for (const std::int64_t index : leftOut)
        names << stopName(round, index);
    return text + word(QT_TRANSLATE_NOOP("duty::Log", "；未巡：%1")).arg(names.join(QStringLiteral("、")));
}

} // namespace shouwang::duty
