// Commands that change the station's folder: through the station where it runs, else by opening the ledger.
#include "server/arguments.h"
#include "server/commands.h"
#include "server/offline.h"
#include "server/site_import.h"

#include "base/file.h"
#include "base/random.h"
#include "people/key_store.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace shouwang::server {

namespace {

using Json = nlohmann::json;

int importOffline(const DataFolder& folder, Bytes file, const std::string& name) {
    Offline station;
    if (auto opened = station.open(folder); !opened)
        return complain(exitOf(opened.error()), opened.error().text);
    auto command = siteImportCommand(station.settings.station, std::move(file), name, station.clock.utc());
    if (!command) return complain(kRefused, command.error().text);
    const auto verdicts = station.ledger->submit(std::span(&*command, 1));
    if (!verdicts) return complain(exitOf(verdicts.error()), verdicts.error().text);
    const ledger::Verdict& verdict = verdicts->front();
    if (verdict.kind == ledger::Verdict::Kind::Refused) return complain(kRefused, verdict.refusal.text);
    fmt::print("{}: in force\n", name);
    return kDone;
}

struct NewSeat {
    Id id;
    std::string letter;
    std::string name;
    std::string token;
    std::int64_t compartments = sync::kUsualCompartments;
    Hash hash() const { return sha256(fromHex(token).value_or(Bytes())); }
};

int addSeatOffline(const DataFolder& folder, const NewSeat& seat) {
    Offline station;
    if (auto opened = station.open(folder); !opened)
        return complain(exitOf(opened.error()), opened.error().text);
    const auto added = station.sync->addSeat(seat.id, seat.letter, seat.name, seat.hash(), seat.compartments);
    return added ? kDone : complain(exitOf(added.error()), added.error().text);
}

int registerSeat(const DataFolder& folder, const NewSeat& seat) {
    const Json json = {{"id", seat.id.text()},
                       {"letter", seat.letter},
                       {"name", seat.name},
                       {"token_hash", toHex(seat.hash())},
                       {"compartments", seat.compartments}};
    const auto reply =
        control(folder, "/v1/admin/seat", {}, json.dump(-1, ' ', false, Json::error_handler_t::replace));
    if (reply) return tell(*reply, {});
    return reply.error().next == Next::Offline ? addSeatOffline(folder, seat)
                                               : complain(exitOf(reply.error()), reply.error().text);
}

std::string defaultUrl(const DataFolder& folder) {
    const auto running = readRunning(folder);
    if (!running) return {};
    return fmt::format("{}://127.0.0.1:{}", running->tls ? "https" : "http", running->port);
}

Result<std::string> passwordFrom(const std::filesystem::path& path) {
    const auto bytes = readFile(path, 4096);
    if (!bytes) return tl::unexpected(bytes.error());
    const std::string text(bytes->begin(), bytes->end());
    return text.substr(0, text.find_first_of("\r\n"));
}

/// Where the seat hears devices by itself when the station is away.
Result<Json> brokerFrom(const Arguments& arguments) {
    const auto address = parseHostPort(arguments.get("mqtt"));
    if (!address) return tl::unexpected(address.error());
    Json broker = {{"host", address->host}, {"port", address->port}};
    if (arguments.has("mqtt-user")) broker["user"] = arguments.get("mqtt-user");
    if (arguments.has("mqtt-ca")) broker["ca"] = arguments.get("mqtt-ca");
    if (arguments.has("mqtt-password-file")) {
        auto password = passwordFrom(arguments.get("mqtt-password-file"));
        if (!password) return tl::unexpected(password.error());
        broker["password"] = std::move(*password);
    }
    return broker;
}

} // namespace

int initStation(const std::vector<std::string>& words) {
    const auto arguments = parseArguments(words, {"data", "station-name"});
    if (!arguments) return complain(kUsage, arguments.error().text);
    if (!arguments->has("data")) return complain(kUsage, "init needs --data DIR");
    const DataFolder folder{arguments->get("data")};
    SystemRandom random;
    const auto created = createDataFolder(folder, arguments->get("station-name"), random);
    if (!created) return complain(exitOf(created.error()), created.error().text);
    Offline station; // makes the ledger
    if (auto opened = station.open(folder); !opened)
        return complain(exitOf(opened.error()), opened.error().text);
    fmt::print("station {} in {}\n", created->station.text(), folder.root.string());
    return kDone;
}

