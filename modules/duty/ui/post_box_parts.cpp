// What the box of posts is made of.
#include "duty/ui/equipment_form.h"
#include "duty/ui/post_box.h"
#include "duty/ui/post_model.h"
#include "shell/ui/form_parts.h"
#include "shell/ui/rows_view.h"
#include "shell/ui/theme.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QComboBox>
#include <QFrame>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

namespace shouwang::duty {

namespace {

void addPatterns(QComboBox& box) {
    for (const Pattern& pattern : standardPatterns())
        box.addItem(patternWord(pattern.id), QString::fromStdString(pattern.id));
}

/// Beside and not above it: on a small screen the form has no line to spare.
QBoxLayout* besideName(QWidget* field, const QString& name, QWidget* parent) {
    auto* label = new QLabel(name, parent);
    shell::setLook(label, "muted");
    shell::nameField(field, label);
    auto* row = new QHBoxLayout;
    row->addWidget(label);
    row->addWidget(field, 1);
    return row;
}

QFrame* card(QWidget* parent) {
    auto* frame = new QFrame(parent);
    shell::setLook(frame, "card");
    auto* box = new QVBoxLayout(frame);
    box->setSpacing(6);
    frame->hide();
    return frame;
}

} // namespace

void PostBox::build(const shell::Theme& theme) {
    m_shiftText = shell::formLabel("heading", this);
    m_shiftText->setObjectName(QStringLiteral("duty.shift"));
    m_team = shell::formLabel("muted", this);
    m_pattern = new QComboBox(this);
    m_pattern->setObjectName(QStringLiteral("duty.pattern"));
    addPatterns(*m_pattern);
    m_list = new shell::RowsView(theme, this);
    m_list->setObjectName(QStringLiteral("duty.posts.list"));
    m_list->setAccessibleName(tr("在岗人员"));
    m_list->setModel(m_model);
    m_list->setItemDelegate(new PostDelegate(theme, m_clock, m_list));
    m_list->setEmptyText(tr("没有人登记上岗\n按“上岗”选岗位、清点装备"));
    m_openTaking = shell::formButton(tr("上岗 Ctrl+G"), "duty.take.open", this);
    m_openLeaving = shell::formButton(tr("离岗"), "duty.leave.open", this);
    auto* acts = new QHBoxLayout;
    acts->addWidget(m_openTaking);
    acts->addWidget(m_openLeaving);
    auto* box = new QVBoxLayout(this);
    box->setContentsMargins(0, 0, 0, 0);
    box->setSpacing(8);
    box->addWidget(m_shiftText);
    box->addWidget(m_team);
    box->addWidget(m_pattern);
    box->addWidget(m_list, 1);
    box->addLayout(acts);
    box->addWidget(makeTaking());
    box->addWidget(makeLeaving());
    connect(m_pattern, &QComboBox::activated, this, [this] {
        refreshShift();
        Q_EMIT patternChosen(m_pattern->currentData().toString());
    });
    connect(m_openTaking, &QPushButton::clicked, this, &PostBox::beginTaking);
    connect(m_openLeaving, &QPushButton::clicked, this, &PostBox::beginLeaving);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, &PostBox::refreshButtons);
}

QWidget* PostBox::makeTaking() {
    m_taking = card(this);
    m_post = new QComboBox(m_taking);
    m_post->setObjectName(QStringLiteral("duty.take.post"));
    m_post->setPlaceholderText(tr("选择岗位"));
    m_postError = shell::formLabel("error", m_taking);
    m_postError->hide();
    m_takePattern = new QComboBox(m_taking);
    m_takePattern->setObjectName(QStringLiteral("duty.take.pattern"));
    addPatterns(*m_takePattern);
    m_here = new QCheckBox(tr("岗位在本席位"), m_taking);
    m_here->setObjectName(QStringLiteral("duty.take.here"));
    m_equipment = new EquipmentForm(m_taking);
    m_take = shell::formButton(tr("确认上岗"), "duty.take", m_taking);
    shell::setLook(m_take, "primary");
    auto* rows = static_cast<QVBoxLayout*>(m_taking->layout());
    rows->addLayout(besideName(m_post, tr("岗位"), m_taking));
    rows->addWidget(m_postError);
    rows->addLayout(besideName(m_takePattern, tr("班制"), m_taking));
    for (QWidget* row : std::initializer_list<QWidget*>{m_here, m_equipment, m_take})
        rows->addWidget(row);
    connect(m_post, &QComboBox::currentIndexChanged, this, &PostBox::proposeForPost);
    connect(m_take, &QPushButton::clicked, this, &PostBox::take);
    return m_taking;
}

QWidget* PostBox::makeLeaving() {
    m_leavingCard = card(this);
    m_who = shell::formLabel("", m_leavingCard);
    m_who->setObjectName(QStringLiteral("duty.leave.who"));
    m_note = new QLineEdit(m_leavingCard);
    m_note->setObjectName(QStringLiteral("duty.leave.note"));
    m_note->setPlaceholderText(tr("说明（可不填）"));
    m_note->setAccessibleName(tr("离岗说明"));
    m_noteError = shell::formLabel("error", m_leavingCard);
    m_noteError->hide();
    m_leave = shell::formButton(tr("确认离岗"), "duty.leave", m_leavingCard);
    shell::setLook(m_leave, "primary");
    for (QWidget* row : std::initializer_list<QWidget*>{m_who, m_note, m_noteError, m_leave})
        m_leavingCard->layout()->addWidget(row);
    connect(m_note, &QLineEdit::returnPressed, this, &PostBox::leave);
    connect(m_leave, &QPushButton::clicked, this, &PostBox::leave);
    return m_leavingCard;
}

} // namespace shouwang::duty
