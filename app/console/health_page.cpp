#include "console/health_page.h"

#include "console/camera_grid.h"
#include "console/desk.h"
#include "console/device_words.h"
#include "console/system_page.h"
#include "shell/ui/theme.h"
#include "wall/ui/no_picture.h"
#include "wall/ui/wall_link.h"

#include <QFrame>
#include <QHeaderView>
#include <QLabel>
#include <QTableWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace shouwang::console {
namespace {

enum Column { Name, State, Reason, Reconnects, Stalls, Gaps, Garbage, Freezes, Sizes, LastError, kColumns };

bool isFault(const wall::CameraHealth& camera) {
    return camera.live == wall::Live::Late || camera.live == wall::Live::Lost ||
           camera.reason != wall::NoPicture::None;
}

QString orDash(const QString& text) {
    return text.isEmpty() ? QStringLiteral("—") : text;
}

QStringList cellsOf(const wall::CameraHealth& camera, const site::Site& site) {
    const auto count = [](std::int64_t value) { return QString::number(value); };
    return {cameraLabel(site, QString::fromStdString(camera.camera)),
            SystemPage::liveWord(camera.live, camera.reason),
            orDash(wall::reasonWord(camera.reason)),
            count(camera.reconnects),
            count(camera.stalls),
            count(camera.gaps),
            count(camera.garbage),
            count(camera.freezes),
            count(camera.resolution_changes),
            orDash(wall::reasonWord(camera.last_error))};
}

} // namespace

HealthPage::HealthPage(Desk& desk, const shell::Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_desk(desk)
    , m_theme(theme)
    , m_link(new QLabel(this))
    , m_linkDetails(new QLabel(this))
    , m_odd(new QLabel(this))
    , m_oddDetails(new QLabel(this))
    , m_summary(new QLabel(this))
    , m_cameras(new QTableWidget(this)) {
    setObjectName(QStringLiteral("system.health"));
    m_summary->setObjectName(QStringLiteral("health.summary"));
    makeTable();
    auto* box = new QVBoxLayout(this);
    box->setContentsMargins(12, 12, 12, 12);
    box->setSpacing(12);
    box->addWidget(makeDevices());
    box->addWidget(m_summary);
    box->addWidget(m_cameras, 1);
    box->addStretch(); // takes the room when there is no table
    connect(&desk, &Desk::changed, this, &HealthPage::refresh);
    connect(&theme, &shell::Theme::changed, this, &HealthPage::refresh);
    if (wall::WallLink* wall = desk.wall()) {
        connect(wall, &wall::WallLink::statsChanged, this, &HealthPage::refresh);
        connect(wall, &wall::WallLink::wallLost, this, &HealthPage::refresh);
    }
}

QWidget* HealthPage::makeDevices() {
    auto* card = new QFrame(this);
    shell::setLook(card, "card");
    auto* box = new QVBoxLayout(card);
    m_link->setObjectName(QStringLiteral("health.link"));
    m_linkDetails->setObjectName(QStringLiteral("health.linkDetails"));
    m_odd->setObjectName(QStringLiteral("health.odd"));
    m_oddDetails->setObjectName(QStringLiteral("health.oddDetails"));
    for (QLabel* line : {m_link, m_linkDetails, m_odd, m_oddDetails}) {
        line->setWordWrap(true);
        line->setTextFormat(Qt::PlainText); // names of devices come from outside
        line->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
        box->addWidget(line);
    }
    for (QLabel* details : {m_linkDetails, m_oddDetails})
        shell::setLook(details, "muted");
    return card;
}

void HealthPage::makeTable() {
    m_cameras->setObjectName(QStringLiteral("health.cameras"));
    m_cameras->setColumnCount(kColumns);
    m_cameras->setHorizontalHeaderLabels({tr("摄像机"), tr("状态"), tr("原因"), tr("重连"), tr("无响应"),
                                          tr("丢包"), tr("坏数据"), tr("冻结"), tr("分辨率变化"),
                                          tr("上次断开")});
    m_cameras->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_cameras->horizontalHeader()->setStretchLastSection(true);
    m_cameras->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_cameras->verticalHeader()->setVisible(false);
    m_cameras->verticalHeader()->setDefaultSectionSize(32);
    m_cameras->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_cameras->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_cameras->setTabKeyNavigation(false); // Tab goes on to the next part, arrows walk through the rows
    m_cameras->setShowGrid(false);
}

void HealthPage::showEvent(QShowEvent*) {
    refresh();
}

void HealthPage::refresh() {
    if (!isVisible()) return;
    refreshDevices();
    refreshCameras();
}

void HealthPage::refreshDevices() {
    const DeskData& known = m_desk.data();
    const Micros now = m_desk.clock().utc();
    say(*m_link, *m_linkDetails,
        deviceLinkWords(m_desk.reachesStation(), known.devices, known.ownDevicesLost, now));
    say(*m_odd, *m_oddDetails, oddMessageWords(known.devices, now));
}

void HealthPage::say(QLabel& line, QLabel& details, const DeviceWords& words) {
    // The house's style sheet sets the colour of labels; only a sheet of their own is stronger.
    line.setStyleSheet(words.abnormal ? QStringLiteral("color: %1").arg(m_theme.high().name()) : QString());
    line.setText(words.text);
    line.setVisible(!words.text.isEmpty());
    details.setText(words.details);
    details.setVisible(!words.details.isEmpty());
}

void HealthPage::refreshCameras() {
    const wall::WallLink* wall = m_desk.wall();
    if (wall == nullptr) {
        m_summary->setText(tr("本席位没有电视墙程序，不知道摄像机的情况。"));
        m_cameras->setVisible(false);
        return;
    }
    setCameras(wall->stats().cameras, *m_desk.data().site);
    if (!wall->isUp()) m_summary->setText(tr("▲ 电视墙没有运行，下面是它停下之前的情况。"));
}

void HealthPage::setCameras(const std::vector<wall::CameraHealth>& cameras, const site::Site& site) {
    const auto faults = std::count_if(cameras.begin(), cameras.end(), isFault);
    m_summary->setText(faults == 0 ? tr("✓ %1 路摄像机都正常").arg(cameras.size())
                                   : tr("▲ %1 路摄像机中 %2 路异常").arg(cameras.size()).arg(faults));
    m_cameras->setVisible(true);
    // The order stays, so that nothing moves under the eyes of who reads it.
    m_cameras->setRowCount(static_cast<int>(cameras.size()));
    for (std::size_t i = 0; i < cameras.size(); ++i)
        fillRow(static_cast<int>(i), cellsOf(cameras[i], site), isFault(cameras[i]));
}

void HealthPage::fillRow(int row, const QStringList& cells, bool fault) {
    for (int column = 0; column < cells.size(); ++column) {
        QTableWidgetItem* item = m_cameras->item(row, column);
        if (item == nullptr) {
            item = new QTableWidgetItem;
            m_cameras->setItem(row, column, item);
        }
        if (item->text() != cells.at(column)) item->setText(cells.at(column));
        const bool marked = fault && (column == State || column == Reason);
        const bool nothing = cells.at(column) == QStringLiteral("0") || cells.at(column) == orDash({});
        item->setForeground(nothing ? m_theme.muted() : marked ? m_theme.high() : m_theme.text());
    }
}

} // namespace shouwang::console
