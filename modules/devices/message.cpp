#include "devices/message.h"

#include "site/json_tree.h"
#include "site/names.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace shouwang::devices {

namespace {

using site::JsonNode;
using Refused = tl::unexpected<MessageError>;

Refused refuse(Refusal code, std::string text) {
    return Refused({code, std::move(text), {}, {}});
}

struct Address {
    std::string_view site;
    std::string_view device;
};

std::optional<Address> splitTopic(std::string_view topic) {
    std::array<std::string_view, 5> parts;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const std::size_t end = std::min(topic.find('/'), topic.size());
        parts[i] = topic.substr(0, end);
        topic.remove_prefix(end);
        const bool last = i + 1 == parts.size();
        if (last != topic.empty()) return std::nullopt;
        if (!last) topic.remove_prefix(1);
    }
    const bool right =
        parts[0] == "shouwang" && parts[2] == "device" && parts[4] == "event" && !parts[3].empty();
    return right ? std::optional(Address{parts[1], parts[3]}) : std::nullopt;
}

bool isControl(char c) {
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
}

/// A name from outside that may be shown and written into JSON.
std::string harmless(std::string_view name) {
    std::string text(name.substr(0, kStrangerLimit));
    if (const auto bad = site::firstBadUtf8(text)) text.resize(*bad); // cut within a letter, or none at all
    std::replace_if(text.begin(), text.end(), isControl, '?');
    return text;
}

/// Takes the fields of one payload; the first fault stays.
class Fields {
public:
    explicit Fields(const JsonNode& root)
        : m_root(root) {}

    std::string text(std::string_view key, bool required) {
        const JsonNode* node = get(key, required);
        if (!node) return {};
        if (node->kind != JsonNode::Kind::Text) return wrong(key, "must be a text");
        if (node->text.size() > kTextLimit) {
            note(Refusal::Oversized, fmt::format("\"{}\" is longer than {} bytes", key, kTextLimit));
            return {};
        }
        if (std::any_of(node->text.begin(), node->text.end(), isControl)) {
            return wrong(key, "holds a control character");
        }
        return node->text;
    }

    std::uint64_t natural(std::string_view key) {
        const JsonNode* node = get(key, true);
        if (!node) return 0;
        const bool whole = node->kind == JsonNode::Kind::Whole && node->whole >= 0;
        // Beyond 2^63 the tree keeps a number and, beside it, the whole value.
        if (!whole && node->natural == 0) wrong(key, "must be a whole number of 0 or more");
        return node->natural;
    }

    Micros time(std::string_view key) {
        const JsonNode* node = get(key, true);
        if (!node) return 0;
        if (node->kind == JsonNode::Kind::Whole) return node->whole;
        const auto parsed = node->kind == JsonNode::Kind::Text ? parseIsoTime(node->text) : std::nullopt;
        if (!parsed) wrong(key, "must be an ISO time or UTC microseconds");
        return parsed.value_or(0);
    }

    void note(Refusal code, std::string text) {
        if (!m_fault) m_fault = MessageError{code, std::move(text), {}, {}};
    }
    const std::optional<MessageError>& fault() const { return m_fault; }

private:
    const JsonNode* get(std::string_view key, bool required) {
        const JsonNode* node = m_root.member(key);
        if (!node && required) wrong(key, "is missing");
        return node;
    }
    std::string wrong(std::string_view key, std::string_view what) {
        note(Refusal::Malformed, fmt::format("\"{}\" {}", key, what));
        return {};
    }

    const JsonNode& m_root;
    std::optional<MessageError> m_fault;
};

site::Signal readSignal(Fields& in) {
    site::Signal signal;
    if (in.natural("v") != 1) in.note(Refusal::OtherVersion, "\"v\" is not 1");
    signal.device = in.text("device", true);
    const std::string word = in.text("kind", true);
    if (const auto kind = site::valueOf(site::signalNames(), word)) {
        signal.kind = *kind;
    } else {
        in.note(Refusal::Malformed, "\"kind\" is none of raised, cleared, fault, heartbeat");
    }
    const bool hasPoint =
        signal.kind == site::Signal::Kind::Raised || signal.kind == site::Signal::Kind::Cleared;
    signal.point = in.text("point", hasPoint);
    if (signal.kind == site::Signal::Kind::Heartbeat) signal.point.clear();
    if (hasPoint && signal.point.empty()) in.note(Refusal::Malformed, "\"point\" is empty");
    signal.boot = in.natural("boot");
    signal.counter = in.natural("counter");
    signal.device_time = in.time("time");
    signal.detail = in.text("detail", false);
    return signal;
}

