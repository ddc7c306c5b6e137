#include "wall/protocol.h"

#include "wall/base64.h"
#include "wall/protocol_fields.h"

#include <array>
#include <cmath>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <optional>

namespace shouwang::wall {

namespace {

using Json = nlohmann::json;

template <class E>
using Names = std::vector<std::pair<E, std::string_view>>;

const Names<Mode>& namesOf(Mode) {
    static const Names<Mode> names{{Mode::Real, "real"}, {Mode::Drill, "drill"}, {Mode::Test, "test"}};
    return names;
}
const Names<Live>& namesOf(Live) {
    static const Names<Live> names{
        {Live::Waiting, "waiting"}, {Live::Live, "live"}, {Live::Late, "late"}, {Live::Lost, "lost"}};
    return names;
}
const Names<NoPicture>& namesOf(NoPicture) {
    static const Names<NoPicture> names{
        {NoPicture::None, "none"},
        {NoPicture::UnknownCamera, "unknown_camera"},
        {NoPicture::NotConnected, "not_connected"},
        {NoPicture::WrongPassword, "wrong_password"},
        {NoPicture::Refused, "refused"},
        {NoPicture::BadStream, "bad_stream"},
        {NoPicture::NoSignal, "no_signal"},
        {NoPicture::Frozen, "frozen"},
    };
    return names;
}
const Names<site::Priority>& namesOf(site::Priority) {
    using P = site::Priority;
    static const Names<P> names{
        {P::Critical, "critical"}, {P::High, "high"}, {P::Medium, "medium"}, {P::Low, "low"}};
    return names;
}

template <class E>
std::string_view nameOf(E value) {
    for (const auto& [candidate, text] : namesOf(value))
        if (candidate == value) return text;
    return "";
}

// ---- writing

class Writer {
public:
    template <class T>
    void operator()(const char* key, const T& value) {
        m_object[key] = toJson(value);
    }
    Json take() { return std::move(m_object); }

private:
    template <class T>
    static Json toJson(const T& value) {
        if constexpr (std::is_enum_v<T>) {
            return nameOf(value);
        } else if constexpr (std::is_floating_point_v<T>) {
            return std::isfinite(value) ? value : 0.0; // JSON has no other numbers
        } else if constexpr (std::is_arithmetic_v<T> || std::is_same_v<T, std::string>) {
            return value;
        } else if constexpr (std::is_same_v<T, Bytes>) {
            return toBase64(value);
        } else {
            Writer inner;
            fields(inner, value);
            return inner.take();
        }
    }
    template <class T>
    static Json toJson(const std::vector<T>& values) {
        if constexpr (std::is_same_v<T, std::uint8_t>) {
            return toBase64(values);
        } else {
            Json list = Json::array();
            for (const T& value : values)
                list.push_back(toJson(value));
            return list;
        }
    }

    Json m_object = Json::object();
};

// ---- reading

/// Keeps the first fault and reads on without effect.
class Reader {
public:
    Reader(const Json& object, std::string path, std::string& fault)
        : m_object(object)
        , m_path(std::move(path))
        , m_fault(fault) {
        if (!object.is_object()) blame("", "not an object");
    }

    template <class T>
    void operator()(const char* key, T& value) {
        if (!m_fault.empty()) return;
        const auto found = m_object.find(key);
        if (found == m_object.end()) return blame(key, "is missing");
        ++m_read;
        read(*found, m_path + "." + key, value);
    }
    /// Call after the last field. `known` fields were read elsewhere.
    void finish(std::size_t known) {
        if (m_fault.empty() && m_object.size() != m_read + known)
            m_fault = m_path + ": a field that nobody knows";
    }

private:
    void blame(const std::string& key, const char* text) {
        if (m_fault.empty()) m_fault = key.empty() ? m_path + ": " + text : m_path + "." + key + ": " + text;
    }
    void wrong(const std::string& path, std::string_view text) {
        if (m_fault.empty()) m_fault = fmt::format("{}: {}", path, text);
    }

