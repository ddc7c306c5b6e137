#include "base/bytes.h"

#include <openssl/evp.h>

namespace shouwang {

namespace {

int nibble(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    return -1;
}

EVP_MD_CTX* context(void* pointer) {
    return static_cast<EVP_MD_CTX*>(pointer);
}

// Looked up once: with EVP_sha256() the library looks it up, under a lock, for every hash.
const EVP_MD* sha256Method() {
    static const EVP_MD* const method = EVP_MD_fetch(nullptr, "SHA256", nullptr);
    return method;
}

} // namespace

std::string toHex(ByteView bytes) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string text;
    text.reserve(bytes.size() * 2);
    for (std::uint8_t byte : bytes) {
        text.push_back(kDigits[byte >> 4]);
        text.push_back(kDigits[byte & 15]);
    }
    return text;
}

Result<Bytes> fromHex(std::string_view text) {
    if (text.size() % 2 != 0) return fail(Next::Refused, "hexadecimal text of odd length");
    Bytes bytes;
    bytes.reserve(text.size() / 2);
    for (std::size_t i = 0; i < text.size(); i += 2) {
        const int high = nibble(text[i]);
        const int low = nibble(text[i + 1]);
        if (high < 0 || low < 0) return fail(Next::Refused, "not hexadecimal text");
        bytes.push_back(static_cast<std::uint8_t>(high * 16 + low));
    }
    return bytes;
}

Hash sha256(ByteView bytes) {
    thread_local Sha256 reused;
    reused.restart();
    reused.add(bytes);
    return reused.finish();
}

Sha256::Sha256()
    : m_context(EVP_MD_CTX_new()) {
    restart();
}

void Sha256::restart() {
    EVP_DigestInit_ex2(context(m_context), sha256Method(), nullptr);
}

Sha256::~Sha256() {
    EVP_MD_CTX_free(context(m_context));
}

void Sha256::add(ByteView bytes) {
    EVP_DigestUpdate(context(m_context), bytes.data(), bytes.size());
}

Hash Sha256::finish() {
    Hash hash{};
    EVP_DigestFinal_ex(context(m_context), hash.data(), nullptr);
    return hash;
}

} // namespace shouwang
