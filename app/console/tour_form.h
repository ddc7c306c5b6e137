// 轮巡: which scenes and cameras the wall shows one after the other, and for how long each. The list is this
// seat's own. GUI thread.
#pragma once

#include "wall/tour.h"

#include <QFrame>

class QLabel;
class QListView;
class QPushButton;
class QSpinBox;

namespace shouwang::console {

class Desk;
class Settings;
class TourModel;

class TourForm final : public QFrame {
    Q_OBJECT

public:
    TourForm(Desk& desk, Settings& settings, QWidget* parent = nullptr);

    void open();
    void fold();
    wall::TourPlan plan() const;
    /// Starts it, pauses it while it runs, goes on where it was paused. False: there is no stop yet.
    bool toggle();

Q_SIGNALS:
    void left();

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void nameParts();
    void build();
    void shift(int step);
    void remove();
    void addScene();
    void addCameras();
    void changed();
    void followTour();
    int row() const;

    Desk& m_desk;
    Settings& m_settings;
    TourModel* m_model;
    QListView* m_list;
    QSpinBox* m_dwell;
    QPushButton* m_start;
    QLabel* m_words;
};

} // namespace shouwang::console
