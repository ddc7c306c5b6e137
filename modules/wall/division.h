// How the glass is divided and who stands where: the arrangement that an officer makes of a scene. Pure
// values.
#pragma once

#include "site/site.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace shouwang::wall {

inline constexpr int kMostColumns = 16; ///< of a division, and rows
inline constexpr std::size_t kMostArranged = 256;

struct Cell { ///< in columns and rows of its division
    int column = 0;
    int row = 0;
    int columns = 1;
    int rows = 1;
    bool operator==(const Cell&) const = default;
};

struct Division {
    int columns = 1;
    int rows = 1;
    std::vector<Cell> cells; ///< disjoint, covering all of it; the large one first
    bool operator==(const Division&) const = default;
};

/// What an officer chooses from: "1", "4", "9", "16", "1+5" (one large, five around it), "1+7".
std::span<const std::string_view> divisions();
/// Also "COLUMNSxROWS" up to 16 each, as the scenes of a site file have them. Nothing: no division is so
/// called.
std::optional<Division> divisionOf(std::string_view name);
std::string uniform(int columns, int rows);
/// What is pressed with Ctrl at the wall, and with Ctrl+Alt at the desk: 1, 4 and 9 as they are called, 0 for
/// "16", 6 and 8 for "1+5" and "1+7". Empty: the digit stands for none.
std::string_view divisionOfDigit(int digit);
/// The smallest of 1, 4, 9 and 16 equal pictures in which `cameras` have room; "16" where none is large
/// enough.
std::string_view divisionFor(std::size_t cameras);

struct Arrangement {
    std::string division;
    std::vector<std::string> cameras; ///< cell by cell, empty: none; those behind the last cell wait for a
                                      ///< larger division
    bool operator==(const Arrangement&) const = default;
};

Arrangement arrangementOf(const site::Scene& scene);

// Cells count from 0. A cell that the division does not have leaves the arrangement as it is.
Arrangement swapped(Arrangement from, std::size_t one, std::size_t other);
/// A camera that stands in another cell already changes places with the one it comes to.
Arrangement placed(Arrangement from, std::size_t cell, const std::string& camera);
/// All cameras stay; as many stand on the glass as there are cells. Unknown: as it was.
Arrangement redivided(Arrangement from, std::string_view division);

/// What is typed on a keypad, digit by digit: a number is meant as soon as no longer one could be, else when
/// Enter is pressed or nothing follows for a while.
class NumberEntry {
public:
    /// The number that is meant, or nothing yet. `most` is the largest that makes sense.
    std::optional<int> digit(int digit, int most);
    std::optional<int> enter(); ///< what has been typed so far; also to be called when nothing follows
    void clear() { m_typed = 0; }
    int typed() const { return m_typed; } ///< 0: nothing

private:
    int m_typed = 0;
};

} // namespace shouwang::wall
