#include "drill/ui/words.h"

#include "shell/ui/theme.h"

#include <QCoreApplication>

#include <map>

namespace shouwang::drill {

namespace {

using Words = std::map<std::string_view, const char*>;

QString translated(const char* word, int count = -1) {
    return QCoreApplication::translate("drill", word, nullptr, count);
}

QString wordOf(const Words& words, std::string_view code) {
    const auto found = words.find(code);
    // A code of a newer version is shown as it is: hiding it would be worse.
    if (found == words.end()) return QString::fromUtf8(code.data(), static_cast<qsizetype>(code.size()));
    return translated(found->second);
}

} // namespace

QString refusalWord(std::string_view code) {
    static const Words words{
        {code::kUnknownCommand, QT_TRANSLATE_NOOP("drill", "服务器版本不认识这项操作")},
        {code::kMalformed, QT_TRANSLATE_NOOP("drill", "内容不完整")},
        {code::kNameMissing, QT_TRANSLATE_NOOP("drill", "请填写演练名称")},
        {code::kReasonMissing, QT_TRANSLATE_NOOP("drill", "请写明事由")},
        {code::kSecondMissing, QT_TRANSLATE_NOOP("drill", "需要第二人用本人密码确认")},
        {code::kSamePerson, QT_TRANSLATE_NOOP("drill", "第二人不能是本人")},
        {code::kSecondNotAllowed, QT_TRANSLATE_NOOP("drill", "第二人须是值班长或值班所领导")},
        {code::kBadSignature, QT_TRANSLATE_NOOP("drill", "第二人的签名无效，请重新确认")},
        {code::kEndInPast, QT_TRANSLATE_NOOP("drill", "计划结束时间须在现在以后")},
        {code::kTooLong, QT_TRANSLATE_NOOP("drill", "一次演练最长 24 小时")},
        {code::kItemAfterEnd, QT_TRANSLATE_NOOP("drill", "清单中有晚于计划结束时间的项目")},
        {code::kTooManyItems, QT_TRANSLATE_NOOP("drill", "清单最多 100 项")},
        {code::kPointUnknown, QT_TRANSLATE_NOOP("drill", "请选择报警点")},
        {code::kAnotherRuns, QT_TRANSLATE_NOOP("drill", "另一场演练正在进行，请先结束它")},
        {code::kAlreadyStarted, QT_TRANSLATE_NOOP("drill", "这场演练已经开始")},
        {code::kUnknownExercise, QT_TRANSLATE_NOOP("drill", "没有这场演练")},
        {code::kNotRunning, QT_TRANSLATE_NOOP("drill", "这场演练已经结束")},
    };
    return wordOf(words, code);
}

QString actWord(std::string_view kind) {
    static const Words words{
        {kind::kStarted, QT_TRANSLATE_NOOP("drill", "开始演练")},
        {kind::kRaised, QT_TRANSLATE_NOOP("drill", "发出演练警情")},
        {kind::kLeftOut, QT_TRANSLATE_NOOP("drill", "演练警情过时未发")},
        {kind::kStopped, QT_TRANSLATE_NOOP("drill", "结束演练")},
        {kind::kAborted, QT_TRANSLATE_NOOP("drill", "中止演练")},
    };
    return wordOf(words, kind);
}

QString fieldWord(Field field) {
    switch (field) {
    case Field::Name:
        return translated(QT_TRANSLATE_NOOP("drill", "名称"));
    case Field::PlannedEnd:
        return translated(QT_TRANSLATE_NOOP("drill", "计划结束"));
    case Field::Items:
        return translated(QT_TRANSLATE_NOOP("drill", "清单"));
    case Field::Second:
        return translated(QT_TRANSLATE_NOOP("drill", "第二人"));
    case Field::Item:
        return translated(QT_TRANSLATE_NOOP("drill", "项目"));
    case Field::Point:
        return translated(QT_TRANSLATE_NOOP("drill", "报警点"));
    case Field::Note:
        return translated(QT_TRANSLATE_NOOP("drill", "说明"));
    case Field::Alarm:
        return translated(QT_TRANSLATE_NOOP("drill", "警情"));
    case Field::Register: // of the ledger's own: which range a start has read
        break;
    }
    return {};
}

QString valueWord(Field field, const ledger::Value& value, Micros now) {
    switch (field) {
    case Field::PlannedEnd:
        return shell::timeText(value.integer(), now);
    case Field::Items:
        return translated(QT_TRANSLATE_N_NOOP("drill", "%n 项"), static_cast<int>(value.array().size()));
    case Field::Second: {
        const auto second = people::proofFrom(value);
        return second ? QString::fromStdString(second->account) : QString();
    }
    case Field::Point:
        return QString::fromStdString(ledger::field(value.map(), alarms::Field::Name).text());
    default:
        return {};
    }
}

QString itemStateWord(Item::State state) {
    switch (state) {
    case Item::State::Raised:
        return translated(QT_TRANSLATE_NOOP("drill", "已发出"));
    case Item::State::LeftOut:
        return translated(QT_TRANSLATE_NOOP("drill", "过时未发"));
    case Item::State::Waiting:
        break;
    }
    return translated(QT_TRANSLATE_NOOP("drill", "等待"));
}

QString runningWord(const State& exercise, Micros now) {
    const QString name = QString::fromStdString(exercise.name);
    const QString word = translated(QT_TRANSLATE_NOOP("drill", "演练 %1")).arg(name);
    if (now <= exercise.plannedEnd) return word;
    const auto minutes = static_cast<int>((now - exercise.plannedEnd) / 60'000'000);
    return word + translated(QT_TRANSLATE_N_NOOP("drill", "（超过计划 %n 分钟）"), minutes);
}

QString endingWord(const State& exercise, Micros now) {
    if (!exercise.ended) return translated(QT_TRANSLATE_NOOP("drill", "进行中"));
    const Ending& ended = *exercise.ended;
    const QString word = ended.aborted ? translated(QT_TRANSLATE_NOOP("drill", "已中止 %1"))
                                       : translated(QT_TRANSLATE_NOOP("drill", "已结束 %1"));
    return word.arg(shell::timeText(ended.by.at, now));
}

QString afterWord(Micros after) {
    if (after < 0) return translated(QT_TRANSLATE_NOOP("drill", "手动"));
    return translated(QT_TRANSLATE_NOOP("drill", "第 %1 秒")).arg(after / 1'000'000);
}

} // namespace shouwang::drill
