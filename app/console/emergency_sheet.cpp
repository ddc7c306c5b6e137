#include "console/emergency_sheet.h"

#include "console/paper_parts.h"
#include "dispatch/ui/words.h"
#include "shell/ui/theme.h"

#include <QCoreApplication>
#include <QDateTime>

#include <algorithm>

namespace shouwang::console {
namespace {

using shell::PaperPart;
using shell::PaperTable;

QString word(const char* text) {
    return QCoreApplication::translate("console::EmergencySheet", text);
}

/// The year would cost a column that a name needs; the head of the sheet has it.
QString timeOf(Micros at) {
    return at == 0 ? QStringLiteral("—")
                   : QDateTime::fromMSecsSinceEpoch(at / 1000).toString(QStringLiteral("MM-dd HH:mm"));
}

/// Drills stay on the sheet, because they are open, and are never taken for real.
QString marked(ledger::Mode mode, const QString& text) {
    const QString mark = alarms::modeWord(mode);
    return mark.isEmpty() ? text : QStringLiteral("【%1】%2").arg(mark, text);
}

PaperPart partOf(const char* heading, PaperTable table, const char* none) {
    PaperPart part{word(heading), {}, {}, {}};
    if (table.rows.empty())
        part.lines << word(none);
    else
        part.tables.push_back(std::move(table));
    return part;
}

QStringList countCells(const QString& name, const care::ZoneCount& count) {
    return {name,
            QString::number(count.present()),
            QString::number(count.registered),
            QString::number(count.out),
            QString::number(count.elsewhere),
            QString::number(count.guests),
            QString::number(count.missing)};
}

PaperPart headcount(const EmergencyData& data) {
    PaperTable table;
    table.header = {word(QT_TRANSLATE_NOOP("console::EmergencySheet", "区域")),
                    word(QT_TRANSLATE_NOOP("console::EmergencySheet", "实有")),
                    word(QT_TRANSLATE_NOOP("console::EmergencySheet", "在册")),
                    word(QT_TRANSLATE_NOOP("console::EmergencySheet", "离所")),
                    word(QT_TRANSLATE_NOOP("console::EmergencySheet", "在他区")),
                    word(QT_TRANSLATE_NOOP("console::EmergencySheet", "他区来")),
                    word(QT_TRANSLATE_NOOP("console::EmergencySheet", "下落不明"))};
    table.widths = {34, 11, 11, 11, 11, 11, 11};
    care::ZoneCount all;
    for (const care::ZoneCount& count : data.headcount) {
        table.rows.push_back(countCells(zoneName(data.site, count.zone), count));
        all += count;
    }
    if (!table.rows.empty())
        table.rows.push_back(countCells(word(QT_TRANSLATE_NOOP("console::EmergencySheet", "全所合计")), all));
    return partOf(QT_TRANSLATE_NOOP("console::EmergencySheet", "各区人数"), std::move(table),
                  QT_TRANSLATE_NOOP("console::EmergencySheet", "本席位没有人员登记，请用纸质名册点名。"));
}

PaperPart openAlarms(const EmergencyData& data) {
    PaperTable table;
    table.header = {word(QT_TRANSLATE_NOOP("console::EmergencySheet", "时间")),
                    word(QT_TRANSLATE_NOOP("console::EmergencySheet", "等级")),
                    word(QT_TRANSLATE_NOOP("console::EmergencySheet", "警情")),
                    word(QT_TRANSLATE_NOOP("console::EmergencySheet", "区域")),
                    word(QT_TRANSLATE_NOOP("console::EmergencySheet", "状态"))};
    table.widths = {14, 12, 36, 18, 20};
    for (const alarms::State& alarm : data.alarms) {
        const int priority = static_cast<int>(alarm.priority);
        table.rows.push_back({timeOf(alarm.raisedAt),
                              shell::prioritySymbol(priority) + shell::priorityWord(priority),
                              marked(alarm.mode, alarms::titleWord(alarm)), zoneName(data.site, alarm.zone),
                              alarms::stageWord(alarm)});
    }
    return partOf(QT_TRANSLATE_NOOP("console::EmergencySheet", "没有关闭的警情"), std::move(table),
                  QT_TRANSLATE_NOOP("console::EmergencySheet", "无"));
}

PaperPart openIncidents(const EmergencyData& data) {
    PaperTable table;
    table.header = {word(QT_TRANSLATE_NOOP("console::EmergencySheet", "编号")),
                    word(QT_TRANSLATE_NOOP("console::EmergencySheet", "等级")),
                    word(QT_TRANSLATE_NOOP("console::EmergencySheet", "事由")),
                    word(QT_TRANSLATE_NOOP("console::EmergencySheet", "区域")),
                    word(QT_TRANSLATE_NOOP("console::EmergencySheet", "状态"))};
    table.widths = {20, 14, 28, 18, 20};
    for (const dispatch::State& incident : data.incidents) {
        if (!incident.isOpen()) continue;
        table.rows.push_back({fromUtf8(incident.number), dispatch::gradeWord(incident.grade),
                              marked(incident.mode, fromUtf8(incident.title)),
                              zoneName(data.site, incident.zone), dispatch::stateWord(incident)});
    }
    return partOf(QT_TRANSLATE_NOOP("console::EmergencySheet", "没有结案的事件"), std::move(table),
                  QT_TRANSLATE_NOOP("console::EmergencySheet", "无"));
}

PaperPart posts(const EmergencyData& data) {
    PaperTable table;
    table.header = {word(QT_TRANSLATE_NOOP("console::EmergencySheet", "岗位")),
                    word(QT_TRANSLATE_NOOP("console::EmergencySheet", "值岗人")),
                    word(QT_TRANSLATE_NOOP("console::EmergencySheet", "上岗时间"))};
    table.widths = {40, 35, 25};
    for (const duty::Posting& posting : data.posts) {
        table.rows.push_back({postName(data.site, posting.post),
                              data.person ? data.person(posting.account) : fromUtf8(posting.account),
                              timeOf(posting.taken.at)});
    }
    return partOf(QT_TRANSLATE_NOOP("console::EmergencySheet", "在岗"), std::move(table),
                  QT_TRANSLATE_NOOP("console::EmergencySheet", "没有人登记上岗。"));
}

PaperPart contacts(const EmergencyData& data) {
    PaperTable table;
    table.header = {word(QT_TRANSLATE_NOOP("console::EmergencySheet", "联系")),
                    word(QT_TRANSLATE_NOOP("console::EmergencySheet", "电话")),
                    word(QT_TRANSLATE_NOOP("console::EmergencySheet", "说明"))};
    table.widths = {34, 24, 42};
    for (const site::Contact& contact : data.site.contacts)
        table.rows.push_back({fromUtf8(contact.name), fromUtf8(contact.phone), fromUtf8(contact.note)});
    return partOf(QT_TRANSLATE_NOOP("console::EmergencySheet", "联系电话"), std::move(table),
                  QT_TRANSLATE_NOOP("console::EmergencySheet", "场所资料里没有联系电话。"));
}

PaperPart procedures(const EmergencyData& data) {
    PaperPart part{word(QT_TRANSLATE_NOOP("console::EmergencySheet", "处置要点")), {}, {}, {}};
    for (const site::Procedure& procedure : data.site.procedures) {
        QStringList steps;
        int number = 0;
        for (const std::string& step : procedure.steps)
            steps << QStringLiteral("%1. %2").arg(++number).arg(fromUtf8(step));
        part.lines << word(QT_TRANSLATE_NOOP("console::EmergencySheet", "%1　%2"))
                          .arg(fromUtf8(procedure.title), steps.join(QLatin1Char(' ')));
    }
    if (part.lines.empty())
        part.lines << word(QT_TRANSLATE_NOOP("console::EmergencySheet", "场所资料里没有处置要点。"));
    return part;
}

PaperPart keys(const EmergencyData& data) {
    PaperTable table;
    table.header = {word(QT_TRANSLATE_NOOP("console::EmergencySheet", "键")),
                    word(QT_TRANSLATE_NOOP("console::EmergencySheet", "作用")),
                    word(QT_TRANSLATE_NOOP("console::EmergencySheet", "用在"))};
    table.widths = {28, 47, 25};
    for (const KeyLine& key : data.keys)
        table.rows.push_back({key.keys, key.text, key.group});
    return partOf(QT_TRANSLATE_NOOP("console::EmergencySheet", "快捷键"), std::move(table),
                  QT_TRANSLATE_NOOP("console::EmergencySheet", "无"));
}

/// How far what stands here can be believed.
QString standing(const EmergencyData& data) {
    const bool live = data.status.state == sync::LinkState::Live && data.status.outbox == 0;
    if (live)
        return word(QT_TRANSLATE_NOOP("console::EmergencySheet", "与站点同步，账本第 %1 条"))
            .arg(data.status.cursor.number);
    const QString last = data.status.lastContact ? timeOf(*data.status.lastContact) : QStringLiteral("—");
    return word(QT_TRANSLATE_NOOP("console::EmergencySheet",
                                  "站点未确认：最近一次联系 %1，账本第 %2 条，未上传 %3 条"))
        .arg(last)
        .arg(data.status.cursor.number)
        .arg(data.status.outbox);
}

} // namespace

shell::Paper emergencySheet(const EmergencyData& data) {
    const QString at = paperTime(data.now);
    shell::Paper paper;
    paper.title = word(QT_TRANSLATE_NOOP("console::EmergencySheet", "应急单 %1")).arg(at);
    paper.head << fromUtf8(data.site.name);
    if (!data.site.note.empty()) paper.head << fromUtf8(data.site.note);
    paper.head << standing(data);
    paper.parts = {headcount(data), openAlarms(data), openIncidents(data), posts(data),
                   contacts(data),  procedures(data), keys(data)};
    paper.foot =
        word(QT_TRANSLATE_NOOP("console::EmergencySheet", "%1 席自动写出　%2　系统停用时用，恢复后作废"))
            .arg(data.letter, at);
    return paper;
}

} // namespace shouwang::console
