// URLs, messages, authentication and descriptions: everything that a camera says in words.
#include "video/rtsp_auth.h"
#include "video/rtsp_message.h"
#include "video/rtsp_receiver.h"
#include "video/rtsp_url.h"
#include "video/sdp.h"

#include <QTest>
#include <rapidcheck.h>

using namespace shouwang;
using namespace shouwang::video;

namespace {

// Text that is nearly right finds more than pure noise does.
std::string spoiled(std::string text) {
    const int changes = *rc::gen::inRange(0, 6);
    for (int i = 0; i < changes && !text.empty(); ++i) {
        const auto at = *rc::gen::inRange<std::size_t>(0, text.size());
        switch (*rc::gen::inRange(0, 3)) {
        case 0:
            text[at] = static_cast<char>(*rc::gen::inRange(0, 256));
            break;
        case 1:
            text.erase(at, *rc::gen::inRange<std::size_t>(1, 20));
            break;
        default:
            text.insert(at, text.substr(*rc::gen::inRange<std::size_t>(0, text.size()), 30));
            break;
        }
    }
    return text;
}

const std::string kSdp =
    "v=0\r\ns=x\r\na=control:*\r\nm=audio 0 RTP/AVP 8\r\na=control:track0\r\n"
    "m=video 0 RTP/AVP 97 96\r\na=rtpmap:97 JPEG/90000\r\na=rtpmap:96 H264/90000\r\n"
    "a=fmtp:96 packetization-mode=1; sprop-parameter-sets=Z0IAKQ==,aM44gA==\r\na=control:track1\r\n";

} // namespace

class RtspTextTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void url_gives_address_port_and_text();
    void url_that_cannot_be_used_is_refused_data();
    void url_that_cannot_be_used_is_refused();
    void control_is_resolved_against_its_base();
    void message_is_cut_out_of_pieces_of_any_size();
    void too_long_header_is_refused();
    void too_long_body_is_refused();
    void garbage_is_refused();
    void digest_is_that_of_rfc_2617();
    void digest_sha_256_is_that_of_rfc_7616();
    void strongest_challenge_is_chosen();
    void unknown_challenge_is_refused();
    void quotes_in_a_name_do_not_leave_the_header();
    void sdp_gives_h264_with_its_parameter_sets();
    void sdp_gives_hevc_with_its_parameter_sets();
    void sdp_without_usable_video_is_refused_data();
    void sdp_without_usable_video_is_refused();
    void no_bytes_break_a_parser();
    void retry_pause_stays_between_its_bounds();
};

void RtspTextTest::url_gives_address_port_and_text() {
    const auto url = parseRtspUrl("rtsp://192.168.1.7:8554/live/main?x=1");
    QVERIFY(url.has_value());
    QCOMPARE(url->host, std::string("192.168.1.7"));
    QCOMPARE(url->port, std::uint16_t{8554});
    QCOMPARE(parseRtspUrl("RTSP://localhost/x")->port, std::uint16_t{554});
    const auto six = parseRtspUrl("rtsp://[::1]:10554/x");
    QCOMPARE(six->host, std::string("::1"));
    QCOMPARE(six->port, std::uint16_t{10554});
}

void RtspTextTest::url_that_cannot_be_used_is_refused_data() {
    QTest::addColumn<QByteArray>("url");
    QTest::newRow("empty") << QByteArray("");
    QTest::newRow("other scheme") << QByteArray("http://10.0.0.1/");
    QTest::newRow("no host") << QByteArray("rtsp:///x");
    QTest::newRow("password inside") << QByteArray("rtsp://admin:12345@10.0.0.1/x");
    QTest::newRow("port too large") << QByteArray("rtsp://10.0.0.1:70000/x");
    QTest::newRow("port zero") << QByteArray("rtsp://10.0.0.1:0/x");
    QTest::newRow("port no number") << QByteArray("rtsp://10.0.0.1:5x/x");
    QTest::newRow("open bracket") << QByteArray("rtsp://[::1/x");
    QTest::newRow("second line") << QByteArray("rtsp://10.0.0.1/x\r\nFoo: bar");
    QTest::newRow("blank") << QByteArray("rtsp://10.0.0.1/a b");
    QTest::newRow("too long") << QByteArray("rtsp://10.0.0.1/") + QByteArray(3000, 'a');
}

