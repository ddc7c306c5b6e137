#include "base/file.h"
#include "simulator/rtsp/camera_table.h"
#include "simulator/site_life/scenario.h"
#include "site/sample.h"

#include <QTest>
#include <filesystem>

using namespace shouwang;
using namespace shouwang::simulator;

class ScenarioTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void the_same_seed_gives_the_same_night();
    void the_rates_are_met_on_average();
    void a_storm_changes_the_rates_from_its_step_on();
    void unknown_names_are_refused_with_the_step();
    void shipped_scenarios_fit_the_sample_site();
    void cameras_show_the_place_that_their_name_says();
};

namespace {
std::string list(const std::vector<Event>& events) {
    std::string text;
    for (const Event& event : events) {
        text += std::to_string(event.at_s) + " ";
        if (const auto* raise = std::get_if<Raise>(&event.deed))
            text += raise->point + (raise->kind == site::Signal::Kind::Raised ? " up\n" : " down\n");
        if (const auto* camera = std::get_if<FailCamera>(&event.deed))
            text += camera->camera + " " + std::string(name(camera->failure)) + "\n";
    }
    return text;
}

std::size_t raised(const std::vector<Event>& events, const std::string& prefix, double from, double to) {
    std::size_t count = 0;
    for (const Event& event : events)
        if (const auto* raise = std::get_if<Raise>(&event.deed))
            if (raise->kind == site::Signal::Kind::Raised && raise->point.starts_with(prefix) &&
                event.at_s >= from && event.at_s < to)
                ++count;
    return count;
}

Result<Scenario> parse(std::string_view text) {
    return parseScenario(view(text), site::sampleSite());
}
} // namespace

void ScenarioTest::the_same_seed_gives_the_same_night() {
    const site::Site site = site::sampleSite();
    const auto scenario = parse(R"({"seed":5,"length_s":86400})");
    QVERIFY(scenario.has_value());
    QCOMPARE(list(plan(*scenario, site, 1)), list(plan(*scenario, site, 1)));
    QVERIFY(list(plan(*scenario, site, 1)) != list(plan(*scenario, site, 2)));
    const auto other = parse(R"({"seed":6,"length_s":86400})");
    QVERIFY(list(plan(*scenario, site, 1)) != list(plan(*other, site, 1)));
}

void ScenarioTest::the_rates_are_met_on_average() {
    const auto scenario = parse(R"({"length_s":604800,"rates":{"fence":300}})");
    QVERIFY(scenario.has_value());
    const auto events = plan(*scenario, site::sampleSite(), 3);
    const auto fences = raised(events, "AL-FENCE", 0, 604800);
    QVERIFY2(fences > 1950 && fences < 2250,
             qPrintable(QString::number(fences))); // 2100, more than 3 sigma each side
}

void ScenarioTest::a_storm_changes_the_rates_from_its_step_on() {
    const auto scenario = parse(
        R"({"length_s":7200,"rates":{"fence":0},"steps":[{"at_s":3600,"do":"rates","rates":{"fence":4800}}]})");
    QVERIFY(scenario.has_value());
    const auto events = plan(*scenario, site::sampleSite(), 3);
    QCOMPARE(raised(events, "AL-FENCE", 0, 3600), std::size_t{0});
    const auto storm = raised(events, "AL-FENCE", 3600, 7200);
    QVERIFY2(storm > 150 && storm < 250, qPrintable(QString::number(storm)));
}

void ScenarioTest::unknown_names_are_refused_with_the_step() {
    const auto wrong = parse(
        R"({"steps":[{"at_s":1,"do":"press","point":"AL-BTN-Z31-2F-值班室"},{"at_s":2,"do":"press","point":"AL-X"}]})");
    QVERIFY(!wrong);
    QVERIFY(wrong.error().text.starts_with("step 2"));
    QVERIFY(!parse(R"({"steps":[{"at_s":1,"do":"fly"}]})"));
    QVERIFY(!parse(R"({"steps":[{"do":"press","point":"AL-BTN-Z31-2F-值班室"}]})"));
    QVERIFY(!parse(R"({"rates":{"dragons":1}})"));
    QVERIFY(!parse("[]"));
    QVERIFY(!parse("{"));
}

void ScenarioTest::shipped_scenarios_fit_the_sample_site() {
    int found = 0;
    for (const auto& entry : std::filesystem::directory_iterator(SHOUWANG_SCENARIOS)) {
        const auto bytes = readFile(entry.path());
        QVERIFY(bytes.has_value());
        const auto scenario = parseScenario(*bytes, site::sampleSite());
        QVERIFY2(scenario.has_value(), scenario ? "" : scenario.error().text.c_str());
        QVERIFY(!scenario->name.empty());
        ++found;
    }
    QVERIFY(found >= 3);
}

void ScenarioTest::cameras_show_the_place_that_their_name_says() {
    site::Camera camera;
    camera.place.name = "走廊北";
    QCOMPARE(placeFor(camera, 3, kPlaceCount), PlaceId::Corridor);
    camera.place.name = "走廊南";
    QCOMPARE(placeFor(camera, 3, kPlaceCount), PlaceId::CorridorSouth);
    camera.place.zone = "Z60";
    QCOMPARE(placeFor(camera, 3, kPlaceCount), PlaceId::Clinic);
    camera.place = {};
    camera.place.name = "W07段围墙内";
    QCOMPARE(placeFor(camera, 3, kPlaceCount), PlaceId::Perimeter);
    QCOMPARE(pathOf("rtsp://127.0.0.1:8554/cam/001/main"), std::string("/cam/001/main"));
    QCOMPARE(pathOf("nonsense"), std::string());
}

QTEST_GUILESS_MAIN(ScenarioTest)
#include "tst_scenario.moc"
