// The place as it was built: zones, cameras, alarm points, doors, posts, staff and default scenes. Plain
// values; one Site is read from one site file (see site_file.h) and never changes afterwards.
#pragma once

#include "base/bytes.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace shouwang::site {

enum class PrivacyClass { Open, Dormitory, MedicalOrVisit, Talk }; ///< P0 to P3, domain.md section 7
enum class Codec { H264, Hevc };
enum class PointKind {
    Fence,
    Infrared,
    Microwave,
    Vibration,
    Analytics,
    Button,
    Fire,
    Door
}; ///< domain.md section 7
enum class Priority { Critical = 1, High = 2, Medium = 3, Low = 4 };

struct Spot { ///< metres to the east and to the north
    double x_m = 0;
    double y_m = 0;
};

struct Area {          ///< a closed polygon that does not cross itself; its edge belongs to it
    std::string floor; ///< empty: on the outdoor plan
    std::string name;  ///< W07, 一号车间; may be empty
    std::vector<Spot> points;
};

struct Zone {
    std::string code; ///< Z31
    std::string name; ///< 康复巩固区一号楼
    std::string brigade;
    int capacity = 0;
    bool women = false;
    std::vector<Area> areas{}; ///< where it lies, the ground before what stands on it; empty: not drawn
};

struct OutdoorPlan { ///< both 0: the file does not say
    double width_m = 0;
    double height_m = 0;
};

struct Floor {        ///< a plan that points are drawn on; coordinates in metres from its lower left corner
    std::string code; ///< Z31-2F
    std::string zone;
    std::string name;
    double width_m = 0;
    double height_m = 0;
};

struct Place { ///< where something stands
    std::string zone;
    std::string floor; ///< may be empty: outdoors
    std::string name;  ///< 走廊北, for people
    double x_m = 0;
    double y_m = 0;
};

struct Camera {
    std::string id;    ///< Z31-2F-走廊北-B03, unique
    std::string name;  ///< 康复巩固区三大队二层走廊北03
    std::string gb_id; ///< 20 digits, GB/T 28181
    char kind = 'B';   ///< Q bullet, B dome, S pan-tilt-zoom, P panorama, T thermal
    Place place;
    PrivacyClass privacy = PrivacyClass::Open;
    double height_m = 3;
    double bearing_deg = 0;
    std::string main_url; ///< rtsp://host:port/path without credentials; empty where no stream is connected
    std::string sub_url;
    Codec codec = Codec::H264;
    int keep_days = 30;
};

struct AlarmPoint {
    std::string id; ///< AL-BTN-Z31-2F-值班室, unique
    std::string name;
    PointKind kind = PointKind::Button;
    Priority priority = Priority::High;
    Place place;
    std::string device;               ///< the MQTT device that reports it
    std::vector<std::string> cameras; ///< linked, best first
    std::string procedure;            ///< id of a Procedure
    bool bypassed = false;
};

struct Door {
    std::string id;
    std::string name;
    Place place;
    std::string interlock; ///< doors of one interlock never open together; empty: none
};

struct Post {
    std::string id;
    std::string name;
    std::string zone; ///< empty: the whole facility
    std::optional<Place> place{};
};

struct StaffMember {
    std::string account; ///< sign-on name
    std::string name;    ///< synthetic
    std::string role;    ///< operator, shift_leader, commander, brigade, medical, supervisor, admin
    std::string post;
    bool auxiliary = false; ///< may never hold an enforcement permission (S1(17), S0#80)
    std::string team;       ///< 甲, 乙, 丙 or 丁; empty: not in a shift team
};

struct Procedure { ///< what an officer does first, shown beside the alarm
    std::string id;
    std::string title;
    std::vector<std::string> steps;
};

struct Contact { ///< who is called when nothing else works; by function, never a private person
    std::string name;
    std::string phone; ///< as it is dialled: digits and + - * # ( ) and blanks
    std::string note;  ///< may be empty
};

struct Scene { ///< which cameras a wall shows
    std::string id;
    std::string name;
    int columns = 4;
    int rows = 4;
    std::string alarm_area = "right"; ///< right or screen: where alarm cameras open
    std::vector<std::string> cameras; ///< row by row
};

struct Site {
    std::string id; ///< 990101
    std::string name;
    std::string short_name;
    bool synthetic = false;
    std::string note; ///< 合成数据 where it is
    OutdoorPlan plan; ///< from the south-west corner of the wall
    std::vector<Zone> zones;
    std::vector<Floor> floors;
    std::vector<Camera> cameras;
    std::vector<AlarmPoint> points;
    std::vector<Door> doors;
    std::vector<Post> posts;
    std::vector<StaffMember> staff;
    std::vector<Procedure> procedures;
    std::vector<Scene> scenes;
    std::vector<Contact> contacts; ///< in the order in which they are called
    Hash content_hash{};           ///< SHA-256 of the file

    const Camera* camera(const std::string& id) const;
    const AlarmPoint* point(const std::string& id) const;
    const Scene* scene(const std::string& id) const;
    const Procedure* procedure(const std::string& id) const;
    const Zone* zone(const std::string& code) const;
    const Floor* floor(const std::string& code) const;
    const Door* door(const std::string& id) const;
    const Post* post(const std::string& id) const;
};

/// What a device says happened. Device time is as the device claims, so it is only displayed.
struct Signal {
    enum class Kind { Raised, Cleared, Fault, Heartbeat };
    Kind kind = Kind::Raised;
    std::string device;
    std::string point;      ///< empty for a heartbeat and for a fault of the whole device
    std::uint64_t boot = 0; ///< boot and counter are both 0 where the gateway itself speaks (device_silent)
    std::uint64_t counter = 0;
    std::int64_t device_time = 0; ///< UTC microseconds
    bool clock_suspect = false;   ///< the device's time is further than 60 s from ours
    std::string detail;
};

/// Camera passwords. Never in a fact, never in the site file (design section 4).
struct Secret {
    std::string user;
    std::string password;
};
using Secrets = std::map<std::string, Secret>; ///< by camera id; "*" is the default

} // namespace shouwang::site
