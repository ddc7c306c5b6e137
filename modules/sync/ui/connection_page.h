// How this seat stands with its station: the state in a sentence, cursor, head, outbox, last contact, what
// waits, what needs attention, and the counters. Shows values that it is given; asks for acts by signals. GUI
// thread.
#pragma once

#include "sync/seat_store.h"
#include "sync/ui/station_storage.h"
#include "sync/ui/warnings.h"

#include <QWidget>

#include <functional>

class QGridLayout;
class QLabel;
class QPushButton;
class QTreeWidget;
class QTreeWidgetItem;

namespace shouwang::shell {
class Theme;
}

namespace shouwang::sync {

class ConnectionPage final : public QWidget {
    Q_OBJECT

public:
    /// How a command and a refusal are called on the screen; what is not set shows kind and code.
    struct Names {
        std::function<QString(const ledger::Command& command)> act;
        std::function<QString(const ledger::Refusal& refusal)> refusal;
        std::function<QString(const std::string& account)> person;
        /// What was typed, a line a field, in the officer's words.
        std::function<QStringList(const ledger::Command& command)> typed;
    };

    /// The theme outlives it.
    ConnectionPage(const shell::Theme& theme, Names names, QWidget* parent = nullptr);

    /// `nowMicros` by this seat's clock, for ages and times.
    void setStatus(const SeatStatus& status, Micros nowMicros);
    /// What somebody has to do something about (sync/ui/warnings.h).
    void setWarnings(const QStringList& texts);
    void setWaiting(const std::vector<OutboxRow>& rows, Micros nowMicros);
    /// None: the station has not told yet.
    void setStorage(const std::optional<StationStorage>& storage, Micros nowMicros);
    void setAttention(const std::vector<AttentionItem>& items, Micros nowMicros);

Q_SIGNALS:
    void retryWanted();
    void resyncWanted();
    void settleWanted(qint64 sequence);

private:
    enum Value { Cursor, Head, Outbox, Oldest, Attention, Contact, ClockOffset, Station, kValues };
    enum Counter {
        Submitted,
        Refused,
        Verdicts,
        Facts,
        BadBatches,
        DecidedAgain,
        Connects,
        LinkFailures,
        Watchdogs,
        StorageErrors,
        kCounters
    };
    QWidget* makeHead();
    QWidget* makeValues();
    QWidget* makeCounters();
    QTreeWidget* makeList(const QStringList& columns);
    QLabel* addPair(QGridLayout& grid, int at, int columns, const QString& name);
    void showHead(const SeatStatus& status);
    void showCounters(const SeatCounters& counters);
    void settleCurrent();
    void mark(QTreeWidgetItem& item, SavingState state) const;
    void addTyped(QTreeWidgetItem& item, const ledger::Command& command);

    const shell::Theme& m_theme;
    const Names m_names;
    QLabel* m_state = nullptr;
    QLabel* m_text = nullptr;
    QLabel* m_error = nullptr;
    QLabel* m_warnings = nullptr;
    QPushButton* m_retry = nullptr;
    QPushButton* m_resync = nullptr;
    QPushButton* m_settle = nullptr;
    QLabel* m_values[kValues] = {};
    QLabel* m_storage = nullptr;
    QLabel* m_storageDetails = nullptr;
    QLabel* m_counters[kCounters] = {};
    QLabel* m_waitingTitle = nullptr;
    QLabel* m_attentionTitle = nullptr;
    QTreeWidget* m_waiting = nullptr;
    QTreeWidget* m_attention = nullptr;
};

} // namespace shouwang::sync
