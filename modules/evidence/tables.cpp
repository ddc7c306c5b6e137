#include "evidence/evidence.h"

#include <algorithm>
#include <map>

namespace shouwang::evidence {

namespace {

constexpr const char* kPinColumns = "SELECT alarm, cameras, from_us, until_us FROM evidence_pin ";
constexpr const char* kClipColumns =
    "SELECT alarm, camera, seat, file, sha256, size, from_us, until_us, stream, gap FROM"
    " evidence_clip ";

Pin readPin(const ledger::Statement& row) {
    Pin pin{row.id(0), {}, row.integer(2), row.integer(3)};
    if (auto cameras = ledger::decode(row.bytes(1))) {
        for (const auto& camera : cameras->array())
            pin.cameras.push_back(camera.text());
    }
    return pin;
}

Clip readClip(const ledger::Statement& row) {
    Clip clip{row.id(0),      row.text(1),    row.id(2),      row.text(3), {},
              row.integer(5), row.integer(6), row.integer(7), row.text(8), row.text(9)};
    const Bytes hash = row.bytes(4);
    if (hash.size() == clip.sha256.size()) std::copy(hash.begin(), hash.end(), clip.sha256.begin());
    return clip;
}

State loadConfirmed(ledger::Database& tables, const Id& entity) {
    State state;
    auto pins = tables.prepare(std::string(kPinColumns) + "WHERE entity=?");
    pins.bind(entity);
    if (pins.next()) state.pin = readPin(pins);
    auto clips = tables.prepare(std::string(kClipColumns) + "WHERE entity=?");
    clips.bind(entity);
    if (clips.next()) state.clip = readClip(clips);
    return state;
}

void save(ledger::Database& tables, const Id& entity, const State& state) {
    if (state.pin) {
        const ledger::Value cameras = ledger::Array(state.pin->cameras.begin(), state.pin->cameras.end());
        tables.prepare("INSERT OR REPLACE INTO evidence_pin VALUES(?, ?, ?, ?, ?)")
            .bind(entity)
            .bind(state.pin->alarm)
            .bind(ByteView(ledger::encode(cameras)))
            .bind(state.pin->from)
            .bind(state.pin->until)
            .run();
    }
    if (!state.clip) return;
    const Clip& clip = *state.clip;
    auto insert =
        tables.prepare("INSERT OR REPLACE INTO evidence_clip VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    insert.bind(entity)
        .bind(clip.alarm)
        .bind(clip.camera)
        .bind(clip.seat)
        .bind(clip.file)
        .bind(ByteView(clip.sha256));
    insert.bind(clip.size).bind(clip.from).bind(clip.until).bind(clip.stream).bind(clip.gap).run();
}

class EvidenceFeature final : public ledger::Feature {
public:
    std::string name() const override { return "evidence"; }
    int version() const override { return 1; }
    void createTables(ledger::Database& tables) const override {
        tables.run(
            "CREATE TABLE IF NOT EXISTS evidence_pin(entity BLOB PRIMARY KEY, alarm BLOB NOT NULL, cameras "
            "BLOB"
            " NOT NULL, from_us INTEGER NOT NULL, until_us INTEGER NOT NULL) STRICT;"
            "CREATE INDEX IF NOT EXISTS evidence_pin_until ON evidence_pin(until_us);"
            "CREATE TABLE IF NOT EXISTS evidence_clip(entity BLOB PRIMARY KEY, alarm BLOB NOT NULL, camera "
            "TEXT NOT"
            " NULL, seat BLOB NOT NULL, file TEXT NOT NULL, sha256 BLOB NOT NULL, size INTEGER NOT NULL, "
            "from_us"
            " INTEGER NOT NULL, until_us INTEGER NOT NULL, stream TEXT NOT NULL, gap TEXT NOT NULL) STRICT;"
            "CREATE INDEX IF NOT EXISTS evidence_clip_alarm ON evidence_clip(alarm);");
    }
    void dropTables(ledger::Database& tables) const override {
        tables.run("DROP TABLE IF EXISTS evidence_pin; DROP TABLE IF EXISTS evidence_clip");
    }
    ledger::Decision decide(const ledger::View& view, const ledger::Command& command) const override {
        const State confirmed = loadConfirmed(view.tables(), command.entity);
        return evidence::decide(ledger::withOverlay(view, command.entity, confirmed, evolve), command);
    }
    /// What is kept of an alarm is real or an exercise's as the alarm is.
    std::vector<Id> inheritsFrom(const ledger::Command& command) const override {
        return {ledger::field(command.open, Field::Alarm).id()};
    }
    void apply(ledger::Database& tables, const ledger::Fact& fact) const override {
        if (ledger::roomOf(fact.kind) != "evidence") return;
        const State before = loadConfirmed(tables, fact.entity);
        const State after = evolve(before, fact);
        if (after != before) save(tables, fact.entity, after);
    }
};

} // namespace

std::optional<Pin> pinOf(const ledger::View& view, const Id& alarm) {
    const Id entity = pinEntity(alarm);
    return ledger::withOverlay(view, entity, loadConfirmed(view.tables(), entity), evolve).pin;
}

std::vector<Clip> clipsOf(const ledger::View& view, const Id& alarm) {
    std::map<Id, State> states;
    {
        auto rows = view.tables().prepare("SELECT entity FROM evidence_clip WHERE alarm=?");
        rows.bind(alarm);
        while (rows.next())
            states.emplace(rows.id(0), State());
    }
    for (const auto& fact : view.overlay()) {
        if (fact.kind == "evidence.clip_sealed" && clipFrom(fact).alarm == alarm)
            states.emplace(fact.entity, State());
    }
    std::vector<Clip> clips;
    for (auto& [entity, state] : states) {
        state = ledger::withOverlay(view, entity, loadConfirmed(view.tables(), entity), evolve);
        if (state.clip) clips.push_back(*state.clip);
    }
    std::ranges::sort(clips, [](const Clip& a, const Clip& b) {
        return std::tie(a.camera, a.seat) < std::tie(b.camera, b.seat);
    });
    return clips;
}

std::vector<Pin> runningPins(const ledger::View& view, Micros now, Micros grace) {
    std::vector<Pin> pins;
    auto rows = view.tables().prepare(std::string(kPinColumns) + "WHERE until_us>=? ORDER BY from_us");
    rows.bind(now - grace);
    while (rows.next())
        pins.push_back(readPin(rows));
    for (const auto& fact : view.overlay()) {
        if (fact.kind != "evidence.pin_requested") continue;
        Pin pin = pinFrom(fact);
        if (pin.until >= now - grace && std::ranges::find(pins, pin.alarm, &Pin::alarm) == pins.end()) {
            pins.push_back(std::move(pin));
        }
    }
    return pins;
}

std::shared_ptr<const ledger::Feature> makeFeature() {
    return std::make_shared<EvidenceFeature>();
}

} // namespace shouwang::evidence
