// One picture as three planes, 4:2:0, BT.709, limited range.
#pragma once

#include <cstdint>
#include <vector>

namespace shouwang::simulator {

struct Picture {
    Picture() = default;
    Picture(int w, int h)
        : width(w)
        , height(h)
        , y(static_cast<std::size_t>(w) * static_cast<std::size_t>(h), 16)
        , u(static_cast<std::size_t>(w / 2) * static_cast<std::size_t>(h / 2), 128)
        , v(u) {}

    int width = 0; ///< even
    int height = 0;
    std::vector<std::uint8_t> y;
    std::vector<std::uint8_t> u;
    std::vector<std::uint8_t> v;
};

} // namespace shouwang::simulator
