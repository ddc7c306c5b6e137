// The import of persons while the station runs: slice by slice, so that what officers do goes between.
#include "server/person_import.h"
#include "server/services.h"

#include "care/person_file.h"

#include <nlohmann/json.hpp>

namespace shouwang::server {

namespace {

constexpr std::size_t kSlice = 16; // persons in one commit: two milliseconds

/// Lives until it has answered. After start() on the writing thread only. What an error leaves undone is done
/// when the same file comes again.
class PersonImport : public std::enable_shared_from_this<PersonImport> {
public:
    PersonImport(Services& services, Answer answer, std::vector<ledger::Command> commands)
        : m_services(services)
        , m_answer(std::move(answer))
        , m_commands(std::move(commands)) {}

    void start() { goOn(); }

private:
    void goOn() {
        if (!m_services.writer.run([self = shared_from_this()] { self->takeSlice(); }))
            m_answer(busyResponse());
    }
    void takeSlice();
    void note(const Result<ledger::Verdict>& verdict);
    void sliceDone();

    Services& m_services;
    const Answer m_answer;
    std::vector<ledger::Command> m_commands;
    std::size_t m_next = 0;
    std::size_t m_waiting = 0; // for their verdicts
    std::size_t m_added = 0;
    std::size_t m_known = 0;
    std::optional<Response> m_failed;
};

void PersonImport::takeSlice() {
    const auto from = m_commands.begin() + static_cast<std::ptrdiff_t>(m_next);
    const auto size = std::min(kSlice, m_commands.size() - m_next);
    std::vector<ledger::Command> slice(from, from + static_cast<std::ptrdiff_t>(size));
    m_next += size;
    m_known += dropKnown(m_services.vault.ledger().view(), slice);
    m_waiting = slice.size() + 1; // one for this function, so that no verdict ends the slice before it
    for (ledger::Command& command : slice) {
        const bool taken = m_services.writer.order(
            std::move(command),
            [self = shared_from_this()](const Result<ledger::Verdict>& verdict) { self->note(verdict); });
        if (taken) continue;
        m_failed = busyResponse();
        --m_waiting;
    }
    if (--m_waiting == 0) sliceDone();
}

void PersonImport::note(const Result<ledger::Verdict>& verdict) {
    if (verdict) {
        ++m_added;
    } else {
        m_failed = storageResponse(verdict.error());
    }
    if (--m_waiting == 0) sliceDone();
}

void PersonImport::sliceDone() {
    if (m_failed) return m_answer(*m_failed);
    if (m_next < m_commands.size()) return goOn();
    Response response;
    response.body = nlohmann::json{{"added", m_added}, {"known", m_known}}.dump();
    m_answer(std::move(response));
}

void importPersons(Services& services, const Request& request, const Answer& answer) {
    const auto site = services.site.current();
    if (!site) return answer(errorResponse(409, "persons.no_site", "no site is in force: import one first"));
    const bool named = !request.fileName.empty() && ledger::isUtf8(request.fileName);
    auto commands =
        personCommands(services.station, view(request.body), named ? request.fileName : "persons.csv",
                       site->site, services.clock.utc());
    if (!commands) return answer(errorResponse(409, "persons.wrong_file", commands.error().text));
    std::make_shared<PersonImport>(services, answer, std::move(*commands))->start();
}

} // namespace

void addPersonEndpoint(Router& router, Services& services) {
    router.add(
        "POST", "/v1/admin/persons", Access::Admin,
        [&services](const Request& request, const Answer& answer) {
            importPersons(services, request, answer);
        },
        care::kPersonFileLimit + 1); // one more, so that the refusal says why
}

} // namespace shouwang::server
