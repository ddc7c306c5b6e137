// What ends by itself when its time has come: today the bypasses of alarm points. The station looks once a
// second on the writing thread and says so as a timer's command, which has one identity however often it is
// said.
#pragma once

#include "server/writer.h"

#include <set>

namespace shouwang::server {

class Deadlines {
public:
    /// All outlive it.
    Deadlines(Vault& vault, Writer& writer, const Clock& clock,
              std::chrono::milliseconds pause = std::chrono::seconds(1))
        : m_vault(vault)
        , m_writer(writer)
        , m_clock(clock)
        , m_pause(pause) {}

    /// Before the writer runs, or on its thread.
    void start() { look(); }

private:
    void look();

    Vault& m_vault;
    Writer& m_writer;
    const Clock& m_clock;
    const std::chrono::milliseconds m_pause;
    std::set<ledger::CommandId> m_said; // writing thread: and not committed yet
};

} // namespace shouwang::server
