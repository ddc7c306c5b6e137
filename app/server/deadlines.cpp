#include "server/deadlines.h"

#include "outages/tables.h"

namespace shouwang::server {

void Deadlines::look() {
    m_writer.runAfter(m_pause, [this] { look(); }); // first: what follows may throw
    const auto due = outages::dueExpiries(m_vault.ledger().view(), m_clock.utc());
    if (const auto error = m_vault.ledger().database().error()) {
        m_writer.doubt(*error);
        m_vault.ledger().database().rollback(); // the error must not stick to the next commit
        return;
    }
    for (const ledger::Command& command : due) {
        if (!m_said.insert(command.id).second) continue;
        m_writer.report(command, [this, id = command.id] { m_said.erase(id); });
    }
}

} // namespace shouwang::server
