#include "console/incident_paper.h"

#include "console/camera_grid.h"
#include "console/paper_parts.h"
#include "dispatch/ui/words.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace shouwang::console {
namespace {

using shell::PaperPart;
using shell::PaperTable;

QString word(const char* text) {
    return QCoreApplication::translate("console::IncidentPaper", text);
}

QString factWord(std::uint64_t number) {
    return number == 0 ? word(QT_TRANSLATE_NOOP("console::IncidentPaper", "未上传"))
                       : QStringLiteral("#%1").arg(number);
}

PaperPart whatItIs(const IncidentPaper& about) {
    const dispatch::State& incident = about.incident;
    PaperTable table;
    table.header = {word(QT_TRANSLATE_NOOP("console::IncidentPaper", "项目")),
                    word(QT_TRANSLATE_NOOP("console::IncidentPaper", "内容"))};
    table.widths = {22, 78};
    const auto add = [&table](const QString& name, const QString& value) {
        if (!value.isEmpty()) table.rows.push_back({name, value});
    };
    using dispatch::Field;
    add(dispatch::fieldWord(Field::Kind), dispatch::kindWord(incident.kind));
    add(dispatch::fieldWord(Field::Grade), dispatch::gradeWord(incident.grade));
    add(dispatch::fieldWord(Field::Title), fromUtf8(incident.title));
    add(dispatch::fieldWord(Field::Zone), zoneName(about.site, incident.zone));
    add(dispatch::fieldWord(Field::Place), fromUtf8(incident.place));
    if (about.alarm != nullptr)
        add(dispatch::fieldWord(Field::Alarm),
            word(QT_TRANSLATE_NOOP("console::IncidentPaper", "%1，%2 触发"))
                .arg(alarms::titleWord(*about.alarm), paperTime(about.alarm->raisedAt)));
    add(word(QT_TRANSLATE_NOOP("console::IncidentPaper", "立案")),
        QStringLiteral("%1　%2").arg(paperTime(incident.opened.at), about.names.who(incident.opened)));
    add(word(QT_TRANSLATE_NOOP("console::IncidentPaper", "状态")), dispatch::stateWord(incident));
    if (incident.closed)
        add(word(QT_TRANSLATE_NOOP("console::IncidentPaper", "结案")),
            QStringLiteral("%1　%2　%3")
                .arg(paperTime(incident.closed->by.at), about.names.who(incident.closed->by),
                     fromUtf8(incident.closed->text)));
    return {word(QT_TRANSLATE_NOOP("console::IncidentPaper", "事件")), {}, {table}, {}};
}

PaperPart firstMoments(const IncidentPaper& about) {
    PaperTable table;
    table.header = {word(QT_TRANSLATE_NOOP("console::IncidentPaper", "第一时间")),
                    word(QT_TRANSLATE_NOOP("console::IncidentPaper", "时间")),
                    word(QT_TRANSLATE_NOOP("console::IncidentPaper", "记录人"))};
    table.widths = {30, 35, 35};
    using dispatch::Moment;
    for (const Moment moment : {Moment::Arrived, Moment::Controlled, Moment::Reported, Moment::Secured}) {
        const auto found = about.incident.moments.find(moment);
        const bool known = found != about.incident.moments.end();
        // Missing data is shown as missing (G19).
        table.rows.push_back({dispatch::momentWord(moment),
                              known ? paperTime(found->second.at)
                                    : word(QT_TRANSLATE_NOOP("console::IncidentPaper", "没有记录")),
                              known ? about.names.who(found->second) : QString()});
    }
    return {word(QT_TRANSLATE_NOOP("console::IncidentPaper", "四个第一时间")), {}, {table}, {}};
}

PaperPart tasksOf(const IncidentPaper& about) {
    PaperPart part{word(QT_TRANSLATE_NOOP("console::IncidentPaper", "任务")), {}, {}, {}};
    if (about.incident.tasks.empty()) {
        part.lines << word(QT_TRANSLATE_NOOP("console::IncidentPaper", "没有下达任务。"));
        return part;
    }
    PaperTable table;
    table.header = {dispatch::fieldWord(dispatch::Field::Post), dispatch::fieldWord(dispatch::Field::Text),
                    dispatch::fieldWord(dispatch::Field::Due),
                    word(QT_TRANSLATE_NOOP("console::IncidentPaper", "状态")),
                    word(QT_TRANSLATE_NOOP("console::IncidentPaper", "结果"))};
    table.widths = {16, 30, 18, 12, 24};
    for (const dispatch::Task& task : about.incident.tasks)
        table.rows.push_back({postName(about.site, task.post), fromUtf8(task.text),
                              task.due == 0 ? QString() : paperTime(task.due),
                              dispatch::taskStateWord(task.state), fromUtf8(task.result)});
    part.tables.push_back(std::move(table));
    return part;
}

struct Step {
    Micros at = 0;
    QStringList cells;
};

QString dispatchDetail(const IncidentPaper& about, const dispatch::Act& act) {
    QStringList parts;
    if (const dispatch::Task* task = about.incident.task(act.task)) parts << fromUtf8(task->text);
    if (!act.amended.empty()) parts << dispatch::amendmentWord(act);
    parts << fromUtf8(act.text);
    if (!act.reason.empty())
        parts << word(QT_TRANSLATE_NOOP("console::IncidentPaper", "理由：%1")).arg(fromUtf8(act.reason));
    parts.removeAll(QString());
    return parts.join(QStringLiteral("；"));
}

QString joined(const QString& what, const QString& detail, const QStringList& contested) {
    QString text = detail.isEmpty()
                       ? what
                       : word(QT_TRANSLATE_NOOP("console::IncidentPaper", "%1：%2")).arg(what, detail);
    for (const QString& why : contested)
        text += word(QT_TRANSLATE_NOOP("console::IncidentPaper", "　！存疑：%1")).arg(why);
    return text;
}

template <class Act>
QStringList whyOf(const Act& act, QString (*refusal)(std::string_view)) {
    QStringList words;
    for (const std::string& code : act.contested)
        words << refusal(code);
    return words;
}

PaperPart whatWasDone(const IncidentPaper& about) {
    std::vector<Step> steps;
    for (const dispatch::Act& act : about.incident.timeline)
        steps.push_back({act.by.at,
                         {paperTime(act.by.at),
                          joined(dispatch::actWord(act, about.incident), dispatchDetail(about, act),
                                 whyOf(act, dispatch::refusalWord)),
                          about.names.who(act.by), factWord(act.number)}});
    if (about.alarm != nullptr)
        for (const alarms::Act& act : about.alarm->timeline)
            steps.push_back(
                {act.by.at,
                 {paperTime(act.by.at),
                  joined(alarms::actWord(act), alarms::detailWord(act), whyOf(act, alarms::refusalWord)),
                  about.names.who(act.by), factWord(act.number)}});
    std::ranges::stable_sort(steps, {}, &Step::at);
    PaperTable table;
    table.header = {word(QT_TRANSLATE_NOOP("console::IncidentPaper", "时间")),
                    word(QT_TRANSLATE_NOOP("console::IncidentPaper", "经过")),
                    word(QT_TRANSLATE_NOOP("console::IncidentPaper", "人员 · 席位")),
                    word(QT_TRANSLATE_NOOP("console::IncidentPaper", "账本"))};
    table.widths = {20, 50, 20, 10};
    for (Step& step : steps)
        table.rows.push_back(std::move(step.cells));
    return {word(QT_TRANSLATE_NOOP("console::IncidentPaper", "经过")), {}, {table}, {}};
}

QString foundWord(const PaperClip& clip) {
    switch (clip.found) {
    case PaperClip::Found::Whole:
        return word(QT_TRANSLATE_NOOP("console::IncidentPaper", "文件与入证时一致"));
    case PaperClip::Found::Changed:
        return word(QT_TRANSLATE_NOOP("console::IncidentPaper", "▲ 文件与入证时不一致，不得作为证据"));
    case PaperClip::Found::Absent:
        return word(QT_TRANSLATE_NOOP("console::IncidentPaper", "▲ 文件不在本席位的证据文件夹里"));
    case PaperClip::Found::Elsewhere:
        break;
    }
    return word(QT_TRANSLATE_NOOP("console::IncidentPaper", "文件在另一席位，这里没有画面"));
}

shell::PaperPicture pictureOf(const IncidentPaper& about, const PaperClip& clip) {
    shell::PaperPicture picture;
    picture.image = clip.still;
    picture.caption << QStringLiteral("%1　%2–%3")
                           .arg(cameraLabel(about.site, fromUtf8(clip.clip.camera)),
                                paperTime(clip.clip.from), paperTime(clip.clip.until).right(8));
    picture.caption << word(QT_TRANSLATE_NOOP("console::IncidentPaper", "录像文件 %1　%2 字节　SHA-256 %3"))
                           .arg(fromUtf8(clip.clip.file))
                           .arg(clip.clip.size)
                           .arg(fromUtf8(toHex(ByteView(clip.clip.sha256))));
    if (!clip.still.isNull())
        picture.caption << word(QT_TRANSLATE_NOOP("console::IncidentPaper", "上图取自 %1，像素 SHA-256 %2"))
                               .arg(paperTime(clip.stillAt), fromUtf8(clip.stillHash));
    if (clip.isPrivate)
        picture.caption << word(
            QT_TRANSLATE_NOOP("console::IncidentPaper", "隐私区域的摄像机，画面不打印。"));
    picture.caption << foundWord(clip);
    if (!clip.why.empty()) picture.caption << fromUtf8(clip.why);
    if (!clip.clip.gap.empty())
        picture.caption << word(QT_TRANSLATE_NOOP("console::IncidentPaper", "录像不完整：%1"))
                               .arg(fromUtf8(clip.clip.gap));
    return picture;
}

PaperPart evidenceOf(const IncidentPaper& about) {
    PaperPart part{word(QT_TRANSLATE_NOOP("console::IncidentPaper", "录像证据")), {}, {}, {}};
    if (about.clips.empty())
        part.lines << word(QT_TRANSLATE_NOOP("console::IncidentPaper", "没有入证的录像。"));
    else if (!about.pictures)
        part.lines << word(QT_TRANSLATE_NOOP("console::IncidentPaper", "本件按要求不带录像画面。"));
    for (const PaperClip& clip : about.clips)
        part.pictures.push_back(pictureOf(about, clip));
    if (!about.pin) return part;
    QStringList missing;
    for (const std::string& camera : about.pin->cameras) {
        const bool kept = std::ranges::any_of(
            about.clips, [&camera](const PaperClip& clip) { return clip.clip.camera == camera; });
        if (!kept) missing << cameraLabel(about.site, fromUtf8(camera));
    }
    if (!missing.isEmpty())
        part.lines << word(QT_TRANSLATE_NOOP("console::IncidentPaper", "没有录像的摄像机：%1"))
                          .arg(missing.join(QStringLiteral("、")));
    return part;
}

} // namespace

shell::Paper incidentPaper(const IncidentPaper& about) {
    const dispatch::State& incident = about.incident;
    shell::Paper paper;
    paper.title = word(QT_TRANSLATE_NOOP("console::IncidentPaper", "事件 %1")).arg(fromUtf8(incident.number));
    paper.head << fromUtf8(about.site.name);
    if (!about.site.note.empty()) paper.head << fromUtf8(about.site.note);
    paper.drill = alarms::modeWord(incident.mode);
    paper.parts = {whatItIs(about),    firstMoments(about), tasksOf(about),
                   whatWasDone(about), evidenceOf(about),   ledgerPart(about.ledger, about.waiting)};
    paper.foot = word(QT_TRANSLATE_NOOP("console::IncidentPaper", "%1　打印：%2　%3"))
                     .arg(fromUtf8(incident.number), about.printedBy, paperTime(about.now));
    return paper;
}

QString incidentFileName(const dispatch::State& incident, Micros now) {
    return QStringLiteral("incident-%1-%2.pdf").arg(fileWord(fromUtf8(incident.number)), fileTime(now));
}

} // namespace shouwang::console
