#include "server.h"

#include "sync/http_client.h"

namespace shouwang::verify {

namespace {

using ledger::Proof;

class Walk {
public:
    Walk(sync::StationLink& link, const std::optional<ledger::VerifierKey>& key)
        : m_link(link)
        , m_key(key) {}

    Result<Proof> run() {
        m_link.post([this] { m_link.hello([this](Result<sync::Hello> hello) { begin(std::move(hello)); }); });
        m_link.run();
        if (m_error) return tl::unexpected(*m_error);
        m_proof.facts = m_chain->facts();
        m_proof.number = m_chain->head().number;
        m_proof.head = m_chain->head().hash;
        m_proof.station = m_chain->station();
        m_proof.signatures = m_key.has_value();
        return m_proof;
    }

private:
    void begin(Result<sync::Hello> hello) {
        if (!hello) return give(hello.error());
        m_goal = hello->head.number;
        m_epoch = hello->head.epoch;
        m_station = hello->station;
        // A station with very many epochs names the last ones only: then they are not held against the list.
        const bool all = !hello->epochs.empty() && hello->epochs.front().first == 1;
        m_proof.epochs = hello->epochs.size();
        m_chain.emplace(hello->station, all ? hello->epochs : std::vector<ledger::EpochMark>());
        m_link.fetch("/v1/checkpoint", [this](Result<Bytes> note) {
            if (!note) return give(note.error());
            m_note.assign(note->begin(), note->end());
            if (const auto parsed = ledger::parseNote(m_note)) m_noted = parsed->checkpoint.number;
            m_goal = std::max(m_goal, m_noted); // it may be newer than the head that we were told
            if (!m_note.empty() && m_noted == 0) {
                m_proof.fault = Proof::Fault{0, "the latest checkpoint cannot be read"};
                return m_link.stop();
            }
            next();
        });
    }

    void next() {
        if (m_chain->head().number >= m_goal) return m_link.stop();
        const sync::Cursor cursor{m_chain->head().number == 0 ? m_epoch : m_chain->head().epoch,
                                  m_chain->head().number, m_chain->head().hash};
        m_link.feed({cursor, sync::kMaxFeedFacts}, [this](Result<sync::FeedBatch> batch) {
            if (!batch) return give(batch.error());
            if (take(*batch)) next();
        });
    }

    bool take(const sync::FeedBatch& batch) {
        if (batch.fork || batch.facts.empty()) {
            give({Next::Conflict, "the station's chain changed while it was read; try again"});
            return false;
        }
        for (const ledger::StoredFact& fact : batch.facts) {
            std::string text = m_chain->add(fact);
            if (text.empty() && fact.number == m_noted) {
                text = ledger::faultOfNote(m_note, m_station, m_chain->head(), m_key);
                m_proof.checkpoints += text.empty();
            }
            if (text.empty()) continue;
            m_proof.fault = Proof::Fault{fact.number, std::move(text)};
            m_link.stop();
            return false;
        }
        return true;
    }

    void give(Error error) {
        m_error = std::move(error);
        m_link.stop();
    }

    sync::StationLink& m_link;
    const std::optional<ledger::VerifierKey>& m_key;
    std::optional<ledger::ChainCheck> m_chain;
    Proof m_proof;
    std::optional<Error> m_error;
    std::string m_note;
    std::uint64_t m_noted = 0;
    std::uint64_t m_goal = 0;
    std::uint64_t m_epoch = 0;
    Id m_station;
};

} // namespace

Result<Proof> verifyServer(const ServerOptions& options) {
    sync::HttpOptions http;
    http.url = options.url;
    http.token = options.token;
    http.authority = options.authority;
    auto link = sync::makeHttpLink(http);
    if (!link) return tl::unexpected(link.error());
    return Walk(**link, options.key).run();
}

} // namespace shouwang::verify
