// Proves a ledger from outside: canonical form, contiguity, chain, epochs, checkpoints, and that stored
// columns agree with the bytes. Any thread; one at a time on a ChainCheck.
#pragma once

#include "ledger/checkpoint.h"
#include "ledger/ledger.h"

namespace shouwang::ledger {

/// Checks facts one after another, as they come from a file or from a server.
class ChainCheck {
public:
    /// `epochs` empty: epochs are not checked, but for not being 0. A null station is taken from the first
    /// fact.
    explicit ChainCheck(Id station = {}, std::vector<EpochMark> epochs = {});
    /// For a reader that does not have the beginning: the next fact must follow this one.
    void startBehind(const Head& head);

    /// Empty: it is right, and stands behind the others now. Else why not; nothing has changed.
    std::string add(const StoredFact& row);

    const Id& station() const { return m_station; }
    const Head& head() const { return m_head; }     ///< the last one that was right
    const Fact& last() const { return m_last; }     ///< the same, as it was read
    std::uint64_t facts() const { return m_facts; } ///< how many were right

private:
    std::string faultOfEpoch(const Fact& fact) const;

    Id m_station;
    const std::vector<EpochMark> m_epochs;
    Head m_head;
    Fact m_last;
    std::uint64_t m_facts = 0;
};

/// Epochs as they must be: at least one, the first from 1, none twice, first numbers never going back. Empty:
/// right.
std::string faultOfEpochs(const std::vector<EpochMark>& epochs);

/// What a station's file says about itself. Refused: it has no ledger, or one of a newer version.
struct FileMeta {
    Id station;
    std::uint64_t epoch = 0;
    std::vector<EpochMark> epochs;
};
Result<FileMeta> readMeta(Database& database);

/// A note that names this fact of this station; with a key also signed by it. Empty: right.
std::string faultOfNote(std::string_view note, const Id& station, const Head& fact,
                        const std::optional<VerifierKey>& key);

struct Proof {
    std::uint64_t facts = 0;  ///< proven so far
    Hash head{};              ///< of the last of them
    std::uint64_t number = 0; ///< of the last of them
    Id station;
    std::size_t epochs = 0;
    std::size_t checkpoints = 0; ///< that name a proven fact
    bool signatures = false;     ///< a key was there to check them with
    bool fromStart = true;       ///< false: a seat's file, which begins behind its snapshot
    struct Fault {
        std::uint64_t number = 0;
        std::string text;
    };
    std::optional<Fault> fault; ///< the first one
};

/// For a file that was closed because its disk could not be believed: what others have been told (`known`) is
/// there as it was, and the last `facts` of them are a chain up to the head. Corrupt: why not.
Result<void> verifyTail(Database& database, const Head& known, std::uint64_t facts);

/// Reads a station's or a seat's file from the first fact to the last, read-only. An error: the file cannot
/// be read. `vfs` as in Database::Options.
Result<Proof> verifyFile(const std::filesystem::path& path, const std::optional<VerifierKey>& key = {},
                         const char* vfs = nullptr);

} // namespace shouwang::ledger
