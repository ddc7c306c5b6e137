#include "sync/ui/connection_page.h"

#include "shell/ui/theme.h"
#include "sync/ui/saving_mark.h"
#include "sync/ui/words.h"

#include <QApplication>
#include <QImage>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QTreeWidget>

using namespace shouwang;
using namespace shouwang::sync;

namespace {

constexpr Micros kNow = 1'763'760'000'000'000;
constexpr LinkState kStates[] = {LinkState::Offline,      LinkState::Connecting,   LinkState::CatchingUp,
                                 LinkState::Live,         LinkState::Forked,       LinkState::VersionMismatch,
                                 LinkState::Unauthorised, LinkState::StationClosed};
constexpr SavingState kSavings[] = {SavingState::Here, SavingState::NeedsAttention};

SeatStatus status(LinkState state) {
    SeatStatus status;
    status.state = state;
    status.station = Id::fromParts({"station"});
    status.cursor = {5, 1280, sha256(view("here"))};
    status.head = {5, 1296, sha256(view("there"))};
    status.outbox = 3;
    status.oldestWaiting = std::chrono::seconds(65);
    status.lastContact = kNow - 12'000'000;
    status.counters.storageErrors = 7;
    return status;
}

ledger::Command command() {
    ledger::Command command;
    command.kind = "alarms.acknowledge";
    command.actor = "wang";
    command.occurred = kNow - 60'000'000;
    command.reason = "因为";
    command.open = {{1, ledger::Value("什么都写下来了")}};
    return command;
}

std::vector<AttentionItem> items() {
    AttentionItem first;
    first.sequence = 4;
    first.command = command();
    first.refusal = {"alarms.already_closed", "S3 柳州", "closed"};
    AttentionItem second = first;
    second.sequence = 9;
    second.byStation = true;
    return {first, second};
}

QImage picture(QWidget& widget) {
    QImage image(widget.size(), QImage::Format_RGB32);
    widget.render(&image);
    return image;
}

} // namespace

