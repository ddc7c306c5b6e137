#include "video/sdp.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>

namespace shouwang::video {

namespace {

struct Medium {
    std::vector<int> payload_types;
    std::string control;
    std::map<int, std::string> encoding; // H264/90000
    std::map<int, std::string> format;   // fmtp parameters
};

std::string upper(std::string_view text) {
    std::string result(text);
    for (char& c : result) {
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - ('a' - 'A'));
    }
    return result;
}

std::string_view trim(std::string_view text) {
    while (!text.empty() && static_cast<unsigned char>(text.front()) <= ' ')
        text.remove_prefix(1);
    while (!text.empty() && static_cast<unsigned char>(text.back()) <= ' ')
        text.remove_suffix(1);
    return text;
}

std::string_view takeUntil(std::string_view& text, char mark) {
    const std::size_t end = std::min(text.find(mark), text.size());
    const std::string_view part = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    return part;
}

int number(std::string_view text) {
    int value = -1;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && end == text.data() + text.size() ? value : -1;
}

// "video 0 RTP/AVP 96 97"
Medium parseMediaLine(std::string_view value) {
    Medium medium;
    for (int i = 0; i < 3; ++i)
        takeUntil(value, ' ');
    while (!value.empty() && medium.payload_types.size() < 16) {
        const int type = number(trim(takeUntil(value, ' ')));
        if (type >= 0 && type < 128) medium.payload_types.push_back(type);
    }
    return medium;
}

void parseAttribute(std::string_view value, Medium& medium) {
    const std::string_view key = takeUntil(value, ':');
    if (key == "control") {
        medium.control = std::string(trim(value));
        return;
    }
    if (key != "rtpmap" && key != "fmtp") return;
    const int type = number(trim(takeUntil(value, ' ')));
    if (type < 0 || type > 127) return;
    (key == "rtpmap" ? medium.encoding : medium.format)[type] = std::string(trim(value));
}

std::string parameter(std::string_view format, std::string_view key) {
    while (!format.empty()) {
        std::string_view part = trim(takeUntil(format, ';'));
        if (upper(trim(takeUntil(part, '='))) == upper(key)) return std::string(trim(part));
    }
    return {};
}

// A set that cannot be read is left out: most cameras repeat theirs before every key frame.
void appendSets(std::string_view list, Bytes& sets) {
    while (!list.empty()) {
        const auto unit = fromBase64(trim(takeUntil(list, ',')), 16 * 1024);
        if (!unit || unit->empty()) continue;
        sets.insert(sets.end(), {0, 0, 0, 1});
        sets.insert(sets.end(), unit->begin(), unit->end());
    }
}

Result<SdpVideo> describe(const Medium& medium, int type, bool hevc) {
    SdpVideo video;
    video.codec = hevc ? Codec::Hevc : Codec::H264;
    video.payload_type = static_cast<std::uint8_t>(type);
    video.control = medium.control;
    const auto found = medium.format.find(type);
    const std::string format = found == medium.format.end() ? std::string() : found->second;
    if (!hevc) {
        if (number(parameter(format, "packetization-mode")) == 2) {
            return fail(Next::Refused, "SDP: H.264 in interleaved packetization mode");
        }
        appendSets(parameter(format, "sprop-parameter-sets"), video.parameter_sets);
        return video;
    }
    if (number(parameter(format, "sprop-max-don-diff")) > 0) {
        return fail(Next::Refused, "SDP: HEVC with interleaved decoding order");
    }
    for (const char* key : {"sprop-vps", "sprop-sps", "sprop-pps"}) {
        appendSets(parameter(format, key), video.parameter_sets);
    }
    return video;
}

Result<SdpVideo> choose(const std::vector<Medium>& media) {
    for (const Medium& medium : media) {
        for (const int type : medium.payload_types) {
            const auto found = medium.encoding.find(type);
            if (found == medium.encoding.end()) continue;
            const std::string encoding = upper(found->second);
            if (encoding.starts_with("H264/90000")) return describe(medium, type, false);
            if (encoding.starts_with("H265/90000") || encoding.starts_with("HEVC/90000")) {
                return describe(medium, type, true);
            }
        }
    }
    return fail(Next::Refused,
                media.empty() ? "SDP: there is no video" : "SDP: the video is neither H.264 nor HEVC");
}

} // namespace

Result<Bytes> fromBase64(std::string_view text, std::size_t limit) {
    constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    while (text.ends_with('='))
        text.remove_suffix(1);
    if (text.size() / 4 * 3 > limit) return fail(Next::Refused, "base64: too long");
    if (text.size() % 4 == 1) return fail(Next::Refused, "base64: cut off");
    Bytes bytes;
    bytes.reserve(text.size() * 3 / 4);
    std::uint32_t bits = 0;
    int count = 0;
    for (const char c : text) {
        const std::size_t digit = kDigits.find(c);
        if (digit == std::string_view::npos) return fail(Next::Refused, "base64: not a digit");
        bits = bits << 6 | static_cast<std::uint32_t>(digit);
        count += 6;
        if (count < 8) continue;
        count -= 8;
        bytes.push_back(static_cast<std::uint8_t>(bits >> count));
    }
    return bytes;
}

Result<SdpVideo> parseSdp(std::string_view text) {
    if (text.size() > 64 * 1024) return fail(Next::Refused, "SDP: longer than 64 KiB");
    std::vector<Medium> media;
    Medium session;
    Medium ignored;
    Medium* current = &session;
    bool any = false;
    while (!text.empty()) {
        const std::string_view line = trim(takeUntil(text, '\n'));
        if (line.size() < 2 || line[1] != '=') continue;
        any = true;
        const std::string_view value = line.substr(2);
        if (line[0] == 'm' && value.starts_with("video ") && media.size() < 16) {
            media.push_back(parseMediaLine(value));
            current = &media.back();
        } else if (line[0] == 'm') {
            ignored = {};
            current = &ignored;
        } else if (line[0] == 'a') {
            parseAttribute(value, *current);
        }
    }
    if (!any) return fail(Next::Refused, "SDP: not a description");
    auto video = choose(media);
    if (video) video->session_control = session.control;
    return video;
}

} // namespace shouwang::video
