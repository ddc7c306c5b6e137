// Prints any paper: makes the PDF on a thread of its own, records who printed what and why with the hash of
// the file (G2), then writes it whole. Nothing is written that could not be recorded. One at a time. GUI
// thread.
#pragma once

#include "people/ui/sign_on.h"
#include "reports/print.h"
#include "shell/ui/paper.h"

#include <QObject>
#include <QThreadPool>

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>

namespace shouwang::sync {
struct SubmitResult;
}

namespace shouwang::console {

class Desk;

/// What the officer has said in the form.
struct PrintWish {
    QString folder;
    std::string ground; ///< of reports::printGrounds()
    std::string reason;
    bool pictures = false;  ///< out of clips: a second person signs (G21)
    std::string second{};   ///< account
    std::string password{}; ///< of the second person
};

/// How it went. `fault` empty: the file lies there.
struct Printed {
    QString file{};
    QString fault;                                 ///< for people
    QString details;                               ///< English, for whoever looks for the cause
    std::optional<people::SignOnOutcome> second{}; ///< the second person's password was not taken
};

class PaperPrinter final : public QObject {
    Q_OBJECT

public:
    struct Order {
        shell::Paper paper;
        QString file; ///< a name
        PrintWish wish;
        std::string what; ///< reports::kWhat...
        Id of;
        QString title;
        std::int64_t pictures = 0;
    };
    using Done = std::function<void(const Printed& printed)>;

    explicit PaperPrinter(Desk& desk, QObject* parent = nullptr);
    ~PaperPrinter() override;

    bool isBusy() const { return m_busy; }
    /// False: one is being made. `done` comes later, once; never after the printer is gone.
    bool print(Order order, Done done);

private:
    struct Job;
    void record(const std::shared_ptr<Job>& job);
    void recorded(const std::shared_ptr<Job>& job, const sync::SubmitResult& result);
    void write(const std::shared_ptr<Job>& job);
    void end(const std::shared_ptr<Job>& job, const Printed& printed);

    Desk& m_desk;
    bool m_busy = false;
    QThreadPool m_pool;
};

} // namespace shouwang::console
