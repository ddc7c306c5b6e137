#include "devices/reading.h"

#include "site/json_tree.h"

#include <algorithm>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace shouwang::devices {

namespace {

using site::JsonNode;
using Refused = tl::unexpected<MessageError>;

constexpr std::string_view kEnd = "/reading";
constexpr auto kMinute = std::chrono::minutes(1);

Refused refuse(Refusal code, std::string text) {
    return Refused({code, std::move(text), {}});
}

std::string_view deviceOf(std::string_view topic, const std::string& site) {
    const std::string head = fmt::format("shouwang/{}/device/", site);
    if (!topic.starts_with(head) || !isReadingTopic(topic) || topic.size() <= head.size() + kEnd.size())
        return {};
    const std::string_view device = topic.substr(head.size(), topic.size() - head.size() - kEnd.size());
    return device.find('/') == std::string_view::npos ? device : std::string_view();
}

const JsonNode* member(const JsonNode& node, std::string_view key, JsonNode::Kind kind) {
    const JsonNode* found = node.member(key);
    return found && found->kind == kind ? found : nullptr;
}

bool isKind(std::string_view kind) {
    const auto plain = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; };
    return !kind.empty() && kind.size() <= kReadingKindLimit && std::ranges::all_of(kind, plain);
}

std::optional<Micros> timeOf(const JsonNode& root, Micros now) {
    const JsonNode* node = root.member("time");
    if (!node) return std::nullopt;
    const auto claimed = node->kind == JsonNode::Kind::Whole  ? std::optional(node->whole)
                         : node->kind == JsonNode::Kind::Text ? parseIsoTime(node->text)
                                                              : std::nullopt;
    if (!claimed) return std::nullopt;
    return *claimed > now + kClockTolerance || *claimed < now - kClockTolerance ? now : *claimed;
}

tl::expected<Reading, MessageError> readOne(const JsonNode& node, const std::string& device, Micros at,
                                            const Registry& registry) {
    const JsonNode* kind = member(node, "kind", JsonNode::Kind::Text);
    const JsonNode* value = member(node, "value", JsonNode::Kind::Whole);
    const JsonNode* point = member(node, "point", JsonNode::Kind::Text);
    if (!kind || !isKind(kind->text)) return refuse(Refusal::Malformed, "\"kind\" is no word for a reading");
    if (!value) return refuse(Refusal::Malformed, "\"value\" must be a whole number");
    if (!point && node.member("point")) return refuse(Refusal::Malformed, "\"point\" must be a text");
    if (point && !registry.hasPoint(device, point->text))
        return refuse(Refusal::UnknownPoint, "the device has no such point");
    return Reading{device, point ? point->text : std::string(), kind->text, at, value->whole};
}

tl::expected<std::vector<Reading>, MessageError> readAll(const JsonNode& root, const std::string& device,
                                                         Micros now, const Registry& registry) {
    const JsonNode* version = member(root, "v", JsonNode::Kind::Whole);
    if (!version || version->whole != 1) return refuse(Refusal::OtherVersion, "\"v\" is not 1");
    const JsonNode* named = member(root, "device", JsonNode::Kind::Text);
    if (!named || named->text != device)
        return refuse(Refusal::OtherDevice, "topic and payload name two devices");
    const auto at = timeOf(root, now);
    if (!at) return refuse(Refusal::Malformed, "\"time\" must be an ISO time or UTC microseconds");
    const JsonNode* list = member(root, "readings", JsonNode::Kind::List);
    if (!list) return refuse(Refusal::Malformed, "\"readings\" must be a list");
    if (list->items.size() > kReadingsLimit)
        return refuse(Refusal::Oversized, "too many readings in one message");
    std::vector<Reading> readings;
    for (const JsonNode& node : list->items) {
        auto reading = readOne(node, device, *at, registry);
        if (!reading) return Refused(reading.error());
        readings.push_back(std::move(*reading));
    }
    return readings;
}

} // namespace

std::string readingTopic(const std::string& site, const std::string& device) {
    return fmt::format("shouwang/{}/device/{}{}", site, device, kEnd);
}

bool isReadingTopic(std::string_view topic) {
    return topic.ends_with(kEnd);
}

tl::expected<std::vector<Reading>, MessageError> parseReadings(std::string_view topic, ByteView payload,
                                                               Micros now, const Registry& registry) {
    const std::string device(deviceOf(topic, registry.siteId()));
    if (device.empty()) return refuse(Refusal::BadTopic, "not a topic of this site");
    if (!registry.hasDevice(device)) return refuse(Refusal::UnknownDevice, "the site has no such device");
    if (payload.size() > kPayloadLimit) return refuse(Refusal::Oversized, "the payload is too long");
    const auto root = site::parseJson(payload);
    if (!root || root->kind != JsonNode::Kind::Object)
        return refuse(Refusal::Malformed, "payload is not a JSON object");
    return readAll(*root, device, now, registry);
}

std::string formatReadings(const std::string& device, Micros time, const std::vector<Reading>& readings) {
    nlohmann::ordered_json list = nlohmann::ordered_json::array();
    for (const Reading& reading : readings) {
        nlohmann::ordered_json item;
        if (!reading.point.empty()) item["point"] = reading.point;
        item["kind"] = reading.kind;
        item["value"] = reading.value;
        list.push_back(std::move(item));
    }
    const nlohmann::ordered_json out{
        {"v", 1}, {"device", device}, {"time", time}, {"readings", std::move(list)}};
    return out.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::vector<Reading> ReadingIntake::take(std::string_view topic, ByteView payload, Micros utc,
                                         std::chrono::nanoseconds now, const Registry& registry) {
    auto readings = parseReadings(topic, payload, utc, registry);
    if (!readings) {
        ++m_counters.refused;
        return {};
    }
    if (readings->empty()) return {};
    Minute& minute = m_minutes[readings->front().device];
    if (minute.count == 0 || now - minute.since >= kMinute) minute = {now, 0};
    if (minute.count + readings->size() > kMost) {
        m_counters.held_off += readings->size();
        return {};
    }
    minute.count += readings->size();
    m_counters.accepted += readings->size();
    return std::move(*readings);
}

} // namespace shouwang::devices
