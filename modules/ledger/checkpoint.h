// A signed word about where the chain stands: a note in the form of C2SP tlog-checkpoint (origin, number of
// the last fact, its hash; Ed25519 by a key that has a name), without extension lines. Our chain is linear,
// so the "size" is the number of the fact whose hash follows. Whoever keeps such a note (a seat, a printed
// handover sheet) can later tell whether the ledger was rewritten.
//
// Keys have the text form of C2SP signed-note: `name+hash+base64` for checking, `PRIVATE+KEY+…` for signing.
// Everything that is parsed here may come from outside: bounded, strict, one form only.
#pragma once

#include "base/bytes.h"
#include "base/id.h"

#include <array>

namespace shouwang::ledger {

constexpr std::size_t kMaxNoteBytes = 4096;
constexpr std::size_t kMaxNoteSignatures = 16;

struct Checkpoint {
    std::string origin; ///< names the station's chain
    std::uint64_t number = 0;
    Hash hash{};

    bool operator==(const Checkpoint&) const = default;
};

/// `shouwang/chain/<station>`: what stands in the first line of this station's notes, and is its key's name.
std::string originOf(const Id& station);

/// The public key: 0x01 and 32 bytes of Ed25519 behind the base64.
struct VerifierKey {
    std::string name;
    std::array<std::uint8_t, 32> key{};

    std::array<std::uint8_t, 4> id() const; ///< first bytes of SHA-256(name, 0x0A, 0x01, key)
    std::string text() const;
    static Result<VerifierKey> parse(std::string_view text);
    bool operator==(const VerifierKey&) const = default;
};

/// The station's own key. The seed leaves memory only by text(), for a file of mode 0600.
class SignerKey {
public:
    /// Refused: a name that is empty, or holds a space, a plus or a line end.
    static Result<SignerKey> make(std::string name, Random& random);
    static Result<SignerKey> parse(std::string_view text);
    ~SignerKey(); ///< wipes
    SignerKey(const SignerKey&) = default;
    SignerKey& operator=(const SignerKey&) = default;

    const VerifierKey& verifier() const { return m_verifier; }
    std::string text() const;
    std::array<std::uint8_t, 64> sign(std::string_view text) const;

private:
    SignerKey(std::string name, const std::array<std::uint8_t, 32>& seed);
    std::array<std::uint8_t, 32> m_seed{};
    VerifierKey m_verifier;
};

struct NoteSignature {
    std::string name;
    std::array<std::uint8_t, 4> keyId{};
    std::array<std::uint8_t, 64> signature{};
};

struct Note {
    Checkpoint checkpoint;
    std::string text; ///< what was signed
    std::vector<NoteSignature> signatures;
};

/// The note, signed by one key.
std::string makeNote(const Checkpoint& checkpoint, const SignerKey& key);
/// Corrupt: anything that makeNote (or a witness that adds a signature line) would not have written.
Result<Note> parseNote(std::string_view note);
/// Whether one of its signatures is right and by this key.
bool verifyNote(const Note& note, const VerifierKey& key);

} // namespace shouwang::ledger
