// Finds the nearest solid along a ray. Built once for a scene, then read by any thread.
#pragma once

#include "simulator/scene/model.h"

namespace shouwang::simulator {

struct Ray {
    Vec from;
    Vec to; ///< direction, of length 1
};

struct Hit {
    float distance = 1e30f;
    int solid = -1;
    Vec normal;
};

class Bvh {
public:
    explicit Bvh(const std::vector<Solid>& solids);

    Hit nearest(const Ray& ray, float limit = 1e30f) const;
    /// Whether anything that casts a shadow stands in the way.
    bool blocked(const Ray& ray, float limit) const;

private:
    struct Node {
        Vec low;
        Vec high;
        int first = 0; ///< leaf: first entry of m_order; else the left child (the right one follows it)
        int count = 0; ///< 0: inner node
    };
    void build(std::size_t node, int first, int count);
    template <class Visit>
    void walk(const Ray& ray, float& limit, Visit visit) const;

    const std::vector<Solid>& m_solids;
    std::vector<int> m_order;
    std::vector<Node> m_nodes;
};

} // namespace shouwang::simulator
