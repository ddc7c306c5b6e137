#include "sync/ui/connection_page.h"

#include "shell/ui/theme.h"
#include "sync/ui/words.h"

#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <cmath>

namespace shouwang::sync {

namespace {

QString shortHash(const Hash& hash) {
    return QString::fromStdString(toHex(ByteView(hash).first(4)));
}

/// The place of a fact as people compare it over the telephone: number and the start of its hash.
QString place(std::uint64_t number, const Hash& hash) {
    return number == 0 ? QStringLiteral("0") : QStringLiteral("%1 · %2").arg(number).arg(shortHash(hash));
}

QString orDash(const QString& text) {
    return text.isEmpty() ? QStringLiteral("—") : text;
}

} // namespace

ConnectionPage::ConnectionPage(const shell::Theme& theme, Names names, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_names(std::move(names)) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(24, 20, 24, 20);
    column->setSpacing(12);
    column->addWidget(makeHead());
    column->addWidget(makeValues());

    m_attentionTitle = new QLabel(this);
    shell::setLook(m_attentionTitle, "heading");
    m_attention = makeList({tr("操作"), tr("操作人"), tr("时间"), tr("原因"), tr("依据"), tr("由谁判定")});
    m_attention->setObjectName(QStringLiteral("attention"));
    m_settle = new QPushButton(tr("已处理"), this);
    m_settle->setToolTip(tr("从列表中移走；内容仍保存在本机"));
    m_settle->setEnabled(false);
    connect(m_settle, &QPushButton::clicked, this, &ConnectionPage::settleCurrent);
    connect(m_attention, &QTreeWidget::currentItemChanged, this,
            [this](const QTreeWidgetItem* item) { m_settle->setEnabled(item != nullptr); });
    auto* attentionRow = new QHBoxLayout;
    attentionRow->addWidget(m_attentionTitle, 1);
    attentionRow->addWidget(m_settle);
    column->addLayout(attentionRow);
    column->addWidget(m_attention, 1);

    m_waitingTitle = new QLabel(this);
    shell::setLook(m_waitingTitle, "heading");
    m_waiting = makeList({tr("操作"), tr("操作人"), tr("保存时间"), tr("已等"), tr("编号")});
    m_waiting->setObjectName(QStringLiteral("waiting"));
    column->addWidget(m_waitingTitle);
    column->addWidget(m_waiting, 1);
    column->addStretch(); // takes the room when the lists are empty
    column->addWidget(makeCounters());
    setStatus({}, 0);
    setStorage(std::nullopt, 0);
    setWaiting({}, 0);
    setAttention({}, 0);
}

QWidget* ConnectionPage::makeHead() {
    auto* head = new QWidget(this);
    auto* row = new QHBoxLayout(head);
    row->setContentsMargins(0, 0, 0, 0);
    auto* texts = new QVBoxLayout;
    m_state = new QLabel(head);
    m_state->setObjectName(QStringLiteral("state"));
    m_state->setFont(shell::Theme::font(shell::Type::Heading));
    m_text = new QLabel(head);
    m_text->setObjectName(QStringLiteral("text"));
    m_text->setWordWrap(true);
    m_error = new QLabel(head);
    m_error->setObjectName(QStringLiteral("error"));
    m_error->setWordWrap(true);
    m_error->setTextFormat(Qt::PlainText); // comes from outside
    m_error->setTextInteractionFlags(Qt::TextSelectableByMouse);
    shell::setLook(m_error, "muted");
    texts->addWidget(m_state);
    texts->addWidget(m_text);
    texts->addWidget(m_error);
    m_warnings = new QLabel(head);
    m_warnings->setObjectName(QStringLiteral("warnings"));
    m_warnings->setWordWrap(true);
    m_warnings->setTextFormat(Qt::PlainText);
    m_warnings->hide();
    texts->addWidget(m_warnings);
    row->addLayout(texts, 1);
    m_retry = new QPushButton(tr("立即重试"), head);
    m_retry->setObjectName(QStringLiteral("retry"));
    connect(m_retry, &QPushButton::clicked, this, &ConnectionPage::retryWanted);
    m_resync = new QPushButton(tr("重新取回全部记录"), head);
    m_resync->setObjectName(QStringLiteral("resync"));
    m_resync->setToolTip(tr("待上传的会保留并再次上传；另一分支的记录另存，不删除"));
    shell::setLook(m_resync, "primary");
    connect(m_resync, &QPushButton::clicked, this, &ConnectionPage::resyncWanted);
    row->addWidget(m_retry, 0, Qt::AlignTop);
    row->addWidget(m_resync, 0, Qt::AlignTop);
    return head;
}

QLabel* ConnectionPage::addPair(QGridLayout& grid, int at, int columns, const QString& name) {
    auto* title = new QLabel(name, this);
    shell::setLook(title, "muted");
    auto* value = new QLabel(this);
    value->setTextInteractionFlags(Qt::TextSelectableByMouse);
    title->setBuddy(value);
    grid.addWidget(title, 2 * (at / columns), at % columns);
    grid.addWidget(value, 2 * (at / columns) + 1, at % columns);
    return value;
}

QWidget* ConnectionPage::makeValues() {
    auto* card = new QFrame(this);
    shell::setLook(card, "card");
    auto* grid = new QGridLayout(card);
    grid->setHorizontalSpacing(24);
    const QString names[kValues] = {tr("本席位位置"), tr("站点位置"),     tr("待上传"),   tr("最久已等"),
                                    tr("需要处理"),   tr("上次收到应答"), tr("时钟相差"), tr("站点")};
    for (int i = 0; i < kValues; ++i)
        m_values[i] = addPair(*grid, i, 4, names[i]);
    m_values[Cursor]->setObjectName(QStringLiteral("cursor"));
    m_values[Outbox]->setObjectName(QStringLiteral("outbox"));
    auto* title = new QLabel(tr("站点存储"), card);
    shell::setLook(title, "muted");
    m_storage = new QLabel(card);
    m_storage->setObjectName(QStringLiteral("storage"));
    m_storageDetails = new QLabel(card);
    m_storageDetails->setObjectName(QStringLiteral("storageDetails"));
    shell::setLook(m_storageDetails, "muted");
    int row = grid->rowCount();
    for (QLabel* label : {title, m_storage, m_storageDetails}) {
        label->setWordWrap(label != title);
        grid->addWidget(label, row++, 0, 1, 4);
    }
    return card;
}

QWidget* ConnectionPage::makeCounters() {
    auto* card = new QFrame(this);
    shell::setLook(card, "card");
    auto* grid = new QGridLayout(card);
    grid->setHorizontalSpacing(24);
    const QString names[kCounters] = {tr("已保存操作"), tr("本机拒绝"), tr("收到裁定"), tr("取回记录"),
                                      tr("坏数据包"),   tr("重新判断"), tr("连接次数"), tr("连接失败"),
                                      tr("看门狗动作"), tr("磁盘错误")};
    for (int i = 0; i < kCounters; ++i)
        m_counters[i] = addPair(*grid, i, kCounters, names[i]);
    m_counters[StorageErrors]->setObjectName(QStringLiteral("storageErrors"));
    return card;
}

void ConnectionPage::showHead(const SeatStatus& status) {
    // The house's style sheet sets the colour of labels; only a sheet of their own is stronger.
    const QString color = m_theme.color(stateTone(status.state)).name();
    m_state->setStyleSheet(QStringLiteral("color: %1").arg(color));
    m_state->setText(QStringLiteral("%1 %2").arg(stateMark(status.state), stateWord(status.state)));
    m_text->setText(stateText(status));
    m_error->setText(status.lastError.empty()
                         ? QString()
                         : tr("技术细节：%1").arg(QString::fromStdString(status.lastError)));
    m_error->setVisible(!status.lastError.empty());
    m_retry->setVisible(status.state == LinkState::Offline || status.state == LinkState::VersionMismatch ||
                        status.state == LinkState::Unauthorised || status.state == LinkState::StationClosed);
    m_resync->setVisible(status.state == LinkState::Forked);
}

void ConnectionPage::setWarnings(const QStringList& texts) {
    m_warnings->setVisible(!texts.isEmpty());
    m_warnings->setStyleSheet(QStringLiteral("color: %1").arg(m_theme.color(shell::Tone::High).name()));
    m_warnings->setText(texts.join(QLatin1Char('\n')));
}

void ConnectionPage::setStatus(const SeatStatus& status, Micros nowMicros) {
    showHead(status);
    m_values[Cursor]->setText(place(status.cursor.number, status.cursor.hash));
    m_values[Head]->setText(place(status.head.number, status.head.hash));
    m_values[Outbox]->setText(tr("%1 条").arg(status.outbox));
    m_values[Oldest]->setText(status.outbox == 0 ? orDash({})
                                                 : shell::ageText(status.oldestWaiting.count() / 1000));
    m_values[Attention]->setText(tr("%1 条").arg(status.needsAttention));
    m_values[Contact]->setText(orDash(
        status.lastContact
            ? tr("%1（%2前）")
                  .arg(shell::timeText(*status.lastContact, nowMicros),
                       shell::ageText(std::max<qint64>(0, (nowMicros - *status.lastContact) / 1'000'000)))
            : QString()));
    const double exact = std::chrono::duration<double>(status.clockOffset).count();
    const double offset = std::abs(exact) < 0.05 ? 0.0 : exact; // never -0.0
    m_values[ClockOffset]->setText(status.lastContact ? tr("%1 秒").arg(offset, 0, 'f', 1) : orDash({}));
    m_values[Station]->setText(orDash(
        status.station.isNull() ? QString() : QString::fromStdString(status.station.text().substr(0, 8))));
    showCounters(status.counters);
}

void ConnectionPage::showCounters(const SeatCounters& counters) {
    const std::uint64_t values[kCounters] = {
        counters.submitted,  counters.refused,      counters.verdicts, counters.facts,
        counters.badBatches, counters.decidedAgain, counters.connects, counters.linkFailures,
        counters.watchdogs,  counters.storageErrors};
    for (int i = 0; i < kCounters; ++i)
        m_counters[i]->setText(QString::number(values[i]));
}

void ConnectionPage::setStorage(const std::optional<StationStorage>& storage, Micros nowMicros) {
    const StorageWords words = storageWords(storage, nowMicros);
    // Text and muted are the labels' own colours; what is abnormal needs a sheet of its own (see showHead).
    m_storage->setStyleSheet(
        words.abnormal ? QStringLiteral("color: %1").arg(m_theme.color(words.tone).name()) : QString());
    m_storage->setText(words.text);
    m_storageDetails->setText(words.details);
    m_storageDetails->setVisible(!words.details.isEmpty());
}

} // namespace shouwang::sync
