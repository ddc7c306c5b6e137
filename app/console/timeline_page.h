// 记录: what happened, by time, zone, officer and kind, each fact as a sentence. What arrives never moves
// what is being read. GUI thread.
#pragma once

#include "console/timeline_model.h"

#include "attention/ui/words.h"

#include <QTimer>
#include <QWidget>

class QLabel;
class QLayout;
class QPushButton;

namespace shouwang::shell {
class RowsView;
class Theme;
} // namespace shouwang::shell

namespace shouwang::console {

class Desk;
class TimelineFilters;

class TimelinePage final : public QWidget {
    Q_OBJECT

public:
    TimelinePage(Desk& desk, const shell::Theme& theme, QWidget* parent = nullptr);

    void takeFocus();
    TimelineModel& model() { return *m_model; }
    /// Reads anew, from the newest row on.
    void reload();

protected:
    void showEvent(QShowEvent* event) override;

private:
    void build(const shell::Theme& theme);
    QLayout* makeHead();
    void wire();
    void noteNews();
    void showDetail();
    void showState();
    reports::Wanted wanted() const;
    TimelineModel::Chunk fetch(const reports::Wanted& wanted) const;
    TimelineRow rowOf(const ledger::View& view, const reports::Line& line) const;

    Desk& m_desk;
    attention::Names m_names;
    TimelineModel* m_model;
    shell::RowsView* m_list = nullptr;
    TimelineFilters* m_filters = nullptr;
    QPushButton* m_news = nullptr;
    QLabel* m_detail = nullptr;
    QLabel* m_state = nullptr;
    QTimer m_pause; // many facts, one look
    bool m_read = false;
};

} // namespace shouwang::console
