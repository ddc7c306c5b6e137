// Random orders and reports for the properties of protocol and state.
#pragma once

#include "wall/protocol.h"

#include <rapidcheck.h>

namespace shouwang::wall {

inline std::string someText() {
    return *rc::gen::element<std::string>("", "A", "B", "Z31-2F-走廊北-B03", "值班室 \"一\"\n二", "\\ \t /");
}
inline std::string someId() {
    return *rc::gen::element<std::string>("A", "B", "C", "警情-1");
}
inline std::string someCamera() {
    return *rc::gen::element<std::string>("K1", "K2", "K3", "K4");
}
inline Micros someTime() {
    return *rc::gen::inRange<Micros>(0, 4'000'000'000'000'000);
}

inline std::vector<std::string> someCameras() {
    std::vector<std::string> cameras;
    const int count = *rc::gen::inRange(1, 5);
    for (int i = 0; i < count; ++i)
        cameras.push_back(someCamera());
    return cameras;
}

inline std::string someDivision() {
    return *rc::gen::element<std::string>("", "1", "9", "1+5", "1+7", "3x5");
}

inline std::string someArea() {
    return *rc::gen::element<std::string>("", "right", "screen");
}

inline OpenAlarm someAlarm() {
    OpenAlarm alarm;
    alarm.alarm = someId();
    alarm.point = someText();
    alarm.title = someText();
    alarm.priority = static_cast<site::Priority>(*rc::gen::inRange(1, 5));
    alarm.cameras = someCameras();
    alarm.mode = static_cast<Mode>(*rc::gen::inRange(0, 3));
    alarm.raised = someTime();
    alarm.acknowledged = *rc::gen::arbitrary<bool>();
    return alarm;
}

inline Pin somePin() {
    const Micros from = someTime();
    return {
        someId(), {someCamera()}, from, from + *rc::gen::inRange<Micros>(1, 600'000'000), "/tmp/" + someId()};
}

inline Order someOrder() {
    switch (*rc::gen::inRange(0, 17)) {
    case 0:
        return Hello{*rc::gen::inRange(0, 9)};
    case 1:
        return SetSite{someText(), *rc::gen::arbitrary<Bytes>()};
    case 2:
        return SetSecrets{{{someCamera(), someText(), someText()}}};
    case 3:
        return SetScene{someId()};
    case 4:
        return AcknowledgeAlarm{someId()};
    case 5:
        return CloseAlarm{someId()};
    case 6:
        return LookBack{someCamera(), *rc::gen::inRange(0, 31)};
    case 7:
        return Focus{*rc::gen::arbitrary<bool>() ? someCamera() : std::string()};
    case 8:
        return somePin();
    case 9:
        return Banner{someText(), *rc::gen::arbitrary<bool>()};
    case 10:
        return Watermark{someText()};
    case 11:
        return Language{*rc::gen::element<std::string>("zh_CN", "en")};
    case 12:
        return SetPreviews{{{someCamera(), *rc::gen::inRange(16, 641), *rc::gen::inRange(9, 361)}}};
    case 13:
        return Arrange{someDivision(), someCameras(), someArea()};
    case 14:
        return Quit{};
    case 15:
        return ShowOn{someText()};
    default:
        return someAlarm();
    }
}

inline CameraHealth someHealth() {
    CameraHealth health;
    health.camera = someCamera();
    health.live = static_cast<Live>(*rc::gen::inRange(0, 4));
    health.reason = static_cast<NoPicture>(*rc::gen::inRange(0, 9));
    health.last_error = static_cast<NoPicture>(*rc::gen::inRange(0, 9));
    health.reconnects = *rc::gen::inRange(0, 99);
    health.garbage = *rc::gen::inRange(0, 99'999);
    health.resolution_changes = *rc::gen::inRange(0, 9);
    return health;
}

inline Report someReport() {
    switch (*rc::gen::inRange(0, 7)) {
    case 0:
        return Ready{*rc::gen::inRange(0, 9), *rc::gen::inRange(1, 99999), someText()};
    case 1: {
        TileReport tile{someCamera(),
                        someText(),
                        static_cast<Live>(*rc::gen::inRange(0, 4)),
                        *rc::gen::inRange(0, 99999),
                        "sub",
                        24.5,
                        static_cast<NoPicture>(*rc::gen::inRange(0, 9))};
        return Heartbeat{
            someId(),
            {tile},
            {{someCamera(), *rc::gen::inRange(0, 24), static_cast<NoPicture>(*rc::gen::inRange(0, 9))}}};
    }
    case 2:
        return PictureShown{someId(), someCamera(), *rc::gen::inRange(0, 9999), someTime()};
    case 3:
        return Pinned{
            someId(), someCamera(), "/x",       std::string(64, 'a'),       12, someTime(), someTime(),
            "main",   someText(),   someText(), *rc::gen::arbitrary<bool>()};
    case 5:
        return Handled{someCamera(), someDivision(), someCameras(), someArea()};
    case 4:
        return Stats{0.5, 0.25, 2, "none", 1, 2, 120.5, "software", {someHealth()}};
    default:
        return OrderRefused{"site", someText()};
    }
}

} // namespace shouwang::wall
