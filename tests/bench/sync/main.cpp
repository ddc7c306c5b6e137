// ./run bench sync [row ...] [--small]: what the river of facts costs, beside the floors of this machine.
#include "bench/sync/support.h"

#include <QCoreApplication>

using namespace shouwang;
using namespace shouwang::bench;

namespace {

std::size_t runs(const Ask& ask) {
    return ask.small ? 2 : 5;
}

std::size_t commands(const Ask& ask) {
    return ask.small ? 1000 : 10'000;
}

std::vector<std::chrono::seconds> lengths(const Ask& ask) {
    using std::chrono::seconds;
    if (ask.small) return {seconds(1), seconds(1)};
    return {seconds(60), seconds(15), seconds(15), seconds(15), seconds(15)};
}

} // namespace

int main(int argc, char** argv) {
    const QCoreApplication application(argc, argv); // QProcess wants one
    const std::vector<std::string> words(argv + 1, argv + argc);
    if (!words.empty() && words.front() == "--seat") return runSeat({words.begin() + 1, words.end()});
    // Five runs of each, so long that all rows together take about ten minutes on two idle cores.
    return runRows("sync", words,
                   {{{"fanout20"}, [](const Ask& ask) { fanoutRow(ask.small ? 20 : 200, runs(ask)); }},
                    {{"save"}, [](const Ask& ask) { saveRow(ask.small ? 30 : 200, runs(ask), !ask.small); }},
                    {{"upload"}, [](const Ask& ask) { uploadRow(commands(ask), runs(ask), false); }},
                    {{"upload_watched"}, [](const Ask& ask) { uploadRow(commands(ask), runs(ask), true); }},
                    {{"storm"}, [](const Ask& ask) { stormRow(lengths(ask), 1000, !ask.small); }},
                    {{"first_sync", "memory", "verify", "rebuild"},
                     [](const Ask& ask) { bigRows(ask.small ? 5'000 : 1'000'000, runs(ask), ask); }}});
}
