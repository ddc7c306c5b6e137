// Byte strings, their text forms and SHA-256.
#pragma once

#include "base/result.h"

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace shouwang {

using Bytes = std::vector<std::uint8_t>;
using ByteView = std::span<const std::uint8_t>;
using Hash = std::array<std::uint8_t, 32>; ///< a SHA-256

inline ByteView view(std::string_view text) {
    return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}
inline Bytes toBytes(ByteView bytes) {
    return {bytes.begin(), bytes.end()};
}

std::string toHex(ByteView bytes);
/// Refuses odd lengths and anything but 0-9a-f.
Result<Bytes> fromHex(std::string_view text);

Hash sha256(ByteView bytes);

/// SHA-256 in pieces, for what does not fit into memory.
class Sha256 {
public:
    Sha256();
    ~Sha256();
    Sha256(const Sha256&) = delete;
    Sha256& operator=(const Sha256&) = delete;

    void restart(); ///< forgets what was added; needed after finish() before anything else
    void add(ByteView bytes);
    Hash finish();

private:
    void* m_context;
};

} // namespace shouwang
