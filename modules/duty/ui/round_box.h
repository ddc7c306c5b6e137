// 视频巡查: choosing a route, going along its stops by keyboard, what was found, and the end with what was
// left out. Writes nothing itself: it says what is wanted. GUI thread.
#pragma once

#include "base/random.h"
#include "duty/round.h"
#include "duty/ui/routes.h"

#include <QStringList>
#include <QTimer>
#include <QWidget>

class QComboBox;
class QFrame;
class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;
class QStackedWidget;

namespace shouwang::shell {
class RowsView;
class Theme;
} // namespace shouwang::shell

namespace shouwang::duty {

class StopForm;
class StopModel;

class RoundBox final : public QWidget {
    Q_OBJECT

public:
    /// `clock` and `random` must outlive the box.
    RoundBox(const shell::Theme& theme, const Clock& clock, Random& random, QWidget* parent = nullptr);

    void setSite(std::shared_ptr<const site::Site> site);
    void setPost(std::string post) { m_post = std::move(post); }
    /// The round that runs at this seat, and the last one that has ended.
    void setRounds(std::optional<Round> running, const std::optional<Round>& last);
    void setAllowed(bool allowed);
    void begin(); ///< takes the keyboard: to the routes, or to the stops of the round that runs
    void giveBack(const ledger::Command& command, const QString& why);

Q_SIGNALS:
    void commandWanted(const shouwang::ledger::Command& command);
    /// The officer stands at this stop; the others come after it, and are worth warming up.
    void cameraWanted(const QString& camera, const QStringList& next);
    void lookingEnded();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    QWidget* makeChoosing();
    QWidget* makeRunning(const shell::Theme& theme);
    QWidget* makeEnding();
    void showCurrent();
    void look();
    void visit(Outcome outcome, const QString& kind, const QString& text);
    void goOn();
    void start();
    void beginEnding();
    void end();
    void refresh();
    bool handleKey(int key);

    const Clock& m_clock;
    Random& m_random;
    std::shared_ptr<const site::Site> m_site;
    std::vector<Route> m_routes;
    std::string m_post;
    std::optional<Round> m_round;
    Id m_started; // its first stop is shown as soon as the tables have it
    bool m_allowed = true;
    QTimer m_second;
    StopModel* m_model;
    QStackedWidget* m_stack = nullptr; // choosing, running
    QComboBox* m_route = nullptr;
    QLabel* m_about = nullptr;
    QPushButton* m_start = nullptr;
    QLabel* m_last = nullptr;
    QLabel* m_name = nullptr;
    QProgressBar* m_bar = nullptr;
    QLabel* m_coverage = nullptr;
    shell::RowsView* m_list = nullptr;
    StopForm* m_stop = nullptr;
    QPushButton* m_openEnding = nullptr;
    QFrame* m_ending = nullptr;
    QLabel* m_leftOut = nullptr;
    QLineEdit* m_reason = nullptr;
    QLabel* m_reasonError = nullptr;
    QPushButton* m_end = nullptr;
};

} // namespace shouwang::duty
