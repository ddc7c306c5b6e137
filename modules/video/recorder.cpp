#include "video/recorder.h"

#include "base/log.h"
#include "video/mp4_file.h"

#include <algorithm>
#include <fstream>

namespace shouwang::video {

namespace {

constexpr Nanos kPumpEvery = 100 * kMillisecond;
constexpr std::size_t kBatch = 64; // so that a cancel is heard soon
constexpr std::int64_t kTicksPerSecond = 90'000;

Result<Hash> hashOfFile(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    Sha256 sum;
    std::vector<char> piece(std::size_t{1} << 20);
    while (file) {
        file.read(piece.data(), static_cast<std::streamsize>(piece.size()));
        sum.add(
            {reinterpret_cast<const std::uint8_t*>(piece.data()), static_cast<std::size_t>(file.gcount())});
    }
    if (!file.eof()) return fail(Next::Retry, path.string() + ": cannot be read back");
    return sum.finish();
}

} // namespace

struct ClipWriter::Job {
    ClipId id = 0;
    ClipRequest request;
    std::shared_ptr<const PacketRing> ring;
    ClipDone done;
    std::atomic<bool> cancelled = false; // any thread sets it

    // The clip thread only:
    std::unique_ptr<Mp4File> file;
    std::shared_ptr<const ParameterSets> sets;
    Clip clip;
    std::uint64_t cursor = 0;
    bool placed = false;
    bool over = false;
    Nanos first_arrival = 0;
    Nanos last_arrival = 0;
    std::int64_t last_rtp = 0;
    std::int64_t time = 0; // of the last picture in the file, 90 kHz
    std::int64_t duration = kTicksPerSecond / 25;

