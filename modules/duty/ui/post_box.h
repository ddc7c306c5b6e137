// Which shift it is, who stands on which post, and the officer's own coming and going. Writes nothing itself:
// it says what is wanted. GUI thread.
#pragma once

#include "duty/ui/log_entry.h"

#include <QTimer>
#include <QWidget>

class QCheckBox;
class QComboBox;
class QFrame;
class QLabel;
class QLineEdit;
class QPushButton;

namespace shouwang::shell {
class RowsView;
class Theme;
} // namespace shouwang::shell

namespace shouwang::duty {

class EquipmentForm;
class PostModel;

class PostBox final : public QWidget {
    Q_OBJECT

public:
    struct Officer {
        std::string account; ///< empty: nobody is signed on
        std::string post;    ///< chosen at sign-on; empty: none
        Id seat;
        bool operator==(const Officer&) const = default;
    };

    /// `clock` and `zone` must outlive the box.
    PostBox(const shell::Theme& theme, const Clock& clock, const Zone& zone, QWidget* parent = nullptr);

    void setSite(std::shared_ptr<const site::Site> site);
    void setOfficer(Officer officer);
    void setPostings(std::span<const Posting> postings, const LogScope& scope);
    void setAllowed(bool allowed);
    void setPattern(const std::string& pattern); ///< unknown: the first one
    std::string pattern() const;
    const std::optional<Shift>& shift() const { return m_shift; } ///< which it is now
    void refreshShift();

    /// Unfolds the form for the post that was chosen at sign-on and takes the keyboard.
    void beginTaking();
    void beginLeaving();
    bool isOnPost() const; ///< the officer, anywhere
    void giveBack(const ledger::Command& command, const QString& why);

Q_SIGNALS:
    void commandWanted(const shouwang::ledger::Command& command);
    void patternChosen(const QString& pattern);
    void shiftBegun(); ///< the next one, by the clock

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void build(const shell::Theme& theme);
    QWidget* makeTaking();
    QWidget* makeLeaving();
    void proposeForPost();
    void take();
    void leave();
    void fold();
    void refreshButtons();
    const Posting* leaving() const; ///< the selected one, else the officer's own
    const Posting* own() const;

    const Clock& m_clock;
    const Zone& m_zone;
    std::shared_ptr<const site::Site> m_site;
    Officer m_officer;
    std::vector<Posting> m_postings;
    std::optional<Shift> m_shift;
    bool m_allowed = true;
    bool m_counting = false; // the form has been begun and not been sent
    QTimer m_minute;         // how long somebody stands there moves without any fact
    PostModel* m_model;
    QLabel* m_shiftText = nullptr;
    QLabel* m_team = nullptr;
    QComboBox* m_pattern = nullptr;
    shell::RowsView* m_list = nullptr;
    QPushButton* m_openTaking = nullptr;
    QPushButton* m_openLeaving = nullptr;
    QFrame* m_taking = nullptr;
    QComboBox* m_post = nullptr;
    QLabel* m_postError = nullptr;
    QComboBox* m_takePattern = nullptr;
    QCheckBox* m_here = nullptr;
    EquipmentForm* m_equipment = nullptr;
    QPushButton* m_take = nullptr;
    QFrame* m_leavingCard = nullptr;
    QLabel* m_who = nullptr;
    QLineEdit* m_note = nullptr;
    QLabel* m_noteError = nullptr;
    QPushButton* m_leave = nullptr;
};

} // namespace shouwang::duty