void RtspTextTest::url_that_cannot_be_used_is_refused() {
    QFETCH(QByteArray, url);
    const auto parsed = parseRtspUrl(url.toStdString());
    QVERIFY(!parsed.has_value());
    QVERIFY(parsed.error().next == Next::Refused);
    QVERIFY(parsed.error().text.find("12345") == std::string::npos);
}

void RtspTextTest::control_is_resolved_against_its_base() {
    QCOMPARE(resolveControl("rtsp://a/x/", "track1").value(), std::string("rtsp://a/x/track1"));
    QCOMPARE(resolveControl("rtsp://a/x", "track1").value(), std::string("rtsp://a/x/track1"));
    QCOMPARE(resolveControl("rtsp://a/x/", "/track1").value(), std::string("rtsp://a/x/track1"));
    QCOMPARE(resolveControl("rtsp://a/x/", "*").value(), std::string("rtsp://a/x/"));
    QCOMPARE(resolveControl("rtsp://a/x/", "").value(), std::string("rtsp://a/x/"));
    QCOMPARE(resolveControl("rtsp://a/x/", "rtsp://b/y").value(), std::string("rtsp://b/y"));
    QVERIFY(!resolveControl("rtsp://a/x/", "y\r\nFoo: 1").has_value());
}

void RtspTextTest::message_is_cut_out_of_pieces_of_any_size() {
    QVERIFY(rc::check("a stream of messages and packets survives every cut", [] {
        static constexpr char kStream[] = "RTSP/1.0 200 OK\r\nCSeq: 3\r\nContent-Length: 5\r\n\r\nhello"
                                          "$\x01\x00\x03"
                                          "abc"
                                          "\r\nOPTIONS rtsp://x RTSP/1.0\r\nCSeq: 9\r\n\r\n";
        const std::string stream(kStream, sizeof kStream - 1);
        RtspFramer framer;
        std::vector<std::string> found;
        std::size_t at = 0;
        while (at < stream.size()) {
            const std::size_t size = std::min(*rc::gen::inRange<std::size_t>(1, 40), stream.size() - at);
            framer.feed(view(std::string_view(stream).substr(at, size)));
            at += size;
            for (auto next = framer.next(); next && *next; next = framer.next()) {
                if (const auto* message = std::get_if<RtspMessage>(&**next)) {
                    found.push_back(message->method + std::to_string(message->status) + message->body);
                } else {
                    const auto bytes = std::get<InterleavedPacket>(**next).bytes;
                    found.emplace_back(bytes.begin(), bytes.end());
                }
            }
        }
        RC_ASSERT(found == (std::vector<std::string>{"200hello", "abc", "OPTIONS0"}));
    }));
}

void RtspTextTest::too_long_header_is_refused() {
    RtspFramer framer;
    framer.feed(view("RTSP/1.0 200 OK\r\n"));
    bool refused = false;
    for (int i = 0; i < 40 && !refused; ++i) {
        framer.feed(view(std::string(1000, 'x')));
        refused = !framer.next().has_value();
    }
    QVERIFY(refused);
    QVERIFY(framer.buffered() <= kLongestRtspHeader + 1000);
}

void RtspTextTest::too_long_body_is_refused() {
    for (const char* length : {"65537", "99999999999999999999", "-1", "x", ""}) {
        RtspFramer framer;
        framer.feed(view(std::string("RTSP/1.0 200 OK\r\nContent-Length: ") + length + "\r\n\r\n"));
        QVERIFY(!framer.next().has_value());
    }
}

void RtspTextTest::garbage_is_refused() {
    for (const char* text :
         {"\x01garbage", "HTTP/1.1 200 OK\r\n\r\n", "RTSP/1.0\r\n\r\n", "RTSP/1.0 abc\r\n\r\n",
          "RTSP/1.0 200 OK\r\nno colon here\r\n\r\n", "lower case\r\n\r\n"}) {
        RtspFramer framer;
        framer.feed(view(text));
        QVERIFY2(!framer.next().has_value(), text);
    }
}

