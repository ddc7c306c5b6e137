// Where everything of a plan comes to stand at one scale, so that nothing lies on anything else: what is not
// as usual is always drawn, the rest as far as there is room. In plan pixels, so it holds while the map is
// moved. Pure.
#pragma once

#include "site/ui/plan_content.h"

#include <QPointF>
#include <QRect>

namespace shouwang::site {

inline constexpr int kGlyph = 18;      ///< pixels across, at every scale
inline constexpr int kAlarmGlyph = 26; ///< one that must not be overlooked
inline constexpr int kLabelHeight = 18;

struct PlanLabel {
    QRect rect;
    int item = 0;   ///< in the content's list; -1: the name of an area
    QString title;  ///< empty where only the state found room
    QString state;  ///< shown with its look's colour or hatching
    QString detail; ///< second line
};

struct PlanLayout {
    double scale = 1;
    std::vector<QPointF> at; ///< beside the content's items
    std::vector<bool> drawn; ///< beside the content's items
    std::vector<PlanLabel> labels;
    int hidden = 0; ///< things that stand too near to others to be drawn
};

PlanLayout layOut(const PlanContent& content, double scale);

} // namespace shouwang::site
