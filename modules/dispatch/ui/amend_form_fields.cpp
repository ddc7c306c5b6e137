// The fields of the form: how they are laid out, and what stands in them.
#include "dispatch/ui/amend_form.h"
#include "dispatch/ui/words.h"
#include "shell/ui/form_parts.h"
#include "shell/ui/theme.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QFrame>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

namespace shouwang::dispatch {

namespace {

QString text(const std::string& value) {
    return QString::fromStdString(value);
}

/// Where the entry is unknown (a newer version, a zone that the site no longer has) it is added: what stands
/// in the incident is shown as it is and is not changed by opening the form.
void choose(QComboBox* box, const QVariant& data, const QString& name) {
    int index = box->findData(data);
    if (index < 0) {
        box->addItem(name, data);
        index = box->count() - 1;
    }
    box->setCurrentIndex(index);
}

} // namespace

AmendForm::AmendForm(QWidget* focusAfter, QWidget* parent)
    : QWidget(parent)
    , m_focusAfter(focusAfter)
    , m_open(shell::formButton(tr("更正…"), "amendIncidentButton", this))
    , m_card(new QFrame(this))
    , m_closed(shell::formLabel("info", m_card))
    , m_refusal(shell::formLabel("error", m_card))
    , m_kind(new QComboBox(m_card))
    , m_grade(new QComboBox(m_card))
    , m_title(new QLineEdit(m_card))
    , m_zone(new QComboBox(m_card))
    , m_place(new QLineEdit(m_card))
    , m_reason(new QLineEdit(m_card))
    , m_reasonError(shell::formLabel("error", m_card))
    , m_nothing(shell::formLabel("error", m_card))
    , m_confirm(shell::formButton(tr("确认更正 Ctrl+Enter"), "confirmAmendIncident", m_card))
    , m_fold(new QPushButton(tr("收起 Esc"), m_card)) {
    for (const std::string_view kind : incidentKinds()) {
        const QString code = QString::fromUtf8(kind.data(), static_cast<qsizetype>(kind.size()));
        m_kind->addItem(QStringLiteral("%1 %2").arg(code, kindWord(kind)), code);
    }
    for (int grade = 4; grade >= 1; --grade)
        m_grade->addItem(gradeWord(grade), grade);
    m_zone->addItem(tr("未定"), QString());
    build();
}

void AmendForm::addRow(QVBoxLayout& box, Field field, QWidget* edit, const QString& name) {
    auto* label = shell::formLabel("muted", m_card);
    label->setText(name);
    shell::nameField(edit, label);
    QLabel* hint = shell::formLabel("info", m_card);
    hint->setObjectName(edit->objectName() + QStringLiteral("Now"));
    QLabel* error = shell::formLabel("error", m_card);
    box.addSpacing(4);
    for (QWidget* part : std::initializer_list<QWidget*>{label, edit, hint, error})
        box.addWidget(part);
    hint->hide();
    error->hide();
    m_rows.push_back({field, edit, hint, error});
}

void AmendForm::build() {
    shell::setLook(m_card, "card");
    shell::setLook(m_confirm, "primary");
    m_open->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    m_open->setToolTip(tr("更正类别、等级、事由、区域、地点（Ctrl+R）"));
    m_kind->setObjectName(QStringLiteral("amendKindBox"));
    m_kind->setMaxVisibleItems(16);
    m_grade->setObjectName(QStringLiteral("amendGradeBox"));
    m_title->setObjectName(QStringLiteral("amendTitle"));
    m_zone->setObjectName(QStringLiteral("amendZoneBox"));
    m_place->setObjectName(QStringLiteral("amendPlace"));
    m_reason->setObjectName(QStringLiteral("amendReason"));
    m_reason->setPlaceholderText(tr("为什么更正，如 现场核实"));
    m_refusal->setObjectName(QStringLiteral("amendRefusal"));
    m_nothing->setObjectName(QStringLiteral("amendNothing"));
    m_nothing->setText(tr("还没有改动任何一项"));
    m_closed->setObjectName(QStringLiteral("amendClosed"));
    m_closed->setText(tr("事件已经结案，不能再更正。所填内容保留在这里，可写入记录。"));
    m_fold->setObjectName(QStringLiteral("foldAmending"));
    auto* heading = shell::formLabel("heading", m_card);
    heading->setText(tr("更正事件信息"));
    auto* form = new QVBoxLayout(m_card);
    form->setContentsMargins(12, 12, 12, 12);
    form->setSpacing(4);
    form->addWidget(heading);
    form->addWidget(m_closed);
    addRow(*form, Field::Kind, m_kind, tr("类别"));
    addRow(*form, Field::Grade, m_grade, tr("等级（本所分级，可随时升级上报）"));
    addRow(*form, Field::Title, m_title, tr("事由（必填）"));
    addRow(*form, Field::Zone, m_zone, tr("区域"));
    addRow(*form, Field::Place, m_place, tr("地点"));
    auto* why = shell::formLabel("muted", m_card);
    why->setText(tr("更正理由（必填）"));
    shell::nameField(m_reason, why);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addWidget(m_confirm, 1);
    buttons->addWidget(m_fold);
    form->addSpacing(4);
    for (QWidget* part : std::initializer_list<QWidget*>{why, m_reason, m_reasonError, m_nothing, m_refusal})
        form->addWidget(part);
    form->addSpacing(4);
    form->addLayout(buttons);
    auto* box = new QVBoxLayout(this);
    box->setContentsMargins(0, 0, 0, 0);
    box->addWidget(m_card);
    for (QWidget* hidden :
         std::initializer_list<QWidget*>{m_card, m_closed, m_nothing, m_refusal, m_reasonError})
        hidden->hide();
    connect(m_open, &QPushButton::clicked, this, &AmendForm::begin);
    connect(m_fold, &QPushButton::clicked, this, [this] { unfold(false); });
    connect(m_confirm, &QPushButton::clicked, this, &AmendForm::confirm);
}

void AmendForm::setSite(const site::Site& site) {
    const QVariant current = m_zone->currentData();
    const QString shown = m_zone->currentText();
    m_zone->clear();
    m_zone->addItem(tr("未定"), QString());
    for (const site::Zone& zone : site.zones)
        m_zone->addItem(QStringLiteral("%1 %2").arg(text(zone.code), text(zone.name)), text(zone.code));
    choose(m_zone, current, shown);
}

/// Only where it differs: setting a text again would end a composition and move the cursor, and take away the
/// space after a word whose successor is still to be typed.
void AmendForm::put(const Row& row, const ledger::Value& value) {
    if (typed(row) == value) return;
    if (auto* line = qobject_cast<QLineEdit*>(row.edit)) {
        line->setText(text(value.text()));
        return;
    }
    auto* box = qobject_cast<QComboBox*>(row.edit);
    if (row.field == Field::Grade) {
        const int grade = static_cast<int>(value.integer());
        choose(box, grade, gradeWord(grade));
    } else {
        choose(box, text(value.text()), text(value.text()));
    }
}

void AmendForm::fill(const ledger::Map& values) {
    for (const Row& row : m_rows)
        put(row, ledger::field(values, row.field));
}

ledger::Value AmendForm::typed(const Row& row) const {
    if (const auto* line = qobject_cast<const QLineEdit*>(row.edit))
        return line->text().trimmed().toStdString();
    const QVariant entry = qobject_cast<const QComboBox*>(row.edit)->currentData();
    if (row.field == Field::Grade) return entry.toInt();
    return entry.toString().toStdString();
}

ledger::Map AmendForm::typed() const {
    ledger::Map values;
    for (const Row& row : m_rows)
        values.emplace(row.key(), typed(row));
    return values;
}

ledger::Map AmendForm::changed() const {
    ledger::Map values;
    for (const Row& row : m_rows) {
        ledger::Value value = typed(row);
        if (value != ledger::field(m_base, row.field)) values.emplace(row.key(), std::move(value));
    }
    return values;
}

} // namespace shouwang::dispatch
