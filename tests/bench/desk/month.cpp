#include "bench/desk/rows.h"

#include "alarms/tables.h"
#include "console/desk_session.h"
#include "console/main_window.h"
#include "console/settings.h"
#include "console/timeline_page.h"
#include "console/timeline_span.h"
#include "rooms/rooms.h"
#include "shell/ui/sounds.h"
#include "shell/ui/theme.h"
#include "site/sample.h"
#include "site/site_file.h"
#include "sync/seat_store.h"

#include <QApplication>
#include <QComboBox>
#include <QDir>
#include <QTemporaryDir>

#include <chrono>
#include <sodium.h>

namespace shouwang::bench {

namespace {

using console::DeskSession;

constexpr std::uint64_t kFacts = 300'000;
constexpr Micros kMonth = Micros{30} * 24 * 3'600'000'000;
constexpr std::uint64_t kOfAnAlarm = 5;

double millisecondsOf(const std::function<void()>& work) {
    const auto before = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - before).count();
}

/// The i-th fact of the month: alarms that live through all their stages, one after the other.
ledger::Fact factOf(const site::Site& site, std::uint64_t i, Micros at) {
    const std::uint64_t press = i / kOfAnAlarm;
    const site::AlarmPoint& point = site.points[press % site.points.size()];
    site::Signal signal;
    signal.point = point.id;
    signal.boot = 1;
    signal.counter = press + 1;
    const ledger::Command raise = alarms::raise(point, signal, at);
    const Id alarm = raise.entity;
    ledger::Command command;
    const char* kind = alarms::kind::kRaised;
    switch (i % kOfAnAlarm) {
    case 0:
        command = raise;
        break;
    case 1:
        command = alarms::acknowledge(alarm, at);
        kind = alarms::kind::kAcknowledged;
        break;
    case 2:
        command = alarms::lookBack(alarm, point.cameras.empty() ? "" : point.cameras.front(), 10, at);
        kind = alarms::kind::kLookedBack;
        break;
    case 3:
        command = alarms::classify(alarm, alarms::Class::False, "wind", "大风，现场无人", at);
        kind = alarms::kind::kClassified;
        break;
    default:
        command = alarms::close(alarm, "wind", "已复位", at);
        kind = alarms::kind::kClosed;
    }
    command.actor = i % kOfAnAlarm == 0 ? "system" : site.staff[press % site.staff.size()].account;
    command.recorded = at;
    ledger::Draft draft;
    draft.kind = kind;
    draft.entity = alarm;
    draft.open = command.open;
    ledger::Fact fact = ledger::factFrom(command, draft);
    fact.occurred = at;
    fact.number = i + 1;
    fact.committed = at;
    return fact;
}

void fillSeat(const std::filesystem::path& file, const Id& seat, const site::Site& site, std::uint64_t facts,
              Micros now) {
    SeededRandom random(1);
    auto store = need(sync::SeatStore::open(file, seat, commonRooms(), random));
    const Id station = Id::fromParts({"station"});
    Hash previous = ledger::genesis(station);
    constexpr std::uint64_t kBatch = 10'000;
    for (std::uint64_t i = 0; i < facts; ++i) {
        if (i % kBatch == 0) {
            store->begin();
            store->change().station = station;
        }
        ledger::Fact fact =
            factOf(site, i, now - kMonth + static_cast<Micros>(i) * (kMonth / static_cast<Micros>(facts)));
        fact.station = station;
        fact.previous = previous;
        const Bytes bytes = ledger::encode(fact);
        previous = sha256(bytes);
        store->addFact({fact.number, previous, bytes, {}}, fact);
        if ((i + 1) % kBatch == 0 || i + 1 == facts) need(store->commit());
    }
}

/// A desk's folder as it is found in the morning.
struct Month {
    explicit Month(std::uint64_t facts) {
        if (sodium_init() < 0) throw Void("libsodium does not start");
        const auto site = site::sampleSite();
        const auto bytes = need(site::writeSite(site));
        auto files = need(console::DeskFiles::open(path()));
        need(files.keepSite(view(bytes)));
        fillSeat(files.seatFile(), seat, site, facts, clock.utc());
    }
    std::filesystem::path path() const { return folder.path().toStdString(); }
    std::unique_ptr<DeskSession> start() {
        DeskSession::Options options;
        options.seat = seat;
        return need(
            DeskSession::start(std::move(options), need(console::DeskFiles::open(path())), clock, random));
    }

