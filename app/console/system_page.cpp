#include "console/system_page.h"

#include "attention/ui/attention_page.h"
#include "console/attention_words.h"
#include "console/camera_grid.h"
#include "console/command_words.h"
#include "console/desk.h"
#include "console/health_page.h"
#include "console/papers_box.h"
#include "console/settings.h"
#include "console/wall_screen_choice.h"
#include "shell/ui/theme.h"
#include "sync/ui/connection_page.h"
#include "wall/ui/no_picture.h"
#include "wall/ui/wall_link.h"

#include <QComboBox>
#include <QFormLayout>
#include <QHeaderView>
#include <QLabel>
#include <QTabBar>
#include <QTabWidget>
#include <QTableWidget>
#include <QVBoxLayout>

namespace shouwang::console {
namespace {

QString streamWord(const std::string& stream) {
    if (stream == "main") return SystemPage::tr("主码流");
    if (stream == "sub") return SystemPage::tr("子码流");
    return QStringLiteral("—");
}

QStringList cellsOf(const wall::TileReport& tile, const site::Site& site) {
    const bool picture = tile.live == wall::Live::Live;
    return {cameraLabel(site, QString::fromStdString(tile.camera)),
            wall::isPlanned(tile.reason) ? QStringLiteral("—") : SystemPage::liveWord(tile.live, tile.reason),
            picture ? QStringLiteral("—") : shell::ageText(tile.age_ms / 1000),
            streamWord(tile.stream),
            picture ? QString::number(tile.fps, 'f', 0) : QStringLiteral("—"),
            wall::reasonWord(tile.reason)};
}

} // namespace

QString SystemPage::liveWord(wall::Live live, wall::NoPicture reason) {
    if (live == wall::Live::Live && reason != wall::NoPicture::None) return tr("◆ 缓慢");
    switch (live) {
    case wall::Live::Waiting:
        return tr("… 等待");
    case wall::Live::Live:
        return tr("✓ 实时");
    case wall::Live::Late:
        return tr("◆ 延迟");
    case wall::Live::Lost:
        return tr("▲ 丢失");
    }
    return {};
}

SystemPage::SystemPage(Desk& desk, Settings& settings, shell::Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_desk(desk)
    , m_settings(settings)
    , m_theme(theme)
    , m_tabs(new QTabWidget(this))
    , m_cameras(new QTableWidget(this))
    , m_wallState(new QLabel(this)) {
    setObjectName(QStringLiteral("system"));
    m_tabs->setObjectName(QStringLiteral("system.tabs"));
    m_tabs->addTab(makeAttentionTab(), tr("待处理"));
    m_tabs->addTab(makeConnectionTab(), tr("连接与保存"));
    m_tabs->addTab(makeWallTab(), tr("电视墙"));
    m_tabs->addTab(new HealthPage(desk, theme, this), tr("摄像机与设备"));
    m_tabs->addTab(makeSeatTab(), tr("本席位"));
    auto* box = new QVBoxLayout(this);
    box->setContentsMargins(12, 8, 12, 8);
    box->addWidget(m_tabs);
    connect(&desk, &Desk::changed, this, &SystemPage::refresh);
    if (wall::WallLink* wall = desk.wall()) {
        connect(wall, &wall::WallLink::tilesChanged, this, &SystemPage::refreshWall);
        connect(wall, &wall::WallLink::statsChanged, this, &SystemPage::refreshWall);
    }
    refresh();
}

void SystemPage::showConnection() {
    m_tabs->setCurrentIndex(m_desk.toSettle() > m_desk.data().heldHere ? 0 : 1);
}

void SystemPage::showSeat() {
    m_tabs->setCurrentIndex(m_tabs->count() - 1);
}

void SystemPage::takeFocus() {
    m_tabs->tabBar()->setFocus(Qt::ShortcutFocusReason);
}

QWidget* SystemPage::makeAttentionTab() {
    m_attention = new attention::AttentionPage(m_theme, m_desk.clock(), attentionNames(m_desk), this);
    m_attention->setObjectName(QStringLiteral("system.attention"));
    connect(m_attention, &attention::AttentionPage::settleWanted, this, &SystemPage::settle);
    return m_attention;
}

void SystemPage::refreshAttention() {
    std::vector<attention::State> items;
    for (const attention::State& item : m_desk.data().attention) {
        if (m_desk.concerns(item)) items.push_back(item);
    }
    m_tabs->setTabText(0, items.empty() ? tr("待处理") : tr("待处理 (%1)").arg(items.size()));
    m_attention->setAllowed(m_desk.mayDo(people::Permission::HandleAlarms),
                            m_desk.mayDo(people::Permission::Approve));
    m_attention->setItems(std::move(items));
}

void SystemPage::settle(const attention::State& item, const QString& outcome, const QString& note) {
    m_desk.submit(attention::settle(item, outcome.toStdString(), note.toStdString()), {});
    std::vector<std::int64_t> rows; // this seat keeps what it typed itself as well
    m_desk.read([&](const ledger::View& view) {
        for (const sync::AttentionItem& own : sync::attentionItems(view.tables())) {
            if (Id::fromParts({"attention", own.command.id.text()}) == item.id) rows.push_back(own.sequence);
        }
    });
    for (const std::int64_t row : rows)
        m_desk.settleAttention(row);
}

QWidget* SystemPage::makeConnectionTab() {
    const attention::Names words = attentionNames(m_desk);
    sync::ConnectionPage::Names names;
    names.act = [](const ledger::Command& command) { return commandWord(command.kind); };
    names.refusal = [words](const ledger::Refusal& refusal) { return words.refusal(refusal.code); };
    names.person = words.person;
    names.typed = [words](const ledger::Command& command) {
        attention::State typed;
        typed.kind = command.kind;
        QStringList lines;
        for (const auto& [field, value] : command.open)
            lines << tr("%1：%2").arg(words.fieldOf(typed, field), words.valueOf(typed, field, command.open));
        return lines;
    };
    m_connection = new sync::ConnectionPage(m_theme, std::move(names), this);
    m_connection->setObjectName(QStringLiteral("system.connection"));
    connect(m_connection, &sync::ConnectionPage::retryWanted, this, [this] { m_desk.linkUp(); });
    connect(m_connection, &sync::ConnectionPage::resyncWanted, this, [this] { m_desk.resync(); });
    connect(m_connection, &sync::ConnectionPage::settleWanted, this,
            [this](qint64 sequence) { m_desk.settleAttention(sequence); });
    return m_connection;
}

QWidget* SystemPage::makeWallTab() {
    auto* page = new QWidget(this);
    m_wallState->setObjectName(QStringLiteral("system.wall.state"));
    m_wallState->setWordWrap(true);
    m_cameras->setObjectName(QStringLiteral("system.wall.table"));
    m_cameras->setColumnCount(6);
    m_cameras->setHorizontalHeaderLabels(
        {tr("摄像机"), tr("状态"), tr("画面停了"), tr("码流"), tr("帧/秒"), tr("原因")});
    m_cameras->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_cameras->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_cameras->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_cameras->verticalHeader()->setVisible(false);
    m_cameras->verticalHeader()->setDefaultSectionSize(32);
    m_cameras->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_cameras->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_cameras->setShowGrid(false);
    auto* box = new QVBoxLayout(page);
    box->setSpacing(12);
    box->addWidget(m_wallState);
    box->addWidget(m_cameras, 1);
    return page;
}

QWidget* SystemPage::makeSeatTab() {
    auto* page = new QWidget(this);
    auto* shade = new QComboBox(page);
    shade->setObjectName(QStringLiteral("system.shade"));
    shade->addItem(tr("深色（夜间、暗室）"), static_cast<int>(shell::Theme::Shade::Dark));
    shade->addItem(tr("浅色（白天办公室）"), static_cast<int>(shell::Theme::Shade::Light));
    shade->setCurrentIndex(m_theme.isDark() ? 0 : 1);
    connect(shade, &QComboBox::activated, this, [this, shade] {
        const auto wanted = static_cast<shell::Theme::Shade>(shade->currentData().toInt());
        m_settings.setShade(wanted);
        m_theme.setShade(wanted);
    });
    connect(&m_theme, &shell::Theme::changed, shade,
            [this, shade] { shade->setCurrentIndex(m_theme.isDark() ? 0 : 1); });
    auto* language = new QComboBox(page);
    language->setObjectName(QStringLiteral("system.language"));
    // Each language is called by its own name, so that whoever needs it finds it.
    language->addItem(QStringLiteral("中文"), QStringLiteral("zh_CN"));
    language->addItem(QStringLiteral("English"), QStringLiteral("en"));
    language->setCurrentIndex(language->findData(m_settings.language()));
    connect(language, &QComboBox::activated, this, [this, language] {
        const QString code = language->currentData().toString();
        if (code == m_settings.language()) return;
        m_settings.setLanguage(code);
        Q_EMIT languageChosen(code);
    });
    auto* form = new QFormLayout(page);
    form->setContentsMargins(16, 16, 16, 16);
    form->setHorizontalSpacing(16);
    form->setVerticalSpacing(12);
    form->setFieldGrowthPolicy(QFormLayout::FieldsStayAtSizeHint);
    form->addRow(tr("外观"), shade);
    form->addRow(tr("语言"), language);
    form->addRow(tr("电视墙显示器"), new WallScreenChoice(m_desk.wall(), m_settings, page));
    form->addRow(tr("席位"), new QLabel(tr("%1 席　%2")
                                            .arg(m_desk.data().letter,
                                                 QString::fromStdString(m_desk.data().seat.text()).left(8)),
                                        page));
    m_seatForm = form;
    return page;
}

void SystemPage::setPapers(SeatPapers& papers, const QString& folder) {
    m_papers = new PapersBox(m_desk, papers, folder, this);
    m_seatForm->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    m_seatForm->addRow(tr("应急与诊断"), m_papers);
}

void SystemPage::writeBundle() {
    showSeat();
    m_papers->writeBundle();
}

void SystemPage::showEvent(QShowEvent*) {
    refresh();
}

void SystemPage::refresh() {
    // Nobody looks: the work is done when somebody does.
    if (!isVisible()) return;
    refreshAttention();
    refreshConnection();
    refreshWall();
}

void SystemPage::refreshConnection() {
    const Micros now = m_desk.clock().utc();
    m_connection->setStatus(*m_desk.data().status, now);
    m_connection->setStorage(m_desk.data().storage, now);
    m_connection->setWarnings(sync::warnings(*m_desk.data().status, m_desk.data().clones, now));
    m_desk.read([this, now](const ledger::View& view) {
        m_connection->setWaiting(sync::waitingRows(view.tables()), now);
        auto held = sync::attentionItems(view.tables());
        std::erase_if(held, [](const sync::AttentionItem& item) { return !item.heldHere(); });
        m_connection->setAttention(held, now);
    });
}

void SystemPage::refreshWall() {
    if (!isVisible()) return;
    const wall::WallLink* wall = m_desk.wall();
    if (wall == nullptr) {
        m_wallState->setText(tr("本席位没有电视墙程序。"));
        return;
    }
    const wall::Stats& stats = wall->stats();
    QString state = wall->isUp() ? tr("✓ 电视墙在运行") : tr("▲ 电视墙没有运行，正在自动重启");
    state += tr("　自动重启 %1 次").arg(wall->restarts());
    if (wall->isUp()) {
        state += tr("　处理器 %1 核（上限 %2 核）　内存 %3 MB")
                     .arg(stats.cpu_cores, 0, 'f', 1)
                     .arg(stats.budget_cores, 0, 'f', 1)
                     .arg(stats.rss_mb, 0, 'f', 0);
    }
    m_wallState->setText(state);
    const auto& tiles = wall->tiles();
    m_cameras->setRowCount(static_cast<int>(tiles.size()));
    for (std::size_t i = 0; i < tiles.size(); ++i) {
        fillRow(static_cast<int>(i), cellsOf(tiles[i], *m_desk.data().site),
                tiles[i].live != wall::Live::Live && !wall::isPlanned(tiles[i].reason));
    }
}

void SystemPage::fillRow(int row, const QStringList& cells, bool fault) {
    for (int column = 0; column < cells.size(); ++column) {
        QTableWidgetItem* item = m_cameras->item(row, column);
        if (item == nullptr) {
            item = new QTableWidgetItem;
            m_cameras->setItem(row, column, item);
        }
        if (item->text() != cells.at(column)) item->setText(cells.at(column));
        const bool marked = fault && column == 1;
        item->setForeground(marked ? m_theme.high() : m_theme.text());
    }
}

} // namespace shouwang::console
