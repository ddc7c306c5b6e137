#include "bench/rows.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <fmt/format.h>
#include <set>
#include <unistd.h>

namespace shouwang::bench {

namespace {

struct State {
    std::string bench;
    std::set<std::string> wanted;
    std::FILE* output = nullptr;
};

State& state() {
    static State all;
    return all;
}

/// What others write to stdout goes to stderr, so that stdout holds rows only.
std::FILE* takeOutput() {
    std::FILE* rows = fdopen(dup(STDOUT_FILENO), "w");
    dup2(STDERR_FILENO, STDOUT_FILENO);
    return rows;
}

/// The name of a figure that JSON cannot hold; empty where there is none.
std::string wrongFigure(const Json& json, const std::string& at) {
    if (json.is_number_float() && !std::isfinite(json.get<double>())) return at;
    if (!json.is_structured()) return {};
    for (const auto& [key, value] : json.items()) {
        if (std::string wrong = wrongFigure(value, at.empty() ? key : at + "." + key); !wrong.empty())
            return wrong;
    }
    return {};
}

/// False: somebody wants a row that does not exist.
bool choose(const std::vector<std::string>& words, const std::vector<Group>& groups) {
    std::set<std::string> known;
    for (const Group& group : groups)
        known.insert(group.rows.begin(), group.rows.end());
    for (const std::string& word : words) {
        if (known.contains(word)) continue;
        fmt::print(stderr, "The bench '{}' has no row '{}'; it has: {}\n", state().bench, word,
                   fmt::join(known, " "));
        return false;
    }
    state().wanted = words.empty() ? known : std::set<std::string>(words.begin(), words.end());
    return true;
}

void runGroup(const Group& group, bool small) {
    Ask ask{small, {}};
    std::ranges::copy_if(group.rows, std::back_inserter(ask.rows),
                         [](const std::string& row) { return state().wanted.contains(row); });
    if (ask.rows.empty()) return;
    std::string why = "the bench came to its end without it";
    try {
        group.run(ask);
    } catch (const std::exception& fault) {
        why = fault.what();
    }
    for (const std::string& row : ask.rows)
        printVoid(row, why); // those that were printed are wanted no more
}

} // namespace

bool Ask::wants(const std::string& row) const {
    return std::ranges::find(rows, row) != rows.end();
}

int runRows(const std::string& bench, std::vector<std::string> words, const std::vector<Group>& groups) {
    state().bench = bench;
    if (std::erase(words, "--list") > 0) {
        for (const Group& group : groups)
            for (const std::string& row : group.rows)
                fmt::print("{}\n", row);
        return 0;
    }
    const bool small = std::erase(words, "--small") > 0;
    if (!choose(words, groups)) return 2;
    state().output = takeOutput();
    for (const Group& group : groups)
        runGroup(group, small);
    return 0;
}

void print(const std::string& row, const Json& figures) {
    if (!state().wanted.contains(row)) return;
    if (const std::string wrong = wrongFigure(figures, {}); !wrong.empty())
        return printVoid(row, wrong + " is not a number");
    state().wanted.erase(row);
    Json line{{"bench", state().bench}, {"row", row}, {"peers", Json::array()}};
    line.update(figures);
    fmt::print(state().output, "{}\n", line.dump(-1, ' ', false, Json::error_handler_t::replace));
    std::fflush(state().output); // a row is seen as soon as it is known
}

void printVoid(const std::string& row, const std::string& why) {
    print(row, {{"void", why.empty() ? "nobody said why" : why}});
}

double percentile(std::vector<double> values, double part) {
    if (values.empty()) throw Void("nothing was measured");
    std::ranges::sort(values);
    return values[static_cast<std::size_t>(static_cast<double>(values.size() - 1) * part)];
}

double rounded(double value) {
    return std::round(value * 1000) / 1000;
}

Json spread(const std::string& name, const std::vector<double>& values) {
    return {{name, rounded(percentile(values, 0.5))},
            {name + "_min", rounded(percentile(values, 0))},
            {name + "_max", rounded(percentile(values, 1))}};
}

Json delays(const std::vector<double>& milliseconds) {
    return {{"p50_ms", rounded(percentile(milliseconds, 0.5))},
            {"p99_ms", rounded(percentile(milliseconds, 0.99))}};
}

Json delaySpread(const std::vector<std::vector<double>>& runs) {
    std::vector<double> p50;
    std::vector<double> p99;
    std::vector<double> max;
    for (const std::vector<double>& milliseconds : runs) {
        p50.push_back(percentile(milliseconds, 0.5));
        p99.push_back(percentile(milliseconds, 0.99));
        max.push_back(percentile(milliseconds, 1));
    }
    return merged(
        {{{"runs", runs.size()}}, spread("p50_ms", p50), spread("p99_ms", p99), spread("max_ms", max)});
}

Json merged(std::initializer_list<Json> parts) {
    Json all = Json::object();
    for (const Json& part : parts)
        all.update(part);
    return all;
}

Json peer(const std::string& name, const Json& figures) {
    return merged({{{"name", name}}, figures});
}

} // namespace shouwang::bench
