#include "evidence/ui/clip_rows.h"

#include <QCoreApplication>

#include <algorithm>

namespace shouwang::evidence {

namespace {

QString word(const char* text) {
    return QCoreApplication::translate("evidence", text);
}

QString streamWord(const std::string& stream) {
    if (stream == "main") return word(QT_TRANSLATE_NOOP("evidence", "主码流"));
    if (stream == "sub") return word(QT_TRANSLATE_NOOP("evidence", "子码流"));
    return word(QT_TRANSLATE_NOOP("evidence", "主、子码流"));
}

QString sizeText(std::int64_t bytes) {
    return QStringLiteral("%1 MB").arg(static_cast<double>(bytes) / 1'000'000.0, 0, 'f', 1);
}

QString nameOf(const std::function<QString(const std::string&)>& names, const std::string& camera) {
    return names ? names(camera) : QString::fromStdString(camera);
}

ClipRow rowOf(const Clip& clip, Micros now, const ClipNames& names) {
    ClipRow row;
    row.state = clip.gap.empty() ? ClipState::Sealed : ClipState::Incomplete;
    row.camera = nameOf(names.camera, clip.camera);
    row.span = QStringLiteral("%1–%2 · %3 · %4")
                   .arg(shell::timeText(clip.from, now), shell::timeText(clip.until, now).right(8),
                        streamWord(clip.stream), sizeText(clip.size));
    row.file = QString::fromStdString(clip.file);
    row.hash = QString::fromStdString(toHex(ByteView(clip.sha256)));
    row.seat = names.seat ? names.seat(clip.seat) : QString();
    row.gap = QString::fromStdString(clip.gap);
    return row;
}

} // namespace

std::vector<ClipRow> clipRows(const std::optional<Pin>& pin, const std::vector<Clip>& clips, Micros now,
                              const ClipNames& names) {
    std::vector<ClipRow> rows;
    const auto add = [&](const auto& wanted) {
        const std::size_t before = rows.size();
        for (const Clip& clip : clips) {
            if (wanted(clip.camera)) rows.push_back(rowOf(clip, now, names));
        }
        return rows.size() > before;
    };
    const std::vector<std::string> cameras = pin ? pin->cameras : std::vector<std::string>();
    for (const std::string& camera : cameras) {
        if (add([&](const std::string& of) { return of == camera; })) continue;
        ClipRow row;
        row.state = now <= pin->until + kSealGrace ? ClipState::Running : ClipState::Missing;
        row.camera = nameOf(names.camera, camera);
        rows.push_back(std::move(row));
    }
    add([&](const std::string& of) { return std::ranges::find(cameras, of) == cameras.end(); });
    return rows;
}

QString clipStateWord(ClipState state) {
    switch (state) {
    case ClipState::Sealed:
        return word(QT_TRANSLATE_NOOP("evidence", "✓ 已封存"));
    case ClipState::Incomplete:
        return word(QT_TRANSLATE_NOOP("evidence", "◆ 不完整"));
    case ClipState::Running:
        return word(QT_TRANSLATE_NOOP("evidence", "… 录制中"));
    case ClipState::Missing:
        break;
    }
    return word(QT_TRANSLATE_NOOP("evidence", "▲ 没有保存"));
}

shell::Tone clipStateTone(ClipState state) {
    switch (state) {
    case ClipState::Incomplete:
        return shell::Tone::High;
    case ClipState::Missing:
        return shell::Tone::Critical;
    case ClipState::Sealed:
    case ClipState::Running:
        break;
    }
    return shell::Tone::Muted; // calm while all is well
}

} // namespace shouwang::evidence
