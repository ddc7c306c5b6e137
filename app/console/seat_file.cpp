#include "console/seat_file.h"

#include "base/file.h"

#include <algorithm>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace shouwang::console {
namespace {

constexpr std::size_t kLimit = 64U << 10U;

std::string text(const nlohmann::json& json, const char* key) {
    const auto found = json.find(key);
    return found != json.end() && found->is_string() ? found->get<std::string>() : std::string();
}

bool isLetter(const std::string& letter) {
    return !letter.empty() && letter.size() <= 2 &&
           std::all_of(letter.begin(), letter.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

std::string besideFile(const std::filesystem::path& named, const std::filesystem::path& file) {
    if (named.empty()) return {};
    return (named.is_absolute() ? named : file.parent_path() / named).string();
}

std::optional<devices::MqttOptions> brokerFrom(const nlohmann::json& json,
                                               const std::filesystem::path& file) {
    const int port = json.value("port", 1883);
    if (text(json, "host").empty() || port < 1 || port > 65535) return std::nullopt;
    devices::MqttOptions broker;
    broker.host = text(json, "host");
    broker.port = port;
    broker.user = text(json, "user");
    broker.password = text(json, "password");
    broker.caFile = besideFile(text(json, "ca"), file);
    return broker;
}

} // namespace

Result<SeatFile> parseSeatFile(ByteView bytes, const std::filesystem::path& path) {
    const auto json = nlohmann::json::parse(bytes.begin(), bytes.end(), nullptr, false);
    const auto refuse = [&](std::string_view why) {
        return fail(Next::Refused, fmt::format("{}: {}", path.string(), why));
    };
    if (!json.is_object()) return refuse("not a JSON object");
    SeatFile file;
    const auto seat = Id::fromText(text(json, "seat"));
    if (!seat || seat->isNull()) return refuse("'seat' is not 32 hexadecimal digits");
    file.seat = *seat;
    file.letter = text(json, "letter");
    if (!isLetter(file.letter)) return refuse("'letter' is not one or two capital letters");
    file.name = text(json, "name");
    file.station.url = text(json, "url");
    file.station.token = text(json, "token");
    if (!file.station.url.empty() && file.station.token.empty()) return refuse("'token' is missing");
    file.station.authority = besideFile(text(json, "ca"), path);
    if (const auto mqtt = json.find("mqtt"); mqtt != json.end()) {
        const auto port = mqtt->is_object() ? mqtt->find("port") : mqtt->end();
        const bool whole = mqtt->is_object() && (port == mqtt->end() || port->is_number_integer());
        if (whole) file.broker = brokerFrom(*mqtt, path);
        if (!file.broker) return refuse("'mqtt' needs a host and a port");
        file.broker->clientId = "shouwang-seat-" + file.seat.text().substr(0, 16);
    }
    return file;
}

Result<SeatFile> readSeatFile(const std::filesystem::path& path) {
    std::error_code error;
    const auto mode = std::filesystem::status(path, error).permissions();
    using std::filesystem::perms;
    if (!error && (mode & (perms::group_all | perms::others_all)) != perms::none) {
        return fail(Next::Refused,
                    path.string() + ": others can read it; it holds this seat's token (chmod 600)");
    }
    const auto bytes = readFile(path, kLimit);
    if (!bytes) return tl::unexpected(bytes.error());
    return parseSeatFile(*bytes, path);
}

} // namespace shouwang::console
