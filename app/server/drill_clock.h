// The clock of the timed list of a running exercise: raises each item when its time has come. What runs is
// read from the tables each time, so a restart, an abort and a restore need nothing more. Writing thread.
#pragma once

#include "server/writer.h"

namespace shouwang::server {

class DrillClock {
public:
    DrillClock(Vault& vault, Writer& writer, const Clock& clock)
        : m_vault(vault)
        , m_writer(writer)
        , m_clock(clock) {}

    /// Also before the writing thread runs.
    void start() { lookLater(std::chrono::milliseconds(0)); }
    /// After each commit, with what it brought.
    void committed(const ledger::Fact& fact);

private:
    void lookLater(std::chrono::milliseconds delay);
    void look();

    Vault& m_vault;
    Writer& m_writer;
    const Clock& m_clock;
    std::uint64_t m_wanted = 0; // a look that was ordered before the last one is not needed any more
};

} // namespace shouwang::server
