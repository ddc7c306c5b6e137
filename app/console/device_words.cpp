#include "console/device_words.h"

#include "shell/ui/theme.h"

#include <QCoreApplication>
#include <QStringList>

#include <utility>

namespace shouwang::console {
namespace {

constexpr Micros kFresh = 600'000'000; // an odd message of the last ten minutes is worth a look

QString word(const char* text) {
    return QCoreApplication::translate("console::Devices", text);
}

QString sinceText(const char* text, const std::optional<Micros>& since, Micros now) {
    return word(text).arg(since ? shell::timeText(*since, now) : QStringLiteral("—"));
}

QString kindWord(const std::string& kind) {
    static const std::pair<const char*, const char*> words[] = {
        {"unknown_device", QT_TRANSLATE_NOOP("console::Devices", "未知设备")},
        {"unknown_point", QT_TRANSLATE_NOOP("console::Devices", "未知点位")},
        {"oversized", QT_TRANSLATE_NOOP("console::Devices", "超长")},
        {"duplicate", QT_TRANSLATE_NOOP("console::Devices", "重复")},
        {"out_of_order", QT_TRANSLATE_NOOP("console::Devices", "乱序")},
        {"clock_suspect", QT_TRANSLATE_NOOP("console::Devices", "时间异常")},
    };
    for (const auto& [known, text] : words)
        if (kind == known) return word(text);
    return word(QT_TRANSLATE_NOOP("console::Devices", "格式错误"));
}

QString countsText(const StationDevices& station) {
    QStringList parts;
    const auto add = [&parts](const char* kind, std::uint64_t count) {
        parts << QStringLiteral("%1 %2").arg(kindWord(kind)).arg(count);
    };
    add("unknown_device", station.unknownDevice);
    if (station.unknownPoint > 0) add("unknown_point", station.unknownPoint);
    add("malformed", station.malformed);
    add("oversized", station.oversized);
    add("duplicate", station.duplicate);
    add("out_of_order", station.outOfOrder);
    add("clock_suspect", station.clockSuspect);
    return parts.join(QStringLiteral(" · "));
}

QString lastText(const StationDevices& station, Micros now) {
    QStringList parts;
    if (station.last) {
        const QString device = QString::fromStdString(station.last->device);
        parts << word(QT_TRANSLATE_NOOP("console::Devices", "最近一次：%1　%2　%3"))
                     .arg(shell::timeText(station.last->at, now), kindWord(station.last->kind),
                          device.isEmpty() ? QStringLiteral("—") : device);
    }
    if (station.lastUnknown && station.lastUnknown != station.last)
        parts << word(QT_TRANSLATE_NOOP("console::Devices", "最近的未知设备：%1　%2"))
                     .arg(QString::fromStdString(station.lastUnknown->device),
                          shell::timeText(station.lastUnknown->at, now));
    return parts.join(QLatin1Char('\n'));
}

} // namespace

DeviceWords deviceLinkWords(bool reached, const std::optional<StationDevices>& station,
                            const std::optional<Micros>& ownLost, Micros now) {
    using Link = StationDevices::Link;
    const bool down = reached && station && station->link == Link::Down;
    QStringList details;
    if (down) {
        details << sinceText(QT_TRANSLATE_NOOP("console::Devices", "站点自 %1 起收不到设备信号。"),
                             station->since, now);
        details << (ownLost
                        ? word(QT_TRANSLATE_NOOP("console::Devices",
                                                 "按钮和探测器报警可能到不了，请用电话或对讲确认各点。"))
                        : word(QT_TRANSLATE_NOOP("console::Devices", "本席位仍能收到按钮报警并代为上报。")));
    }
    if (ownLost)
        details << sinceText(QT_TRANSLATE_NOOP("console::Devices", "本席位自 %1 起收不到设备信号。"), ownLost,
                             now);
    if (down)
        return {word(QT_TRANSLATE_NOOP("console::Devices", "▲ 设备链路中断")),
                details.join(QLatin1Char('\n')), true};
    if (ownLost)
        return {word(QT_TRANSLATE_NOOP("console::Devices", "▲ 本席设备链路中断")),
                details.join(QLatin1Char('\n')), true};
    if (!reached || !station)
        return {word(QT_TRANSLATE_NOOP("console::Devices", "设备链路：尚未得知，连上站点后显示")), {}, false};
    if (station->link == Link::None)
        return {word(QT_TRANSLATE_NOOP("console::Devices", "设备链路：站点没有接设备")), {}, false};
    return {sinceText(QT_TRANSLATE_NOOP("console::Devices", "✓ 设备链路正常，自 %1"), station->since, now),
            {},
            false};
}

DeviceWords oddMessageWords(const std::optional<StationDevices>& station, Micros now) {
    if (!station) return {};
    if (station->odd() == 0)
        return {word(QT_TRANSLATE_NOOP("console::Devices", "✓ 没有异常的设备消息")), {}, false};
    const bool fresh = station->last && now - station->last->at < kFresh;
    const QString text =
        word(QT_TRANSLATE_NOOP("console::Devices", "设备消息异常：%1")).arg(countsText(*station));
    return {fresh ? QStringLiteral("■ ") + text : text, lastText(*station, now), fresh};
}

} // namespace shouwang::console
