#include "sync/protocol.h"

#include <QTest>
#include <rapidcheck.h>

using namespace shouwang;
using namespace shouwang::sync;
using ledger::Value;

namespace {

ledger::Head head(std::uint64_t number) {
    return {5, number, sha256(view("head"))};
}

FeedBatch batch(std::uint64_t from, std::size_t count) {
    FeedBatch out;
    out.station = Id::fromParts({"station"});
    out.epoch = 5;
    out.from = from;
    out.to = from + count - 1;
    out.head = head(out.to);
    for (std::size_t i = 0; i < count; ++i) {
        const Bytes bytes = toBytes(view("fact"));
        out.facts.push_back({from + i, sha256(bytes), bytes, toBytes(view("sealed"))});
    }
    return out;
}

Push push(std::size_t count) {
    Push out;
    out.seat = Id::fromParts({"seat"});
    out.epoch = 9;
    out.first = 3;
    for (std::size_t i = 0; i < count; ++i)
        out.commands.push_back(toBytes(view("command " + std::to_string(i))));
    return out;
}

PushReply reply() {
    PushReply out;
    out.epoch = 9;
    ledger::Verdict verdict;
    verdict.kind = ledger::Verdict::Kind::Refused;
    verdict.refusal = {"toy.empty", "rule", "text"};
    verdict.quarantined = true;
    out.verdicts.push_back({3, verdict});
    out.expected = 7;
    out.head = head(4);
    out.serverTime = 1234;
    return out;
}

/// Every decoder on the same bytes; returns how many took them.
int accepted(const Bytes& bytes) {
    int count = 0;
    count += decodeHello(bytes).has_value();
    count += decodePush(bytes).has_value();
    count += decodePushReply(bytes).has_value();
    count += decodeCursor(bytes).has_value();
    count += decodeFeedBatch(bytes).has_value();
    count += versionAnswer(bytes).has_value();
    count += decodeRecover(bytes).has_value();
    count += decodeRecoverReply(bytes).has_value();
    return count;
}

std::vector<Bytes> samples() {
    const std::vector<ledger::EpochMark> epochs{{4, 1, 10}, {5, 3, 20}};
    Recover recover{kProtocol, Id::fromParts({"seat"}), batch(2, 3).facts};
    return {encode(Hello{1, 1, Id::fromParts({"s"}), head(3), 17, 2, epochs}),
            encode(recover),
            encode(RecoverReply{3, head(4)}),
            encode(push(3)),
            encode(reply()),
            encode(Cursor{5, 3, sha256(view("x"))}),
            encode(batch(2, 3)),
            encode(VersionAnswer{2, 3})};
}

} // namespace

