// The wall's mind on a real engine whose cameras never answer: what is shown where, and what is said about
// it.
#include "site/sample.h"
#include "site/site_file.h"
#include "wall/ui/wall_controller.h"

#include <QSignalSpy>
#include <QTest>
#include <algorithm>

using namespace shouwang;
using namespace shouwang::wall;

namespace {

/// Takes every camera and never delivers.
class SilentSource final : public video::PacketSource {
public:
    video::StreamId add(const video::StreamRequest& request, std::shared_ptr<video::PacketSink>) override {
        requests.push_back(request);
        return requests.size();
    }
    void remove(video::StreamId) override { ++removed; }
    video::StreamCounters counters(video::StreamId) const override { return {}; }

    std::vector<video::StreamRequest> requests;
    int removed = 0;
};

SetSite sampleOrder() {
    const auto text = site::writeSite(site::sampleSite());
    return {"site.json", toBytes(view(*text))};
}

OpenAlarm buttonAlarm() {
    const site::Site sample = site::sampleSite();
    const site::AlarmPoint* point = sample.point(site::kDemoButton);
    OpenAlarm alarm;
    alarm.alarm = "a1";
    alarm.point = point->id;
    alarm.title = point->name;
    alarm.priority = point->priority;
    alarm.cameras = point->cameras;
    alarm.raised = 1'700'000'000'000'000;
    return alarm;
}

} // namespace

class TestWallController : public QObject {
    Q_OBJECT

    SystemClock m_clock;
    std::unique_ptr<SilentSource> m_source;
    std::unique_ptr<video::VideoEngine> m_engine;
    std::unique_ptr<WallController> m_wall;

    const WallTile* tile(const std::string& camera, const std::string& alarm) const {
        for (const WallTile* tile : m_wall->wallTiles())
            if (tile->camera() == camera && tile->alarm() == alarm) return tile;
        return nullptr;
    }

    void loadNight() {
        QVERIFY(m_wall->apply(SetSite(sampleOrder())).has_value());
        QVERIFY(m_wall->apply(SetScene{"night"}).has_value());
    }

private Q_SLOTS:
    void init() {
        m_source = std::make_unique<SilentSource>();
        m_engine = std::make_unique<video::VideoEngine>(m_clock, *m_source);
        m_wall = std::make_unique<WallController>(*m_engine, m_clock);
        m_wall->resize({1920, 1080}, 1);
    }
    void cleanup() {
        m_wall.reset();
        m_engine.reset();
        m_source.reset();
    }
    void without_a_site_the_wall_says_what_it_waits_for() {
        QVERIFY(!m_wall->message().isEmpty());
        loadNight();
        QVERIFY(m_wall->message().isEmpty());
        QCOMPARE(m_wall->wallTiles().size(), 16);
    }

    void a_wrong_site_is_refused_with_file_and_line_and_the_old_one_stays() {
        SetSite wrong = sampleOrder();
        wrong.file_name = "wrong.json";
        const std::string bad = "{\n  \"id\": 7\n}";
        wrong.bytes = toBytes(view(bad));
        const auto refused = m_wall->apply(wrong);
        QVERIFY(!refused.has_value());
        QVERIFY(refused.error().text.find("wrong.json:") != std::string::npos);
        QVERIFY(m_wall->message().contains(QStringLiteral("wrong.json:"))); // nothing else to show
        loadNight();
        QVERIFY(!m_wall->apply(wrong).has_value());
        QVERIFY(m_wall->message().isEmpty()); // the pictures go on
        QCOMPARE(m_wall->wallTiles().size(), 16);
    }

    void a_scene_that_the_site_does_not_have_is_refused_and_the_old_one_stays() {
        loadNight();
        QVERIFY(!m_wall->apply(SetScene{"nowhere"}).has_value());
        QCOMPARE(m_wall->state().scene, std::string("night"));
    }