class TestConnectionPage : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_theme.install(*qApp); }

    void the_state_stands_there_as_mark_word_and_sentence() {
        ConnectionPage page(m_theme, {});
        QSet<QString> words;
        for (const LinkState state : kStates) {
            page.setStatus(status(state), kNow);
            const QString shown = page.findChild<QLabel*>(QStringLiteral("state"))->text();
            QVERIFY(shown.contains(stateWord(state)));
            QVERIFY(shown.startsWith(stateMark(state)));
            QVERIFY(!page.findChild<QLabel*>(QStringLiteral("text"))->text().isEmpty());
            words.insert(stateWord(state));
        }
        QCOMPARE(words.size(), qsizetype(std::size(kStates)));
    }

    void numbers_are_shown() {
        ConnectionPage page(m_theme, {});
        page.setStatus(status(LinkState::Live), kNow);
        QVERIFY(
            page.findChild<QLabel*>(QStringLiteral("cursor"))->text().startsWith(QStringLiteral("1280 ")));
        QVERIFY(page.findChild<QLabel*>(QStringLiteral("outbox"))->text().contains(QLatin1Char('3')));
        QCOMPARE(page.findChild<QLabel*>(QStringLiteral("storageErrors"))->text(), QStringLiteral("7"));
    }

    void fetching_anew_is_offered_only_after_a_fork() {
        ConnectionPage page(m_theme, {});
        auto* resync = page.findChild<QPushButton*>(QStringLiteral("resync"));
        auto* retry = page.findChild<QPushButton*>(QStringLiteral("retry"));
        QSignalSpy wanted(&page, &ConnectionPage::resyncWanted);
        QSignalSpy again(&page, &ConnectionPage::retryWanted);
        for (const LinkState state : kStates) {
            page.setStatus(status(state), kNow);
            QCOMPARE(!resync->isHidden(), state == LinkState::Forked);
        }
        page.setStatus(status(LinkState::Forked), kNow);
        resync->click();
        QCOMPARE(wanted.count(), 1);
        page.setStatus(status(LinkState::Offline), kNow);
        QVERIFY(!retry->isHidden());
        retry->click();
        QCOMPARE(again.count(), 1);
    }

    void an_error_from_outside_is_plain_text() {
        ConnectionPage page(m_theme, {});
        SeatStatus bad = status(LinkState::Offline);
        bad.lastError = "<b>no route</b>";
        page.setStatus(bad, kNow);
        auto* error = page.findChild<QLabel*>(QStringLiteral("error"));
        QCOMPARE(error->textFormat(), Qt::PlainText);
        QVERIFY(error->text().contains(QStringLiteral("<b>")));
        page.setStatus(status(LinkState::Offline), kNow);
        QVERIFY(error->isHidden());
    }

    void the_tray_shows_what_was_typed_and_the_selection_sticks() {
        ConnectionPage::Names names;
        names.act = [](const ledger::Command&) { return QStringLiteral("接警"); };
        names.typed = [](const ledger::Command& command) {
            return QStringList{
                QStringLiteral("说明：%1").arg(QString::fromStdString(ledger::at(command.open, 1).text()))};
        };
        ConnectionPage page(m_theme, names);
        auto* tray = page.findChild<QTreeWidget*>(QStringLiteral("attention"));
        QVERIFY(tray->isHidden());
        page.setAttention(items(), kNow);
        QVERIFY(!tray->isHidden());
        QCOMPARE(tray->topLevelItem(0)->text(0), QStringLiteral("接警"));
        QCOMPARE(tray->topLevelItem(0)->text(4), QStringLiteral("S3 柳州"));
        QVERIFY(tray->topLevelItem(0)->text(5) != tray->topLevelItem(1)->text(5));
        QVERIFY(!tray->topLevelItem(0)->icon(0).isNull());
        QVERIFY(tray->topLevelItem(0)->isExpanded());
        QCOMPARE(tray->topLevelItem(0)->child(0)->text(0), QStringLiteral("说明：什么都写下来了"));
        QVERIFY(tray->topLevelItem(0)->child(1)->text(0).contains(QStringLiteral("因为")));
        tray->setCurrentItem(tray->topLevelItem(1));
        auto more = items();
        more.insert(more.begin(), items().front());
        more.front().sequence = 1;
        page.setAttention(more, kNow);
        QCOMPARE(tray->indexOfTopLevelItem(tray->currentItem()), 2);
        QSignalSpy settled(&page, &ConnectionPage::settleWanted);
        for (auto* button : page.findChildren<QPushButton*>()) {
            if (button->text() == QStringLiteral("已处理")) button->click();
        }
        QCOMPARE(settled.count(), 1);
        QCOMPARE(settled.front().front().toLongLong(), 9);
    }

    void what_waits_is_listed_with_its_age() {
        ConnectionPage page(m_theme, {});
        auto* list = page.findChild<QTreeWidget*>(QStringLiteral("waiting"));
        QVERIFY(list->isHidden());
        OutboxRow row;
        row.command = command();
        row.saved = kNow - 65'000'000;
        row.counter = 12;
        page.setWaiting({row, row}, kNow);
        QCOMPARE(list->topLevelItemCount(), 2);
        QCOMPARE(list->topLevelItem(0)->text(3), shell::ageText(65));
        QCOMPARE(list->topLevelItem(0)->text(4), QStringLiteral("12"));
    }

    void every_saving_state_has_its_own_mark_and_sentence() {
        QSet<QString> words;
        QList<QImage> marks;
        for (const SavingState state : kSavings) {
            words.insert(savingText(state));
            const QImage image = savingIcon(state, m_theme).pixmap(16, 16).toImage();
            QVERIFY(!marks.contains(image));
            marks.append(image);
        }
        QCOMPARE(words.size(), qsizetype(std::size(kSavings)));
    }

    void the_disk_is_told_in_words_and_coloured_only_when_abnormal_data() {
        QTest::addColumn<double>("days"); // below 0: unknown
        QTest::addColumn<bool>("held");
        QTest::addColumn<bool>("sparing");
        QTest::addColumn<QString>("mark");
        QTest::addColumn<QString>("says");
        const auto row = [](const char* name, double days, bool held, bool sparing, const char* mark,
                            const char* says) {
            QTest::newRow(name) << days << held << sparing << QString::fromUtf8(mark)
                                << QString::fromUtf8(says);
        };
        row("plenty", 400.9, true, false, "✓", "400");
        row("for ever", 1e6, true, false, "✓", "十年");
        row("nothing to judge by", -1, true, false, "✓", "推算不出");
        row("a month", 20.5, true, false, "■", "20");
        row("a week", 2.2, true, false, "◆", "2");
        row("no reserve", 400, false, false, "◆", "备用");
        row("the reserve is in use", 0, false, true, "▲", "备用空间");
    }
    void the_disk_is_told_in_words_and_coloured_only_when_abnormal() {
        QFETCH(const double, days);
        QFETCH(const bool, held);
        QFETCH(const bool, sparing);
        QFETCH(const QString, mark);
        QFETCH(const QString, says);
        StationStorage storage;
        storage.at = kNow;
        if (days >= 0) storage.daysLeft = days;
        storage.freeBytes = 12'300'000'000;
        storage.reserveBytes = 67'000'000;
        storage.reserveHeld = held;
        storage.sparing = sparing;
        ConnectionPage page(m_theme, {});
        page.setStorage(storage, kNow);
        const auto* shown = page.findChild<QLabel*>(QStringLiteral("storage"));
        QVERIFY2(shown->text().startsWith(mark), qPrintable(shown->text()));
        QVERIFY2(shown->text().contains(says), qPrintable(shown->text()));
        QCOMPARE(shown->styleSheet().isEmpty(), mark == QStringLiteral("✓"));
        const QString details = page.findChild<QLabel*>(QStringLiteral("storageDetails"))->text();
        QVERIFY(details.contains(QStringLiteral("12.3 GB")));
        QVERIFY(details.contains(QStringLiteral("67 MB")));
        QCOMPARE(details.contains(held ? QStringLiteral("未动用") : QStringLiteral("已让出")), true);
    }

    void a_disk_that_cannot_be_written_and_old_news_are_said() {
        StationStorage storage;
        storage.at = kNow;
        storage.reserveHeld = true;
        storage.failing = true;
        QVERIFY(storageWords(storage, kNow).text.startsWith(QStringLiteral("▲")));
        storage.failing = false;
        QVERIFY(!storageWords(storage, kNow).details.contains(shell::ageText(3600)));
        QVERIFY(storageWords(storage, kNow + 3'600'000'000).details.contains(shell::ageText(3600)));
        QVERIFY(!storageWords(std::nullopt, kNow).abnormal);
    }

    void nothing_is_cut_at_the_smallest_desk() {
        ConnectionPage page(m_theme, {});
        StationStorage disk;
        disk.at = kNow;
        disk.sparing = true;
        disk.freeBytes = 0;
        disk.reserveBytes = 67'000'000;
        page.setStorage(disk, kNow);
        page.setStatus(status(LinkState::Forked), kNow);
        page.setAttention(items(), kNow);
        OutboxRow row;
        row.command = command();
        row.saved = kNow;
        page.setWaiting({row}, kNow);
        QVERIFY(page.minimumSizeHint().width() <= 1200);
        QVERIFY(page.minimumSizeHint().height() <= 720);
        page.resize(1280, 860);
        const QImage image = picture(page);
        QVERIFY(image.save(QCoreApplication::applicationDirPath() + QStringLiteral("/connection_page.png")));
        QCOMPARE(image.size(), QSize(1280, 860));
    }

private:
    shell::Theme m_theme;
};

QTEST_MAIN(TestConnectionPage)
#include "tst_connection_page.moc"
