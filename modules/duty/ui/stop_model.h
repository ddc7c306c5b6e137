// The stops of a round as rows, and how a row is painted. GUI thread.
#pragma once

#include "duty/round.h"
#include "shell/ui/rows_model.h"

#include <QStyledItemDelegate>

#include <optional>

namespace shouwang::shell {
class Theme;
}

namespace shouwang::duty {

struct StopRow {
    Id id;
    std::int64_t index = 0;
    Stop stop;
    Micros due = 0;
    std::optional<Visit> visit; ///< a finding before what was normal, then the last one
    bool ended = false;         ///< the round is over

    bool operator==(const StopRow&) const = default;
};

std::vector<StopRow> rowsOf(const Round& round);

class StopModel final : public shell::RowsModel<StopRow> {
    Q_OBJECT

public:
    enum Role { IdRole = Qt::UserRole + 1, VisitedRole };

    StopModel(const Clock& clock, QObject* parent)
        : RowsModel(parent)
        , m_clock(clock) {}

    QVariant data(const QModelIndex& index, int role) const override;

private:
    const Clock& m_clock;
};

class StopDelegate final : public QStyledItemDelegate {
public:
    StopDelegate(const shell::Theme& theme, const Clock& clock, QObject* parent)
        : QStyledItemDelegate(parent)
        , m_theme(theme)
        , m_clock(clock) {}

    static constexpr int kRowHeight = 32;
    QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override {
        return {200, kRowHeight};
    }
    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;

private:
    const shell::Theme& m_theme;
    const Clock& m_clock;
};

} // namespace shouwang::duty
