#include "base/id.h"

#include "base/random.h"

#include <algorithm>

namespace shouwang {

Id Id::random(Random& random) {
    Id id;
    random.fill(id.m_bytes);
    return id;
}

Id Id::fromParts(std::initializer_list<std::string_view> parts) {
    Sha256 hash;
    for (std::string_view part : parts) {
        const std::string length = std::to_string(part.size()) + ":";
        hash.add(view(length));
        hash.add(view(part));
    }
    const Hash full = hash.finish();
    Id id;
    std::copy_n(full.begin(), id.m_bytes.size(), id.m_bytes.begin());
    return id;
}

Result<Id> Id::fromBytes(ByteView bytes) {
    Id id;
    if (bytes.size() != id.m_bytes.size()) return fail(Next::Corrupt, "an id has 16 bytes");
    std::copy(bytes.begin(), bytes.end(), id.m_bytes.begin());
    return id;
}

Result<Id> Id::fromText(std::string_view hex) {
    auto bytes = fromHex(hex);
    if (!bytes) return tl::unexpected(bytes.error());
    return fromBytes(*bytes);
}

} // namespace shouwang
