// shouwang-server persons import: through the station where it runs, else by opening the ledger.
#include "server/arguments.h"
#include "server/commands.h"
#include "server/offline.h"
#include "server/person_import.h"

#include "base/file.h"
#include "care/person_file.h"
#include "site/site_file.h"
#include "site/tables.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace shouwang::server {

namespace {

using Json = nlohmann::json;

int tellCounts(const std::string& name, std::size_t added, std::size_t known) {
    fmt::print("{}: {} persons added, {} were there already\n", name, added, known);
    return kDone;
}

Result<site::Site> siteInForce(const ledger::View& view) {
    const auto file = site::fileInForce(view);
    if (!file) return fail(Next::Refused, "no site is in force: import one first");
    return site::parseSite(*file, "site.json");
}

int importOffline(const DataFolder& folder, ByteView file, const std::string& name) {
    Offline station;
    if (auto opened = station.open(folder); !opened)
        return complain(exitOf(opened.error()), opened.error().text);
    const auto site = siteInForce(station.ledger->view());
    if (!site) return complain(exitOf(site.error()), site.error().text);
    auto commands = personCommands(station.settings.station, file, name, *site, station.clock.utc());
    if (!commands) return complain(kRefused, commands.error().text);
    const std::size_t known = dropKnown(station.ledger->view(), *commands);
    const auto verdicts = station.ledger->submit(*commands); // one transaction: all of them or none
    if (!verdicts) return complain(exitOf(verdicts.error()), verdicts.error().text);
    return tellCounts(name, commands->size(), known);
}

int tellReply(const ControlReply& reply, const std::string& name) {
    const Json json = Json::parse(reply.body, nullptr, false);
    if (reply.status != 200 || !json.is_object()) return tell(reply, {});
    return tellCounts(name, json.value("added", std::size_t{0}), json.value("known", std::size_t{0}));
}

} // namespace

int importPersons(const std::vector<std::string>& words) {
    const auto arguments = parseArguments(words, {"data"});
    if (!arguments) return complain(kUsage, arguments.error().text);
    if (!arguments->has("data") || arguments->words.size() != 1)
        return complain(kUsage, "persons import needs FILE and --data DIR");
    const DataFolder folder{arguments->get("data")};
    const std::filesystem::path path = arguments->words.front();
    const auto bytes = readFile(path, care::kPersonFileLimit);
    if (!bytes) return complain(kRefused, bytes.error().text);
    const std::string name = path.filename().string();
    const auto reply = control(folder, "/v1/admin/persons", name, std::string(bytes->begin(), bytes->end()));
    if (reply) return tellReply(*reply, name);
    return reply.error().next == Next::Offline ? importOffline(folder, *bytes, name)
                                               : complain(exitOf(reply.error()), reply.error().text);
}

} // namespace shouwang::server
