#include "console/top_bar.h"

#include "console/desk.h"
#include "console/device_words.h"
#include "console/link_words.h"
#include "console/priority_counts.h"
#include "drill/ui/words.h"
#include "shell/ui/clock_label.h"
#include "shell/ui/icons.h"
#include "shell/ui/sound_indicator.h"
#include "shell/ui/sounds.h"
#include "shell/ui/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>

#include <algorithm>

namespace shouwang::console {
namespace {

constexpr int kHeight = 40;
constexpr int kModeWidest = 240; // of an exercise with its name

} // namespace

TopBar::TopBar(Desk& desk, shell::Sounds& sounds, const shell::Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_desk(desk)
    , m_theme(theme)
    , m_name(new QLabel(this))
    , m_mode(new QLabel(tr("平时"), this))
    , m_offset(new QLabel(this))
    , m_officer(new QLabel(this))
    , m_counts(new PriorityCounts(theme, this))
    , m_link(new QToolButton(this))
    , m_lock(new QPushButton(this)) {
    setObjectName(QStringLiteral("top"));
    setAttribute(Qt::WA_StyledBackground);
    setFixedHeight(kHeight);
    shell::setLook(this, "bar");
    m_name->setObjectName(QStringLiteral("top.site"));
    shell::setLook(m_name, "heading");
    m_mode->setObjectName(QStringLiteral("top.mode"));
    shell::setLook(m_mode, "tag");
    m_mode->setFixedHeight(26);
    m_offset->setObjectName(QStringLiteral("top.offset"));
    m_officer->setObjectName(QStringLiteral("top.officer"));
    m_link->setObjectName(QStringLiteral("top.link"));
    m_link->setFocusPolicy(Qt::NoFocus);
    m_lock->setObjectName(QStringLiteral("top.lock"));
    m_lock->setFocusPolicy(Qt::NoFocus);
    shell::setLook(m_lock, "quiet");
    auto* clock = new shell::ClockLabel(desk.clock(), this);
    clock->setObjectName(QStringLiteral("top.clock"));

    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(16, 0, 8, 1);
    row->setSpacing(16);
    row->addWidget(m_name);
    row->addWidget(m_mode);
    row->addWidget(clock);
    row->addWidget(m_offset);
    row->addWidget(m_officer);
    row->addStretch(1);
    row->addWidget(m_counts);
    row->addStretch(1);
    row->addWidget(m_link);
    row->addWidget(new shell::SoundIndicator(sounds, theme, this));
    row->addWidget(m_lock);
    connect(m_lock, &QPushButton::clicked, this, &TopBar::lockWanted);
    connect(m_link, &QToolButton::clicked, this, &TopBar::connectionWanted);
    connect(&desk, &Desk::changed, this, &TopBar::refresh);
    connect(&desk, &Desk::siteChanged, this, &TopBar::refresh);
    connect(&theme, &shell::Theme::changed, this, &TopBar::refresh);
    refresh();
}

void TopBar::setCompact(bool compact) {
    m_compact = compact;
    refresh();
}

QString TopBar::officerText() const {
    const DeskData& known = m_desk.data();
    if (!known.officer) return tr("无人登录");
    const people::Account& officer = *known.officer;
    const auto& staff = known.site->staff;
    const auto member = std::find_if(staff.begin(), staff.end(), [&](const auto& candidate) {
        return candidate.account == officer.account;
    });
    QStringList words;
    if (member != staff.end() && !member->team.empty())
        words += tr("%1班").arg(QString::fromStdString(member->team));
    words += people::roleWord(officer.role);
    words += QString::fromStdString(officer.name);
    return words.join(QLatin1Char(' '));
}

void TopBar::setSheetFault(const QString& fault) {
    m_sheetFault = fault;
    refreshLink();
}

void TopBar::refreshOffset() {
    const OffsetWords words = offsetWords(*m_desk.data().status);
    m_offset->setText(words.text);
    m_offset->setToolTip(words.details);
    shell::setLook(m_offset, words.attention ? "warning" : "muted");
}

void TopBar::refresh() {
    const DeskData& known = m_desk.data();
    const QString site = QString::fromStdString(known.site->short_name);
    m_name->setText(site.isEmpty() || m_compact
                        ? tr("守望") + (site.isEmpty() ? QString() : QLatin1Char(' ') + site)
                        : tr("守望 %1").arg(site));
    m_officer->setText(known.locked && known.officer ? tr("%1（已锁定）").arg(officerText()) : officerText());
    refreshMode();
    shell::setLook(m_officer, known.officer ? "" : "muted");
    m_counts->setCounts(known.counts);
    const bool canLock = known.officer && !known.locked;
    m_lock->setText(known.locked ? tr("已锁定") : (m_compact ? tr("锁定") : tr("锁定 Ctrl+L")));
    m_lock->setEnabled(canLock);
    m_lock->setIcon(shell::icon(shell::Glyph::Lock, m_theme));
    refreshLink();
    refreshOffset();
}

/// The word stands beside the colour, and the name of the exercise as far as there is room.
void TopBar::refreshMode() {
    const auto& running = m_desk.data().drill;
    const QString whole = running ? drill::runningWord(*running, m_desk.clock().utc()) : tr("平时");
    m_mode->setText(running && m_compact
                        ? tr("演练")
                        : m_mode->fontMetrics().elidedText(whole, Qt::ElideRight, kModeWidest));
    m_mode->setToolTip(running ? whole : QString());
    m_mode->setAccessibleName(whole);
    shell::setLook(m_mode, running ? "drill" : "tag");
}

void TopBar::refreshLink() {
    const LinkWords words = linkWords(*m_desk.data().status, m_desk.toSettle(), m_desk.clock().utc());
    const auto disk = sync::storageWords(m_desk.data().storage, m_desk.clock().utc());
    const bool full = disk.tone == shell::Tone::Critical || disk.tone == shell::Tone::High;
    const DeskData& known = m_desk.data();
    const DeviceWords devices =
        deviceLinkWords(m_desk.reachesStation(), known.devices, known.ownDevicesLost, m_desk.clock().utc());
    QStringList texts{words.text};
    QStringList details{words.details};
    if (full) {
        texts << tr("▲ 磁盘");
        details << disk.text;
    }
    const QStringList warnings = sync::warnings(*known.status, known.clones, m_desk.clock().utc());
    if (!warnings.isEmpty()) {
        texts << tr("◆ 席位");
        details << warnings;
    }
    if (devices.abnormal) {
        texts << devices.text;
        details << devices.details;
    }
    if (!m_sheetFault.isEmpty()) {
        texts << tr("▲ 应急单");
        details << tr("应急单没有写成。%1").arg(m_sheetFault);
    }
    const QString text = texts.join(QLatin1Char(' '));
    m_link->setText(text);
    m_link->setToolTip(details.join(QLatin1Char('\n')));
    m_link->setAccessibleName(text);
    const bool odd =
        words.attention || full || devices.abnormal || !warnings.isEmpty() || !m_sheetFault.isEmpty();
    shell::setLook(m_link, odd ? "quietWarning" : "quiet");
}

} // namespace shouwang::console
