// SIGTERM and SIGINT as an orderly end: the wall is told to quit and everything is closed. GUI thread.
#pragma once

#include <QObject>

class QSocketNotifier;

namespace shouwang::console {

class UnixSignals final : public QObject {
    Q_OBJECT

public:
    explicit UnixSignals(QObject* parent = nullptr);
    ~UnixSignals() override;

Q_SIGNALS:
    void quitWanted();

private:
    QSocketNotifier* m_notifier = nullptr;
};

} // namespace shouwang::console