    void an_alarm_opens_its_cameras_and_closing_gives_the_place_back() {
        loadNight();
        const OpenAlarm alarm = buttonAlarm();
        QVERIFY(m_wall->apply(alarm).has_value());
        for (const std::string& camera : alarm.cameras)
            QVERIFY(tile(camera, "a1") != nullptr);
        QCOMPARE(m_wall->titles()->rowCount(), 1);
        auto* card = qobject_cast<AlarmCard*>(
            m_wall->titles()->data(m_wall->titles()->index(0, 0), Qt::UserRole).value<QObject*>());
        QVERIFY(card != nullptr);
        QCOMPARE(card->title(), QString::fromStdString(alarm.title));
        QVERIFY(!card->acknowledged());
        QVERIFY(m_wall->apply(AcknowledgeAlarm{"a1"}).has_value());
        QVERIFY(card->acknowledged());
        QVERIFY(m_wall->apply(CloseAlarm{"a1"}).has_value());
        QCOMPARE(m_wall->wallTiles().size(), 16);
        QCOMPARE(m_wall->titles()->rowCount(), 0);
    }

    void a_tile_that_stays_keeps_its_object_so_that_its_picture_never_blinks() {
        loadNight();
        const WallTile* before = m_wall->wallTiles().at(3);
        QVERIFY(m_wall->apply(buttonAlarm()).has_value());
        QCOMPARE(tile(before->camera(), ""), before);
    }

    void a_division_of_one_and_five_has_one_large_tile() {
        loadNight();
        m_wall->redivide(QStringLiteral("1+5"));
        QCOMPARE(m_wall->wallTiles().size(), 6);
        const QRect large = m_wall->rectOf(1);
        QVERIFY(large.width() > 1.9 * m_wall->rectOf(2).width());
        QVERIFY(large.height() > 1.9 * m_wall->rectOf(6).height());
        m_wall->redivide(QStringLiteral("16"));
        QCOMPARE(m_wall->wallTiles().size(), 16); // the ten others have waited
        QVERIFY(!m_wall->wallTiles().back()->camera().empty());
    }

    void two_tiles_change_places_and_keep_their_pictures() {
        loadNight();
        const WallTile* first = m_wall->wallTiles().at(0);
        const WallTile* sixth = m_wall->wallTiles().at(5);
        const QRect places[]{first->rect(), sixth->rect()};
        QSignalSpy handled(m_wall.get(), &WallController::handled);
        m_wall->swap(1, 6);
        QVERIFY(m_wall->wallTiles().contains(first) && m_wall->wallTiles().contains(sixth));
        QCOMPARE(first->rect(), places[1]);
        QCOMPARE(sixth->rect(), places[0]);
        QCOMPARE(handled.size(), 1);
        const auto said = handled.front().front().value<Handled>();
        QCOMPARE(said.cameras.at(5), first->camera());
        QCOMPARE(said.division, std::string("16"));
        m_wall->swap(1, 1);
        m_wall->swap(0, 3);
        m_wall->swap(2, 17);
        QCOMPARE(handled.size(), 1); // nothing was changed
    }

    void a_double_click_makes_a_picture_full_and_back() {
        loadNight();
        const QPoint third = m_wall->rectOf(3).center();
        const std::string camera = m_wall->wallTiles().at(2)->camera();
        QCOMPARE(m_wall->numberAt(third.x(), third.y()), 3);
        m_wall->toggleFocusAt(third.x(), third.y());
        QCOMPARE(m_wall->wallTiles().size(), 1);
        QCOMPARE(m_wall->wallTiles().front()->camera(), camera);
        m_wall->toggleFocusAt(5, 5);
        QCOMPARE(m_wall->wallTiles().size(), 16);
    }

    void the_camera_of_an_alarm_can_be_made_full_too() {
        loadNight();
        const OpenAlarm alarm = buttonAlarm();
        QVERIFY(m_wall->apply(alarm).has_value());
        const QPoint at = tile(alarm.cameras.front(), "a1")->rect().center();
        QCOMPARE(m_wall->numberAt(at.x(), at.y()), 0); // and cannot be dragged: its place is the alarm's
        m_wall->toggleFocusAt(at.x(), at.y());
        QCOMPARE(m_wall->state().focus, alarm.cameras.front());
    }

