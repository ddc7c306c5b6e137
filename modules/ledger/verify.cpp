#include "ledger/verify.h"

#include <fmt/format.h>

namespace shouwang::ledger {

ChainCheck::ChainCheck(Id station, std::vector<EpochMark> epochs)
    : m_station(station)
    , m_epochs(std::move(epochs)) {
    m_head.hash = genesis(m_station);
}

void ChainCheck::startBehind(const Head& head) {
    m_head = head;
}

std::string ChainCheck::faultOfEpoch(const Fact& fact) const {
    if (m_epochs.empty()) return fact.epoch == 0 ? "names no epoch" : "";
    const EpochMark* inForce = nullptr;
    for (const EpochMark& mark : m_epochs) {
        if (mark.first <= fact.number) inForce = &mark;
    }
    return inForce && inForce->epoch == fact.epoch ? "" : "is not of the epoch that gave this number";
}

std::string ChainCheck::add(const StoredFact& row) {
    if (row.number != m_head.number + 1)
        return fmt::format("follows number {}: there is a gap", m_head.number);
    if (sha256(row.bytes) != row.hash) return "the bytes do not have the stored hash";
    auto fact = decodeFact(row.bytes);
    if (!fact) return "not in canonical form: " + fact.error().text;
    if (fact->number != row.number) return fmt::format("says it is number {}", fact->number);
    const Id station = m_station.isNull() ? fact->station : m_station;
    if (fact->station != station) return "belongs to another station";
    const Hash before = m_station.isNull() && m_head.number == 0 ? genesis(station) : m_head.hash;
    if (fact->previous != before) return "does not continue the chain";
    if (std::string text = faultOfEpoch(*fact); !text.empty()) return text;
    // A blob that this reader may not receive is missing; one that is there must be the one that was hashed.
    if (!row.sealed.empty() && (!fact->sealedHash || sha256(row.sealed) != *fact->sealedHash)) {
        return "the sealed part is not the one that was hashed";
    }
    m_station = station;
    m_head = {fact->epoch, row.number, row.hash};
    m_last = std::move(*fact);
    ++m_facts;
    return {};
}

std::string faultOfEpochs(const std::vector<EpochMark>& epochs) {
    if (epochs.empty() || epochs.front().first != 1) return "the list of epochs does not begin at fact 1";
    for (std::size_t i = 0; i < epochs.size(); ++i) {
        if (epochs[i].epoch == 0) return "an epoch is 0";
        if (i > 0 && epochs[i].first < epochs[i - 1].first) return "the list of epochs goes back";
        for (std::size_t j = 0; j < i; ++j) {
            if (epochs[j].epoch == epochs[i].epoch) return "an epoch stands twice in the list";
        }
    }
    return {};
}

std::string faultOfNote(std::string_view text, const Id& station, const Head& fact,
                        const std::optional<VerifierKey>& key) {
    const auto note = parseNote(text);
    if (!note) return note.error().text;
    if (note->checkpoint.origin != originOf(station)) return "the checkpoint is of another chain";
    if (note->checkpoint.number != fact.number) return "the checkpoint names another number";
    if (note->checkpoint.hash != fact.hash)
        return "the checkpoint names another fact: the chain was rewritten";
    if (key && !verifyNote(*note, *key)) return "the checkpoint is not signed by this key";
    return {};
}

} // namespace shouwang::ledger
