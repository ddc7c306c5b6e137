// The wall's mind: follows the orders, lays out the tiles, keeps their truth fresh and tells the desk. QML
// only paints what stands here. GUI thread; the clock and the engine come from app/ and outlive it.
#pragma once

#include "wall/division.h"
#include "wall/ui/alarm_card.h"
#include "wall/ui/camera_book.h"
#include "wall/ui/object_model.h"
#include "wall/ui/pin_keeper.h"
#include "wall/ui/preview_publisher.h"
#include "wall/ui/process_meter.h"
#include "wall/ui/wall_tile.h"
#include "wall/wall_state.h"

#include <QObject>
#include <QSize>
#include <QTimer>
#include <map>
#include <memory>

namespace shouwang::wall {

class WallController : public QObject {
    Q_OBJECT
    Q_PROPERTY(QAbstractItemModel* tiles READ tiles CONSTANT)
    Q_PROPERTY(QAbstractItemModel* titles READ titles CONSTANT)
    Q_PROPERTY(QRect moreRect READ moreRect NOTIFY layoutChanged)
    Q_PROPERTY(QString moreText READ moreText NOTIFY layoutChanged)
    Q_PROPERTY(int frameWidth READ frameWidth NOTIFY layoutChanged)
    Q_PROPERTY(int bannerHeight READ bannerHeight NOTIFY layoutChanged)
    Q_PROPERTY(QString bannerText READ bannerText NOTIFY layoutChanged)
    Q_PROPERTY(bool drill READ drill NOTIFY layoutChanged)
    Q_PROPERTY(QString message READ message NOTIFY layoutChanged)
    Q_PROPERTY(QString typed READ typed NOTIFY typedChanged)
public:
    WallController(video::VideoEngine& engine, const Clock& clock, QObject* parent = nullptr);
    ~WallController() override;

    /// Previews are published only where there is a desk.
    void publishPreviews(video::SharedPictureWriter writer);
    /// Refused orders change nothing and are told by orderRefused().
    Result<void> apply(const Order& order);
    void resize(QSize size, double pixelRatio);
    // By the wall's own mouse and keys; told to the desk by handled().
    void focusNumber(int number); ///< 0: back
    void typeDigit(int digit);    ///< tiles above nine have two digits
    void typeEnter();
    Q_INVOKABLE int numberAt(qreal x, qreal y) const; ///< of the scene's tile there; 0: none
    Q_INVOKABLE QString labelOf(int number) const;
    Q_INVOKABLE QRect rectOf(int number) const;
    Q_INVOKABLE void toggleFocusAt(qreal x, qreal y); ///< full and back
    Q_INVOKABLE void swap(int number, int other);
    void redivide(const QString& division); ///< division.h
    /// Writes -10 s to +60 s of the focused camera, else of all of the scene: what a bare wall can do by
    /// hand.
    void pinByHand(const QString& folder);

    Heartbeat heartbeat() const;
    Stats stats(const std::string& renderer, std::int64_t refusedLines);
    QList<WallTile*> wallTiles() const;
    const WallState& state() const { return m_state; }
    const CameraBook& book() const { return m_book; }
    std::string previewName() const { return m_previews ? m_previews->name() : std::string(); }
    bool pinsOpen() const { return m_pins.open() > 0; }

    QAbstractItemModel* tiles() { return &m_tile_model; }
    QAbstractItemModel* titles() { return &m_title_model; }
    QRect moreRect() const;
    QString moreText() const;
    int frameWidth() const { return drill() ? 6 : 0; }
    int bannerHeight() const { return bannerText().isEmpty() ? 0 : 40; }
    QString bannerText() const;
    bool drill() const { return m_state.drill(); }
    QString message() const;
    void setMessage(const QString& text);
    QString typed() const; ///< of a number that may go on; empty: none
    Arrangement arrangement() const;

Q_SIGNALS:
    void layoutChanged();
    void typedChanged();
    void handled(const shouwang::wall::Handled& handled);
    void pictureShown(const shouwang::wall::PictureShown& shown);
    void pinned(const shouwang::wall::Pinned& pinned);
    void quitRequested();
    void screenWanted(const QString& screen); ///< empty: where the command line has put it
    void languageChanged(const QString& code);

private:
    struct Slot {
        std::unique_ptr<WallTile> tile;
        int generation = 0;
    };
    using TileKey = std::tuple<std::string, std::string, int>; // camera, alarm, how many of it before

    Result<void> applySite(const SetSite& site);
    void rebuild();
    void placeTiles();
    void placeTitles();
    void dress(WallTile& tile, int& generation);
    void keepAlarmCamerasWarm();
    void refresh();
    void sayShown(const WallTile& tile, qint64 at);
    SceneInput sceneInput() const;
    const Tile* sceneTile(int number) const;
    void handle(const Order& order);
    void arrange(const Arrangement& arrangement);

    video::VideoEngine& m_engine;
    const Clock& m_clock;
    CameraBook m_book;
    PinKeeper m_pins;
    std::unique_ptr<PreviewPublisher> m_previews;
    WallState m_state;
    Layout m_layout;
    QSize m_size;
    double m_ratio = 1;
    std::map<TileKey, Slot> m_tiles;
    std::map<std::string, std::unique_ptr<AlarmCard>> m_cards;
    std::map<std::string, video::Nanos> m_opened; // alarm -> when its order was read
    std::map<std::string, bool> m_warm;
    ObjectModel m_tile_model;
    ObjectModel m_title_model;
    QTimer m_refresh;
    NumberEntry m_entry;
    QTimer m_entry_ends;
    QString m_message;
    ProcessMeter m_process;
};

} // namespace shouwang::wall
