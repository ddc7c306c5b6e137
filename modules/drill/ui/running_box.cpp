#include "drill/ui/running_box.h"

#include "drill/ui/item_table.h"
#include "drill/ui/words.h"
#include "shell/ui/form_parts.h"
#include "shell/ui/theme.h"
#include "site/ui/point_field.h"

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace shouwang::drill {

RunningBox::RunningBox(const Clock& clock, Random& random, QWidget& over, QWidget* parent)
    : QWidget(parent)
    , m_clock(clock)
    , m_random(random)
    , m_person([](const std::string& account) { return QString::fromStdString(account); })
    , m_name(shell::formLabel("heading", this))
    , m_about(shell::formLabel("hint", this))
    , m_table(new ItemTable(this))
    , m_now(new QPushButton(tr("现在发出选中项"), this))
    , m_point(new site::PointField(over, QStringLiteral("drill"), this))
    , m_note(new QLineEdit(this))
    , m_pointError(shell::formLabel("error", this))
    , m_raise(new QPushButton(tr("发出演练警情"), this))
    , m_reason(new QLineEdit(this))
    , m_reasonError(shell::formLabel("error", this))
    , m_second(new people::SecondPersonBox(this))
    , m_refusal(shell::formLabel("error", this))
    , m_stop(shell::formButton(tr("结束演练"), "drill.stop", this)) {
    build();
    connect(m_now, &QPushButton::clicked, this, &RunningBox::raiseSelected);
    connect(m_raise, &QPushButton::clicked, this, &RunningBox::raiseTyped);
    connect(m_note, &QLineEdit::returnPressed, this, &RunningBox::raiseTyped);
    connect(m_stop, &QPushButton::clicked, this, &RunningBox::stop);
    connect(m_second, &people::SecondPersonBox::entered, this, &RunningBox::stop);
    connect(m_table, &QTableWidget::itemSelectionChanged, this, &RunningBox::refreshButtons);
}

QWidget* RunningBox::makeRaising() {
    auto* row = new QWidget(this);
    auto* box = new QHBoxLayout(row);
    box->setContentsMargins(0, 0, 0, 0);
    box->setSpacing(8);
    m_point->edit()->setObjectName(QStringLiteral("drill.hand.point"));
    m_note->setObjectName(QStringLiteral("drill.hand.note"));
    m_note->setMaxLength(200);
    m_note->setPlaceholderText(tr("警情说明（可不填）"));
    m_note->setAccessibleName(tr("警情说明"));
    m_raise->setObjectName(QStringLiteral("drill.raise"));
    box->addWidget(m_point, 3);
    box->addWidget(m_note, 2);
    box->addWidget(m_raise);
    return row;
}

void RunningBox::build() {
    m_name->setObjectName(QStringLiteral("drill.running"));
    m_about->setObjectName(QStringLiteral("drill.about"));
    m_table->setObjectName(QStringLiteral("drill.items"));
    m_now->setObjectName(QStringLiteral("drill.now"));
    m_reason->setObjectName(QStringLiteral("drill.ending"));
    m_reason->setMaxLength(200);
    m_reason->setPlaceholderText(tr("达到目标、时间已到 …"));
    m_refusal->setObjectName(QStringLiteral("drill.refusal"));
    auto* box = new QVBoxLayout(this);
    box->setContentsMargins(0, 0, 12, 0);
    box->setSpacing(8);
    const auto title = [&](const QString& text) {
        auto* label = new QLabel(text, this);
        shell::setLook(label, "hint");
        box->addSpacing(8);
        box->addWidget(label);
    };
    box->addWidget(m_name);
    box->addWidget(m_about);
    box->addWidget(m_table, 1);
    box->addWidget(m_now, 0, Qt::AlignRight);
    title(tr("手动发出一条演练警情"));
    box->addWidget(makeRaising());
    box->addWidget(m_pointError);
    title(tr("结束演练（需要第二人确认；紧急情况请按中止）"));
    box->addLayout(shell::underName(m_reason, tr("为什么结束（必填）"), this));
    box->addWidget(m_reasonError);
    box->addWidget(m_second);
    box->addWidget(m_refusal);
    box->addWidget(m_stop);
    for (QLabel* error : {m_pointError, m_reasonError, m_refusal})
        error->hide();
}

void RunningBox::setSite(const std::shared_ptr<const site::Site>& site) {
    m_point->setSite(site);
}

void RunningBox::setOfficer(std::string account, bool allowed) {
    m_officer = std::move(account);
    m_allowed = allowed;
    shell::enableButton(m_raise, allowed, m_table);
    shell::enableButton(m_stop, allowed, m_table);
    refreshButtons();
}

void RunningBox::setExercise(const State& exercise) {
    if (exercise.id != m_exercise) clear();
    m_exercise = exercise.id;
    const Micros now = m_clock.utc();
    m_name->setText(runningWord(exercise, now));
    m_about->setText(tr("%1 开始，计划到 %2。组织：%3，第二人：%4。事由：%5")
                         .arg(shell::timeText(exercise.started.at, now),
                              shell::timeText(exercise.plannedEnd, now), m_person(exercise.started.actor),
                              m_person(exercise.second), QString::fromStdString(exercise.reason)));
    if (exercise.items != m_table->items()) m_table->setItems(exercise.items, now);
    refreshButtons();
}

std::string RunningBox::reason() const {
    return m_reason->text().trimmed().toStdString();
}

void RunningBox::showText(const QString& text) {
    m_refusal->setText(text);
    m_refusal->setVisible(!text.isEmpty());
}

void RunningBox::clear() {
    m_table->setItems({}, m_clock.utc());
    m_point->clear();
    m_note->clear();
    m_reason->clear();
    m_second->clear();
    shell::markField(m_reason, m_reasonError, {});
    shell::markField(m_point->edit(), m_pointError, {});
    showText({});
}

void RunningBox::takeFocus() {
    m_point->edit()->setFocus(Qt::ShortcutFocusReason);
}

void RunningBox::refreshButtons() {
    const Item* item = m_table->current();
    const bool waits = item != nullptr && item->state != Item::State::Raised;
    shell::enableButton(m_now, m_allowed && waits, m_table);
}

void RunningBox::raiseTyped() {
    if (!m_raise->isEnabled()) return;
    const site::AlarmPoint* point = m_point->point();
    if (point == nullptr)
        return shell::markField(m_point->edit(), m_pointError, refusalWord(code::kPointUnknown));
    Item item;
    item.id = Id::random(m_random);
    item.point = alarms::described(*point);
    item.note = m_note->text().trimmed().toStdString();
    m_point->clear();
    m_note->clear();
    m_point->edit()->setFocus();
    Q_EMIT raiseWanted(item);
}

void RunningBox::raiseSelected() {
    const Item* current = m_table->current();
    if (current == nullptr) return;
    const Item item = *current; // the list is filled anew when the seat has saved it
    Q_EMIT raiseWanted(item);
}

void RunningBox::stop() {
    if (!m_stop->isEnabled()) return;
    showText({});
    const bool said = !reason().empty();
    shell::markField(m_reason, m_reasonError, said ? QString() : refusalWord(code::kReasonMissing));
    const bool second = m_second->check(m_officer);
    if (said && second) Q_EMIT stopWanted();
}

} // namespace shouwang::drill
