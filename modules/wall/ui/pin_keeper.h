// Turns pin orders into clips and clips into reports. GUI thread; the engine's callbacks come from its own
// threads and are posted over.
#pragma once

#include "video/video_engine.h"
#include "wall/protocol.h"

#include <QObject>
#include <memory>
#include <set>

namespace shouwang::wall {

class PinKeeper : public QObject {
    Q_OBJECT
public:
    PinKeeper(video::VideoEngine& engine, const Clock& clock, QObject* parent = nullptr);
    ~PinKeeper() override;

    void pin(const Pin& order);
    std::size_t open() const { return m_open.size(); }

Q_SIGNALS:
    void pinned(const shouwang::wall::Pinned& report);

private:
    struct Relay;
    void pinCamera(const Pin& order, const std::string& camera);
    void done(const std::string& id, const std::string& camera, const video::PinResult& result);
    void failed(const std::string& id, const std::string& camera, const std::string& why);

    video::VideoEngine& m_engine;
    const Clock& m_clock;
    std::shared_ptr<Relay> m_relay;
    std::set<std::pair<std::string, std::string>> m_open; // id and camera
};

} // namespace shouwang::wall
