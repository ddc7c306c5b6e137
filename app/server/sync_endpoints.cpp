// The sync protocol: what seats say to the station. The protocol itself is modules/sync; here it meets HTTP.
#include "server/services.h"

#include "server/data_folder.h"

namespace shouwang::server {

namespace {

constexpr const char* kCbor = "application/cbor";
constexpr std::size_t kKeyStoreLimit = std::size_t{4} << 20;

Response cbor(const Bytes& bytes) {
    return bytesResponse(bytes, kCbor);
}

Response malformed(const Error& error) {
    return errorResponse(400, "malformed", error.text);
}

bool spoken(std::uint64_t protocol) {
    return protocol >= sync::kOldestProtocol && protocol <= sync::kProtocol;
}

/// Another protocol is answered, never dropped: the seat can then tell its officer what to do.
bool spoken(const Request& request) {
    return !request.protocol ||
           (*request.protocol > 0 && spoken(static_cast<std::uint64_t>(*request.protocol)));
}

void hello(Services& services, const Answer& answer) {
    const bool taken = services.writer.run(
        [&services, answer] { answer(cbor(sync::encode(services.vault.station().hello()))); });
    if (taken) return;
    const ledger::Trouble trouble = services.writer.state().trouble;
    answer(trouble == ledger::Trouble::None ? busyResponse() : closedResponse(services.station, trouble));
}

void push(Services& services, const Request& request, const Answer& answer) {
    auto push = sync::decodePush(view(request.body));
    if (!push) return answer(malformed(push.error()));
    if (!spoken(push->protocol)) return answer(cbor(sync::encode(sync::VersionAnswer())));
    if (push->seat != request.identity.seat) {
        return answer(errorResponse(401, "wrong_seat", "the token belongs to another seat"));
    }
    sync::SeatPush job{request.identity.seat, std::move(*push)};
    const bool taken = services.writer.push(std::move(job), [answer](Result<sync::PushReply> reply) {
        answer(reply ? cbor(sync::encode(*reply)) : storageResponse(reply.error()));
    });
    if (!taken) answer(busyResponse());
}

void recover(Services& services, const Request& request, const Answer& answer) {
    auto recover = sync::decodeRecover(view(request.body));
    if (!recover) return answer(malformed(recover.error()));
    if (!spoken(recover->protocol)) return answer(cbor(sync::encode(sync::VersionAnswer())));
    if (recover->seat != request.identity.seat) {
        return answer(errorResponse(401, "wrong_seat", "the token belongs to another seat"));
    }
    auto shared = std::make_shared<const sync::Recover>(std::move(*recover));
    const bool taken = services.writer.run([&services, shared, answer] {
        const auto reply = services.vault.station().recover(shared->seat, *shared);
        answer(reply ? cbor(sync::encode(*reply)) : storageResponse(services, reply.error()));
    });
    if (!taken) answer(busyResponse());
}

void feed(Services& services, const Request& request, const Answer& answer) {
    const auto query = sync::parseFeedQuery(request.rawQuery);
    if (!query) return answer(malformed(query.error()));
    const bool taken = services.writer.run([&services, query = *query, seat = request.identity.seat, answer] {
        const auto compartments = services.vault.station().compartmentsOf(seat);
        if (!compartments) return answer(storageResponse(services, compartments.error()));
        const auto batch = services.vault.station().feed(query.cursor, query.limit, *compartments);
        answer(batch ? cbor(sync::encode(*batch)) : storageResponse(services, batch.error()));
    });
    if (!taken) answer(busyResponse());
}

void history(Services& services, const Request& request, const Answer& answer) {
    const auto query = sync::parseHistoryQuery(request.rawQuery);
    if (!query) return answer(malformed(query.error()));
    const bool taken = services.writer.run([&services, query = *query, seat = request.identity.seat, answer] {
        const auto compartments = services.vault.station().compartmentsOf(seat);
        if (!compartments) return answer(storageResponse(services, compartments.error()));
        const auto history = services.vault.station().history(query, *compartments);
        answer(history ? cbor(sync::encode(*history)) : storageResponse(services, history.error()));
    });
    if (!taken) answer(busyResponse());
}

SocketHandlers tail(Services& services) {
    SocketHandlers handlers;
    handlers.onMessage = [&services](const std::shared_ptr<Socket>& socket, const Request& request,
                                     ByteView bytes) {
        const auto cursor = sync::decodeCursor(bytes);
        if (!spoken(request)) {
            socket->send(std::make_shared<const Bytes>(sync::encode(sync::VersionAnswer())));
            return socket->close("another protocol");
        }
        if (!cursor) return socket->close("this is not a cursor");
        const bool taken =
            services.writer.run([&services, socket, cursor = *cursor, seat = request.identity.seat] {
                if (services.status.isRevoked(seat)) return socket->close("the seat is revoked");
                services.tails.open(socket, cursor, seat);
            });
        if (!taken) socket->close("the station has too much to do");
    };
    handlers.onClosed = [&services](const std::shared_ptr<Socket>& socket) {
        // Where there is no room now, its next frame finds it closed, and the writer's end frees it.
        services.writer.run([&services, socket] { services.tails.close(socket); });
    };
    return handlers;
}

void keyStore(Services& services, const Answer& answer) {
    services.reader.ask(
        [path = services.keyStore](const ledger::View&) {
            const auto bytes = readPrivateFile(path, kKeyStoreLimit);
            return bytes ? bytesResponse(*bytes, "application/json") : storageResponse(bytes.error());
        },
        answer);
}

void site(Services& services, const Answer& answer) {
    const auto entry = services.site.current();
    if (!entry) return answer(errorResponse(404, "no_site", "no site file was imported yet"));
    answer(bytesResponse(entry->file, "application/json"));
}

} // namespace

Response closedResponse(const Id& station, ledger::Trouble why) {
    return cbor(sync::encode(sync::ClosedAnswer{station, why, std::string(ledger::name(why))}));
}

Response busyResponse() {
    Response response = errorResponse(503, "busy", "the station has too much to do; keep it and come again");
    response.retryAfter_s = 1;
    return response;
}

Response storageResponse(const Error& error) {
    Response response =
        errorResponse(503, "storage", "nothing was stored; keep it and come again: " + error.text);
    response.retryAfter_s = 2;
    return response;
}

Response storageResponse(Services& services, const Error& error) {
    services.writer.doubt(error);
    return storageResponse(error);
}

Handler versioned(Handler handler) {
    return [handler = std::move(handler)](const Request& request, const Answer& answer) {
        if (!spoken(request)) return answer(cbor(sync::encode(sync::VersionAnswer())));
        handler(request, answer);
    };
}

void addSyncEndpoints(Router& router, Services& services) {
    router.add("GET", "/v1/hello", Access::Open,
               versioned([&services](const Request&, const Answer& answer) { hello(services, answer); }));
    router.add("POST", "/v1/push", Access::Seat,
               versioned([&services](const Request& request, const Answer& answer) {
                   push(services, request, answer);
               }));
    router.add("POST", "/v1/recover", Access::Seat,
               versioned([&services](const Request& request, const Answer& answer) {
                   recover(services, request, answer);
               }),
               sync::kMaxRecoverMessage);
    router.add("GET", "/v1/feed", Access::Seat,
               versioned([&services](const Request& request, const Answer& answer) {
                   feed(services, request, answer);
               }));
    router.add("GET", "/v1/history", Access::Seat,
               versioned([&services](const Request& request, const Answer& answer) {
                   history(services, request, answer);
               }));
    router.addSocket("/v1/tail", Access::Seat, tail(services));
    addSnapshotEndpoints(router, services);
    router.add("GET", "/v1/keystore", Access::Seat,
               [&services](const Request&, const Answer& answer) { keyStore(services, answer); });
    router.add("GET", "/v1/secrets", Access::Seat, [&services](const Request&, const Answer& answer) {
        answer(bytesResponse(view(services.secrets), "application/json"));
    });
    router.add("GET", "/v1/site", Access::Seat,
               [&services](const Request&, const Answer& answer) { site(services, answer); });
}

} // namespace shouwang::server
