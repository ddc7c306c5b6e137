// One RTSP conversation from OPTIONS to the pictures, without sockets: bytes in, bytes and access units out.
// Whoever owns the socket calls feed() and tick() and sends what takeOutput() returns. One thread.
#pragma once

#include "base/random.h"
#include "video/rtp.h"
#include "video/rtsp_auth.h"
#include "video/rtsp_url.h"
#include "video/sdp.h"

namespace shouwang::video {

/// Why a conversation is over.
struct StreamFault {
    Refusal refusal = Refusal::BadStream;
    bool garbage = false; ///< the camera sent what nobody can read
    bool stalled = false; ///< it stopped sending
    std::string text;
    bool rarely = false; ///< to be tried again as rarely as a wrong password: an account may be at stake
};

struct SessionLimits {
    Nanos answer = 5 * kSecond;
    Nanos stall = 5 * kSecond;
    Nanos first_key = 30 * kSecond; ///< from PLAY; thrifty cameras send one every 20 s
};

/// What outlives a connection, so that generations and times go on.
struct StreamMemory {
    ParameterSetKeeper sets;
    TimestampLine times;
};

class RtspSession {
public:
    RtspSession(RtspUrl url, Credentials credentials, StreamMemory& memory, Random& random,
                const SessionLimits& limits, std::function<void(AccessUnit&&)> deliver);

    /// TCP stands: the first request is put out.
    void begin(Nanos now);
    std::optional<StreamFault> feed(ByteView bytes, Nanos now);
    /// Deadlines and keep-alive; a few times a second.
    std::optional<StreamFault> tick(Nanos now);
    /// Puts out TEARDOWN if there is a session to end.
    void goodbye();
    Bytes takeOutput();

    bool delivered() const { return m_delivered; } ///< at least one access unit came
    DepacketizerCounts counts() const;

private:
    enum class Step { Options, Describe, Setup, Play, Playing };

    void send(std::string_view method, std::string_view uri, std::string_view extra, Nanos now);
    void request(Nanos now); // the one that m_step stands for
    std::optional<StreamFault> message(const RtspMessage& message, Nanos now);
    std::optional<StreamFault> answer(const RtspMessage& answer, Nanos now);
    std::optional<StreamFault> authenticate(const RtspMessage& answer, Nanos now);
    std::optional<StreamFault> described(const RtspMessage& answer, Nanos now);
    std::optional<StreamFault> setUp(const RtspMessage& answer, Nanos now);
    std::optional<StreamFault> packet(std::uint8_t channel, ByteView bytes, Nanos now);
    void unit(AccessUnit&& unit);

    const RtspUrl m_url;
    const Credentials m_credentials;
    StreamMemory& m_memory;
    Random& m_random;
    const SessionLimits m_limits;
    const std::function<void(AccessUnit&&)> m_deliver;

    Step m_step = Step::Options;
    RtspFramer m_framer;
    Bytes m_output;
    std::uint32_t m_sequence = 0;
    std::optional<AuthChallenge> m_challenge;
    std::uint32_t m_nonce_uses = 0;
    bool m_authenticated_request = false; // the request under way carried an Authorization
    bool m_waiting = false;               // for an answer
    Nanos m_asked = 0;
    bool m_knows_get_parameter = false;
    SdpVideo m_video;
    std::string m_base;
    std::string m_control;
    std::string m_session;
    Nanos m_keep_alive = 20 * kSecond;
    Nanos m_last_request = 0;
    Nanos m_play_began = 0;
    std::uint8_t m_channel = 0;
    std::optional<Depacketizer> m_depacketizer;
    std::optional<SenderReport> m_report;
    std::uint64_t m_garbage = 0;
    bool m_delivered = false;
    std::uint64_t m_garbage_then = 0; // of counts(), when the last unit was delivered
};

} // namespace shouwang::video