class TestProtocol : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void what_is_encoded_is_decoded_alike() {
        for (const Bytes& bytes : samples())
            QCOMPARE(accepted(bytes), 1);
        const auto read = decodePushReply(encode(reply()));
        QVERIFY(read.has_value());
        QCOMPARE(encode(*read), encode(reply()));
        QVERIFY(read->verdicts[0].verdict.quarantined);
        QCOMPARE(read->expected, 7u);
        QCOMPARE(encode(*decodeFeedBatch(encode(batch(2, 3)))), encode(batch(2, 3)));
        QCOMPARE(encode(*decodePush(encode(push(500)))), encode(push(500)));
    }

    void keys_of_a_newer_version_are_skipped() {
        for (const Bytes& bytes : samples()) {
            auto value = ledger::decode(bytes);
            QVERIFY(value.has_value());
            ledger::Map map = value->map();
            map[900] = Value("from the future");
            map[-4] = Value(ledger::Array{Value(1)});
            QCOMPARE(accepted(ledger::encode(Value(map))), 1);
        }
    }

    void every_missing_field_is_noticed() {
        for (const Bytes& bytes : samples()) {
            const ledger::Map map = ledger::decode(bytes)->map();
            for (const auto& [key, value] : map) {
                ledger::Map less = map;
                less.erase(key);
                // What came after the first release of version 1: a peer from before it does not send it.
                const int wanted = key >= 19 && key <= 22 ? 1 : 0;
                QVERIFY2(accepted(ledger::encode(Value(less))) == wanted, std::to_string(key).c_str());
            }
        }
    }

    void any_changed_byte_is_refused_or_gives_a_canonical_message() {
        QVERIFY(rc::check("mutations", [] {
            const std::vector<Bytes> all = samples();
            Bytes bytes = all[*rc::gen::inRange<std::size_t>(0, all.size())];
            const int changes = *rc::gen::inRange(1, 5);
            for (int i = 0; i < changes; ++i)
                bytes[*rc::gen::inRange<std::size_t>(0, bytes.size())] = *rc::gen::arbitrary<std::uint8_t>();
            bytes.resize(*rc::gen::inRange<std::size_t>(0, bytes.size() + 1));
            RC_ASSERT(accepted(bytes) <= 1);
            if (auto read = decodeFeedBatch(bytes)) RC_ASSERT(encode(*read).size() <= bytes.size() + 2);
        }));
    }

    void noise_is_refused() {
        QVERIFY(rc::check("noise", [](const Bytes& bytes) { RC_ASSERT(accepted(bytes) == 0); }));
    }

    void bounds_hold() {
        QVERIFY(!decodePush(encode(push(kMaxPushCommands + 1))).has_value());
        Push large = push(1);
        large.commands[0].resize(kMaxPushBytes);
        QVERIFY(!decodePush(encode(large)).has_value());
        FeedBatch heavy = batch(1, 1);
        heavy.facts[0].bytes.resize(kMaxFeedBytes);
        QVERIFY(!decodeFeedBatch(encode(heavy)).has_value());
        QVERIFY(!decodeFeedBatch(encode(batch(1, kMaxFeedFacts + 1))).has_value());
        QVERIFY(!decodeCursor(Bytes(kMaxSmallBytes + 1, 0)).has_value());
    }

    void a_batch_with_a_gap_is_refused() {
        FeedBatch hole = batch(4, 3);
        hole.facts[1].number = 9;
        QVERIFY(!decodeFeedBatch(encode(hole)).has_value());
        FeedBatch tooFar = batch(4, 3);
        tooFar.to = 7;
        QVERIFY(!decodeFeedBatch(encode(tooFar)).has_value());
        QVERIFY(decodeFeedBatch(encode(batch(4, 0))).has_value());
    }

    void a_station_says_what_is_backed_up_and_where_its_epochs_began() {
        const std::vector<ledger::EpochMark> epochs{{4, 1, 10}, {5, 3, 20}};
        const auto hello = decodeHello(encode(Hello{1, 1, Id::fromParts({"s"}), head(3), 17, 2, epochs}));
        QVERIFY(hello.has_value());
        QCOMPARE(hello->backedUp, 2u);
        QVERIFY(hello->epochs == epochs);
        Hello many{1, 1, Id::fromParts({"s"}), head(3), 17, 2, {}};
        for (std::uint64_t i = 1; i <= 40; ++i)
            many.epochs.push_back({i, i, 0});
        QCOMPARE(decodeHello(encode(many))->epochs.size(), kMaxEpochs);
        QCOMPARE(decodeHello(encode(many))->epochs.back().epoch, 40u); // the last ones
    }

    void another_version_is_told_apart_from_damage() {
        const Bytes answer = encode(VersionAnswer{4, 6});
        const auto read = decodeHello(answer);
        QVERIFY(!read.has_value());
        QCOMPARE(read.error().next, Next::Refused);
        QVERIFY(read.error().text.find("4 to 6") != std::string::npos);
        QCOMPARE(versionAnswer(answer)->maxProtocol, 6u);
        QCOMPARE(decodeHello(encode(push(1))).error().next, Next::Corrupt);
    }

    void a_closed_station_says_why_in_place_of_any_answer() {
        const Id station = Id::fromParts({"s"});
        for (const auto why : {ledger::Trouble::Damaged, ledger::Trouble::Foreign, ledger::Trouble::Newer,
                               ledger::Trouble::HalfRestored, ledger::Trouble::Missing}) {
            const Bytes answer = encode(ClosedAnswer{station, why, "text"});
            const auto hello = decodeHello(answer);
            QVERIFY(hello && hello->closed);
            QVERIFY(hello->closed->why == why);
            QVERIFY(hello->station == station);
            QCOMPARE(hello->closed->text, std::string("text"));
            QCOMPARE(decodePushReply(answer).error().next, Next::Corrupt);
            QCOMPARE(decodeFeedBatch(answer).error().next, Next::Corrupt);
        }
        const auto later = decodeHello(encode(ClosedAnswer{station, static_cast<ledger::Trouble>(77), {}}));
        QVERIFY(later && later->closed && later->closed->why != ledger::Trouble::None);
        QVERIFY(!decodeHello(encode(Hello{1, 1, station, head(3), 17, 2, {}}))->closed);
    }

    void a_feed_query_survives_its_text_form() {
        const FeedQuery query{{5, 1234567, sha256(view("x"))}, 77};
        const auto read = parseFeedQuery("other=1&" + toQuery(query) + "&flag");
        QVERIFY(read.has_value());
        QVERIFY(read->cursor == query.cursor);
        QCOMPARE(read->limit, std::size_t{77});
        for (const char* bad : {"after=-1", "after=1x", "after=99999999999999999999", "hash=00", "limit=0",
                                "hash=zz", "epoch="}) {
            QVERIFY2(!parseFeedQuery(bad).has_value(), bad);
        }
        QCOMPARE(parseFeedQuery("limit=999999")->limit, kMaxFeedFacts);
    }
};

QTEST_GUILESS_MAIN(TestProtocol)
#include "tst_protocol.moc"
