#include "simulator/scene/figure.h"

#include <numbers>

namespace shouwang::simulator {

namespace {

constexpr float kPi = std::numbers::pi_v<float>;

struct Body {
    Vec root;
    Vec ahead;
    Vec side;
    float tall;
    Vec at(float forward, float up, float right) const {
        return root + ahead * (forward * tall) + Vec{0, up * tall, 0} + side * (right * tall);
    }
};

void addHead(std::vector<Limb>& limbs, const Body& body, const Dress& dress, float lean, float up) {
    limbs.push_back(
        {body.at(lean, up - 0.2f, 0), body.at(lean + 0.01f, up - 0.1f, 0), 0.055f, 0.055f, dress.skin});
    limbs.push_back({body.at(lean + 0.03f, up - 0.035f, 0), body.at(lean + 0.03f, up - 0.065f, 0), 0.09f,
                     0.08f, dress.skin});
    limbs.push_back({body.at(lean + 0.015f, up + 0.05f, 0), body.at(lean - 0.025f, up - 0.02f, 0), 0.098f,
                     0.09f, dress.head});
}

void addLeg(std::vector<Limb>& limbs, const Body& body, const Dress& dress, float swing, float bend,
            float side) {
    const float thigh = 0.43f, shin = 0.42f;
    const float kneeForward = std::sin(swing) * thigh, kneeUp = 0.9f - std::cos(swing) * thigh;
    const float footForward = kneeForward + std::sin(swing - bend) * shin;
    const float footUp = std::max(0.05f, kneeUp - std::cos(swing - bend) * shin);
    limbs.push_back(
        {body.at(0, 0.9f, side), body.at(kneeForward, kneeUp, side), 0.092f, 0.066f, dress.lower});
    limbs.push_back({body.at(kneeForward, kneeUp, side), body.at(footForward, footUp, side), 0.064f, 0.045f,
                     dress.lower});
    limbs.push_back({body.at(footForward - 0.02f, footUp - 0.01f, side),
                     body.at(footForward + 0.13f, footUp - 0.015f, side), 0.045f, 0.038f,
                     Vec{0.02f, 0.02f, 0.02f}});
}

void addArm(std::vector<Limb>& limbs, const Body& body, const Dress& dress, float swing, float bend,
            float side, float lean, float shoulder) {
    const float upper = 0.29f, fore = 0.26f;
    const float ef = lean + std::sin(swing) * upper, eu = shoulder - std::cos(swing) * upper;
    const float hf = ef + std::sin(swing + bend) * fore, hu = eu - std::cos(swing + bend) * fore;
    limbs.push_back(
        {body.at(lean, shoulder, side), body.at(ef, eu, side * 1.12f), 0.062f, 0.05f, dress.upper});
    limbs.push_back(
        {body.at(ef, eu, side * 1.12f), body.at(hf, hu, side * 1.05f), 0.048f, 0.037f, dress.upper});
    limbs.push_back({body.at(hf, hu, side * 1.05f), body.at(hf + 0.02f, hu - 0.06f, side * 1.05f), 0.036f,
                     0.03f, dress.skin});
}

std::vector<Limb> standing(const Body& body, const Figure& f, const Placed& placed, float second) {
    const float step = placed.walked / (1.36f * f.tall) * 2 * kPi + f.phase;
    const float swing = placed.moving ? 0.5f : 0.03f;
    const float sway = placed.moving ? 0 : 0.012f * std::sin(second * kPi * 2 * 12 / 60 + f.phase);
    std::vector<Limb> limbs;
    const auto bend = [&](float at) {
        return placed.moving ? 0.12f + 0.75f * std::max(0.0f, std::sin(at + 1.9f)) : 0.05f;
    };
    const float other = step + kPi;
    addLeg(limbs, body, f.dress, swing * std::sin(step), bend(step), 0.09f);
    addLeg(limbs, body, f.dress, swing * std::sin(other), bend(other), -0.09f);
    const float lean = (placed.moving ? 0.05f : 0.0f) + sway;
    addArm(limbs, body, f.dress, -0.75f * swing * std::sin(step), 0.3f, 0.2f, lean, 1.4f);
    limbs.push_back({body.at(0, 0.93f, 0.05f), body.at(lean, 1.33f, 0.09f), 0.115f, 0.115f, f.dress.upper});
    limbs.push_back({body.at(0, 0.93f, -0.05f), body.at(lean, 1.33f, -0.09f), 0.115f, 0.115f, f.dress.upper});
    if (f.dress.coat)
        limbs.push_back({body.at(0, 0.55f, 0), body.at(0, 0.95f, 0), 0.18f, 0.15f, f.dress.upper});
    addArm(limbs, body, f.dress, -0.75f * swing * std::sin(other), 0.3f, -0.2f, lean, 1.4f);
    addHead(limbs, body, f.dress, lean, 1.65f);
    return limbs;
}

std::vector<Limb> sitting(const Body& body, const Figure& f, float second) {
    std::vector<Limb> limbs;
    for (const float side : {0.1f, -0.1f}) {
        limbs.push_back(
            {body.at(0, 0.5f, side), body.at(0.42f, 0.5f, side * 1.2f), 0.092f, 0.07f, f.dress.lower});
        limbs.push_back({body.at(0.42f, 0.5f, side * 1.2f), body.at(0.4f, 0.08f, side * 1.2f), 0.064f, 0.048f,
                         f.dress.lower});
    }
    const float nod = 0.02f * std::sin(second * kPi * 2 * 9 / 60 + f.phase);
    const float lean = 0.07f + nod;
    limbs.push_back({body.at(0, 0.55f, 0.05f), body.at(lean, 0.95f, 0.09f), 0.12f, 0.115f, f.dress.upper});
    limbs.push_back({body.at(0, 0.55f, -0.05f), body.at(lean, 0.95f, -0.09f), 0.12f, 0.115f, f.dress.upper});
    const float reach = 0.12f * std::sin(second * kPi * 2 * 17 / 60 + f.phase * 1.7f);
    addArm(limbs, body, f.dress, 0.55f + reach, 0.9f, 0.2f, lean, 1.03f);
    addArm(limbs, body, f.dress, 0.55f - reach * 0.6f, 0.9f, -0.2f, lean, 1.03f);
    addHead(limbs, body, f.dress, lean + 0.03f, 1.27f);
    return limbs;
}

} // namespace

Placed placeAt(const Figure& figure, float second) {
    const float turn = figure.facing_deg * kPi / 180;
    Placed placed{{0, figure.floor, 0}, {std::sin(turn), 0, std::cos(turn)}, 0, false};
    if (figure.path.empty()) return placed;
    placed.at = {figure.path.front().x, figure.floor, figure.path.front().z};
    for (std::size_t i = 0; i + 1 < figure.path.size(); ++i) {
        const Waypoint &a = figure.path[i], &b = figure.path[i + 1];
        if (second < a.second) break;
        const float part = clamp01((second - a.second) / std::max(0.01f, b.second - a.second));
        const Vec way{b.x - a.x, 0, b.z - a.z};
        const float metres = length(way);
        placed.at = Vec{a.x, figure.floor, a.z} + way * part;
        placed.walked += metres * part;
        placed.moving = metres > 0.05f && part < 1;
        if (metres > 0.05f) placed.ahead = normal(way);
    }
    return placed;
}

std::vector<Limb> limbsOf(const Figure& figure, const Placed& placed, float second) {
    const Body body{placed.at, placed.ahead, {placed.ahead.z, 0, -placed.ahead.x}, figure.tall};
    if (figure.stance == Stance::Sit) return sitting(body, figure, second);
    return standing(body, figure, placed, second);
}

} // namespace shouwang::simulator
