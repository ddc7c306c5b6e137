// The check list of one stop of a round, item by item, and what was found there. GUI thread.
#pragma once

#include "duty/round.h"

#include <QStringList>
#include <QWidget>

#include <map>
#include <vector>

class QCheckBox;
class QComboBox;
class QFrame;
class QHBoxLayout;
class QLabel;
class QLineEdit;
class QPushButton;

namespace shouwang::duty {

class StopForm final : public QWidget {
    Q_OBJECT

public:
    /// `focusAfter` gets the focus when a form folds under the officer's hand.
    explicit StopForm(QWidget* focusAfter, QWidget* parent = nullptr);

    /// Ticks and a finding that is being written stay with their stop.
    void setStop(const Id& stop, const Stop& place);
    void setAllowed(bool allowed);
    void tickNext(); ///< the next item; when all have been looked at: normal
    void tick(int item);
    void beginFinding(); ///< takes the keyboard: the officer has asked for it
    void foundNormal();
    /// It was not saved: it stands in the form again, unless something else does by now.
    void giveBack(const Id& stop, const VisitReport& visit, const QString& why);
    /// Of a round that is over nothing is kept.
    void forget();

Q_SIGNALS:
    void normal();
    void found(const QString& kind, const QString& text);

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    struct Draft {
        std::vector<bool> ticks;
        QString kind;
        QString text;
        bool unfolded = false;
    };
    void keep();
    void put(const Draft& draft);
    void fillItems(const std::vector<std::string>& checks);
    QStringList unseen() const;
    void refresh();
    void confirmFinding();

    QWidget* m_focusAfter;
    Id m_stop;
    std::vector<std::string> m_checks;
    std::map<Id, Draft> m_drafts; // of the stops of the round that runs
    bool m_allowed = true;
    QLabel* m_place;
    QWidget* m_items;
    QHBoxLayout* m_itemRow;
    std::vector<QCheckBox*> m_boxes;
    QLabel* m_unseen;
    QPushButton* m_normal;
    QPushButton* m_finding;
    QFrame* m_card;
    QComboBox* m_kind;
    QLineEdit* m_text;
    QLabel* m_textError;
    QPushButton* m_confirm;
};

} // namespace shouwang::duty
