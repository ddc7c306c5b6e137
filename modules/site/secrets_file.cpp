#include "site/secrets_file.h"

#include "base/file.h"
#include "site/object_reader.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <sys/stat.h>
#include <unistd.h>

namespace shouwang::site {

namespace {

constexpr std::size_t kSecretsLimit = std::size_t{1} << 20;

tl::unexpected<Error> refusal(const std::vector<SiteProblem>& problems, const std::string& fileName) {
    std::string text;
    for (const SiteProblem& problem : problems) {
        text += (text.empty() ? "" : "\n") + describe(problem, fileName);
    }
    return fail(Next::Refused, std::move(text));
}

} // namespace

Result<Secrets> parseSecrets(ByteView bytes, const std::string& fileName) {
    if (bytes.size() > kSecretsLimit) return fail(Next::Refused, fileName + ": larger than 1 MiB");
    const auto root = parseJson(bytes);
    // What the JSON library says of a broken line may repeat a password, so only the place is told.
    if (!root) {
        return fail(Next::Refused, fmt::format("{}:{}: not a JSON document ({})", fileName, root.error().line,
                                               root.error().code));
    }
    if (root->kind != JsonNode::Kind::Object) {
        return fail(Next::Refused, fmt::format("{}:{}: an object is expected", fileName, root->line));
    }
    Problems problems;
    Secrets secrets;
    for (std::size_t i = 0; i < root->keys.size(); ++i) {
        ObjectReader in(problems, root->items[i], "/" + root->keys[i]);
        Secret& secret = secrets[root->keys[i]];
        in.text("user", secret.user);
        in.text("password", secret.password, Need::Optional);
        in.finish();
    }
    if (problems.total() > 0) return refusal(problems.take(), fileName);
    return secrets;
}

std::string writeSecrets(const Secrets& secrets) {
    nlohmann::ordered_json out = nlohmann::ordered_json::object();
    for (const auto& [camera, secret] : secrets) {
        out[camera] = {{"user", secret.user}, {"password", secret.password}};
    }
    return out.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
}

Result<Secrets> readSecrets(const std::filesystem::path& path) {
    struct stat status {};
    if (::stat(path.c_str(), &status) != 0) return fail(Next::Refused, path.string() + ": cannot open");
    if ((status.st_mode & 0777) != 0600) {
        return fail(Next::Refused, fmt::format("{}: mode is {:04o}, passwords must be in a file of mode 0600",
                                               path.string(), status.st_mode & 0777));
    }
    if (status.st_uid != geteuid()) {
        return fail(Next::Refused, path.string() + ": belongs to another user");
    }
    const auto bytes = readFile(path, kSecretsLimit);
    if (!bytes) return tl::unexpected<Error>(bytes.error());
    return parseSecrets(*bytes, path.filename().string());
}

const Secret* secretFor(const Secrets& secrets, const std::string& cameraId) {
    auto found = secrets.find(cameraId);
    if (found == secrets.end()) found = secrets.find("*");
    return found == secrets.end() ? nullptr : &found->second;
}

} // namespace shouwang::site