void judgeTime(site::Signal& signal, Micros now) {
    // Compared without a difference first: a hostile time must not overflow.
    signal.clock_suspect =
        signal.device_time > now + kClockTolerance || signal.device_time < now - kClockTolerance;
    signal.device_time = std::clamp(signal.device_time, kOldestClaim, kNewestClaim);
}

tl::expected<site::Signal, MessageError> parsePayload(const std::string& device, ByteView payload,
                                                      const Registry& registry) {
    if (payload.size() > kPayloadLimit) {
        return refuse(Refusal::Oversized, fmt::format("payload is longer than {} bytes", kPayloadLimit));
    }
    const auto root = site::parseJson(payload);
    if (!root) return refuse(Refusal::Malformed, "payload is not a JSON document: " + root.error().code);
    if (root->kind != JsonNode::Kind::Object) return refuse(Refusal::Malformed, "payload is not an object");
    Fields fields(*root);
    site::Signal signal = readSignal(fields);
    if (fields.fault()) return Refused(*fields.fault());
    if (signal.device != device) return refuse(Refusal::OtherDevice, "topic and payload name two devices");
    if (!signal.point.empty() && !registry.hasPoint(signal.device, signal.point)) {
        return refuse(Refusal::UnknownPoint, "the device has no such point");
    }
    return signal;
}

} // namespace

std::string_view name(Refusal refusal) {
    switch (refusal) {
    case Refusal::BadTopic:
        return "bad_topic";
    case Refusal::Oversized:
        return "oversized";
    case Refusal::Malformed:
        return "malformed";
    case Refusal::OtherVersion:
        return "other_version";
    case Refusal::OtherDevice:
        return "other_device";
    case Refusal::UnknownDevice:
        return "unknown_device";
    case Refusal::UnknownPoint:
        return "unknown_point";
    }
    return "malformed";
}

Registry::Registry(const site::Site& site)
    : m_site(site.id) {
    for (const site::AlarmPoint& point : site.points)
        m_points[point.device].insert(point.id);
}

bool Registry::hasPoint(const std::string& device, const std::string& point) const {
    const auto found = m_points.find(device);
    return found != m_points.end() && found->second.contains(point);
}

std::vector<std::string> Registry::devices() const {
    std::vector<std::string> list;
    for (const auto& [device, points] : m_points)
        list.push_back(device);
    return list;
}

tl::expected<site::Signal, MessageError> parseMessage(std::string_view topic, ByteView payload, Micros now,
                                                      const Registry& registry) {
    const auto address = splitTopic(topic);
    if (!address || address->site != registry.siteId())
        return refuse(Refusal::BadTopic, "not a topic of this site");
    const std::string device(address->device);
    if (!registry.hasDevice(device))
        return Refused({Refusal::UnknownDevice, "the site has no such device", {}, harmless(device)});
    auto signal = parsePayload(device, payload, registry);
    if (!signal) {
        signal.error().device = device;
        return signal;
    }
    judgeTime(*signal, now);
    return signal;
}

std::string eventTopic(const std::string& site, const std::string& device) {
    return fmt::format("shouwang/{}/device/{}/event", site, device);
}

std::string formatMessage(const site::Signal& signal) {
    nlohmann::ordered_json out{{"v", 1}, {"device", signal.device}};
    if (!signal.point.empty()) out["point"] = signal.point;
    out["kind"] = site::nameOf(site::signalNames(), signal.kind);
    out["boot"] = signal.boot;
    out["counter"] = signal.counter;
    out["time"] = signal.device_time;
    if (!signal.detail.empty()) out["detail"] = signal.detail;
    return out.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

} // namespace shouwang::devices
