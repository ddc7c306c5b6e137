#include "dispatch/ui/words.h"

#include "people/ui/words.h"

#include <QCoreApplication>

#include <algorithm>

namespace shouwang::dispatch {

namespace {

struct Row {
    std::string_view code;
    const char* word;
};

QString translated(const char* word) {
    return QCoreApplication::translate("dispatch", word);
}

QString fromUtf8(std::string_view text) {
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

template <std::size_t N>
QString wordOf(const std::array<Row, N>& rows, std::string_view code) {
    const auto row = std::ranges::find(rows, code, &Row::code);
    // A code of a newer version is shown as it is: hiding it would be worse.
    return row != rows.end() ? translated(row->word) : fromUtf8(code);
}

constexpr std::array<Row, 15> kKinds{{
    {"TT", QT_TRANSLATE_NOOP("dispatch", "脱逃")},
    {"ZS", QT_TRANSLATE_NOOP("dispatch", "自杀自伤自残")},
    {"DO", QT_TRANSLATE_NOOP("dispatch", "斗殴聚众")},
    {"XJ", QT_TRANSLATE_NOOP("dispatch", "袭警劫持")},
    {"HZ", QT_TRANSLATE_NOOP("dispatch", "火灾")},
    {"JB", QT_TRANSLATE_NOOP("dispatch", "突发疾病、死亡")},
    {"YQ", QT_TRANSLATE_NOOP("dispatch", "疫情")},
    {"SZ", QT_TRANSLATE_NOOP("dispatch", "食物中毒")},
    {"DP", QT_TRANSLATE_NOOP("dispatch", "毒品、违禁品流入")},
    {"SC", QT_TRANSLATE_NOOP("dispatch", "生产安全")},
    {"TD", QT_TRANSLATE_NOOP("dispatch", "停电停水、系统瘫痪")},
    {"ZR", QT_TRANSLATE_NOOP("dispatch", "自然灾害")},
    {"CJ", QT_TRANSLATE_NOOP("dispatch", "冲击场所")},
    {"YQX", QT_TRANSLATE_NOOP("dispatch", "舆情")},
    {"QT", QT_TRANSLATE_NOOP("dispatch", "其他")},
}};

constexpr std::array<Row, 5> kConclusions{{
    {"resolved", QT_TRANSLATE_NOOP("dispatch", "处置完毕")},
    {"handed_over", QT_TRANSLATE_NOOP("dispatch", "移交处理")},
    {"unfounded", QT_TRANSLATE_NOOP("dispatch", "查无此事")},
    {"exercise_ended", QT_TRANSLATE_NOOP("dispatch", "演练结束")},
    {"other", QT_TRANSLATE_NOOP("dispatch", "其他")},
}};

constexpr std::array<Row, 24> kRefusals{{
    {code::kUnknownCommand, QT_TRANSLATE_NOOP("dispatch", "服务器版本不认识这项操作")},
    {code::kMalformed, QT_TRANSLATE_NOOP("dispatch", "内容不完整，请重新填写")},
    {code::kUnknownIncident, QT_TRANSLATE_NOOP("dispatch", "没有这个事件，可能尚未传到指挥中心")},
    {code::kAlreadyOpen, QT_TRANSLATE_NOOP("dispatch", "事件已用另一编号立案")},
    {code::kNumberOfOtherMode, QT_TRANSLATE_NOOP("dispatch", "演练事件和真实事件分开编号，请重新立案")},
    {code::kNumberTaken, QT_TRANSLATE_NOOP("dispatch", "事件编号已被占用，请重新立案")},
    {code::kUnknownAlarm, QT_TRANSLATE_NOOP("dispatch", "没有这条警情，不能据此立案")},
    {code::kAlarmHasIncident, QT_TRANSLATE_NOOP("dispatch", "这条警情已由他人立案，请在该事件中处置")},
    {code::kKindUnknown, QT_TRANSLATE_NOOP("dispatch", "请选择事件类别")},
    {code::kGradeUnknown, QT_TRANSLATE_NOOP("dispatch", "请选择等级")},
    {code::kTitleMissing, QT_TRANSLATE_NOOP("dispatch", "请写明事由")},
    {code::kTextMissing, QT_TRANSLATE_NOOP("dispatch", "请用文字说明")},
    {code::kReasonMissing, QT_TRANSLATE_NOOP("dispatch", "请写明理由")},
    {code::kPostMissing, QT_TRANSLATE_NOOP("dispatch", "请选择岗位")},
    {code::kUnknownTask, QT_TRANSLATE_NOOP("dispatch", "没有这项任务")},
    {code::kTaskExists, QT_TRANSLATE_NOOP("dispatch", "任务已经下达，内容不能改变")},
    {code::kTaskFinished, QT_TRANSLATE_NOOP("dispatch", "任务已经完成或免除")},
    {code::kTasksOpen, QT_TRANSLATE_NOOP("dispatch", "还有未完成的任务：完成，或写明理由免除")},
    {code::kConclusionMissing, QT_TRANSLATE_NOOP("dispatch", "请选择结论")},
    {code::kConclusionUnknown, QT_TRANSLATE_NOOP("dispatch", "结论不在本所目录中，请重新选择")},
    {code::kAlreadyClosed, QT_TRANSLATE_NOOP("dispatch", "事件已由他人结案，请核对处置经过")},
    {code::kAfterClosing, QT_TRANSLATE_NOOP("dispatch", "结案之后才报来")},
    {code::kAlreadyStamped, QT_TRANSLATE_NOOP("dispatch", "此前已有记录，以先报的为准")},
    {code::kMomentUnknown, QT_TRANSLATE_NOOP("dispatch", "不认识的时间点")},
}};

constexpr std::array<Row, 9> kActs{{
    {kind::kOpened, QT_TRANSLATE_NOOP("dispatch", "立案")},
    {kind::kAmended, QT_TRANSLATE_NOOP("dispatch", "更正事件信息")},
    {kind::kTaskAdded, QT_TRANSLATE_NOOP("dispatch", "下达任务")},
    {kind::kTaskDone, QT_TRANSLATE_NOOP("dispatch", "任务完成")},
    {kind::kTaskCannot, QT_TRANSLATE_NOOP("dispatch", "任务无法完成")},
    {kind::kTaskWaived, QT_TRANSLATE_NOOP("dispatch", "免除任务")},
    {kind::kNoted, QT_TRANSLATE_NOOP("dispatch", "记录")},
    {kind::kStamped, QT_TRANSLATE_NOOP("dispatch", "第一时间")},
    {kind::kClosed, QT_TRANSLATE_NOOP("dispatch", "结案")},
}};

constexpr std::array<std::pair<Field, const char*>, 13> kFields{{
    {Field::Number, QT_TRANSLATE_NOOP("dispatch", "事件编号")},
    {Field::Kind, QT_TRANSLATE_NOOP("dispatch", "类别")},
    {Field::Grade, QT_TRANSLATE_NOOP("dispatch", "等级")},
    {Field::Title, QT_TRANSLATE_NOOP("dispatch", "事由")},
    {Field::Zone, QT_TRANSLATE_NOOP("dispatch", "区域")},
    {Field::Place, QT_TRANSLATE_NOOP("dispatch", "地点")},
    {Field::Post, QT_TRANSLATE_NOOP("dispatch", "岗位")},
    {Field::Text, QT_TRANSLATE_NOOP("dispatch", "内容")},
    {Field::Due, QT_TRANSLATE_NOOP("dispatch", "时限")},
    {Field::Conclusion, QT_TRANSLATE_NOOP("dispatch", "结论")},
    {Field::Task, QT_TRANSLATE_NOOP("dispatch", "任务")},
    {Field::Alarm, QT_TRANSLATE_NOOP("dispatch", "警情")},
    {Field::Moment, QT_TRANSLATE_NOOP("dispatch", "第一时间")},
}};

} // namespace

QString kindWord(std::string_view kind) {
    return wordOf(kKinds, kind);
}

QString gradeWord(int grade) {
    switch (grade) {
    case 1:
        return translated(QT_TRANSLATE_NOOP("dispatch", "Ⅰ级 特别重大"));
    case 2:
        return translated(QT_TRANSLATE_NOOP("dispatch", "Ⅱ级 重大"));
    case 3:
        return translated(QT_TRANSLATE_NOOP("dispatch", "Ⅲ级 较大"));
    default:
        return translated(QT_TRANSLATE_NOOP("dispatch", "Ⅳ级 一般"));
    }
}

QString conclusionWord(std::string_view conclusion) {
    return wordOf(kConclusions, conclusion);
}

QString momentWord(Moment moment) {
    switch (moment) {
    case Moment::Arrived:
        return translated(QT_TRANSLATE_NOOP("dispatch", "到场"));
    case Moment::Controlled:
        return translated(QT_TRANSLATE_NOOP("dispatch", "控制"));
    case Moment::Reported:
        return translated(QT_TRANSLATE_NOOP("dispatch", "报告"));
    case Moment::Secured:
        return translated(QT_TRANSLATE_NOOP("dispatch", "固证"));
    }
    return {};
}

QString taskStateWord(TaskState state) {
    switch (state) {
    case TaskState::Open:
        return translated(QT_TRANSLATE_NOOP("dispatch", "进行中"));
    case TaskState::Cannot:
        return translated(QT_TRANSLATE_NOOP("dispatch", "无法完成"));
    case TaskState::Waived:
        return translated(QT_TRANSLATE_NOOP("dispatch", "已免除"));
    case TaskState::Done:
        return translated(QT_TRANSLATE_NOOP("dispatch", "已完成"));
    }
    return {};
}

QString stateWord(const State& state) {
    if (state.closed)
        return translated(QT_TRANSLATE_NOOP("dispatch", "已结案 · %1"))
            .arg(conclusionWord(state.closed->code));
    const std::size_t unsettled = state.unsettledTasks();
    if (unsettled == 0) return translated(QT_TRANSLATE_NOOP("dispatch", "处置中"));
    return translated(QT_TRANSLATE_NOOP("dispatch", "处置中 · %1 项任务未完成")).arg(unsettled);
}

QString refusalWord(std::string_view code) {
    const QString person = people::refusalWord(code);
    return person.isEmpty() ? wordOf(kRefusals, code) : person;
}

QString actWord(const Act& act, const State& incident) {
    const QString what = wordOf(kActs, act.kind);
    if (act.kind == kind::kOpened) return QStringLiteral("%1 %2").arg(what, fromUtf8(incident.number));
    if (act.kind == kind::kClosed && !act.detail.empty())
        return translated(QT_TRANSLATE_NOOP("dispatch", "%1：%2")).arg(what, conclusionWord(act.detail));
    if (act.kind == kind::kStamped && act.value >= 1 && act.value <= 4)
        return translated(QT_TRANSLATE_NOOP("dispatch", "%1：%2"))
            .arg(what, momentWord(static_cast<Moment>(act.value)));
    return what;
}

QString fieldWord(Field field) {
    const auto row = std::ranges::find(kFields, field, &std::pair<Field, const char*>::first);
    return row != kFields.end() ? translated(row->second) : QString();
}

QString valueWord(Field field, const ledger::Value& value) {
    if (field == Field::Kind && value.isText()) return kindWord(value.text());
    if (field == Field::Conclusion && value.isText()) return conclusionWord(value.text());
    if (field == Field::Grade && value.isInteger()) return gradeWord(static_cast<int>(value.integer()));
    if (field == Field::Moment && value.integer() >= 1 && value.integer() <= 4)
        return momentWord(static_cast<Moment>(value.integer()));
    if (value.isInteger()) return QString::number(value.integer());
    if (!value.isText()) return {};
    return value.text().empty() ? QStringLiteral("—") : fromUtf8(value.text());
}

QString amendmentWord(const Act& act) {
    QStringList parts;
    for (const auto& [number, value] : act.amended) {
        const auto field = static_cast<Field>(number);
        QString part = translated(QT_TRANSLATE_NOOP("dispatch", "%1：%2"))
                           .arg(fieldWord(field), valueWord(field, value));
        if (const auto was = act.overtaken.find(number); was != act.overtaken.end())
            part += translated(QT_TRANSLATE_NOOP("dispatch", "（取代了“%1”）"))
                        .arg(valueWord(field, was->second));
        parts << part;
    }
    return parts.join(QStringLiteral("；"));
}

} // namespace shouwang::dispatch