void RtspTextTest::digest_is_that_of_rfc_2617() {
    const auto challenge = parseChallenge("Digest realm=\"testrealm@host.com\", qop=\"auth,auth-int\", "
                                          "nonce=\"dcd98b7102dd2f0e8b11d0f600bfb0c093\", "
                                          "opaque=\"5ccc069c403ebaf9f0171e9517f40e41\"");
    QVERIFY(challenge.has_value());
    const std::string text =
        authorization(*challenge, {"Mufasa", "Circle Of Life"}, "GET", "/dir/index.html", 1, "0a4f113b");
    QVERIFY(text.find("response=\"6629fae49393a05397450978507c4ef1\"") != std::string::npos);
    QVERIFY(text.find("nc=00000001") != std::string::npos);
    QVERIFY(text.find("opaque=\"5ccc069c403ebaf9f0171e9517f40e41\"") != std::string::npos);
}

void RtspTextTest::digest_sha_256_is_that_of_rfc_7616() {
    const auto challenge =
        parseChallenge("Digest realm=\"http-auth@example.org\", qop=\"auth, auth-int\", "
                       "algorithm=SHA-256, nonce=\"7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v\", "
                       "opaque=\"FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\"");
    QVERIFY(challenge.has_value());
    const std::string text = authorization(*challenge, {"Mufasa", "Circle of Life"}, "GET", "/dir/index.html",
                                           1, "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ");
    QVERIFY(text.find("753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1") !=
            std::string::npos);
}

void RtspTextTest::strongest_challenge_is_chosen() {
    RtspMessage answer;
    answer.headers = {{"www-authenticate", "Basic realm=\"x\""},
                      {"www-authenticate", "Digest realm=\"x\", nonce=\"1\""},
                      {"www-authenticate", "Digest realm=\"x\", nonce=\"2\", algorithm=SHA-256"},
                      {"www-authenticate", "Foo bar"}};
    QVERIFY(chooseChallenge(answer)->scheme == AuthChallenge::Scheme::DigestSha256);
    answer.headers.erase(answer.headers.begin() + 2);
    QVERIFY(chooseChallenge(answer)->scheme == AuthChallenge::Scheme::DigestMd5);
    answer.headers.erase(answer.headers.begin() + 1);
    QVERIFY(chooseChallenge(answer)->scheme == AuthChallenge::Scheme::Basic);
    QCOMPARE(authorization(*chooseChallenge(answer), {"Aladdin", "open sesame"}, "GET", "/", 1, ""),
             std::string("Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="));
}

void RtspTextTest::unknown_challenge_is_refused() {
    for (const char* text : {"", "Bearer x", "Digest realm=\"x\"", "Digest nonce=\"1\", algorithm=SHA-1",
                             "Digest nonce=\"1\", qop=\"auth-int\"", "Digest nonce=\"a\rb\""}) {
        QVERIFY2(!parseChallenge(text).has_value(), text);
    }
    QVERIFY(!chooseChallenge(RtspMessage{}).has_value());
}

void RtspTextTest::quotes_in_a_name_do_not_leave_the_header() {
    const auto challenge = parseChallenge("Digest realm=\"a\\\"b\", nonce=\"n\"");
    QCOMPARE(challenge->realm, std::string("a\"b"));
    const std::string text = authorization(*challenge, {"x\", uri=\"y", "p"}, "GET", "/", 1, "");
    QVERIFY(text.find("username=\"x\\\", uri=\\\"y\"") != std::string::npos);
}

void RtspTextTest::sdp_gives_h264_with_its_parameter_sets() {
    const auto video = parseSdp(kSdp);
    QVERIFY(video.has_value());
    QVERIFY(video->codec == Codec::H264);
    QCOMPARE(video->payload_type, std::uint8_t{96});
    QCOMPARE(video->control, std::string("track1"));
    QCOMPARE(video->session_control, std::string("*"));
    QCOMPARE(toHex(video->parameter_sets), std::string("0000000167420029"
                                                       "0000000168ce3880"));
}

