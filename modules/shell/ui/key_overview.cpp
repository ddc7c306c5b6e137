#include "shell/ui/key_overview.h"

#include "shell/ui/action_registry.h"
#include "shell/ui/theme.h"

#include <QAction>
#include <QApplication>
#include <QFocusEvent>
#include <QGridLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>

namespace shouwang::shell {
namespace {

constexpr int kMargin = 20;
constexpr int kTop = 56; // below the top bar, which is never covered
constexpr const char* kKeys = "keys.keys";
constexpr std::size_t kMostRows = 17; // that fit below each other at 720 lines

QString keysOf(const QAction& action) {
    QStringList keys;
    for (const QKeySequence& key : action.shortcuts())
        keys += key.toString(QKeySequence::NativeText);
    return keys.join(QStringLiteral(" / "));
}

/// Ctrl+1 … Ctrl+9 where one digit follows the other, else Ctrl+Alt+1/4/9.
QString goingOn(const QString& before, const QString& next) {
    const bool follows = next.back().unicode() == before.back().unicode() + 1;
    if (!follows) return before + QLatin1Char('/') + next.back();
    return before.section(QStringLiteral(" … "), 0, 0) + QStringLiteral(" … ") + next;
}

/// Groups below each other begin their words at one line.
void alignWords(const std::vector<QWidget*>& column) {
    int widest = 0;
    for (const QWidget* group : column) {
        for (QLabel* keys : group->findChildren<QLabel*>(QLatin1String(kKeys))) {
            keys->ensurePolished();
            widest = std::max(widest, keys->sizeHint().width());
        }
    }
    for (QWidget* group : column)
        static_cast<QGridLayout*>(group->layout())->setColumnMinimumWidth(0, widest);
}

} // namespace

KeyOverview::KeyOverview(const ActionRegistry& actions, QWidget& window)
    : QFrame(&window)
    , m_actions(actions)
    , m_window(window) {
    setObjectName(QStringLiteral("keys"));
    setAccessibleName(tr("快捷键一览"));
    setLook(this, "card");
    setFocusPolicy(Qt::StrongFocus);
    auto* box = new QVBoxLayout(this);
    box->setContentsMargins(kMargin, kMargin, kMargin, kMargin);
    window.installEventFilter(this);
    hide();
}

void KeyOverview::open() {
    if (isVisible()) {
        closeAndReturnFocus();
        return;
    }
    m_before = QApplication::focusWidget();
    fill();
    const QSize wanted = sizeHint().boundedTo(m_window.size() - QSize(32, kTop + 16));
    setGeometry((m_window.width() - wanted.width()) / 2, kTop, wanted.width(), wanted.height());
    show();
    raise();
    setFocus(Qt::ShortcutFocusReason);
}

void KeyOverview::closeAndReturnFocus() {
    const bool had = hasFocus();
    hide();
    if (had && m_before) m_before->setFocus(Qt::OtherFocusReason);
    m_before = nullptr;
}

QWidget* KeyOverview::makeGroup(const QString& name, const std::vector<KeyLine>& lines) {
    auto* group = new QWidget(m_page);
    auto* grid = new QGridLayout(group);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(16);
    grid->setVerticalSpacing(4);
    auto* heading = new QLabel(name, group);
    setLook(heading, "muted");
    grid->addWidget(heading, 0, 0, 1, 2);
    int row = 1;
    for (const KeyLine& line : lines) {
        auto* keys = new QLabel(line.keys, group);
        keys->setObjectName(QLatin1String(kKeys));
        setLook(keys, "tag");
        keys->setAlignment(Qt::AlignCenter);
        keys->setMinimumHeight(26);
        auto* text = new QLabel(line.text, group);
        grid->addWidget(keys, row, 0);
        grid->addWidget(text, row, 1);
        ++row;
    }
    grid->setRowStretch(row, 1);
    grid->setColumnStretch(1, 1);
    return group;
}

void KeyOverview::addLine(std::vector<KeyLine>& lines, const QString& keys, const ActionSpec& spec) {
    const bool goesOn = !spec.series.isEmpty() && !lines.empty() && lines.back().text == spec.series;
    if (!goesOn) {
        lines.push_back({keys, spec.series.isEmpty() ? spec.text : spec.series});
        return;
    }
    lines.back().keys = goingOn(lines.back().keys, keys);
}

std::vector<KeyGroup> KeyOverview::groups() const {
    std::vector<KeyGroup> groups;
    for (const auto& entry : m_actions.entries()) {
        const QString keys = keysOf(*entry->action);
        if (keys.isEmpty()) continue;
        auto group = std::ranges::find(groups, entry->spec.group, &KeyGroup::first);
        if (group == groups.end()) group = groups.insert(groups.end(), {entry->spec.group, {}});
        addLine(group->second, keys, entry->spec);
    }
    groups.insert(groups.end(), m_more.begin(), m_more.end());
    groups.emplace_back(tr("填写表单时"),
                        std::vector<KeyLine>{{QStringLiteral("Tab"), tr("下一项")},
                                             {QStringLiteral("Ctrl+Enter"), tr("确认")},
                                             {QStringLiteral("Esc"), tr("收起，所填保留")}});
    return groups;
}

/// Short groups share a column, so that all of them have room beside each other on a small screen: each goes
/// into the first one that has room for it.
QLayout* KeyOverview::makeColumns(const std::vector<KeyGroup>& groups) {
    struct Column {
        std::size_t rows = 0;
        std::vector<QWidget*> groups;
    };
    std::vector<Column> filled;
    for (const auto& [name, lines] : groups) {
        const std::size_t wanted = lines.size() + 1; // the heading
        auto column = std::ranges::find_if(
            filled, [wanted](const Column& each) { return each.rows + wanted <= kMostRows; });
        if (column == filled.end()) column = filled.insert(filled.end(), Column());
        column->rows += wanted;
        column->groups.push_back(makeGroup(name, lines));
    }
    auto* columns = new QHBoxLayout;
    columns->setSpacing(28);
    for (const Column& each : filled) {
        auto* column = new QVBoxLayout;
        column->setSpacing(14);
        alignWords(each.groups);
        for (QWidget* group : each.groups)
            column->addWidget(group);
        column->addStretch(1);
        columns->addLayout(column);
    }
    return columns;
}

void KeyOverview::fill() {
    delete m_page;
    m_page = new QWidget(this);
    auto* heading = new QLabel(tr("快捷键"), m_page);
    setLook(heading, "heading");
    auto* rest =
        new QLabel(tr("没有单独按键的操作：Ctrl+K，按名称、拼音或首字母查找。　按 Esc 关闭"), m_page);
    setLook(rest, "muted");
    auto* box = new QVBoxLayout(m_page);
    box->setContentsMargins(0, 0, 0, 0);
    box->setSpacing(16);
    box->addWidget(heading);
    box->addLayout(makeColumns(groups()));
    box->addWidget(rest);
    layout()->addWidget(m_page);
}

void KeyOverview::keyPressEvent(QKeyEvent* event) {
    switch (event->key()) {
    case Qt::Key_Shift: // on the way to another key
    case Qt::Key_Control:
    case Qt::Key_Alt:
    case Qt::Key_Meta:
        QFrame::keyPressEvent(event);
        return;
    default:
        closeAndReturnFocus();
    }
}

void KeyOverview::mousePressEvent(QMouseEvent*) {
    closeAndReturnFocus();
}

void KeyOverview::focusOutEvent(QFocusEvent* event) {
    QFrame::focusOutEvent(event);
    const Qt::FocusReason reason = event->reason();
    if (reason != Qt::ActiveWindowFocusReason && reason != Qt::PopupFocusReason) hide();
}

bool KeyOverview::eventFilter(QObject* watched, QEvent* event) {
    if (watched == &m_window && event->type() == QEvent::Resize) hide();
    return QFrame::eventFilter(watched, event);
}

} // namespace shouwang::shell
