#include "shell/ui/command_palette.h"

#include "shell/ui/action_registry.h"
#include "shell/ui/theme.h"

#include <QAction>
#include <QApplication>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

#include <algorithm>

namespace shouwang::shell {
namespace {

constexpr int kKeyRole = Qt::UserRole + 1;

/// The name at the left, its key in a column of its own at the right.
class KeyDelegate final : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override {
        QStyledItemDelegate::paint(painter, option, index);
        const bool enabled = (option.state & QStyle::State_Enabled) != 0;
        const bool selected = (option.state & QStyle::State_Selected) != 0;
        painter->save();
        painter->setPen(option.palette.color(enabled ? QPalette::Active : QPalette::Disabled,
                                             selected ? QPalette::HighlightedText : QPalette::Text));
        painter->drawText(option.rect.adjusted(0, 0, -12, 0), Qt::AlignRight | Qt::AlignVCenter,
                          index.data(kKeyRole).toString());
        painter->restore();
    }
};

} // namespace

CommandPalette::CommandPalette(ActionRegistry& actions, QWidget& window)
    : QFrame(&window)
    , m_actions(actions)
    , m_window(window)
    , m_query(new QLineEdit(this))
    , m_list(new QListWidget(this))
    , m_none(new QLabel(tr("没有这样的操作"), this)) {
    setObjectName(QStringLiteral("palette"));
    setLook(this, "card");
    m_query->setObjectName(QStringLiteral("palette.query"));
    m_query->setPlaceholderText(tr("输入操作名称、拼音或首字母"));
    m_query->setAccessibleName(tr("查找操作"));
    m_list->setObjectName(QStringLiteral("palette.list"));
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setItemDelegate(new KeyDelegate(m_list));
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setLook(m_none, "muted");
    auto* box = new QVBoxLayout(this);
    box->setContentsMargins(8, 8, 8, 8);
    box->setSpacing(8);
    box->addWidget(m_query);
    box->addWidget(m_list, 1);
    box->addWidget(m_none);
    box->addStretch(0); // what is not found is said below the field, not in the middle of nothing
    connect(m_query, &QLineEdit::textChanged, this, &CommandPalette::fill);
    connect(m_list, &QListWidget::itemClicked, this, &CommandPalette::run);
    m_query->installEventFilter(this);
    window.installEventFilter(this);
    hide();
}

void CommandPalette::open() {
    if (isVisible()) {
        closeAndReturnFocus();
        return;
    }
    m_before = QApplication::focusWidget();
    m_query->clear();
    fill();
    const int width = std::min(560, m_window.width() - 32);
    const int height = std::min(420, m_window.height() - 96);
    setGeometry((m_window.width() - width) / 2, 64, width, height);
    show();
    raise();
    m_query->setFocus(Qt::ShortcutFocusReason);
}

void CommandPalette::closeAndReturnFocus() {
    const bool had = m_query->hasFocus();
    hide();
    if (had && m_before) m_before->setFocus(Qt::OtherFocusReason);
    m_before = nullptr;
}

void CommandPalette::fill() {
    m_list->clear();
    auto found = m_actions.find(m_query->text());
    const auto possible = [](const ActionRegistry::Entry* entry) { return entry->action->isEnabled(); };
    if (m_query->text().isEmpty()) std::ranges::stable_partition(found, possible);
    for (const ActionRegistry::Entry* entry : found) {
        const QString key = entry->spec.shortcut.toString(QKeySequence::NativeText);
        auto* item = new QListWidgetItem(entry->spec.text);
        item->setData(kKeyRole, key);
        item->setData(Qt::AccessibleTextRole, QStringLiteral("%1 %2").arg(entry->spec.text, key).trimmed());
        item->setData(Qt::UserRole, entry->spec.id);
        if (!possible(entry)) {
            item->setFlags(item->flags() & ~Qt::ItemIsEnabled);
            item->setForeground(palette().color(QPalette::Disabled, QPalette::Text));
        }
        m_list->addItem(item);
    }
    m_none->setVisible(m_list->count() == 0);
    m_list->setVisible(m_list->count() > 0);
    m_list->setCurrentRow(-1);
    move(1);
}

void CommandPalette::move(int step) {
    // Skips what cannot be done now, so that Enter always does something.
    for (int row = m_list->currentRow() + step; row >= 0 && row < m_list->count(); row += step) {
        if ((m_list->item(row)->flags() & Qt::ItemIsEnabled) == 0) continue;
        m_list->setCurrentRow(row);
        return;
    }
}

void CommandPalette::run() {
    const QListWidgetItem* item = m_list->currentItem();
    if (item == nullptr || (item->flags() & Qt::ItemIsEnabled) == 0) return;
    const QString id = item->data(Qt::UserRole).toString();
    closeAndReturnFocus();
    if (QAction* action = m_actions.action(id)) action->trigger();
}

bool CommandPalette::handleKey(int key) {
    switch (key) {
    case Qt::Key_Down:
        move(1);
        return true;
    case Qt::Key_Up:
        move(-1);
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        run();
        return true;
    case Qt::Key_Escape:
        closeAndReturnFocus();
        return true;
    default:
        return false;
    }
}

bool CommandPalette::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_query && event->type() == QEvent::KeyPress) {
        if (handleKey(static_cast<QKeyEvent*>(event)->key())) return true;
    }
    // Losing the focus to another widget closes it; losing it to an input method's window does not.
    if (watched == m_query && event->type() == QEvent::FocusOut) {
        const auto reason = static_cast<QFocusEvent*>(event)->reason();
        if (reason == Qt::MouseFocusReason || reason == Qt::TabFocusReason) hide();
    }
    if (watched == &m_window && event->type() == QEvent::Resize) hide();
    return QFrame::eventFilter(watched, event);
}

} // namespace shouwang::shell
