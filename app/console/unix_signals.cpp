#include "console/unix_signals.h"

#include <QSocketNotifier>

#include <csignal>
#include <unistd.h>

namespace shouwang::console {
namespace {

// A signal handler can only reach what is static; written once, before the handler is set.
int g_pipe[2] = {-1, -1};

void handle(int) {
    const char byte = 1;
    [[maybe_unused]] const auto written = ::write(g_pipe[1], &byte, 1);
}

} // namespace

UnixSignals::UnixSignals(QObject* parent)
    : QObject(parent) {
    if (::pipe(g_pipe) != 0) return;
    m_notifier = new QSocketNotifier(g_pipe[0], QSocketNotifier::Read, this);
    connect(m_notifier, &QSocketNotifier::activated, this, [this] {
        char byte = 0;
        [[maybe_unused]] const auto count = ::read(g_pipe[0], &byte, 1);
        Q_EMIT quitWanted();
    });
    std::signal(SIGTERM, handle);
    std::signal(SIGINT, handle);
}

UnixSignals::~UnixSignals() {
    if (m_notifier == nullptr) return;
    std::signal(SIGTERM, SIG_DFL);
    std::signal(SIGINT, SIG_DFL);
    m_notifier->setEnabled(false);
    ::close(g_pipe[0]);
    ::close(g_pipe[1]);
}

} // namespace shouwang::console
