#include "video/rtsp_message.h"

#include <algorithm>
#include <charconv>

namespace shouwang::video {

namespace {

std::string lower(std::string_view text) {
    std::string result(text);
    for (char& c : result) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + ('a' - 'A'));
    }
    return result;
}

std::string_view trim(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t'))
        text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t' || text.back() == '\r'))
        text.remove_suffix(1);
    return text;
}

std::string_view takeLine(std::string_view& text) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = trim(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    return line;
}

std::optional<std::size_t> number(std::string_view text) {
    std::size_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return value;
}

Result<void> parseFirstLine(std::string_view line, RtspMessage& message) {
    if (line.starts_with("RTSP/")) {
        const std::size_t blank = line.find(' ');
        const auto code = blank == std::string_view::npos ? std::nullopt : number(line.substr(blank + 1, 3));
        if (!code || *code < 100 || *code > 999) return fail(Next::Refused, "RTSP: answer without a status");
        message.status = static_cast<int>(*code);
        message.reason = std::string(trim(line.substr(std::min(blank + 4, line.size()))));
        return {};
    }
    const std::size_t blank = line.find(' ');
    if (blank == std::string_view::npos || line.find("RTSP/", blank) == std::string_view::npos) {
        return fail(Next::Refused, "RTSP: neither an answer nor a request");
    }
    message.method = std::string(line.substr(0, blank));
    return {};
}

// Both the empty line of the standard and the bare one of careless cameras.
std::size_t headEnd(std::string_view text, std::size_t& length) {
    const std::size_t strict = text.find("\r\n\r\n");
    const std::size_t bare = text.find("\n\n");
    length = strict <= bare ? 4 : 2;
    return std::min(strict, bare);
}

} // namespace

std::optional<std::string_view> RtspMessage::header(std::string_view name) const {
    const auto found =
        std::find_if(headers.begin(), headers.end(), [name](const RtspHeader& h) { return h.name == name; });
    if (found == headers.end()) return std::nullopt;
    return found->value;
}

Result<RtspMessage> parseRtspHead(std::string_view head) {
    RtspMessage message;
    if (auto first = parseFirstLine(takeLine(head), message); !first) return tl::unexpected(first.error());
    while (!head.empty()) {
        const std::string_view line = takeLine(head);
        if (line.empty()) continue;
        const std::size_t colon = line.find(':');
        if (colon == std::string_view::npos) return fail(Next::Refused, "RTSP: header line without a colon");
        message.headers.push_back(
            {lower(trim(line.substr(0, colon))), std::string(trim(line.substr(colon + 1)))});
    }
    return message;
}

void RtspFramer::feed(ByteView bytes) {
    if (m_done > 0) {
        m_buffer.erase(m_buffer.begin(), m_buffer.begin() + static_cast<std::ptrdiff_t>(m_done));
        m_done = 0;
    }
    m_buffer.insert(m_buffer.end(), bytes.begin(), bytes.end());
}

Result<std::optional<std::variant<RtspMessage, InterleavedPacket>>> RtspFramer::next() {
    // Some cameras send an empty line after a body.
    while (m_done < m_buffer.size() && (m_buffer[m_done] == '\r' || m_buffer[m_done] == '\n'))
        ++m_done;
    const ByteView rest = ByteView(m_buffer).subspan(m_done);
    if (rest.empty()) return std::nullopt;
    if (rest[0] != '$') {
        return nextMessage({reinterpret_cast<const char*>(rest.data()), rest.size()});
    }
    if (rest.size() < 4) return std::nullopt;
    const std::size_t length = static_cast<std::size_t>(rest[2]) << 8 | rest[3];
    if (rest.size() < 4 + length) return std::nullopt;
    m_done += 4 + length;
    return InterleavedPacket{rest[1], rest.subspan(4, length)};
}

Result<std::optional<std::variant<RtspMessage, InterleavedPacket>>>
RtspFramer::nextMessage(std::string_view text) {
    const char first = text[0];
    if (first < 'A' || first > 'Z') return fail(Next::Refused, "RTSP: garbage instead of a message");
    std::size_t blank = 0;
    const std::size_t end = headEnd(text.substr(0, kLongestRtspHeader), blank);
    if (end == std::string_view::npos) {
        if (text.size() >= kLongestRtspHeader) return fail(Next::Refused, "RTSP: header longer than 16 KiB");
        return std::nullopt;
    }
    auto message = parseRtspHead(text.substr(0, end));
    if (!message) return tl::unexpected(message.error());
    std::size_t length = 0;
    if (const auto field = message->header("content-length")) {
        const auto value = number(*field);
        if (!value || *value > kLongestRtspBody)
            return fail(Next::Refused, "RTSP: body length is no number or too large");
        length = *value;
    }
    if (text.size() < end + blank + length) return std::nullopt;
    message->body = std::string(text.substr(end + blank, length));
    m_done += end + blank + length;
    return std::move(*message);
}

} // namespace shouwang::video
