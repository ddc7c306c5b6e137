// Who stands on which post, as rows; and how a row is painted. GUI thread.
#pragma once

#include "duty/ui/log_entry.h"
#include "duty/ui/words.h"
#include "shell/ui/rows_model.h"

#include <QStyledItemDelegate>

namespace shouwang::duty {

struct PostRow {
    Id id; ///< of the posting: the same as long as it stands
    Posting posting;
    QString post;
    QString person;
    QString seat; ///< empty: a post without one
    QString faults;

    bool operator==(const PostRow&) const = default;
};

/// Longest on duty first, as they come.
std::vector<PostRow> rowsOf(std::span<const Posting> postings, const LogScope& scope);

class PostModel final : public shell::RowsModel<PostRow> {
    Q_OBJECT

public:
    enum Role { IdRole = Qt::UserRole + 1, FatigueRole };

    PostModel(const Clock& clock, QObject* parent)
        : RowsModel(parent)
        , m_clock(clock) {}

    QVariant data(const QModelIndex& index, int role) const override;

private:
    const Clock& m_clock;
};

class PostDelegate final : public QStyledItemDelegate {
public:
    PostDelegate(const shell::Theme& theme, const Clock& clock, QObject* parent)
        : QStyledItemDelegate(parent)
        , m_theme(theme)
        , m_clock(clock) {}

    static constexpr int kRowHeight = 64;
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
