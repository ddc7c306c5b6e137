#include "sync/ui/warnings.h"

#include "shell/ui/theme.h"

#include <QCoreApplication>

namespace shouwang::sync {

namespace {

QString word(const char* text, int count = -1) {
    return QCoreApplication::translate("sync::Warnings", text, nullptr, count);
}

QString cloneText(const SeatStatus& status, const StationClone& clone, Micros now) {
    const QString since = shell::timeText(clone.since, now);
    const int commands = static_cast<int>(std::min<std::uint64_t>(clone.commands, 1'000'000));
    if (clone.seat == status.seat)
        return word(QT_TRANSLATE_N_NOOP(
                        "sync::Warnings",
                        "◆ 本席位自 %1 起同时在两台机器上使用，或席位文件来自旧副本；%n 条操作已"
                        "被隔离，没有生效。请停用其中一台，并找系统管理员为它另发席位文件。"),
                    commands)
            .arg(since);
    return word(QT_TRANSLATE_N_NOOP("sync::Warnings",
                                    "◆ %1 席自 %2 起同时在两台机器上使用，或席位文件来自旧副本；%n 条操作已被"
                                    "隔离，没有生效。请停用其中一台，并找系统管理员为它另发席位文件。"),
                commands)
        .arg(QString::fromStdString(clone.letter), since);
}

} // namespace

QStringList warnings(const SeatStatus& status, const std::vector<StationClone>& clones, Micros now) {
    QStringList texts;
    for (const StationClone& clone : clones)
        texts << cloneText(status, clone, now);
    if (status.goneUnsaved)
        texts << word(QT_TRANSLATE_NOOP(
            "sync::Warnings", "■ 本席位留存的操作已满，较早的已移出，而站点还没有备份它们：站点磁盘一旦"
                              "损坏便无法补回。请找系统管理员马上备份站点。"));
    return texts;
}

} // namespace shouwang::sync