    void read(const Json& json, const std::string& path, std::string& value) {
        if (!json.is_string()) return wrong(path, "not a text");
        value = json.get_ref<const std::string&>();
        if (value.size() > kTextLimit) return wrong(path, "too long");
        if (value.find('\0') != std::string::npos) return wrong(path, "holds a null character");
    }
    void read(const Json& json, const std::string& path, Bytes& value) {
        if (!json.is_string()) return wrong(path, "not a text");
        auto bytes = fromBase64(json.get_ref<const std::string&>());
        if (!bytes) return wrong(path, bytes.error().text);
        value = std::move(*bytes);
    }
    void read(const Json& json, const std::string& path, bool& value) {
        if (!json.is_boolean()) return wrong(path, "not true or false");
        value = json.get<bool>();
    }
    void read(const Json& json, const std::string& path, double& value) {
        if (!json.is_number()) return wrong(path, "not a number");
        value = json.get<double>();
        if (!std::isfinite(value)) wrong(path, "not a number");
    }
    template <std::integral T>
    void read(const Json& json, const std::string& path, T& value) {
        // Everything we count and every time is a non-negative number that fits into 63 bits.
        if (!json.is_number_unsigned()) return wrong(path, "not a whole number from 0");
        const auto number = json.get<std::uint64_t>();
        if (number > static_cast<std::uint64_t>(std::numeric_limits<T>::max()) || number > INT64_MAX)
            return wrong(path, "too large");
        value = static_cast<T>(number);
    }
    template <class T>
    requires std::is_enum_v<T>
    void read(const Json& json, const std::string& path, T& value) {
        if (!json.is_string()) return wrong(path, "not a text");
        for (const auto& [candidate, text] : namesOf(T{})) {
            if (text != json.get_ref<const std::string&>()) continue;
            value = candidate;
            return;
        }
        wrong(path, "not one of the known words");
    }
    template <class T>
    void read(const Json& json, const std::string& path, std::vector<T>& values) {
        if (!json.is_array()) return wrong(path, "not a list");
        if (json.size() > kListLimit) return wrong(path, "too many elements");
        values.resize(json.size());
        for (std::size_t i = 0; i < json.size() && m_fault.empty(); ++i)
            read(json[i], fmt::format("{}[{}]", path, i), values[i]);
    }
    template <class T>
    requires std::is_class_v<T>
    void read(const Json& json, const std::string& path, T& value) {
        Reader inner(json, path, m_fault);
        fields(inner, value);
        inner.finish(0);
    }

