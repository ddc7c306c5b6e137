// Basic and Digest (RFC 2617, RFC 7616; MD5 and SHA-256, qop auth or none). Pure.
#pragma once

#include "base/random.h"
#include "video/packet_source.h"
#include "video/rtsp_message.h"

namespace shouwang::video {

struct AuthChallenge {
    enum class Scheme { Basic, DigestMd5, DigestSha256 };
    Scheme scheme = Scheme::Basic;
    std::string realm;
    std::string nonce;
    std::string opaque;
    bool qop_auth = false;
    bool stale = false;
};

/// One WWW-Authenticate value. Refused: unknown scheme or algorithm, or a digest without realm and nonce.
Result<AuthChallenge> parseChallenge(std::string_view value);
/// The strongest one that the answer offers.
Result<AuthChallenge> chooseChallenge(const RtspMessage& answer);

/// The value of an Authorization header. `count` is the use number of this nonce, from 1.
std::string authorization(const AuthChallenge& challenge, const Credentials& credentials,
                          std::string_view method, std::string_view uri, std::uint32_t count,
                          std::string_view client_nonce);

/// 16 random bytes in hexadecimal.
std::string newClientNonce(Random& random);

} // namespace shouwang::video
