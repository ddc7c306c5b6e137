// What the box of rounds is made of.
#include "duty/ui/round_box.h"
#include "duty/ui/stop_form.h"
#include "duty/ui/stop_model.h"
#include "shell/ui/form_parts.h"
#include "shell/ui/rows_view.h"
#include "shell/ui/theme.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QFrame>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>

namespace shouwang::duty {

namespace {

QVBoxLayout* column(QWidget* parent) {
    auto* box = new QVBoxLayout(parent);
    box->setContentsMargins(0, 0, 0, 0);
    box->setSpacing(8);
    return box;
}

} // namespace

QWidget* RoundBox::makeChoosing() {
    auto* page = new QWidget(this);
    auto* hint = shell::formLabel("muted", page);
    hint->setText(tr(
        "选一条路线，逐点看画面、逐项核对；重点部位 30 分钟内、各区 1 小时内看完（建议值，待本所核定）。"));
    m_route = new QComboBox(page);
    m_route->setObjectName(QStringLiteral("duty.route"));
    m_route->setAccessibleName(tr("巡查路线"));
    m_about = shell::formLabel("muted", page);
    m_start = shell::formButton(tr("开始巡查"), "duty.round.start", page);
    shell::setLook(m_start, "primary");
    m_last = shell::formLabel("muted", page);
    m_last->setObjectName(QStringLiteral("duty.round.last"));
    auto* box = column(page);
    for (QWidget* part : std::initializer_list<QWidget*>{hint, m_route, m_about, m_start, m_last})
        box->addWidget(part);
    box->addStretch(1);
    connect(m_start, &QPushButton::clicked, this, &RoundBox::start);
    connect(m_route, &QComboBox::currentIndexChanged, this, &RoundBox::refresh);
    return page;
}

QWidget* RoundBox::makeRunning(const shell::Theme& theme) {
    auto* page = new QWidget(this);
    m_name = shell::formLabel("heading", page);
    m_coverage = shell::formLabel("muted", page);
    m_coverage->setObjectName(QStringLiteral("duty.round.coverage"));
    m_bar = new QProgressBar(page);
    m_bar->setTextVisible(false);
    m_bar->setFixedHeight(8);
    m_bar->setAccessibleName(tr("巡查覆盖"));
    m_list = new shell::RowsView(theme, page);
    m_list->setObjectName(QStringLiteral("duty.stops"));
    m_list->setAccessibleName(tr("巡查点位"));
    m_list->setModel(m_model);
    m_list->setItemDelegate(new StopDelegate(theme, m_clock, m_list));
    m_list->installEventFilter(this);
    m_list->setMinimumHeight(3 * StopDelegate::kRowHeight);
    m_stop = new StopForm(m_list, page);
    auto* keys = shell::formLabel("faint", page);
    keys->setText(tr("↑↓ 换点位并看画面，空格逐项打勾，N 正常，F 发现问题，E 结束"));
    m_openEnding = shell::formButton(tr("结束巡查 E"), "duty.round.open_end", page);
    auto* box = column(page);
    for (QWidget* part : std::initializer_list<QWidget*>{m_name, m_bar, m_coverage})
        box->addWidget(part);
    box->addWidget(m_list, 1);
    for (QWidget* part : std::initializer_list<QWidget*>{m_stop, keys, m_openEnding, makeEnding()})
        box->addWidget(part);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, &RoundBox::showCurrent);
    connect(m_stop, &StopForm::normal, this, [this] { visit(Outcome::Normal, {}, {}); });
    connect(m_stop, &StopForm::found, this,
            [this](const QString& kind, const QString& text) { visit(Outcome::Finding, kind, text); });
    connect(m_openEnding, &QPushButton::clicked, this, &RoundBox::beginEnding);
    return page;
}

QWidget* RoundBox::makeEnding() {
    m_ending = new QFrame(this);
    shell::setLook(m_ending, "card");
    m_leftOut = shell::formLabel("", m_ending);
    m_leftOut->setObjectName(QStringLiteral("duty.round.left_out"));
    m_reason = new QLineEdit(m_ending);
    m_reason->setObjectName(QStringLiteral("duty.round.reason"));
    m_reason->setPlaceholderText(tr("为什么没有巡完，必填"));
    m_reason->setAccessibleName(tr("为什么没有巡完"));
    m_reasonError = shell::formLabel("error", m_ending);
    m_reasonError->hide();
    m_end = shell::formButton(tr("确认结束"), "duty.round.end", m_ending);
    shell::setLook(m_end, "primary");
    auto* box = new QVBoxLayout(m_ending);
    box->setSpacing(6);
    for (QWidget* part : std::initializer_list<QWidget*>{m_leftOut, m_reason, m_reasonError, m_end})
        box->addWidget(part);
    m_ending->hide();
    connect(m_reason, &QLineEdit::returnPressed, this, &RoundBox::end);
    connect(m_end, &QPushButton::clicked, this, &RoundBox::end);
    return m_ending;
}

} // namespace shouwang::duty
