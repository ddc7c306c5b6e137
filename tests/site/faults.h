// Every fault of a site file, as a change to the sample's text. One table for the reader and for the JSON
// schema.
#pragma once

#include "site/sample.h"
#include "site/site_file.h"

#include <algorithm>
#include <string>
#include <vector>

namespace faults {

struct Fault {
    const char* name;
    const char* from; ///< first occurrence in the sample
    const char* to;
    const char* code;
    bool schema;  ///< a JSON schema can say it
    int down = 0; ///< lines between the change and the line that is named
};

inline const std::string& sampleText() {
    static const std::string text = shouwang::site::writeSite(shouwang::site::sampleSite()).value();
    return text;
}

/// Empty where `from` does not occur, so that a stale row is noticed.
inline std::string broken(const Fault& fault) {
    std::string text = sampleText();
    const std::size_t at = text.find(fault.from);
    if (at == text.npos) return {};
    return text.replace(at, std::string_view(fault.from).size(), fault.to);
}

inline std::size_t lineOf(const Fault& fault) {
    const std::string& text = sampleText();
    const auto end = text.begin() + static_cast<std::ptrdiff_t>(text.find(fault.from));
    return static_cast<std::size_t>(std::count(text.begin(), end, '\n') + 1 + fault.down);
}

inline const std::vector<Fault>& all() {
    static const std::vector<Fault> kFaults{
        {"other_format", "\"shouwang-site\"", "\"other\"", "unknown_word", true},
        {"newer_version", "\"version\": 1", "\"version\": 2", "out_of_range", true},
        {"site_id_of_letters", "\"990101\"", "\"99o101\"", "bad_digits", true},
        {"name_missing", "\"short_name\": \"青禾所\",\n", "", "missing", true, -5},
        {"flag_as_text", "\"synthetic\": true", "\"synthetic\": \"yes\"", "wrong_type", true},
        {"unknown_key", "\"synthetic\": true", "\"sinthetic\": true", "unknown_key", true},
        {"unknown_key_of_camera", "\"keep_days\":30", "\"keep_day\":30", "unknown_key", true},
        {"camera_twice", "\"id\":\"Z10-1F-走廊东-B02\"", "\"id\":\"Z10-1F-门厅-B01\"", "duplicate_id", false},
        {"camera_named_like_a_zone", "\"id\":\"Z50-1F-门厅-B01\"", "\"id\":\"Z50\"", "duplicate_id", false},
        {"gb_id_twice", "99010100021320100002", "99010100021320100001", "duplicate_gb_id", false},
        {"gb_id_too_short", "99010100021320100002", "9901010002132010002", "bad_digits", true},
        {"gb_id_of_letters", "99010100021320100002", "9901010002132010000x", "bad_digits", true},
        {"unknown_camera_kind", "\"kind\":\"B\"", "\"kind\":\"X\"", "unknown_word", true},
        {"unknown_privacy_class", "\"privacy\":\"P0\"", "\"privacy\":\"P4\"", "unknown_word", true},
        {"phone_of_letters", "\"phone\":\"8001\"", "\"phone\":\"call me\"", "bad_phone", true},
        {"phone_without_a_digit", "\"phone\":\"8001\"", "\"phone\":\"+ -\"", "bad_phone", true},
        {"contact_without_a_name", "{\"name\":\"值班所领导\",", "{", "missing", true},
        {"unknown_codec", "\"codec\":\"hevc\"", "\"codec\":\"mjpeg\"", "unknown_word", true},
        {"bearing_a_full_turn", "\"bearing_deg\":", "\"bearing_deg\":360.0,\"x\":", "out_of_range", true},
        {"height_as_text", "\"height_m\":2.8", "\"height_m\":\"2.8\"", "wrong_type", true},
        {"kept_too_short", "\"keep_days\":30", "\"keep_days\":29", "out_of_range", true},
        {"kept_for_ever", "\"keep_days\":30", "\"keep_days\":99999999999999999999", "wrong_type", true},
        {"url_of_http", "\"main_url\":\"rtsp://", "\"main_url\":\"http://", "bad_url", true},
        {"url_with_password", "\"main_url\":\"rtsp://127", "\"main_url\":\"rtsp://admin:secret@127",
         "bad_url", true},
        {"url_with_chinese", "/cam/014/main", "/cam/走廊/main", "bad_url", true},
        {"url_without_path", "127.0.0.1:8554/cam/014/main", "127.0.0.1:8554", "bad_url", true},
        {"url_with_impossible_port", "127.0.0.1:8554/cam/014/main", "127.0.0.1:65536/cam", "bad_url", false},
        {"camera_in_no_zone", "\"place\":{\"zone\":\"Z10\"", "\"place\":{\"zone\":\"Z11\"",
         "unknown_reference", false},
        {"floor_of_another_zone", "\"floor\":\"Z10-1F\"", "\"floor\":\"Z20-1F\"", "floor_of_other_zone",
         false},
        {"place_outside_its_floor", "\"x_m\":46.0", "\"x_m\":64.5", "outside_floor", false},
        {"place_is_a_number", "\"women\":true", "\"women\":1", "wrong_type", true},
        {"zone_of_a_floor_unknown", "\"zone\":\"Z10\",\"name\":\"生理脱毒区一层\"",
         "\"zone\":\"Z1O\",\"name\":\"生理脱毒区一层\"", "unknown_reference", false},
        {"floor_without_width", "\"width_m\":64.0", "\"width_m\":0", "out_of_range", true},
        {"zone_refers_to_a_post", "\"zone\":\"W\"}", "\"zone\":\"P-CC-1\"}", "wrong_reference", false},
        {"point_of_no_kind", "\"kind\":\"fence\"", "\"kind\":\"fenze\"", "unknown_word", true},
        {"priority_zero", "\"priority\":2", "\"priority\":0", "out_of_range", true},
        {"priority_as_fraction", "\"priority\":2", "\"priority\":1.5", "wrong_type", true},
        {"point_with_unknown_camera", "\"cameras\":[\"W-W01-热成像-T02\"",
         "\"cameras\":[\"W-W01-热成像-T03\"", "unknown_reference", false},
        {"point_with_a_camera_twice", "\"cameras\":[\"W-W01-热成像-T02\"",
         "\"cameras\":[\"W-W01-围墙内-Q01\"", "repeated_camera", true},
        {"point_without_procedure", "\"procedure\":\"SOP-FENCE\"", "\"procedure\":\"\"", "bad_length", true},
        {"unknown_procedure", "\"procedure\":\"SOP-FENCE\"", "\"procedure\":\"SOP-NONE\"",
         "unknown_reference", false},
        {"device_with_topic_wildcard", "\"device\":\"PH-1\"", "\"device\":\"PH-+\"", "bad_id", true},
        {"device_with_slash", "\"device\":\"PH-1\"", "\"device\":\"PH/1\"", "bad_id", true},
        {"id_with_blank", "\"id\":\"AL-FENCE-W03\"", "\"id\":\"AL FENCE-W03\"", "bad_id", true},
        {"id_beginning_with_dot", "\"id\":\"AL-FENCE-W03\"", "\"id\":\"../passwd\"", "bad_id", true},
        {"interlock_of_one_door", "\"interlock\":\"AB-人行\"", "\"interlock\":\"AB-行人\"",
         "lonely_interlock", false},
        {"unknown_role", "\"role\":\"shift_leader\"", "\"role\":\"shift_leeder\"", "unknown_word", true},
        {"unknown_post", "\"post\":\"P-CC-1\"", "\"post\":\"P-CC-9\"", "unknown_reference", false},
        {"auxiliary_as_commander", "\"role\":\"brigade\",\"post\":\"P-G1-车行\"",
         "\"role\":\"commander\",\"post\":\"P-G1-车行\"", "auxiliary_role", true},
        {"empty_step", "\"steps\":[\"", "\"steps\":[\"\",\"", "bad_length", true},
        {"scene_with_unknown_camera", "\"cameras\":[\"Z31-2F-值班室-B04\",\"Z31-2F-走廊北-B03\",\"G1",
         "\"cameras\":[\"Z31-2F-值班室-B04\",\"AL-FENCE-W07\",\"G1", "wrong_reference", false},
        {"scene_smaller_than_its_cameras", "\"columns\":4,\"rows\":4", "\"columns\":4,\"rows\":3",
         "scene_too_small", false},
        {"scene_without_columns", "\"columns\":4,", "", "missing", true},
        {"scene_with_too_many_columns", "\"columns\":4,", "\"columns\":17,", "out_of_range", true},
        {"alarm_area_unknown", "\"alarm_area\":\"right\"", "\"alarm_area\":\"left\"", "unknown_word", true},
        {"camera_is_a_text", "\"cameras\": [", "\"cameras\": [\"Z31\",", "wrong_type", true},
        {"posts_is_a_number", "\"posts\": [", "\"posts\": 7, \"x\": [", "wrong_type", true},
        {"polygon_of_two_points", "\"areas\":[\n", "\"areas\":[\n{\"points\":[[0,0],[5,5]]},", "bad_polygon",
         true, 1},
        {"polygon_without_points", "\"areas\":[\n", "\"areas\":[\n{\"name\":\"x\"},", "missing", true, 1},
        {"polygon_with_half_a_point", "\"areas\":[\n", "\"areas\":[\n{\"points\":[[0,0],[5],[5,5]]},",
         "bad_point", true, 1},
        {"polygon_with_a_word_for_a_number", "\"areas\":[\n",
         "\"areas\":[\n{\"points\":[[0,0],[\"5\",0],[5,5]]},", "bad_point", true, 1},
        {"polygon_beyond_all_bounds", "\"areas\":[\n", "\"areas\":[\n{\"points\":[[0,0],[1e9,0],[5,5]]},",
         "out_of_range", true, 1},
        {"polygon_far_outside_of_the_plan", "\"areas\":[\n",
         "\"areas\":[\n{\"points\":[[0,0],[900,0],[5,5]]},", "outside_plan", false, 1},
        {"polygon_far_outside_of_its_floor", "\"areas\":[\n",
         "\"areas\":[\n{\"floor\":\"Z10-1F\",\"points\":[[0,0],[70,0],[5,5]]},", "outside_plan", false, 1},
        {"polygon_on_an_unknown_floor", "\"areas\":[\n",
         "\"areas\":[\n{\"floor\":\"Z10-9F\",\"points\":[[0,0],[5,0],[5,5]]},", "unknown_reference", false,
         1},
        {"polygon_on_the_floor_of_another_zone", "\"areas\":[\n",
         "\"areas\":[\n{\"floor\":\"Z20-1F\",\"points\":[[0,0],[5,0],[5,5]]},", "floor_of_other_zone", false,
         1},
        {"polygon_that_crosses_itself", "\"areas\":[\n",
         "\"areas\":[\n{\"points\":[[0,0],[5,5],[5,0],[0,5]]},", "polygon_crosses_itself", false, 1},
        {"polygon_that_runs_back", "\"areas\":[\n", "\"areas\":[\n{\"points\":[[0,0],[5,0],[2,0],[2,5]]},",
         "polygon_crosses_itself", false, 1},
        {"polygon_with_a_point_twice", "\"areas\":[\n",
         "\"areas\":[\n{\"points\":[[0,0],[5,0],[5,5],[0,0]]},", "polygon_crosses_itself", false, 1},
        {"plan_without_height", "\"plan\": {\"width_m\":360.0,\"height_m\":270.0}",
         "\"plan\": {\"width_m\":360.0}", "missing", true},
        {"plan_of_no_width", "\"plan\": {\"width_m\":360.0", "\"plan\": {\"width_m\":0.0", "out_of_range",
         true},
        {"post_in_another_zone", "\"zone\":\"G1\",\"place\":{\"zone\":\"G1\"",
         "\"zone\":\"G1\",\"place\":{\"zone\":\"Z10\"", "place_in_other_zone", false},
        {"control_character", "\"name\":\"周界W01段电子围栏\"", "\"name\":\"周界\\u0007\"",
         "control_character", true},
        {"key_twice", "\"kind\":\"fence\"", "\"kind\":\"fence\",\"kind\":\"fire\"", "duplicate_key", false},
        {"comma_missing", "\"kind\":\"fence\",", "\"kind\":\"fence\"", "syntax", false},
    };
    return kFaults;
}

} // namespace faults