    void a_tile_above_nine_is_focused_by_two_digits() {
        loadNight();
        m_wall->typeDigit(1);
        QVERIFY(m_wall->state().focus.empty());
        QCOMPARE(m_wall->typed(), QStringLiteral("1"));
        m_wall->typeDigit(2);
        QCOMPARE(m_wall->state().focus, m_wall->arrangement().cameras.at(11));
        QVERIFY(m_wall->typed().isEmpty());
        m_wall->focusNumber(0);
        m_wall->typeDigit(1);
        QTRY_COMPARE(m_wall->state().focus, m_wall->arrangement().cameras.at(0)); // nothing followed
    }

    void a_new_scene_forgets_what_was_made_of_the_old_one() {
        loadNight();
        m_wall->redivide(QStringLiteral("4"));
        QCOMPARE(m_wall->wallTiles().size(), 4);
        QVERIFY(m_wall->apply(SetScene{"night"}).has_value());
        QCOMPARE(m_wall->wallTiles().size(), 16);
    }

    void what_the_desk_arranges_is_shown_and_not_said_back() {
        loadNight();
        QSignalSpy handled(m_wall.get(), &WallController::handled);
        const std::string camera = m_wall->arrangement().cameras.at(7);
        QVERIFY(m_wall->apply(Arrange{"1", {camera}}).has_value());
        QCOMPARE(m_wall->wallTiles().size(), 1);
        QCOMPARE(m_wall->wallTiles().front()->camera(), camera);
        QVERIFY(handled.isEmpty());
    }

    void a_saved_scene_brings_the_place_of_its_alarms() {
        loadNight();
        QVERIFY(m_wall->apply(buttonAlarm()).has_value());
        const std::string camera = m_wall->arrangement().cameras.at(7);
        QVERIFY(m_wall->apply(Arrange{"1", {camera}, "screen"}).has_value());
        QVERIFY(tile(camera, "") == nullptr); // the alarm has the whole wall
        m_wall->swap(1, 2);
        m_wall->redivide(QStringLiteral("4")); // by the wall's own keys
        QCOMPARE(m_wall->state().arranged.alarm_area, std::string("screen"));
        QVERIFY(m_wall->apply(Arrange{"1", {camera}, "right"}).has_value());
        QVERIFY(tile(camera, "") != nullptr);
        QVERIFY(m_wall->apply(SetScene{"night"}).has_value());
        QVERIFY(m_wall->state().arranged.alarm_area.empty());
    }

    void an_empty_tile_says_which_camera_and_why() {
        QVERIFY(m_wall->apply(SetSite(sampleOrder())).has_value());
        OpenAlarm alarm = buttonAlarm();
        const auto sample = site::sampleSite();
        const auto unconnected =
            std::find_if(sample.cameras.begin(), sample.cameras.end(),
                         [](const site::Camera& camera) { return camera.main_url.empty(); });
        QVERIFY(unconnected != sample.cameras.end());
        alarm.cameras = {unconnected->id, "nobody"};
        QVERIFY(m_wall->apply(SetScene{"night"}).has_value());
        QVERIFY(m_wall->apply(alarm).has_value());
        QCOMPARE(tile(unconnected->id, "a1")->report().reason, NoPicture::NotConnected);
        QVERIFY(!tile(unconnected->id, "a1")->number().isEmpty());
        QCOMPARE(tile(unconnected->id, "a1")->stateText(), QStringLiteral("未接入视频"));
        QCOMPARE(tile("nobody", "a1")->report().reason, NoPicture::UnknownCamera);
    }

    void a_camera_that_never_answers_becomes_lost_and_is_never_live() {
        loadNight();
        const WallTile* first = m_wall->wallTiles().front();
        QVERIFY(!first->live());
        QTRY_COMPARE_WITH_TIMEOUT(first->report().live, Live::Lost, 15000);
        QVERIFY(first->stale());
        QCOMPARE(first->report().reason, NoPicture::NoSignal);
    }

    void the_number_of_a_camera_is_what_is_plain_in_its_id() {
        loadNight();
        const WallTile* corridor = tile("Z31-2F-走廊北-B03", "");
        QVERIFY(corridor != nullptr);
        QCOMPARE(corridor->number(), QStringLiteral("Z31-2F-B03"));
        QCOMPARE(corridor->place(), QStringLiteral("康复巩固区三大队二层走廊北"));
        QCOMPARE(corridor->shortPlace(), QStringLiteral("走廊北"));
    }

