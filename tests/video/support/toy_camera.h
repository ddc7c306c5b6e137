// A real RTSP server over TCP on a free port, with the faults that cameras have. One thread of its own.
#pragma once

#include "support/encode.h"
#include "support/rtp_writer.h"
#include "video/rtsp_auth.h"

#include <algorithm>
#include <arpa/inet.h>
#include <atomic>
#include <chrono>
#include <fmt/format.h>
#include <map>
#include <mutex>
#include <poll.h>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

namespace shouwang::video::test {

inline std::string base64Of(ByteView bytes) {
    static constexpr char kDigits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string text;
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        std::uint32_t bits = static_cast<std::uint32_t>(bytes[i]) << 16;
        if (i + 1 < bytes.size()) bits |= static_cast<std::uint32_t>(bytes[i + 1]) << 8;
        if (i + 2 < bytes.size()) bits |= bytes[i + 2];
        for (int k = 0; k < 4; ++k) {
            const bool padding = i + static_cast<std::size_t>(k) > bytes.size();
            text += padding ? '=' : kDigits[bits >> (18 - 6 * k) & 63];
        }
    }
    return text;
}

inline std::string sdpOf(const Coded& coded) {
    std::vector<std::string> sets;
    forEachNal(coded.sets, [&sets](ByteView unit) { sets.push_back(base64Of(unit)); });
    std::string text = "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=toy\r\nt=0 0\r\na=control:*\r\n"
                       "m=audio 0 RTP/AVP 0\r\na=control:audio\r\nm=video 0 RTP/AVP 96\r\n";
    if (coded.codec == Codec::H264) {
        return text +
               "a=rtpmap:96 H264/90000\r\na=fmtp:96 packetization-mode=1;sprop-parameter-sets=" + sets.at(0) +
               "," + sets.at(1) + "\r\na=control:video\r\n";
    }
    return text + "a=rtpmap:96 H265/90000\r\na=fmtp:96 sprop-vps=" + sets.at(0) + ";sprop-sps=" + sets.at(1) +
           ";sprop-pps=" + sets.at(2) + "\r\na=control:video\r\n";
}

class ToyCamera {
public:
    enum class Mode {
        Play,
        Frozen,      // the same key frame again and again
        Silent,      // takes requests, sends no pictures
        HangUp,      // closes every connection at once
        NotFound,    // 404 to DESCRIBE
        Refuses,     // 503 to DESCRIBE
        Forbids,     // 403 to DESCRIBE
        Slow,        // a tenth of the pictures, each with the time of the next one
        Garbage,     // answers with rubbish
        BadSdp,      // describes a sound only
        GarbageRtp,  // rubbish where pictures should be
        MuteAnswers, // never answers
        Flood        // an answer header without an end
    };

    explicit ToyCamera(Coded coded, int fps = 0)
        : m_coded(std::move(coded))
        , m_fps(fps > 0 ? fps : m_coded.fps) {
        m_listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        if (bind(m_listener, reinterpret_cast<sockaddr*>(&address), size) != 0 || listen(m_listener, 64) != 0)
            std::abort();
        getsockname(m_listener, reinterpret_cast<sockaddr*>(&address), &size);
        m_port = ntohs(address.sin_port);
        m_thread = std::thread([this] { run(); });
    }
    ~ToyCamera() {
        m_stop = true;
        m_thread.join();
        for (Peer& peer : m_peers)
            close(peer.descriptor);
        close(m_listener);
    }
    ToyCamera(const ToyCamera&) = delete;
    ToyCamera& operator=(const ToyCamera&) = delete;