int importSite(const std::vector<std::string>& words) {
    const auto arguments = parseArguments(words, {"data"});
    if (!arguments) return complain(kUsage, arguments.error().text);
    if (!arguments->has("data") || arguments->words.size() != 1) {
        return complain(kUsage, "site import needs FILE and --data DIR");
    }
    const DataFolder folder{arguments->get("data")};
    const std::filesystem::path path = arguments->words.front();
    auto bytes = readFile(path, kSiteImportLimit);
    if (!bytes) return complain(kRefused, bytes.error().text);
    const std::string name = path.filename().string();
    const auto reply = control(folder, "/v1/admin/site", name, std::string(bytes->begin(), bytes->end()));
    if (reply) return tell(*reply, name + ": in force");
    return reply.error().next == Next::Offline ? importOffline(folder, std::move(*bytes), name)
                                               : complain(exitOf(reply.error()), reply.error().text);
}

int addSeat(const std::vector<std::string>& words) {
    const auto arguments =
        parseArguments(words, {"data", "letter", "name", "url", "ca", "out", "mqtt", "mqtt-user",
                               "mqtt-password-file", "mqtt-ca", "compartments"});
    if (!arguments) return complain(kUsage, arguments.error().text);
    if (!arguments->has("data") || !arguments->has("letter") || !arguments->has("name")) {
        return complain(kUsage, "seat add needs --data DIR, --letter A and --name NAME");
    }
    const DataFolder folder{arguments->get("data")};
    const std::string url = arguments->get("url", defaultUrl(folder));
    if (url.empty())
        return complain(kUsage, "the station does not run: say its address with --url https://HOST:PORT");
    const auto compartments = compartmentsFrom(arguments->get("compartments", "management"));
    if (!compartments) return complain(kUsage, compartments.error().text);
    SystemRandom random;
    const NewSeat seat{Id::random(random), arguments->get("letter"), arguments->get("name"),
                       randomToken(random), *compartments};
    const std::filesystem::path out =
        arguments->get("out", (folder.root / ("seat-" + seat.letter + ".json")).string());
    std::error_code ignored;
    if (std::filesystem::exists(out, ignored)) return complain(kRefused, out.string() + ": is there already");
    Json json = {{"seat", seat.id.text()},
                 {"letter", seat.letter},
                 {"name", seat.name},
                 {"token", seat.token},
                 {"url", url},
                 {"ca", arguments->get("ca")}};
    if (arguments->has("mqtt")) {
        auto broker = brokerFrom(*arguments);
        if (!broker) return complain(kUsage, broker.error().text);
        json["mqtt"] = std::move(*broker);
    }
    const std::string text = json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
    // First the file: a seat that the station knows but nobody can use would have taken its letter for ever.
    if (auto written = writeFileWhole(out, view(text), 0600); !written) {
        return complain(exitOf(written.error()), written.error().text);
    }
    const int code = registerSeat(folder, seat);
    if (code != kDone) std::filesystem::remove(out, ignored);
    if (code == kDone) fmt::print("{}\n", out.string());
    return code;
}

int addAccount(const std::vector<std::string>& words) {
    const auto arguments =
        parseArguments(words, {"data", "account", "name", "role", "post", "password-file"}, {"auxiliary"});
    if (!arguments) return complain(kUsage, arguments.error().text);
    for (const char* needed : {"data", "account", "name", "role", "password-file"}) {
        if (!arguments->has(needed)) return complain(kUsage, std::string("account add needs --") + needed);
    }
    const DataFolder folder{arguments->get("data")};
    const auto role = people::roleFrom(arguments->get("role"));
    if (!role) return complain(kUsage, role.error().text);
    const auto password = passwordFrom(arguments->get("password-file"));
    if (!password) return complain(kRefused, password.error().text);
    const auto lock = FileLock::take(folder.keyStore().string() + ".lock");
    if (!lock) return complain(kFailed, lock.error().text);
    auto store = people::KeyStore::read(folder.keyStore());
    if (!store) return complain(exitOf(store.error()), store.error().text);
    people::Account account;
    account.account = arguments->get("account");
    account.name = arguments->get("name");
    account.role = *role;
    account.post = arguments->get("post");
    account.auxiliary = arguments->flags.contains("auxiliary");
    if (auto added = store->add(std::move(account), *password); !added)
        return complain(kRefused, added.error().text);
    if (auto written = store->write(folder.keyStore()); !written) {
        return complain(exitOf(written.error()), written.error().text);
    }
    fmt::print("account {}\n", arguments->get("account"));
    return kDone;
}

} // namespace shouwang::server
