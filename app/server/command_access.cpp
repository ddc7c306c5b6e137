// Commands that give and take access: readers of the open data interface, and seats that are no more.
#include "server/arguments.h"
#include "server/commands.h"
#include "server/offline.h"
#include "server/reader_book.h"
#include "sync/station.h"

#include <algorithm>
#include <fmt/format.h>
#include <functional>
#include <nlohmann/json.hpp>

namespace shouwang::server {

namespace {

using Json = nlohmann::json;

/// The folder and the one word that the command is about.
struct Target {
    DataFolder folder;
    std::string word;
};

std::optional<Target> targetOf(const std::vector<std::string>& words, const char* usage) {
    const auto arguments = parseArguments(words, {"data"});
    if (!arguments || !arguments->has("data") || arguments->words.size() != 1) {
        complain(kUsage, arguments ? usage : arguments.error().text);
        return std::nullopt;
    }
    return Target{{arguments->get("data")}, arguments->words.front()};
}

/// Asks the station, or does it here where none runs.
int change(const DataFolder& folder, const std::string& path, const Json& json,
           const std::function<Result<void>(Offline&)>& here) {
    const auto reply = control(folder, path, {}, json.dump(-1, ' ', false, Json::error_handler_t::replace));
    if (reply) return tell(*reply, {});
    if (reply.error().next != Next::Offline) return complain(exitOf(reply.error()), reply.error().text);
    Offline station;
    auto done = station.open(folder);
    if (done) done = here(station);
    return done ? kDone : complain(exitOf(done.error()), done.error().text);
}

Result<void> inBook(Offline& station, const std::function<Result<void>(ReaderBook&)>& act) {
    auto book = ReaderBook::open(station.ledger->database());
    return book ? act(*book) : tl::unexpected(book.error());
}

} // namespace

Result<std::int64_t> compartmentsFrom(std::string_view list) {
    using ledger::Compartment;
    std::int64_t bits = sync::bitOf(Compartment::Open);
    while (!list.empty()) {
        const std::string_view word = list.substr(0, list.find(','));
        list.remove_prefix(std::min(list.size(), word.size() + 1));
        if (word == "management") {
            bits |= sync::bitOf(Compartment::Management);
        } else if (word == "health") {
            bits |= sync::bitOf(Compartment::Health);
        } else if (word == "psychology") {
            bits |= sync::bitOf(Compartment::Psychology);
        } else if (word == "family") {
            bits |= sync::bitOf(Compartment::Family);
        } else if (word != "none") {
            return fail(Next::Refused, fmt::format("no compartment is called {}", word));
        }
    }
    return bits;
}

int changeCompartments(const std::vector<std::string>& words) {
    const auto arguments = parseArguments(words, {"data"});
    if (!arguments || !arguments->has("data") || arguments->words.size() != 2)
        return complain(kUsage, "seat compartments needs ID, LIST and --data DIR");
    const std::string& named = arguments->words.front();
    const auto bits = compartmentsFrom(arguments->words.back());
    if (!bits) return complain(kUsage, bits.error().text);
    return change({arguments->get("data")}, "/v1/admin/seat/compartments",
                  {{"seat", named}, {"compartments", *bits}}, [&](Offline& station) -> Result<void> {
                      const auto seats = station.sync->seats();
                      if (!seats) return tl::unexpected(seats.error());
                      const auto seat = std::ranges::find_if(*seats, [&](const sync::SeatInfo& at) {
                          return at.letter == named || at.id.text() == named;
                      });
                      if (seat == seats->end()) return fail(Next::Refused, "no such seat: " + named);
                      return station.sync->setCompartments(seat->id, *bits);
                  });
}

int revokeSeat(const std::vector<std::string>& words) {
    const auto target = targetOf(words, "seat revoke needs ID and --data DIR");
    if (!target) return kUsage;
    const int code = change(target->folder, "/v1/admin/seat/revoke", {{"seat", target->word}},
                            [&](Offline& station) -> Result<void> {
                                const auto seats = station.sync->seats();
                                if (!seats) return tl::unexpected(seats.error());
                                const auto seat = std::ranges::find_if(*seats, [&](const sync::SeatInfo& at) {
                                    return at.letter == target->word || at.id.text() == target->word;
                                });
                                if (seat == seats->end())
                                    return fail(Next::Refused, "no such seat: " + target->word);
                                return station.sync->revoke(seat->id);
                            });
    if (code == kDone) fmt::print("seat {}: revoked\n", target->word);
    return code;
}

int addReader(const std::vector<std::string>& words) {
    const auto target = targetOf(words, "reader add needs NAME and --data DIR");
    if (!target) return kUsage;
    SystemRandom random;
    const std::string token = randomToken(random);
    const Hash hash = sha256(fromHex(token).value_or(Bytes()));
    const int code =
        change(target->folder, "/v1/admin/reader", {{"name", target->word}, {"token_hash", toHex(hash)}},
               [&](Offline& station) {
                   return inBook(station, [&](ReaderBook& book) { return book.add(target->word, hash); });
               });
    if (code == kDone) fmt::print("{}\n", token);
    return code;
}

int revokeReader(const std::vector<std::string>& words) {
    const auto target = targetOf(words, "reader revoke needs NAME and --data DIR");
    if (!target) return kUsage;
    const int code =
        change(target->folder, "/v1/admin/reader/revoke", {{"name", target->word}}, [&](Offline& station) {
            return inBook(station, [&](ReaderBook& book) { return book.revoke(target->word); });
        });
    if (code == kDone) fmt::print("reader {}: revoked\n", target->word);
    return code;
}

} // namespace shouwang::server
