#include "server/data_folder.h"

#include "base/file.h"
#include "base/random.h"
#include "ledger/trouble.h"
#include "people/key_store.h"

#include <array>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <sys/stat.h>
#include <unistd.h>

namespace shouwang::server {

namespace {

using Json = nlohmann::json;

constexpr std::size_t kSmall = 64 << 10;

Result<Json> readJson(const std::filesystem::path& path) {
    const auto bytes = readFile(path, kSmall);
    if (!bytes) return tl::unexpected(bytes.error());
    Json json = Json::parse(bytes->begin(), bytes->end(), nullptr, false);
    if (!json.is_object()) return fail(Next::Corrupt, path.string() + ": not a JSON object");
    return json;
}

Result<void> writeJson(const std::filesystem::path& path, const Json& json) {
    return writeFileWhole(path, view(json.dump(2) + "\n"), 0600);
}

} // namespace

std::string randomToken(Random& random) {
    std::array<std::uint8_t, 32> bytes{};
    random.fill(bytes);
    return toHex(bytes);
}

Result<StationSettings> createDataFolder(const DataFolder& folder, const std::string& name, Random& random,
                                         const Id& station) {
    std::error_code error;
    if (std::filesystem::exists(folder.settings(), error)) {
        return fail(Next::Refused, folder.root.string() + ": there is a station already");
    }
    std::filesystem::create_directories(folder.root, error);
    if (error) return fail(Next::Refused, folder.root.string() + ": " + error.message());
    std::filesystem::permissions(folder.root, std::filesystem::perms::owner_all, error);
    const StationSettings settings{station.isNull() ? Id::random(random) : station, name};
    // Whoever saved them has put them back before.
    const bool hasKeys = std::filesystem::exists(folder.keyStore(), error);
    if (auto written = hasKeys ? Result<void>() : people::KeyStore().write(folder.keyStore()); !written)
        return tl::unexpected(written.error());
    const std::string token = randomToken(random) + "\n";
    if (auto written = writeFileWhole(folder.adminToken(), view(token), 0600); !written) {
        return tl::unexpected(written.error());
    }
    // Last: a folder with settings is a whole one.
    const Json json = {{"station", settings.station.text()}, {"name", name}};
    if (auto written = writeJson(folder.settings(), json); !written) return tl::unexpected(written.error());
    return settings;
}

Result<StationSettings> readSettings(const DataFolder& folder) {
    std::error_code error;
    if (!std::filesystem::exists(folder.settings(), error)) {
        return fail(Next::Refused, folder.root.string() +
                                       ": no station here; make one with `shouwang-server init "
                                       "--data " +
                                       folder.root.string() + "`");
    }
    const auto json = readJson(folder.settings());
    if (!json) return tl::unexpected(json.error());
    const auto id = json->find("station");
    auto station =
        id != json->end() && id->is_string() ? Id::fromText(id->get<std::string>()) : fail(Next::Corrupt, "");
    if (!station) return fail(Next::Corrupt, folder.settings().string() + ": names no station");
    const auto name = json->find("name");
    const auto begun = json->find("begun");
    return StationSettings{*station, name != json->end() && name->is_string() ? name->get<std::string>() : "",
                           begun != json->end() && begun->is_boolean() && begun->get<bool>()};
}

Result<void> refuseLostLedger(const DataFolder& folder, const StationSettings& settings) {
    std::error_code error;
    if (!settings.begun || std::filesystem::exists(folder.ledger(), error)) return {};
    return fail(Next::Refused, fmt::format("{}: {}", folder.ledger().string(), ledger::kGone));
}

Result<void> noteBegun(const DataFolder& folder, const StationSettings& settings) {
    if (settings.begun) return {};
    return writeJson(folder.settings(),
                     {{"station", settings.station.text()}, {"name", settings.name}, {"begun", true}});
}

Result<Bytes> readPrivateFile(const std::filesystem::path& path, std::size_t limit) {
    struct stat status {};
    if (stat(path.c_str(), &status) != 0) return fail(Next::Refused, path.string() + ": cannot be read");
    if ((status.st_mode & 0777) != 0600) return fail(Next::Refused, path.string() + ": must have mode 0600");
    if (status.st_uid != geteuid()) return fail(Next::Refused, path.string() + ": belongs to somebody else");
    return readFile(path, limit);
}

Result<std::string> readAdminToken(const DataFolder& folder) {
    const auto bytes = readPrivateFile(folder.adminToken(), 256);
    if (!bytes) return tl::unexpected(bytes.error());
    std::string token(bytes->begin(), bytes->end());
    while (!token.empty() && (token.back() == '\n' || token.back() == ' '))
        token.pop_back();
    if (token.size() != 64) return fail(Next::Corrupt, folder.adminToken().string() + ": holds no token");
    return token;
}

Result<void> writeRunning(const DataFolder& folder, const Running& running) {
    return writeJson(folder.running(), {{"pid", running.pid},
                                        {"control_port", running.controlPort},
                                        {"port", running.port},
                                        {"tls", running.tls}});
}

Result<Running> readRunning(const DataFolder& folder) {
    const auto json = readJson(folder.running());
    if (!json) return fail(Next::Offline, "the station does not run");
    const auto number = [&](const char* key) {
        const auto at = json->find(key);
        return at != json->end() && at->is_number_integer() ? at->get<std::int64_t>() : 0;
    };
    const auto tls = json->find("tls");
    return Running{static_cast<int>(number("pid")), static_cast<std::uint16_t>(number("control_port")),
                   static_cast<std::uint16_t>(number("port")),
                   tls != json->end() && tls->is_boolean() && tls->get<bool>()};
}

bool ledgerIsHeld(const DataFolder& folder) {
    const std::filesystem::path lock = folder.ledger().string() + ".lock";
    std::error_code error;
    return std::filesystem::exists(lock, error) && !FileLock::take(lock); // given back at once
}

std::string proofOf(std::string_view token, std::string_view challenge) {
    // Fixed lengths in a fixed order: nothing can be appended to it.
    Bytes text = toBytes(view("shouwang control 1"));
    const Bytes secret = fromHex(token).value_or(Bytes());
    const Hash asked = sha256(view(challenge));
    text.insert(text.end(), secret.begin(), secret.end());
    text.insert(text.end(), asked.begin(), asked.end());
    return toHex(sha256(text));
}

void removeRunning(const DataFolder& folder) {
    std::error_code ignored;
    std::filesystem::remove(folder.running(), ignored);
}

} // namespace shouwang::server
