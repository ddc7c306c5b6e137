// The fields of every message, told once and used for reading and for writing. Only protocol.cpp needs this.
#pragma once

#include "wall/protocol.h"

#include <concepts>

namespace shouwang::wall {

template <class T, class U>
concept Like = std::same_as<std::remove_const_t<T>, U>;

template <class V, Like<Hello> T>
void fields(V& v, T& m) {
    v("version", m.version);
}
template <class V, Like<SetSite> T>
void fields(V& v, T& m) {
    v("file_name", m.file_name);
    v("bytes", m.bytes);
}
template <class V, Like<CameraSecret> T>
void fields(V& v, T& m) {
    v("camera", m.camera);
    v("user", m.user);
    v("password", m.password);
}
template <class V, Like<SetSecrets> T>
void fields(V& v, T& m) {
    v("secrets", m.secrets);
}
template <class V, Like<SetScene> T>
void fields(V& v, T& m) {
    v("scene", m.scene);
}
template <class V, Like<OpenAlarm> T>
void fields(V& v, T& m) {
    v("alarm", m.alarm);
    v("point", m.point);
    v("title", m.title);
    v("priority", m.priority);
    v("cameras", m.cameras);
    v("mode", m.mode);
    v("raised", m.raised);
    v("acknowledged", m.acknowledged);
}
template <class V, Like<AcknowledgeAlarm> T>
void fields(V& v, T& m) {
    v("alarm", m.alarm);
}
template <class V, Like<CloseAlarm> T>
void fields(V& v, T& m) {
    v("alarm", m.alarm);
}
template <class V, Like<LookBack> T>
void fields(V& v, T& m) {
    v("camera", m.camera);
    v("seconds", m.seconds);
}
template <class V, Like<Focus> T>
void fields(V& v, T& m) {
    v("camera", m.camera);
}
template <class V, Like<Pin> T>
void fields(V& v, T& m) {
    v("id", m.id);
    v("cameras", m.cameras);
    v("from", m.from);
    v("until", m.until);
    v("folder", m.folder);
}
template <class V, Like<Banner> T>
void fields(V& v, T& m) {
    v("text", m.text);
    v("drill", m.drill);
}
template <class V, Like<Watermark> T>
void fields(V& v, T& m) {
    v("text", m.text);
}
template <class V, Like<Language> T>
void fields(V& v, T& m) {
    v("code", m.code);
}
template <class V, Like<PreviewWish> T>
void fields(V& v, T& m) {
    v("camera", m.camera);
    v("width", m.width);
    v("height", m.height);
}
template <class V, Like<SetPreviews> T>
void fields(V& v, T& m) {
    v("wishes", m.wishes);
}
template <class V, Like<Arrange> T>
void fields(V& v, T& m) {
    v("division", m.division);
    v("cameras", m.cameras);
    v("alarm_area", m.alarm_area);
}
template <class V, Like<ShowOn> T>
void fields(V& v, T& m) {
    v("screen", m.screen);
}
template <class V, Like<Handled> T>
void fields(V& v, T& m) {
    v("focus", m.focus);
    v("division", m.division);
    v("cameras", m.cameras);
    v("alarm_area", m.alarm_area);
}
template <class V, Like<Quit> T>
void fields(V&, T&) {}

template <class V, Like<Ready> T>
void fields(V& v, T& m) {
    v("version", m.version);
    v("pid", m.pid);
    v("shared_pictures", m.shared_pictures);
}
template <class V, Like<TileReport> T>
void fields(V& v, T& m) {
    v("camera", m.camera);
    v("alarm", m.alarm);
    v("live", m.live);
    v("age_ms", m.age_ms);
    v("stream", m.stream);
    v("fps", m.fps);
    v("reason", m.reason);
}
template <class V, Like<PreviewSlot> T>
void fields(V& v, T& m) {
    v("camera", m.camera);
    v("slot", m.slot);
    v("reason", m.reason);
}
template <class V, Like<Heartbeat> T>
void fields(V& v, T& m) {
    v("scene", m.scene);
    v("tiles", m.tiles);
    v("previews", m.previews);
}
template <class V, Like<PictureShown> T>
void fields(V& v, T& m) {
    v("alarm", m.alarm);
    v("camera", m.camera);
    v("after_ms", m.after_ms);
    v("at", m.at);
}
template <class V, Like<Pinned> T>
void fields(V& v, T& m) {
    v("id", m.id);
    v("camera", m.camera);
    v("file", m.file);
    v("sha256", m.sha256);
    v("size", m.size);
    v("from", m.from);
    v("until", m.until);
    v("stream", m.stream);
    v("incomplete", m.incomplete);
    v("error", m.error);
    v("last", m.last);
}
template <class V, Like<CameraHealth> T>
void fields(V& v, T& m) {
    v("camera", m.camera);
    v("live", m.live);
    v("reason", m.reason);
    v("last_error", m.last_error);
    v("reconnects", m.reconnects);
    v("stalls", m.stalls);
    v("gaps", m.gaps);
    v("garbage", m.garbage);
    v("freezes", m.freezes);
    v("resolution_changes", m.resolution_changes);
}
template <class V, Like<Stats> T>
void fields(V& v, T& m) {
    v("cpu_cores", m.cpu_cores);
    v("predicted_cores", m.predicted_cores);
    v("budget_cores", m.budget_cores);
    v("load", m.load);
    v("pins_open", m.pins_open);
    v("refused_lines", m.refused_lines);
    v("rss_mb", m.rss_mb);
    v("renderer", m.renderer);
    v("cameras", m.cameras);
}
template <class V, Like<OrderRefused> T>
void fields(V& v, T& m) {
    v("order", m.order);
    v("text", m.text);
}

} // namespace shouwang::wall
