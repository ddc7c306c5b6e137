#include "simulator/rtsp/guard.h"

#include <gst/rtsp-server/rtsp-server.h>
#include <map>
#include <utility>

namespace shouwang::simulator {

namespace {

// GStreamer's own class knows one password a user for the whole server. This one asks a separate instance for
// every user and password, because real cameras that share a user name do not share a password.
struct Guard {
    GstRTSPAuth parent;
    const CameraTable* cameras;
    std::map<std::pair<std::string, std::string>, GstRTSPAuth*>* doors;
};
struct GuardClass {
    GstRTSPAuthClass parent;
};

gpointer parentClass = nullptr; // set once by classInit, which GLib calls once

GstRTSPAuth* newDoor(const site::Secret& secret) {
    GstRTSPAuth* door = gst_rtsp_auth_new();
    gst_rtsp_auth_set_supported_methods(door, GST_RTSP_AUTH_DIGEST);
    gst_rtsp_auth_set_realm(door, "shouwang-sim");
    GstRTSPToken* token =
        gst_rtsp_token_new(GST_RTSP_TOKEN_MEDIA_FACTORY_ROLE, G_TYPE_STRING, kViewerRole, nullptr);
    gst_rtsp_auth_add_digest(door, secret.user.c_str(), secret.password.c_str(), token);
    gst_rtsp_token_unref(token);
    return door;
}

const CameraState* cameraOf(const Guard& guard, const GstRTSPContext* context) {
    return context->uri && context->uri->abspath ? guard.cameras->byPath(context->uri->abspath) : nullptr;
}

GstRTSPAuth* doorOf(const Guard& guard, const GstRTSPContext* context) {
    const CameraState* camera = cameraOf(guard, context);
    if (!camera) return guard.doors->empty() ? nullptr : guard.doors->begin()->second;
    return guard.doors->at({camera->secret.user, camera->secret.password});
}

gboolean authenticate(GstRTSPAuth* auth, GstRTSPContext* context) {
    const Guard& guard = *reinterpret_cast<Guard*>(auth);
    const CameraState* camera = cameraOf(guard, context);
    if (!camera || camera->failure == CameraFailure::WrongPassword) return FALSE;
    GstRTSPAuth* door = doorOf(guard, context);
    return GST_RTSP_AUTH_GET_CLASS(door)->authenticate(door, context);
}

void challenge(GstRTSPAuth* auth, GstRTSPContext* context) {
    GstRTSPAuth* door = doorOf(*reinterpret_cast<Guard*>(auth), context);
    if (door) GST_RTSP_AUTH_GET_CLASS(door)->generate_authenticate_header(door, context);
}

void finalize(GObject* object) {
    auto* guard = reinterpret_cast<Guard*>(object);
    for (const auto& [secret, door] : *guard->doors)
        g_object_unref(door);
    delete guard->doors;
    G_OBJECT_CLASS(parentClass)->finalize(object);
}

void classInit(gpointer klass, gpointer) {
    parentClass = g_type_class_peek_parent(klass);
    G_OBJECT_CLASS(klass)->finalize = finalize;
    GST_RTSP_AUTH_CLASS(klass)->authenticate = authenticate;
    GST_RTSP_AUTH_CLASS(klass)->generate_authenticate_header = challenge;
}

GType guardType() {
    static const GType type =
        g_type_register_static_simple(GST_TYPE_RTSP_AUTH, "ShouwangSimGuard", sizeof(GuardClass), classInit,
                                      sizeof(Guard), nullptr, static_cast<GTypeFlags>(0));
    return type;
}

} // namespace

GstRTSPAuth* newGuard(const CameraTable& cameras) {
    auto* guard = static_cast<Guard*>(g_object_new(guardType(), nullptr));
    guard->cameras = &cameras;
    guard->doors = new std::map<std::pair<std::string, std::string>, GstRTSPAuth*>;
    for (const auto& camera : cameras.all()) {
        auto& door = (*guard->doors)[{camera->secret.user, camera->secret.password}];
        if (!door) door = newDoor(camera->secret);
    }
    gst_rtsp_auth_set_supported_methods(&guard->parent, GST_RTSP_AUTH_DIGEST);
    return &guard->parent;
}

} // namespace shouwang::simulator
