#include "dispatch/ui/incident_list_view.h"

#include "alarms/ui/words.h"
#include "dispatch/ui/incident_model.h"
#include "dispatch/ui/words.h"
#include "shell/ui/theme.h"

#include <QPainter>
#include <QStyledItemDelegate>

namespace shouwang::dispatch {

namespace {

constexpr int kRowHeight = 72;

class IncidentDelegate final : public QStyledItemDelegate {
public:
    IncidentDelegate(const shell::Theme& theme, const Clock& clock, QObject* parent)
        : QStyledItemDelegate(parent)
        , m_theme(theme)
        , m_clock(clock) {}

    QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override {
        return {240, kRowHeight};
    }

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override {
        const auto* model = qobject_cast<const IncidentModel*>(index.model());
        if (!model) return;
        const State& state = model->at(index.row());
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        paintGround(*painter, option, state);
        const QRect inner = option.rect.adjusted(12, 6, -10, -6);
        const int line = inner.height() / 3;
        paintFirst(*painter, QRect(inner.left(), inner.top(), inner.width(), line), state);
        paintSecond(*painter, QRect(inner.left(), inner.top() + line, inner.width(), line), state);
        paintThird(*painter, QRect(inner.left(), inner.top() + 2 * line, inner.width(), line), state);
        painter->restore();
    }

private:
    void paintGround(QPainter& painter, const QStyleOptionViewItem& option, const State& state) const {
        const QRect rect = option.rect;
        const bool selected = (option.state & QStyle::State_Selected) != 0;
        painter.fillRect(rect, selected ? m_theme.raised() : m_theme.surface());
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, m_theme.line());
        const QColor bar = state.isOpen() ? m_theme.color(shell::priorityTone(state.grade)) : m_theme.line();
        painter.fillRect(rect.left(), rect.top(), 4, rect.height() - 1, bar);
        if (state.mode != ledger::Mode::Real) {
            painter.setPen(QPen(m_theme.drill(), 2));
            painter.drawRect(rect.adjusted(5, 1, -2, -3));
        }
        if (selected) {
            painter.setPen(QPen(m_theme.accent(), 2));
            painter.drawRect(rect.adjusted(1, 1, -1, -2));
        }
    }

    void paintFirst(QPainter& painter, QRect rect, const State& state) const {
        painter.setFont(shell::Theme::font(shell::Type::Secondary));
        const QString at = shell::timeText(state.opened.at, m_clock.utc());
        painter.setPen(m_theme.muted());
        shell::drawTabular(painter, rect, Qt::AlignRight, at);
        rect.setRight(rect.right() - shell::tabularWidth(painter.fontMetrics(), at) - 8);
        painter.setFont(shell::Theme::font(shell::Type::Body));
        const QString mode = alarms::modeWord(state.mode);
        if (!mode.isEmpty()) {
            painter.setPen(m_theme.drill());
            painter.drawText(rect, Qt::AlignVCenter | Qt::AlignLeft, mode);
            rect.setLeft(rect.left() + painter.fontMetrics().horizontalAdvance(mode) + 8);
        }
        painter.setPen(state.isOpen() ? m_theme.text() : m_theme.muted());
        const QString title = QString::fromStdString(state.title);
        painter.drawText(rect, Qt::AlignVCenter | Qt::AlignLeft,
                         painter.fontMetrics().elidedText(title, Qt::ElideRight, rect.width()));
    }

    void paintSecond(QPainter& painter, QRect rect, const State& state) const {
        painter.setFont(shell::Theme::font(shell::Type::Secondary));
        const QString word = stateWord(state);
        painter.setPen(state.isOpen() ? m_theme.text() : m_theme.muted());
        painter.drawText(rect, Qt::AlignVCenter | Qt::AlignRight, word);
        rect.setRight(rect.right() - painter.fontMetrics().horizontalAdvance(word) - 8);
        painter.setPen(m_theme.muted());
        const QString number = QString::fromStdString(state.number);
        shell::drawTabular(painter, rect, Qt::AlignLeft, number);
    }

    void paintThird(QPainter& painter, const QRect& rect, const State& state) const {
        painter.setFont(shell::Theme::font(shell::Type::Secondary));
        painter.setPen(m_theme.muted());
        const QString kind = kindWord(state.kind) + QStringLiteral(" · ") + gradeWord(state.grade);
        painter.drawText(rect, Qt::AlignVCenter | Qt::AlignLeft,
                         painter.fontMetrics().elidedText(kind, Qt::ElideRight, rect.width()));
    }

    const shell::Theme& m_theme;
    const Clock& m_clock;
};

} // namespace

IncidentListView::IncidentListView(const shell::Theme& theme, const Clock& clock, QWidget* parent)
    : RowsView(theme, parent)
    , m_model(new IncidentModel(this)) {
    setObjectName(QStringLiteral("incidentList"));
    setAccessibleName(tr("事件列表"));
    setModel(m_model);
    setItemDelegate(new IncidentDelegate(theme, clock, this));
    setEmptyText(tr("没有事件\n在警情上按 F4 立案，事件和任务会出现在这里"));
}

void IncidentListView::setIncidents(std::vector<dispatch::State> incidents) {
    m_model->setRows(std::move(incidents));
}

std::optional<Id> IncidentListView::selectedIncident() const {
    if (!currentIndex().isValid()) return std::nullopt;
    return m_model->at(currentIndex().row()).id;
}

bool IncidentListView::selectIncident(const Id& incident) {
    const QModelIndex index = m_model->indexOf(incident);
    if (index.isValid()) setCurrentIndex(index);
    return index.isValid();
}

void IncidentListView::currentChanged(const QModelIndex& current, const QModelIndex& previous) {
    RowsView::currentChanged(current, previous);
    if (current.isValid()) Q_EMIT incidentSelected(m_model->at(current.row()).id);
}

} // namespace shouwang::dispatch
