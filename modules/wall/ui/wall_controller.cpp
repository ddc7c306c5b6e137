#include "wall/ui/wall_controller.h"

#include "base/log.h"
#include "wall/ui/camera_health.h"

#include <fmt/format.h>

namespace shouwang::wall {

namespace {

constexpr int kRefreshMs = 200;
constexpr int kEntryMs = 900; // between two digits of one number

video::Nanos now(const Clock& clock) {
    return clock.monotonic().count();
}

} // namespace

WallController::WallController(video::VideoEngine& engine, const Clock& clock, QObject* parent)
    : QObject(parent)
    , m_engine(engine)
    , m_clock(clock)
    , m_book(engine)
    , m_pins(engine, clock) {
    connect(&m_pins, &PinKeeper::pinned, this, [this](const Pinned& report) {
        if (report.last) m_state = forgetPin(std::move(m_state), report.id, report.camera);
        Q_EMIT pinned(report);
    });
    m_refresh.setInterval(kRefreshMs);
    connect(&m_refresh, &QTimer::timeout, this, &WallController::refresh);
    m_refresh.start();
    m_entry_ends.setInterval(kEntryMs);
    m_entry_ends.setSingleShot(true);
    connect(&m_entry_ends, &QTimer::timeout, this, &WallController::typeEnter);
}

WallController::~WallController() {
    m_tile_model.assign({});
    m_title_model.assign({});
}

void WallController::publishPreviews(video::SharedPictureWriter writer) {
    m_previews = std::make_unique<PreviewPublisher>(
        m_engine, std::move(writer), [this](const std::string& camera) { return m_book.reachable(camera); });
}

Result<void> WallController::apply(const Order& order) {
    if (const auto* site = std::get_if<SetSite>(&order)) {
        const auto accepted = applySite(*site);
        if (!accepted) return accepted;
    } else if (const auto* scene = std::get_if<SetScene>(&order)) {
        if (m_book.hasSite() && !m_book.site().scene(scene->scene))
            return fail(Next::Refused, fmt::format("the site has no scene '{}'", scene->scene));
    }
    if (const auto* alarm = std::get_if<OpenAlarm>(&order)) m_opened.try_emplace(alarm->alarm, now(m_clock));
    const bool new_language = std::holds_alternative<Language>(order);
    m_state = reduce(std::move(m_state), order);
    if (std::holds_alternative<SetSecrets>(order)) {
        m_book.setSecrets(m_state.secrets);
        // Their cameras were taken out and put in again: the views of the old ones show nothing any more.
        if (m_previews) m_previews->retry();
    }
    if (const auto* pin = std::get_if<Pin>(&order)) m_pins.pin(*pin);
    if (m_previews && (std::holds_alternative<SetPreviews>(order))) m_previews->setWishes(m_state.previews);
    if (new_language) {
        Q_EMIT languageChanged(QString::fromStdString(m_state.language));
        for (WallTile* tile : wallTiles())
            tile->retranslate();
    }
    if (const auto* place = std::get_if<ShowOn>(&order))
        Q_EMIT screenWanted(QString::fromStdString(place->screen));
    if (std::holds_alternative<Quit>(order)) Q_EMIT quitRequested();
    rebuild();
    return {};
}

Result<void> WallController::applySite(const SetSite& site) {
    const auto accepted = m_book.setSite(site);
    if (!accepted) {
        // A wall that has nothing else to show says what is wrong; one that shows pictures goes on showing
        // them.
        if (!m_book.hasSite()) setMessage(QString::fromStdString(accepted.error().text));
        return accepted;
    }
    setMessage({});
    if (m_previews) m_previews->retry();
    return {};
}

void WallController::resize(QSize size, double pixelRatio) {
    m_size = size;
    m_ratio = pixelRatio;
    rebuild();
}

void WallController::pinByHand(const QString& folder) {
    Pin order;
    order.from = m_clock.utc() - 10'000'000;
    order.until = order.from + 70'000'000;
    order.id = fmt::format("by-hand-{}", order.from);
    order.folder = folder.toStdString();
    if (!m_state.focus.empty())
        order.cameras.push_back(m_state.focus);
    else
        order.cameras = arrangement().cameras;
    std::erase_if(order.cameras,
                  [this](const std::string& camera) { return m_book.reachable(camera) != NoPicture::None; });
    m_pins.pin(order);
}

SceneInput WallController::sceneInput() const {
    SceneInput input;
    input.width = m_size.width() - 2 * frameWidth();
    input.height = m_size.height() - 2 * frameWidth() - bannerHeight();
    Arrangement arranged = arrangement();
    input.division = std::move(arranged.division);
    input.cameras = std::move(arranged.cameras);
    if (const site::Scene* scene = m_book.site().scene(m_state.scene))
        input.alarm_on_whole_screen = scene->alarm_area == "screen";
    if (!m_state.arranged.alarm_area.empty())
        input.alarm_on_whole_screen = m_state.arranged.alarm_area == "screen";
    input.focus = m_state.focus;
    for (const OpenAlarm* alarm : m_state.alarmsShown())
        input.alarms.push_back({alarm->alarm, alarm->cameras});
    return input;
}

void WallController::rebuild() {
    m_layout = layOut(sceneInput());
    const auto shift = [this](Rect& rect) {
        if (rect.isEmpty()) return;
        rect.x += frameWidth();
        rect.y += frameWidth() + bannerHeight();
    };
    for (Tile& tile : m_layout.tiles)
        shift(tile.rect);
    for (AlarmTitle& title : m_layout.titles)
        shift(title.rect);
    shift(m_layout.more_rect);
    std::erase_if(m_opened, [this](const auto& entry) {
        return std::none_of(m_state.alarms.begin(), m_state.alarms.end(),
                            [&](const OpenAlarm& alarm) { return alarm.alarm == entry.first; });
    });
    keepAlarmCamerasWarm();
    placeTiles();
    placeTitles();
    Q_EMIT layoutChanged();
}

void WallController::placeTiles() {
    std::map<TileKey, Slot> kept;
    std::map<std::pair<std::string, std::string>, int> seen;
    QList<QObject*> objects;
    for (const Tile& place : m_layout.tiles) {
        const TileKey key{place.camera, place.alarm, seen[{place.camera, place.alarm}]++};
        auto known = m_tiles.extract(key);
        Slot slot = known ? std::move(known.mapped()) : Slot{};
        if (!slot.tile) {
            slot.tile = std::make_unique<WallTile>(m_engine, place.camera, place.alarm);
            connect(slot.tile.get(), &WallTile::firstShown, this,
                    [this, tile = slot.tile.get()](qint64 at) { sayShown(*tile, at); });
        }
        dress(*slot.tile, slot.generation);
        slot.tile->setPlace(place, m_ratio);
        objects << slot.tile.get();
        kept.emplace(key, std::move(slot));
    }
    m_tiles.swap(kept); // `kept` now holds what goes
    m_tile_model.assign(objects);
}

void WallController::dress(WallTile& tile, int& generation) {
    const std::string& camera = tile.camera();
    if (camera.empty()) return;
    tile.setNames(cameraNumber(camera), m_book.place(camera), m_book.shortPlace(camera));
    tile.setWatermark(m_book.wantsWatermark(camera) ? QString::fromStdString(m_state.watermark) : QString());
    tile.setReachable(m_book.reachable(camera));
    const int current = m_book.generation(camera);
    if (generation != 0 && generation != current) tile.forgetView();
    generation = current;
    // A look back belongs to the alarm's tile; without one, to the scene's.
    const auto wish = m_state.look_back.find(camera);
    const bool in_alarm = std::any_of(m_layout.tiles.begin(), m_layout.tiles.end(), [&](const Tile& other) {
        return other.camera == camera && !other.alarm.empty();
    });
    const bool here = wish != m_state.look_back.end() && (!in_alarm || !tile.alarm().empty());
    tile.lookBack(here ? wish->second : 0);
}

void WallController::placeTitles() {
    QList<QObject*> objects;
    std::map<std::string, std::unique_ptr<AlarmCard>> kept;
    for (const AlarmTitle& title : m_layout.titles) {
        const auto alarm = std::find_if(m_state.alarms.begin(), m_state.alarms.end(),
                                        [&](const OpenAlarm& open) { return open.alarm == title.alarm; });
        if (alarm == m_state.alarms.end()) continue;
        auto card = std::move(m_cards[title.alarm]);
        if (!card) card = std::make_unique<AlarmCard>();
        card->set(*alarm, title, m_book.pointPlace(alarm->point), m_clock.utc(), drill());
        objects << card.get();
        kept.emplace(title.alarm, std::move(card));
    }
    m_cards.swap(kept);
    m_title_model.assign(objects);
}

void WallController::keepAlarmCamerasWarm() {
    std::map<std::string, bool> wanted;
    for (const OpenAlarm& alarm : m_state.alarms)
        for (std::size_t i = 0; i < std::min<std::size_t>(alarm.cameras.size(), kAlarmCamerasShown); ++i)
            if (m_book.reachable(alarm.cameras[i]) == NoPicture::None) wanted[alarm.cameras[i]] = true;
    for (const auto& [camera, warm] : m_warm)
        if (!wanted.contains(camera)) m_engine.keepMainWarm(camera, false);
    for (const auto& [camera, warm] : wanted)
        if (!m_warm.contains(camera)) m_engine.keepMainWarm(camera, true);
    m_warm = std::move(wanted);
}

void WallController::refresh() {
    const video::Nanos moment = now(m_clock);
    for (auto& [key, slot] : m_tiles)
        slot.tile->refresh(moment);
}

void WallController::sayShown(const WallTile& tile, qint64 at) {
    const auto opened = m_opened.find(tile.alarm());
    if (opened == m_opened.end()) return;
    const video::Nanos ago = now(m_clock) - at;
    Q_EMIT pictureShown({tile.alarm(), tile.camera(), (at - opened->second) / video::kMillisecond,
                         m_clock.utc() - ago / 1000});
}

QList<WallTile*> WallController::wallTiles() const {
    QList<WallTile*> tiles;
    for (QObject* object : m_tile_model.objects())
        tiles << static_cast<WallTile*>(object);
    return tiles;
}

Heartbeat WallController::heartbeat() const {
    Heartbeat beat;
    beat.scene = m_state.scene;
    for (const WallTile* tile : wallTiles())
        if (!tile->camera().empty()) beat.tiles.push_back(tile->report());
    if (m_previews) beat.previews = m_previews->slotsInUse();
    return beat;
}

Stats WallController::stats(const std::string& renderer, std::int64_t refusedLines) {
    const video::EngineStats engine = m_engine.stats();
    Stats stats;
    stats.cpu_cores = m_process.cores(now(m_clock));
    stats.predicted_cores = engine.predicted_cores;
    stats.budget_cores = engine.budget_cores;
    stats.load = std::string(video::name(engine.load));
    stats.pins_open = static_cast<std::int64_t>(engine.pins_open);
    stats.refused_lines = refusedLines;
    stats.rss_mb = ProcessMeter::residentMegabytes();
    stats.renderer = renderer;
    stats.cameras = healthOf(engine.cameras);
    return stats;
}

QRect WallController::moreRect() const {
    const Rect& rect = m_layout.more_rect;
    return {rect.x, rect.y, rect.width, rect.height};
}

QString WallController::moreText() const {
    return tr("另有 %1 起警情").arg(m_layout.alarms_hidden);
}

QString WallController::bannerText() const {
    if (!m_state.banner.text.empty()) return QString::fromStdString(m_state.banner.text);
    return drill() ? tr("演练") : QString();
}

QString WallController::message() const {
    if (!m_message.isEmpty()) return m_message;
    if (!m_book.hasSite()) return tr("等待场所文件");
    if (m_state.scene.empty()) return tr("等待选择画面方案");
    if (!m_book.site().scene(m_state.scene))
        return tr("场所文件中没有画面方案“%1”").arg(QString::fromStdString(m_state.scene));
    return {};
}

void WallController::setMessage(const QString& text) {
    m_message = text;
    Q_EMIT layoutChanged();
}

} // namespace shouwang::wall
