#include "people/ui/sign_on.h"

#include <QCoreApplication>

namespace shouwang::people {

QString roleWord(Role role) {
    const auto word = [](const char* text) { return QCoreApplication::translate("people::Role", text); };
    switch (role) {
    case Role::Operator:
        return word(QT_TRANSLATE_NOOP("people::Role", "值班员"));
    case Role::ShiftLeader:
        return word(QT_TRANSLATE_NOOP("people::Role", "值班长"));
    case Role::Commander:
        return word(QT_TRANSLATE_NOOP("people::Role", "值班所领导"));
    case Role::Brigade:
        return word(QT_TRANSLATE_NOOP("people::Role", "大队民警"));
    case Role::Medical:
        return word(QT_TRANSLATE_NOOP("people::Role", "医务人员"));
    case Role::Supervisor:
        return word(QT_TRANSLATE_NOOP("people::Role", "督察"));
    case Role::Admin:
        return word(QT_TRANSLATE_NOOP("people::Role", "系统管理员"));
    }
    return {};
}

} // namespace shouwang::people
