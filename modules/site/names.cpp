#include "site/names.h"

namespace shouwang::site {

using namespace std::string_view_literals;

Names<PrivacyClass> privacyNames() {
    static constexpr std::array<std::pair<std::string_view, PrivacyClass>, 4> kNames{
        {{"P0", PrivacyClass::Open},
         {"P1", PrivacyClass::Dormitory},
         {"P2", PrivacyClass::MedicalOrVisit},
         {"P3", PrivacyClass::Talk}}};
    return kNames;
}

Names<Codec> codecNames() {
    static constexpr std::array<std::pair<std::string_view, Codec>, 2> kNames{
        {{"h264", Codec::H264}, {"hevc", Codec::Hevc}}};
    return kNames;
}

Names<PointKind> pointKindNames() {
    static constexpr std::array<std::pair<std::string_view, PointKind>, 8> kNames{
        {{"fence", PointKind::Fence},
         {"infrared", PointKind::Infrared},
         {"microwave", PointKind::Microwave},
         {"vibration", PointKind::Vibration},
         {"analytics", PointKind::Analytics},
         {"button", PointKind::Button},
         {"fire", PointKind::Fire},
         {"door", PointKind::Door}}};
    return kNames;
}

Names<char> cameraKindNames() {
    static constexpr std::array<std::pair<std::string_view, char>, 5> kNames{
        {{"Q", 'Q'}, {"B", 'B'}, {"S", 'S'}, {"P", 'P'}, {"T", 'T'}}};
    return kNames;
}

Names<Signal::Kind> signalNames() {
    static constexpr std::array<std::pair<std::string_view, Signal::Kind>, 4> kNames{
        {{"raised", Signal::Kind::Raised},
         {"cleared", Signal::Kind::Cleared},
         {"fault", Signal::Kind::Fault},
         {"heartbeat", Signal::Kind::Heartbeat}}};
    return kNames;
}

std::span<const std::string_view> roleNames() {
    static constexpr std::array kRoles{"operator"sv, "shift_leader"sv, "commander"sv, "brigade"sv,
                                       "medical"sv,  "supervisor"sv,   "admin"sv};
    return kRoles;
}

} // namespace shouwang::site
