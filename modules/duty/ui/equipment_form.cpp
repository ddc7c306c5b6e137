#include "duty/ui/equipment_form.h"

#include "duty/ui/words.h"
#include "shell/ui/form_parts.h"

#include <QCheckBox>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QSpinBox>

#include <algorithm>

namespace shouwang::duty {

namespace {

constexpr int kMost = 999;

QSpinBox* numberBox(int least, const QString& name, QWidget* parent) {
    auto* box = new QSpinBox(parent);
    box->setRange(least, kMost);
    box->setButtonSymbols(QAbstractSpinBox::NoButtons);
    box->setAlignment(Qt::AlignRight);
    box->setAccessibleName(name);
    box->setMinimumWidth(52);
    return box;
}

} // namespace

EquipmentForm::EquipmentForm(QWidget* parent)
    : QWidget(parent)
    , m_note(new QLineEdit(this))
    , m_error(shell::formLabel("error", this)) {
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(8);
    grid->setVerticalSpacing(2);
    const QStringList heads{tr("装备"), tr("应有"), tr("实有"), tr("故障")};
    for (int column = 0; column < heads.size(); ++column) {
        auto* head = shell::formLabel("muted", this);
        head->setText(heads.at(column));
        grid->addWidget(head, 0, column);
    }
    for (const std::string_view code : equipmentKinds()) {
        const QString name = equipmentWord(code);
        auto* label = new QLabel(name, this);
        Row row{std::string(code), numberBox(0, tr("%1 应有").arg(name), this),
                numberBox(kNotCounted, tr("%1 实有").arg(name), this), new QCheckBox(this)};
        row.found->setSpecialValueText(QStringLiteral("—"));
        row.found->setObjectName(QStringLiteral("duty.found.") + QString::fromStdString(row.code));
        row.expected->setObjectName(QStringLiteral("duty.expected.") + QString::fromStdString(row.code));
        row.faulty->setObjectName(QStringLiteral("duty.faulty.") + QString::fromStdString(row.code));
        row.faulty->setAccessibleName(tr("%1 有故障").arg(name));
        const int at = grid->rowCount();
        grid->addWidget(label, at, 0);
        grid->addWidget(row.expected, at, 1);
        grid->addWidget(row.found, at, 2);
        grid->addWidget(row.faulty, at, 3);
        for (QSpinBox* number : {row.expected, row.found})
            connect(number, &QSpinBox::valueChanged, this, &EquipmentForm::refreshError);
        m_rows.push_back(std::move(row));
    }
    m_note->setObjectName(QStringLiteral("duty.equipment.note"));
    m_note->setPlaceholderText(tr("缺什么、坏在哪里"));
    m_note->setAccessibleName(tr("装备情况说明"));
    m_error->setObjectName(QStringLiteral("duty.equipment.error"));
    grid->addWidget(m_note, grid->rowCount(), 0, 1, 4);
    grid->addWidget(m_error, grid->rowCount(), 0, 1, 4);
    grid->setColumnStretch(0, 1);
    m_error->hide();
}

void EquipmentForm::begin(const std::vector<Equipment>& last) {
    for (const Row& row : m_rows) {
        const auto known = std::ranges::find(last, row.code, &Equipment::code);
        const bool checked = known != last.end();
        // Every seat has a workstation; what else there should be only the last check can say.
        const std::int64_t expected = checked ? known->expected : row.code == "workstation" ? 1 : 0;
        row.expected->setValue(static_cast<int>(std::clamp<std::int64_t>(expected, 0, kMost)));
        row.found->setValue(kNotCounted);
        row.faulty->setChecked(checked && known->faulty);
    }
    m_note->clear();
    m_error->hide();
}

bool EquipmentForm::isMissing(const Row& row) {
    return row.expected->value() != 0 && row.found->value() == kNotCounted;
}

void EquipmentForm::showMissing() {
    QStringList missing;
    for (const Row& row : m_rows) {
        if (isMissing(row)) missing << equipmentWord(row.code);
    }
    m_error->setText(tr("还没有清点：%1").arg(missing.join(QStringLiteral("、"))));
    m_error->setVisible(!missing.isEmpty());
}

/// What is counted meanwhile is not called missing any more; nothing is called so before it is asked for.
void EquipmentForm::refreshError() {
    if (!m_error->isHidden()) showMissing();
}

bool EquipmentForm::check() {
    showMissing();
    const auto first = std::ranges::find_if(m_rows, isMissing);
    if (first != m_rows.end()) first->found->setFocus(Qt::OtherFocusReason);
    return first == m_rows.end();
}

std::vector<Equipment> EquipmentForm::equipment() const {
    std::vector<Equipment> found;
    for (const Row& row : m_rows) {
        const int counted = std::max(0, row.found->value());
        if (row.expected->value() == 0 && counted == 0 && !row.faulty->isChecked()) continue;
        Equipment item{row.code, row.expected->value(), counted, row.faulty->isChecked(), {}};
        if (item.isFault()) item.note = m_note->text().trimmed().toStdString();
        found.push_back(std::move(item));
    }
    return found;
}

} // namespace shouwang::duty
