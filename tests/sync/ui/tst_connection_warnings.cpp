// What somebody has to do something about: a station that is closed, a seat that is there twice, a backup
// that is missing, a log that grows.
#include "sync/ui/connection_page.h"
#include "sync/ui/warnings.h"
#include "sync/ui/words.h"

#include "shell/ui/theme.h"

#include <QApplication>
#include <QLabel>
#include <QPushButton>
#include <QSet>
#include <QTest>

using namespace shouwang;
using namespace shouwang::sync;

namespace {

constexpr Micros kNow = 1'763'760'000'000'000;

SeatStatus status(LinkState state) {
    SeatStatus status;
    status.state = state;
    status.seat = Id::fromParts({"A"});
    return status;
}

} // namespace

class TestConnectionWarnings : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_theme.install(*qApp); }

    void why_the_station_is_closed_is_said_with_what_to_do() {
        ConnectionPage page(m_theme, {});
        SeatStatus closed = status(LinkState::StationClosed);
        const auto* text = page.findChild<QLabel*>(QStringLiteral("text"));
        QSet<QString> sentences;
        for (const auto why : {ledger::Trouble::Damaged, ledger::Trouble::Foreign, ledger::Trouble::Newer,
                               ledger::Trouble::HalfRestored, ledger::Trouble::Missing}) {
            closed.closed = why;
            page.setStatus(closed, kNow);
            QVERIFY(text->text().contains(QStringLiteral("系统管理员")));
            QVERIFY(text->text().contains(QStringLiteral("本席位照常工作")));
            sentences.insert(text->text());
        }
        QCOMPARE(sentences.size(), qsizetype{5});
        closed.closed = ledger::Trouble::Damaged;
        page.setStatus(closed, kNow);
        QVERIFY(text->text().startsWith(QStringLiteral("站点账本损坏，站点未启用")));
        QVERIFY(!page.findChild<QPushButton*>(QStringLiteral("retry"))->isHidden());
    }

    void a_seat_that_is_there_twice_is_named_with_its_time_and_what_to_do() {
        SeatStatus here = status(LinkState::Live);
        StationClone other{Id::fromParts({"B"}), "B", kNow - 3'600'000'000, 3};
        StationClone own{here.seat, "A", kNow - 60'000'000, 1};
        const QStringList texts = warnings(here, {other, own}, kNow);
        QCOMPARE(texts.size(), qsizetype{2});
        QVERIFY(texts[0].contains(QStringLiteral("B 席")));
        QVERIFY(texts[0].contains(shell::timeText(other.since, kNow)));
        QVERIFY(texts[0].contains(QStringLiteral("3 条")));
        QVERIFY(texts[1].contains(QStringLiteral("本席位")));
        QVERIFY(texts[1].contains(shell::timeText(own.since, kNow)));
        for (const QString& text : texts)
            QVERIFY(text.contains(QStringLiteral("停用其中一台")));
        ConnectionPage page(m_theme, {});
        const auto* label = page.findChild<QLabel*>(QStringLiteral("warnings"));
        QVERIFY(label->isHidden());
        page.setWarnings(texts);
        QVERIFY(!label->isHidden());
        QVERIFY(label->text().contains(texts[1]));
        page.setWarnings({});
        QVERIFY(label->isHidden());
    }

    void operations_that_only_this_seat_had_are_a_reason_for_a_backup() {
        SeatStatus here = status(LinkState::Live);
        QVERIFY(warnings(here, {}, kNow).isEmpty());
        here.goneUnsaved = true;
        QCOMPARE(warnings(here, {}, kNow).size(), qsizetype{1});
        QVERIFY(warnings(here, {}, kNow).front().contains(QStringLiteral("备份")));
    }

    void a_log_that_grows_is_said() {
        StationStorage storage;
        storage.at = kNow;
        storage.reserveHeld = true;
        storage.daysLeft = 400;
        storage.logBytes = 300'000'000;
        QVERIFY(!storageWords(storage, kNow).abnormal);
        storage.logLarge = true;
        const StorageWords words = storageWords(storage, kNow);
        QVERIFY(words.abnormal);
        QVERIFY(words.text.contains(QStringLiteral("300 MB")));
    }

private:
    shell::Theme m_theme;
};

QTEST_MAIN(TestConnectionWarnings)
#include "tst_connection_warnings.moc"
