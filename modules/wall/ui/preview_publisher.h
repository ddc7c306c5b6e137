// Puts the cameras that the desk looks at into shared memory: one view and one slot each. GUI thread.
#pragma once

#include "video/shared_pictures.h"
#include "video/video_engine.h"
#include "wall/protocol.h"

#include <QObject>
#include <QTimer>
#include <functional>
#include <map>
#include <optional>

namespace shouwang::wall {

class PreviewPublisher : public QObject {
    Q_OBJECT
public:
    using Reachable = std::function<NoPicture(const std::string& camera)>;

    /// The engine must outlive it. `reachable` says what the site file says of a camera.
    PreviewPublisher(video::VideoEngine& engine, video::SharedPictureWriter writer, Reachable reachable,
                     QObject* parent = nullptr);
    ~PreviewPublisher() override;

    const std::string& name() const { return m_writer.name(); }
    void setWishes(const std::vector<PreviewWish>& wishes);
    /// Cameras came or went: views that were refused are tried again.
    void retry();
    std::vector<PreviewSlot> slotsInUse() const;

private:
    struct Shown {
        PreviewWish wish;
        int slot = 0;
        video::View view;
        std::uint64_t sequence = 0;
        video::Liveness liveness;
        bool written = false;
    };
    video::Liveness livenessOf(const Shown& shown) const;
    void open(Shown& shown);
    void drop(Shown& shown);
    int freeSlot() const;
    void publish();
    void publishOne(Shown& shown);

    video::VideoEngine& m_engine;
    video::SharedPictureWriter m_writer;
    const Reachable m_reachable;
    std::map<std::string, Shown> m_shown; // by camera, at most kPreviewSlots
    QTimer m_timer;
};

} // namespace shouwang::wall
