// A camera LOST for ten seconds is reported once, and once when it is back.
#include "console/camera_watch.h"

#include <QTest>

#include <set>

using namespace shouwang;
using namespace shouwang::console;
using namespace std::chrono_literals;
using wall::Live;

class TestCameraWatch : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        m_said.clear();
        m_lostHere.clear();
        auto site = std::make_shared<site::Site>();
        for (const char* id : {"CAM-1", "CAM-2"}) {
            site::Camera camera;
            camera.id = id;
            camera.name = "走廊";
            site->cameras.push_back(camera);
        }
        m_watch = std::make_unique<CameraWatch>(
            CameraWatch::Ports{[this](ledger::Command command) { m_said.push_back(std::move(command)); },
                               [site] { return site; },
                               [this](const std::string& camera) { return m_lostHere.contains(camera); }});
    }

    void ten_seconds_without_a_picture_are_a_loss_once() {
        see(Live::Live, 0s);
        see(Live::Lost, 1s);
        see(Live::Lost, 10s);
        QVERIFY(m_said.empty());
        see(Live::Lost, 11s);
        see(Live::Lost, 12s);
        see(Live::Lost, 600s);
        QCOMPARE(kinds(), std::vector<std::string>{"outages.lose_camera"});
        QCOMPARE(ledger::field(m_said.front().open, outages::Field::Since).integer(), kUtc + 1'000'000);
        QCOMPARE(ledger::field(m_said.front().open, outages::Field::Cause).text(),
                 std::string(wall::name(wall::NoPicture::NoSignal)));
    }

    void a_picture_in_between_begins_the_time_anew() {
        see(Live::Lost, 0s);
        see(Live::Late, 9s);
        see(Live::Lost, 10s);
        see(Live::Lost, 19s);
        QVERIFY(m_said.empty());
        see(Live::Lost, 20s);
        QCOMPARE(m_said.size(), std::size_t{1});
    }

    void waiting_is_neither_lost_nor_back() {
        see(Live::Waiting, 0s);
        see(Live::Waiting, 60s);
        QVERIFY(m_said.empty());
        see(Live::Lost, 61s);
        see(Live::Lost, 71s);
        see(Live::Waiting, 72s);
        QCOMPARE(m_said.size(), std::size_t{1});
    }

    void it_is_back_once_also_while_the_tables_still_say_lost() {
        see(Live::Lost, 0s);
        see(Live::Lost, 10s);
        m_lostHere = {"CAM-1"};
        see(Live::Live, 11s);
        see(Live::Live, 12s);
        QCOMPARE(kinds(), (std::vector<std::string>{"outages.lose_camera", "outages.regain_camera"}));
        m_lostHere.clear();
        see(Live::Live, 13s);
        see(Live::Lost, 14s);
        see(Live::Lost, 24s);
        see(Live::Live, 25s);
        QCOMPARE(m_said.size(), std::size_t{4});
    }

    void a_desk_that_was_started_anew_says_what_has_changed_meanwhile() {
        m_lostHere = {"CAM-1"};
        see(Live::Lost, 0s);
        see(Live::Lost, 60s);
        QVERIFY(m_said.empty()); // it said so before
        see(Live::Live, 61s);
        QCOMPARE(kinds(), std::vector<std::string>{"outages.regain_camera"});
    }

    void while_there_is_no_wall_no_camera_is_lost() {
        see(Live::Lost, 0s);
        m_watch->wallLost();
        see(Live::Lost, 60s); // the first word of a new wall
        QVERIFY(m_said.empty());
    }

    void a_camera_that_the_site_does_not_have_is_not_reported() {
        wall::CameraHealth strange;
        strange.camera = "CAM-9";
        strange.live = Live::Lost;
        m_watch->follow({strange}, 0s, kUtc);
        m_watch->follow({strange}, 60s, kUtc);
        QVERIFY(m_said.empty());
    }

private:
    static constexpr Micros kUtc = 1'790'000'000'000'000;

    void see(Live live, std::chrono::seconds now) {
        wall::CameraHealth camera;
        camera.camera = "CAM-1";
        camera.live = live;
        camera.reason = live == Live::Lost ? wall::NoPicture::NoSignal : wall::NoPicture::None;
        wall::CameraHealth well;
        well.camera = "CAM-2";
        well.live = Live::Live;
        m_watch->follow({well, camera}, now, kUtc + std::chrono::microseconds(now).count());
    }
    std::vector<std::string> kinds() const {
        std::vector<std::string> found;
        for (const ledger::Command& command : m_said)
            found.push_back(command.kind);
        return found;
    }

    std::vector<ledger::Command> m_said;
    std::set<std::string> m_lostHere;
    std::unique_ptr<CameraWatch> m_watch;
};

QTEST_GUILESS_MAIN(TestCameraWatch)
#include "tst_camera_watch.moc"
