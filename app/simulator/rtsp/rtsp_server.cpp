#include "simulator/rtsp/rtsp_server.h"

#include "base/log.h"
#include "simulator/rtsp/guard.h"

#include <gst/app/gstappsrc.h>
#include <gst/rtsp-server/rtsp-server.h>

namespace shouwang::simulator {

namespace {

struct Unref {
    void operator()(GstRTSPClient* client) const { g_object_unref(client); }
};
// Shared, because what is posted must be copyable.
class Client {
public:
    explicit Client(GstRTSPClient* client)
        : m_client(client, Unref()) {}
    GstRTSPClient* get() const { return m_client.get(); }

private:
    std::shared_ptr<GstRTSPClient> m_client;
};

constexpr Micros kFlapHalf = 4'000'000; ///< up for so long, then down for so long

/// Runs a function on the server's thread, soon.
void post(GMainContext* context, std::function<void()> work) {
    g_main_context_invoke_full(
        context, G_PRIORITY_DEFAULT,
        [](gpointer data) -> gboolean {
            (*static_cast<std::function<void()>*>(data))();
            return G_SOURCE_REMOVE;
        },
        new std::function<void()>(std::move(work)),
        [](gpointer data) { delete static_cast<std::function<void()>*>(data); });
}

std::string launchLine(site::Codec codec) {
    const char* payloader = codec == site::Codec::H264 ? "rtph264pay" : "rtph265pay";
    return fmt::format(
        "( appsrc name=src is-live=true format=time block=false max-buffers=100 max-bytes=0 max-time=0 "
        "leaky-type=downstream ! {} name=pay0 pt=96 config-interval=-1 aggregate-mode=none )",
        payloader);
}

} // namespace

struct RtspServer::Mount {
    RtspServer* server;
    CameraState* camera;
    Quality quality;

