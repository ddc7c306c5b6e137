#include "evidence/ui/clip_list_view.h"

#include "shell/ui/rows_view.h"

#include <QPainter>
#include <QStyledItemDelegate>

namespace shouwang::evidence {

namespace {

constexpr int kLine = 18;
constexpr int kShortHash = 12; // digits, as they are compared over the telephone

int heightOf(const ClipRow& row) {
    return 8 + kLine * (row.file.isEmpty() ? 1 : 3);
}

class ClipDelegate final : public QStyledItemDelegate {
public:
    explicit ClipDelegate(const shell::Theme& theme)
        : m_theme(theme) {}

    QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex& index) const override {
        return {100, heightOf(rowOf(index))};
    }

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override {
        const ClipRow& row = rowOf(index);
        painter->save();
        QRect line(option.rect.left() + 4, option.rect.top() + 4, option.rect.width() - 8, kLine);
        paintFirst(*painter, line, row);
        if (!row.file.isEmpty()) {
            painter->setFont(shell::Theme::font(shell::Type::Secondary));
            painter->setPen(m_theme.muted());
            line.translate(0, kLine);
            shell::drawTabular(*painter, line, Qt::AlignLeft, row.span);
            line.translate(0, kLine);
            paintFile(*painter, line, row);
        }
        painter->setPen(m_theme.line());
        painter->drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
        painter->restore();
    }

private:
    static const ClipRow& rowOf(const QModelIndex& index) {
        return static_cast<const ClipModel*>(index.model())->at(index.row());
    }

    void paintFirst(QPainter& painter, QRect line, const ClipRow& row) const {
        painter.setFont(shell::Theme::font(shell::Type::Secondary));
        const QString state = clipStateWord(row.state);
        painter.setPen(m_theme.color(clipStateTone(row.state)));
        painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter, state);
        line.setRight(line.right() - painter.fontMetrics().horizontalAdvance(state) - 8);
        painter.setFont(shell::Theme::font(shell::Type::Body));
        painter.setPen(m_theme.text());
        painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter,
                         painter.fontMetrics().elidedText(row.camera, Qt::ElideMiddle, line.width()));
    }

    /// The hash keeps its room, the file's name gives way.
    void paintFile(QPainter& painter, QRect line, const ClipRow& row) const {
        QString proof = QStringLiteral("SHA-256 ") + row.hash.left(kShortHash);
        if (!row.seat.isEmpty()) proof += QStringLiteral(" · ") + row.seat;
        painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter, proof);
        line.setRight(line.right() - painter.fontMetrics().horizontalAdvance(proof) - 8);
        painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter,
                         painter.fontMetrics().elidedText(row.file, Qt::ElideMiddle, line.width()));
    }

    const shell::Theme& m_theme;
};

} // namespace

void ClipModel::setRows(std::vector<ClipRow> rows) {
    if (rows == m_rows) return;
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
}

QVariant ClipModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
    const ClipRow& row = at(index.row());
    QStringList parts{row.camera, clipStateWord(row.state), row.span, row.file, row.hash, row.seat, row.gap};
    parts.removeAll(QString());
    if (role == Qt::ToolTipRole) return parts.join(QLatin1Char('\n'));
    if (role == Qt::DisplayRole || role == Qt::AccessibleTextRole) return parts.join(QLatin1Char(' '));
    return {};
}

ClipListView::ClipListView(const shell::Theme& theme, QWidget* parent)
    : QListView(parent)
    , m_model(new ClipModel(this))
    , m_delegate(std::make_unique<ClipDelegate>(theme)) {
    setObjectName(QStringLiteral("clipList"));
    setAccessibleName(tr("录像证据"));
    setModel(m_model);
    setItemDelegate(m_delegate.get());
    shell::makeReadOnlyPart(*this, theme);
}

ClipListView::~ClipListView() {
    setItemDelegate(nullptr);
}

void ClipListView::setRows(std::vector<ClipRow> rows) {
    m_model->setRows(std::move(rows));
    updateGeometry();
}

QSize ClipListView::sizeHint() const {
    int height = 2;
    for (int row = 0; row < m_model->rowCount(); ++row)
        height += heightOf(m_model->at(row));
    return {200, height};
}

} // namespace shouwang::evidence
