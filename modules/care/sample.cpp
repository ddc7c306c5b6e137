#include "care/sample.h"

#include "base/random.h"

#include <array>
#include <fmt/format.h>
#include <numeric>

namespace shouwang::care {

namespace {

struct ZoneShare {
    const char* zone; // of site::sampleSite()
    int persons;      // of 1,500
    bool women;
};

constexpr std::array<ZoneShare, 9> kShares{{{"Z10", 120, false},
                                            {"Z20", 200, false},
                                            {"Z31", 185, false},
                                            {"Z32", 185, false},
                                            {"Z33", 185, false},
                                            {"Z34", 185, false},
                                            {"Z40", 130, false},
                                            {"Z50", 160, true},
                                            {"Z60", 150, false}}};
constexpr int kWhole = 1500;

struct OutShare {
    const char* kind;
    const char* reason; // says nothing of an illness (G5)
    unsigned weight;
};

constexpr std::array<OutShare, 4> kOut{{{"hospital", "离所就医", 9},
                                        {"medical_leave", "所外就医", 8},
                                        {"home_visit", "外出探视", 2},
                                        {"court", "出庭", 1}}};

/// The first `place` of `count` persons fill the zones up to here, so that the shares hold for any count.
const ZoneShare& shareOf(int place, int count) {
    const auto scaled = static_cast<int>(static_cast<std::int64_t>(place) * kWhole / count);
    int filled = 0;
    for (const ZoneShare& share : kShares) {
        filled += share.persons;
        if (scaled < filled) return share;
    }
    return kShares.back();
}

const OutShare& anyOut(Random& random) {
    const unsigned all = std::accumulate(kOut.begin(), kOut.end(), 0U,
                                         [](unsigned sum, const OutShare& out) { return sum + out.weight; });
    std::uint64_t throwOf = random.below(all);
    for (const OutShare& out : kOut) {
        if (throwOf < out.weight) return out;
        throwOf -= out.weight;
    }
    return kOut.front();
}

} // namespace

std::vector<PersonRow> samplePersons(const SampleOptions& options) {
    std::vector<PersonRow> rows;
    for (int place = 0; place < options.count; ++place) {
        const ZoneShare& share = shareOf(place, options.count);
        rows.push_back({{fmt::format("QH26-{:04}", place + 1), share.zone, share.women, {}}, {}});
    }
    SeededRandom random(options.seed);
    for (std::size_t left = rows.size() * 4 / 100; left > 0;) {
        PersonRow& row = rows[random.below(rows.size())];
        if (!row.person.out.empty()) continue;
        const OutShare& out = anyOut(random);
        row.person.out = out.kind;
        row.reason = out.reason;
        --left;
    }
    return rows;
}

std::string samplePersonFile(const SampleOptions& options) {
    return writePersons(samplePersons(options), "合成数据：编号均为虚构，仅供演示和测试。");
}

} // namespace shouwang::care
