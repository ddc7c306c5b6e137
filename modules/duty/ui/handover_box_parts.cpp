// What the box of handovers is made of.
#include "duty/ui/handover_box.h"
#include "duty/ui/handover_model.h"
#include "shell/ui/form_parts.h"
#include "shell/ui/rows_view.h"
#include "shell/ui/theme.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QLabel>
#include <QPushButton>

namespace shouwang::duty {

void HandoverBox::build(const shell::Theme& theme) {
    m_state = shell::formLabel("hint", this);
    m_state->setObjectName(QStringLiteral("duty.handover.state"));
    m_said = shell::formLabel("warning", this);
    m_said->setObjectName(QStringLiteral("duty.handover.said"));
    m_begin = shell::formButton(tr("现在开始交接班"), "duty.handover.begin", this);
    shell::setLook(m_begin, "primary");
    m_list = new shell::RowsView(theme, this);
    m_list->setObjectName(QStringLiteral("duty.handover.list"));
    m_list->setAccessibleName(tr("交接清单"));
    m_list->setModel(m_model);
    m_list->setItemDelegate(new HandoverDelegate(theme, m_list));
    m_list->setUniformItemSizes(false); // headings are lower
    m_list->setMinimumHeight(2 * HandoverDelegate::kRowHeight);
    m_list->setEmptyText(tr("还没有可交接的班次\n班次开始后，这里自动列出人数、警情、事件、旁路等待交事项"));
    m_list->installEventFilter(this);
    m_answer = new AnswerBar(m_list, this);
    // A form, whatever its name makes of it. NOLINTNEXTLINE(bugprone-throw-keyword-missing)
    m_exception = new ExceptionForm(m_ports.random, m_ports.takeNumber, this);
    auto* box = new QVBoxLayout(this);
    box->setContentsMargins(0, 0, 0, 0);
    box->setSpacing(6);
    box->addWidget(makeHead());
    box->addWidget(m_state);
    box->addWidget(m_begin);
    box->addWidget(m_list, 1);
    box->addWidget(m_answer);
    box->addWidget(m_exception);
    box->addWidget(m_said);
    box->addWidget(makeSigning());
}

QWidget* HandoverBox::makeHead() {
    auto* head = new QWidget(this);
    m_choice = new QComboBox(head);
    m_choice->setObjectName(QStringLiteral("duty.handover.choice"));
    m_choice->setAccessibleName(tr("哪一次交接班"));
    m_choice->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_waits = new QLabel(tr("○ 站点未确认"), head);
    m_waits->setObjectName(QStringLiteral("duty.handover.waits"));
    m_waits->setToolTip(tr("已存在本席位；连上站点后由站点核对确认"));
    shell::setLook(m_waits, "tag");
    m_print = new QPushButton(tr("打印"), head);
    m_print->setObjectName(QStringLiteral("duty.handover.print"));
    m_print->hide();
    auto* row = new QHBoxLayout(head);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(m_choice, 1);
    row->addWidget(m_waits);
    row->addWidget(m_print);
    return head;
}

QWidget* HandoverBox::makeSigning() {
    m_signing = new QWidget(this);
    m_cards = {new SignatureCard(Side::Outgoing, m_signing), new SignatureCard(Side::Incoming, m_signing)};
    m_nobody = new QPushButton(tr("无人接班…"), m_signing);
    m_nobody->setObjectName(QStringLiteral("duty.handover.nobody"));
    m_nobody->setToolTip(tr("由值班领导签署例外并立案，交接班就此结束"));
    card(Side::Incoming).addAct(m_nobody);
    auto* cards = new QHBoxLayout(m_signing);
    cards->setContentsMargins(0, 0, 0, 0);
    cards->setSpacing(8);
    for (SignatureCard* each : m_cards)
        cards->addWidget(each, 1);
    return m_signing;
}

void HandoverBox::wire() {
    connect(m_begin, &QPushButton::clicked, this, &HandoverBox::begin);
    connect(m_print, &QPushButton::clicked, this, [this] { Q_EMIT printWanted(shown()); });
    connect(m_choice, &QComboBox::activated, this, [this](int row) {
        if (const auto id = Id::fromText(m_choice->itemData(row).toString().toStdString()))
            Q_EMIT chosen(*id);
    });
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, &HandoverBox::showSelected);
    connect(m_answer, &AnswerBar::acceptWanted, this, &HandoverBox::accept);
    connect(m_answer, &AnswerBar::counted, this, &HandoverBox::count);
    connect(m_answer, &AnswerBar::questioned, this, &HandoverBox::sendQuestion);
    connect(m_answer, &AnswerBar::replied, this, &HandoverBox::sendReply);
    connect(m_answer, &AnswerBar::acceptRestWanted, this, &HandoverBox::acceptRest);
    connect(m_answer, &AnswerBar::exceptionWanted, this, &HandoverBox::beginException);
    connect(m_nobody, &QPushButton::clicked, this, &HandoverBox::beginNobody);
    connect(m_exception, &ExceptionForm::folded, this, &HandoverBox::foldException);
    connect(m_exception, &ExceptionForm::signWanted, this, &HandoverBox::signException);
    connect(m_exception, &ExceptionForm::accountChanged, this, &HandoverBox::showException);
    for (const Side side : {Side::Outgoing, Side::Incoming}) {
        connect(&card(side), &SignatureCard::signWanted, this, [this, side] { sign(side); });
        connect(&card(side), &SignatureCard::passwordBegun, this,
                [this, side] { m_seen[side == Side::Outgoing ? 0U : 1U] = seen(); });
        connect(&card(side).signer(), &people::SignerBox::accountChanged, this, &HandoverBox::showSigning);
    }
}

} // namespace shouwang::duty
