// A night in a ledger with all rooms that a handover asks: zones with persons, an alarm, an incident with a
// task, a bypass, a lost camera, a refused order, a marked line; wang hands over to li, zhao leads.
#pragma once

#include "../people/fake_keys.h"
#include "alarms/tables.h"
#include "attention/attention.h"
#include "care/tables.h"
#include "dispatch/tables.h"
#include "outages/tables.h"
#include "people/tables.h"
#include "story.h"

namespace shouwang::duty::test {

inline const Id kShift = shiftId("command_a", kStart);
inline const Id kHandover = handoverId(kShift);

inline ledger::Features allRooms(const people::SignatureCheck& check = people::test::fakeCheck()) {
    return {people::makeFeature(),       attention::makeFeature(),
            outages::makeFeature(check), alarms::makeFeature(outages::bypassOf),
            care::makeFeature(),         dispatch::makeFeature(),
            makeFeature(check)};
}

inline people::Role roleOf(const std::string& account) {
    return account == "zhao" ? people::Role::Commander : people::Role::Operator;
}

inline site::AlarmPoint pointOf(const std::string& id, site::PointKind kind = site::PointKind::Fence) {
    site::AlarmPoint point;
    point.id = id;
    point.name = "报警点 " + id;
    point.kind = kind;
    point.place = {"Z31", "", "二层", 0, 0};
    return point;
}

inline ledger::Command raised(const std::string& point, Micros now, std::uint64_t counter = 1) {
    site::Signal signal;
    signal.point = point;
    signal.device = "AH-1";
    signal.boot = 1;
    signal.counter = counter;
    return alarms::raise(pointOf(point), signal, now);
}

inline ledger::Command opened(int which, Micros now) {
    const std::string number = "20260921-A-" + std::to_string(100 + which);
    return by(dispatch::open(
                  {Id::fromParts({"incident", number}), number, "QT", 4, "走廊争吵", "Z31", "二层", {}}, now),
              "wang");
}

inline ledger::Command received(const std::string& number, const std::string& zone) {
    return by(care::receive({number, zone, false, {}}, "", kStart), "wang");
}

struct Night : File {
    Night()
        : File(allRooms()) {
        for (const char* account : {"wang", "zhao"})
            submit(by(people::signOn({account, roleOf(account), false, ""}, {}), account));
        submit(take("wang", "A", "POST-1", kStart + kMinute));
    }

    /// One of each kind.
    void fill() {
        for (const char* number : {"QH26-0001", "QH26-0002", "QH26-0003"})
            submit(received(number, "Z31"));
        submit(raised("AL-1", kStart + kHour));
        submit(opened(1, kStart + kHour));
        submit(by(dispatch::addTask(Id::fromParts({"incident", "20260921-A-101"}), Id::fromParts({"task"}),
                                    "POST-2", "查明原因", 0, kStart + kHour),
                  "wang"));
        submit(by(outages::bypass(pointOf("AL-2"), "检修", kStart + 4 * kHour, kStart + kHour), "wang"));
        site::Camera camera;
        camera.id = "CAM-1";
        camera.name = "走廊北";
        submit(by(outages::cameraLost(camera, "no_signal", kStart, kStart + kHour), "system"));
        submit(by(alarms::close(Id::fromParts({"nothing"}), "wind", "", kStart), "wang")); // is refused
        submit(marked("夜间巡查加密"));
        submit(by(logLine(Id::fromParts({"plain"}), {"general", "POST-1", "一切正常", {}}, kStart), "wang"));
        PostReport faulty = report("wang", "A", "POST-1");
        faulty.equipment = {{"radio", 4, 3, false, "一台送修"}};
        submit(by(takePost(faulty, kStart + 2 * kMinute), "wang"));
    }

    static ledger::Command marked(const std::string& text) {
        return by(logLine(Id::fromParts({"marked", text}), {"instruction", "POST-1", text, {}, true}, kStart),
                  "wang");
    }

    ledger::View view() { return ledger->view(); }
    std::vector<Item> open() { return openItems(view(), kShift); }
    Handover now() { return tables::loadHandover(view(), kHandover); }

    void begin() { submit(by(beginHandover(morning(), kStart + 7 * kHour), "wang")); }
    void acceptAll(const std::string& account = "li") {
        for (const Item& item : open()) {
            if (!now().answerTo(item))
                submit(by(acceptItem(kHandover, item, -1, account, kStart + 7 * kHour), "wang"));
        }
    }
    ledger::Command signature(Side side, const std::string& account, const std::string& seat = "A",
                              Micros at = kStart + 8 * kHour) {
        const ledger::View look = view();
        return signatureOn(look, side, account, seat, at);
    }
    static ledger::Command signatureOn(const ledger::View& look, Side side, const std::string& account,
                                       const std::string& seat = "A", Micros at = kStart + 8 * kHour) {
        const Handover seen = tables::loadHandover(look, kHandover);
        return proven(by(signHandover(seen, {side, account}, openItems(look, kShift), at), account, seat));
    }
    static ledger::Command proven(ledger::Command order, std::optional<people::Role> role = {},
                                  bool auxiliary = false) {
        addProof(order, people::test::fakeProof(order.actor, actOf(order), role.value_or(roleOf(order.actor)),
                                                auxiliary));
        return order;
    }
    ledger::Command exception(std::string_view code, const Item* item = nullptr,
                              const std::string& account = "zhao") {
        ExceptionOrder wanted;
        wanted.code = code;
        if (item != nullptr) {
            wanted.item = item->name();
            wanted.basis = item->basis;
        }
        wanted.account = account;
        wanted.reason = "一人去向不明，正在查找";
        wanted.number = "20260921-A-90" + std::to_string(++m_exceptions);
        wanted.incident = Id::fromParts({"exception", wanted.number});
        wanted.title = "交接班例外";
        return proven(by(exceptHandover(kHandover, wanted, kStart + 8 * kHour), account));
    }
    /// Why it is refused; empty: it is not.
    std::string refusal(const ledger::Command& order) { return submit(order).refusal.code; }
    Codes contested(const ledger::Command& command) {
        const auto verdict = submit(command);
        if (verdict.kind == ledger::Verdict::Kind::NoOp) return {"no fact"};
        return ledger::decodeFact(ledger->fact(verdict.last).value()->bytes).value().contested;
    }

private:
    int m_exceptions = 0;
};

} // namespace shouwang::duty::test
