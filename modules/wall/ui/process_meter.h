// What this process takes of the machine. One thread.
#pragma once

#include "video/packet_source.h"

namespace shouwang::wall {

class ProcessMeter {
public:
    /// Cores taken since the last question; 0 the first time.
    double cores(video::Nanos now);
    static double residentMegabytes();

private:
    double m_before = 0; // seconds of processor time
    video::Nanos m_at = 0;
};

} // namespace shouwang::wall
