#include "server.h"

#include "sync/http_client.h"

#include <deque>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

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
    struct Note {
        std::uint64_t number = 0;
        std::string text;
    };

    void begin(Result<sync::Hello> hello) {
        if (!hello) return give(hello.error());
        m_goal = hello->head.number;
        m_epoch = hello->head.epoch;
        m_station = hello->station;
        // A station with very many epochs names the last ones only: then they are not held against the list.
        const bool all = !hello->epochs.empty() && hello->epochs.front().first == 1;
        m_proof.epochs = hello->epochs.size();
        m_chain.emplace(hello->station, all ? hello->epochs : std::vector<ledger::EpochMark>());
        next();
    }

    /// Notes come a page ahead of the facts that they name, so that neither has to be held whole.
    void next() {
        if (m_notes.empty() && m_moreNotes) return fetchNotes();
        while (m_at < m_facts.size()) {
            if (auto text = faultOf(m_facts[m_at]); !text.empty())
                return found(m_facts[m_at].number, std::move(text));
            ++m_at;
            if (m_notes.empty() && m_moreNotes) return fetchNotes();
        }
        // What has come since the head that we were told counts only as far as a checkpoint names it.
        if (m_chain->head().number >= m_goal && m_notes.empty()) return m_link.stop();
        fetchFacts();
    }

    std::string faultOf(const ledger::StoredFact& fact) {
        if (std::string text = m_chain->add(fact); !text.empty()) return text;
        if (m_notes.empty() || m_notes.front().number > fact.number) return {};
        std::string text = ledger::faultOfNote(m_notes.front().text, m_station, m_chain->head(), m_key);
        m_proof.checkpoints += text.empty();
        m_notes.pop_front();
        return text;
    }

    void fetchNotes() {
        const std::string path = fmt::format("/api/v1/checkpoints?limit=500&after={}", m_lastNote);
        m_link.fetch(path, [this](Result<Bytes> body) {
            if (!body) return give(body.error());
            if (takeNotes(nlohmann::json::parse(body->begin(), body->end(), nullptr, false))) return next();
            give({Next::Corrupt, "the station's list of checkpoints cannot be read"});
        });
    }

    bool takeNotes(const nlohmann::json& page) {
        if (!page.is_object() || !page.contains("next") || !page.contains("items")) return false;
        for (const auto& item : page["items"]) {
            const bool whole = item.is_object() && item.contains("number") && item.contains("note") &&
                               item["number"].is_number_unsigned() && item["note"].is_string();
            if (!whole || item["number"].get<std::uint64_t>() <= m_lastNote) return false;
            m_lastNote = item["number"].get<std::uint64_t>();
            m_notes.push_back({m_lastNote, item["note"].get<std::string>()});
        }
        m_moreNotes = !page["next"].is_null();
        return !m_moreNotes || !m_notes.empty(); // else it would be asked for ever
    }

    void fetchFacts() {
        const sync::Cursor cursor{m_chain->head().number == 0 ? m_epoch : m_chain->head().epoch,
                                  m_chain->head().number, m_chain->head().hash};
        m_link.feed({cursor, m_atOnce}, [this](Result<sync::FeedBatch> batch) {
            if (!batch && batch.error().next == Next::Corrupt) return cannotBeGiven(batch.error());
            if (!batch) return give(batch.error());
            if (batch->fork)
                return give({Next::Conflict, "the station's chain changed while it was read; try again"});
            if (batch->facts.empty()) return endsTooEarly();
            m_facts = std::move(batch->facts);
            m_at = 0;
            next();
        });
    }

    /// Somewhere in the batch is a gap, or what is no fact: one at a time it is seen where.
    void cannotBeGiven(const Error& error) {
        if (m_atOnce == 1) return found(m_chain->head().number + 1, "the station gives none: " + error.text);
        m_atOnce = 1;
        fetchFacts();
    }

    void endsTooEarly() {
        const std::uint64_t last = m_chain->head().number;
        if (last < m_goal) {
            return found(last + 1, fmt::format("it is not there, though the station says that its chain goes"
                                               " up to {}",
                                               m_goal));
        }
        found(m_notes.front().number, "a checkpoint names a fact that is not there");
    }

    void found(std::uint64_t number, std::string text) {
        m_proof.fault = Proof::Fault{number, std::move(text)};
        m_link.stop();
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
    std::deque<Note> m_notes; // not yet held against their facts
    bool m_moreNotes = true;
    std::uint64_t m_lastNote = 0;
    std::vector<ledger::StoredFact> m_facts; // the batch in hand
    std::size_t m_at = 0;
    std::size_t m_atOnce = sync::kMaxFeedFacts;
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
