// What the desk keeps beside the seat's file: the site and the key store as last received (so that everything
// works without a station), the clips, and the last spoken number. Mode 0600, written whole. GUI thread.
#pragma once

#include "base/file.h"
#include "people/key_store.h"
#include "site/site.h"

#include <memory>
#include <optional>

namespace shouwang::console {

class DeskFiles {
public:
    /// Makes the folder (0700). Refused: another desk uses it.
    static Result<DeskFiles> open(const std::filesystem::path& folder);

    /// Asked after open() has failed.
    static bool isInUse(const std::filesystem::path& folder);

    std::filesystem::path seatFile() const { return m_folder / "seat.db"; }
    std::filesystem::path spoolFile() const { return m_folder / "devices.spool"; }
    std::filesystem::path settingsFile() const { return m_folder / "desk.ini"; }
    std::filesystem::path evidenceFolder() const { return m_folder / "evidence"; }

    std::filesystem::path emergencyFolder() const { return m_folder / "emergency"; }

    Result<Bytes> siteBytes() const { return readFile(m_folder / "site.json"); }
    Result<void> keepSite(ByteView bytes) const {
        return writeFileWhole(m_folder / "site.json", bytes, 0600);
    }
    bool hasKeys() const {
        std::error_code error;
        return std::filesystem::exists(m_folder / "keystore.json", error);
    }
    Result<people::KeyStore> keys() const { return people::KeyStore::read(m_folder / "keystore.json"); }
    Result<void> keepKeys(ByteView bytes) const {
        return writeFileWhole(m_folder / "keystore.json", bytes, 0600);
    }

    /// `next` is 20261121-A-003 as the tables have it; a number that was given out once never comes again,
    /// also when the seat's tables were lost in between.
    Result<std::string> takeNumber(const std::string& next) const;

private:
    DeskFiles(std::filesystem::path folder, FileLock lock)
        : m_folder(std::move(folder))
        , m_lock(std::move(lock)) {}

    std::filesystem::path m_folder;
    FileLock m_lock; // one desk a folder
};

} // namespace shouwang::console
