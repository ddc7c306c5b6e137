#include "wall/ui/process_meter.h"

#include <ctime>
#include <fstream>
#include <unistd.h>

namespace shouwang::wall {

namespace {

double processSeconds() {
    timespec time{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

} // namespace

double ProcessMeter::cores(video::Nanos now) {
    const double seconds = processSeconds();
    const bool first = m_at == 0 || now <= m_at;
    const double taken = first ? 0 : (seconds - m_before) * 1e9 / static_cast<double>(now - m_at);
    m_before = seconds;
    m_at = now;
    return taken;
}

double ProcessMeter::residentMegabytes() {
    std::ifstream statm("/proc/self/statm");
    double pages = 0;
    statm >> pages >> pages;
    return pages * static_cast<double>(sysconf(_SC_PAGESIZE)) / 1048576.0;
}

} // namespace shouwang::wall