    const Json& m_object;
    const std::string m_path;
    std::string& m_fault;
    std::size_t m_read = 0;
};

// ---- what a single field cannot tell

std::string check(const auto&) {
    return {};
}
std::string check(const SetScene& m) {
    return m.scene.empty() ? "scene: empty" : "";
}
std::string check(const OpenAlarm& m) {
    return m.alarm.empty() ? "alarm: empty" : "";
}
std::string check(const LookBack& m) {
    if (m.camera.empty()) return "camera: empty";
    return m.seconds > 30 ? "seconds: more than 30" : "";
}
std::string check(const Pin& m) {
    if (m.id.empty() || m.cameras.empty()) return "id or cameras: empty";
    if (m.until <= m.from) return "until: not after from";
    if (m.until - m.from > 600'000'000) return "until: more than ten minutes after from";
    return m.folder.starts_with('/') ? "" : "folder: not absolute";
}
std::string check(const Language& m) {
    return m.code == "zh_CN" || m.code == "en" ? "" : "code: neither zh_CN nor en";
}
std::string check(const SetPreviews& m) {
    if (m.wishes.size() > 24) return "wishes: more than 24";
    for (const PreviewWish& wish : m.wishes)
        if (wish.camera.empty() || wish.width < 16 || wish.width > 640 || wish.height < 9 ||
            wish.height > 360)
            return "wishes: not between 16 x 9 and 640 x 360, or without a camera";
    return {};
}

// ---- the words of the lines

template <class M>
constexpr std::string_view kWord = "";
template <>
constexpr std::string_view kWord<Hello> = "hello";
template <>
constexpr std::string_view kWord<SetSite> = "site";
template <>
constexpr std::string_view kWord<SetSecrets> = "secrets";
template <>
constexpr std::string_view kWord<SetScene> = "scene";
template <>
constexpr std::string_view kWord<OpenAlarm> = "open_alarm";
template <>
constexpr std::string_view kWord<AcknowledgeAlarm> = "acknowledge_alarm";
template <>
constexpr std::string_view kWord<CloseAlarm> = "close_alarm";
template <>
constexpr std::string_view kWord<LookBack> = "look_back";
template <>
constexpr std::string_view kWord<Focus> = "focus";
template <>
constexpr std::string_view kWord<Pin> = "pin";
template <>
constexpr std::string_view kWord<Banner> = "banner";
template <>
constexpr std::string_view kWord<Watermark> = "watermark";
template <>
constexpr std::string_view kWord<Language> = "language";
template <>
constexpr std::string_view kWord<SetPreviews> = "previews";
template <>
constexpr std::string_view kWord<Quit> = "quit";
template <>
constexpr std::string_view kWord<Ready> = "ready";
template <>
constexpr std::string_view kWord<Heartbeat> = "heartbeat";
template <>
constexpr std::string_view kWord<PictureShown> = "picture_shown";
template <>
constexpr std::string_view kWord<Pinned> = "pinned";
template <>
constexpr std::string_view kWord<Stats> = "stats";
template <>
constexpr std::string_view kWord<OrderRefused> = "order_refused";

template <class Message>
Result<Message> readAs(const Json& json) {
    std::string fault;
    Message message;
    Reader reader(json, std::string(kWord<Message>), fault);
    fields(reader, message);
    reader.finish(1); // "type"
    if (fault.empty()) {
        const std::string doubt = check(message);
        if (!doubt.empty()) fault = fmt::format("{}.{}", kWord<Message>, doubt);
    }
    if (!fault.empty()) return fail(Next::Refused, std::move(fault));
    return message;
}

template <class Any, std::size_t I = 0>
Result<Any> readByWord(const Json& json, const std::string& word) {
    if constexpr (I == std::variant_size_v<Any>) {
        return fail(Next::Refused, fmt::format("'{:.40}': nobody knows this word", word));
    } else {
        using Message = std::variant_alternative_t<I, Any>;
        if (word != kWord<Message>) return readByWord<Any, I + 1>(json, word);
        auto message = readAs<Message>(json);
        if (!message) return fail(message.error().next, message.error().text);
        return Any(std::move(*message));
    }
}

template <class Any>
Result<Any> parse(std::string_view line) {
    if (line.size() > kLineLimit) return fail(Next::Refused, "a line of more than 8 MiB");
    const Json json = Json::parse(line.begin(), line.end(), nullptr, false);
    if (!json.is_object()) return fail(Next::Refused, "not a JSON object");
    const auto type = json.find("type");
    if (type == json.end() || !type->is_string()) return fail(Next::Refused, "without a 'type'");
    return readByWord<Any>(json, type->get_ref<const std::string&>());
}

template <class Any>
Result<std::string> write(const Any& any) {
    Json json = std::visit(
        [](const auto& message) {
            Writer writer;
            fields(writer, message);
            Json object = writer.take();
            object["type"] = kWord<std::decay_t<decltype(message)>>;
            return object;
        },
        any);
    std::string line;
    try {
        line = json.dump();
    } catch (const Json::exception& fault) {
        return fail(Next::Refused, fmt::format("{}: {}", name(any), fault.what()));
    }
    if (line.size() > kLineLimit) return fail(Next::Refused, fmt::format("{}: longer than 8 MiB", name(any)));
    return line;
}

} // namespace

Result<std::string> serialise(const Order& order) {
    return write(order);
}
Result<std::string> serialise(const Report& report) {
    return write(report);
}
Result<Order> parseOrder(std::string_view line) {
    return parse<Order>(line);
}
Result<Report> parseReport(std::string_view line) {
    return parse<Report>(line);
}

std::string_view name(const Order& order) {
    return std::visit([](const auto& m) { return kWord<std::decay_t<decltype(m)>>; }, order);
}
std::string_view name(const Report& report) {
    return std::visit([](const auto& m) { return kWord<std::decay_t<decltype(m)>>; }, report);
}

std::string_view name(Mode mode) {
    return nameOf(mode);
}
std::string_view name(Live live) {
    return nameOf(live);
}
std::string_view name(NoPicture reason) {
    return nameOf(reason);
}
std::string_view name(site::Priority priority) {
    return nameOf(priority);
}

} // namespace shouwang::wall
