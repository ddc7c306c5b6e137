#include "console/handover_reading.h"

#include "attention/attention.h"
#include "duty/tables.h"

#include <algorithm>

namespace shouwang::console {
namespace {

constexpr std::size_t kLast = 12; ///< handovers to choose from

class Choices {
public:
    Choices(const ledger::View& view, const HandoverAsked& asked)
        : m_view(view)
        , m_asked(asked)
        , m_known(duty::handovers(view, kLast))
        , m_onPost(duty::onPost(view)) {}

    std::vector<duty::Handover> all() {
        for (const duty::Handover& each : m_known) {
            if (each.isOpen()) m_found.push_back(each);
        }
        addPostings([this](const duty::Shift& shift, bool own) { return own && isOver(shift); });
        addPostings([this](const duty::Shift& shift, bool) {
            return isOver(shift) && m_asked.current && shift.pattern == m_asked.current->pattern;
        });
        addPostings([](const duty::Shift&, bool own) { return own; });
        if (m_asked.current) add(*m_asked.current);
        for (const duty::Handover& each : m_known) {
            if (!contains(each.id)) m_found.push_back(each);
        }
        return std::move(m_found);
    }

private:
    bool isOver(const duty::Shift& shift) const { return shift.end != 0 && m_asked.now >= shift.end; }
    bool contains(const Id& id) const {
        return std::ranges::find(m_found, id, &duty::Handover::id) != m_found.end();
    }
    template <class Wanted>
    void addPostings(Wanted wanted) {
        for (const duty::Posting& posting : m_onPost) {
            const auto state = duty::shift(m_view, posting.shift);
            const bool own = posting.account == m_asked.account && posting.seat == m_asked.seat;
            if (state && state->shift.end != 0 && wanted(state->shift, own)) add(state->shift);
        }
    }
    /// One that is complete stands below, among the last ones.
    void add(const duty::Shift& shift) {
        const Id id = duty::handoverId(duty::shiftId(shift.pattern, shift.start));
        if (contains(id) || duty::handover(m_view, id)) return;
        duty::Handover due;
        due.id = id;
        due.shift = shift;
        m_found.push_back(std::move(due));
    }

    const ledger::View& m_view;
    const HandoverAsked& m_asked;
    const std::vector<duty::Handover> m_known;
    const std::vector<duty::Posting> m_onPost;
    std::vector<duty::Handover> m_found;
};

std::vector<duty::Returned> returnedOf(const ledger::View& view, const Id& handover) {
    std::vector<duty::Returned> found;
    for (const attention::State& item : attention::openItems(view)) {
        if (item.cause != attention::Cause::Refused || item.about != handover) continue;
        const auto side = static_cast<duty::Side>(ledger::field(item.typed, duty::Field::Side).integer());
        found.push_back({item.kind, side, item.actor, item.codes.front(), item.occurred});
    }
    return found;
}

} // namespace

std::optional<duty::HandoverScene> readHandover(const ledger::View& view, const HandoverAsked& asked) {
    duty::HandoverScene scene;
    scene.choices = Choices(view, asked).all();
    if (scene.choices.empty()) return std::nullopt;
    const auto chosen = std::ranges::find(scene.choices, asked.wanted, &duty::Handover::id);
    scene.handover = chosen == scene.choices.end() ? scene.choices.front() : *chosen;
    const Id shift = duty::shiftId(scene.handover.shift.pattern, scene.handover.shift.start);
    if (!scene.handover.completed) scene.open = duty::openItems(view, shift, scene.handover.mode);
    if (const auto state = duty::shift(view, shift)) {
        for (const duty::Posting& posting : state->postings)
            scene.ofShift.push_back(posting.account);
    }
    scene.waits = duty::waitsForStation(view, scene.handover.id);
    scene.returned = returnedOf(view, scene.handover.id);
    return scene;
}

} // namespace shouwang::console
