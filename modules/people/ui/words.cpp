#include "people/ui/words.h"

#include <QCoreApplication>

#include <map>

namespace shouwang::people {

QString refusalWord(std::string_view code) {
    static const std::map<std::string_view, const char*> words{
        {"people.not_signed_on", QT_TRANSLATE_NOOP("people", "操作人当时没有在该席位登录")},
        {"people.not_allowed", QT_TRANSLATE_NOOP("people", "操作人没有这项权限")},
        {"people.bad_signature", QT_TRANSLATE_NOOP("people", "登录的签名不对")},
        {"people.unknown_kind", QT_TRANSLATE_NOOP("people", "服务器版本不认识这项操作")},
    };
    const auto word = words.find(code);
    return word == words.end() ? QString() : QCoreApplication::translate("people", word->second);
}

} // namespace shouwang::people
