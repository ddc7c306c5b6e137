#include "outages/tables.h"

#include "ledger/row.h"

#include <algorithm>
#include <set>

namespace shouwang::outages {

namespace {

bool isOfBypass(std::string_view kind) {
    return kind == kind::kBypassed || kind == kind::kBypassEnded || kind == kind::kSilenced;
}
bool isOfCamera(std::string_view kind) {
    return kind == kind::kCameraLost || kind == kind::kCameraBack;
}

/// The two kinds of row: how one is read and where it lies.
struct Bypasses {
    using State = Bypass;
    static constexpr const char* kRow = "SELECT state FROM outages_bypass WHERE id=?";
    static State read(const ledger::Value& value) { return bypassFrom(value); }
    static bool owns(std::string_view kind) { return isOfBypass(kind); }
    static State evolve(State state, const ledger::Fact& fact) {
        return evolveBypass(std::move(state), fact);
    }
};
struct Cameras {
    using State = CameraLoss;
    static constexpr const char* kRow = "SELECT state FROM outages_camera WHERE id=?";
    static State read(const ledger::Value& value) { return cameraLossFrom(value); }
    static bool owns(std::string_view kind) { return isOfCamera(kind); }
    static State evolve(State state, const ledger::Fact& fact) {
        return evolveCamera(std::move(state), fact);
    }
};

template <class Of>
typename Of::State load(ledger::Database& tables, const Id& id) {
    ledger::Statement row = tables.prepare(Of::kRow);
    if (row.bind(id).next())
        return ledger::decodedRow<typename Of::State>("outages", id, row.bytes(0), Of::read);
    typename Of::State none;
    none.id = id;
    return none;
}

template <class Of>
typename Of::State loadWith(const ledger::View& view, const Id& id) {
    return ledger::withOverlay(view, id, load<Of>(view.tables(), id), Of::evolve);
}

/// The rows of a statement that selects ids, and those of which provisional facts speak.
template <class Of>
std::vector<typename Of::State> collect(const ledger::View& view, const char* query) {
    std::set<Id> ids;
    ledger::Statement rows = view.tables().prepare(query);
    while (rows.next())
        ids.insert(rows.id(0));
    for (const ledger::Fact& fact : view.overlay()) {
        if (Of::owns(fact.kind)) ids.insert(fact.entity);
    }
    std::vector<typename Of::State> found;
    for (const Id& id : ids)
        found.push_back(loadWith<Of>(view, id));
    return found;
}

void save(ledger::Database& tables, const Bypass& bypass) {
    tables.prepare("INSERT OR REPLACE INTO outages_bypass VALUES(?, ?, ?, ?)")
        .bind(bypass.id)
        .bind(std::int64_t{bypass.isOpen()})
        .bind(bypass.until)
        .bind(ByteView(ledger::encode(toValue(bypass))))
        .run();
}

void save(ledger::Database& tables, const CameraLoss& loss) {
    tables.prepare("INSERT OR REPLACE INTO outages_camera VALUES(?, ?, ?)")
        .bind(loss.id)
        .bind(std::int64_t{loss.isLost()})
        .bind(ByteView(ledger::encode(toValue(loss))))
        .run();
}

class OutagesFeature final : public ledger::Feature {
public:
    explicit OutagesFeature(people::SignatureCheck check)
        : m_check(std::move(check)) {}
    std::string name() const override { return "outages"; }
    int version() const override { return 1; }
    void createTables(ledger::Database& tables) const override {
        tables.run("CREATE TABLE IF NOT EXISTS outages_bypass(id BLOB PRIMARY KEY, open INTEGER NOT NULL, "
                   "until INTEGER"
                   " NOT NULL, state BLOB NOT NULL) STRICT;"
                   "CREATE INDEX IF NOT EXISTS outages_bypass_open ON outages_bypass(open, until);"
                   "CREATE TABLE IF NOT EXISTS outages_camera(id BLOB PRIMARY KEY, lost INTEGER NOT NULL, "
                   "state BLOB NOT"
                   " NULL) STRICT;"
                   "CREATE INDEX IF NOT EXISTS outages_camera_lost ON outages_camera(lost);");
    }
    void dropTables(ledger::Database& tables) const override {
        tables.run("DROP TABLE IF EXISTS outages_bypass; DROP TABLE IF EXISTS outages_camera;");
    }
    ledger::Decision decide(const ledger::View& view, const ledger::Command& command) const override {
        if (command.kind.ends_with("_camera"))
            return decideCamera(loadWith<Cameras>(view, command.entity), command);
        return decideBypass(loadWith<Bypasses>(view, command.entity), {view.now(), {}, m_check}, command);
    }
    void apply(ledger::Database& tables, const ledger::Fact& fact) const override {
        if (isOfBypass(fact.kind)) save(tables, evolveBypass(load<Bypasses>(tables, fact.entity), fact));
        if (isOfCamera(fact.kind)) save(tables, evolveCamera(load<Cameras>(tables, fact.entity), fact));
    }
    std::optional<ledger::Mode> modeOf(const ledger::View& view, const Id& entity) const override {
        const Bypass known = loadWith<Bypasses>(view, entity);
        return known.exists() ? std::optional(known.mode) : std::nullopt;
    }
    std::string rightFor(const ledger::Command& command) const override {
        // G17: whoever only helps out may say that a point is watched again, not that it is not.
        if (command.kind == "outages.bypass")
            return std::string(people::name(people::Permission::OpenIncident));
        if (command.kind == "outages.end_bypass")
            return std::string(people::name(people::Permission::HandleAlarms));
        return {}; // a seat's wall speaks, also while nobody is signed on there
    }
    ledger::Map present(const ledger::View& view, const ledger::Command& command) const override {
        const Bypass state = loadWith<Bypasses>(view, command.entity);
        if (!state.isOpen()) return {};
        return {{static_cast<std::int64_t>(Field::Until), state.until}};
    }

private:
    const people::SignatureCheck m_check;
};

} // namespace

std::optional<Bypass> bypassOf(const ledger::View& view, std::string_view point, ledger::Mode mode) {
    Bypass found = loadWith<Bypasses>(view, bypassId(point, mode));
    if (!found.exists()) return std::nullopt;
    return found;
}

std::vector<Bypass> openBypasses(const ledger::View& view) {
    auto found = collect<Bypasses>(view, "SELECT id FROM outages_bypass WHERE open=1");
    std::erase_if(found, [](const Bypass& bypass) { return !bypass.isOpen(); });
    std::ranges::sort(found, {}, [](const Bypass& bypass) { return std::pair(bypass.begun.at, bypass.id); });
    return found;
}

std::vector<ledger::Command> dueExpiries(const ledger::View& view, Micros now) {
    ledger::Statement rows =
        view.tables().prepare("SELECT id FROM outages_bypass WHERE open=1 AND until<=? ORDER BY until, id");
    rows.bind(now);
    std::vector<ledger::Command> due;
    while (rows.next())
        due.push_back(expire(load<Bypasses>(view.tables(), rows.id(0))));
    return due;
}

std::vector<CameraLoss> lostCameras(const ledger::View& view) {
    auto found = collect<Cameras>(view, "SELECT id FROM outages_camera WHERE lost=1");
    std::erase_if(found, [](const CameraLoss& loss) { return !loss.isLost(); });
    std::ranges::sort(found, {}, [](const CameraLoss& loss) { return std::pair(loss.since, loss.id); });
    return found;
}

std::optional<CameraLoss> cameraLoss(const ledger::View& view, std::string_view camera) {
    CameraLoss found = loadWith<Cameras>(view, cameraId(camera));
    if (!found.exists()) return std::nullopt;
    return found;
}

std::shared_ptr<const ledger::Feature> makeFeature(people::SignatureCheck check) {
    return std::make_shared<OutagesFeature>(std::move(check));
}

} // namespace shouwang::outages
