// What the wall shows, in one line: scene, division, tour, saving; and the number that is being typed on the
// keypad. GUI thread.
#pragma once

#include <QWidget>

class QComboBox;
class QLabel;
class QPushButton;

namespace shouwang::console {

class Desk;
class SceneModel;

class WallBar final : public QWidget {
    Q_OBJECT

public:
    explicit WallBar(Desk& desk, QWidget* parent = nullptr);

    /// sceneText() of what is chosen; empty: nothing.
    QString scene() const;
    /// Without a word to the wall. False: there is no such scene.
    bool selectScene(const QString& scene);

Q_SIGNALS:
    void sceneWanted(const QString& scene);
    void divisionWanted(const QString& division);
    void tourWanted();
    void tourFormWanted();
    void saveWanted();
    void scenesChanged(); ///< other ones than before

private:
    void nameParts();
    void build();
    void wire();
    void fillScenes();
    void followWall();
    void followTour();
    void followTyped();

    Desk& m_desk;
    SceneModel* m_model;
    QComboBox* m_scenes;
    QComboBox* m_divisions;
    QPushButton* m_tour;
    QPushButton* m_tourForm;
    QPushButton* m_save;
    QLabel* m_typed;
    QLabel* m_state;
};

/// 16 画面, 4×3 画面, 1 大 5 小.
QString divisionWord(std::string_view division);

} // namespace shouwang::console
