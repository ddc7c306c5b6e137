// 系统: how this seat stands with its station, what the wall really shows, and how this seat looks. GUI
// thread.
#pragma once

#include <QWidget>

namespace shouwang::wall {
enum class Live;
enum class NoPicture;
} // namespace shouwang::wall

class QComboBox;
class QFormLayout;
class QLabel;
class QTableWidget;
class QTabWidget;

namespace shouwang::shell {
class Theme;
}

namespace shouwang::attention {
class AttentionPage;
struct State;
} // namespace shouwang::attention
namespace shouwang::sync {
class ConnectionPage;
}

namespace shouwang::console {

class Desk;
class PapersBox;
class SeatPapers;
class Settings;

class SystemPage final : public QWidget {
    Q_OBJECT

public:
    SystemPage(Desk& desk, Settings& settings, shell::Theme& theme, QWidget* parent = nullptr);

    /// With its sign. A picture that moves and lags behind is not called live.
    static QString liveWord(wall::Live live, wall::NoPicture reason);
    void showConnection(); ///< or what has to be looked at, where there is something
    void showSeat();
    /// What this seat writes for bad days; outlives the page. `folder`: where a bundle goes.
    void setPapers(SeatPapers& papers, const QString& folder);
    void writeBundle();
    void takeFocus(); ///< to the tabs: arrows and Ctrl+Tab walk through them

Q_SIGNALS:
    void languageChosen(const QString& code);

protected:
    void showEvent(QShowEvent* event) override;

private:
    QWidget* makeAttentionTab();
    QWidget* makeConnectionTab();
    QWidget* makeWallTab();
    QWidget* makeSeatTab();
    void refresh();
    void refreshAttention();
    void settle(const attention::State& item, const QString& outcome, const QString& note);
    void refreshConnection();
    void refreshWall();
    void fillRow(int row, const QStringList& cells, bool fault);

    Desk& m_desk;
    Settings& m_settings;
    shell::Theme& m_theme;
    QTabWidget* m_tabs;
    attention::AttentionPage* m_attention = nullptr;
    sync::ConnectionPage* m_connection = nullptr;
    QTableWidget* m_cameras;
    QLabel* m_wallState;
    QFormLayout* m_seatForm = nullptr;
    PapersBox* m_papers = nullptr;
};

} // namespace shouwang::console
