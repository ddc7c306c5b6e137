// A station and one seat with the toy's room, without a link between them: the test carries each message.
#pragma once

#include "sync/seat.h"
#include "sync/station.h"

#include "toy.h"

namespace shouwang::sync::toy {

inline const Id kSeatA = Id::fromParts({"seat", "a"});
inline const Id kSeatB = Id::fromParts({"seat", "b"});

struct Site {
    QTemporaryDir folder;
    ManualClock clock;
    SeededRandom random{11};
    std::unique_ptr<ledger::Ledger> ledger;
    std::unique_ptr<Station> station;
    std::unique_ptr<Seat> seat;

    Site() {
        startStation("ledger");
        startSeat();
    }
    std::filesystem::path path(const char* name) const { return pathIn(folder, name); }
    void startStation(const char* file) {
        station.reset();
        ledger.reset();
        ledger = std::move(*ledger::Ledger::open({path(file), Id::fromParts({"station"}), nullptr},
                                                 features(), clock, random));
        station = std::move(*Station::open(*ledger, clock));
    }
    Result<std::unique_ptr<Seat>> open(const char* file = "seat", const Id& id = kSeatA, int version = 1,
                                       std::size_t decidedAtOnce = Seat::kMaxOutbox) {
        return Seat::open(path(file), id, features(version), clock, random, nullptr, decidedAtOnce);
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
            if (!push || !*push) return {};
            auto reply = station->push(kSeatA, **push);
            if (!reply) return tl::unexpected(reply.error());
            if (auto taken = seat->onPushReply(*reply); !taken) return taken;
        }
    }
    Result<void> download(std::size_t limit = 500) {
        for (;;) {
            auto batch = station->feed(seat->wanted(), limit);
            const bool end = batch->to >= batch->head.number;
            if (auto taken = seat->onFeed(std::move(*batch)); !taken || end) return taken;
        }
    }
    /// Another seat does something at the station.
    ledger::Verdict elsewhere(ledger::Command draft) {
        draft.id = {ledger::CommandId::Source::Seat, kSeatB, 8, ++others, 0};
        draft.seat = kSeatB;
        return station->push(kSeatB, {kProtocol, kSeatB, 8, others, {ledger::encode(draft)}})
            ->verdicts[0]
            .verdict;
    }
    std::uint64_t others = 0;
    std::vector<std::string> lines() { return toy::lines(seat->view()); }
    std::int64_t stock() { return stockOf(seat->view(), entity("stock")).left; }
    std::vector<AttentionItem> tray() { return attentionItems(seat->store().database()); }
};

} // namespace shouwang::sync::toy
