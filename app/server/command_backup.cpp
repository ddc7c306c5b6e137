// Commands for the day on which the disk is lost: backup, restore, and what proves the ledger afterwards.
#include "server/arguments.h"
#include "server/commands.h"
#include "server/offline.h"
#include "server/station_key.h"

#include "base/file.h"
#include "ledger/backup.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace shouwang::server {

namespace {

using Json = nlohmann::json;

/// Only now may seats let go of what they kept for this day.
int noteBackedUp(const DataFolder& folder, const ledger::Head& head) {
    const Json json = {{"number", head.number}, {"hash", toHex(head.hash)}};
    const auto reply = control(folder, "/v1/admin/backed-up", {}, json.dump());
    if (reply) return tell(*reply, {});
    if (reply.error().next != Next::Offline) return complain(exitOf(reply.error()), reply.error().text);
    Offline station;
    auto noted = station.open(folder);
    if (noted) noted = station.ledger->noteBackedUp(head.number);
    return noted ? kDone : complain(exitOf(noted.error()), noted.error().text);
}

int failed(const Error& error) {
    return complain(error.next == Next::Offline ? kRefused : exitOf(error), error.text);
}

/// For a disk that was lost with all that stood beside the ledger.
Result<void> makeFolder(const DataFolder& folder) {
    std::error_code error;
    const bool made = std::filesystem::create_directories(folder.root, error);
    if (made && !error) std::filesystem::permissions(folder.root, std::filesystem::perms::owner_all, error);
    if (error) return fail(Next::Refused, folder.root.string() + ": " + error.message());
    return {};
}

void tellRestored(const ledger::Restored& restored, bool lost) {
    fmt::print("restored up to fact {}; epoch {} begins at {}\n", restored.head.number, restored.head.epoch,
               restored.head.number + 1);
    if (!restored.setAside.empty()) fmt::print("the old ledger is kept as {}\n", restored.setAside.string());
    if (lost)
        fmt::print(
            "the folder is a new one of station {}: put its key store (keystore.json) and checkpoint.key"
            " back from their copies, or add the accounts anew; the seats' tokens hold\n",
            restored.file.station.text());
    fmt::print("seats offer what is missing when they reach the station again\n");
}

} // namespace

int backupStation(const std::vector<std::string>& words) {
    const auto arguments = parseArguments(words, {"data"});
    if (!arguments) return complain(kUsage, arguments.error().text);
    if (!arguments->has("data") || arguments->words.size() != 1) {
        return complain(kUsage, "backup needs FILE and --data DIR");
    }
    const DataFolder folder{arguments->get("data")};
    if (const auto settings = readSettings(folder); !settings) return failed(settings.error());
    const std::filesystem::path target = arguments->words.front();
    const auto made = ledger::backUp(folder.ledger(), target);
    if (!made) return failed(made.error());
    if (made->head.number > 0) {
        if (const int code = noteBackedUp(folder, made->head); code != kDone) {
            return complain(code,
                            target.string() + ": the backup is whole, but the station does not know of it");
        }
    }
    fmt::print("{}: {} facts, head {}, proven\n", target.string(), made->head.number, toHex(made->head.hash));
    return kDone;
}

int restoreStation(const std::vector<std::string>& words) {
    const auto arguments = parseArguments(words, {"data", "station-name"});
    if (!arguments) return complain(kUsage, arguments.error().text);
    if (!arguments->has("data") || arguments->words.size() != 1) {
        return complain(kUsage, "restore needs FILE and --data DIR");
    }
    const DataFolder folder{arguments->get("data")};
    std::error_code error;
    const bool lost = !std::filesystem::exists(folder.settings(), error);
    Id station; // null: as the backup says
    if (!lost) {
        const auto settings = readSettings(folder);
        if (!settings) return failed(settings.error());
        station = settings->station;
    }
    if (auto made = lost ? makeFolder(folder) : Result<void>(); !made) return failed(made.error());
    const SystemClock clock;
    SystemRandom random;
    const auto restored = ledger::restore(arguments->words.front(), folder.ledger(), station, clock, random);
    if (!restored) return failed(restored.error());
    if (lost) { // last: a folder with settings is a whole one
        const auto made =
            createDataFolder(folder, arguments->get("station-name"), random, restored->file.station);
        if (!made) return failed(made.error());
    }
    tellRestored(*restored, lost);
    return kDone;
}

int showCheckpointKey(const std::vector<std::string>& words) {
    const auto arguments = parseArguments(words, {"data"});
    if (!arguments) return complain(kUsage, arguments.error().text);
    if (!arguments->has("data") || !arguments->words.empty())
        return complain(kUsage, "checkpoint key needs --data DIR");
    const DataFolder folder{arguments->get("data")};
    const auto settings = readSettings(folder);
    if (!settings) return failed(settings.error());
    SystemRandom random;
    const auto key = stationKey(folder, settings->station, random);
    if (!key) return failed(key.error());
    fmt::print("{}\n", key->verifier().text());
    return kDone;
}

int makeCheckpoint(const std::vector<std::string>& words) {
    const auto arguments = parseArguments(words, {"data"});
    if (!arguments) return complain(kUsage, arguments.error().text);
    if (!arguments->has("data") || !arguments->words.empty())
        return complain(kUsage, "checkpoint needs --data DIR");
    const DataFolder folder{arguments->get("data")};
    const auto reply = control(folder, "/v1/admin/checkpoint", {}, "{}");
    if (!reply && reply.error().next == Next::Offline) {
        return complain(kFailed, "the station does not run: nothing is new since its last checkpoint");
    }
    if (!reply) return failed(reply.error());
    if (reply->status != 200) return tell(*reply, {});
    const Json json = Json::parse(reply->body, nullptr, false);
    const bool noted = json.is_object() && json.contains("note") && json["note"].is_string();
    if (!noted) return complain(kFailed, "the station did not answer with a checkpoint");
    fmt::print("{}", json["note"].get<std::string>());
    return kDone;
}

} // namespace shouwang::server
