// A station that can be put back from a copy of its file, with a seat that goes on with it.
#pragma once

#include "toy_site.h"

#include <QTest>

namespace shouwang::sync::toy {

struct RestoreSite : Site {
    std::uint64_t presses = 0;

    /// A copy of the station's file as it stands.
    void backUp() {
        std::filesystem::remove(path("backup"));
        ledger->database().run("VACUUM INTO '" + path("backup").string() + "'");
        QVERIFY(ledger->noteBackedUp(ledger->head().number).has_value());
    }
    void restore() {
        startStation("backup");
        QVERIFY(ledger->beginEpoch(random).has_value());
    }
    /// A seat that is told to ask again, because the station was put back, asks again.
    Result<void> download() {
        for (int round = 0; round < 10; ++round) {
            auto batch = station->feed(seat->wanted(), 500);
            const bool end = batch->to >= batch->head.number && !batch->fork;
            auto taken = seat->onFeed(std::move(*batch));
            if (!taken && taken.error().next != Next::Retry) return taken;
            if (taken && end) return {};
        }
        return fail(Next::Bug, "does not come to an end");
    }
    void recover() {
        for (;;) {
            auto recover = seat->nextRecover();
            QVERIFY(recover.has_value());
            if (!*recover) return;
            auto reply = station->recover(kSeatA, *decodeRecover(encode(**recover)));
            QVERIFY(reply.has_value());
            QVERIFY(seat->onRecoverReply(*decodeRecoverReply(encode(*reply))).has_value());
        }
    }
    /// A device says it; the station hears it by itself.
    void press(const std::string& text) {
        ledger::Command command = toy::write("log", text);
        command.id = {ledger::CommandId::Source::Device, Id::fromParts({"point"}), 1, ++presses, 0};
        command.occurred = command.recorded = clock.utc();
        QVERIFY(ledger->submit(std::span(&command, 1)).has_value());
    }
    void save(const std::string& text) {
        QCOMPARE(seat->submit(toy::write("log", text)).kind, SubmitResult::Kind::Saved);
    }
    void settle() {
        QVERIFY(upload().has_value());
        QVERIFY(download().has_value());
    }
    /// Sorted: on which branch a line came is no matter.
    Lines lines() {
        Lines found = Site::lines();
        std::ranges::sort(found);
        return found;
    }
};

} // namespace shouwang::sync::toy
