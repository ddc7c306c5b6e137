// The cameras as RTSP servers on one port, over TCP or UDP, with digest sign-on.
#pragma once

#include "simulator/rtsp/pacer.h"

#include <map>

using GMainContext = struct _GMainContext;
using GMainLoop = struct _GMainLoop;
using GstRTSPServer = struct _GstRTSPServer;
using GstRTSPClient = struct _GstRTSPClient;
using GstRTSPMedia = struct _GstRTSPMedia;
using GSource = struct _GSource;

namespace shouwang::simulator {

class RtspServer {
public:
    /// `cameras` and `library` must outlive it. Port 0 takes a free one. Refused when the port is taken.
    static Result<std::unique_ptr<RtspServer>>
    start(int port, CameraTable& cameras, const ClipLibrary& library, const Clock& clock, bool spread);
    ~RtspServer();
    RtspServer(const RtspServer&) = delete;
    RtspServer& operator=(const RtspServer&) = delete;

    int port() const { return m_port; }
    /// Any thread. Drops who is connected where the failure asks for it.
    void setFailure(CameraState& camera, CameraFailure failure);

private:
    struct Mount;
    RtspServer(CameraTable& cameras, const ClipLibrary& library, const Clock& clock, bool spread);
    Result<void> open(int port);
    void addMount(CameraState& camera, Quality quality, const std::string& path);
    void addClient(GstRTSPClient* client);
    void removeClient(GstRTSPClient* client);
    bool refuses(CameraState& camera) const;
    void bind(GstRTSPClient* client, CameraState& camera);
    void drop(const CameraState& camera);
    void onTick();

    CameraTable& m_cameras;
    const ClipLibrary& m_library;
    const Clock& m_clock;
    Pacer m_pacer;
    GMainContext* m_context = nullptr;
    GMainLoop* m_loop = nullptr;
    GstRTSPServer* m_server = nullptr;
    std::vector<std::unique_ptr<Mount>> m_mounts;
    std::mutex m_mutex; // guards the next two: touched by the clients' thread and by callers of setFailure()
    std::map<GstRTSPClient*, CameraState*> m_clients;
    GMainContext* m_clientContext = nullptr;
    std::thread m_thread;
    int m_port = 0;
};

} // namespace shouwang::simulator
