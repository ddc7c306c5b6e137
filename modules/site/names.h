// The words that stand for the vocabulary's enumerations in files and on the wire. Never shown to people.
#pragma once

#include "site/site.h"

#include <array>
#include <optional>
#include <span>
#include <string_view>
#include <utility>

namespace shouwang::site {

template <class E>
using Names = std::span<const std::pair<std::string_view, E>>;

Names<PrivacyClass> privacyNames(); ///< P0 P1 P2 P3
Names<Codec> codecNames();          ///< h264 hevc
Names<PointKind> pointKindNames();  ///< fence infrared microwave vibration analytics button fire door
Names<char> cameraKindNames();      ///< Q B S P T
Names<Signal::Kind> signalNames();  ///< raised cleared fault heartbeat

template <class E>
std::string_view nameOf(Names<E> names, E value) {
    for (const auto& [name, known] : names) {
        if (known == value) return name;
    }
    return {};
}
template <class E>
std::optional<E> valueOf(Names<E> names, std::string_view text) {
    for (const auto& [name, known] : names) {
        if (name == text) return known;
    }
    return std::nullopt;
}

/// operator, shift_leader, commander, brigade, medical, supervisor, admin
std::span<const std::string_view> roleNames();

} // namespace shouwang::site