void RtspTextTest::sdp_gives_hevc_with_its_parameter_sets() {
    const auto video = parseSdp("v=0\nm=video 0 RTP/AVP 98\na=rtpmap:98 h265/90000\n"
                                "a=fmtp:98 sprop-vps=QAE=; sprop-sps=QgE=; sprop-pps=RAE=\n");
    QVERIFY(video.has_value());
    QVERIFY(video->codec == Codec::Hevc);
    QCOMPARE(toHex(video->parameter_sets), std::string("000000014001"
                                                       "000000014201"
                                                       "000000014401"));
}

void RtspTextTest::sdp_without_usable_video_is_refused_data() {
    QTest::addColumn<QByteArray>("sdp");
    QTest::newRow("empty") << QByteArray("");
    QTest::newRow("no description") << QByteArray("<html>not found</html>");
    QTest::newRow("sound only") << QByteArray("v=0\r\nm=audio 0 RTP/AVP 8\r\n");
    QTest::newRow("other codec") << QByteArray("v=0\r\nm=video 0 RTP/AVP 26\r\na=rtpmap:26 JPEG/90000\r\n");
    QTest::newRow("no map") << QByteArray("v=0\r\nm=video 0 RTP/AVP 96\r\n");
    QTest::newRow("interleaved mode") << QByteArray(
        "v=0\r\nm=video 0 RTP/AVP 96\r\na=rtpmap:96 H264/90000\r\na=fmtp:96 packetization-mode=2\r\n");
    QTest::newRow("too long") << QByteArray("v=0\r\n") + QByteArray(70'000, 'a');
}

void RtspTextTest::sdp_without_usable_video_is_refused() {
    QFETCH(QByteArray, sdp);
    const auto video = parseSdp(sdp.toStdString());
    QVERIFY(!video.has_value());
    QVERIFY(!video.error().text.empty());
}

void RtspTextTest::no_bytes_break_a_parser() {
    QVERIFY(rc::check("parsers answer or refuse", [] {
        const auto noise = *rc::gen::container<std::string>(rc::gen::arbitrary<char>());
        for (const std::string& text :
             {noise, spoiled(kSdp), spoiled("RTSP/1.0 200 OK\r\nCSeq: 1\r\nSession: a\r\n\r\n"),
              spoiled("Digest realm=\"a\", nonce=\"b\", qop=\"auth\", algorithm=MD5")}) {
            (void)parseRtspUrl(text);
            (void)resolveControl("rtsp://a/", text);
            (void)parseRtspHead(text);
            (void)fromBase64(text);
            if (const auto sdp = parseSdp(text)) RC_ASSERT(sdp->parameter_sets.size() <= text.size() * 4);
            if (const auto challenge = parseChallenge(text)) {
                const std::string out = authorization(*challenge, {"u", "p"}, "PLAY", "rtsp://a/", 1, "c");
                RC_ASSERT(out.find('\n') == std::string::npos && out.find('\r') == std::string::npos);
            }
            RtspFramer framer;
            framer.feed(view(text));
            for (auto next = framer.next(); next && *next; next = framer.next()) {
            }
            RC_ASSERT(framer.buffered() <= text.size());
        }
    }));
}

void RtspTextTest::retry_pause_stays_between_its_bounds() {
    QVERIFY(rc::check("a pause is within its bounds and not always the same", [] {
        SeededRandom random(*rc::gen::arbitrary<std::uint64_t>());
        const Nanos least = 200 * kMillisecond;
        const Nanos most = 15 * kSecond;
        Nanos pause = least;
        Nanos longest = 0;
        for (int i = 0; i < 200; ++i) {
            const Nanos next = nextRetryPause(pause, random, least, most);
            RC_ASSERT(next >= least && next <= most && next <= std::max(pause * 3, least));
            pause = next;
            longest = std::max(longest, pause);
        }
        RC_ASSERT(longest > 5 * kSecond);
    }));
}

QTEST_GUILESS_MAIN(RtspTextTest)
#include "tst_rtsp_text.moc"
