// What all benches share: one JSON object a line on stdout, in one shape, and nothing else there.
//
// A row has `bench`, `row`, figures whose names carry the unit, and `peers`, a list of objects with `name`
// and figures of the same names; it is empty where there is nobody to compare with. A figure that was taken
// several times is the median, with NAME_min and NAME_max beside it; `runs` says how often. `limit_NAME` is
// what it is held against. `ratio` is the cost over that of the floor: 1 is the floor itself, 2 costs twice
// as much. `note` says in words how the runs differ. A row that could not be measured, or whose replicas do
// not hold the same, has `void`, which says why. One thread.
#pragma once

#include <functional>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>
#include <vector>

namespace shouwang::bench {

using Json = nlohmann::json;

/// Thrown by what cannot go on; becomes the `void` of every row of the group that was not printed yet.
struct Void : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// The value, or Void with the error's text.
template <class R>
auto need(R result) {
    if (!result) throw Void(result.error().text);
    if constexpr (!std::is_void_v<typename R::value_type>) return std::move(*result);
}

struct Ask {
    bool small = false;              ///< a shorter run that tries the bench itself; its figures mean little
    std::vector<std::string> rows{}; ///< those of the group that are wanted
    bool wants(const std::string& row) const;
};

/// Rows that are measured together, because one needs what another has made.
struct Group {
    std::vector<std::string> rows;
    std::function<void(const Ask&)> run;
};

/// PROGRAM [ROW...] [--small] [--list]. 0: every wanted row was printed, perhaps as void; 2: there is no such
/// row.
int runRows(const std::string& bench, std::vector<std::string> words, const std::vector<Group>& groups);

/// A row that nobody asked for is not printed. Figures that are no finite numbers make it void.
void print(const std::string& row, const Json& figures);
void printVoid(const std::string& row, const std::string& why);

double percentile(std::vector<double> values, double part);
double rounded(double value);
/// {NAME: median, NAME_min, NAME_max}
Json spread(const std::string& name, const std::vector<double>& values);
/// {"p50_ms", "p99_ms"}
Json delays(const std::vector<double>& milliseconds);
/// {"runs", "p50_ms", "p99_ms", "max_ms"}, each with _min and _max: the spread of what each run has measured.
Json delaySpread(const std::vector<std::vector<double>>& runs);
Json merged(std::initializer_list<Json> parts);
Json peer(const std::string& name, const Json& figures);

} // namespace shouwang::bench
