#include "drill/ui/start_form.h"

#include "drill/ui/item_table.h"
#include "drill/ui/words.h"
#include "shell/ui/form_parts.h"
#include "shell/ui/theme.h"
#include "site/ui/point_field.h"

#include <QGridLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>

#include <algorithm>

namespace shouwang::drill {

namespace {

constexpr Micros kSecond = 1'000'000;
constexpr int kUsualMinutes = 60;
constexpr int kRowHeight = 32;

QLineEdit* line(const char* name, const QString& hint, QWidget* parent) {
    auto* edit = new QLineEdit(parent);
    edit->setObjectName(QLatin1String(name));
    edit->setPlaceholderText(hint);
    edit->setMaxLength(200);
    return edit;
}

} // namespace

StartForm::StartForm(const Clock& clock, Random& random, QWidget& over, QWidget* parent)
    : QWidget(parent)
    , m_clock(clock)
    , m_random(random)
    , m_exercise(Id::random(random))
    , m_name(line("drill.name", tr("例如：夜间处突演练"), this))
    , m_nameError(shell::formLabel("error", this))
    , m_reason(line("drill.reason", tr("依据哪项计划、为什么现在进行"), this))
    , m_reasonError(shell::formLabel("error", this))
    , m_minutes(new QSpinBox(this))
    , m_table(new ItemTable(this))
    , m_seconds(new QSpinBox(this))
    , m_point(new site::PointField(over, QStringLiteral("drill"), this))
    , m_note(line("drill.note", tr("警情说明（可不填）"), this))
    , m_itemError(shell::formLabel("error", this))
    , m_add(new QPushButton(tr("加入清单"), this))
    , m_remove(new QPushButton(tr("移出选中项"), this))
    , m_second(new people::SecondPersonBox(this))
    , m_refusal(shell::formLabel("error", this))
    , m_start(shell::formButton(tr("开始演练 Ctrl+Enter"), "drill.start", this)) {
    build();
    connect(m_add, &QPushButton::clicked, this, &StartForm::addItem);
    connect(m_note, &QLineEdit::returnPressed, this, &StartForm::addItem);
    connect(m_remove, &QPushButton::clicked, this, &StartForm::removeItem);
    connect(m_start, &QPushButton::clicked, this, &StartForm::send);
    connect(m_second, &people::SecondPersonBox::entered, this, &StartForm::send);
}

QWidget* StartForm::makeListRow() {
    auto* row = new QWidget(this);
    auto* grid = new QGridLayout(row);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(8);
    grid->setColumnStretch(1, 1);
    m_seconds->setObjectName(QStringLiteral("drill.seconds"));
    m_seconds->setRange(0, 24 * 3600);
    m_seconds->setPrefix(tr("第 "));
    m_seconds->setSuffix(tr(" 秒"));
    m_seconds->setAccessibleName(tr("开始后多少秒"));
    m_seconds->setMinimumWidth(120);
    m_point->edit()->setObjectName(QStringLiteral("drill.point"));
    m_note->setAccessibleName(tr("警情说明"));
    m_add->setObjectName(QStringLiteral("drill.add"));
    grid->addWidget(m_seconds, 0, 0);
    grid->addWidget(m_point, 0, 1, 1, 2);
    grid->addWidget(m_note, 1, 0, 1, 2);
    grid->addWidget(m_add, 1, 2);
    for (QSpinBox* box : {m_seconds, m_minutes})
        box->setButtonSymbols(QAbstractSpinBox::NoButtons);
    return row;
}

void StartForm::build() {
    m_minutes->setObjectName(QStringLiteral("drill.minutes"));
    m_minutes->setRange(1, 24 * 60);
    m_minutes->setValue(kUsualMinutes);
    m_minutes->setSuffix(tr(" 分钟"));
    m_table->setObjectName(QStringLiteral("drill.list"));
    m_remove->setObjectName(QStringLiteral("drill.remove"));
    m_refusal->setObjectName(QStringLiteral("drill.refusal"));
    shell::setLook(m_start, "primary");
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 12, 0);
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(6);
    grid->setColumnStretch(1, 1);
    int next = 0;
    const auto row = [&](const QString& name, QWidget* field, QLabel* error) {
        auto* label = new QLabel(name, this);
        shell::setLook(label, "hint");
        shell::nameField(field, label);
        label->setMinimumHeight(kRowHeight); // beside the middle of a field, also of one that has more lines
        grid->addWidget(label, next, 0, Qt::AlignTop | Qt::AlignLeft);
        grid->addWidget(field, next++, 1);
        if (error != nullptr) grid->addWidget(error, next++, 1);
    };
    row(tr("名称（必填）"), m_name, m_nameError);
    row(tr("事由（必填）"), m_reason, m_reasonError);
    row(tr("计划时长"), m_minutes, nullptr);
    row(tr("按时发出的警情"), makeListRow(), m_itemError);
    grid->addWidget(m_table, next++, 1);
    grid->addWidget(m_remove, next++, 1, Qt::AlignRight);
    row(tr("第二人确认"), m_second, nullptr);
    grid->addWidget(m_refusal, next++, 1);
    grid->addWidget(m_start, next++, 1);
    grid->setRowStretch(next, 1);
    m_table->setItems({}, {});
    m_remove->setEnabled(false);
    for (QLabel* error : {m_nameError, m_reasonError, m_itemError, m_refusal})
        error->hide();
}

