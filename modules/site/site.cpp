#include "site/site.h"

#include <algorithm>

namespace shouwang::site {

namespace {

template <class T>
const T* find(const std::vector<T>& list, std::string T::*name, const std::string& wanted) {
    const auto found =
        std::find_if(list.begin(), list.end(), [&](const T& item) { return item.*name == wanted; });
    return found == list.end() ? nullptr : &*found;
}

} // namespace

const Camera* Site::camera(const std::string& wanted) const {
    return find(cameras, &Camera::id, wanted);
}
const AlarmPoint* Site::point(const std::string& wanted) const {
    return find(points, &AlarmPoint::id, wanted);
}
const Scene* Site::scene(const std::string& wanted) const {
    return find(scenes, &Scene::id, wanted);
}
const Procedure* Site::procedure(const std::string& wanted) const {
    return find(procedures, &Procedure::id, wanted);
}
const Zone* Site::zone(const std::string& wanted) const {
    return find(zones, &Zone::code, wanted);
}
const Floor* Site::floor(const std::string& wanted) const {
    return find(floors, &Floor::code, wanted);
}
const Door* Site::door(const std::string& wanted) const {
    return find(doors, &Door::id, wanted);
}
const Post* Site::post(const std::string& wanted) const {
    return find(posts, &Post::id, wanted);
}

} // namespace shouwang::site
