// What the desk reads from its seat's tables, once for many changes.
#include "base/log.h"
#include "care/tables.h"
#include "console/desk_session.h"
#include "wall/tables.h"

#include <algorithm>

namespace shouwang::console {
namespace {

constexpr std::size_t kIncidents = 100;
constexpr std::size_t kExercises = 20;

std::size_t heldHere(const ledger::View& view) {
    const auto items = sync::attentionItems(view.tables());
    return static_cast<std::size_t>(
        std::ranges::count_if(items, [](const sync::AttentionItem& item) { return item.heldHere(); }));
}

std::optional<std::map<std::string, int>> personsByZone(const ledger::View& view) {
    const auto counts = care::headcount(view);
    if (counts.empty()) return std::nullopt; // a register without anybody has never been received
    std::map<std::string, int> persons;
    for (const care::ZoneCount& count : counts)
        persons[count.zone] = count.present();
    return persons;
}

} // namespace

void DeskSession::read(const std::function<void(const ledger::View&)>& query) {
    if (const auto done = m_reader->read(query); !done) {
        log::warning("desk", "the seat's tables could not be read: {}", done.error().text);
        if (done.error().next == Next::Corrupt) {
            Q_EMIT trouble(Trouble::StoreFailed, QString::fromStdString(done.error().text));
        }
    }
}

void DeskSession::readTables() {
    read([this](const ledger::View& view) {
        m_data.alarms = alarms::openAlarms(view);
        m_data.counts = alarms::countsOf(m_data.alarms);
        m_data.incidents = dispatch::incidents(view, kIncidents);
        m_data.drill = drill::running(view);
        m_data.exercises = drill::exercises(view, kExercises);
        m_data.onDuty = people::onDuty(view);
        m_data.bypasses = outages::openBypasses(view);
        m_data.lostCameras = outages::lostCameras(view);
        m_data.attention = attention::openItems(view);
        m_data.heldHere = heldHere(view);
        m_data.scenes = wall::savedScenes(view);
        m_data.persons = personsByZone(view);
        if (!m_bridge) return;
        const auto pins = evidence::runningPins(view, m_clock.utc());
        std::vector<evidence::Clip> clips;
        for (const evidence::Pin& pin : pins) {
            const auto more = evidence::clipsOf(view, pin.alarm);
            clips.insert(clips.end(), more.begin(), more.end());
        }
        m_bridge->followPins(pins, clips);
    });
}

} // namespace shouwang::console
