// An alarm is heard at once, then spaced, until it is acknowledged; and always shown.
#include "shell/ui/sound_indicator.h"
#include "shell/ui/sounds.h"
#include "shell/ui/theme.h"
#include "shell/ui/tones.h"

#include <QTest>

#include <cstdlib>
#include <set>

using namespace shouwang::shell;

namespace {

class FakeOutput final : public SoundOutput {
public:
    bool available() const override { return there; }
    void play(const QByteArray& wav) override { heard += wav; }
    bool there = true;
    QList<QByteArray> heard;
};

} // namespace

class TestSounds : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void each_priority_has_its_own_short_sound();
    void a_new_alarm_is_heard_at_once();
    void a_flood_does_not_talk_over_itself_but_a_worse_one_is_heard();
    void acknowledging_ends_the_repetition();
    void a_missing_loudspeaker_is_said_in_words();
    void a_failed_output_is_said_and_the_test_key_tries_again();
};

void TestSounds::each_priority_has_its_own_short_sound() {
    std::set<QByteArray> different;
    for (int priority = 1; priority <= 4; ++priority) {
        const QByteArray wav = toneFor(priority);
        QVERIFY(wav.startsWith("RIFF"));
        QVERIFY(std::abs(wav.size() - 44 - 2 * (22050 * toneLength_ms(priority) / 1000)) < 32);
        QVERIFY(toneLength_ms(priority) < 1000);
        QVERIFY(soundSpacing_ms(priority) == 0 ||
                soundSpacing_ms(priority) >= toneLength_ms(priority) + 3000);
        different.insert(wav);
    }
    QCOMPARE(different.size(), std::size_t{4});
}

void TestSounds::a_new_alarm_is_heard_at_once() {
    FakeOutput output;
    Sounds sounds(&output);
    sounds.announce(2);
    QCOMPARE(output.heard.size(), 1);
    QCOMPARE(output.heard.front(), toneFor(2));
}

void TestSounds::a_flood_does_not_talk_over_itself_but_a_worse_one_is_heard() {
    FakeOutput output;
    Sounds sounds(&output);
    for (int i = 0; i < 20; ++i)
        sounds.announce(3);
    QCOMPARE(output.heard.size(), 1);
    sounds.announce(1);
    QCOMPARE(output.heard.size(), 2);
    QCOMPARE(output.heard.back(), toneFor(1));
}

void TestSounds::acknowledging_ends_the_repetition() {
    FakeOutput output;
    Sounds sounds(&output);
    sounds.setPending(1);
    QTRY_COMPARE(output.heard.size(), 1);
    QCOMPARE(sounds.state(), Sounds::State::Sounding);
    QVERIFY(sounds.repeats());
    sounds.setPending(0);
    QCOMPARE(sounds.state(), Sounds::State::Quiet);
    QVERIFY(!sounds.repeats());
}

void TestSounds::a_missing_loudspeaker_is_said_in_words() {
    FakeOutput output;
    output.there = false;
    Sounds sounds(&output);
    Theme theme;
    SoundIndicator indicator(sounds, theme);
    QCOMPARE(sounds.state(), Sounds::State::NoOutput);
    const QString quiet = indicator.text();
    QVERIFY(!quiet.isEmpty());
    sounds.setPending(1);
    QVERIFY(indicator.text() != quiet);
    QVERIFY(indicator.text().contains(prioritySymbol(1)));
}

void TestSounds::a_failed_output_is_said_and_the_test_key_tries_again() {
    FakeOutput output;
    Sounds sounds(&output);
    Q_EMIT output.failed(QStringLiteral("no such card"));
    QCOMPARE(sounds.state(), Sounds::State::NoOutput);
    sounds.test();
    QCOMPARE(output.heard.size(), 1);
    QCOMPARE(sounds.state(), Sounds::State::Quiet);
}

QTEST_MAIN(TestSounds)
#include "tst_sounds.moc"
