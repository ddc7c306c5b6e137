#include "site/ui/map_search_box.h"

#include "shell/ui/pinyin.h"
#include "site/ui/words.h"

#include <QFocusEvent>
#include <QKeyEvent>

#include <algorithm>

namespace shouwang::site {

namespace {

constexpr std::size_t kSpelledAtOnce = 40; // about a millisecond
constexpr int kRow = 32;
constexpr int kRowsMost = 10;
constexpr int kWidest = 620;

Spelling spell(const std::string& name) {
    const shell::Pinyin spelled = shell::pinyin(QString::fromStdString(name));
    return {spelled.full.toStdString(), spelled.initials.toStdString()};
}

} // namespace

MapSearchBox::MapSearchBox(QWidget& over, const QString& name)
    : QLineEdit(&over)
    , m_over(over)
    , m_list(new QListWidget(&over)) {
    setObjectName(name + QStringLiteral(".search"));
    setMaxLength(64);
    setClearButtonEnabled(true);
    m_list->setObjectName(name + QStringLiteral(".found"));
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setWordWrap(true);
    m_list->hide();
    retranslate();
    connect(this, &QLineEdit::textChanged, this, &MapSearchBox::fill);
    connect(m_list, &QListWidget::itemClicked, this, &MapSearchBox::go);
    connect(&m_spelling, &QTimer::timeout, this, &MapSearchBox::spellOn);
}

void MapSearchBox::retranslate() {
    setPlaceholderText(tr("查找地点、摄像机（Ctrl+F）"));
    setAccessibleName(tr("查找地点"));
    setToolTip(tr("名称、编号、拼音或首字母"));
}

void MapSearchBox::setSite(std::shared_ptr<const Site> site, std::optional<ItemKind> only) {
    m_site = std::move(site);
    m_search = m_site ? PlaceSearch(m_site, spell, only) : PlaceSearch();
    if (m_site) m_spelling.start(0);
    fill();
}

void MapSearchBox::spellOn() {
    if (m_search.prepare(kSpelledAtOnce)) return;
    m_spelling.stop();
    if (hasFocus()) fill(); // what was typed meanwhile may be found now
}

void MapSearchBox::fill() {
    m_list->clear();
    m_found = m_search.find(text().toStdString());
    for (const MapItem& item : m_found) {
        const QString title = QString::fromStdString(titleOf(*m_site, item));
        const QString id = QString::fromStdString(idOf(*m_site, item));
        m_list->addItem(QStringLiteral("%1 · %2 · %3").arg(kindWord(item.kind), title, id));
    }
    if (m_found.empty()) {
        auto* none = new QListWidgetItem(tr("没有这样的地点"), m_list);
        none->setFlags(Qt::NoItemFlags);
    }
    m_list->setCurrentRow(m_found.empty() ? -1 : 0);
    m_list->setVisible(hasFocus() && !text().trimmed().isEmpty());
    placeList();
}

void MapSearchBox::placeList() {
    const int rows = std::clamp(m_list->count(), 1, kRowsMost);
    const int width = std::min(kWidest, m_over.width() - 16);
    const QPoint below = mapTo(&m_over, QPoint(0, this->height() + 4));
    const int left = std::clamp(below.x(), 8, std::max(8, m_over.width() - width - 8));
    const int height = std::min(rows * kRow + 4, std::max(kRow, m_over.height() - below.y() - 8));
    m_list->setGeometry(left, below.y(), width, height);
    m_list->raise();
}

void MapSearchBox::go() {
    const int row = m_list->currentRow();
    if (row < 0 || row >= static_cast<int>(m_found.size())) return;
    m_list->hide();
    Q_EMIT found(m_found[static_cast<std::size_t>(row)]);
}

void MapSearchBox::keyPressEvent(QKeyEvent* event) {
    const int last = static_cast<int>(m_found.size()) - 1;
    switch (event->key()) {
    case Qt::Key_Down:
        if (!m_list->isVisible()) fill();
        m_list->setCurrentRow(std::min(last, m_list->currentRow() + 1));
        return;
    case Qt::Key_Up:
        m_list->setCurrentRow(std::max(last < 0 ? -1 : 0, m_list->currentRow() - 1));
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (!m_list->isVisible()) fill();
        go();
        return;
    case Qt::Key_Escape:
        m_list->hide();
        Q_EMIT left();
        return;
    default:
        QLineEdit::keyPressEvent(event);
    }
}

void MapSearchBox::focusOutEvent(QFocusEvent* event) {
    QLineEdit::focusOutEvent(event);
    if (event->reason() != Qt::PopupFocusReason && event->reason() != Qt::ActiveWindowFocusReason)
        m_list->hide();
}

} // namespace shouwang::site
