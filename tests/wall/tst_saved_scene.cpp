// Scenes that officers save: what is refused, whose key it is, and what the tables remember.
#include "base/random.h"
#include "ledger/ledger.h"
#include "people/tables.h"
#include "wall/tables.h"

#include <QTemporaryDir>
#include <QTest>
#include <rapidcheck.h>

using namespace shouwang;
using namespace shouwang::wall;
using ledger::Verdict;

namespace {

const Id kSeat = Id::fromParts({"seat", "A"});

SavedScene night(std::string name = "夜间", int key = 0) {
    SavedScene scene;
    scene.name = std::move(name);
    scene.arranged = {"4", {"K1", "", "K3", "K4"}};
    scene.key = key;
    return scene;
}

ledger::Fact factOf(const ledger::Command& command, const char* kind) {
    ledger::Fact fact;
    fact.kind = kind;
    fact.entity = command.entity;
    fact.open = command.open;
    fact.actor = "qh0001";
    fact.seat = kSeat;
    fact.occurred = 7;
    return fact;
}

std::string refusalOf(const SavedScene& state, const ledger::Command& command, std::size_t count = 0) {
    const auto decision = decide(state, count, command);
    return decision.refusal ? decision.refusal->code : std::string();
}

} // namespace

class SavedSceneTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        m_counter = 0;
        open();
    }
    void cleanup() { m_ledger.reset(); }

    // decide and evolve

    void what_was_saved_is_what_stood_on_the_wall() {
        const SavedScene wanted = night("夜间", 3);
        const ledger::Command command = saveScene(wanted);
        const auto decision = decide({}, 0, command);
        QCOMPARE(decision.facts.size(), std::size_t{1});
        QCOMPARE(decision.facts.front().kind, std::string(kind::kSceneSaved));
        const SavedScene kept = evolve({}, factOf(command, kind::kSceneSaved));
        QCOMPARE(kept.name, wanted.name);
        QCOMPARE(kept.arranged, wanted.arranged);
        QCOMPARE(kept.alarm_area, wanted.alarm_area);
        QCOMPARE(kept.key, 3);
        QCOMPARE(kept.actor, std::string("qh0001"));
        QVERIFY(!evolve(kept, factOf(removeScene("夜间"), kind::kSceneRemoved)).exists());
    }

    void what_makes_no_sense_is_refused_data() {
        QTest::addColumn<int>("fault");
        QTest::addColumn<QString>("code");
        const char* codes[] = {code::kNameWrong,        code::kNameWrong,    code::kNameWrong,
                               code::kNameWrong,        code::kNameWrong,    code::kDivisionUnknown,
                               code::kSceneEmpty,       code::kCamerasWrong, code::kCamerasWrong,
                               code::kAlarmAreaUnknown, code::kKeyUnknown,   code::kKeyUnknown};
        for (int fault = 0; fault < 12; ++fault)
            QTest::addRow("%d", fault) << fault << QString::fromLatin1(codes[fault]);
    }
    void what_makes_no_sense_is_refused() {
        QFETCH(int, fault);
        QFETCH(QString, code);
        SavedScene scene = night();
        const std::vector<std::function<void()>> faults{
            [&] { scene.name.clear(); },
            [&] { scene.name = " a"; },
            [&] { scene.name = "a\nb"; },
            [&] { scene.name = std::string(kNameBytes + 1, 'a'); },
            [&] { scene.name = "\xff\xfe"; },
            [&] { scene.arranged.division = "5"; },
            [&] {
                scene.arranged.cameras = {"", ""};
            },
            [&] { scene.arranged.cameras.assign(kMostArranged + 1, "K"); },
            [&] { scene.arranged.cameras = {std::string(kCameraBytes + 1, 'K')}; },
            [&] { scene.alarm_area = "left"; },
            [&] { scene.key = 10; },
            [&] { scene.key = -1; }};
        faults.at(static_cast<std::size_t>(fault))();
        QCOMPARE(QString::fromStdString(refusalOf({}, saveScene(scene))), code);
    }

    void the_name_of_the_order_is_the_name_of_its_scene() {
        ledger::Command other = saveScene(night("夜间"));
        other.entity = sceneEntity("白天");
        QCOMPARE(refusalOf({}, other), std::string(code::kNameWrong));
    }

    void there_is_a_bound_but_a_scene_that_stands_can_always_be_saved_again() {
        QCOMPARE(refusalOf({}, saveScene(night()), kMostScenes), std::string(code::kTooManyScenes));
        SavedScene other = night();
        other.alarm_area = kAlarmsScreen;
        QCOMPARE(refusalOf(night(), saveScene(other), kMostScenes), std::string());
    }

    void saving_the_same_again_is_nothing_unless_it_takes_back_its_key() {
        QVERIFY(decide(night(), 1, saveScene(night())).facts.empty());
        QCOMPARE(decide(night("夜间", 2), 1, saveScene(night("夜间", 2))).facts.size(), std::size_t{1});
    }

    void a_scene_that_is_not_there_cannot_be_removed() {
        QCOMPARE(refusalOf({}, removeScene("夜间")), std::string(code::kNoSuchScene));
    }

    // keys

    void a_key_belongs_to_whoever_saved_it_last() {
        SavedScene early = night("早", 1);
        early.at = 5;
        SavedScene late = night("晚", 1);
        late.at = 6;
        const auto scenes = withOneKeyEach({late, early});
        QCOMPARE(scenes[0].key, 1);
        QCOMPARE(scenes[1].key, 0);
    }

    void scenes_of_the_site_take_the_keys_that_are_left() {
        std::vector<site::Scene> ofSite(10);
        for (std::size_t i = 0; i < ofSite.size(); ++i)
            ofSite[i].id = "s" + std::to_string(i + 1);
        const std::vector<SavedScene> saved{night("夜间", 2), night("白天")};
        const auto keys = sceneKeys(ofSite, saved);
        QCOMPARE(keys.size(), std::size_t{9});
        QCOMPARE(keys.at(1), (SceneChoice{"s1", {}}));
        QCOMPARE(keys.at(2), (SceneChoice{{}, "夜间"}));
        QCOMPARE(keys.at(3), (SceneChoice{"s2", {}}));
        QCOMPARE(keys.at(9), (SceneChoice{"s8", {}}));
        QVERIFY(sceneKeys({}, {}).empty());
    }

    void no_two_scenes_have_one_key() {
        QVERIFY(rc::check([] {
            std::vector<SavedScene> scenes;
            for (int i = 0; i < *rc::gen::inRange(0, 20); ++i) {
                scenes.push_back(night("s" + std::to_string(i), *rc::gen::inRange(0, 10)));
                scenes.back().at = *rc::gen::inRange<Micros>(0, 4);
            }
            std::map<int, int> times;
            for (const SavedScene& scene : withOneKeyEach(scenes))
                ++times[scene.key];
            for (const auto& [key, count] : times)
                RC_ASSERT(key == 0 || count == 1);
            for (const SavedScene& scene : scenes)
                RC_ASSERT(scene.key == 0 || times.contains(scene.key)); // no key is lost
        }));
    }

    // tables

    void a_saved_scene_is_there_after_a_restart_and_gone_after_removing() {
        QCOMPARE(submit(saveScene(night("夜间", 1))).kind, Verdict::Kind::Applied);
        QCOMPARE(submit(saveScene(night("白天", 1))).kind, Verdict::Kind::Applied);
        m_ledger.reset();
        open();
        auto scenes = savedScenes(m_ledger->view());
        QCOMPARE(scenes.size(), std::size_t{2});
        QCOMPARE(scenes[0].key + scenes[1].key, 1);
        QCOMPARE(submit(removeScene("夜间")).kind, Verdict::Kind::Applied);
        scenes = savedScenes(m_ledger->view());
        QCOMPARE(scenes.size(), std::size_t{1});
        QCOMPARE(scenes.front().name, std::string("白天"));
        QCOMPARE(submit(removeScene("夜间")).kind, Verdict::Kind::Refused);
    }

    void whoever_may_not_handle_alarms_saves_no_scene() {
        signOn("doctor", people::Role::Medical);
        ledger::Command command = saveScene(night());
        command.actor = "doctor";
        const Verdict verdict = submit(command);
        QCOMPARE(verdict.kind, Verdict::Kind::Refused);
        QCOMPARE(verdict.refusal.code, std::string("people.not_allowed"));
        QVERIFY(savedScenes(m_ledger->view()).empty());
    }

    void a_seat_shows_what_its_station_has_not_heard_yet() {
        submit(saveScene(night("夜间", 1)));
        ledger::Overlay waiting;
        ledger::Fact fact = factOf(saveScene(night("白天", 1)), kind::kSceneSaved);
        fact.occurred = 9'999'999;
        waiting.push(fact);
        waiting.push(factOf(removeScene("夜间"), kind::kSceneRemoved));
        const ledger::View view(m_ledger->database(), &waiting, 0);
        const auto scenes = savedScenes(view);
        QCOMPARE(scenes.size(), std::size_t{1});
        QCOMPARE(scenes.front().name, std::string("白天"));
        QCOMPARE(scenes.front().key, 1);
    }

    void a_rebuild_makes_the_same_scenes() {
        submit(saveScene(night("夜间", 1)));
        submit(saveScene(night("白天", 2)));
        submit(removeScene("夜间"));
        const auto before = savedScenes(m_ledger->view());
        m_ledger->database().begin();
        m_ledger->database().run("DELETE FROM feature; DELETE FROM wall_scene");
        QVERIFY(m_ledger->database().commit());
        m_ledger.reset();
        open();
        QCOMPARE(savedScenes(m_ledger->view()), before);
    }

private:
    void open() {
        const std::string path = m_folder->path().toStdString() + "/ledger";
        m_ledger = ledger::Ledger::open({path, {}, nullptr}, {people::makeFeature(), makeFeature()}, m_clock,
                                        m_random)
                       .value();
        if (m_counter == 0) signOn("leader", people::Role::ShiftLeader);
    }
    void signOn(const std::string& account, people::Role role) {
        ledger::Command command = people::signOn({account, role, false, {}}, {});
        command.actor = account;
        QCOMPARE(submit(command).kind, Verdict::Kind::Applied);
    }
    Verdict submit(ledger::Command command) {
        command.id = {ledger::CommandId::Source::Seat, kSeat, 1, ++m_counter, 0};
        command.seat = kSeat;
        if (command.actor.empty()) command.actor = "leader";
        command.occurred = static_cast<Micros>(m_counter);
        return m_ledger->submit({&command, 1}).value().front();
    }

    ManualClock m_clock;
    SeededRandom m_random{3};
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<ledger::Ledger> m_ledger;
    std::uint64_t m_counter = 0;
};

QTEST_GUILESS_MAIN(SavedSceneTest)
#include "tst_saved_scene.moc"
