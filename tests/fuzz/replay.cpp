// Stands in for libFuzzer where there is none: reads every file of a folder once.
#include "base/file.h"

#include <algorithm>
#include <cstdio>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

int main(int count, char** arguments) {
    std::vector<std::filesystem::path> files;
    std::error_code problem;
    for (int i = 1; i < count; ++i) {
        for (const auto& entry : std::filesystem::directory_iterator(arguments[i], problem))
            files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
    for (const auto& file : files) {
        const auto bytes = shouwang::readFile(file);
        if (!bytes) {
            std::fprintf(stderr, "%s: %s\n", file.c_str(), bytes.error().text.c_str());
            return 1;
        }
        std::fprintf(stderr, "%s\n", file.filename().c_str()); // the last one named is the one that broke it
        LLVMFuzzerTestOneInput(bytes->data(), bytes->size());
    }
    std::fprintf(stderr, "%zu seeds\n", files.size());
    return files.empty() ? 1 : 0;
}
