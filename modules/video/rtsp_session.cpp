#include "video/rtsp_session.h"

#include <algorithm>
#include <charconv>
#include <fmt/format.h>

namespace shouwang::video {

namespace {

constexpr std::size_t kMostGarbage = 1000; // packets that make no sense: then it is not a camera

std::optional<StreamFault> bad(std::string text) {
    return StreamFault{Refusal::BadStream, true, false, std::move(text)};
}

StreamFault statusFault(const RtspMessage& answer) {
    const std::string text = fmt::format("RTSP: answered {} {}", answer.status, answer.reason.substr(0, 80));
    switch (answer.status) {
    case 401:
        return {Refusal::WrongPassword, false, false, text};
    case 403: // the account is known and may not, or is locked already
        return {Refusal::ServerRefuses, false, false, text, true};
    case 404:
    case 410:
    case 454:
        return {Refusal::NotFound, false, false, text};
    default:
        return {answer.status >= 400 ? Refusal::ServerRefuses : Refusal::BadStream, false, false, text};
    }
}

int leadingNumber(std::string_view text, int fallback) {
    int value = fallback;
    const auto result = std::from_chars(text.data(), text.data() + text.size(), value);
    return result.ec == std::errc() ? value : fallback;
}

bool isToken(std::string_view text) {
    return !text.empty() && text.size() <= 256 && std::all_of(text.begin(), text.end(), [](unsigned char c) {
        return c > ' ' && c < 0x7f && c != ';';
    });
}

} // namespace

RtspSession::RtspSession(RtspUrl url, Credentials credentials, StreamMemory& memory, Random& random,
                         const SessionLimits& limits, std::function<void(AccessUnit&&)> deliver)
    : m_url(std::move(url))
    , m_credentials(std::move(credentials))
    , m_memory(memory)
    , m_random(random)
    , m_limits(limits)
    , m_deliver(std::move(deliver)) {
    m_memory.times.restart();
}

void RtspSession::begin(Nanos now) {
    request(now);
}

Bytes RtspSession::takeOutput() {
    return std::exchange(m_output, {});
}

DepacketizerCounts RtspSession::counts() const {
    DepacketizerCounts counts = m_depacketizer ? m_depacketizer->counts() : DepacketizerCounts{};
    counts.garbage += m_garbage;
    return counts;
}

void RtspSession::send(std::string_view method, std::string_view uri, std::string_view extra, Nanos now) {
    std::string text =
        fmt::format("{} {} RTSP/1.0\r\nCSeq: {}\r\nUser-Agent: Shouwang\r\n", method, uri, ++m_sequence);
    m_authenticated_request = m_challenge.has_value();
    if (m_challenge) {
        const std::string nonce = newClientNonce(m_random);
        text += fmt::format("Authorization: {}\r\n",
                            authorization(*m_challenge, m_credentials, method, uri, ++m_nonce_uses, nonce));
    }
    if (!m_session.empty()) text += fmt::format("Session: {}\r\n", m_session);
    text += extra;
    text += "\r\n";
    m_output.insert(m_output.end(), text.begin(), text.end());
    m_last_request = m_asked = now;
    m_waiting = true;
}

void RtspSession::request(Nanos now) {
    switch (m_step) {
    case Step::Options:
        return send("OPTIONS", m_url.text, "", now);
    case Step::Describe:
        return send("DESCRIBE", m_url.text, "Accept: application/sdp\r\n", now);
    case Step::Setup:
        return send("SETUP", m_control, "Transport: RTP/AVP/TCP;unicast;interleaved=0-1\r\n", now);
    case Step::Play:
        return send("PLAY", m_base, "Range: npt=0.000-\r\n", now);
    case Step::Playing:
        return send(m_knows_get_parameter ? "GET_PARAMETER" : "OPTIONS", m_base, "", now);
    }
}

void RtspSession::goodbye() {
    if (!m_session.empty()) send("TEARDOWN", m_base, "", m_last_request);
}

std::optional<StreamFault> RtspSession::feed(ByteView bytes, Nanos now) {
    m_framer.feed(bytes);
    for (;;) {
        const auto next = m_framer.next();
        if (!next) return bad(next.error().text);
        if (!*next) return std::nullopt;
        std::optional<StreamFault> fault;
        if (const auto* text = std::get_if<RtspMessage>(&**next)) {
            fault = message(*text, now);
        } else {
            const auto& interleaved = std::get<InterleavedPacket>(**next);
            fault = packet(interleaved.channel, interleaved.bytes, now);
        }
        if (fault) return fault;
    }
}

std::optional<StreamFault> RtspSession::tick(Nanos now) {
    if (m_waiting && now - m_asked > m_limits.answer) {
        return StreamFault{Refusal::Silent, false, true, "RTSP: no answer in time"};
    }
    if (m_step != Step::Playing) return std::nullopt;
    const Nanos heard = std::max(m_play_began, m_depacketizer ? m_depacketizer->lastClosed() : 0);
    if (now - heard > m_limits.stall) {
        const bool rubbish = counts().garbage > m_garbage_then; // it sends, and nobody can read it
        return rubbish ? StreamFault{Refusal::BadStream, true, true, "RTP: garbage instead of pictures"}
                       : StreamFault{Refusal::Silent, false, true, "RTSP: no picture for too long"};
    }
    if (!m_delivered && now - m_play_began > m_limits.first_key) {
        return StreamFault{Refusal::BadStream, false, false, "RTSP: no key frame for too long"};
    }
    if (!m_waiting && now - m_last_request > m_keep_alive) request(now);
    return std::nullopt;
}

std::optional<StreamFault> RtspSession::message(const RtspMessage& message, Nanos now) {
    if (message.status != 0) return answer(message, now);
    // Cameras may ask too; a plain yes keeps them content.
    const int sequence = leadingNumber(message.header("cseq").value_or("0"), 0);
    const std::string yes = fmt::format("RTSP/1.0 200 OK\r\nCSeq: {}\r\n\r\n", sequence);
    m_output.insert(m_output.end(), yes.begin(), yes.end());
    if (m_output.size() > kLongestRtspBody) return bad("RTSP: a flood of requests");
    return std::nullopt;
}

std::optional<StreamFault> RtspSession::answer(const RtspMessage& answer, Nanos now) {
    if (!m_waiting) return std::nullopt;
    m_waiting = false;
    if (answer.status == 401) return authenticate(answer, now);
    switch (m_step) {
    case Step::Options:
        // Whatever it says: DESCRIBE will tell.
        m_knows_get_parameter =
            answer.header("public").value_or("").find("GET_PARAMETER") != std::string_view::npos;
        m_step = Step::Describe;
        break;
    case Step::Describe:
        if (answer.status != 200) return statusFault(answer);
        if (auto fault = described(answer, now)) return fault;
        break;
    case Step::Setup:
        if (answer.status != 200) return statusFault(answer);
        if (auto fault = setUp(answer, now)) return fault;
        break;
    case Step::Play:
        if (answer.status != 200) return statusFault(answer);
        m_step = Step::Playing;
        m_play_began = now;
        return std::nullopt;
    case Step::Playing: // a keep-alive: only a lost session matters
        if (answer.status == 454) return statusFault(answer);
        return std::nullopt;
    }
    request(now);
    return std::nullopt;
}

std::optional<StreamFault> RtspSession::authenticate(const RtspMessage& answer, Nanos now) {
    auto challenge = chooseChallenge(answer);
    if (!challenge) return bad(challenge.error().text);
    const bool fresh_nonce = m_challenge && challenge->nonce != m_challenge->nonce;
    const bool again = challenge->stale || (m_step == Step::Playing && fresh_nonce);
    if ((m_authenticated_request && !again) || m_nonce_uses > 1'000'000) return statusFault(answer);
    if (m_credentials.user.empty() && m_credentials.password.empty()) {
        return StreamFault{Refusal::WrongPassword, false, false,
                           "RTSP: a password is wanted and none is known"};
    }
    // A camera that calls every nonce stale would keep us busy for ever.
    m_nonce_uses = challenge->stale && m_step != Step::Playing ? m_nonce_uses + 250'000 : 0;
    m_challenge = std::move(*challenge);
    request(now);
    return std::nullopt;
}

std::optional<StreamFault> RtspSession::described(const RtspMessage& answer, Nanos) {
    auto video = parseSdp(answer.body);
    if (!video) return bad(video.error().text);
    m_video = std::move(*video);
    std::string_view base = m_url.text;
    if (const auto header = answer.header("content-base"))
        base = *header;
    else if (const auto location = answer.header("content-location"))
        base = *location;
    auto session = resolveControl(base, m_video.session_control);
    if (!session) return bad(session.error().text);
    auto control = resolveControl(*session, m_video.control);
    if (!control) return bad(control.error().text);
    m_base = std::move(*session);
    m_control = std::move(*control);
    forEachNal(m_video.parameter_sets, [this](ByteView unit) { m_memory.sets.take(m_video.codec, unit); });
    m_depacketizer.emplace(m_video.codec, m_memory.sets,
                           [this](AccessUnit&& whole) { unit(std::move(whole)); });
    m_step = Step::Setup;
    return std::nullopt;
}

std::optional<StreamFault> RtspSession::setUp(const RtspMessage& answer, Nanos) {
    const std::string_view session = answer.header("session").value_or("");
    const std::string_view id = session.substr(0, session.find(';'));
    if (!isToken(id)) return bad("RTSP: SETUP without a usable session");
    m_session = std::string(id);
    const std::size_t timeout = session.find("timeout=");
    const int seconds =
        timeout == std::string_view::npos ? 60 : leadingNumber(session.substr(timeout + 8), 60);
    m_keep_alive = std::clamp(seconds, 4, 60) * kSecond / 2;
    const std::string_view transport = answer.header("transport").value_or("");
    if (transport.find("TCP") == std::string_view::npos &&
        transport.find("interleaved") == std::string_view::npos) {
        return bad("RTSP: the camera does not send over TCP");
    }
    const std::size_t channel = transport.find("interleaved=");
    const int number =
        channel == std::string_view::npos ? 0 : leadingNumber(transport.substr(channel + 12), 0);
    m_channel = static_cast<std::uint8_t>(std::clamp(number, 0, 254));
    m_step = Step::Play;
    return std::nullopt;
}

std::optional<StreamFault> RtspSession::packet(std::uint8_t channel, ByteView bytes, Nanos now) {
    if (!m_depacketizer) return bad("RTSP: pictures before they were asked for");
    if (channel == m_channel + 1) {
        if (const auto report = parseSenderReport(bytes)) m_report = report;
        return std::nullopt;
    }
    if (channel != m_channel) return std::nullopt; // sound, metadata
    const auto rtp = parseRtp(bytes);
    if (!rtp) {
        if (++m_garbage > kMostGarbage) return bad(rtp.error().text);
        return std::nullopt;
    }
    if (rtp->payload_type == m_video.payload_type) m_depacketizer->packet(*rtp, now);
    if (m_depacketizer->counts().garbage > kMostGarbage && !m_delivered)
        return bad("RTP: nothing but garbage");
    return std::nullopt;
}

void RtspSession::unit(AccessUnit&& unit) {
    const auto raw = static_cast<std::uint32_t>(unit.rtp_timestamp);
    if (m_report) {
        const auto since = static_cast<std::int32_t>(raw - m_report->rtp_timestamp);
        unit.camera_utc =
            m_report->utc + static_cast<std::int64_t>(since) * 100 / 9; // 90 kHz to microseconds
    }
    unit.rtp_timestamp = m_memory.times.unwrap(raw, unit.arrival);
    m_delivered = true;
    m_garbage_then = counts().garbage;
    m_deliver(std::move(unit));
}

} // namespace shouwang::video
