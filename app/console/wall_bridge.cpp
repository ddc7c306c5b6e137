#include "console/wall_bridge.h"

#include "alarms/ui/words.h"
#include "base/log.h"
#include "linkage/linkage.h"

#include <utility>

namespace shouwang::console {
namespace {

/// A seat or a device speaks of itself: nothing that a camera could show.
bool hasNoPicture(std::string_view point) {
    return point.starts_with(alarms::kSeatPoint) || point.starts_with(alarms::kDevicePoint);
}

/// A code: the words for it are the reader's (alarms/ui/words).
const char* lossCode(wall::WallLoss loss) {
    switch (loss) {
    case wall::WallLoss::NotStarted:
        return "wall_not_started";
    case wall::WallLoss::Crashed:
        return "wall_crashed";
    case wall::WallLoss::Hung:
        return "wall_hung";
    case wall::WallLoss::Garbled:
        return "wall_garbled";
    case wall::WallLoss::WrongVersion:
        return "wall_wrong_version";
    case wall::WallLoss::Stopped:
        break;
    }
    return "wall_stopped";
}

} // namespace

WallBridge::WallBridge(wall::WallLink& link, Id seat, QString letter, std::filesystem::path evidence,
                       Ports ports)
    : m_link(link)
    , m_seat(seat)
    , m_letter(std::move(letter))
    , m_evidence(std::move(evidence))
    , m_ports(std::move(ports)) {
    connect(&link, &wall::WallLink::pinned, this, &WallBridge::seal);
    connect(&link, &wall::WallLink::wallBack, this, [this] { m_lossRaised = false; });
}

void WallBridge::openFrom(const ledger::Fact& raised) {
    const auto text = [&](alarms::Field field) { return ledger::field(raised.open, field).text(); };
    const auto priority = ledger::field(raised.open, alarms::Field::Priority).integer();
    if (priority < 1 || priority > 4 || m_told.contains(raised.entity)) return;
    if (hasNoPicture(text(alarms::Field::Point))) return;
    open(raised.entity, text(alarms::Field::Point), text(alarms::Field::Name),
         static_cast<site::Priority>(priority), raised.mode, raised.occurred, false);
}

void WallBridge::open(const Id& alarm, const std::string& point, const std::string& title,
                      site::Priority priority, ledger::Mode mode, Micros raised, bool acknowledged) {
    wall::OpenAlarm order;
    order.alarm = alarm.text();
    order.point = point;
    order.title = title;
    order.priority = priority;
    order.cameras = linkage::camerasFor(*m_ports.site(), point);
    order.mode = static_cast<wall::Mode>(mode);
    order.raised = raised;
    order.acknowledged = acknowledged;
    m_link.openAlarm(order);
    m_told[alarm] = acknowledged;
}

void WallBridge::follow(const std::vector<alarms::State>& alarmsOpen) {
    std::set<Id> present;
    for (const alarms::State& alarm : alarmsOpen) {
        if (hasNoPicture(alarm.point)) continue;
        present.insert(alarm.id);
        const bool acknowledged = alarm.acknowledged.has_value();
        const auto told = m_told.find(alarm.id);
        if (told == m_told.end()) {
            open(alarm.id, alarm.point, alarm.name, alarm.priority, alarm.mode, alarm.raisedAt, acknowledged);
        } else if (acknowledged && !told->second) {
            m_link.acknowledgeAlarm(QString::fromStdString(alarm.id.text()));
            told->second = true;
        }
    }
    for (auto told = m_told.begin(); told != m_told.end();) {
        if (present.contains(told->first)) {
            ++told;
            continue;
        }
        m_link.closeAlarm(QString::fromStdString(told->first.text()));
        told = m_told.erase(told);
    }
}

void WallBridge::followPins(const std::vector<evidence::Pin>& pins, const std::vector<evidence::Clip>& own) {
    for (const evidence::Pin& pin : pins) {
        if (!m_pinned.insert(pin.alarm).second) continue;
        wall::Pin order;
        order.id = pin.alarm.text();
        order.from = pin.from;
        order.until = pin.until;
        order.folder = m_evidence.string();
        for (const std::string& camera : pin.cameras) {
            const bool sealed = std::any_of(own.begin(), own.end(), [&](const evidence::Clip& clip) {
                return clip.alarm == pin.alarm && clip.camera == camera && clip.seat == m_seat;
            });
            if (!sealed) order.cameras.push_back(camera);
        }
        if (!order.cameras.empty()) m_link.pin(order);
    }
}

void WallBridge::reportLoss(wall::WallLoss loss, const QString& text, Micros now) {
    if (loss == wall::WallLoss::Stopped || std::exchange(m_lossRaised, true)) return;
    const std::string letter = m_letter.toStdString();
    site::AlarmPoint point;
    point.id = std::string(alarms::kSeatPoint) + letter + "-WALL";
    point.name =
        letter + " 席电视墙中断"; // as the site names its points; every desk says it in its own language
    point.kind = site::PointKind::Analytics; // the programs watch themselves
    point.priority = site::Priority::High;
    point.place.name = "指挥中心 " + letter + " 席";
    site::Signal signal;
    signal.point = point.id;
    signal.device = point.id;
    signal.device_time = now;
    signal.detail =
        text.isEmpty() ? lossCode(loss) : fmt::format("{} ({})", lossCode(loss), text.toStdString());
    m_ports.submit(alarms::raise(point, signal, now));
}

void WallBridge::seal(const wall::Pinned& pinned) {
    const auto alarm = Id::fromText(pinned.id);
    if (!alarm) return;
    if (!pinned.error.empty()) {
        log::warning("desk", "camera {} kept no clip of {}: {}", pinned.camera, pinned.id, pinned.error);
        Q_EMIT clipMissing(QString::fromStdString(pinned.camera), QString::fromStdString(pinned.error));
        return;
    }
    const auto hash = fromHex(pinned.sha256);
    evidence::Clip clip;
    if (!hash || hash->size() != clip.sha256.size()) {
        log::error("desk", "the wall named no hash for {}", pinned.file);
        return;
    }
    std::copy(hash->begin(), hash->end(), clip.sha256.begin());
    clip.alarm = *alarm;
    clip.camera = pinned.camera;
    clip.seat = m_seat;
    clip.file = std::filesystem::path(pinned.file).filename().string();
    clip.size = static_cast<std::int64_t>(pinned.size);
    clip.from = pinned.from;
    clip.until = pinned.until;
    clip.stream = pinned.stream;
    clip.gap = pinned.incomplete;
    m_ports.submit(evidence::sealClip(clip));
}

} // namespace shouwang::console
