#include "evidence/evidence.h"

#include <algorithm>

namespace shouwang::evidence {

namespace {

template <class T>
ledger::Map::value_type entry(Field key, T value) {
    return {static_cast<std::int64_t>(key), ledger::Value(std::move(value))};
}

} // namespace

Id pinEntity(const Id& alarm) {
    return Id::fromParts({"pin", alarm.text()});
}

Id clipEntity(const Id& alarm, std::string_view camera, std::string_view stream, const Id& seat) {
    return Id::fromParts({"clip", alarm.text(), camera, stream, seat.text()});
}

ledger::Command requestPin(const Pin& pin) {
    ledger::Command command;
    command.kind = "evidence.request_pin";
    command.nature = ledger::Nature::Order;
    command.entity = pinEntity(pin.alarm);
    command.open = {entry(Field::Alarm, pin.alarm),
                    entry(Field::Cameras, ledger::Array(pin.cameras.begin(), pin.cameras.end())),
                    entry(Field::From, pin.from), entry(Field::Until, pin.until)};
    return command;
}

ledger::Command sealClip(const Clip& clip) {
    ledger::Command command;
    command.kind = "evidence.seal_clip";
    command.nature = ledger::Nature::Report;
    command.entity = clipEntity(clip.alarm, clip.camera, clip.stream, clip.seat);
    command.seat = clip.seat;
    command.open = {entry(Field::Alarm, clip.alarm), entry(Field::Camera, clip.camera),
                    entry(Field::File, clip.file),   entry(Field::Sha256, clip.sha256),
                    entry(Field::Size, clip.size),   entry(Field::From, clip.from),
                    entry(Field::Until, clip.until), entry(Field::Stream, clip.stream)};
    if (!clip.gap.empty()) command.open.insert(entry(Field::Gap, clip.gap));
    return command;
}

Pin pinFrom(const ledger::Fact& fact) {
    Pin pin;
    pin.alarm = ledger::field(fact.open, Field::Alarm).id();
    for (const auto& camera : ledger::field(fact.open, Field::Cameras).array())
        pin.cameras.push_back(camera.text());
    pin.from = ledger::field(fact.open, Field::From).integer();
    pin.until = ledger::field(fact.open, Field::Until).integer();
    return pin;
}

Clip clipFrom(const ledger::Fact& fact) {
    Clip clip;
    clip.alarm = ledger::field(fact.open, Field::Alarm).id();
    clip.camera = ledger::field(fact.open, Field::Camera).text();
    clip.seat = fact.seat;
    clip.file = ledger::field(fact.open, Field::File).text();
    const Bytes& hash = ledger::field(fact.open, Field::Sha256).bytes();
    if (hash.size() == clip.sha256.size()) std::copy(hash.begin(), hash.end(), clip.sha256.begin());
    clip.size = ledger::field(fact.open, Field::Size).integer();
    clip.from = ledger::field(fact.open, Field::From).integer();
    clip.until = ledger::field(fact.open, Field::Until).integer();
    clip.stream = ledger::field(fact.open, Field::Stream).text();
    clip.gap = ledger::field(fact.open, Field::Gap).text();
    return clip;
}

State evolve(State state, const ledger::Fact& fact) {
    if (fact.kind == "evidence.pin_requested" && !state.pin) state.pin = pinFrom(fact);
    // The first sealing stands; a second one is in the ledger as contested and never replaces it.
    if (fact.kind == "evidence.clip_sealed" && !state.clip && fact.contested.empty())
        state.clip = clipFrom(fact);
    return state;
}

} // namespace shouwang::evidence
