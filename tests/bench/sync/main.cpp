// ./run bench sync [row ...] [--small]: what the river of facts costs, beside the floors of this machine.
#include "bench/sync/support.h"

#include <QCoreApplication>

using namespace shouwang;
using namespace shouwang::bench;

int main(int argc, char** argv) {
    const QCoreApplication application(argc, argv); // QProcess wants one
    const std::vector<std::string> words(argv + 1, argv + argc);
    if (!words.empty() && words.front() == "--seat") return runSeat({words.begin() + 1, words.end()});
    return runRows(
        "sync", words,
        {{{"fanout20"}, [](const Ask& ask) { fanoutRow(ask.small ? 50 : 500); }},
         {{"save"}, [](const Ask& ask) { saveRow(ask.small ? 50 : 500); }},
         {{"upload"}, [](const Ask& ask) { uploadRow(ask.small ? 1000 : 10'000, ask.small ? 1 : 5, false); }},
         {{"upload_watched"},
          [](const Ask& ask) { uploadRow(ask.small ? 1000 : 10'000, ask.small ? 1 : 5, true); }},
         {{"storm"}, [](const Ask& ask) { stormRow(std::chrono::seconds(ask.small ? 1 : 60), 1000); }},
         {{"first_sync", "memory", "verify", "rebuild"},
          [](const Ask& ask) { bigRows(ask.small ? 5'000 : 1'000'000, ask.small ? 1 : 5, ask); }}});
}
