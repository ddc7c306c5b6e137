#include "server/station_key.h"

#include "base/file.h"

namespace shouwang::server {

Result<ledger::SignerKey> stationKey(const DataFolder& folder, const Id& station, Random& random) {
    const std::filesystem::path path = checkpointKeyFile(folder);
    const std::string name = ledger::originOf(station);
    std::error_code error;
    if (!std::filesystem::exists(path, error)) {
        auto key = ledger::SignerKey::make(name, random);
        if (!key) return key;
        if (auto written = writeFileWhole(path, view(key->text() + "\n"), 0600); !written) {
            return tl::unexpected(written.error());
        }
        return key;
    }
    const auto bytes = readPrivateFile(path, 4096);
    if (!bytes) return tl::unexpected(bytes.error());
    std::string text(bytes->begin(), bytes->end());
    text = text.substr(0, text.find('\n'));
    auto key = ledger::SignerKey::parse(text);
    if (!key) return fail(Next::Corrupt, path.string() + ": " + key.error().text);
    if (key->verifier().name != name)
        return fail(Next::Refused, path.string() + ": is another station's key");
    return key;
}

} // namespace shouwang::server
