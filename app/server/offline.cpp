#include "server/offline.h"

#include "server/commands.h"
#include "server/features.h"

#include "ledger/ledger.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace shouwang::server {

using Json = nlohmann::json;

Result<void> Offline::open(const DataFolder& folder) {
    auto read = readSettings(folder);
    if (!read) return tl::unexpected(read.error());
    settings = *read;
    if (auto there = refuseLostLedger(folder, settings); !there) return there;
    ledger::Ledger::Options options;
    options.path = folder.ledger();
    options.station = settings.station;
    auto opened = ledger::Ledger::open(options, makeFeatures(std::make_shared<SiteBoard>()), clock, random);
    if (!opened) return tl::unexpected(opened.error());
    ledger = std::move(*opened);
    if (auto noted = noteBegun(folder, settings); !noted) return noted;
    auto made = sync::Station::open(*ledger, clock);
    if (!made) return tl::unexpected(made.error());
    sync = std::move(*made);
    return {};
}

int exitOf(const Error& error) {
    return error.next == Next::Corrupt ? kDamaged : error.next == Next::Retry ? kFailed : kRefused;
}

int tell(const ControlReply& reply, const std::string& done) {
    if (reply.status == 200) {
        if (!done.empty()) fmt::print("{}\n", done);
        return kDone;
    }
    const Json json = Json::parse(reply.body, nullptr, false);
    const Json error = json.is_object() ? json.value("error", Json::object()) : Json::object();
    const Json text = error.value("text", Json(reply.body));
    return complain(reply.status == 503 ? kFailed : kRefused,
                    text.is_string() ? text.get<std::string>() : "refused");
}

} // namespace shouwang::server
