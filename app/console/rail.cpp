#include "console/rail.h"

#include "shell/ui/theme.h"

#include <QAction>
#include <QToolButton>
#include <QVBoxLayout>

namespace shouwang::console {
namespace {

constexpr int kWide = 76;
constexpr int kNarrow = 48;

} // namespace

Rail::Rail(const shell::Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_box(new QVBoxLayout(this)) {
    setObjectName(QStringLiteral("rail"));
    setAttribute(Qt::WA_StyledBackground);
    shell::setLook(this, "rail");
    m_box->setContentsMargins(4, 8, 5, 8);
    m_box->setSpacing(4);
    m_box->addStretch(1);
    setFixedWidth(kWide);
    connect(&theme, &shell::Theme::changed, this, &Rail::refresh);
}

void Rail::add(const QString& objectName, shell::Glyph glyph, const QString& word, QAction& action) {
    auto* button = new QToolButton(this);
    button->setObjectName(objectName);
    button->setFocusPolicy(Qt::NoFocus);
    button->setCheckable(true);
    button->setAutoExclusive(true);
    button->setIconSize(QSize(20, 20));
    shell::setLook(button, "place");
    connect(button, &QToolButton::clicked, &action, &QAction::trigger);
    const QString key = action.shortcut().toString(QKeySequence::NativeText);
    button->setToolTip(QStringLiteral("%1  %2").arg(word, key));
    button->setAccessibleName(word);
    m_box->insertWidget(m_box->count() - 1, button);
    m_places.push_back({button, glyph, word, 0});
    refresh();
}

void Rail::setCurrent(int index) {
    m_places.at(static_cast<std::size_t>(index)).button->setChecked(true);
}

void Rail::setCompact(bool compact) {
    m_compact = compact;
    setFixedWidth(compact ? kNarrow : kWide);
    refresh();
}

void Rail::setBadge(int index, int count) {
    m_places.at(static_cast<std::size_t>(index)).badge = count;
    refresh();
}

void Rail::refresh() {
    for (const Place& place : m_places) {
        place.button->setIcon(shell::icon(place.glyph, m_theme));
        const bool counts = place.badge > 0;
        QString word = m_compact ? QString() : place.word;
        if (counts) word += QStringLiteral(" %1").arg(place.badge);
        place.button->setText(word.trimmed());
        place.button->setAccessibleName(counts ? QStringLiteral("%1 %2").arg(place.word).arg(place.badge)
                                               : place.word);
        // A narrow rail drops the words, never the counts.
        place.button->setToolButtonStyle(word.isEmpty() ? Qt::ToolButtonIconOnly
                                                        : Qt::ToolButtonTextUnderIcon);
        place.button->setFixedSize(m_compact ? QSize(39, counts ? 52 : 40) : QSize(67, 56));
    }
}

} // namespace shouwang::console
