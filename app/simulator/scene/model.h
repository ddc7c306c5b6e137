// What a place is made of: solids with surfaces, lamps, sky, and the camera that looks at it. Plain values.
#pragma once

#include "simulator/scene/vec.h"

#include <cstdint>
#include <string>
#include <vector>

namespace shouwang::simulator {

enum class Pattern {
    Plain,
    Concrete, ///< stains and fine grain
    Tiles,    ///< square tiles with grout, `scale` metres wide
    Bricks,
    Planks, ///< boards along the second axis, `scale` metres wide
    Asphalt,
    Grass,
    Mesh,     ///< welded wire, `scale` metres between wires: one can look through it
    Bars,     ///< upright bars, `scale` metres apart: one can look through them
    Wainscot, ///< painted darker (second colour) up to 1.2 m
    Door,     ///< a leaf with panels and a small pane
    Window,   ///< panes in a frame (second colour)
    Louvre,   ///< ceiling panels with seams, `scale` metres
    Stripes   ///< black and yellow, or first and second colour
};

struct Surface {
    Vec color{0.5f, 0.5f, 0.5f}; ///< linear
    Vec second{0.2f, 0.2f, 0.2f};
    Pattern pattern = Pattern::Plain;
    float scale = 1;
    float gloss = 0; ///< 0 dull to 1 polished
    float glow = 0;  ///< light of its own, times the colour
};

enum class Shape : std::uint8_t { Box, Pole, Ball };

struct Solid {
    Vec low;
    Vec high; ///< a pole stands upright in this box, a ball fills it
    std::uint16_t surface = 0;
    Shape shape = Shape::Box;
    bool shadow = true;
};

struct Lamp {
    Vec at;
    Vec half;          ///< half of its extent
    Vec color;         ///< times power; falls off with the square of the distance
    Vec aim{0, 0, 0};  ///< where a spot looks; a zero vector shines all around
    float cone = 0.5f; ///< cosine of a spot's edge
};

struct View {
    Vec at;
    float yaw_deg = 0;   ///< 0 looks along z, positive to the right
    float pitch_deg = 0; ///< positive down
    float width_deg = 80;
    float barrel = 0.12f; ///< how strongly the lens bends straight lines
};

struct SceneModel {
    std::string name;
    std::string caption; ///< what is burnt in, only characters that caption_glyphs.h has
    std::vector<Surface> surfaces;
    std::vector<Solid> solids;
    std::vector<Lamp> lamps;
    View view;
    Vec sun_from{0, 0, 0}; ///< a zero vector: no sun
    Vec sun{0, 0, 0};
    Vec sky_top{0, 0, 0};
    Vec sky_low{0, 0, 0};
    Vec ambient{0.1f, 0.1f, 0.1f};
    float haze = 0; ///< per metre
    float exposure = 1;
    float saturation = 1;
    float noise = 2; ///< standard deviation of the sensor's noise, in steps of 255
    float vignette = 0.25f;
    bool thermal = false; ///< colours are temperatures; the camera paints them with its palette
};

} // namespace shouwang::simulator
