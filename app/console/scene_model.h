// The scenes that can be shown: those of the site file, then the saved ones, each with its key. GUI thread.
#pragma once

#include "wall/saved_scene.h"

#include <QAbstractListModel>
#include <QString>

namespace shouwang::console {

/// One text for a scene, as settings and lists keep it: the id of a site's scene, or "saved:" and the name.
QString sceneText(const wall::SceneChoice& scene);
wall::SceneChoice sceneFrom(const QString& text);

class SceneModel final : public QAbstractListModel {
    Q_OBJECT

public:
    enum Role { SceneRole = Qt::UserRole }; ///< sceneText()

    using QAbstractListModel::QAbstractListModel;

    /// False: the same scenes stand there as before.
    bool set(const std::vector<site::Scene>& ofSite, const std::vector<wall::SavedScene>& saved);
    int rowOf(const QString& scene) const; ///< -1: there is none

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

private:
    struct Row {
        QString scene;
        QString name;
        QString words; ///< as it is shown
        bool operator==(const Row&) const = default;
    };

    std::vector<Row> m_rows;
};

} // namespace shouwang::console
