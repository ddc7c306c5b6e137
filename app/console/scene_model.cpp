#include "console/scene_model.h"

#include <algorithm>

namespace shouwang::console {
namespace {

const QString kSaved = QStringLiteral("saved:");

} // namespace

QString sceneText(const wall::SceneChoice& scene) {
    return scene.saved.empty() ? QString::fromStdString(scene.site_scene)
                               : kSaved + QString::fromStdString(scene.saved);
}

wall::SceneChoice sceneFrom(const QString& text) {
    if (text.startsWith(kSaved)) return {{}, text.mid(kSaved.size()).toStdString()};
    return {text.toStdString(), {}};
}

bool SceneModel::set(const std::vector<site::Scene>& ofSite, const std::vector<wall::SavedScene>& saved) {
    std::vector<Row> rows;
    for (const site::Scene& scene : ofSite) {
        const QString name = QString::fromStdString(scene.name);
        rows.push_back({sceneText({scene.id, {}}), name, name});
    }
    for (const wall::SavedScene& scene : saved) {
        const QString name = QString::fromStdString(scene.name);
        rows.push_back({sceneText({{}, scene.name}), name, tr("★ %1").arg(name)});
    }
    for (const auto& [digit, scene] : wall::sceneKeys(ofSite, saved)) {
        const auto row = std::ranges::find(rows, sceneText(scene), &Row::scene);
        if (row != rows.end()) row->words += QStringLiteral("　Ctrl+%1").arg(digit);
    }
    if (rows == m_rows) return false;
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
    return true;
}

int SceneModel::rowOf(const QString& scene) const {
    const auto row = std::ranges::find(m_rows, scene, &Row::scene);
    return row == m_rows.end() ? -1 : static_cast<int>(row - m_rows.begin());
}

int SceneModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant SceneModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
    const Row& row = m_rows[static_cast<std::size_t>(index.row())];
    if (role == Qt::DisplayRole) return row.words;
    if (role == Qt::AccessibleTextRole) return row.words;
    if (role == SceneRole) return row.scene;
    return {};
}

} // namespace shouwang::console