    QTemporaryDir folder;
    SystemClock clock;
    SeededRandom random{2};
    Id seat = Id::fromParts({"seat", "A"});
};

void startRow(Month& month, shell::Theme& theme, int rounds, std::uint64_t facts) {
    std::vector<double> spans;
    for (int i = 0; i < rounds; ++i) {
        std::unique_ptr<DeskSession> desk;
        std::unique_ptr<console::MainWindow> window;
        console::Settings settings(month.folder.filePath(QStringLiteral("desk.ini")));
        shell::Sounds sounds(nullptr);
        spans.push_back(millisecondsOf([&] {
            desk = month.start();
            window = std::make_unique<console::MainWindow>(
                console::MainWindow::Parts{*desk, settings, theme, sounds, month.random});
            window->resize(1920, 1080);
            window->show();
            (void)window->grab();
        }));
        window.reset();
    }
    print("start", merged({{{"facts", facts}},
                           spread("usable_ms", spans),
                           {{"limit_usable_ms", 2000.0}, {"peers", Json::array()}}}));
}

/// Nobody can show a page without reading its rows once.
std::vector<double> readRows(DeskSession& desk, int rounds) {
    std::vector<double> spans;
    for (int i = 0; i < rounds; ++i)
        spans.push_back(millisecondsOf([&] {
            desk.read([](const ledger::View& view) {
                ledger::Statement rows = view.tables().prepare(
                    "SELECT body FROM reports_line ORDER BY at DESC, number DESC LIMIT 200");
                std::size_t bytes = 0;
                while (rows.next())
                    bytes += rows.bytes(0).size();
                if (bytes == 0) throw Void("there are no rows");
            });
        }));
    return spans;
}

void timelineRow(Month& month, const shell::Theme& theme, int rounds, std::uint64_t facts) {
    const auto desk = month.start();
    console::TimelinePage page(*desk, theme);
    page.resize(1480, 900);
    page.show();
    QCoreApplication::processEvents();
    auto* span = page.findChild<QComboBox*>(QStringLiteral("timeline.span"));
    auto* zone = page.findChild<QComboBox*>(QStringLiteral("timeline.zone"));
    auto* kind = page.findChild<QComboBox*>(QStringLiteral("timeline.kind"));
    const int monthIndex = span->findData(static_cast<int>(console::Span::Month));
    std::vector<double> opens;
    std::vector<double> older;
    std::vector<double> rare;
    const std::vector<double> floor = readRows(*desk, rounds);
    for (int i = 0; i < rounds; ++i) {
        span->setCurrentIndex(0);
        opens.push_back(millisecondsOf([&] {
            span->setCurrentIndex(monthIndex);
            (void)page.grab();
        }));
        if (page.model().rowCount() < 200) throw Void("the month is not in the list");
        older.push_back(millisecondsOf([&] {
            page.model().fetchMore({});
            (void)page.grab();
        }));
        zone->setCurrentIndex(zone->count() - 1);
        rare.push_back(
            millisecondsOf([&] { kind->setCurrentIndex(kind->findData(QStringLiteral("duty"))); }));
        kind->setCurrentIndex(0);
        zone->setCurrentIndex(0);
    }
    print("timeline",
          merged({{{"facts", facts}},
                  spread("open_ms", opens),
                  spread("older_ms", older),
                  spread("rare_filter_ms", rare),
                  {{"ratio", rounded(percentile(opens, 0.5) / percentile(floor, 0.5))},
                   {"limit_open_ms", 300.0},
                   {"peers", {peer("reading the rows of the page", spread("open_ms", floor))}}}}));
}

} // namespace

void monthRows(const Ask& ask) {
    const std::uint64_t facts = ask.small ? 3000 : kFacts;
    const int rounds = ask.small ? 2 : 7;
    Month month(facts);
    shell::Theme theme;
    theme.install(*qApp);
    if (ask.wants("start")) startRow(month, theme, rounds, facts);
    if (ask.wants("timeline")) timelineRow(month, theme, rounds, facts);
}

} // namespace shouwang::bench
