// When an alarm is heard: at once, then spaced so that speech is possible, until somebody acknowledges. There
// is no volume and no switch: at a duty seat it cannot be made silent. What is heard is also shown
// (SoundIndicator), because a loudspeaker may be broken. GUI thread.
#pragma once

#include <QByteArray>
#include <QElapsedTimer>
#include <QObject>
#include <QPointer>
#include <QProcess>
#include <QTimer>

namespace shouwang::shell {

/// Where a WAV goes.
class SoundOutput : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;
    virtual bool available() const = 0;
    virtual void play(const QByteArray& wav) = 0; ///< returns at once; ends what is still playing

Q_SIGNALS:
    void failed(const QString& why);
};

/// The system's player in its own process (aplay, pw-play or pacat), so that a hanging sound server hangs
/// nothing here.
class ProcessSoundOutput final : public SoundOutput {
    Q_OBJECT

public:
    explicit ProcessSoundOutput(QObject* parent = nullptr);
    ~ProcessSoundOutput() override;
    bool available() const override { return !m_program.isEmpty(); }
    void play(const QByteArray& wav) override;

private:
    QString m_program;
    QStringList m_arguments;
    QPointer<QProcess> m_running;
};

class Sounds final : public QObject {
    Q_OBJECT

public:
    enum class State { Quiet, Sounding, NoOutput };

    /// `output` may be null (no loudspeaker) and must outlive it.
    explicit Sounds(SoundOutput* output, QObject* parent = nullptr);

    /// A new alarm, 1 critical to 4 low: heard at once, unless a worse one was heard a moment ago.
    void announce(int priority);
    /// The worst alarm that nobody has acknowledged, 0: none. Low ones are heard once only.
    void setPending(int priority);
    void test();

    State state() const;
    bool repeats() const { return m_repeat.isActive(); } ///< it will be heard again
    int pending() const { return m_pending; }
    qint64 played() const { return m_played; }

Q_SIGNALS:
    void changed();

private:
    void play(int priority);
    void repeat();

    SoundOutput* m_output;
    QTimer m_repeat;
    QElapsedTimer m_since; // of the last sound
    int m_last = 0;
    int m_pending = 0;
    qint64 m_played = 0;
    bool m_failed = false;
};

/// Milliseconds between two soundings of the same unacknowledged alarm, 0: once only.
int soundSpacing_ms(int priority);

} // namespace shouwang::shell
