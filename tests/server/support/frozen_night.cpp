#include "support/frozen_rooms.h"

#include "alarms/tables.h"
#include "attention/attention.h"
#include "base/log.h"
#include "base/random.h"
#include "dispatch/tables.h"
#include "evidence/evidence.h"
#include "people/tables.h"
#include "server/features.h"
#include "server/site_import.h"
#include "site/site_file.h"

#include <set>

namespace shouwang::testing::frozen {

namespace {

using ledger::CommandId;
using Kind = ledger::Verdict::Kind;

const Id kStation = Id::fromParts({"frozen station"});
const Id kSeatA = Id::fromParts({"frozen seat", "a"});
const Id kSeatB = Id::fromParts({"frozen seat", "b"});
const Id kIncident = Id::fromParts({"frozen incident"});

site::Site smallSite() {
    site::Site site;
    site.id = "990101";
    site.name = "合成所";
    site.short_name = "合成";
    site.synthetic = true;
    site.zones = {{"Z1", "一号楼", "一大队", 20, false}};
    site.floors = {{"Z1-1F", "Z1", "一层", 40, 20}};
    site::Camera camera;
    camera.id = "CAM-1";
    camera.name = "走廊";
    camera.gb_id = "44010000001320000001";
    camera.place = {"Z1", "Z1-1F", "走廊", 3, 4};
    site.cameras = {camera};
    site::AlarmPoint button;
    button.id = "AL-BTN-1";
    button.name = "值班室按钮";
    button.priority = site::Priority::Critical;
    button.place = {"Z1", "Z1-1F", "值班室", 5, 6};
    button.device = "DEV1";
    button.cameras = {"CAM-1"};
    button.procedure = "PROC-1";
    site::AlarmPoint fence = button;
    fence.id = "AL-FENCE-1";
    fence.name = "围墙";
    fence.kind = site::PointKind::Fence;
    fence.priority = site::Priority::High;
    site.points = {button, fence};
    site.procedures = {{"PROC-1", "报警处置", {"看现场"}}};
    site.posts = {{"P-1", "指挥长", ""}, {"P-2", "一大队值班", "Z1"}};
    return site;
}

/// Says one command after another, a second apart, and remembers whether each was decided as expected.
class Night {
public:
    Night(ledger::Ledger& ledger, ManualClock& clock)
        : m_ledger(ledger)
        , m_clock(clock) {}

    bool run() {
        beginsWithASite();
        peopleSignOn();
        alarmsComeAndAreHandled();
        anIncidentIsOpened();
        clipsAreSealed();
        somethingWaitsForPeople();
        return m_right;
    }

private:
    struct Who {
        Id seat;
        const char* account;
    };
    const Who m_leader{kSeatA, "leader"};
    const Who m_operator{kSeatB, "operator"};

    Micros now() const { return m_clock.utc(); }
    void submit(const ledger::Command& command, Kind expected) {
        const auto verdicts = m_ledger.submit({&command, 1});
        const bool right = verdicts && verdicts->front().kind == expected;
        if (!right)
            log::error("frozen", "{} was decided in another way: {}", command.kind,
                       verdicts ? static_cast<int>(verdicts->front().kind) : -1);
        m_right = m_right && right;
        m_clock.advance(std::chrono::seconds(1));
    }
    void say(const Who& who, ledger::Command command, Kind expected = Kind::Applied) {
        command.id = {CommandId::Source::Seat, who.seat, 7, ++m_counter, 0};
        command.seat = who.seat;
        command.actor = who.account;
        if (command.occurred == 0) command.occurred = now();
        command.recorded = now() + 1;
        submit(command, expected);
    }
    static site::Signal signal(const char* point, std::uint64_t counter, Micros at) {
        site::Signal signal;
        signal.point = point;
        signal.device = "DEV1";
        signal.boot = 3;
        signal.counter = counter;
        signal.device_time = at;
        signal.detail = "第" + std::to_string(counter) + "次";
        return signal;
    }
    Id raise(std::size_t point, std::uint64_t counter, ledger::Mode mode, Kind expected = Kind::Applied) {
        const site::AlarmPoint at = smallSite().points[point];
        const site::Signal heard = signal(at.id.c_str(), counter, now() - 5);
        submit(alarms::raise(at, heard, now(), mode), expected);
        return alarms::alarmId(heard);
    }

