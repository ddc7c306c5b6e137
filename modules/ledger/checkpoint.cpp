#include "ledger/checkpoint.h"

#include "base/random.h"

#include <algorithm>
#include <charconv>
#include <fmt/format.h>
#include <optional>
#include <sodium.h>

namespace shouwang::ledger {

namespace {

constexpr std::string_view kDash = "\xe2\x80\x94 "; // U+2014 and a space
constexpr std::string_view kPrivate = "PRIVATE+KEY+";
constexpr std::uint8_t kEd25519 = 1;
constexpr std::size_t kMaxName = 256;

tl::unexpected<Error> corrupt(const char* text) {
    return fail(Next::Corrupt, std::string("not a checkpoint: ") + text);
}

std::string base64(ByteView bytes) {
    std::string out(sodium_base64_encoded_len(bytes.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
    sodium_bin2base64(out.data(), out.size(), bytes.data(), bytes.size(), sodium_base64_VARIANT_ORIGINAL);
    out.pop_back(); // the terminator that libsodium writes
    return out;
}

/// Only the one form that base64() writes.
Result<Bytes> fromBase64(std::string_view text) {
    if (text.empty()) return fail(Next::Corrupt, "not base64: empty"); // libsodium wants a place to write to
    Bytes out(text.size());
    std::size_t size = 0;
    const char* end = nullptr;
    if (sodium_base642bin(out.data(), out.size(), text.data(), text.size(), nullptr, &size, &end,
                          sodium_base64_VARIANT_ORIGINAL) != 0 ||
        end != text.data() + text.size()) {
        return fail(Next::Corrupt, "not base64");
    }
    out.resize(size);
    if (base64(out) != text) return fail(Next::Corrupt, "not base64 in its one form");
    return out;
}

bool isName(std::string_view name) {
    return !name.empty() && name.size() <= kMaxName &&
           std::ranges::all_of(name, [](char c) { return c > ' ' && c < 0x7f && c != '+'; });
}

/// `name+hash+base64` with the wanted number of bytes behind the algorithm; the hash is left to the caller.
struct KeyText {
    std::string name;
    std::string hash;
    Bytes key;
};

Result<KeyText> splitKey(std::string_view text) {
    const std::size_t first = text.find('+');
    const std::size_t second = first == std::string_view::npos ? first : text.find('+', first + 1);
    if (second == std::string_view::npos || text.size() > 2 * kMaxName)
        return fail(Next::Corrupt, "not a key");
    KeyText out{
        std::string(text.substr(0, first)), std::string(text.substr(first + 1, second - first - 1)), {}};
    auto key = fromBase64(text.substr(second + 1));
    if (!key || key->size() != 33 || key->front() != kEd25519 || !isName(out.name)) {
        return fail(Next::Corrupt, "not an Ed25519 key");
    }
    out.key.assign(key->begin() + 1, key->end());
    return out;
}

std::string keyText(const std::string& name, ByteView id, ByteView key) {
    Bytes bytes{kEd25519};
    bytes.insert(bytes.end(), key.begin(), key.end());
    return fmt::format("{}+{}+{}", name, toHex(id), base64(bytes));
}

/// Takes the text up to the next line end off the front.
std::optional<std::string_view> line(std::string_view& rest) {
    const std::size_t end = rest.find('\n');
    if (end == std::string_view::npos) return std::nullopt;
    const std::string_view taken = rest.substr(0, end);
    rest.remove_prefix(end + 1);
    return taken;
}

Result<Checkpoint> checkpointFrom(std::string_view text) {
    const auto origin = line(text);
    const auto number = line(text);
    const auto hash = line(text);
    if (!origin || !number || !hash || !text.empty()) return corrupt("it must have three lines");
    Checkpoint out;
    out.origin = *origin;
    if (!isName(out.origin)) return corrupt("no origin");
    const char* const end = number->data() + number->size();
    const auto [stopped, problem] = std::from_chars(number->data(), end, out.number);
    if (problem != std::errc() || stopped != end || number->front() == '-' || out.number > INT64_MAX ||
        (number->front() == '0' && number->size() > 1)) {
        return corrupt("no number");
    }
    const auto bytes = fromBase64(*hash);
    if (!bytes || bytes->size() != out.hash.size()) return corrupt("no hash");
    std::copy(bytes->begin(), bytes->end(), out.hash.begin());
    return out;
}

Result<NoteSignature> signatureFrom(std::string_view text) {
    if (!text.starts_with(kDash)) return corrupt("a signature line without its dash");
    text.remove_prefix(kDash.size());
    const std::size_t space = text.find(' ');
    if (space == std::string_view::npos || !isName(text.substr(0, space))) {
        return corrupt("a signature without a name");
    }
    const auto bytes = fromBase64(text.substr(space + 1));
    NoteSignature out;
    if (!bytes || bytes->size() != out.keyId.size() + out.signature.size()) return corrupt("no signature");
    out.name = text.substr(0, space);
    std::copy_n(bytes->begin(), out.keyId.size(), out.keyId.begin());
    std::copy(bytes->begin() + 4, bytes->end(), out.signature.begin());
    return out;
}

std::string textOf(const Checkpoint& checkpoint) {
    return fmt::format("{}\n{}\n{}\n", checkpoint.origin, checkpoint.number, base64(checkpoint.hash));
}

} // namespace

std::string originOf(const Id& station) {
    return "shouwang/chain/" + station.text();
}

std::array<std::uint8_t, 4> VerifierKey::id() const {
    Bytes bytes = toBytes(view(name));
    bytes.push_back('\n');
    bytes.push_back(kEd25519);
    bytes.insert(bytes.end(), key.begin(), key.end());
    const Hash hash = sha256(bytes);
    return {hash[0], hash[1], hash[2], hash[3]};
}

std::string VerifierKey::text() const {
    return keyText(name, id(), key);
}

Result<VerifierKey> VerifierKey::parse(std::string_view text) {
    auto split = splitKey(text);
    if (!split) return tl::unexpected(split.error());
    VerifierKey out;
    out.name = std::move(split->name);
    std::copy(split->key.begin(), split->key.end(), out.key.begin());
    if (split->hash != toHex(out.id())) return fail(Next::Corrupt, "the key does not have this hash");
    return out;
}

SignerKey::SignerKey(std::string name, const std::array<std::uint8_t, 32>& seed)
    : m_seed(seed) {
    std::array<std::uint8_t, crypto_sign_SECRETKEYBYTES> secret{};
    m_verifier.name = std::move(name);
    crypto_sign_seed_keypair(m_verifier.key.data(), secret.data(), m_seed.data());
    sodium_memzero(secret.data(), secret.size());
}

SignerKey::~SignerKey() {
    sodium_memzero(m_seed.data(), m_seed.size());
}

Result<SignerKey> SignerKey::make(std::string name, Random& random) {
    if (!isName(name)) return fail(Next::Refused, "a key needs a name without spaces and plus signs");
    std::array<std::uint8_t, 32> seed{};
    random.fill(seed);
    SignerKey key(std::move(name), seed);
    sodium_memzero(seed.data(), seed.size());
    return key;
}

Result<SignerKey> SignerKey::parse(std::string_view text) {
    if (!text.starts_with(kPrivate)) return fail(Next::Corrupt, "not a signing key");
    auto split = splitKey(text.substr(kPrivate.size()));
    if (!split) return tl::unexpected(split.error());
    std::array<std::uint8_t, 32> seed{};
    std::copy(split->key.begin(), split->key.end(), seed.begin());
    sodium_memzero(split->key.data(), split->key.size());
    SignerKey key(std::move(split->name), seed);
    sodium_memzero(seed.data(), seed.size());
    if (split->hash != toHex(key.verifier().id()))
        return fail(Next::Corrupt, "the key does not have this hash");
    return key;
}

std::string SignerKey::text() const {
    return std::string(kPrivate) + keyText(m_verifier.name, m_verifier.id(), m_seed);
}

std::array<std::uint8_t, 64> SignerKey::sign(std::string_view text) const {
    std::array<std::uint8_t, crypto_sign_SECRETKEYBYTES> secret{};
    std::array<std::uint8_t, crypto_sign_PUBLICKEYBYTES> open{};
    crypto_sign_seed_keypair(open.data(), secret.data(), m_seed.data());
    std::array<std::uint8_t, 64> signature{};
    const ByteView bytes = view(text);
    crypto_sign_detached(signature.data(), nullptr, bytes.data(), bytes.size(), secret.data());
    sodium_memzero(secret.data(), secret.size());
    return signature;
}

std::string makeNote(const Checkpoint& checkpoint, const SignerKey& key) {
    const std::string text = textOf(checkpoint);
    const auto id = key.verifier().id();
    const auto signature = key.sign(text);
    Bytes bytes(id.begin(), id.end());
    bytes.insert(bytes.end(), signature.begin(), signature.end());
    return fmt::format("{}\n{}{} {}\n", text, kDash, key.verifier().name, base64(bytes));
}

Result<Note> parseNote(std::string_view note) {
    if (note.size() > kMaxNoteBytes) return corrupt("too large");
    const std::size_t blank = note.find("\n\n");
    if (blank == std::string_view::npos) return corrupt("no signatures");
    Note out;
    out.text = note.substr(0, blank + 1);
    auto checkpoint = checkpointFrom(out.text);
    if (!checkpoint) return tl::unexpected(checkpoint.error());
    out.checkpoint = std::move(*checkpoint);
    std::string_view rest = note.substr(blank + 2);
    while (!rest.empty()) {
        const auto taken = line(rest);
        if (!taken) return corrupt("the last line has no end");
        if (out.signatures.size() == kMaxNoteSignatures) return corrupt("too many signatures");
        auto signature = signatureFrom(*taken);
        if (!signature) return tl::unexpected(signature.error());
        out.signatures.push_back(std::move(*signature));
    }
    if (out.signatures.empty()) return corrupt("no signatures");
    return out;
}

bool verifyNote(const Note& note, const VerifierKey& key) {
    const ByteView text = view(note.text);
    return std::ranges::any_of(note.signatures, [&](const NoteSignature& signature) {
        return signature.name == key.name && signature.keyId == key.id() &&
               crypto_sign_verify_detached(signature.signature.data(), text.data(), text.size(),
                                           key.key.data()) == 0;
    });
}

} // namespace shouwang::ledger
