// From RTP packets to whole access units: nothing half is ever delivered.
#include "support/encode.h"
#include "support/rtp_writer.h"
#include "video/rtp.h"

#include <QTest>
#include <numeric>
#include <rapidcheck.h>

using namespace shouwang;
using namespace shouwang::video;
using namespace shouwang::video::test;

namespace {

struct Bench {
    explicit Bench(Codec codec)
        : depacketizer(codec, sets, [this](AccessUnit&& unit) { units.push_back(std::move(unit)); }) {}
    void feed(const Bytes& bytes, Nanos at = kSecond) {
        const auto packet = parseRtp(bytes);
        if (packet) depacketizer.packet(*packet, at);
    }
    ParameterSetKeeper sets;
    std::vector<AccessUnit> units;
    Depacketizer depacketizer;
};

std::vector<std::string> nals(ByteView annex_b) {
    std::vector<std::string> found;
    forEachNal(annex_b, [&found](ByteView unit) { found.push_back(toHex(unit)); });
    return found;
}

Coded coded(Codec codec, int slices = 1) {
    Recipe recipe;
    recipe.codec = codec;
    recipe.pictures = 30;
    recipe.group = 10;
    recipe.slices = slices;
    recipe.noise = true;
    return encode(recipe);
}

const Bytes kSps{0x67, 0x42, 0x00, 0x29, 0x11};
const Bytes kPps{0x68, 0xce, 0x38, 0x80};
const Bytes kIdr{0x65, 0x88, 0x80, 0x10};
const Bytes kSlice{0x41, 0x9a, 0x20, 0x30};

} // namespace

class RtpTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whole_stream_comes_out_as_it_went_in_data();
    void whole_stream_comes_out_as_it_went_in();
    void stap_a_gives_its_units();
    void lost_fragment_costs_everything_until_the_next_key_frame();
    void lost_first_packet_spoils_the_unit_after_the_gap();
    void unit_without_marker_is_closed_by_the_next_timestamp();
    void marker_on_parameter_sets_does_not_make_a_unit();
    void nothing_is_delivered_before_a_key_frame_with_its_sets();
    void changed_parameter_sets_are_a_new_generation();
    void packet_that_came_twice_counts_once();
    void unit_that_grows_too_large_is_given_up();
    void recovery_point_is_a_key_frame();
    void padding_extension_and_sources_are_skipped();
    void timestamps_go_on_over_wraps_and_reconnects();
    void sender_report_tells_the_time();
    void loss_of_any_packets_never_delivers_damaged_units();
    void no_bytes_break_the_depacketizer();
};

void RtpTest::whole_stream_comes_out_as_it_went_in_data() {
    QTest::addColumn<bool>("hevc");
    QTest::addColumn<int>("slices");
    QTest::newRow("H.264") << false << 1;
    QTest::newRow("H.264, four slices") << false << 4;
    QTest::newRow("HEVC") << true << 1;
}

