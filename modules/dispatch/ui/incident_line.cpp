#include "dispatch/ui/incident_line.h"

#include "dispatch/ui/words.h"

#include <QStringList>

#include <algorithm>

namespace shouwang::dispatch {

namespace {

QString postName(const std::string& id, const site::Site* site) {
    if (site) {
        const auto post = std::ranges::find(site->posts, id, &site::Post::id);
        if (post != site->posts.end()) return QString::fromStdString(post->name);
    }
    return QString::fromStdString(id);
}

} // namespace

alarms::TimelineLine lineOf(const Act& act, const State& incident, const alarms::Names& names,
                            const site::Site* site) {
    using alarms::TimelineLine;
    TimelineLine line{act.by.at,         actWord(act, incident),    {},
                      names.who(act.by), TimelineLine::Saved::Here, {}};
    QStringList detail;
    const Task* task = incident.task(act.task);
    if (act.kind == kind::kTaskAdded) detail << postName(act.detail, site);
    if (task && act.kind != kind::kTaskAdded) detail << QString::fromStdString(task->text);
    if (act.kind == kind::kAmended) detail << amendmentWord(act);
    if (!act.text.empty()) detail << QString::fromStdString(act.text);
    if (!act.reason.empty()) detail << QString::fromStdString(act.reason);
    line.detail = detail.join(QStringLiteral(" · "));
    line.showSaving(act.number, act.contested, refusalWord);
    return line;
}

} // namespace shouwang::dispatch
