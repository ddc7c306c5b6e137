// Sixteen bytes that name an entity, a seat or a station.
#pragma once

#include "base/bytes.h"

#include <compare>

namespace shouwang {

class Random;

class Id {
public:
    Id() = default; ///< the null id
    explicit Id(const std::array<std::uint8_t, 16>& bytes)
        : m_bytes(bytes) {}

    static Id random(Random& random);
    /// The same parts always give the same id: the first 16 bytes of a SHA-256 over the length-prefixed
    /// parts.
    static Id fromParts(std::initializer_list<std::string_view> parts);
    static Result<Id> fromBytes(ByteView bytes);
    static Result<Id> fromText(std::string_view hex);

    bool isNull() const { return *this == Id(); }
    const std::array<std::uint8_t, 16>& bytes() const { return m_bytes; }
    std::string text() const { return toHex(m_bytes); } ///< 32 hexadecimal digits

    auto operator<=>(const Id&) const = default;

private:
    std::array<std::uint8_t, 16> m_bytes{};
};

} // namespace shouwang

template <>
struct std::hash<shouwang::Id> {
    std::size_t operator()(const shouwang::Id& id) const noexcept {
        std::size_t value = 0;
        for (std::size_t i = 0; i < sizeof value; ++i)
            value = value << 8 | id.bytes()[i];
        return value;
    }
};
