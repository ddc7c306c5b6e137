#include "console/incident_printer.h"

#include "alarms/tables.h"
#include "console/desk.h"
#include "console/seat_words.h"
#include "video/still.h"

#include <algorithm>
#include <fstream>

namespace shouwang::console {
namespace {

constexpr video::TileSize kStill{640, 360};

Result<Hash> hashOf(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    if (!in) return fail(Next::Offline, path.string() + ": cannot be read");
    Sha256 hash;
    std::array<char, 65536> part{};
    while (in) {
        in.read(part.data(), part.size());
        hash.add(view({part.data(), static_cast<std::size_t>(in.gcount())}));
    }
    if (in.bad()) return fail(Next::Retry, path.string() + ": cannot be read to its end");
    return hash.finish();
}

/// Rows without the padding behind them, as the hash under the picture counts them.
QImage imageOf(const video::Picture& picture) {
    return QImage(picture.data(), picture.width, picture.height, picture.stride, QImage::Format_RGB32)
        .convertToFormat(QImage::Format_RGB888);
}

std::string pixelHash(const QImage& image) {
    Sha256 hash;
    const auto row = static_cast<std::size_t>(image.width()) * 3;
    for (int y = 0; y < image.height(); ++y)
        hash.add(ByteView(image.constScanLine(y), row));
    return toHex(ByteView(hash.finish()));
}

void takeStill(PaperClip& found, const std::filesystem::path& path, Micros moment) {
    const auto still = video::stillOf(path, std::max<Micros>(0, moment - found.clip.from), kStill);
    if (!still) {
        found.why = still.error().text;
        return;
    }
    found.still = imageOf(still->picture);
    found.stillAt = found.clip.from + still->offset;
    found.stillHash = pixelHash(found.still);
}

bool isPrivate(const site::Site& site, const std::string& camera) {
    const site::Camera* known = site.camera(camera);
    return known != nullptr && (known->privacy == site::PrivacyClass::MedicalOrVisit ||
                                known->privacy == site::PrivacyClass::Talk);
}

} // namespace

PaperClip findClip(const evidence::Clip& clip, const std::filesystem::path& folder, Micros moment) {
    PaperClip found;
    found.clip = clip;
    const std::filesystem::path path = folder / std::filesystem::path(clip.file).filename();
    const auto hash = hashOf(path);
    if (!hash) {
        found.found = PaperClip::Found::Absent;
        return found;
    }
    found.found = *hash == clip.sha256 ? PaperClip::Found::Whole : PaperClip::Found::Changed;
    // A picture out of other bytes would lend them the look of evidence.
    if (found.found == PaperClip::Found::Whole) takeStill(found, path, moment);
    return found;
}

struct IncidentPrinter::Job {
    dispatch::State incident;
    std::optional<alarms::State> alarm;
    std::shared_ptr<const site::Site> site;
    alarms::Names names;
    std::optional<evidence::Pin> pin;
    std::vector<evidence::Clip> clips;
    std::filesystem::path evidence;
    Id seat;
    PrintWish wish;
    std::vector<PaperClip> found;
    sync::Cursor ledger;
    std::size_t waiting = 0;
    QString printedBy;
    Micros now = 0;

    IncidentPaper about() const {
        return {incident,     alarm ? &*alarm : nullptr,
                *site,        names,
                found,        pin,
                ledger,       waiting,
                printedBy,    now,
                wish.pictures};
    }
};

IncidentPrinter::IncidentPrinter(Desk& desk, std::filesystem::path evidence, alarms::Names names,
                                 QObject* parent)
    : QObject(parent)
    , m_desk(desk)
    , m_evidence(std::move(evidence))
    , m_names(std::move(names))
    , m_paper(new PaperPrinter(desk, this)) {
    m_pool.setMaxThreadCount(1);
}

IncidentPrinter::~IncidentPrinter() {
    m_pool.waitForDone();
}

std::shared_ptr<IncidentPrinter::Job> IncidentPrinter::gather(const Id& incident) const {
    auto job = std::make_shared<Job>();
    m_desk.read([&](const ledger::View& view) {
        if (auto known = dispatch::incident(view, incident)) job->incident = std::move(*known);
        if (job->incident.alarm.isNull()) return;
        job->alarm = alarms::alarm(view, job->incident.alarm);
        job->pin = evidence::pinOf(view, job->incident.alarm);
        job->clips = evidence::clipsOf(view, job->incident.alarm);
    });
    const DeskData& known = m_desk.data();
    job->site = known.site;
    job->names = m_names;
    job->evidence = m_evidence;
    job->seat = known.seat;
    job->ledger = known.status->cursor;
    job->waiting = known.status->outbox;
    job->now = m_desk.clock().utc();
    job->printedBy = known.officer ? m_names.who({known.officer->account, known.seat, job->now}) : QString();
    return job;
}

bool IncidentPrinter::print(const Id& incident, PrintWish wish, PaperPrinter::Done done) {
    if (m_busy || !m_desk.mayDo(people::Permission::OpenIncident)) return false;
    const auto job = gather(incident);
    if (!job->incident.exists()) return false;
    m_busy = true;
    job->wish = std::move(wish);
    // The clips are slow, the words are the GUI thread's.
    m_pool.start([this, job, done = std::move(done)] {
        findClips(*job);
        QMetaObject::invokeMethod(this, [this, job, done] { print(job, done); });
    });
    return true;
}

void IncidentPrinter::findClips(Job& job) {
    const Micros moment = job.alarm ? job.alarm->raisedAt : job.incident.opened.at;
    for (const evidence::Clip& clip : job.clips) {
        PaperClip found;
        found.clip = clip;
        if (clip.seat == job.seat) found = findClip(clip, job.evidence, moment);
        found.isPrivate = isPrivate(*job.site, clip.camera);
        if (found.isPrivate || !job.wish.pictures) found.still = {};
        job.found.push_back(std::move(found));
    }
}

void IncidentPrinter::print(const std::shared_ptr<Job>& job, const PaperPrinter::Done& done) {
    PaperPrinter::Order order{incidentPaper(job->about()),
                              incidentFileName(job->incident, job->now),
                              job->wish,
                              std::string(reports::kWhatIncident),
                              job->incident.id,
                              QString::fromStdString(job->incident.number)};
    order.pictures =
        std::ranges::count_if(job->found, [](const PaperClip& clip) { return !clip.still.isNull(); });
    m_paper->print(std::move(order), [this, done](const Printed& printed) {
        m_busy = false;
        done(printed);
    });
}

} // namespace shouwang::console
