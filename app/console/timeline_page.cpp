#include "console/timeline_page.h"

#include "alarms/ui/words.h"
#include "console/attention_words.h"
#include "console/desk.h"
#include "console/fact_words.h"
#include "console/timeline_delegate.h"
#include "console/timeline_filters.h"
#include "shell/ui/rows_view.h"
#include "shell/ui/theme.h"

#include <QDateTime>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollBar>
#include <QVBoxLayout>

#include <utility>

namespace shouwang::console {
namespace {

constexpr std::size_t kPage = 200;
constexpr int kPause_ms = 500;

QDateTime timeOf(Micros at) {
    return QDateTime::fromMSecsSinceEpoch(at / 1000);
}

} // namespace

TimelinePage::TimelinePage(Desk& desk, const shell::Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_desk(desk)
    , m_names(attentionNames(desk))
    , m_model(new TimelineModel(this)) {
    setObjectName(QStringLiteral("timeline"));
    m_pause.setSingleShot(true);
    m_pause.setInterval(kPause_ms);
    build(theme);
    wire();
}

void TimelinePage::build(const shell::Theme& theme) {
    m_filters = new TimelineFilters(m_desk, this);
    m_list = new shell::RowsView(theme, this);
    m_list->setObjectName(QStringLiteral("timeline.list"));
    m_list->setAccessibleName(tr("记录"));
    m_list->setModel(m_model);
    m_list->setItemDelegate(new TimelineDelegate(theme, m_list));
    m_list->setEmptyText(tr("这段时间里没有这样的记录。\n请放宽时间、区域、人员或类别。"));
    m_detail = new QLabel(this);
    m_detail->setObjectName(QStringLiteral("timeline.detail"));
    m_detail->setWordWrap(true);
    m_detail->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_detail->setMinimumHeight(40);
    m_detail->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    auto* box = new QVBoxLayout(this);
    box->setContentsMargins(12, 8, 12, 8);
    box->setSpacing(8);
    box->addLayout(makeHead());
    box->addWidget(m_filters);
    box->addWidget(m_list, 1);
    box->addWidget(m_detail);
}

QLayout* TimelinePage::makeHead() {
    m_state = new QLabel(this);
    m_state->setObjectName(QStringLiteral("timeline.state"));
    shell::setLook(m_state, "muted");
    m_news = new QPushButton(tr("有新的记录，点此查看"), this);
    m_news->setObjectName(QStringLiteral("timeline.news"));
    m_news->hide();
    auto* title = new QLabel(tr("发生了什么"), this);
    shell::setLook(title, "heading");
    auto* head = new QHBoxLayout;
    head->addWidget(title);
    head->addSpacing(16);
    head->addWidget(m_state);
    head->addStretch(1);
    head->addWidget(m_news);
    return head;
}

void TimelinePage::wire() {
    connect(m_filters, &TimelineFilters::changed, this, &TimelinePage::reload);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, &TimelinePage::showDetail);
    connect(m_model, &QAbstractItemModel::modelReset, this, &TimelinePage::showDetail);
    connect(m_model, &QAbstractItemModel::modelReset, this, &TimelinePage::showState);
    connect(m_model, &QAbstractItemModel::rowsInserted, this, &TimelinePage::showState);
    connect(m_news, &QPushButton::clicked, this, &TimelinePage::reload);
    connect(&m_desk, &Desk::changed, this, [this] {
        if (isVisible() && !m_pause.isActive()) m_pause.start();
    });
    connect(&m_pause, &QTimer::timeout, this, &TimelinePage::noteNews);
}

reports::Wanted TimelinePage::wanted() const {
    reports::Wanted wanted = m_filters->wanted();
    wanted.limit = kPage;
    return wanted;
}

void TimelinePage::reload() {
    m_news->hide();
    m_list->clearSelection();
    m_model->restart([this, asked = wanted()](const std::optional<reports::Place>& before) {
        reports::Wanted wanted = asked;
        wanted.before = before;
        return fetch(wanted);
    });
    m_list->scrollToTop();
}

TimelineModel::Chunk TimelinePage::fetch(const reports::Wanted& wanted) const {
    TimelineModel::Chunk chunk;
    m_desk.read([&](const ledger::View& view) {
        const reports::Page page = reports::journal(view, wanted);
        for (const reports::Line& line : page.lines)
            chunk.rows.push_back(rowOf(view, line));
        chunk.next = page.next;
    });
    return chunk;
}

TimelineRow TimelinePage::rowOf(const ledger::View& view, const reports::Line& line) const {
    TimelineRow row;
    row.at = line.at;
    row.time = shell::timeText(line.at, m_desk.clock().utc());
    row.sentence = factSentence(line, factSubject(view, line, m_names, m_desk), m_names);
    const site::Zone* zone = m_desk.data().site->zone(line.zone);
    row.zone = QString::fromStdString(zone != nullptr ? zone->name : line.zone);
    row.mode = alarms::modeWord(line.mode);
    row.here = line.number == 0;
    row.contested = !line.contested.empty();
    row.number = line.number;
    return row;
}

void TimelinePage::noteNews() {
    if (!isVisible()) return;
    reports::Wanted newest = wanted();
    newest.limit = 1;
    const TimelineModel::Chunk chunk = fetch(newest);
    const bool none = m_model->rowCount() == 0;
    if (chunk.rows.empty() ? none : !none && chunk.rows.front() == m_model->at(0)) return;
    const bool atTop = m_list->verticalScrollBar()->value() == 0 && !m_list->currentIndex().isValid();
    if (atTop) return reload();
    m_news->show();
}

void TimelinePage::showDetail() {
    const QModelIndex index = m_list->currentIndex();
    if (!index.isValid() || index.row() >= m_model->rowCount()) {
        m_detail->setText({});
        return;
    }
    const TimelineRow& row = m_model->at(index.row());
    const QString at = timeOf(row.at).toString(QStringLiteral("yyyy-MM-dd HH:mm:ss"));
    const QString place = row.here ? tr("只存在本席位，尚未传到站点") : tr("账本第 %1 条").arg(row.number);
    QStringList words{at, row.mode, row.zone, place};
    words.removeAll(QString());
    m_detail->setText(row.sentence + QLatin1Char('\n') + words.join(QStringLiteral(" · ")));
}

void TimelinePage::showState() {
    const int count = m_model->rowCount();
    if (m_model->isFull())
        m_state->setText(tr("已显示 %n 条；更早的请缩短时间再看", nullptr, count));
    else
        m_state->setText(m_model->hasOlder() ? tr("最近 %n 条，往下滚动看更早的", nullptr, count)
                                             : tr("共 %n 条", nullptr, count));
}

void TimelinePage::takeFocus() {
    m_list->setFocus(Qt::ShortcutFocusReason);
}

/// What was being read still stands there when the officer comes back.
void TimelinePage::showEvent(QShowEvent*) {
    if (!std::exchange(m_read, true)) return reload();
    noteNews();
}

} // namespace shouwang::console
