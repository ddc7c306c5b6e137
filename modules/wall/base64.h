// RFC 4648 base64 with padding, strict: for the bytes of a site file inside a line of JSON.
#pragma once

#include "base/bytes.h"

namespace shouwang::wall {

std::string toBase64(ByteView bytes);
/// Refuses other characters, a wrong length and bits that are not zero behind the end.
Result<Bytes> fromBase64(std::string_view text);

} // namespace shouwang::wall
