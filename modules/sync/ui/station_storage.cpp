#include "sync/ui/station_storage.h"

#include <QCoreApplication>
#include <QStringList>

#include <cmath>

namespace shouwang::sync {

namespace {

constexpr double kSoon = 30;         // days: somebody has to plan for it
constexpr double kVerySoon = 7;      // days: today
constexpr double kFarAway = 3650;    // days: no sense in counting them
constexpr Micros kOld = 300'000'000; // older news are told with their age

QString word(const char* text, int count = -1) {
    return QCoreApplication::translate("sync::Storage", text, nullptr, count);
}

QString sizeText(std::uint64_t bytes) {
    const double mega = static_cast<double>(bytes) / 1e6;
    if (mega >= 1000) return QStringLiteral("%1 GB").arg(mega / 1000, 0, 'f', 1);
    return QStringLiteral("%1 MB").arg(mega, 0, 'f', mega < 10 ? 1 : 0);
}

QString detailsOf(const StationStorage& storage, Micros now) {
    QStringList parts;
    if (storage.freeBytes)
        parts << word(QT_TRANSLATE_NOOP("sync::Storage", "可用 %1")).arg(sizeText(*storage.freeBytes));
    if (storage.ledgerBytes)
        parts << word(QT_TRANSLATE_NOOP("sync::Storage", "账本 %1")).arg(sizeText(*storage.ledgerBytes));
    const char* reserve = storage.reserveHeld ? QT_TRANSLATE_NOOP("sync::Storage", "备用空间 %1 未动用")
                                              : QT_TRANSLATE_NOOP("sync::Storage", "备用空间 %1 已让出");
    if (storage.reserveBytes > 0) parts << word(reserve).arg(sizeText(storage.reserveBytes));
    if (now - storage.at > kOld)
        parts << word(QT_TRANSLATE_NOOP("sync::Storage", "%1前得知"))
                     .arg(shell::ageText((now - storage.at) / 1'000'000));
    return parts.join(QStringLiteral(" · "));
}

StorageWords abnormal(const QString& text, shell::Tone tone) {
    return {text, {}, tone, true};
}

StorageWords judged(const StationStorage& storage) {
    if (storage.sparing)
        return abnormal(word(QT_TRANSLATE_NOOP(
                            "sync::Storage",
                            "▲ 磁盘已满，正在动用备用空间：只记录警情和处置。请马上找系统管理员腾出空间。")),
                        shell::Tone::Critical);
    if (storage.failing)
        return abnormal(word(QT_TRANSLATE_NOOP("sync::Storage", "▲ 站点写入磁盘失败。请马上找系统管理员。")),
                        shell::Tone::Critical);
    const int days = static_cast<int>(std::floor(storage.daysLeft.value_or(kFarAway)));
    if (days < kVerySoon)
        return abnormal(
            word(QT_TRANSLATE_N_NOOP("sync::Storage", "◆ 磁盘只够约 %n 天。请今天找系统管理员。"), days),
            shell::Tone::High);
    if (!storage.reserveHeld)
        return abnormal(
            word(QT_TRANSLATE_NOOP("sync::Storage", "◆ 没有备用空间：磁盘余量不够留出。请找系统管理员。")),
            shell::Tone::High);
    if (storage.logLarge)
        return abnormal(word(QT_TRANSLATE_NOOP("sync::Storage",
                                               "■ 账本日志已有 %1：备份、核验或新席位的首次同步一直在读，"
                                               "读完后自动收回。仍在增长时请找系统管理员。"))
                            .arg(sizeText(storage.logBytes)),
                        shell::Tone::Medium);
    if (days < kSoon)
        return abnormal(
            word(QT_TRANSLATE_N_NOOP("sync::Storage", "■ 磁盘还够约 %n 天。请安排清理或扩容。"), days),
            shell::Tone::Medium);
    if (!storage.daysLeft)
        return {word(QT_TRANSLATE_NOOP("sync::Storage", "✓ 充足；记录还太少，推算不出天数")), {}};
    if (days >= kFarAway) return {word(QT_TRANSLATE_NOOP("sync::Storage", "✓ 充足，够十年以上")), {}};
    return {word(QT_TRANSLATE_N_NOOP("sync::Storage", "✓ 充足，照近几天的用量还够约 %n 天"), days), {}};
}

} // namespace

StorageWords storageWords(const std::optional<StationStorage>& storage, Micros now) {
    if (!storage)
        return {word(QT_TRANSLATE_NOOP("sync::Storage", "尚未得知，连上站点后显示")), {}, shell::Tone::Muted};
    StorageWords words = judged(*storage);
    words.details = detailsOf(*storage, now);
    return words;
}

} // namespace shouwang::sync
