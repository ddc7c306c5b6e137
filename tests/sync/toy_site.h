// A station and one seat with the toy's room, without a link between them: the test carries each message.
#pragma once

#include "sync/seat.h"
#include "sync/station.h"

#include "toy.h"

namespace shouwang::sync::toy {

struct Site {
    using Rooms = ledger::Features (*)(int version);

    const Rooms rooms;
    const char* vfs; ///< of the seat's file, from the next start on
    QTemporaryDir folder;
    ManualClock clock;
    SeededRandom random{11};
    std::unique_ptr<ledger::Ledger> ledger;
    std::unique_ptr<Station> station;
    std::unique_ptr<Seat> seat;

    explicit Site(Rooms of = features, const char* disk = nullptr)
        : rooms(of)
        , vfs(disk) {
        startStation("ledger");
        startSeat();
    }
    std::filesystem::path path(const char* name) const { return pathIn(folder, name); }
    void startStation(const char* file, int version = 1) {
        station.reset();
        ledger.reset();
        auto opened = ledger::Ledger::open({path(file), Id::fromParts({"station"}), nullptr}, rooms(version),
                                           clock, random);
        if (!opened) qFatal("%s", opened.error().text.c_str());
        ledger = std::move(*opened);
        station = std::move(*Station::open(*ledger, clock));
    }
    Result<std::unique_ptr<Seat>> open(const char* file = "seat", const Id& id = kSeatA, int version = 1,
                                       std::size_t decidedAtOnce = Seat::kMaxOutbox) {
        return Seat::open(path(file), id, rooms(version), clock, random, vfs, decidedAtOnce);
    }
    void startSeat(int version = 1, std::size_t decidedAtOnce = Seat::kMaxOutbox) {
        seat.reset();
        auto opened = open("seat", kSeatA, version, decidedAtOnce);
        if (!opened) qFatal("%s", opened.error().text.c_str());
        seat = std::move(*opened);
    }
    Result<void> upload() {
        for (;;) {
            auto push = seat->nextPush();
            if (!push) return tl::unexpected(push.error());
            if (!*push) return {};
            auto reply = station->push(kSeatA, **push);
            if (!reply) return tl::unexpected(reply.error());
            if (auto taken = seat->onPushReply(*reply); !taken) return taken;
        }
    }
    Result<void> download(std::size_t limit = 500, std::int64_t compartments = kAllCompartments) {
        for (;;) {
            auto batch = station->feed(seat->wanted(), limit, compartments);
            if (!batch) return tl::unexpected(batch.error());
            const bool end = batch->to >= batch->head.number;
            auto taken = seat->onFeed(*decodeFeedBatch(encode(*batch)));
            if (!taken || end) return taken;
        }
    }
    /// Another seat does something at the station.
    ledger::Verdict elsewhere(ledger::Command draft) {
        draft.id = {ledger::CommandId::Source::Seat, kSeatB, 8, ++others, 0};
        draft.seat = kSeatB;
        draft.occurred = draft.recorded = clock.utc();
        const auto reply = station->push(kSeatB, {kProtocol, kSeatB, 8, others, {ledger::encode(draft)}});
        if (!reply) qFatal("%s", reply.error().text.c_str());
        return reply->verdicts[0].verdict;
    }
    std::uint64_t others = 0;
    std::vector<std::string> lines() { return toy::lines(seat->view()); }
    std::int64_t stock() { return stockOf(seat->view(), entity("stock")).left; }
    std::vector<AttentionItem> tray() { return attentionItems(seat->store().database()); }
};

} // namespace shouwang::sync::toy