void StartForm::setSite(const std::shared_ptr<const site::Site>& site) {
    m_point->setSite(site);
}

void StartForm::setOfficer(std::string account, bool allowed) {
    m_officer = std::move(account);
    shell::enableButton(m_start, allowed, m_name);
    m_start->setToolTip(allowed ? QString() : tr("只有值班长和值班所领导可以组织演练"));
}

Plan StartForm::plan() const {
    return {m_exercise, m_name->text().trimmed().toStdString(), m_reason->text().trimmed().toStdString(),
            m_clock.utc() + m_minutes->value() * 60 * kSecond, m_items};
}

StartForm::Draft StartForm::draft() const {
    return {m_name->text(), m_reason->text(), m_minutes->value(), m_items};
}

void StartForm::setDraft(const Draft& draft) {
    if (draft.minutes == 0) return;
    m_name->setText(draft.name);
    m_reason->setText(draft.reason);
    m_minutes->setValue(draft.minutes);
    m_items = draft.items;
    m_table->setItems(m_items, {});
    m_remove->setEnabled(!m_items.empty());
}

void StartForm::addItem() {
    const site::AlarmPoint* point = m_point->point();
    if (point == nullptr)
        return shell::markField(m_point->edit(), m_itemError, refusalWord(code::kPointUnknown));
    if (m_items.size() >= kMostItems)
        return shell::markField(m_point->edit(), m_itemError, refusalWord(code::kTooManyItems));
    Item item;
    item.id = Id::random(m_random);
    item.after = m_seconds->value() * kSecond;
    item.point = alarms::described(*point);
    item.note = m_note->text().trimmed().toStdString();
    m_items.push_back(std::move(item));
    std::ranges::stable_sort(m_items, {}, &Item::after);
    m_table->setItems(m_items, {});
    m_remove->setEnabled(true);
    m_point->clear();
    m_note->clear();
    m_seconds->setFocus();
}

void StartForm::removeItem() {
    const Item* current = m_table->current();
    if (current == nullptr) return;
    std::erase_if(m_items, [id = current->id](const Item& item) { return item.id == id; });
    m_table->setItems(m_items, {});
    shell::enableButton(m_remove, !m_items.empty(), m_table);
}

void StartForm::showRefusal(std::string_view code) {
    if (code == code::kNameMissing) return shell::markField(m_name, m_nameError, refusalWord(code));
    if (code == code::kReasonMissing) return shell::markField(m_reason, m_reasonError, refusalWord(code));
    showText(refusalWord(code));
}

void StartForm::showText(const QString& text) {
    m_refusal->setText(text);
    m_refusal->setVisible(!text.isEmpty());
}

void StartForm::send() {
    if (!m_start->isEnabled()) return;
    showText({});
    const auto problems = problemsOfPlan(plan(), m_clock.utc());
    for (const std::string& problem : problems)
        showRefusal(problem);
    const bool second = m_second->check(m_officer);
    if (problems.empty() && second) Q_EMIT startWanted();
}

void StartForm::clear() {
    m_exercise = Id::random(m_random);
    m_items.clear();
    m_table->setItems({}, {});
    m_remove->setEnabled(false);
    for (QLineEdit* edit : {m_name, m_reason, m_note})
        edit->clear();
    m_point->clear();
    m_second->clear();
    showText({});
}

void StartForm::takeFocus() {
    m_name->setFocus(Qt::ShortcutFocusReason);
}

void StartForm::keyPressEvent(QKeyEvent* event) {
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (enter && event->modifiers().testFlag(Qt::ControlModifier)) return send();
    QWidget::keyPressEvent(event);
}

} // namespace shouwang::drill
