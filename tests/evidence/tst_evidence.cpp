#include "base/random.h"
#include "evidence/evidence.h"
#include "ledger/ledger.h"

#include <QTemporaryDir>
#include <QTest>

using namespace shouwang;
using namespace shouwang::evidence;

namespace {

const Id kAlarm = Id::fromParts({"alarm"});

Pin pin() {
    return {kAlarm, {"CAM-1", "CAM-2"}, 1'000'000, 71'000'000};
}

Clip clip(std::string_view content, std::string_view seat = "A") {
    return {kAlarm,
            "CAM-1",
            Id::fromParts({seat}),
            "clip.mp4",
            sha256(view(content)),
            1000,
            1'000'000,
            71'000'000,
            "main+sub",
            ""};
}

} // namespace

class EvidenceTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        m_ledger = ledger::Ledger::open({m_folder->path().toStdString() + "/ledger", {}, nullptr},
                                        {makeFeature()}, m_clock, m_random)
                       .value();
    }
    void cleanup() { m_ledger.reset(); }

    void a_pin_is_asked_for_once() {
        QCOMPARE(submit(requestPin(pin())).kind, ledger::Verdict::Kind::Applied);
        QCOMPARE(submit(requestPin(pin())).kind, ledger::Verdict::Kind::NoOp);
        QCOMPARE(pinOf(m_ledger->view(), kAlarm), std::optional(pin()));
        QCOMPARE(runningPins(m_ledger->view(), 100'000'000).size(), 1u);
        QVERIFY(runningPins(m_ledger->view(), 200'000'000).empty());
    }

    void a_pin_without_camera_or_time_is_refused() {
        Pin empty = pin();
        empty.cameras.clear();
        QCOMPARE(submit(requestPin(empty)).refusal.code, std::string("evidence.no_camera"));
        Pin backwards = pin();
        backwards.until = 0;
        QCOMPARE(submit(requestPin(backwards)).refusal.code, std::string("evidence.empty_span"));
    }

    void clips_of_two_seats_stand_side_by_side() {
        submit(sealClip(clip("one", "A")));
        submit(sealClip(clip("two", "B")));
        QCOMPARE(clipsOf(m_ledger->view(), kAlarm).size(), 2u);
    }

    void a_sealed_clip_never_changes() {
        submit(sealClip(clip("first")));
        QCOMPARE(submit(sealClip(clip("first"))).kind, ledger::Verdict::Kind::NoOp);
        const auto second = submit(sealClip(clip("forged")));
        QCOMPARE(second.kind, ledger::Verdict::Kind::Contested);
        QCOMPARE(second.refusal.code, std::string("evidence.sealed_twice"));
        const auto clips = clipsOf(m_ledger->view(), kAlarm);
        QCOMPARE(clips.size(), 1u);
        QCOMPARE(clips.front(), clip("first"));
    }

    void a_clip_without_a_hash_is_recorded_and_contested() {
        auto command = sealClip(clip("x"));
        command.open.insert_or_assign(static_cast<std::int64_t>(Field::Sha256), ledger::Value("no hash"));
        QCOMPARE(submit(command).kind, ledger::Verdict::Kind::Contested);
        QVERIFY(clipsOf(m_ledger->view(), kAlarm).empty());
    }

private:
    ledger::Verdict submit(ledger::Command command) {
        command.id = {ledger::CommandId::Source::Seat, Id::fromParts({"A"}), 1, ++m_counter, 0};
        return m_ledger->submit({&command, 1}).value().front();
    }

    ManualClock m_clock;
    SeededRandom m_random{1};
    std::uint64_t m_counter = 0;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<ledger::Ledger> m_ledger;
};

QTEST_GUILESS_MAIN(EvidenceTest)
#include "tst_evidence.moc"
