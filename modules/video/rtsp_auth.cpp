#include "video/rtsp_auth.h"

#include <algorithm>
#include <map>
#include <openssl/evp.h>

namespace shouwang::video {

namespace {

constexpr std::size_t kLongestValue = 1024;

std::string hexDigest(AuthChallenge::Scheme scheme, std::string_view text) {
    std::array<std::uint8_t, EVP_MAX_MD_SIZE> digest{};
    unsigned size = 0;
    const EVP_MD* method = scheme == AuthChallenge::Scheme::DigestSha256 ? EVP_sha256() : EVP_md5();
    if (EVP_Digest(text.data(), text.size(), digest.data(), &size, method, nullptr) != 1) return {};
    return toHex(ByteView(digest).first(size));
}

std::string base64(std::string_view text) {
    std::string result(4 * ((text.size() + 2) / 3) + 1, '\0');
    const int size =
        EVP_EncodeBlock(reinterpret_cast<unsigned char*>(result.data()),
                        reinterpret_cast<const unsigned char*>(text.data()), static_cast<int>(text.size()));
    result.resize(static_cast<std::size_t>(std::max(size, 0)));
    return result;
}

std::string quoted(std::string_view text) {
    std::string result = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') result += '\\';
        result += c;
    }
    return result + '"';
}

char lowerChar(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}

std::string lower(std::string_view text) {
    std::string result(text);
    std::transform(result.begin(), result.end(), result.begin(), lowerChar);
    return result;
}

std::string takeValue(std::string_view& text) {
    std::string value;
    if (!text.starts_with('"')) {
        const std::size_t end = std::min(text.find_first_of(", \t"), text.size());
        value = std::string(text.substr(0, end));
        text.remove_prefix(end);
        return value;
    }
    std::size_t i = 1;
    for (; i < text.size() && text[i] != '"'; ++i) {
        if (text[i] == '\\' && i + 1 < text.size()) ++i;
        value += text[i];
    }
    text.remove_prefix(std::min(i + 1, text.size()));
    return value;
}

std::map<std::string, std::string> parseParameters(std::string_view text) {
    std::map<std::string, std::string> values;
    while (!text.empty()) {
        const std::size_t start = text.find_first_not_of(", \t");
        if (start == std::string_view::npos) break;
        text.remove_prefix(start);
        const std::size_t equals = text.find('=');
        if (equals == std::string_view::npos) break;
        const std::string key = lower(text.substr(0, equals));
        text.remove_prefix(equals + 1);
        values.emplace(key, takeValue(text));
    }
    return values;
}

bool offersAuth(std::string_view qop) {
    while (!qop.empty()) {
        const std::size_t end = std::min(qop.find(','), qop.size());
        std::string token = lower(qop.substr(0, end));
        std::erase(token, ' ');
        if (token == "auth") return true;
        qop.remove_prefix(std::min(end + 1, qop.size()));
    }
    return false;
}

Result<AuthChallenge> parseDigest(const std::map<std::string, std::string>& values) {
    const auto get = [&values](const char* key) {
        const auto found = values.find(key);
        return found == values.end() ? std::string() : found->second;
    };
    AuthChallenge challenge;
    const std::string algorithm = lower(get("algorithm"));
    if (algorithm.empty() || algorithm == "md5") {
        challenge.scheme = AuthChallenge::Scheme::DigestMd5;
    } else if (algorithm == "sha-256") {
        challenge.scheme = AuthChallenge::Scheme::DigestSha256;
    } else {
        return fail(Next::Refused, "RTSP: unknown digest algorithm");
    }
    challenge.realm = get("realm");
    challenge.nonce = get("nonce");
    challenge.opaque = get("opaque");
    challenge.qop_auth = offersAuth(get("qop"));
    challenge.stale = lower(get("stale")) == "true";
    if (challenge.nonce.empty()) return fail(Next::Refused, "RTSP: digest challenge without a nonce");
    if (!get("qop").empty() && !challenge.qop_auth)
        return fail(Next::Refused, "RTSP: digest only with qop auth-int");
    return challenge;
}

bool sendable(std::string_view text) {
    return text.size() <= kLongestValue &&
           std::none_of(text.begin(), text.end(), [](unsigned char c) { return c < ' ' || c == 0x7f; });
}

} // namespace

Result<AuthChallenge> parseChallenge(std::string_view value) {
    if (value.size() > 4 * kLongestValue) return fail(Next::Refused, "RTSP: challenge too long");
    const std::size_t blank = std::min(value.find(' '), value.size());
    const std::string scheme = lower(value.substr(0, blank));
    const auto values = parseParameters(value.substr(blank));
    for (const auto& [key, text] : values) {
        if (!sendable(text))
            return fail(Next::Refused, "RTSP: unusable characters in " + scheme + " challenge");
    }
    if (scheme == "digest") return parseDigest(values);
    if (scheme != "basic") return fail(Next::Refused, "RTSP: unknown authentication scheme");
    AuthChallenge challenge;
    const auto realm = values.find("realm");
    if (realm != values.end()) challenge.realm = realm->second;
    return challenge;
}

Result<AuthChallenge> chooseChallenge(const RtspMessage& answer) {
    Result<AuthChallenge> best = fail(Next::Refused, "RTSP: 401 without a challenge");
    for (const RtspHeader& header : answer.headers) {
        if (header.name != "www-authenticate") continue;
        auto challenge = parseChallenge(header.value);
        if (!challenge) {
            if (!best) best = challenge;
        } else if (!best || challenge->scheme > best->scheme) {
            best = challenge;
        }
    }
    return best;
}

std::string authorization(const AuthChallenge& challenge, const Credentials& credentials,
                          std::string_view method, std::string_view uri, std::uint32_t count,
                          std::string_view client_nonce) {
    if (challenge.scheme == AuthChallenge::Scheme::Basic) {
        return "Basic " + base64(credentials.user + ":" + credentials.password);
    }
    const auto hash = [&challenge](std::string_view text) { return hexDigest(challenge.scheme, text); };
    const std::string secret = hash(credentials.user + ":" + challenge.realm + ":" + credentials.password);
    const std::string action = hash(std::string(method) + ":" + std::string(uri));
    const std::string uses =
        toHex(std::array{static_cast<std::uint8_t>(count >> 24), static_cast<std::uint8_t>(count >> 16),
                         static_cast<std::uint8_t>(count >> 8), static_cast<std::uint8_t>(count)});
    std::string middle = ":" + challenge.nonce + ":";
    if (challenge.qop_auth) middle += uses + ":" + std::string(client_nonce) + ":auth:";
    std::string text = "Digest username=" + quoted(credentials.user) + ", realm=" + quoted(challenge.realm) +
                       ", nonce=" + quoted(challenge.nonce) + ", uri=" + quoted(uri) + ", response=\"" +
                       hash(secret + middle + action) + '"';
    if (challenge.qop_auth) text += ", qop=auth, nc=" + uses + ", cnonce=" + quoted(client_nonce);
    if (challenge.scheme == AuthChallenge::Scheme::DigestSha256) text += ", algorithm=SHA-256";
    if (!challenge.opaque.empty()) text += ", opaque=" + quoted(challenge.opaque);
    return text;
}

std::string newClientNonce(Random& random) {
    std::array<std::uint8_t, 16> bytes{};
    random.fill(bytes);
    return toHex(bytes);
}

} // namespace shouwang::video
