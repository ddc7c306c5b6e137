#include "console/diagnostics.h"

#include "base/file.h"
#include "base/log.h"
#include "console/desk.h"
#include "console/settings.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QGuiApplication>
#include <QScreen>
#include <QStorageInfo>
#include <QSysInfo>

#include <algorithm>
#include <array>
#include <cctype>
#include <fmt/format.h>
#include <regex>
#include <thread>

namespace shouwang::console {
namespace {

constexpr const char* kGone = "[...]";
constexpr std::size_t kShortest = 3; ///< of a known word: shorter ones would eat the log

std::string withoutForeign(const std::string& line) {
    std::string out;
    bool gone = false;
    for (const char c : line) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte >= 0x20 && byte < 0x7F) {
            out.push_back(c);
            gone = false;
        } else if (!std::exchange(gone, true)) {
            out += kGone;
        }
    }
    return out;
}

struct Rule {
    std::regex what;
    const char* with;
};

const std::vector<Rule>& rules() {
    const auto flags = std::regex::icase | std::regex::optimize;
    static const std::vector<Rule> kRules{
        // The password may itself hold '@' and '/': up to the last '@' of the word.
        {std::regex(R"(([a-z][a-z0-9+.-]*://)[^\s"']*@)", flags), "$1[...]@"},
        {std::regex(R"((authorization|bearer|basic|digest)([:= ]+)([^\n]*))", flags), "$1$2[...]"},
        {std::regex(
             R"re(((?:pass(?:word|wd|phrase)?|pwd|secret|token|key|user(?:name)?|account|actor|officer|name)["']?\s*[:=]\s*)("[^"]*"|'[^']*'|[^\s,;&]+))re",
             flags),
         "$1[...]"},
        {std::regex(R"('[^']*'|"[^"]*")"), "[...]"}, // what is quoted was typed by somebody or read somewhere
        {std::regex(R"(\b[A-Z]{1,4}\d{2}-\d{3,}\b)"), kGone}, // QH26-0001
        {std::regex(R"(\b\d{15,18}[0-9Xx]?\b)"), kGone},      // of an identity card
        {std::regex(R"([A-Za-z0-9+/_=-]{24,})"), kGone},
        {std::regex(R"(/home/[^/\s]+)"), "/home/[...]"},
    };
    return kRules;
}

bool isWord(char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
}

/// As a word of its own: an account "li" must not eat "alive".
void takeOut(std::string& line, const std::string& known) {
    for (std::size_t at = line.find(known); at != std::string::npos; at = line.find(known, at)) {
        const std::size_t end = at + known.size();
        const bool begins = at == 0 || !isWord(line[at - 1]);
        const bool ends = end == line.size() || !isWord(line[end]);
        if (begins && ends)
            line.replace(at, known.size(), kGone);
        else
            ++at;
    }
}

std::string linesOf(const std::map<std::string, std::string>& values) {
    std::string out;
    for (const auto& [key, value] : values)
        out += fmt::format("{}: {}\n", key, value);
    return out;
}

std::map<std::string, std::string> countersOf(const sync::SeatStatus& status) {
    const sync::SeatCounters& counts = status.counters;
    const std::array<std::pair<const char*, std::uint64_t>, 22> all{
        {{"submitted", counts.submitted},
         {"refused", counts.refused},
         {"verdicts", counts.verdicts},
         {"facts", counts.facts},
         {"batches", counts.batches},
         {"bad_batches", counts.badBatches},
         {"decided_again", counts.decidedAgain},
         {"connects", counts.connects},
         {"link_failures", counts.linkFailures},
         {"watchdogs", counts.watchdogs},
         {"storage_errors", counts.storageErrors},
         {"reopened", counts.reopened},
         {"faults", counts.faults},
         {"purged", counts.purged},
         {"pruned", counts.pruned},
         {"pruned_early", counts.prunedEarly},
         {"outbox", status.outbox},
         {"needs_attention", status.needsAttention},
         {"cursor_number", status.cursor.number},
         {"cursor_epoch", status.cursor.epoch},
         {"head_number", status.head.number},
         {"link_state", static_cast<std::uint64_t>(status.state)}}};
    std::map<std::string, std::string> lines;
    for (const auto& [name, value] : all)
        lines[name] = std::to_string(value);
    lines["clock_offset_us"] = std::to_string(status.clockOffset.count());
    lines["storage_open"] = status.storageOpen ? "yes" : "no";
    return lines;
}

TarFile fileOf(const char* name, const std::string& text) {
    return {name, toBytes(view(text))};
}

void addDisk(std::map<std::string, std::string>& health, const std::filesystem::path& folder) {
    const QStorageInfo disk(QString::fromStdString(folder.parent_path().string()));
    if (!disk.isValid()) return;
    health["disk_free_bytes"] = std::to_string(disk.bytesAvailable());
    health["disk_total_bytes"] = std::to_string(disk.bytesTotal());
    health["disk_file_system"] = disk.fileSystemType().toStdString();
}

void addDevices(std::map<std::string, std::string>& health, const DeskData& known) {
    health["own_devices_heard"] = known.ownDevicesLost ? "no" : "yes";
    if (!known.devices) return;
    const StationDevices& devices = *known.devices;
    health["station_devices_link"] = std::to_string(static_cast<int>(devices.link));
    health["station_devices_odd"] = std::to_string(devices.odd());
    health["station_devices_malformed"] = std::to_string(devices.malformed);
    health["station_devices_unknown"] = std::to_string(devices.unknownDevice + devices.unknownPoint);
}

std::map<std::string, std::string> versions() {
    return {{"shouwang", QCoreApplication::applicationVersion().toStdString()},
            {"qt", qVersion()},
            {"system", QSysInfo::prettyProductName().toStdString()},
            {"kernel", QSysInfo::kernelVersion().toStdString()},
            {"machine", QSysInfo::currentCpuArchitecture().toStdString()},
            {"cores", std::to_string(std::thread::hardware_concurrency())}};
}

/// By name: a setting of a later version may be one that nobody else should see.
std::map<std::string, std::string> namedSettings(const Settings& settings) {
    std::map<std::string, std::string> named{
        {"language", settings.language().toStdString()},
        {"shade", settings.shade() == shell::Theme::Shade::Light ? "light" : "dark"}};
    int number = 0;
    for (const QScreen* screen : QGuiApplication::screens())
        named[fmt::format("screen {}", ++number)] = fmt::format(
            "{}x{} at {}", screen->size().width(), screen->size().height(), screen->devicePixelRatio());
    return named;
}

std::vector<std::string> peopleOf(const DeskData& known) {
    std::vector<std::string> words;
    for (const site::StaffMember& member : known.site->staff) {
        words.push_back(member.account);
        words.push_back(member.name);
    }
    if (!known.keys) return words;
    for (const people::Account& account : known.keys->accounts()) {
        words.push_back(account.account);
        words.push_back(account.name);
    }
    return words;
}

} // namespace

Redactor::Redactor(std::vector<std::string> known)
    : m_known(std::move(known)) {
    std::erase_if(m_known, [](const std::string& word) { return word.size() < kShortest; });
    std::ranges::sort(m_known,
                      [](const std::string& a, const std::string& b) { return a.size() > b.size(); });
}

std::string Redactor::operator()(const std::string& line) const {
    std::string out = line;
    for (const Rule& rule : rules())
        out = std::regex_replace(out, rule.what, rule.with);
    for (const std::string& known : m_known)
        takeOut(out, known);
    return withoutForeign(out);
}

DiagnosticsData diagnosticsNow(const Desk& desk, const Settings& settings, const EmergencyState& sheet) {
    DiagnosticsData data;
    const DeskData& known = desk.data();
    data.now = desk.clock().utc();
    data.status = *known.status;
    data.versions = versions();
    data.settings = namedSettings(settings);
    data.health["open_alarms"] = std::to_string(known.alarms.size());
    data.health["emergency_sheet"] = sheet.fault.isEmpty() ? "written" : "failed";
    data.health["last_error"] =
        known.status->lastError + (sheet.details.empty() ? "" : " / " + sheet.details);
    data.health["site_sha256"] = toHex(ByteView(known.site->content_hash)).substr(0, 16);
    addDisk(data.health, desk.emergencyFolder());
    addDevices(data.health, known);
    data.known = peopleOf(known);
    log::Recent recent = log::recent();
    data.log = std::move(recent.lines);
    data.logDropped = recent.dropped;
    return data;
}

std::vector<TarFile> diagnosticsFiles(const DiagnosticsData& data) {
    const Redactor redact(data.known);
    const auto redacted = [&redact](const std::map<std::string, std::string>& values) {
        std::map<std::string, std::string> safe;
        for (const auto& [key, value] : values)
            safe.emplace(key, redact(value));
        return linesOf(safe);
    };
    std::string log = fmt::format("# {} older lines are not here\n", data.logDropped);
    for (const std::string& line : data.log)
        log += redact(line) + "\n";
    return {fileOf("about.txt", "Shouwang diagnostics of " + toIso(data.now) +
                                    "\nNo passwords, names, accounts or contents of facts: what might be one"
                                    " stands here as [...].\n"),
            fileOf("versions.txt", linesOf(data.versions)),
            fileOf("settings.txt", redacted(data.settings)),
            fileOf("counters.txt", linesOf(countersOf(data.status))),
            fileOf("health.txt", redacted(data.health)),
            fileOf("log.txt", log)};
}

Result<std::filesystem::path> writeDiagnostics(const DiagnosticsData& data,
                                               const std::filesystem::path& folder) {
    const auto tar = tarOf(diagnosticsFiles(data), data.now / 1'000'000);
    if (!tar) return tl::unexpected(tar.error());
    const QString name = QDateTime::fromMSecsSinceEpoch(data.now / 1000)
                             .toString(QStringLiteral("'shouwang-diagnostics-'yyyyMMdd-HHmmss'.tar'"));
    const std::filesystem::path file = folder / name.toStdString();
    if (auto written = writeFileWhole(file, *tar, 0600); !written) return tl::unexpected(written.error());
    return file;
}

} // namespace shouwang::console