    int port() const { return m_port; }
    std::string url(std::string_view path = "cam") const {
        return fmt::format("rtsp://127.0.0.1:{}/{}", m_port, path);
    }
    void setMode(Mode mode) { m_mode = mode; }
    /// Every peer is dropped, so that the new stream is described anew; without `drop` it changes in
    /// mid-stream.
    void setStream(Coded coded, bool drop) {
        const std::lock_guard lock(m_mutex);
        m_coded = std::move(coded);
        for (Peer& peer : m_peers)
            peer.gone = peer.gone || drop;
        for (Peer& peer : m_peers)
            peer.next = 0;
        m_in_band = !drop;
    }
    void demand(std::string challenge, Credentials credentials) {
        const std::lock_guard lock(m_mutex);
        m_challenge = std::move(challenge);
        m_credentials = std::move(credentials);
    }
    void losePackets(int count) { m_lose = count; }
    int accepted() const { return m_accepted; }
    int requests(const std::string& method) const {
        const std::lock_guard lock(m_mutex);
        const auto found = m_requests.find(method);
        return found == m_requests.end() ? 0 : found->second;
    }

private:
    struct Peer {
        int descriptor = -1;
        std::string input;
        bool playing = false;
        bool gone = false;
        std::size_t next = 0;
        std::uint32_t timestamp = 4'294'960'000u; // wraps soon
        std::unique_ptr<RtpWriter> writer;
        std::chrono::steady_clock::time_point due;
    };

    void run() {
        while (!m_stop) {
            std::vector<pollfd> waiting{{m_listener, POLLIN, 0}};
            for (const Peer& peer : m_peers)
                waiting.push_back({peer.descriptor, POLLIN, 0});
            poll(waiting.data(), waiting.size(), 2);
            const std::lock_guard lock(m_mutex);
            for (std::size_t i = 0; i + 1 < waiting.size(); ++i) {
                if (waiting[i + 1].revents != 0) receive(m_peers[i]);
            }
            for (Peer& peer : m_peers) {
                if (!peer.gone && peer.playing) play(peer);
                if (peer.gone) close(peer.descriptor);
            }
            std::erase_if(m_peers, [](const Peer& peer) { return peer.gone; });
            if ((waiting[0].revents & POLLIN) != 0) welcome();
        }
    }

    void welcome() {
        Peer peer;
        peer.descriptor = accept4(m_listener, nullptr, nullptr, SOCK_CLOEXEC);
        if (peer.descriptor < 0) return;
        ++m_accepted;
        peer.gone = m_mode == Mode::HangUp;
        m_peers.push_back(std::move(peer));
    }

    void receive(Peer& peer) {
        char buffer[4096];
        const ssize_t got = recv(peer.descriptor, buffer, sizeof buffer, MSG_DONTWAIT);
        if (got <= 0) {
            peer.gone = true;
            return;
        }
        peer.input.append(buffer, static_cast<std::size_t>(got));
        for (std::size_t end; (end = peer.input.find("\r\n\r\n")) != std::string::npos;) {
            const std::string head = peer.input.substr(0, end);
            peer.input.erase(0, end + 4);
            answer(peer, head);
        }
    }

    static std::string header(const std::string& head, const std::string& name) {
        const std::size_t at = head.find("\r\n" + name + ": ");
        if (at == std::string::npos) return {};
        const std::size_t begin = at + name.size() + 4;
        return head.substr(begin, head.find("\r\n", begin) - begin);
    }

