#include "simulator/scene/bvh.h"

#include <array>
#include <numeric>

namespace shouwang::simulator {

namespace {

constexpr float kNear = 1e-3f;

struct Slab {
    float in;
    float out;
};

Slab slab(const Ray& ray, Vec inverse, Vec low, Vec high) {
    const float x1 = (low.x - ray.from.x) * inverse.x, x2 = (high.x - ray.from.x) * inverse.x;
    const float y1 = (low.y - ray.from.y) * inverse.y, y2 = (high.y - ray.from.y) * inverse.y;
    const float z1 = (low.z - ray.from.z) * inverse.z, z2 = (high.z - ray.from.z) * inverse.z;
    return {std::max({std::min(x1, x2), std::min(y1, y2), std::min(z1, z2)}),
            std::min({std::max(x1, x2), std::max(y1, y2), std::max(z1, z2)})};
}

Vec inverseOf(Vec d) {
    const auto one = [](float v) { return 1.0f / (std::abs(v) < 1e-8f ? 1e-8f : v); };
    return {one(d.x), one(d.y), one(d.z)};
}

Vec boxNormal(const Solid& solid, Vec p) {
    const Vec centre = (solid.low + solid.high) * 0.5f;
    const Vec half = (solid.high - solid.low) * 0.5f;
    const Vec d = p - centre;
    const float ax = std::abs(std::abs(d.x) - half.x), ay = std::abs(std::abs(d.y) - half.y),
                az = std::abs(std::abs(d.z) - half.z);
    if (ay <= ax && ay <= az) return {0, d.y > 0 ? 1.0f : -1.0f, 0};
    if (ax <= az) return {d.x > 0 ? 1.0f : -1.0f, 0, 0};
    return {0, 0, d.z > 0 ? 1.0f : -1.0f};
}

bool hitBox(const Ray& ray, Vec inverse, const Solid& solid, Hit& hit) {
    const Slab s = slab(ray, inverse, solid.low, solid.high);
    if (s.in > s.out || s.out < kNear) return false;
    const float distance = s.in > kNear ? s.in : s.out;
    if (distance >= hit.distance) return false;
    hit.distance = distance;
    hit.normal = boxNormal(solid, ray.from + ray.to * distance);
    return true;
}

bool hitBall(const Ray& ray, const Solid& solid, Hit& hit) {
    const Vec centre = (solid.low + solid.high) * 0.5f;
    const float radius = (solid.high.x - solid.low.x) * 0.5f;
    const Vec from = ray.from - centre;
    const float b = dot(from, ray.to);
    const float root = b * b - (dot(from, from) - radius * radius);
    if (root < 0) return false;
    const float distance = -b - std::sqrt(root);
    if (distance < kNear || distance >= hit.distance) return false;
    hit.distance = distance;
    hit.normal = normal(from + ray.to * distance);
    return true;
}

bool hitPole(const Ray& ray, const Solid& solid, Hit& hit) {
    const float cx = (solid.low.x + solid.high.x) * 0.5f, cz = (solid.low.z + solid.high.z) * 0.5f;
    const float radius = (solid.high.x - solid.low.x) * 0.5f;
    const float fx = ray.from.x - cx, fz = ray.from.z - cz;
    const float a = ray.to.x * ray.to.x + ray.to.z * ray.to.z;
    const float b = fx * ray.to.x + fz * ray.to.z;
    const float root = b * b - a * (fx * fx + fz * fz - radius * radius);
    if (root < 0 || a < 1e-9f) return false;
    float distance = (-b - std::sqrt(root)) / a;
    const float y = ray.from.y + ray.to.y * distance;
    Vec facing{fx + ray.to.x * distance, 0, fz + ray.to.z * distance};
    if (y > solid.high.y || y < solid.low.y) {
        const float cap = ray.to.y < 0 ? solid.high.y : solid.low.y;
        distance = (cap - ray.from.y) / (std::abs(ray.to.y) < 1e-8f ? 1e-8f : ray.to.y);
        const float px = fx + ray.to.x * distance, pz = fz + ray.to.z * distance;
        if (px * px + pz * pz > radius * radius) return false;
        facing = {0, ray.to.y < 0 ? 1.0f : -1.0f, 0};
    }
    if (distance < kNear || distance >= hit.distance) return false;
    hit.distance = distance;
    hit.normal = normal(facing);
    return true;
}

bool hitSolid(const Ray& ray, Vec inverse, const Solid& solid, Hit& hit) {
    switch (solid.shape) {
    case Shape::Box:
        return hitBox(ray, inverse, solid, hit);
    case Shape::Pole:
        return hitPole(ray, solid, hit);
    case Shape::Ball:
        return hitBall(ray, solid, hit);
    }
    return false;
}

float axis(Vec v, int which) {
    return which == 0 ? v.x : which == 1 ? v.y : v.z;
}

} // namespace

Bvh::Bvh(const std::vector<Solid>& solids)
    : m_solids(solids)
    , m_order(solids.size()) {
    std::iota(m_order.begin(), m_order.end(), 0);
    m_nodes.reserve(solids.size() * 2 + 1);
    m_nodes.emplace_back();
    build(0, 0, static_cast<int>(solids.size()));
}

void Bvh::build(std::size_t node, int first, int count) {
    Vec low{1e30f, 1e30f, 1e30f}, high{-1e30f, -1e30f, -1e30f};
    for (int i = first; i < first + count; ++i) {
        const Solid& s = m_solids[static_cast<std::size_t>(m_order[static_cast<std::size_t>(i)])];
        low = {std::min(low.x, s.low.x), std::min(low.y, s.low.y), std::min(low.z, s.low.z)};
        high = {std::max(high.x, s.high.x), std::max(high.y, s.high.y), std::max(high.z, s.high.z)};
    }
    m_nodes[node] = {low, high, first, count};
    if (count <= 2) return;
    const Vec size = high - low;
    const int which = size.x > size.y && size.x > size.z ? 0 : size.y > size.z ? 1 : 2;
    const auto centre = [&](int i) {
        const Solid& s = m_solids[static_cast<std::size_t>(i)];
        return axis(s.low, which) + axis(s.high, which);
    };
    const auto begin = m_order.begin() + first;
    std::nth_element(begin, begin + count / 2, begin + count,
                     [&](int a, int b) { return centre(a) < centre(b); });
    const std::size_t left = m_nodes.size();
    m_nodes.emplace_back();
    m_nodes.emplace_back();
    m_nodes[node].first = static_cast<int>(left);
    m_nodes[node].count = 0;
    build(left, first, count / 2);
    build(left + 1, first + count / 2, count - count / 2);
}

template <class Visit>
void Bvh::walk(const Ray& ray, float& limit, Visit visit) const {
    if (m_solids.empty()) return;
    const Vec inverse = inverseOf(ray.to);
    std::array<int, 64> stack{};
    std::size_t depth = 1;
    while (depth > 0) {
        const Node& node = m_nodes[static_cast<std::size_t>(stack[--depth])];
        const Slab s = slab(ray, inverse, node.low, node.high);
        if (s.in > s.out || s.out < kNear || s.in > limit) continue;
        if (node.count == 0) {
            stack[depth++] = node.first;
            stack[depth++] = node.first + 1;
            continue;
        }
        for (int i = node.first; i < node.first + node.count; ++i)
            if (visit(m_order[static_cast<std::size_t>(i)], inverse)) return;
    }
}

Hit Bvh::nearest(const Ray& ray, float limit) const {
    Hit hit;
    hit.distance = limit;
    walk(ray, hit.distance, [&](int index, Vec inverse) {
        if (hitSolid(ray, inverse, m_solids[static_cast<std::size_t>(index)], hit)) hit.solid = index;
        return false;
    });
    return hit;
}

bool Bvh::blocked(const Ray& ray, float limit) const {
    bool found = false;
    walk(ray, limit, [&](int index, Vec inverse) {
        const Solid& solid = m_solids[static_cast<std::size_t>(index)];
        Hit hit;
        hit.distance = limit;
        found = solid.shadow && hitSolid(ray, inverse, solid, hit);
        return found;
    });
    return found;
}

} // namespace shouwang::simulator
