// Makes the PDF of an incident: reads what it needs on the GUI thread, then proves the clips, takes a picture
// out of each, and writes the file whole on a thread of its own. One at a time.
#pragma once

#include "console/incident_paper.h"

#include <QObject>
#include <QThreadPool>

#include <filesystem>

namespace shouwang::console {

class Desk;

class IncidentPrinter final : public QObject {
    Q_OBJECT

public:
    /// `evidence`: the folder with this seat's clips; empty: there is none.
    IncidentPrinter(Desk& desk, std::filesystem::path evidence, alarms::Names names,
                    QObject* parent = nullptr);
    ~IncidentPrinter() override;

    void setNames(alarms::Names names) { m_names = std::move(names); }
    bool isBusy() const { return m_busy; }
    /// False: one is being made, or nobody is signed on. `done` comes later, on the GUI thread.
    using Done = std::function<void(const Result<QString>& file)>;
    bool print(const Id& incident, const QString& folder, Done done);

private:
    struct Job;
    std::shared_ptr<Job> gather(const Id& incident) const;
    static void findClips(Job& job);
    void write(const std::shared_ptr<Job>& job, const std::filesystem::path& folder, const Done& done);
    static Result<QString> make(const Job& job, const std::filesystem::path& folder);

    Desk& m_desk;
    const std::filesystem::path m_evidence;
    alarms::Names m_names;
    bool m_busy = false;
    QThreadPool m_pool; // its destructor waits
};

/// Proves the clip against its seal and takes a picture of the moment out of it. Any thread.
PaperClip findClip(const evidence::Clip& clip, const std::filesystem::path& folder, Micros moment);

} // namespace shouwang::console
