// shouwang-verify: proves a ledger, its checkpoints and the clips that it names. Exit status 0: proven, 1: a
// fault, 2: cannot be read.
#include "clips.h"
#include "server.h"

#include <cstdio>
#include <fmt/format.h>
#include <map>
#include <nlohmann/json.hpp>

using namespace shouwang;

namespace {

constexpr const char* kUsage =
    "usage: shouwang-verify FILE [--key KEY] [--clips FOLDER]\n"
    "       shouwang-verify --url URL --token FILE [--ca FILE] [--key KEY]\n"
    "  FILE            a station's or a seat's ledger, or a backup; it may be in use\n"
    "  --url URL       a running station\n"
    "  --token FILE    a seat's file, or one that holds its token alone\n"
    "  --ca FILE       the authority that signed the station's certificate\n"
    "  --key KEY       the station's public key (shouwang-server checkpoint key), or a file that holds it\n"
    "  --clips FOLDER  also hash the pinned clips that lie there\n"
    "exit status: 0 proven, 1 a fault (the first one is printed), 2 cannot be read\n";

using Options = std::map<std::string, std::string>;

std::optional<Options> optionsFrom(const std::vector<std::string>& words) {
    Options out;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const bool option = words[i].starts_with("--");
        if (option && i + 1 == words.size()) return std::nullopt;
        const std::string name = option ? words[i].substr(2) : "file";
        if (!out.emplace(name, option ? words[++i] : words[i]).second) return std::nullopt;
    }
    for (const auto& [name, value] : out) {
        if (name != "file" && name != "url" && name != "token" && name != "ca" && name != "key" &&
            name != "clips")
            return std::nullopt;
    }
    const bool server = out.contains("url") && out.contains("token") && !out.contains("clips");
    const bool file = !out.contains("url") && !out.contains("token") && !out.contains("ca");
    return out.contains("file") ? (file ? std::optional(out) : std::nullopt)
                                : (server ? std::optional(out) : std::nullopt);
}

int complain(const std::string& text) {
    fmt::print(stderr, "shouwang-verify: {}\n", text);
    return 2;
}

Result<std::string> firstLine(const std::string& path) {
    const auto bytes = readFile(path, 64 << 10);
    if (!bytes) return tl::unexpected(bytes.error());
    const std::string text(bytes->begin(), bytes->end());
    const auto json = nlohmann::json::parse(text, nullptr, false);
    if (json.is_object() && json.contains("token") && json["token"].is_string())
        return json["token"].get<std::string>();
    return text.substr(0, text.find_first_of("\r\n"));
}

Result<std::optional<ledger::VerifierKey>> keyFrom(const Options& options) {
    if (!options.contains("key")) return std::optional<ledger::VerifierKey>();
    const std::string& given = options.at("key");
    auto key = ledger::VerifierKey::parse(given);
    if (!key) {
        const auto text = firstLine(given);
        if (!text) return fail(Next::Refused, given + ": is neither a key nor a file that holds one");
        key = ledger::VerifierKey::parse(*text);
    }
    if (!key) return tl::unexpected(key.error());
    return std::optional(std::move(*key));
}

Result<ledger::Proof> proofOf(const Options& options, const std::optional<ledger::VerifierKey>& key) {
    if (options.contains("file")) return ledger::verifyFile(options.at("file"), key);
    const auto token = firstLine(options.at("token"));
    if (!token) return tl::unexpected(token.error());
    const auto ca = options.find("ca");
    return verify::verifyServer({options.at("url"), *token, ca == options.end() ? "" : ca->second, key});
}

int tell(const ledger::Proof& proof) {
    if (proof.fault) {
        fmt::print("FAULT at fact {}: {}\n", proof.fault->number, proof.fault->text);
        return 1;
    }
    fmt::print("proven: {} facts, head {}\n", proof.facts, toHex(proof.head));
    if (!proof.fromStart) fmt::print("the first of them is believed: this seat began with a snapshot\n");
    if (proof.epochs > 0 || proof.checkpoints > 0) {
        fmt::print("proven: {} epochs, {} checkpoints{}\n", proof.epochs, proof.checkpoints,
                   proof.signatures ? ", signed by this key" : "; signatures need --key");
    }
    return 0;
}

int tellClips(const Options& options) {
    const auto clips = verify::verifyClips(options.at("file"), options.at("clips"));
    if (!clips) return complain(clips.error().text);
    if (clips->fault) {
        fmt::print("FAULT at fact {}: {}\n", clips->fault->number, clips->fault->text);
        return 1;
    }
    fmt::print("proven: {} clips here, {} elsewhere\n", clips->proven, clips->elsewhere);
    return 0;
}

} // namespace

int main(int argc, char** argv) {
    const auto options = optionsFrom({argv + 1, argv + argc});
    if (!options) {
        std::fputs(kUsage, stderr);
        return 2;
    }
    const auto key = keyFrom(*options);
    if (!key) return complain(key.error().text);
    const auto proof = proofOf(*options, *key);
    if (!proof) return complain(proof.error().text);
    const int code = tell(*proof);
    return code == 0 && options->contains("clips") ? tellClips(*options) : code;
}
