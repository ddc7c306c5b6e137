#include "site/site_file.h"

#include "base/file.h"
#include "site/site_reader.h"

#include <fmt/format.h>

namespace shouwang::site {

namespace {

/// The Site is only of use where no problem was noted.
Site readSiteText(ByteView bytes, Problems& problems) {
    if (bytes.size() > kSiteFileLimit) {
        problems.add(0, {}, "too_large", fmt::format("larger than {} bytes", kSiteFileLimit));
        return {};
    }
    const auto root = parseJson(bytes);
    if (!root) {
        problems.add(root.error().line, root.error().pointer, root.error().code, root.error().text);
        return {};
    }
    Site site = readFields(*root, problems);
    checkReferences(site, *root, problems);
    site.content_hash = sha256(bytes);
    return site;
}

} // namespace

std::string describe(const SiteProblem& problem, const std::string& fileName) {
    if (problem.line == 0) return fmt::format("{}: {}", fileName, problem.text);
    return fmt::format("{}:{}: {}", fileName, problem.line, problem.text);
}

std::vector<SiteProblem> checkSite(ByteView bytes) {
    Problems problems;
    readSiteText(bytes, problems);
    return problems.take();
}

Result<Site> parseSite(ByteView bytes, const std::string& fileName) {
    Problems problems;
    Site site = readSiteText(bytes, problems);
    if (problems.total() == 0) return site;
    std::string text;
    for (const SiteProblem& problem : problems.take()) {
        if (!text.empty()) text += '\n';
        text += describe(problem, fileName);
    }
    if (problems.total() > kProblemLimit) {
        text += fmt::format("\n{}: and {} more", fileName, problems.total() - kProblemLimit);
    }
    return fail(Next::Refused, std::move(text));
}

Result<Site> readSite(const std::filesystem::path& path) {
    const auto bytes = readFile(path, kSiteFileLimit);
    if (!bytes) return tl::unexpected<Error>(bytes.error());
    return parseSite(*bytes, path.filename().string());
}

} // namespace shouwang::site
