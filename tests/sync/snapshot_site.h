// A seat that begins with its station's tables: toy and diary, chunks on a shelf, a disk that may be full.
#pragma once

#include "diary.h"
#include "full_disk.h"
#include "toy_site.h"

#include <QTest>
#include <map>

namespace shouwang::sync::toy {

inline ledger::Features toyAndDiary(int version = 1) {
    return {std::make_shared<ToyFeature>(), std::make_shared<Diary>(version)};
}

/// A base, so that the disk is there before the seat and goes after it.
struct SeatDisk {
    FullDisk disk;
};

struct SnapshotSite : SeatDisk, Site {
    TestKey key;
    std::map<Hash, Bytes> shelf;
    std::uint64_t fetched = 0;

    SnapshotSite()
        : Site(toyAndDiary, disk.name()) {
        greet();
    }
    void startSeat(int version = 1) {
        Site::startSeat(version);
        greet();
    }
    void greet() {
        seat->setLimits({5, 5});
        if (!seat->onHello(station->hello())) qFatal("hello");
    }
    void write(int count) {
        for (int i = 0; i < count; ++i)
            elsewhere(toy::write("log", fmt::format("line {}", others)));
    }
    void note(ledger::Compartment compartment, std::string_view text) {
        ledger::Command draft = command("diary.note", Nature::Report, "person");
        draft.compartment = compartment;
        draft.keyId = "test key";
        draft.sealed = key.seal(text);
        elsewhere(std::move(draft));
    }
    SnapshotManifest build(int version = 1) {
        Database::Options options;
        options.path = path("ledger");
        options.access = Database::Access::ReadOnly;
        auto file = Database::open(options);
        if (!file) qFatal("%s", file.error().text.c_str());
        auto manifest =
            buildSnapshot(**file, rooms(version), [this](const PackedChunk& chunk) -> Result<void> {
                shelf[chunk.about.hash] = chunk.bytes;
                return {};
            });
        if (!manifest) qFatal("%s", manifest.error().text.c_str());
        return *decodeManifest(encode(*manifest));
    }
    /// Has followed everything, and fetches it anew with a snapshot.
    void resync() {
        write(60);
        download();
        QCOMPARE(seat->submit(toy::write("log", "mine")).kind, SubmitResult::Kind::Saved);
        upload();
        QVERIFY(seat->resync().has_value());
        QVERIFY(seat->onHello(station->hello()).has_value());
        QVERIFY(seat->takeManifest(build()).has_value());
    }
    bool loadSlice() {
        return seat->loadSlice([] { return true; }).has_value();
    }
    /// Everything, or the first `most` chunks.
    void fetch(std::size_t most = 1000) {
        while (seat->fetchesSnapshot()) {
            const auto want = seat->wantedChunk();
            if (want && most == 0) return;
            if (want) {
                auto rows = unpack(want->about, shelf.at(want->about.hash));
                QVERIFY(rows.has_value());
                seat->takeChunk(want->index, std::move(*rows));
                ++fetched;
                --most;
            }
            while (seat->hasLoad())
                QVERIFY(seat->loadSlice([] { return true; }).has_value());
        }
    }
    void download(std::int64_t compartments = kAllCompartments) {
        const auto taken = Site::download(5000, compartments);
        if (!taken) qFatal("%s", taken.error().text.c_str());
    }
    void upload() { QVERIFY(Site::upload().has_value()); }
    std::int64_t count(std::string_view sql) { return number(seat->store().database(), sql); }
    std::string tables() { return dump(seat->store().database()); }
    std::string truth() { return dump(ledger->database()); }
};

} // namespace shouwang::sync::toy
