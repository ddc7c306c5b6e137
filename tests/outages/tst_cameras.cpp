#include "story.h"

#include <QTest>
#include <rapidcheck.h>
#include <set>

using namespace shouwang;
using namespace shouwang::outages;
using namespace shouwang::outages::test;

namespace {

using Kind = ledger::Verdict::Kind;

ledger::Command lost(const std::string& seat, Micros now = kStart, const std::string& id = "CAM-1") {
    return by(cameraLost(camera(id), "no_signal", now - kLostAfter, now), "system", seat);
}
ledger::Command back(const std::string& seat, Micros now = kStart + kMinute) {
    return by(cameraBack("CAM-1", now), "system", seat);
}

std::vector<std::string> contestedBy(const ledger::Decision& decision) {
    return decision.facts.empty() ? std::vector<std::string>{"no fact"} : decision.facts.front().contested;
}

} // namespace

class CamerasTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void two_desks_that_see_one_camera_lost_tell_of_one_loss() {
        File file;
        file.submit(lost("A"));
        QCOMPARE(file.submit(lost("B", kStart + kSecond)).kind, Kind::Merged);
        QCOMPARE(file.submit(lost("A", kStart + kMinute)).kind, Kind::NoOp);
        const auto losses = lostCameras(file.ledger->view());
        QCOMPARE(losses.size(), 1u);
        QCOMPARE(losses.front().seats.size(), 2u);
        QCOMPARE(losses.front().since, kStart - kLostAfter);
        QCOMPARE(losses.front().cause, std::string("no_signal"));
    }

    void it_is_lost_until_the_last_desk_has_a_picture() {
        File file;
        file.submit(lost("A"));
        file.submit(lost("B"));
        file.submit(back("A"));
        QCOMPARE(lostCameras(file.ledger->view()).size(), 1u);
        QCOMPARE(file.submit(back("A")).kind, Kind::NoOp);
        file.submit(back("B", kStart + 2 * kMinute));
        QVERIFY(lostCameras(file.ledger->view()).empty());
        QCOMPARE(cameraLoss(file.ledger->view(), "CAM-1")->ended->at, kStart + 2 * kMinute);
        file.submit(lost("A", kStart + kHour));
        QCOMPARE(lostCameras(file.ledger->view()).front().since, kStart + kHour - kLostAfter);
    }

    void somebody_speaks_for_a_desk_that_was_taken_away() {
        File file;
        file.submit(lost("A"));
        QCOMPARE(file.submit(by(cameraBack("CAM-1", kStart, seatId("A")), "wang", "B")).kind, Kind::Applied);
        QVERIFY(lostCameras(file.ledger->view()).empty());
    }

    void no_report_is_refused_and_what_makes_no_sense_is_contested() {
        QCOMPARE(contestedBy(decideCamera({}, back("A"))), std::vector<std::string>{code::kCameraNotLost});
        ledger::Command nameless = lost("A");
        nameless.open.clear();
        QCOMPARE(contestedBy(decideCamera({}, nameless)), std::vector<std::string>{code::kCameraMissing});
        ledger::Command other = lost("A");
        other.entity = cameraId("CAM-2");
        QCOMPARE(contestedBy(decideCamera({}, other)), std::vector<std::string>{code::kCameraMissing});
    }

    void what_is_lost_is_what_some_desk_saw_last_and_a_row_is_read_back() {
        QVERIFY(rc::check("reports", [](const std::vector<std::uint8_t>& dice) {
            CameraLoss state;
            std::set<Id> seeing;
            for (const std::uint8_t each : dice) {
                const std::string seat(1, static_cast<char>('A' + each % 3));
                const ledger::Command report = each / 3 % 2 == 0 ? lost(seat) : back(seat);
                if (each / 3 % 2 == 0) {
                    seeing.insert(seatId(seat));
                } else {
                    seeing.erase(seatId(seat));
                }
                const auto decision = decideCamera(state, report);
                RC_ASSERT(!decision.refusal);
                for (const ledger::Draft& draft : decision.facts)
                    state = evolveCamera(state, ledger::factFrom(report, draft));
                RC_ASSERT(state.isLost() == !seeing.empty());
                RC_ASSERT(cameraLossFrom(ledger::decode(ledger::encode(toValue(state))).value()) == state);
            }
        }));
    }

    void the_longest_loss_comes_first_and_provisional_ones_are_seen() {
        File file;
        file.submit(lost("A", kStart + kMinute, "CAM-2"));
        ledger::Overlay overlay;
        const ledger::Command own = lost("A");
        const ledger::View view(file.ledger->database(), &overlay, kStart);
        overlay.push(ledger::factFrom(own, makeFeature()->decide(view, own).facts.front()));
        const auto losses = lostCameras(view);
        QCOMPARE(losses.size(), 2u);
        QCOMPARE(losses.front().camera, std::string("CAM-1"));
    }
};

QTEST_GUILESS_MAIN(CamerasTest)
#include "tst_cameras.moc"
