#include "alarms/tables.h"
#include "base/random.h"
#include "evidence/evidence.h"
#include "ledger/ledger.h"
#include "linkage/linkage.h"
#include "site/sample.h"

#include <QTemporaryDir>
#include <QTest>

using namespace shouwang;

namespace {

constexpr Micros kStart = 1'790'000'000'000'000;

site::Camera camera(const std::string& id, double x, site::PrivacyClass privacy = site::PrivacyClass::Open,
                    const std::string& floor = "Z31-2F") {
    site::Camera made;
    made.id = id;
    made.place = {"Z31", floor, id, x, 0};
    made.privacy = privacy;
    return made;
}

site::Site smallSite(std::vector<std::string> linked) {
    site::Site site;
    site.cameras = {camera("far", 50), camera("near", 2), camera("talk", 1, site::PrivacyClass::Talk),
                    camera("upstairs", 0, site::PrivacyClass::Open, "Z31-3F")};
    site::AlarmPoint point;
    point.id = "AL-1";
    point.place = {"Z31", "Z31-2F", "值班室", 0, 0};
    point.cameras = std::move(linked);
    site.points = {point};
    return site;
}

site::Signal press(const std::string& point, std::uint64_t counter = 1) {
    site::Signal signal;
    signal.point = point;
    signal.boot = 1;
    signal.counter = counter;
    return signal;
}

ledger::Fact raised(const site::AlarmPoint& point) {
    const ledger::Command command = alarms::raise(point, press(point.id), kStart);
    return ledger::factFrom(command, alarms::decide({}, {}, command).facts.front());
}

using Names = std::vector<std::string>;

} // namespace

class LinkageTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void the_site_file_says_which_cameras_belong_to_a_point() {
        QCOMPARE(linkage::camerasFor(smallSite({"far", "gone", "far", "near"}), "AL-1"),
                 (Names{"far", "near"}));
        QCOMPARE(linkage::camerasFor(smallSite({"far", "near"}), "AL-1", 1), Names{"far"});
    }

    void without_links_the_nearest_cameras_of_the_floor_open_and_no_talk_room() {
        QCOMPARE(linkage::camerasFor(smallSite({}), "AL-1"), (Names{"near", "far"}));
    }

    void an_unknown_point_opens_nothing() {
        QVERIFY(linkage::camerasFor(smallSite({}), "AL-9").empty());
        ledger::Fact fact = raised(smallSite({}).points.front());
        fact.open.erase(static_cast<std::int64_t>(alarms::Field::Point));
        QVERIFY(linkage::react(smallSite({}), fact).empty());
    }

    void every_point_of_the_sample_facility_opens_cameras() {
        const site::Site site = site::sampleSite();
        QVERIFY(!site.points.empty());
        for (const site::AlarmPoint& point : site.points)
            QVERIFY2(!linkage::camerasFor(site, point.id).empty(), point.id.c_str());
    }

    void a_raised_alarm_pins_its_cameras_from_10_seconds_before_to_60_after() {
        const site::Site site = smallSite({"near", "far"});
        const ledger::Fact fact = raised(site.points.front());
        const std::vector<ledger::Command> commands = linkage::react(site, fact);
        QCOMPARE(commands.size(), 1u);
        QCOMPARE(commands.front().nature, ledger::Nature::Order);
        const ledger::Decision decision = evidence::decide({}, commands.front());
        QVERIFY(!decision.refusal);
        const evidence::Pin pin =
            evidence::pinFrom(ledger::factFrom(commands.front(), decision.facts.front()));
        QCOMPARE(pin,
                 (evidence::Pin{fact.entity, {"near", "far"}, kStart - 10'000'000, kStart + 60'000'000}));
    }

    void other_facts_pin_nothing() {
        ledger::Fact fact = raised(smallSite({"near"}).points.front());
        for (const char* kind : {alarms::kind::kRepeated, alarms::kind::kAcknowledged, "unknown.thing"}) {
            fact.kind = kind;
            QVERIFY(linkage::react(smallSite({"near"}), fact).empty());
        }
    }

    void the_station_pins_once_and_in_the_mode_of_the_alarm() {
        QTemporaryDir folder;
        ManualClock clock(kStart);
        SeededRandom random(1);
        const auto site = std::make_shared<const site::Site>(smallSite({"near"}));
        auto ledger =
            ledger::Ledger::open({folder.path().toStdString() + "/ledger", {}, nullptr},
                                 {alarms::makeFeature(), evidence::makeFeature(), linkage::makeFeature(site)},
                                 clock, random)
                .value();
        const ledger::Command first =
            alarms::raise(site->points.front(), press("AL-1"), kStart, ledger::Mode::Drill);
        const ledger::Command storm =
            alarms::raise(site->points.front(), press("AL-1", 2), kStart, ledger::Mode::Drill);
        QVERIFY(ledger->submit(std::vector{first, first, storm}).has_value());
        std::vector<ledger::Fact> pins;
        const auto page = ledger->after(0, 99).value();
        for (const ledger::StoredFact& stored : page) {
            const ledger::Fact fact = ledger::decodeFact(stored.bytes).value();
            if (fact.kind == "evidence.pin_requested") pins.push_back(fact);
        }
        QCOMPARE(pins.size(), 1u);
        QCOMPARE(pins.front().mode, ledger::Mode::Drill);
        QCOMPARE(pins.front().actor, std::string("system"));
        QVERIFY(evidence::pinOf(ledger->view(), first.entity).has_value());
    }
};

QTEST_GUILESS_MAIN(LinkageTest)
#include "tst_linkage.moc"
