// How the fields of a message become JSON and come back, every one checked. Only protocol.cpp needs this.
#pragma once

#include "wall/base64.h"
#include "wall/protocol_fields.h"

#include <cmath>
#include <fmt/format.h>
#include <limits>
#include <nlohmann/json.hpp>

namespace shouwang::wall {

using Json = nlohmann::json;

template <class E>
using Names = std::vector<std::pair<E, std::string_view>>;

inline const Names<Mode>& namesOf(Mode) {
    static const Names<Mode> names{{Mode::Real, "real"}, {Mode::Drill, "drill"}, {Mode::Test, "test"}};
    return names;
}
inline const Names<Live>& namesOf(Live) {
    static const Names<Live> names{
        {Live::Waiting, "waiting"}, {Live::Live, "live"}, {Live::Late, "late"}, {Live::Lost, "lost"}};
    return names;
}
inline const Names<NoPicture>& namesOf(NoPicture) {
    static const Names<NoPicture> names{
        {NoPicture::None, "none"},
        {NoPicture::UnknownCamera, "unknown_camera"},
        {NoPicture::NotConnected, "not_connected"},
        {NoPicture::WrongPassword, "wrong_password"},
        {NoPicture::Refused, "refused"},
        {NoPicture::BadStream, "bad_stream"},
        {NoPicture::NoSignal, "no_signal"},
        {NoPicture::Frozen, "frozen"},
        {NoPicture::Slow, "slow"},
    };
    return names;
}
inline const Names<site::Priority>& namesOf(site::Priority) {
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

} // namespace shouwang::wall