    static void configure(GstRTSPMediaFactory*, GstRTSPMedia* media, gpointer data) {
        auto* mount = static_cast<Mount*>(data);
        GstElement* bin = gst_rtsp_media_get_element(media);
        GstElement* source = gst_bin_get_by_name_recurse_up(GST_BIN(bin), "src");
        auto* server = mount->server;
        StreamFeed* feed = server->m_pacer.add(std::make_unique<StreamFeed>(
            GST_APP_SRC(source), *mount->camera, mount->quality, server->m_library));
        gst_object_unref(source);
        gst_object_unref(bin);
        g_object_set_data(G_OBJECT(media), "shouwang-feed", feed);
        g_signal_connect(media, "unprepared", G_CALLBACK(Mount::finish), mount);
    }
    static void finish(GstRTSPMedia* media, gpointer data) {
        auto* feed = static_cast<StreamFeed*>(g_object_steal_data(G_OBJECT(media), "shouwang-feed"));
        if (feed) static_cast<Mount*>(data)->server->m_pacer.remove(feed);
    }
};

RtspServer::RtspServer(CameraTable& cameras, const ClipLibrary& library, const Clock& clock, bool spread)
    : m_cameras(cameras)
    , m_library(library)
    , m_clock(clock)
    , m_pacer(clock, spread) {}

Result<std::unique_ptr<RtspServer>> RtspServer::start(int port, CameraTable& cameras,
                                                      const ClipLibrary& library, const Clock& clock,
                                                      bool spread) {
    gst_init(nullptr, nullptr);
    std::unique_ptr<RtspServer> server(new RtspServer(cameras, library, clock, spread));
    if (auto opened = server->open(port); !opened) return tl::unexpected(opened.error());
    return server;
}

Result<void> RtspServer::open(int port) {
    m_context = g_main_context_new();
    m_loop = g_main_loop_new(m_context, FALSE);
    m_server = gst_rtsp_server_new();
    gst_rtsp_server_set_address(m_server, "127.0.0.1");
    gst_rtsp_server_set_service(m_server, std::to_string(port).c_str());
    GstRTSPThreadPool* pool = gst_rtsp_server_get_thread_pool(m_server);
    gst_rtsp_thread_pool_set_max_threads(
        pool, 1); // with none, 1.22 crashes in gst_rtsp_client_close when readers are killed
    g_object_unref(pool);
    GstRTSPAuth* guard = newGuard(m_cameras);
    gst_rtsp_server_set_auth(m_server, guard);
    g_object_unref(guard);
    for (const auto& camera : m_cameras.all()) {
        addMount(*camera, Quality::Main, camera->mainPath);
        addMount(*camera, Quality::Sub, camera->subPath);
    }
    g_signal_connect(m_server, "client-connected",
                     G_CALLBACK(+[](GstRTSPServer*, GstRTSPClient* client, gpointer self) {
                         static_cast<RtspServer*>(self)->addClient(client);
                     }),
                     this);
    if (gst_rtsp_server_attach(m_server, m_context) == 0)
        return fail(Next::Refused, fmt::format("RTSP port {} cannot be opened", port));
    m_port = gst_rtsp_server_get_bound_port(m_server);
    GSource* timer = g_timeout_source_new(500);
    g_source_set_callback(
        timer,
        [](gpointer self) -> gboolean {
            static_cast<RtspServer*>(self)->onTick();
            return G_SOURCE_CONTINUE;
        },
        this, nullptr);
    g_source_attach(timer, m_context);
    g_source_unref(timer);
    m_thread = std::thread([this] {
        g_main_context_push_thread_default(m_context);
        g_main_loop_run(m_loop);
        g_main_context_pop_thread_default(m_context);
    });
    return {};
}

RtspServer::~RtspServer() {
    if (m_thread.joinable()) {
        post(m_context, [this] {
            gst_rtsp_server_client_filter(
                m_server, [](GstRTSPServer*, GstRTSPClient*, gpointer) { return GST_RTSP_FILTER_REMOVE; },
                nullptr);
            g_main_loop_quit(m_loop);
        });
        m_thread.join();
    }
    if (m_server) g_object_unref(m_server);
    if (m_loop) g_main_loop_unref(m_loop);
    if (m_context) {
        while (
            g_main_context_iteration(m_context, FALSE)) { // what was still queued lets go of its media here
        }
        g_main_context_unref(m_context);
    }
    if (m_clientContext) g_main_context_unref(m_clientContext);
    gst_rtsp_thread_pool_cleanup();
}

void RtspServer::addMount(CameraState& camera, Quality quality, const std::string& path) {
    if (path.empty()) return;
    m_mounts.push_back(std::make_unique<Mount>(Mount{this, &camera, quality}));
    GstRTSPMediaFactory* factory = gst_rtsp_media_factory_new();
    gst_rtsp_media_factory_set_launch(factory, launchLine(camera.codec).c_str());
    gst_rtsp_media_factory_set_shared(factory, TRUE);
    gst_rtsp_media_factory_set_suspend_mode(factory, GST_RTSP_SUSPEND_MODE_NONE);
    gst_rtsp_media_factory_add_role(factory, kViewerRole, GST_RTSP_PERM_MEDIA_FACTORY_ACCESS, G_TYPE_BOOLEAN,
                                    TRUE, GST_RTSP_PERM_MEDIA_FACTORY_CONSTRUCT, G_TYPE_BOOLEAN, TRUE,
                                    nullptr);
    g_signal_connect(factory, "media-configure", G_CALLBACK(Mount::configure), m_mounts.back().get());
    GstRTSPMountPoints* mounts = gst_rtsp_server_get_mount_points(m_server);
    gst_rtsp_mount_points_add_factory(mounts, path.c_str(), factory); // takes the factory
    g_object_unref(mounts);
}

bool RtspServer::refuses(CameraState& camera) const {
    const CameraFailure failure = camera.failure;
    if (failure == CameraFailure::Refuses) return true;
    return failure == CameraFailure::Flapping && (m_clock.utc() / kFlapHalf) % 2 == 1;
}

void RtspServer::addClient(GstRTSPClient* client) {
    using Before = GstRTSPStatusCode (*)(GstRTSPClient*, GstRTSPContext*, gpointer);
    const Before before = [](GstRTSPClient* who, GstRTSPContext* context, gpointer self) {
        auto* server = static_cast<RtspServer*>(self);
        const char* path = context->uri ? context->uri->abspath : nullptr;
        CameraState* camera = path ? server->m_cameras.byPath(path) : nullptr;
        if (!camera) return GST_RTSP_STS_OK; // the server answers 404 itself
        // One thread serves all clients, and describing a camera that has nothing to show yet would hold it.
        const bool dark = !server->m_library.best({camera->place, Quality::Sub, camera->codec});
        if (dark || server->refuses(*camera)) return GST_RTSP_STS_SERVICE_UNAVAILABLE;
        server->bind(who, *camera);
        return GST_RTSP_STS_OK;
    };
    for (const char* request : {"pre-describe-request", "pre-setup-request", "pre-play-request"})
        g_signal_connect(client, request, G_CALLBACK(before), this);
    g_signal_connect(client, "closed", G_CALLBACK(+[](GstRTSPClient* who, gpointer self) {
                         static_cast<RtspServer*>(self)->removeClient(who);
                     }),
                     this);
}

void RtspServer::bind(GstRTSPClient* client, CameraState& camera) {
    const std::lock_guard lock(m_mutex);
    // The library starts a new thread for clients when all had left, and with it a new context.
    GSource* dispatched = g_main_current_source();
    GMainContext* here = dispatched ? g_source_get_context(dispatched) : nullptr;
    if (here != m_clientContext) {
        if (m_clientContext) g_main_context_unref(m_clientContext);
        m_clientContext = here ? g_main_context_ref(here) : nullptr;
    }
    CameraState*& bound = m_clients[client];
    if (bound == &camera) return;
    if (bound) --bound->clients;
    bound = &camera;
    ++camera.clients;
}

void RtspServer::removeClient(GstRTSPClient* client) {
    const std::lock_guard lock(m_mutex);
    const auto found = m_clients.find(client);
    if (found == m_clients.end()) return;
    --found->second->clients;
    m_clients.erase(found);
}

// A client may only be closed on its own thread.
void RtspServer::drop(const CameraState& camera) {
    const std::lock_guard lock(m_mutex);
    for (const auto& [client, bound] : m_clients) {
        if (bound != &camera || !m_clientContext) continue;
        post(m_clientContext,
             [going = Client(GST_RTSP_CLIENT(g_object_ref(client)))] { gst_rtsp_client_close(going.get()); });
    }
}

void RtspServer::setFailure(CameraState& camera, CameraFailure failure) {
    camera.failure = failure;
    log::info("simulator", "camera {}: {}", camera.id, name(failure));
    if (failure == CameraFailure::Refuses || failure == CameraFailure::WrongPassword) drop(camera);
}

void RtspServer::onTick() {
    for (const auto& camera : m_cameras.all())
        if (camera->failure == CameraFailure::Flapping && refuses(*camera)) drop(*camera);
}

} // namespace shouwang::simulator
