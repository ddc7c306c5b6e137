// A checkpoint has one spelling, and so has a key; what is read is never believed without its signature.
#include "ledger/checkpoint.h"

#include <cstdlib>

using namespace shouwang;
using namespace shouwang::ledger;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    if (const auto key = VerifierKey::parse(text); key && key->text() != text) std::abort();
    if (const auto key = SignerKey::parse(text); key && key->text() != text) std::abort();
    const auto note = parseNote(text);
    if (!note) return 0;
    if (text.substr(0, note->text.size()) != note->text) std::abort();
    if (note->signatures.empty() || note->signatures.size() > kMaxNoteSignatures) std::abort();
    VerifierKey stranger;
    stranger.name = note->signatures.front().name;
    stranger.key.fill(7); // no point of the curve that anybody has a key to
    if (verifyNote(*note, stranger)) std::abort();
    return 0;
}
