#include "care/ui/headcount_box.h"

#include "care/ui/headcount_model.h"
#include "care/ui/words.h"
#include "shell/ui/form_parts.h"
#include "shell/ui/theme.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTableView>

#include <algorithm>

namespace shouwang::care {

namespace {

/// The names of the zones stand whole; what the numbers are called goes below each other, a word a line.
void shareWidth(QHeaderView& header) {
    header.setSectionResizeMode(QHeaderView::Stretch);
    header.setSectionResizeMode(HeadcountModel::kZone, QHeaderView::ResizeToContents);
    header.setHighlightSections(false);
    header.setMinimumSectionSize(40);
    qsizetype words = 1;
    for (int column = 1; column < HeadcountModel::kColumns; ++column) {
        const QString name = header.model()->headerData(column, Qt::Horizontal).toString();
        words = std::max(words, name.count(QLatin1Char(' ')) + 1);
    }
    constexpr int kPadding = 14;
    header.setMinimumHeight(static_cast<int>(words) * header.fontMetrics().lineSpacing() + kPadding);
}

} // namespace

HeadcountBox::HeadcountBox(const Clock& clock, QWidget* parent)
    : QWidget(parent)
    , m_clock(clock)
    , m_model(new HeadcountModel(this))
    , m_table(new QTableView(this))
    , m_empty(shell::formLabel("muted", this)) {
    setObjectName(QStringLiteral("care.headcount"));
    m_table->setObjectName(QStringLiteral("care.headcount.table"));
    m_table->setAccessibleName(tr("各区人数"));
    m_table->setModel(m_model);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setShowGrid(false);
    m_table->setTabKeyNavigation(false);
    m_table->verticalHeader()->setVisible(false);
    shareWidth(*m_table->horizontalHeader());
    m_empty->setText(
        tr("人员流动名册里还没有人。\n名册由管理员在站点导入，导入之后这里按区列出人数，不列姓名。"));
    m_empty->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    auto* box = new QVBoxLayout(this);
    box->setContentsMargins(0, 0, 0, 0);
    box->setSpacing(8);
    box->addWidget(m_table, 1);
    box->addWidget(m_empty, 1);
    box->addWidget(makeMoving());
    setCounts({});
    setAllowed(false);
}

QWidget* HeadcountBox::makeMoving() {
    auto* part = new QWidget(this);
    m_number = new QLineEdit(part);
    m_number->setObjectName(QStringLiteral("care.move.number"));
    m_numberError = shell::formLabel("error", part);
    m_zone = new QComboBox(part);
    m_zone->setObjectName(QStringLiteral("care.move.zone"));
    m_zoneError = shell::formLabel("error", part);
    m_reason = new QLineEdit(part);
    m_reason->setObjectName(QStringLiteral("care.move.reason"));
    m_reasonError = shell::formLabel("error", part);
    m_move = shell::formButton(tr("登记流动"), "care.move", part);
    m_move->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    m_notAllowed = shell::formLabel("muted", part);
    m_notAllowed->setText(tr("登记人员流动需要大队民警、医护或指挥中心民警的权限。"));
    auto* whom = new QHBoxLayout;
    whom->addLayout(shell::underName(m_number, tr("戒毒人员编号"), part), 1);
    whom->addLayout(shell::underName(m_zone, tr("到哪个区"), part), 1);
    auto* why = new QHBoxLayout;
    // So that the name stays in sight: no illness belongs here.
    why->addLayout(shell::underName(m_reason, tr("事由（不写病情）"), part), 1);
    why->addWidget(m_move, 0, Qt::AlignBottom);
    auto* box = new QVBoxLayout(part);
    box->setContentsMargins(0, 0, 0, 0);
    box->setSpacing(4);
    box->addLayout(whom);
    box->addLayout(why);
    for (QWidget* line : {m_numberError, m_zoneError, m_reasonError, m_notAllowed})
        box->addWidget(line);
    for (QWidget* error : {m_numberError, m_zoneError, m_reasonError})
        error->hide();
    connect(m_reason, &QLineEdit::returnPressed, this, &HeadcountBox::submit);
    connect(m_move, &QPushButton::clicked, this, &HeadcountBox::submit);
    return part;
}

void HeadcountBox::setSite(std::shared_ptr<const site::Site> site) {
    if (site == m_site) return;
    m_site = std::move(site);
    const QString chosen = m_zone->currentData().toString();
    m_zone->clear();
    for (const site::Zone& zone : m_site->zones)
        m_zone->addItem(QString::fromStdString(zone.name), QString::fromStdString(zone.code));
    m_zone->setCurrentIndex(chosen.isEmpty() ? -1 : m_zone->findData(chosen));
    m_model->setZoneNames([site = m_site](const std::string& code) {
        const site::Zone* zone = site->zone(code);
        return zone ? QString::fromStdString(zone->name) : QString();
    });
}

void HeadcountBox::setCounts(std::vector<ZoneCount> counts) {
    m_model->setCounts(std::move(counts));
    m_table->setVisible(m_model->rowCount() > 0);
    m_empty->setVisible(m_model->rowCount() == 0);
}

void HeadcountBox::setAllowed(bool allowed) {
    m_allowed = allowed;
    shell::enableButton(m_move, allowed, m_table);
    m_notAllowed->setVisible(!allowed);
}

void HeadcountBox::takeFocus() {
    m_table->isVisible() ? m_table->setFocus(Qt::ShortcutFocusReason)
                         : m_number->setFocus(Qt::ShortcutFocusReason);
}

void HeadcountBox::submit() {
    if (!m_allowed) return;
    const std::string number = m_number->text().trimmed().toStdString();
    const std::string zone = m_zone->currentData().toString().toStdString();
    const std::string reason = m_reason->text().trimmed().toStdString();
    shell::markField(m_number, m_numberError,
                     isNumber(number) ? QString() : tr("编号由字母、数字和“-”组成，如 QH26-0001"));
    shell::markField(m_zone, m_zoneError, isCode(zone) ? QString() : tr("请选择到哪个区"));
    shell::markField(m_reason, m_reasonError, reason.empty() ? refusalWord(code::kReasonMissing) : QString());
    QWidget* wrong = nullptr;
    if (reason.empty()) wrong = m_reason;
    if (!isCode(zone)) wrong = m_zone;
    if (!isNumber(number)) wrong = m_number;
    if (wrong) {
        wrong->setFocus(Qt::OtherFocusReason);
        return;
    }
    m_number->clear();
    m_reason->clear();
    m_number->setFocus(Qt::OtherFocusReason);
    Q_EMIT commandWanted(care::move(number, zone, reason, m_clock.utc()));
}

void HeadcountBox::giveBack(const ledger::Command& command, const QString& why) {
    if (command.kind != "care.move" || !m_number->text().isEmpty()) return;
    const std::string& zone = ledger::field(command.open, Field::Zone).text();
    m_number->setText(QString::fromStdString(ledger::field(command.open, Field::Number).text()));
    m_zone->setCurrentIndex(m_zone->findData(QString::fromStdString(zone)));
    m_reason->setText(QString::fromStdString(command.reason));
    shell::markField(m_number, m_numberError, why);
}

} // namespace shouwang::care
