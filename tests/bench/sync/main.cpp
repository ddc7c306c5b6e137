// ./run bench sync [row ...] [--small]: what the river of facts costs, beside the floors of this machine.
#include "bench/sync/support.h"

#include "base/log.h"

#include <QCoreApplication>
#include <algorithm>

using namespace shouwang;

int main(int argc, char** argv) {
    const QCoreApplication application(argc, argv); // QProcess wants one
    std::vector<std::string> words(argv + 1, argv + argc);
    if (!words.empty() && words.front() == "--seat") return bench::runSeat({words.begin() + 1, words.end()});
    bench::rowOutput();
    const bool small = std::erase(words, "--small") > 0;
    const auto wanted = [&words](const char* row) {
        return words.empty() || std::ranges::find(words, row) != words.end();
    };
    if (wanted("fanout20")) bench::fanoutRow(small ? 50 : 500);
    if (wanted("save")) bench::saveRow(small ? 50 : 500);
    if (wanted("upload")) bench::uploadRow(small ? 1000 : 10'000, false);
    if (wanted("upload_watched")) bench::uploadRow(small ? 1000 : 10'000, true);
    if (wanted("storm")) bench::stormRow(std::chrono::seconds(small ? 3 : 60), 1000);
    if (wanted("first_sync") || wanted("rebuild") || wanted("verify") || wanted("memory"))
        bench::bigRows(small ? 20'000 : 1'000'000, small ? 1 : 5, wanted);
}
