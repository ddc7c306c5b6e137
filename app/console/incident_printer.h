// Makes the PDF of an incident: reads what it needs on the GUI thread, then proves the clips, takes a picture
// out of each, on a thread of its own; the rest is the paper printer's. One at a time.
#pragma once

#include "console/incident_paper.h"
#include "console/paper_printer.h"

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
    bool print(const Id& incident, PrintWish wish, PaperPrinter::Done done);

private:
    struct Job;
    std::shared_ptr<Job> gather(const Id& incident) const;
    static void findClips(Job& job);
    void print(const std::shared_ptr<Job>& job, const PaperPrinter::Done& done);

    Desk& m_desk;
    const std::filesystem::path m_evidence;
    alarms::Names m_names;
    PaperPrinter* m_paper;
    bool m_busy = false;
    QThreadPool m_pool; // its destructor waits
};

/// Proves the clip against its seal and takes a picture of the moment out of it. Any thread.
PaperClip findClip(const evidence::Clip& clip, const std::filesystem::path& folder, Micros moment);

} // namespace shouwang::console
