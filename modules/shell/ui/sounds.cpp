#include "shell/ui/sounds.h"

#include "base/log.h"
#include "shell/ui/tones.h"

#include <QStandardPaths>

#include <utility>

namespace shouwang::shell {

ProcessSoundOutput::ProcessSoundOutput(QObject* parent)
    : SoundOutput(parent) {
    const std::pair<const char*, QStringList> players[] = {
        {"aplay", {QStringLiteral("-q"), QStringLiteral("-")}},
        {"pw-play", {QStringLiteral("-")}},
        {"pacat",
         {QStringLiteral("--playback"), QStringLiteral("--rate=22050"), QStringLiteral("--channels=1"),
          QStringLiteral("--format=s16le")}},
    };
    for (const auto& [name, arguments] : players) {
        m_program = QStandardPaths::findExecutable(QLatin1String(name));
        m_arguments = arguments;
        if (!m_program.isEmpty()) return;
    }
    log::warning("shell", "no sound player found (aplay, pw-play, pacat): alarms are shown only");
}

ProcessSoundOutput::~ProcessSoundOutput() {
    if (m_running) {
        m_running->disconnect(this);
        m_running->kill();
        m_running->waitForFinished(500);
    }
}

void ProcessSoundOutput::play(const QByteArray& wav) {
    if (m_program.isEmpty()) return;
    if (m_running) {
        m_running->disconnect(this);
        m_running->kill();
        m_running = nullptr;
    }
    auto* process = new QProcess(this);
    m_running = process;
    connect(process, &QProcess::finished, process, &QObject::deleteLater);
    connect(process, &QProcess::finished, this, [this](int code, QProcess::ExitStatus status) {
        if (code != 0 && status == QProcess::NormalExit) Q_EMIT failed(QString::number(code));
    });
    connect(process, &QProcess::errorOccurred, this, [this, process](QProcess::ProcessError error) {
        if (error != QProcess::FailedToStart) return;
        process->deleteLater();
        Q_EMIT failed(process->errorString());
    });
    process->start(m_program, m_arguments);
    process->write(wav);
    process->closeWriteChannel();
}

int soundSpacing_ms(int priority) {
    switch (priority) {
    case 1:
        return 4000;
    case 2:
        return 10000;
    case 3:
        return 30000;
    default:
        return 0;
    }
}

Sounds::Sounds(SoundOutput* output, QObject* parent)
    : QObject(parent)
    , m_output(output) {
    m_repeat.setSingleShot(true);
    connect(&m_repeat, &QTimer::timeout, this, &Sounds::repeat);
    if (m_output == nullptr) return;
    connect(m_output, &SoundOutput::failed, this, [this](const QString& why) {
        if (!std::exchange(m_failed, true))
            log::warning("shell", "sound output failed: {}", why.toStdString());
        Q_EMIT changed();
    });
}

Sounds::State Sounds::state() const {
    if (m_output == nullptr || !m_output->available() || m_failed) return State::NoOutput;
    return m_pending > 0 ? State::Sounding : State::Quiet;
}

void Sounds::announce(int priority) {
    const bool justHeard = m_since.isValid() && m_since.elapsed() < toneLength_ms(m_last) + 400;
    if (justHeard && m_last <= priority) return;
    play(priority);
}

void Sounds::setPending(int priority) {
    if (priority == m_pending) return;
    m_pending = priority;
    m_repeat.stop();
    if (const int spacing = soundSpacing_ms(priority); priority > 0 && spacing > 0) {
        const qint64 gone = m_since.isValid() ? m_since.elapsed() : spacing;
        m_repeat.start(static_cast<int>(std::max<qint64>(0, spacing - gone)));
    }
    Q_EMIT changed();
}

void Sounds::test() {
    m_failed = false;
    play(2);
    Q_EMIT changed();
}

void Sounds::play(int priority) {
    m_since.start();
    m_last = priority;
    ++m_played;
    if (m_output != nullptr) m_output->play(toneFor(priority));
}

void Sounds::repeat() {
    if (m_pending == 0) return;
    play(m_pending);
    if (const int spacing = soundSpacing_ms(m_pending); spacing > 0) m_repeat.start(spacing);
}

} // namespace shouwang::shell