    void beginsWithASite() {
        const std::string file = site::writeSite(smallSite()).value();
        submit(server::siteImportCommand(m_ledger.station(), toBytes(view(file)), "site.json", now()).value(),
               Kind::Applied);
    }
    void peopleSignOn() {
        say(m_leader, people::signOn({"leader", people::Role::ShiftLeader, false, "P-1"}, Bytes{1, 2, 3}));
        say(m_operator, people::signOn({"operator", people::Role::Operator, true, "P-2"}, Bytes{4}));
        say({kSeatB, "forger"}, people::signOn({"forger", people::Role::Commander, false, {}}, Bytes{5}),
            Kind::Contested);
        say({kSeatB, "brigade"}, people::signOn({"brigade", people::Role::Brigade, false, {}}, Bytes{6}));
        say({kSeatB, "brigade"}, people::signOff("brigade"));
        say({kSeatB, "nobody"}, people::signOnFailed("nobody", "wrong_password"));
    }
    void alarmsComeAndAreHandled() {
        m_alarm = raise(0, 1, ledger::Mode::Real);
        raise(0, 2, ledger::Mode::Real, Kind::Merged); // counted on the open one
        say(m_leader, alarms::acknowledge(m_alarm, now()));
        say(m_operator, alarms::acknowledge(m_alarm, now()), Kind::Merged);
        say(m_leader, alarms::lookBack(m_alarm, "CAM-1", 10, now()));
        say(m_leader, alarms::classify(m_alarm, alarms::Class::False, "wind", "风", now()));
        say(m_leader,
            alarms::correctClassification(m_alarm, alarms::Class::True, "trespass", "有人", "看错", now()));
        const Id drill = raise(1, 1, ledger::Mode::Drill);
        say(m_leader, alarms::acknowledge(drill, now()));
        say(m_leader, alarms::classify(drill, alarms::Class::Drill, "other", "演练", now()));
        say(m_leader, alarms::close(drill, "other", "演练结束", now()));
        submit(alarms::end("DEV-DEV1", now()), Kind::NoOp);
    }
    void anIncidentIsOpened() {
        say(m_leader,
            dispatch::open({kIncident, "20231114-A-001", "TT", 2, "翻越", "Z1", "值班室", m_alarm}, now()));
        const auto seen = dispatch::incident(m_ledger.view(), kIncident);
        if (!seen) return void(m_right = false);
        const auto title = static_cast<std::int64_t>(dispatch::Field::Title);
        say(m_leader, dispatch::amend(*seen, {{title, ledger::Value("翻越围墙")}}, "核实", now()));
        say(m_leader, dispatch::amend(*seen, {{title, ledger::Value("翻越未遂")}}, "再核实", now()),
            Kind::Merged);
        const auto task = [](const char* name) { return Id::fromParts({"frozen task", name}); };
        for (const char* name : {"done", "cannot", "waived"})
            say(m_leader, dispatch::addTask(kIncident, task(name), "P-2", name, now() + 60'000'000, now()));
        say(m_operator, dispatch::completeTask(kIncident, task("done"), "到位", now()));
        say(m_operator, dispatch::cannotDoTask(kIncident, task("cannot"), "人手不足", now()));
        say(m_leader, dispatch::waiveTask(kIncident, task("waived"), "不再需要", now()));
        say(m_operator, dispatch::note(kIncident, "值班记录", now()));
        say(m_leader, dispatch::stamp(kIncident, dispatch::Moment::Arrived, now()));
        say(m_leader, dispatch::close(kIncident, "resolved", "处置完毕", now()),
            Kind::Refused); // a task is open
        const Id other = Id::fromParts({"frozen incident", "2"});
        say(m_leader, dispatch::open({other, "20231114-A-002", "QT", 4, "其他", "", "", {}}, now()));
        say(m_leader, dispatch::close(other, "unfounded", "无事", now()));
    }
    void clipsAreSealed() {
        evidence::Clip clip{
            m_alarm, "CAM-1", kSeatA, "clip.mkv", sha256(view("clip")), 1234, now() - 70'000'000,
            now(),   "main",  ""};
        say(m_leader, evidence::sealClip(clip));
        clip.stream = "sub";
        clip.gap = "no_signal";
        say(m_leader, evidence::sealClip(clip));
    }
    void somethingWaitsForPeople() {
        say(m_operator, dispatch::close(kIncident, "resolved", "", now()),
            Kind::Refused); // no right; stays open
        say(m_leader, alarms::classify(m_alarm, alarms::Class::Test, "other", "晚到", now()),
            Kind::Contested);
        ledger::Command later;
        later.kind = "later.happened"; // of a room that is not built yet
        later.nature = ledger::Nature::Report;
        later.entity = Id::fromParts({"later"});
        later.open = {{1, ledger::Value("以后")}};
        say(m_leader, later, Kind::Contested);
        const auto items = attention::openItems(m_ledger.view());
        if (items.size() < 4) return void(m_right = false);
        say(m_leader, attention::settle(items[1], "dropped", "不再需要"));
    }

    ledger::Ledger& m_ledger;
    ManualClock& m_clock;
    std::uint64_t m_counter = 0;
    Id m_alarm;
    bool m_right = true;
};

} // namespace

ledger::Features rooms() {
    auto board = std::make_shared<server::SiteBoard>();
    board->set(std::make_shared<server::SiteBoard::Entry>(server::SiteBoard::Entry{smallSite(), {}, 1}));
    auto rooms = server::makeFeatures(
        board, [](const std::string& account, ByteView, ByteView) { return account != "forger"; });
    // These have never been released: they come with the next set, and a night that has them.
    std::erase_if(rooms, [](const auto& room) {
        static const std::set<std::string> kUnreleased{"care", "drill", "duty", "outages", "reports", "wall"};
        return kUnreleased.contains(room->name());
    });
    for (auto& room : rooms) {
        if (room->name() == "alarms") room = alarms::makeFeature(); // asks nobody for bypasses
    }
    return rooms;
}

bool writeNight(const std::filesystem::path& path) {
    ManualClock clock;
    SeededRandom random(7);
    auto ledger = ledger::Ledger::open({path, kStation, nullptr}, rooms(), clock, random);
    return ledger && Night(**ledger, clock).run();
}

} // namespace shouwang::testing::frozen
