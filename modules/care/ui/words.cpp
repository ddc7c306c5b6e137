#include "care/ui/words.h"

#include <QCoreApplication>

#include <map>

namespace shouwang::care {

namespace {

using Words = std::map<std::string_view, const char*>;

QString translated(const char* word) {
    return QCoreApplication::translate("care", word);
}

QString wordOf(const Words& words, std::string_view code) {
    const auto found = words.find(code);
    // A code of a newer version is shown as it is: hiding it would be worse.
    if (found == words.end()) return QString::fromUtf8(code.data(), static_cast<qsizetype>(code.size()));
    return translated(found->second);
}

} // namespace

QString whereWord(Where where) {
    switch (where) {
    case Where::InZone:
        return translated(QT_TRANSLATE_NOOP("care", "在区"));
    case Where::Out:
        return translated(QT_TRANSLATE_NOOP("care", "离所"));
    case Where::Missing:
        return translated(QT_TRANSLATE_NOOP("care", "下落不明"));
    case Where::Gone:
        return translated(QT_TRANSLATE_NOOP("care", "已出所"));
    case Where::Unknown:
        break;
    }
    return translated(QT_TRANSLATE_NOOP("care", "未登记"));
}

QString kindWord(std::string_view kind) {
    static const Words words{
        {"hospital", QT_TRANSLATE_NOOP("care", "离所就医")},
        {"medical_leave", QT_TRANSLATE_NOOP("care", "所外就医")},
        {"home_visit", QT_TRANSLATE_NOOP("care", "外出探视")},
        {"court", QT_TRANSLATE_NOOP("care", "出庭")},
        {"other", QT_TRANSLATE_NOOP("care", "其他")},
        {"released", QT_TRANSLATE_NOOP("care", "解除")},
        {"transferred", QT_TRANSLATE_NOOP("care", "转所")},
        {"died", QT_TRANSLATE_NOOP("care", "死亡")},
    };
    return wordOf(words, kind);
}

QString refusalWord(std::string_view code) {
    static const Words words{
        {code::kUnknownCommand, QT_TRANSLATE_NOOP("care", "服务器版本不认识这项操作")},
        {code::kMalformed, QT_TRANSLATE_NOOP("care", "编号或去向不明，未计入名册")},
        {code::kUnknownPerson, QT_TRANSLATE_NOOP("care", "名册中没有这个编号，请核对编号")},
        {code::kAlreadyReceived, QT_TRANSLATE_NOOP("care", "此前已登记，且登记内容不同，仍以原登记为准")},
        {code::kHasDeparted, QT_TRANSLATE_NOOP("care", "名册中此人已出所")},
        {code::kIsOut, QT_TRANSLATE_NOOP("care", "名册中此人离所未归，已按现场所见记为在区")},
        {code::kAlreadyOut, QT_TRANSLATE_NOOP("care", "名册中此人已经离所，已按新的去向记录")},
        {code::kNotOut, QT_TRANSLATE_NOOP("care", "名册中此人并未离所，已按现场所见记录")},
        {code::kIsMissing, QT_TRANSLATE_NOOP("care", "此人下落不明：确已找到时，请报“已找到”")},
        {code::kNotMissing, QT_TRANSLATE_NOOP("care", "此前没有报告此人下落不明")},
        {code::kKindUnknown, QT_TRANSLATE_NOOP("care", "去向不在目录中")},
        {code::kReasonMissing, QT_TRANSLATE_NOOP("care", "没有写明事由")},
    };
    return wordOf(words, code);
}

QString actWord(std::string_view kind) {
    static const Words words{
        {kind::kReceived, QT_TRANSLATE_NOOP("care", "登记入所")},
        {kind::kAssigned, QT_TRANSLATE_NOOP("care", "调整编区")},
        {kind::kMoved, QT_TRANSLATE_NOOP("care", "临时流动")},
        {kind::kLeft, QT_TRANSLATE_NOOP("care", "离所")},
        {kind::kCameBack, QT_TRANSLATE_NOOP("care", "归所")},
        {kind::kDeparted, QT_TRANSLATE_NOOP("care", "出所")},
        {kind::kMissed, QT_TRANSLATE_NOOP("care", "报告下落不明")},
        {kind::kFound, QT_TRANSLATE_NOOP("care", "报告已找到")},
    };
    return wordOf(words, kind);
}

QString fieldWord(Field field) {
    switch (field) {
    case Field::Number:
        return translated(QT_TRANSLATE_NOOP("care", "编号"));
    case Field::Zone:
        return translated(QT_TRANSLATE_NOOP("care", "区域"));
    case Field::Woman:
        return translated(QT_TRANSLATE_NOOP("care", "女性"));
    case Field::Kind:
        return translated(QT_TRANSLATE_NOOP("care", "去向"));
    case Field::Register:
        return translated(QT_TRANSLATE_NOOP("care", "名册"));
    }
    return {};
}

QString valueWord(Field field, const ledger::Value& value) {
    if (field == Field::Kind) return kindWord(value.text());
    if (field == Field::Woman)
        return translated(value.integer() != 0 ? QT_TRANSLATE_NOOP("care", "是")
                                               : QT_TRANSLATE_NOOP("care", "否"));
    if (field == Field::Register) return translated(QT_TRANSLATE_NOOP("care", "人员流动名册"));
    return {};
}

} // namespace shouwang::care
