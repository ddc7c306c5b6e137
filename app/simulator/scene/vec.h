// Three floats: metres in a scene (x right, y up, z away from the camera's wall), or linear light.
#pragma once

#include <algorithm>
#include <cmath>

namespace shouwang::simulator {

struct Vec {
    float x = 0;
    float y = 0;
    float z = 0;
};

constexpr Vec operator+(Vec a, Vec b) {
    return {a.x + b.x, a.y + b.y, a.z + b.z};
}
constexpr Vec operator-(Vec a, Vec b) {
    return {a.x - b.x, a.y - b.y, a.z - b.z};
}
constexpr Vec operator*(Vec a, Vec b) {
    return {a.x * b.x, a.y * b.y, a.z * b.z};
}
constexpr Vec operator*(Vec a, float s) {
    return {a.x * s, a.y * s, a.z * s};
}
constexpr float dot(Vec a, Vec b) {
    return a.x * b.x + a.y * b.y + a.z * b.z;
}
constexpr Vec cross(Vec a, Vec b) {
    return {a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x};
}
inline float length(Vec a) {
    return std::sqrt(dot(a, a));
}
inline Vec normal(Vec a) {
    return a * (1.0f / std::max(1e-9f, length(a)));
}
constexpr Vec mix(Vec a, Vec b, float t) {
    return a * (1.0f - t) + b * t;
}
constexpr float mix(float a, float b, float t) {
    return a * (1.0f - t) + b * t;
}
inline float clamp01(float v) {
    return std::clamp(v, 0.0f, 1.0f);
}
inline float smooth(float low, float high, float v) {
    const float t = clamp01((v - low) / (high - low));
    return t * t * (3.0f - 2.0f * t);
}

} // namespace shouwang::simulator
