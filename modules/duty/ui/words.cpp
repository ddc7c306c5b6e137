#include "duty/ui/words.h"

#include "duty/round.h"
#include "duty/ui/handover_words.h"
#include "people/ui/words.h"
#include "shell/ui/theme.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QStringList>

#include <map>

namespace shouwang::duty {

namespace {

using Words = std::map<std::string_view, const char*>;

constexpr Micros kNear = kHour; ///< before the longest: time enough to find somebody else

QString translated(const char* word) {
    return QCoreApplication::translate("duty", word);
}

QString fromUtf8(std::string_view text) {
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

QString wordOf(const Words& words, std::string_view code) {
    const auto found = words.find(code);
    // A code of a newer version is shown as it is: hiding it would be worse.
    return found == words.end() ? fromUtf8(code) : translated(found->second);
}

QString clockText(Micros utc) {
    return QDateTime::fromMSecsSinceEpoch(utc / 1000).toString(QStringLiteral("HH:mm"));
}

QString outcomeWord(std::int64_t outcome) {
    if (outcome == static_cast<int>(Outcome::Normal)) return translated(QT_TRANSLATE_NOOP("duty", "正常"));
    return translated(QT_TRANSLATE_NOOP("duty", "发现问题"));
}

QString stopCount(const ledger::Value& value) {
    return translated(QT_TRANSLATE_NOOP("duty", "%1 个点位")).arg(value.array().size());
}

} // namespace

QString equipmentWord(std::string_view code) {
    static const Words words{
        {"radio", QT_TRANSLATE_NOOP("duty", "对讲机")},
        {"body_camera", QT_TRANSLATE_NOOP("duty", "执法记录仪")},
        {"keys", QT_TRANSLATE_NOOP("duty", "钥匙")},
        {"gear", QT_TRANSLATE_NOOP("duty", "警械")},
        {"workstation", QT_TRANSLATE_NOOP("duty", "工作站")},
        {"wall", QT_TRANSLATE_NOOP("duty", "电视墙")},
    };
    return wordOf(words, code);
}

QString lineKindWord(std::string_view code) {
    static const Words words{
        {"general", QT_TRANSLATE_NOOP("duty", "一般情况")},
        {"instruction", QT_TRANSLATE_NOOP("duty", "上级指令")},
        {"report", QT_TRANSLATE_NOOP("duty", "报告")},
        {"roll_call", QT_TRANSLATE_NOOP("duty", "点名")},
        {"patrol", QT_TRANSLATE_NOOP("duty", "巡查")},
        {"visit", QT_TRANSLATE_NOOP("duty", "来访")},
        {"fault", QT_TRANSLATE_NOOP("duty", "故障")},
        {"other", QT_TRANSLATE_NOOP("duty", "其他")},
    };
    return wordOf(words, code);
}

QString findingWord(std::string_view code) {
    static const Words words{
        {"person", QT_TRANSLATE_NOOP("duty", "人员情况")}, {"order", QT_TRANSLATE_NOOP("duty", "秩序")},
        {"door", QT_TRANSLATE_NOOP("duty", "门禁")},       {"fire", QT_TRANSLATE_NOOP("duty", "消防")},
        {"camera", QT_TRANSLATE_NOOP("duty", "图像")},     {"hazard", QT_TRANSLATE_NOOP("duty", "隐患")},
        {"officer", QT_TRANSLATE_NOOP("duty", "执勤")},    {"other", QT_TRANSLATE_NOOP("duty", "其他")},
    };
    return wordOf(words, code);
}

QString patternWord(std::string_view id) {
    static const Words words{
        {"command_a", QT_TRANSLATE_NOOP("duty", "指挥中心三班制")},
        {"command_b", QT_TRANSLATE_NOOP("duty", "指挥中心24小时班")},
        {"brigade", QT_TRANSLATE_NOOP("duty", "大队24小时班")},
        {"closed_7", QT_TRANSLATE_NOOP("duty", "封闭执勤七天")},
        {"closed_14", QT_TRANSLATE_NOOP("duty", "封闭执勤十四天")},
    };
    return wordOf(words, id);
}

QString refusalWord(std::string_view code) {
    static const Words words{
        {code::kUnknownCommand, QT_TRANSLATE_NOOP("duty", "服务器版本不认识这项操作")},
        {code::kMalformed, QT_TRANSLATE_NOOP("duty", "内容不完整，请重新填写")},
        {code::kPostMissing, QT_TRANSLATE_NOOP("duty", "没有写明岗位")},
        {code::kAccountMissing, QT_TRANSLATE_NOOP("duty", "没有写明是谁")},
        {code::kOtherShift, QT_TRANSLATE_NOOP("duty", "班次与时间不符，请核对")},
        {code::kAtTwoSeats, QT_TRANSLATE_NOOP("duty", "此人同时在另一席位或岗位上岗，请核对")},
        {code::kNotOnPost, QT_TRANSLATE_NOOP("duty", "此人没有在这个岗位上岗的记录")},
        {code::kTooLongOnPost, QT_TRANSLATE_NOOP("duty", "连续在岗超过上限，请值班长安排休息")},
        {code::kEquipmentUnknown, QT_TRANSLATE_NOOP("duty", "装备不在本所目录中")},
        {code::kTextMissing, QT_TRANSLATE_NOOP("duty", "请用文字说明")},
        {code::kReasonMissing, QT_TRANSLATE_NOOP("duty", "请写明理由")},
        {code::kKindUnknown, QT_TRANSLATE_NOOP("duty", "类别不在本所目录中")},
        {code::kLineExists, QT_TRANSLATE_NOOP("duty", "同一编号已有一条记录，两条都保留")},
        {code::kUnknownLine, QT_TRANSLATE_NOOP("duty", "没有要更正的那条记录")},
        {code::kAlreadyCorrected, QT_TRANSLATE_NOOP("duty", "这条记录已有更正，两条更正都保留，请核对")},
        {code::kRoundExists, QT_TRANSLATE_NOOP("duty", "这次巡查已经开始，以先报的为准")},
        {code::kUnknownRound, QT_TRANSLATE_NOOP("duty", "没有这次巡查")},
        {code::kStopsMissing, QT_TRANSLATE_NOOP("duty", "巡查路线没有点位")},
        {code::kUnknownStop, QT_TRANSLATE_NOOP("duty", "路线上没有这个点位")},
        {code::kOutcomeUnknown, QT_TRANSLATE_NOOP("duty", "没有说明正常还是发现问题")},
        {code::kAfterEnd, QT_TRANSLATE_NOOP("duty", "巡查结束之后才报来")},
        {code::kAlreadyEnded, QT_TRANSLATE_NOOP("duty", "巡查此前已经结束")},
        {code::kStopsLeftOut, QT_TRANSLATE_NOOP("duty", "有点位没有巡查，请值班长知悉")},
    };
    for (const QString& other : {people::refusalWord(code), handoverRefusalWord(code)}) {
        if (!other.isEmpty()) return other;
    }
    return wordOf(words, code);
}

QString actWord(std::string_view kind) {
    static const Words words{
        {kind::kPostTaken, QT_TRANSLATE_NOOP("duty", "上岗")},
        {kind::kPostLeft, QT_TRANSLATE_NOOP("duty", "离岗")},
        {kind::kLineLogged, QT_TRANSLATE_NOOP("duty", "值班记录")},
        {kind::kLineCorrected, QT_TRANSLATE_NOOP("duty", "更正值班记录")},
        {kind::kRoundBegun, QT_TRANSLATE_NOOP("duty", "开始视频巡查")},
        {kind::kStopVisited, QT_TRANSLATE_NOOP("duty", "巡查点位")},
        {kind::kRoundEnded, QT_TRANSLATE_NOOP("duty", "结束视频巡查")},
    };
    const QString handover = handoverActWord(kind);
    return handover.isEmpty() ? wordOf(words, kind) : handover;
}

QString fieldWord(Field field) {
    static const std::map<Field, const char*> words{
        {Field::Account, QT_TRANSLATE_NOOP("duty", "人员")},
        {Field::Seat, QT_TRANSLATE_NOOP("duty", "席位")},
        {Field::Post, QT_TRANSLATE_NOOP("duty", "岗位")},
        {Field::Pattern, QT_TRANSLATE_NOOP("duty", "班制")},
        {Field::Start, QT_TRANSLATE_NOOP("duty", "班次开始")},
        {Field::End, QT_TRANSLATE_NOOP("duty", "班次结束")},
        {Field::Team, QT_TRANSLATE_NOOP("duty", "班组")},
        {Field::Name, QT_TRANSLATE_NOOP("duty", "名称")},
        {Field::Equipment, QT_TRANSLATE_NOOP("duty", "装备")},
        {Field::Unbroken, QT_TRANSLATE_NOOP("duty", "连续在岗自")},
        {Field::Text, QT_TRANSLATE_NOOP("duty", "内容")},
        {Field::Kind, QT_TRANSLATE_NOOP("duty", "类别")},
        {Field::Links, QT_TRANSLATE_NOOP("duty", "关联")},
        {Field::Cites, QT_TRANSLATE_NOOP("duty", "更正的记录")},
        {Field::Stops, QT_TRANSLATE_NOOP("duty", "路线")},
        {Field::Stop, QT_TRANSLATE_NOOP("duty", "点位")},
        {Field::Outcome, QT_TRANSLATE_NOOP("duty", "结果")},
        {Field::Camera, QT_TRANSLATE_NOOP("duty", "摄像机")},
        {Field::Picture, QT_TRANSLATE_NOOP("duty", "图片")},
        {Field::LeftOut, QT_TRANSLATE_NOOP("duty", "漏巡")},
        {Field::Relieved, QT_TRANSLATE_NOOP("duty", "接岗人")},
    };
    const auto found = words.find(field);
    return found == words.end() ? handoverFieldWord(field) : translated(found->second);
}

QString valueWord(Field field, const ledger::Value& value) {
    switch (field) {
    case Field::Pattern:
        return patternWord(value.text());
    case Field::Kind: {
        const QString line = lineKindWord(value.text());
        return line == fromUtf8(value.text()) ? findingWord(value.text()) : line;
    }
    case Field::Outcome:
        return outcomeWord(value.integer());
    case Field::Stops:
    case Field::LeftOut:
        return stopCount(value);
    case Field::Stop:
        return translated(QT_TRANSLATE_NOOP("duty", "第 %1 个")).arg(value.integer() + 1);
    default:
        return handoverValueWord(field, value);
    }
}

QString shiftWord(const Shift& shift, Micros now) {
    const QDateTime start = QDateTime::fromMSecsSinceEpoch(shift.start / 1000);
    const bool today = start.date() == QDateTime::fromMSecsSinceEpoch(now / 1000).date();
    const QString from = today ? clockText(shift.start) : start.toString(QStringLiteral("MM-dd HH:mm"));
    return translated(QT_TRANSLATE_NOOP("duty", "%1　%2班　%3—%4"))
        .arg(fromUtf8(shift.name), fromUtf8(shift.team), from, clockText(shift.end));
}

QString faultsWord(const std::vector<Equipment>& equipment) {
    QStringList parts;
    for (const Equipment& item : equipment) {
        if (!item.isFault()) continue;
        QString part = translated(QT_TRANSLATE_NOOP("duty", "%1 应有 %2 实有 %3"))
                           .arg(equipmentWord(item.code))
                           .arg(item.expected)
                           .arg(item.found);
        if (item.faulty) part += translated(QT_TRANSLATE_NOOP("duty", "，有故障"));
        if (!item.note.empty()) part += QStringLiteral("（%1）").arg(fromUtf8(item.note));
        parts << part;
    }
    return parts.join(QStringLiteral("；"));
}

Fatigue fatigueOf(const Posting& posting, Micros now, const FatigueRule& rule) {
    const Micros longest = longestOf(posting.pattern, rule);
    const Micros on = between(posting.unbroken, now);
    if (on > longest) return Fatigue::Over;
    return on > longest - kNear ? Fatigue::Near : Fatigue::Rested;
}

QString fatigueWord(const Posting& posting, Micros now, const FatigueRule& rule) {
    const Fatigue fatigue = fatigueOf(posting, now, rule);
    if (fatigue == Fatigue::Rested) return {};
    const QString on = shell::ageText(between(posting.unbroken, now) / kSecond);
    const Micros longest = longestOf(posting.pattern, rule) / kHour;
    const QString text = fatigue == Fatigue::Over
                             ? translated(QT_TRANSLATE_NOOP("duty", "已连续在岗 %1，超过上限 %2 小时"))
                             : translated(QT_TRANSLATE_NOOP("duty", "已连续在岗 %1，上限 %2 小时"));
    const Pattern* pattern = standardPattern(posting.pattern);
    const bool confirmed = pattern && pattern->longest > 0 ? pattern->confirmed : rule.confirmed;
    return text.arg(on).arg(longest) +
           (confirmed ? QString() : translated(QT_TRANSLATE_NOOP("duty", "（待本所核定）")));
}

} // namespace shouwang::duty
