#include "video/ui/state_words.h"

#include "shell/ui/theme.h"

#include <QCoreApplication>

namespace shouwang::video {

QString stateWord(Liveness::Kind kind) {
    switch (kind) {
    case Liveness::Kind::Live:
        return QCoreApplication::translate("video", "实时");
    case Liveness::Kind::Late:
        return QCoreApplication::translate("video", "延迟");
    case Liveness::Kind::Lost:
        return QCoreApplication::translate("video", "丢失");
    case Liveness::Kind::Waiting:
        break;
    }
    return QCoreApplication::translate("video", "等待");
}

QString stateSign(const Liveness& liveness) {
    switch (liveness.kind) {
    case Liveness::Kind::Live:
        return QStringLiteral("✓");
    case Liveness::Kind::Late:
        return QStringLiteral("◆ ") + shell::ageText(liveness.age / kSecond);
    case Liveness::Kind::Lost:
        return QStringLiteral("▲ ") + shell::ageText(liveness.age / kSecond);
    case Liveness::Kind::Waiting:
        break;
    }
    return QStringLiteral("…");
}

QString stateText(const Liveness& liveness) {
    if (liveness.kind == Liveness::Kind::Live || liveness.kind == Liveness::Kind::Waiting)
        return stateWord(liveness.kind);
    return stateWord(liveness.kind) + QLatin1Char(' ') + shell::ageText(liveness.age / kSecond);
}

} // namespace shouwang::video