    void passwords_reach_the_reader_and_a_new_one_reconnects() {
        QVERIFY(m_wall->apply(SetSecrets{{{"*", "viewer", "one"}}}).has_value());
        loadNight();
        QVERIFY(!m_source->requests.empty());
        QCOMPARE(m_source->requests.front().credentials.password, std::string("one"));
        QVERIFY(m_wall->apply(SetSecrets{{{"*", "viewer", "two"}}}).has_value());
        QVERIFY(m_source->removed > 0);
        QCOMPARE(m_source->requests.back().credentials.password, std::string("two"));
        QVERIFY(tile("Z31-2F-走廊北-B03", "")->feed().value<std::shared_ptr<video::Mailbox>>() != nullptr);
    }

    void keys_focus_a_tile_and_go_back() {
        loadNight();
        m_wall->focusNumber(2);
        QCOMPARE(m_wall->wallTiles().size(), 1);
        QVERIFY(m_wall->wallTiles().front()->focused());
        QCOMPARE(m_wall->wallTiles().front()->camera(), m_wall->book().site().scene("night")->cameras[1]);
        m_wall->focusNumber(0);
        QCOMPARE(m_wall->wallTiles().size(), 16);
    }

    void a_drill_frames_the_wall_and_marks_the_real_alarm_in_it() {
        loadNight();
        QVERIFY(m_wall->apply(buttonAlarm()).has_value());
        QCOMPARE(m_wall->frameWidth(), 0);
        QVERIFY(m_wall->apply(Banner{"", true}).has_value());
        QVERIFY(m_wall->frameWidth() > 0);
        QVERIFY(m_wall->bannerHeight() > 0);
        for (const WallTile* shown : m_wall->wallTiles())
            QVERIFY(QRect(6, 46, 1908, 1028).contains(shown->rect()));
        auto* card = qobject_cast<AlarmCard*>(
            m_wall->titles()->data(m_wall->titles()->index(0, 0), Qt::UserRole).value<QObject*>());
        QCOMPARE(card->modeWord(), QStringLiteral("真实"));
    }

    void a_real_alarm_breaks_in_above_a_drill() {
        loadNight();
        OpenAlarm drill = buttonAlarm();
        drill.alarm = "drill";
        drill.mode = Mode::Drill;
        QVERIFY(m_wall->apply(drill).has_value());
        const auto shownFor = [this] {
            std::set<std::string> alarms;
            for (const WallTile* tile : m_wall->wallTiles()) {
                if (!tile->alarm().empty()) alarms.insert(tile->alarm());
            }
            return alarms;
        };
        QCOMPARE(shownFor(), std::set<std::string>{"drill"});
        OpenAlarm real = buttonAlarm();
        real.priority = site::Priority::Low;
        QVERIFY(m_wall->apply(real).has_value());
        QCOMPARE(shownFor(), std::set<std::string>{real.alarm});
        QVERIFY(m_wall->drill()); // the frame stays: the drill is still on
    }

    void a_pin_of_an_unknown_camera_is_answered_with_an_error() {
        loadNight();
        std::vector<Pinned> answers;
        connect(m_wall.get(), &WallController::pinned, this,
                [&](const Pinned& report) { answers.push_back(report); });
        QVERIFY(m_wall->apply(Pin{"p", {"nobody"}, 1, 2, "/tmp"}).has_value());
        QTRY_COMPARE(answers.size(), std::size_t{1});
        QVERIFY(!answers.front().error.empty() && answers.front().last);
        QVERIFY(m_wall->state().pins.empty());
    }

    void the_heartbeat_names_every_tile() {
        loadNight();
        const Heartbeat beat = m_wall->heartbeat();
        QCOMPARE(beat.scene, std::string("night"));
        QCOMPARE(beat.tiles.size(), std::size_t{16});
        QVERIFY(serialise(Report(beat)).has_value());
    }
};

QTEST_MAIN(TestWallController)
#include "tst_wall_controller.moc"
