#include "wall/base64.h"

#include <array>

namespace shouwang::wall {

namespace {

constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

constexpr std::array<std::uint8_t, 256> valuesOfDigits() {
    std::array<std::uint8_t, 256> values{};
    values.fill(255);
    for (std::size_t i = 0; i < kDigits.size(); ++i)
        values[static_cast<std::uint8_t>(kDigits[i])] = static_cast<std::uint8_t>(i);
    return values;
}
constexpr auto kValues = valuesOfDigits();

std::uint8_t valueOf(char digit) {
    return kValues[static_cast<std::uint8_t>(digit)];
}

} // namespace

std::string toBase64(ByteView bytes) {
    std::string text;
    text.reserve((bytes.size() + 2) / 3 * 4);
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        const std::size_t count = std::min<std::size_t>(3, bytes.size() - i);
        std::uint32_t group = 0;
        for (std::size_t k = 0; k < 3; ++k)
            group = group << 8 | (k < count ? bytes[i + k] : 0U);
        for (std::size_t k = 0; k < 4; ++k)
            text += k <= count ? kDigits[group >> (18 - 6 * k) & 63U] : '=';
    }
    return text;
}

Result<Bytes> fromBase64(std::string_view text) {
    if (text.size() % 4 != 0) return fail(Next::Refused, "base64 of a wrong length");
    Bytes bytes;
    bytes.reserve(text.size() / 4 * 3);
    for (std::size_t i = 0; i < text.size(); i += 4) {
        std::size_t digits = 4;
        if (i + 4 == text.size())
            digits -= static_cast<std::size_t>(text.ends_with("==") ? 2 : text.ends_with('='));
        std::uint32_t group = 0;
        for (std::size_t k = 0; k < 4; ++k) {
            const std::uint8_t value = k < digits ? valueOf(text[i + k]) : std::uint8_t{0};
            if (value > 63) return fail(Next::Refused, "not a base64 digit");
            group = group << 6 | value;
        }
        for (std::size_t k = 0; k + 1 < digits; ++k)
            bytes.push_back(static_cast<std::uint8_t>(group >> (16 - 8 * k) & 255U));
        if ((group << (8 * (digits - 1)) & 0xFFFFFFU) != 0)
            return fail(Next::Refused, "base64 with bits left over");
    }
    return bytes;
}

} // namespace shouwang::wall
