// The log of a shift as it is read: the officer's own lines, and what alarms, incidents, posts and rounds say
// of themselves, each as a sentence. Pure but for the language; GUI thread.
#pragma once

#include "alarms/ui/timeline_view.h"
#include "alarms/ui/words.h"
#include "dispatch/dispatch.h"
#include "duty/tables.h"

namespace shouwang::duty {

struct LogEntry {
    enum class Source { Line, Alarm, Incident, Post, Round };
    Id id;
    Source source = Source::Line;
    QString kind; ///< 上级指令, 警情, 岗位 ...
    alarms::TimelineLine said;
    bool struck = false;      ///< a later line corrects it
    std::optional<Line> line; ///< of a line of the log: what a correction cites

    bool operator==(const LogEntry&) const = default;
};

/// Of which time, and how people, seats and posts are called.
struct LogScope {
    Micros from = kEarliest;
    Micros to = kLatest; ///< not with it
    alarms::Names names;
    const site::Site* site = nullptr; ///< null: posts and stops are shown by their ids

    bool holds(Micros at) const { return at >= from && at < to; }
    QString person(const std::string& account) const;
    QString post(const std::string& id) const;
};

using LogEntries = std::vector<LogEntry>;
LogEntries entriesOf(std::span<const LoggedLine> lines, const LogScope& scope);
LogEntries entriesOf(std::span<const alarms::State> alarms, const LogScope& scope);
LogEntries entriesOf(std::span<const dispatch::State> incidents, const LogScope& scope);
LogEntries entriesOf(std::span<const Posting> postings, const LogScope& scope);
LogEntries entriesOf(std::span<const Round> rounds, const LogScope& scope);

/// Newest first; of one moment in the order in which they were given.
LogEntries merged(std::vector<LogEntries> parts);

/// How many of the stops were visited, and what was left out: 覆盖 3/4（75%）；漏巡：走廊北.
QString coverageWord(const Round& round);

} // namespace shouwang::duty
