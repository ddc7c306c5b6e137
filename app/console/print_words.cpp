#include "console/print_words.h"

#include <QCoreApplication>

#include <map>

namespace shouwang::console {
namespace {

using Words = std::map<std::string_view, const char*>;

QString word(const char* text) {
    return QCoreApplication::translate("console::Write", text);
}

QString wordOf(const Words& words, std::string_view code) {
    const auto found = words.find(code);
    return found == words.end() ? QString() : word(found->second);
}

} // namespace

QString printGroundWord(const std::string& ground) {
    static const Words words{
        {"archive", QT_TRANSLATE_NOOP("console::Write", "归档")},
        {"report_up", QT_TRANSLATE_NOOP("console::Write", "上报")},
        {"inquiry", QT_TRANSLATE_NOOP("console::Write", "核查处理")},
        {"transfer", QT_TRANSLATE_NOOP("console::Write", "移送有关机关")},
        {"handover", QT_TRANSLATE_NOOP("console::Write", "交接班")},
        {reports::kOtherGround, QT_TRANSLATE_NOOP("console::Write", "其他")},
    };
    const QString known = wordOf(words, ground);
    return known.isEmpty() ? QString::fromStdString(ground) : known;
}

QString printRefusalWord(std::string_view code) {
    namespace code_ = reports::code;
    static const Words words{
        {code_::kMalformed, QT_TRANSLATE_NOOP("console::Write", "打印记录不完整")},
        {code_::kReasonMissing, QT_TRANSLATE_NOOP("console::Write", "打印没有写明事由")},
        {code_::kSecondMissing, QT_TRANSLATE_NOOP("console::Write", "带录像画面的打印须第二人签名")},
        {code_::kSecondSame, QT_TRANSLATE_NOOP("console::Write", "第二人须是另一个账号")},
        {code_::kSecondNotAllowed, QT_TRANSLATE_NOOP("console::Write", "第二人无权批准打印录像画面")},
        {code_::kSecondUnproved, QT_TRANSLATE_NOOP("console::Write", "第二人的签名核验不通过")},
    };
    return wordOf(words, code);
}

QString printFieldWord(reports::Field field) {
    switch (field) {
    case reports::Field::Ground:
        return word(QT_TRANSLATE_NOOP("console::Write", "事由"));
    case reports::Field::File:
        return word(QT_TRANSLATE_NOOP("console::Write", "文件"));
    case reports::Field::Pictures:
        return word(QT_TRANSLATE_NOOP("console::Write", "录像画面"));
    default:
        return {};
    }
}

QString printValueWord(reports::Field field, const ledger::Value& value) {
    if (field == reports::Field::Ground) return printGroundWord(value.text());
    if (field == reports::Field::Pictures)
        return word(QT_TRANSLATE_NOOP("console::Write", "%1 幅")).arg(value.integer());
    return {};
}

} // namespace shouwang::console