    Result<void> begin(const AccessUnit& key);
    Result<void> add(const AccessUnit& unit);
    Result<void> take(const RingBatch& batch);
    Result<Clip> finish();
};

Result<void> ClipWriter::Job::begin(const AccessUnit& key) {
    const auto size = sizeOf(key);
    if (!size) return tl::unexpected(size.error());
    const Micros began = request.utc_at_zero + key.arrival / 1000;
    auto made = Mp4File::create(request.path, *key.sets, *size, began);
    if (!made) return tl::unexpected(made.error());
    file = std::move(*made);
    sets = key.sets;
    clip.camera = request.camera;
    clip.stream = request.stream;
    clip.path = request.path;
    clip.codec = key.codec();
    clip.width = size->width;
    clip.height = size->height;
    clip.first_utc = began;
    first_arrival = last_arrival = key.arrival;
    last_rtp = key.rtp_timestamp;
    return {};
}

// The camera's own times give an even film. Where they leave the truth by more than a second (its clock was
// set), the times of arrival count.
Result<void> ClipWriter::Job::add(const AccessUnit& unit) {
    if (clip.pictures > 0) {
        const std::int64_t arrived = (unit.arrival - last_arrival) / 1000 * 9 / 100;
        const std::int64_t claimed = unit.rtp_timestamp - last_rtp;
        const bool believable = std::abs(claimed - arrived) < kTicksPerSecond;
        duration = std::max<std::int64_t>(believable ? claimed : arrived, 1);
        time += duration;
        if (unit.discontinuity) ++clip.gaps;
    }
    last_arrival = unit.arrival;
    last_rtp = unit.rtp_timestamp;
    ++clip.pictures;
    return file->write(unit, time, std::min(duration, kTicksPerSecond));
}

Result<void> ClipWriter::Job::take(const RingBatch& batch) {
    if (batch.skipped) ++clip.gaps;
    for (const NumberedUnit& numbered : batch.units) {
        const AccessUnit& unit = numbered.unit;
        cursor = numbered.number;
        if (unit.arrival > request.until) {
            over = true;
            return {};
        }
        if (!file) {
            if (!unit.key) continue;
            if (auto begun = begin(unit); !begun) return begun;
        } else if (unit.sets != sets && unit.sets->annex_b != sets->annex_b) {
            clip.cut_short = over = true; // one file has one format
            return {};
        }
        if (auto added = add(unit); !added) return added;
    }
    return {};
}

Result<Clip> ClipWriter::Job::finish() {
    if (!file) return fail(Next::Offline, request.path.string() + ": no picture came");
    if (auto committed = file->commit(); !committed) return tl::unexpected(committed.error());
    const auto hash = hashOfFile(request.path);
    if (!hash) return tl::unexpected(hash.error());
    clip.sha256 = *hash;
    std::error_code ignored;
    clip.bytes = std::filesystem::file_size(request.path, ignored);
    clip.last_utc = request.utc_at_zero + last_arrival / 1000;
    if (last_arrival < request.until - kSecond) clip.cut_short = true;
    return clip;
}

ClipWriter::ClipWriter(const Clock& clock, Nanos patience)
    : m_clock(clock)
    , m_patience(patience)
    , m_thread([this] { run(); }) {}

ClipWriter::~ClipWriter() {
    {
        const std::lock_guard lock(m_mutex);
        m_stop = true;
    }
    m_wake.notify_all();
    m_thread.join();
}

ClipId ClipWriter::start(ClipRequest request, std::shared_ptr<const PacketRing> ring, ClipDone done) {
    auto job = std::make_shared<Job>();
    job->request = std::move(request);
    job->ring = std::move(ring);
    job->done = std::move(done);
    {
        const std::lock_guard lock(m_mutex);
        job->id = m_next++;
        m_jobs.emplace(job->id, job);
    }
    m_wake.notify_all();
    return job->id;
}

void ClipWriter::cancel(ClipId clip) {
    const std::lock_guard lock(m_mutex);
    const auto found = m_jobs.find(clip);
    if (found != m_jobs.end()) found->second->cancelled = true;
    m_wake.notify_all();
}

std::size_t ClipWriter::open() const {
    const std::lock_guard lock(m_mutex);
    return m_jobs.size();
}

void ClipWriter::run() {
    bool stop = false;
    while (!stop) {
        std::vector<std::shared_ptr<Job>> jobs;
        {
            std::unique_lock lock(m_mutex);
            if (!m_stop) m_wake.wait_for(lock, std::chrono::nanoseconds(kPumpEvery));
            stop = m_stop;
            for (const auto& [id, job] : m_jobs)
                jobs.push_back(job);
        }
        for (const auto& job : jobs) {
            if (stop) job->cancelled = true;
            pump(*job);
        }
    }
}

void ClipWriter::pump(Job& job) {
    if (job.cancelled) return finish(job, fail(Next::Cancelled, "clip: cancelled"));
    if (!job.placed) {
        const std::uint64_t key = job.ring->keyBefore(job.request.from);
        job.placed = key != 0;
        if (key != 0) job.cursor = key - 1;
    }
    for (RingBatch batch; job.placed && !job.over && !job.cancelled;) {
        batch = job.ring->follow(job.cursor, kBatch);
        if (batch.units.empty()) break;
        if (auto taken = job.take(batch); !taken) return finish(job, tl::unexpected(taken.error()));
    }
    const bool late = m_clock.monotonic().count() > job.request.until + m_patience;
    if (job.over || late) finish(job, job.finish());
}

// The callback comes last, when the clip is no longer among the open ones.
void ClipWriter::finish(Job& job, Result<Clip> result) {
    job.file.reset();
    if (!result && result.error().next != Next::Cancelled)
        log::warning("video", "clip: {}", result.error().text);
    std::shared_ptr<Job> keep;
    {
        const std::lock_guard lock(m_mutex);
        const auto found = m_jobs.find(job.id);
        keep = found->second;
        m_jobs.erase(found);
    }
    if (job.done) job.done(job.id, result);
}

} // namespace shouwang::video
