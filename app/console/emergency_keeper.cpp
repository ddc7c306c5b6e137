#include "console/emergency_keeper.h"

#include "base/file.h"
#include "base/log.h"
#include "console/print_form.h"

#include <QDateTime>

#include <algorithm>

namespace shouwang::console {
namespace {

constexpr int kLook_ms = 30'000;
constexpr Micros kHour = 3'600'000'000;
constexpr const char* kPrefix = "emergency-";

/// By the hour in UTC, so that no sheet takes another one's place when the clock is set back.
std::string nameOf(Micros now) {
    const Micros hour = now - now % kHour;
    return kPrefix + QDateTime::fromMSecsSinceEpoch(hour / 1000, Qt::UTC)
                         .toString(QStringLiteral("yyyyMMdd'T'HH'Z'"))
                         .toStdString();
}

void prune(const std::filesystem::path& folder, std::size_t keep) {
    std::vector<std::filesystem::path> sheets;
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
        const std::string name = entry.path().filename().string();
        const std::string end = entry.path().extension().string();
        if (name.starts_with(kPrefix) && (end == ".pdf" || end == ".txt")) sheets.push_back(entry.path());
    }
    std::ranges::sort(sheets, std::greater());
    const std::size_t most = 2 * keep;
    for (std::size_t i = most; i < sheets.size(); ++i)
        std::filesystem::remove(sheets[i], error);
}

} // namespace

Result<std::filesystem::path> writeSheet(const shell::Paper& paper, const std::filesystem::path& folder,
                                         Micros now, std::size_t keep) {
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    const std::filesystem::path base = folder / nameOf(now);
    const std::filesystem::path text = base.string() + ".txt";
    const QByteArray words = shell::paperText(paper).toUtf8();
    // The text first: it is what a bare screen can show, and needs the least.
    const ByteView bytes(reinterpret_cast<const std::uint8_t*>(words.constData()),
                         static_cast<std::size_t>(words.size()));
    if (auto written = writeFileWhole(text, bytes, 0600); !written) return tl::unexpected(written.error());
    const auto pdf = shell::paperPdf(paper);
    if (!pdf) return tl::unexpected(pdf.error());
    if (auto written = writeFileWhole(base.string() + ".pdf", *pdf, 0600); !written)
        return tl::unexpected(written.error());
    prune(folder, keep);
    return text;
}

EmergencyKeeper::EmergencyKeeper(Options options, const Clock& clock, Make make, QObject* parent)
    : QObject(parent)
    , m_options(std::move(options))
    , m_clock(clock)
    , m_make(std::move(make)) {
    m_pool.setMaxThreadCount(1);
    m_timer.setInterval(kLook_ms);
    connect(&m_timer, &QTimer::timeout, this, &EmergencyKeeper::look);
    if (!m_options.folder.empty()) m_timer.start();
}

EmergencyKeeper::~EmergencyKeeper() {
    m_pool.waitForDone();
}

void EmergencyKeeper::look() {
    // A clock that was set back is another hour as well.
    if (m_state.written && *m_state.written / kHour == m_clock.utc() / kHour && m_state.fault.isEmpty())
        return;
    writeNow();
}

void EmergencyKeeper::writeNow() {
    if (m_busy || m_options.folder.empty()) return;
    m_busy = true;
    const Micros now = m_clock.utc();
    m_pool.start([this, now, paper = m_make(), options = m_options] {
        const auto file = writeSheet(paper, options.folder, now, options.keep);
        QMetaObject::invokeMethod(this, [this, now, file] { take(now, file); });
    });
}

void EmergencyKeeper::take(Micros made, const Result<std::filesystem::path>& file) {
    m_busy = false;
    const EmergencyState before = m_state;
    if (file) {
        m_state = {made, QString::fromStdString(file->string()), {}, {}};
    } else {
        m_state.fault = writeFaultWord(m_options.folder, file.error());
        m_state.details = file.error().text;
        if (m_state.details != before.details)
            log::error("desk", "the emergency sheet was not written: {}", m_state.details);
    }
    if (m_state != before) Q_EMIT changed();
}

} // namespace shouwang::console
