#include "wall/division.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <fmt/format.h>

namespace shouwang::wall {

namespace {

constexpr std::array<std::string_view, 6> kDivisions{"1", "4", "9", "16", "1+5", "1+7"};

Division even(int columns, int rows) {
    Division division{columns, rows, {}};
    for (int i = 0; i < columns * rows; ++i)
        division.cells.push_back({i % columns, i / columns, 1, 1});
    return division;
}

/// One large cell in the upper left corner of `side` x `side`, and what is left right of it and below it.
Division oneLarge(int side) {
    Division division{side, side, {{0, 0, side - 1, side - 1}}};
    for (int row = 0; row < side - 1; ++row)
        division.cells.push_back({side - 1, row, 1, 1});
    for (int column = 0; column < side; ++column)
        division.cells.push_back({column, side - 1, 1, 1});
    return division;
}

std::optional<int> side(std::string_view text) {
    int number = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool whole = fault == std::errc() && end == text.data() + text.size();
    if (!whole || number < 1 || number > kMostColumns) return std::nullopt;
    return number;
}

std::size_t cellsOf(const Arrangement& arrangement) {
    const auto division = divisionOf(arrangement.division);
    return division ? division->cells.size() : 0;
}

} // namespace

std::span<const std::string_view> divisions() {
    return kDivisions;
}

std::string uniform(int columns, int rows) {
    if (columns == rows && columns >= 1 && columns <= 4) return std::to_string(columns * rows);
    return fmt::format("{}x{}", columns, rows);
}

std::optional<Division> divisionOf(std::string_view name) {
    if (name == "1") return even(1, 1);
    if (name == "4") return even(2, 2);
    if (name == "9") return even(3, 3);
    if (name == "16") return even(4, 4);
    if (name == "1+5") return oneLarge(3);
    if (name == "1+7") return oneLarge(4);
    const auto cross = name.find('x');
    if (cross == std::string_view::npos) return std::nullopt;
    const auto columns = side(name.substr(0, cross));
    const auto rows = side(name.substr(cross + 1));
    if (!columns || !rows) return std::nullopt;
    return even(*columns, *rows);
}

std::string_view divisionOfDigit(int digit) {
    switch (digit) {
    case 1:
        return "1";
    case 4:
        return "4";
    case 6:
        return "1+5";
    case 8:
        return "1+7";
    case 9:
        return "9";
    case 0:
        return "16";
    default:
        return {};
    }
}

std::string_view divisionFor(std::size_t cameras) {
    if (cameras <= 1) return "1";
    if (cameras <= 4) return "4";
    return cameras <= 9 ? "9" : "16";
}

Arrangement arrangementOf(const site::Scene& scene) {
    return {uniform(scene.columns, scene.rows), scene.cameras};
}

Arrangement swapped(Arrangement from, std::size_t one, std::size_t other) {
    if (std::max(one, other) >= cellsOf(from)) return from;
    from.cameras.resize(std::max(from.cameras.size(), std::max(one, other) + 1));
    std::swap(from.cameras[one], from.cameras[other]);
    return from;
}

Arrangement placed(Arrangement from, std::size_t cell, const std::string& camera) {
    if (cell >= cellsOf(from)) return from;
    from.cameras.resize(std::max(from.cameras.size(), cell + 1));
    const auto elsewhere = std::ranges::find(from.cameras, camera);
    if (!camera.empty() && elsewhere != from.cameras.end()) {
        std::swap(*elsewhere, from.cameras[cell]);
    } else {
        from.cameras[cell] = camera;
    }
    return from;
}

Arrangement redivided(Arrangement from, std::string_view division) {
    if (divisionOf(division)) from.division = division;
    return from;
}

std::optional<int> NumberEntry::digit(int digit, int most) {
    const int typed = m_typed * 10 + digit;
    if (typed < 1 || typed > most) {
        m_typed = 0; // no such number: the next digit begins anew
        return std::nullopt;
    }
    m_typed = typed;
    return typed * 10 > most ? enter() : std::nullopt;
}

std::optional<int> NumberEntry::enter() {
    const int typed = std::exchange(m_typed, 0);
    return typed > 0 ? std::optional(typed) : std::nullopt;
}

} // namespace shouwang::wall
