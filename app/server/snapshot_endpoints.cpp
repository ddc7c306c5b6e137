// What a seat begins with when it has nothing.
#include "server/services.h"

#include "base/file.h"
#include "server/data_folder.h"
#include "server/snapshot_shelf.h"

#include <algorithm>

namespace shouwang::server {

namespace {

constexpr const char* kCbor = "application/cbor";
constexpr std::string_view kChunks = "/v1/snapshot/chunk";

Response notYet() {
    Response response = errorResponse(503, "not_yet", "the snapshot is being made; take the feed meanwhile");
    response.retryAfter_s = 10;
    return response;
}

/// Asks the writer for what the seat may receive, then answers from the reading thread.
void withCompartments(Services& services, const Request& request, const Answer& answer,
                      const std::function<Response(std::int64_t)>& question) {
    const bool taken = services.writer.run([&services, seat = request.identity.seat, answer, question] {
        const auto compartments = services.vault.station().compartmentsOf(seat);
        if (!compartments) return answer(storageResponse(services, compartments.error()));
        services.reader.ask([question, bits = *compartments](const ledger::View&) { return question(bits); },
                            answer);
    });
    if (!taken) answer(busyResponse());
}

Response chunkResponse(const SnapshotShelf& shelf, const Hash& hash, std::int64_t compartments) {
    const auto path = shelf.chunk(hash, compartments);
    if (!path) return errorResponse(404, "no_chunk", path.error().text);
    const auto bytes = readFile(*path, sync::kMaxChunkPacked);
    if (!bytes) return errorResponse(404, "no_chunk", bytes.error().text);
    return bytesResponse(*bytes, "application/octet-stream");
}

} // namespace

void addSnapshotEndpoints(Router& router, Services& services) {
    const DataFolder folder{services.folder};
    SnapshotShelf::Options options;
    options.ledger = folder.ledger();
    options.folder = folder.root / "snapshot";
    auto shelf = std::make_shared<SnapshotShelf>(options, services.rooms,
                                                 [&services] { return services.upkeep.status().sparing; });
    router.add("GET", "/v1/snapshot", Access::Seat,
               versioned([&services, shelf](const Request& request, const Answer& answer) {
                   const auto manifest = shelf->current(services.status.head().number);
                   if (!manifest) return answer(notYet());
                   withCompartments(services, request, answer, [manifest](std::int64_t compartments) {
                       return bytesResponse(sync::encode(sync::forCompartments(*manifest, compartments)),
                                            kCbor);
                   });
               }));
    router.add("GET", std::string(kChunks), Access::Seat,
               versioned([&services, shelf](const Request& request, const Answer& answer) {
                   const auto hash = request.query.find("hash");
                   const auto bytes = fromHex(hash == request.query.end() ? "" : hash->second);
                   Hash wanted{};
                   if (!bytes || bytes->size() != wanted.size())
                       return answer(errorResponse(400, "malformed", "this is not a hash"));
                   std::ranges::copy(*bytes, wanted.begin());
                   withCompartments(services, request, answer, [shelf, wanted](std::int64_t compartments) {
                       return chunkResponse(*shelf, wanted, compartments);
                   });
               }));
}

} // namespace shouwang::server
