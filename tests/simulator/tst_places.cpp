// The drawn places, looked at as the officer would: people keep out of walls, and thermal looks thermal.
#include "simulator/clip/clip_library.h"
#include "simulator/film/film.h"
#include "simulator/rtsp/camera_table.h"

#include <QTest>

using namespace shouwang;
using namespace shouwang::simulator;

class PlacesTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void nobody_who_is_near_walks_through_a_wall();
    void the_lens_finds_back_what_lies_far_outside_the_picture();
    void a_thermal_camera_has_a_palette_and_its_neighbour_by_night_has_none();
    void cameras_of_one_section_show_different_places_by_their_names();
    void a_place_that_was_redrawn_is_not_served_from_the_old_cache();
};

namespace {

constexpr float kNear = 6; ///< metres; farther away a door or a wall cannot be told apart

bool inside(const Solid& solid, Vec at) {
    return at.x > solid.low.x && at.x < solid.high.x && at.y > solid.low.y && at.y < solid.high.y &&
           at.z > solid.low.z && at.z < solid.high.z;
}

bool seen(const Lens& lens, Vec at) {
    const auto spot = lens.project(at);
    return spot && spot->distance < kNear && spot->x > 0 && spot->x < 640 && spot->y > 0 && spot->y < 360;
}

/// How far a picture is from grey, 0 to 128.
int colourOf(const Picture& picture) {
    int most = 0;
    for (std::size_t i = 0; i < picture.u.size(); ++i)
        most = std::max({most, std::abs(int(picture.u[i]) - 128), std::abs(int(picture.v[i]) - 128)});
    return most;
}

site::Camera named(const char* name) {
    site::Camera camera;
    camera.name = name;
    return camera;
}

} // namespace

void PlacesTest::nobody_who_is_near_walks_through_a_wall() {
    for (const PlaceId id : allPlaces()) {
        const Place place = buildPlace(id);
        const Lens lens(place.scene.view, 640, 360);
        for (const Figure& figure : place.figures) {
            if (figure.stance != Stance::Walk) continue;
            for (int frame = 0; frame < 600; ++frame) {
                const float second = static_cast<float>(frame) / 10;
                const Vec chest = placeAt(figure, second).at + Vec{0, 1.3f, 0};
                if (!seen(lens, chest)) continue;
                for (const Solid& solid : place.scene.solids)
                    QVERIFY2(solid.shape != Shape::Box || !inside(solid, chest),
                             qPrintable(QStringLiteral("%1 at second %2")
                                            .arg(QString::fromStdString(std::string(name(id))))
                                            .arg(double(second))));
            }
        }
    }
}

void PlacesTest::the_lens_finds_back_what_lies_far_outside_the_picture() {
    const Lens lens({{0, 2, 0}, 20, 15, 86, 0.15f}, 640, 360);
    for (const float x : {-900.0f, -100.0f, 320.0f, 800.0f, 1500.0f}) {
        const Ray ray = lens.ray(x, 500);
        const auto spot = lens.project(ray.from + ray.to * 4.0f);
        QVERIFY(spot.has_value());
        QVERIFY2(std::abs(spot->x - x) < 1, qPrintable(QString::number(double(spot->x))));
        QVERIFY(std::abs(spot->y - 500) < 1);
    }
}

void PlacesTest::a_thermal_camera_has_a_palette_and_its_neighbour_by_night_has_none() {
    Picture thermal;
    Picture night;
    Film(PlaceId::Thermal, 160, 90).draw(1250, thermal);
    Film(PlaceId::Perimeter, 160, 90).draw(1250, night);
    QVERIFY2(colourOf(thermal) > 40, qPrintable(QString::number(colourOf(thermal))));
    QVERIFY(colourOf(night) < 20);
}

void PlacesTest::cameras_of_one_section_show_different_places_by_their_names() {
    QCOMPARE(placeFor(named("周界W07段热成像"), 0, kPlaceCount), PlaceId::Thermal);
    QCOMPARE(placeFor(named("周界W07段围墙内"), 0, kPlaceCount), PlaceId::Perimeter);
}

void PlacesTest::a_place_that_was_redrawn_is_not_served_from_the_old_cache() {
    QVERIFY(revision(PlaceId::Dormitory) > revision(PlaceId::Yard));
    // This name stands in caches of before: the others' clips are still good.
    QCOMPARE(ClipLibrary::fileName({PlaceId::Yard, Quality::Sub, site::Codec::H264}, {}),
             std::string("yard-sub-5c781398413cb672.swclip"));
    QVERIFY(ClipLibrary::fileName({PlaceId::Dormitory, Quality::Sub, site::Codec::H264}, {}) !=
            std::string("dormitory-sub-b5134ddbe9192868.swclip"));
}

QTEST_GUILESS_MAIN(PlacesTest)
#include "tst_places.moc"
