// What desk and wall say to each other: one JSON object a line over a local socket. The desk gives orders,
// the wall sends reports. Pure: bytes in, values out; whoever owns the socket cuts the lines. Both programs
// come from one package, so an unknown word or field is an error and not a newer version: versions are
// compared by Hello and Ready.
#pragma once

#include "base/clock.h"
#include "site/site.h"

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace shouwang::wall {

inline constexpr int kProtocolVersion = 3;
inline constexpr std::size_t kLineLimit = std::size_t{8} << 20; ///< bytes, without the line feed
inline constexpr std::size_t kTextLimit = 4096;                 ///< bytes of any single text but a site file
inline constexpr std::size_t kListLimit = 4096;                 ///< elements of any list

enum class Mode { Real, Drill, Test };

// ---- desk -> wall

struct Hello {
    int version = kProtocolVersion;
    bool operator==(const Hello&) const = default;
};
/// The bytes of a site file as they are, so that the wall checks them itself. At most about 6 MB.
struct SetSite {
    std::string file_name; ///< for messages only
    Bytes bytes;
    bool operator==(const SetSite&) const = default;
};
struct CameraSecret {
    std::string camera; ///< or "*"
    std::string user;
    std::string password;
    bool operator==(const CameraSecret&) const = default;
};
struct SetSecrets {
    std::vector<CameraSecret> secrets;
    bool operator==(const SetSecrets&) const = default;
};
struct SetScene {
    std::string scene; ///< id of a scene of the site
    bool operator==(const SetScene&) const = default;
};
/// Opened again with the same id it replaces what was said before.
struct OpenAlarm {
    std::string alarm; ///< id of the alarm
    std::string point; ///< id of the alarm point; its place is shown
    std::string title; ///< 紧急按钮报警, as the desk shows it
    site::Priority priority = site::Priority::High;
    std::vector<std::string> cameras; ///< best first
    Mode mode = Mode::Real;
    Micros raised = 0;
    bool acknowledged = false;
    bool operator==(const OpenAlarm&) const = default;
};
struct AcknowledgeAlarm {
    std::string alarm;
    bool operator==(const AcknowledgeAlarm&) const = default;
};
struct CloseAlarm {
    std::string alarm;
    bool operator==(const CloseAlarm&) const = default;
};
/// The camera's tiles show the picture of `seconds` ago and go on from there. 0: back to now.
struct LookBack {
    std::string camera;
    int seconds = 0; ///< at most 30
    bool operator==(const LookBack&) const = default;
};
struct Focus {
    std::string camera; ///< empty: no focus
    bool operator==(const Focus&) const = default;
};
/// Writes what the cameras showed into files. Answered by one Pinned a file, or one with an error a camera.
struct Pin {
    std::string id; ///< chosen by the desk; the same id is not pinned twice
    std::vector<std::string> cameras;
    Micros from = 0;
    Micros until = 0;
    std::string folder; ///< absolute
    bool operator==(const Pin&) const = default;
};
struct Banner {
    std::string text;   ///< one line over the wall, empty: none
    bool drill = false; ///< a frame round the wall
    bool operator==(const Banner&) const = default;
};
struct Watermark {
    std::string text; ///< over cameras whose privacy class asks for it; empty: none
    bool operator==(const Watermark&) const = default;
};
struct Language {
    std::string code; ///< zh_CN or en
    bool operator==(const Language&) const = default;
};
struct PreviewWish {
    std::string camera;
    int width = 320; ///< of the picture on the desk, at most 640 x 360
    int height = 180;
    bool operator==(const PreviewWish&) const = default;
};
/// Which cameras the desk wants in shared memory, at most video::kPreviewSlots; replaces the list before.
struct SetPreviews {
    std::vector<PreviewWish> wishes;
    bool operator==(const SetPreviews&) const = default;
};
/// What an officer has made of the scene: another division, other places. It stays until the next SetScene.
/// The wall says the same to the desk when it was done with the wall's own mouse and keys.
struct Arrange {
    std::string division;             ///< division.h; empty: as the scene has it
    std::vector<std::string> cameras; ///< cell by cell, empty: none
    std::string alarm_area = {};      ///< right or screen; empty: as the scene has it
    bool operator==(const Arrange&) const = default;
};
/// The wall fills this screen. Without a name, or where there is none of this name, it goes back to where its
/// command line has put it.
struct ShowOn {
    std::string screen;
    bool operator==(const ShowOn&) const = default;
};
struct Quit {
    bool operator==(const Quit&) const = default;
};

using Order =
    std::variant<Hello, SetSite, SetSecrets, SetScene, OpenAlarm, AcknowledgeAlarm, CloseAlarm, LookBack,
                 Focus, Pin, Banner, Watermark, Language, SetPreviews, Arrange, ShowOn, Quit>;

// ---- wall -> desk

struct Ready {
    int version = kProtocolVersion;
    std::int64_t pid = 0;
    std::string shared_pictures; ///< name for video::SharedPictureReader, empty: there is none
    bool operator==(const Ready&) const = default;
};

enum class Live { Waiting, Live, Late, Lost };
/// Why a tile has no picture. NotConnected: the site gives this camera no stream.
enum class NoPicture {
    None,
    UnknownCamera,
    NotConnected,
    WrongPassword,
    Refused,
    BadStream,
    NoSignal,
    Frozen,
    Slow
};

struct TileReport {
    std::string camera;
    std::string alarm; ///< the alarm it is shown for, empty: the scene
    Live live = Live::Waiting;
    std::int64_t age_ms = 0; ///< of the last new picture
    std::string stream;      ///< main, sub or empty
    double fps = 0;          ///< shown, over the last second
    NoPicture reason = NoPicture::None;
    bool operator==(const TileReport&) const = default;
};
struct PreviewSlot {
    std::string camera;
    int slot = 0;
    NoPicture reason = NoPicture::None; ///< the same rule as for a tile
    bool operator==(const PreviewSlot&) const = default;
};
struct Heartbeat {
    std::string scene;
    std::vector<TileReport> tiles;
    std::vector<PreviewSlot> previews;
    bool operator==(const Heartbeat&) const = default;
};
/// The first picture of an alarm's camera stood on the glass.
struct PictureShown {
    std::string alarm;
    std::string camera;
    std::int64_t after_ms = 0; ///< since OpenAlarm was read, monotonic
    Micros at = 0;
    bool operator==(const PictureShown&) const = default;
};
struct Pinned {
    std::string id; ///< of the Pin
    std::string camera;
    std::string file;   ///< absolute; empty where there is an error
    std::string sha256; ///< 64 hexadecimal digits
    std::uint64_t size = 0;
    Micros from = 0; ///< first and last picture in the file
    Micros until = 0;
    std::string stream;     ///< main or sub
    std::string incomplete; ///< English, why the file holds less than was asked for; empty: it is whole
    std::string error;      ///< English, empty: none
    bool last = false;      ///< nothing more comes for this camera of this pin
    bool operator==(const Pinned&) const = default;
};
/// One camera that the site gives a stream, whether somebody looks at it or not. The figures count since the
/// wall knows it.
struct CameraHealth {
    std::string camera;
    Live live = Live::Waiting;
    NoPicture reason = NoPicture::None;
    NoPicture last_error = NoPicture::None; ///< why a connection was last broken off
    std::int64_t reconnects = 0;
    std::int64_t stalls = 0;  ///< connections that fell silent
    std::int64_t gaps = 0;    ///< packets that were missing
    std::int64_t garbage = 0; ///< pieces that nobody could read, or decode
    std::int64_t freezes = 0;
    std::int64_t resolution_changes = 0;
    bool operator==(const CameraHealth&) const = default;
};
struct Stats {
    double cpu_cores = 0; ///< of the whole wall process, over the last second
    double predicted_cores = 0;
    double budget_cores = 0;
    std::string load; ///< the governor's step
    std::int64_t pins_open = 0;
    std::int64_t refused_lines = 0; ///< lines from the desk that made no sense
    double rss_mb = 0;
    std::string renderer; ///< software or the name of the GPU
    std::vector<CameraHealth> cameras = {};
    bool operator==(const Stats&) const = default;
};
/// An order that could not be followed; the state before it stays in force.
struct OrderRefused {
    std::string order; ///< the "type" of the order, empty: it could not be read
    std::string text;  ///< English
    bool operator==(const OrderRefused&) const = default;
};

/// Somebody has handled the wall with its own mouse and keys; said as the orders that do the same.
struct Handled {
    std::string focus;    ///< camera, empty: none
    std::string division; ///< as in Arrange
    std::vector<std::string> cameras;
    std::string alarm_area = {};
    bool operator==(const Handled&) const = default;
};

using Report = std::variant<Ready, Heartbeat, PictureShown, Pinned, Stats, OrderRefused, Handled>;

/// One line without the line feed. Fails with Refused when it would be longer than kLineLimit, or a text is
/// no UTF-8.
Result<std::string> serialise(const Order& order);
Result<std::string> serialise(const Report& report);

/// Refused, with what is wrong and where ("open_alarm.cameras[2]: not a text").
Result<Order> parseOrder(std::string_view line);
Result<Report> parseReport(std::string_view line);

/// The "type" of a message: "open_alarm".
std::string_view name(const Order& order);
std::string_view name(const Report& report);

std::string_view name(Mode mode);
std::string_view name(Live live);
std::string_view name(NoPicture reason);
std::string_view name(site::Priority priority);

} // namespace shouwang::wall