void RtpTest::whole_stream_comes_out_as_it_went_in() {
    QFETCH(bool, hevc);
    QFETCH(int, slices);
    const Coded stream = coded(hevc ? Codec::Hevc : Codec::H264, slices);
    Bench bench(stream.codec);
    RtpWriter writer(stream.codec, 65'500, 300);
    forEachNal(stream.sets, [&bench, &stream](ByteView unit) { bench.sets.take(stream.codec, unit); });
    for (std::size_t i = 0; i < stream.units.size(); ++i) {
        for (const Bytes& packet : writer.packets(stream.units[i], static_cast<std::uint32_t>(i * 3600))) {
            bench.feed(packet, static_cast<Nanos>(i));
        }
        QCOMPARE(bench.units.size(), i + 1); // at the marker, not with the next picture
        QCOMPARE(nals(*bench.units[i].payload), nals(stream.units[i]));
        QCOMPARE(bench.units[i].key, static_cast<bool>(stream.keys[i]));
        QCOMPARE(bench.units[i].rtp_timestamp, static_cast<std::int64_t>(i * 3600));
        QCOMPARE(bench.units[i].discontinuity, i == 0);
    }
    QCOMPARE(bench.depacketizer.counts().gaps, std::uint64_t{0});
}

void RtpTest::stap_a_gives_its_units() {
    Bench bench(Codec::H264);
    RtpWriter writer(Codec::H264);
    bench.feed(writer.aggregate({kSps, kPps}, 1));
    Bytes last = writer.aggregate({kIdr, kSlice}, 1);
    last[1] |= 0x80;
    bench.feed(last);
    QCOMPARE(bench.units.size(), std::size_t{1});
    QVERIFY(bench.units[0].key);
    QCOMPARE(nals(*bench.units[0].payload),
             (std::vector<std::string>{toHex(kSps), toHex(kPps), toHex(kIdr), toHex(kSlice)}));
    // An aggregate that lies about a length is garbage, and costs the unit.
    Bytes lying = writer.aggregate({kSlice}, 2);
    lying[1] |= 0x80;
    lying[14] = 200;
    bench.feed(lying);
    QCOMPARE(bench.units.size(), std::size_t{1});
    QCOMPARE(bench.depacketizer.counts().garbage, std::uint64_t{1});
}

void RtpTest::lost_fragment_costs_everything_until_the_next_key_frame() {
    const Coded stream = coded(Codec::H264);
    Bench bench(Codec::H264);
    RtpWriter writer(Codec::H264, 1, 200);
    forEachNal(stream.sets, [&bench](ByteView unit) { bench.sets.take(Codec::H264, unit); });
    for (std::size_t i = 0; i < stream.units.size(); ++i) {
        const auto packets = writer.packets(stream.units[i], static_cast<std::uint32_t>(i * 3600));
        for (std::size_t k = 0; k < packets.size(); ++k) {
            if (i == 13 && k == 1) continue;
            bench.feed(packets[k]);
        }
    }
    // Pictures 13 to 19 are gone, 20 is the next key frame.
    QCOMPARE(bench.units.size(), std::size_t{30 - 7});
    QCOMPARE(bench.units[13].rtp_timestamp, std::int64_t{20 * 3600});
    QVERIFY(bench.units[13].key && bench.units[13].discontinuity);
    QVERIFY(!bench.units[14].discontinuity);
    QCOMPARE(bench.depacketizer.counts().gaps, std::uint64_t{1});
    QCOMPARE(bench.depacketizer.counts().damaged, std::uint64_t{7});
}

void RtpTest::lost_first_packet_spoils_the_unit_after_the_gap() {
    const Coded stream = coded(Codec::H264, 4);
    Bench bench(Codec::H264);
    RtpWriter writer(Codec::H264, 1, 60'000);
    forEachNal(stream.sets, [&bench](ByteView unit) { bench.sets.take(Codec::H264, unit); });
    for (std::size_t i = 0; i < 11; ++i) {
        const auto packets = writer.packets(stream.units[i], static_cast<std::uint32_t>(i * 3600));
        // The first slice of the key frame 10 is lost: what is left looks whole and is not.
        for (std::size_t k = i == 10 ? 1 : 0; k < packets.size(); ++k)
            bench.feed(packets[k]);
    }
    QCOMPARE(bench.units.size(), std::size_t{10});
}

void RtpTest::unit_without_marker_is_closed_by_the_next_timestamp() {
    Bench bench(Codec::H264);
    RtpWriter writer(Codec::H264);
    bench.feed(writer.aggregate({kSps, kPps, kIdr}, 100), 7);
    QCOMPARE(bench.units.size(), std::size_t{0});
    bench.feed(writer.aggregate({kSlice}, 200), 8);
    QCOMPARE(bench.units.size(), std::size_t{1});
    QCOMPARE(bench.units[0].rtp_timestamp, std::int64_t{100});
    QCOMPARE(bench.units[0].arrival, Nanos{7});
}

void RtpTest::marker_on_parameter_sets_does_not_make_a_unit() {
    Bench bench(Codec::H264);
    RtpWriter writer(Codec::H264);
    for (const Bytes& unit : {kSps, kPps, kIdr}) {
        Bytes packet = writer.aggregate({unit}, 100);
        packet[1] |= 0x80;
        bench.feed(packet);
    }
    QCOMPARE(bench.units.size(), std::size_t{1});
    QVERIFY(bench.units[0].key);
    QCOMPARE(nals(*bench.units[0].payload).size(), std::size_t{3});
}

void RtpTest::nothing_is_delivered_before_a_key_frame_with_its_sets() {
    Bench bench(Codec::H264);
    RtpWriter writer(Codec::H264);
    std::uint32_t time = 0;
    const auto send = [&](const std::vector<Bytes>& units) {
        Bytes packet = writer.aggregate(units, ++time);
        packet[1] |= 0x80;
        bench.feed(packet);
    };
    send({kSlice});
    send({kIdr}); // a key frame, but nobody knows its parameters
    QCOMPARE(bench.units.size(), std::size_t{0});
    QCOMPARE(bench.depacketizer.counts().damaged, std::uint64_t{0}); // nothing was lost
    send({kSps, kPps, kIdr});
    send({kSlice});
    QCOMPARE(bench.units.size(), std::size_t{2});
    QVERIFY(bench.depacketizer.lastClosed() > 0);
}

void RtpTest::changed_parameter_sets_are_a_new_generation() {
    ParameterSetKeeper keeper;
    QVERIFY(!keeper.get(Codec::H264));
    keeper.take(Codec::H264, kSps);
    QVERIFY(!keeper.get(Codec::H264));
    keeper.take(Codec::H264, kPps);
    const auto first = keeper.get(Codec::H264);
    QCOMPARE(first->generation, 1u);
    keeper.take(Codec::H264, kSps);
    QCOMPARE(keeper.get(Codec::H264), first);
    const Bytes other{0x67, 0x42, 0x00, 0x28, 0x11};
    keeper.take(Codec::H264, other);
    const auto second = keeper.get(Codec::H264);
    QCOMPARE(second->generation, 2u);
    QCOMPARE(nals(second->annex_b), (std::vector<std::string>{toHex(other), toHex(kPps)}));
    QCOMPARE(nals(first->annex_b).front(), toHex(kSps));
}

void RtpTest::packet_that_came_twice_counts_once() {
    Bench bench(Codec::H264);
    RtpWriter writer(Codec::H264);
    const Bytes first = writer.aggregate({kSps, kPps}, 1);
    Bytes last = writer.aggregate({kIdr}, 1);
    last[1] |= 0x80;
    for (const Bytes& packet : {first, first, last, last})
        bench.feed(packet);
    QCOMPARE(bench.units.size(), std::size_t{1});
    QCOMPARE(nals(*bench.units[0].payload).size(), std::size_t{3});
}

void RtpTest::unit_that_grows_too_large_is_given_up() {
    Bench bench(Codec::H264);
    bench.sets.take(Codec::H264, kSps);
    bench.sets.take(Codec::H264, kPps);
    RtpWriter writer(Codec::H264, 0, 60'000);
    Bytes huge(kLargestAccessUnit + 100'000, 0x55);
    const std::uint8_t start[] = {0, 0, 0, 1, 0x65};
    std::copy(std::begin(start), std::end(start), huge.begin());
    for (const Bytes& packet : writer.packets(huge, 1))
        bench.feed(packet);
    QVERIFY(bench.units.empty());
    QVERIFY(bench.depacketizer.counts().garbage > 0);
    Bytes next = writer.aggregate({kIdr}, 2);
    next[1] |= 0x80;
    bench.feed(next);
    QCOMPARE(bench.units.size(), std::size_t{1}); // and life goes on
}

void RtpTest::recovery_point_is_a_key_frame() {
    Bench bench(Codec::H264);
    RtpWriter writer(Codec::H264);
    Bytes packet = writer.aggregate({kSps, kPps, {0x06, 0x06, 0x01, 0xc4, 0x80}, kSlice}, 1);
    packet[1] |= 0x80;
    bench.feed(packet);
    QCOMPARE(bench.units.size(), std::size_t{1});
    QVERIFY(bench.units[0].key);
}

void RtpTest::padding_extension_and_sources_are_skipped() {
    // version 2, padding, extension, two sources
    Bytes bytes{0xb2, 0xe0, 0, 1, 0, 0, 0,    2,    0, 0, 0, 3, 1, 1,
                1,    1,    2, 2, 2, 2, 0xbe, 0xde, 0, 1, 9, 9, 9, 9};
    bytes.insert(bytes.end(), {'a', 'b', 'c', 0, 0, 3});
    const auto packet = parseRtp(bytes);
    QVERIFY(packet.has_value());
    QVERIFY(packet->marker);
    QCOMPARE(packet->payload_type, std::uint8_t{96});
    QCOMPARE(std::string(packet->payload.begin(), packet->payload.end()), std::string("abc"));
    bytes.back() = 200; // more padding than there is
    QVERIFY(!parseRtp(bytes).has_value());
}

void RtpTest::timestamps_go_on_over_wraps_and_reconnects() {
    TimestampLine line;
    QCOMPARE(line.unwrap(4'294'967'000u, 0), std::int64_t{4'294'967'000});
    QCOMPARE(line.unwrap(3'000u, 40 * kMillisecond), std::int64_t{4'294'967'296 + 3'000});
    QCOMPARE(line.unwrap(2'000u, 41 * kMillisecond),
             std::int64_t{4'294'967'296 + 2'000}); // backwards a little
    line.restart();
    // Another second by arrival, whatever number the camera begins with.
    QCOMPARE(line.unwrap(777u, 1'041 * kMillisecond), std::int64_t{4'294'967'296 + 2'000 + 90'000});
    QCOMPARE(line.unwrap(777u + 3'600u, 0), std::int64_t{4'294'967'296 + 2'000 + 93'600});
}

void RtpTest::sender_report_tells_the_time() {
    Bytes report{0x80, 200, 0, 6, 1, 2, 3, 4};
    const std::uint32_t seconds = 2'208'988'800u + 1'700'000'000u;
    for (int shift : {24, 16, 8, 0})
        report.push_back(static_cast<std::uint8_t>(seconds >> shift));
    report.insert(report.end(), {0x80, 0, 0, 0, 0, 0, 0x10, 0});
    report.resize(28);
    const auto parsed = parseSenderReport(report);
    QVERIFY(parsed.has_value());
    QCOMPARE(parsed->utc, Micros{1'700'000'000'500'000});
    QCOMPARE(parsed->rtp_timestamp, 4096u);
    report[1] = 201;
    QVERIFY(!parseSenderReport(report).has_value());
}

void RtpTest::loss_of_any_packets_never_delivers_damaged_units() {
    for (const Codec codec : {Codec::H264, Codec::Hevc}) {
        const Coded stream = coded(codec, 2);
        QVERIFY(rc::check("what is delivered was sent, and follows a key frame", [&stream, codec] {
            Bench bench(codec);
            RtpWriter writer(codec, *rc::gen::arbitrary<std::uint16_t>(),
                             *rc::gen::inRange<std::size_t>(100, 3000));
            forEachNal(stream.sets, [&](ByteView unit) { bench.sets.take(codec, unit); });
            const int loss = *rc::gen::inRange(0, 30); // percent
            for (std::size_t i = 0; i < stream.units.size(); ++i) {
                const auto packets = writer.packets(stream.units[i], static_cast<std::uint32_t>(i * 3600));
                for (const Bytes& packet : packets) {
                    // Nobody can know what came before the first packet of a connection.
                    const bool first = &packet == &packets.front() && i == 0;
                    if (first || *rc::gen::inRange(0, 100) >= loss) bench.feed(packet);
                }
            }
            std::int64_t last = -1;
            for (const AccessUnit& unit : bench.units) {
                const auto index = static_cast<std::size_t>(unit.rtp_timestamp / 3600);
                RC_ASSERT(nals(*unit.payload) == nals(stream.units[index]));
                RC_ASSERT(unit.key || static_cast<std::int64_t>(index) == last + 1);
                last = static_cast<std::int64_t>(index);
            }
            if (loss == 0) RC_ASSERT(bench.units.size() == stream.units.size());
        }));
    }
}

void RtpTest::no_bytes_break_the_depacketizer() {
    QVERIFY(rc::check("noise with an RTP head", [] {
        Bench bench(*rc::gen::element(Codec::H264, Codec::Hevc));
        RtpWriter writer(Codec::H264, 0);
        const int packets = *rc::gen::inRange(1, 60);
        for (int i = 0; i < packets; ++i) {
            Bytes bytes =
                *rc::gen::inRange(0, 10) == 0 ? Bytes() : writer.head(static_cast<std::uint32_t>(i / 3));
            const auto noise = *rc::gen::container<Bytes>(rc::gen::arbitrary<std::uint8_t>());
            bytes.insert(bytes.end(), noise.begin(), noise.end());
            if (!bytes.empty() && *rc::gen::inRange(0, 4) == 0 && bytes.size() > 1) bytes[1] |= 0x80;
            bench.feed(bytes);
            (void)parseSenderReport(bytes);
        }
        for (const AccessUnit& unit : bench.units)
            RC_ASSERT(unit.sets != nullptr);
    }));
}

QTEST_GUILESS_MAIN(RtpTest)
#include "tst_rtp.moc"