    void answer(Peer& peer, const std::string& head) {
        const std::string method = head.substr(0, head.find(' '));
        ++m_requests[method];
        const std::string sequence = header(head, "CSeq");
        if (m_mode == Mode::MuteAnswers) return;
        if (m_mode == Mode::Garbage) return put(peer, "\x01\x02\xff rubbish \r\n\r\n");
        if (m_mode == Mode::Flood) return put(peer, "RTSP/1.0 200 OK\r\nX: " + std::string(40'000, 'x'));
        std::string more;
        std::string body;
        int status = 200;
        if (method != "OPTIONS" && !m_challenge.empty() && !allowed(method, head)) {
            status = 401;
            more = "WWW-Authenticate: " + m_challenge + "\r\n";
        } else if (method == "OPTIONS") {
            more = "Public: OPTIONS, DESCRIBE, SETUP, PLAY, GET_PARAMETER, TEARDOWN\r\n";
        } else if (method == "DESCRIBE" && refusal() != 0) {
            status = refusal();
        } else if (method == "DESCRIBE") {
            body = m_mode == Mode::BadSdp ? "v=0\r\nm=audio 0 RTP/AVP 0\r\n" : sdpOf(m_coded);
            more = fmt::format("Content-Base: rtsp://127.0.0.1:{}/cam/\r\n", m_port);
        } else if (method == "SETUP") {
            more = "Session: abc;timeout=4\r\nTransport: RTP/AVP/TCP;unicast;interleaved=0-1\r\n";
        } else if (method == "PLAY") {
            peer.playing = true;
            peer.due = std::chrono::steady_clock::now();
            peer.writer = std::make_unique<RtpWriter>(m_coded.codec);
        }
        put(peer, fmt::format("RTSP/1.0 {} X\r\nCSeq: {}\r\n{}Content-Length: {}\r\n\r\n{}", status, sequence,
                              more, body.size(), body));
    }

    int refusal() const {
        switch (m_mode) {
        case Mode::NotFound:
            return 404;
        case Mode::Refuses:
            return 503;
        case Mode::Forbids:
            return 403;
        default:
            return 0;
        }
    }

    bool allowed(const std::string& method, const std::string& head) {
        const std::string given = header(head, "Authorization");
        const std::string uri = head.substr(method.size() + 1, head.find(" RTSP/") - method.size() - 1);
        const auto challenge = parseChallenge(m_challenge);
        const auto field = [&given](const std::string& key) {
            const std::size_t at = given.find(key + "=");
            if (at == std::string::npos) return std::string();
            std::size_t begin = at + key.size() + 1;
            if (given[begin] == '"') ++begin;
            return given.substr(begin, given.find_first_of("\",", begin) - begin);
        };
        const auto count = static_cast<std::uint32_t>(std::strtoul(("0" + field("nc")).c_str(), nullptr, 16));
        return given == authorization(*challenge, m_credentials, method, uri, count, field("cnonce"));
    }

    void play(Peer& peer) {
        const auto now = std::chrono::steady_clock::now();
        while (peer.due <= now && !peer.gone) {
            peer.due += std::chrono::nanoseconds(kSecond / m_fps * (m_mode == Mode::Slow ? 10 : 1));
            peer.timestamp += static_cast<std::uint32_t>(90'000 / m_fps);
            if (m_mode == Mode::Silent || m_mode == Mode::MuteAnswers) continue;
            if (m_mode == Mode::HangUp) peer.gone = true;
            if (m_mode == Mode::GarbageRtp) {
                put(peer, std::string("$\0\0\x05zzzzz", 9));
                continue;
            }
            const std::size_t index = m_mode == Mode::Frozen ? 0 : peer.next % m_coded.units.size();
            ++peer.next;
            Bytes unit = m_in_band && m_coded.keys[index] ? m_coded.sets : Bytes();
            unit.insert(unit.end(), m_coded.units[index].begin(), m_coded.units[index].end());
            for (const Bytes& packet : peer.writer->packets(unit, peer.timestamp)) {
                if (m_lose > 0) {
                    --m_lose;
                    continue;
                }
                std::string framed{'$', 0, static_cast<char>(packet.size() >> 8),
                                   static_cast<char>(packet.size())};
                framed.append(packet.begin(), packet.end());
                put(peer, framed);
            }
        }
    }

    void put(Peer& peer, const std::string& text) {
        std::string_view rest = text;
        while (!rest.empty() && !peer.gone) {
            const ssize_t sent = send(peer.descriptor, rest.data(), rest.size(), MSG_NOSIGNAL);
            if (sent <= 0)
                peer.gone = true;
            else
                rest.remove_prefix(static_cast<std::size_t>(sent));
        }
    }

    mutable std::mutex m_mutex; // guards the stream, the peers, what is demanded and counted
    Coded m_coded;
    std::vector<Peer> m_peers;
    std::string m_challenge;
    Credentials m_credentials;
    std::map<std::string, int> m_requests;
    bool m_in_band = false;
    const int m_fps;
    int m_listener = -1;
    int m_port = 0;
    std::atomic<Mode> m_mode = Mode::Play;
    std::atomic<int> m_lose = 0;
    std::atomic<int> m_accepted = 0;
    std::atomic<bool> m_stop = false;
    std::thread m_thread;
};

} // namespace shouwang::video::test
