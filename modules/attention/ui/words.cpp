#include "attention/ui/words.h"

#include <QCoreApplication>
#include <QStringList>

#include <map>

namespace shouwang::attention {

namespace {

QString translated(const char* word) {
    return QCoreApplication::translate("attention", word);
}

QString wordOf(const std::map<std::string_view, const char*>& words, std::string_view code) {
    const auto found = words.find(code);
    // A code of a newer version is shown as it is: hiding it would be worse.
    if (found == words.end()) return QString::fromUtf8(code.data(), static_cast<qsizetype>(code.size()));
    return translated(found->second);
}

QString plain(const ledger::Value& value) {
    if (value.isText()) return QString::fromStdString(value.text());
    if (value.isInteger()) return QString::number(value.integer());
    if (value.isBytes())
        return QString::fromStdString(
            toHex(ByteView(value.bytes()).first(std::min<std::size_t>(8, value.bytes().size()))));
    return QStringLiteral("…");
}

} // namespace

QString causeWord(Cause cause) {
    return cause == Cause::Refused ? translated(QT_TRANSLATE_NOOP("attention", "▲ 站点未接受"))
                                   : translated(QT_TRANSLATE_NOOP("attention", "◆ 存疑"));
}

QString outcomeWord(std::string_view outcome) {
    static const std::map<std::string_view, const char*> words{
        {"repeated", QT_TRANSLATE_NOOP("attention", "已重新办理")},
        {"dropped", QT_TRANSLATE_NOOP("attention", "不再需要")},
        {"confirmed", QT_TRANSLATE_NOOP("attention", "情况属实")},
        {"corrected", QT_TRANSLATE_NOOP("attention", "已另行更正")},
        {"other", QT_TRANSLATE_NOOP("attention", "其他")},
    };
    return wordOf(words, outcome);
}

QString refusalWord(std::string_view code) {
    static const std::map<std::string_view, const char*> words{
        {code::kUnknownItem, QT_TRANSLATE_NOOP("attention", "没有这一项")},
        {code::kOtherCause, QT_TRANSLATE_NOOP("attention", "处理的不是所见的那一项")},
        {code::kAlreadySettled, QT_TRANSLATE_NOOP("attention", "此前已有人处理，以先处理的为准")},
        {code::kOutcomeUnknown, QT_TRANSLATE_NOOP("attention", "请选择处理结果")},
        {code::kNoteMissing, QT_TRANSLATE_NOOP("attention", "请说明如何处理")},
        {"ledger.recovered", QT_TRANSLATE_NOOP("attention", "站点用备份恢复后，由席位补报")},
        {"ledger.unknown_kind", QT_TRANSLATE_NOOP("attention", "站点的版本还不认识这种操作")},
        {"ledger.exercise_moves_nothing", QT_TRANSLATE_NOOP("attention", "演练不驱动真实设备")},
        {"ledger.clock_off", QT_TRANSLATE_NOOP("attention", "所报时间与站点时钟相差过大")},
    };
    return wordOf(words, code);
}

QString Names::actOf(const State& item) const {
    const QString word = act ? act(item.kind) : QString::fromStdString(item.kind);
    switch (item.mode) { // its frame is a colour, and a colour is not alone
    case ledger::Mode::Real:
        return word;
    case ledger::Mode::Drill:
        return translated(QT_TRANSLATE_NOOP("attention", "演练 · %1")).arg(word);
    case ledger::Mode::Test:
        return translated(QT_TRANSLATE_NOOP("attention", "测试 · %1")).arg(word);
    }
    return word;
}

QString Names::whyOf(const State& item) const {
    QStringList words;
    for (const std::string& code : item.codes)
        words << (refusal ? refusal(code) : refusalWord(code));
    return words.join(QStringLiteral("；"));
}

QString Names::whoOf(const State& item) const {
    const QString name = person ? person(item.actor) : QString::fromStdString(item.actor);
    QStringList words{name};
    if (post && !item.post.empty()) words << post(item.post);
    if (seat && !item.seat.isNull()) words << seat(item.seat);
    words.removeAll(QString());
    return words.join(QStringLiteral(" · "));
}

QString Names::fieldOf(const State& item, std::int64_t number) const {
    const QString name = field ? field(item.kind, number) : QString();
    return name.isEmpty() ? translated(QT_TRANSLATE_NOOP("attention", "字段 %1")).arg(number) : name;
}

QString Names::valueOf(const State& item, std::int64_t number, const ledger::Map& from) const {
    const auto found = from.find(number);
    if (found == from.end()) return QStringLiteral("—");
    const QString word = value ? value(item.kind, number, found->second) : QString();
    return word.isEmpty() ? plain(found->second) : word;
}

} // namespace shouwang::attention
