#include "wall/protocol.h"

#include "wall/division.h"
#include "wall/protocol_json.h"

namespace shouwang::wall {

namespace {

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

std::string checkArranged(const auto& m) {
    if (!m.division.empty() && !divisionOf(m.division)) return "division: there is none of this name";
    if (!m.alarm_area.empty() && m.alarm_area != "right" && m.alarm_area != "screen")
        return "alarm_area: neither right nor screen";
    return m.cameras.size() > kMostArranged ? "cameras: more than 256" : "";
}
std::string check(const Arrange& m) {
    return checkArranged(m);
}
std::string check(const Handled& m) {
    return checkArranged(m);
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
constexpr std::string_view kWord<Arrange> = "arrange";
template <>
constexpr std::string_view kWord<ShowOn> = "show_on";
template <>
constexpr std::string_view kWord<Handled> = "handled";
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
