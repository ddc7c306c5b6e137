#include "dispatch/ui/task_box.h"

#include "dispatch/ui/task_model.h"
#include "dispatch/ui/words.h"
#include "shell/ui/form_parts.h"
#include "shell/ui/rows_view.h"
#include "shell/ui/theme.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

#include <algorithm>

namespace shouwang::dispatch {

namespace {

constexpr std::array kDueMinutes = {1, 3, 5, 10, 15, 30, 60};
constexpr int kMostRows = 6; // more of them scroll

QVBoxLayout* column(QWidget* parent) {
    auto* box = new QVBoxLayout(parent);
    box->setContentsMargins(0, 0, 0, 0);
    box->setSpacing(4);
    return box;
}

} // namespace

TaskBox::TaskBox(const shell::Theme& theme, const Clock& clock, QWidget* parent)
    : QWidget(parent)
    , m_clock(clock)
    , m_model(new TaskModel(this))
    , m_empty(shell::formLabel("muted", this))
    , m_list(new shell::RowsView(theme, this))
    , m_settleRow(new QWidget(this))
    , m_result(new QLineEdit(m_settleRow))
    , m_resultError(shell::formLabel("error", m_settleRow))
    , m_addRow(new QWidget(this))
    , m_post(new QComboBox(m_addRow))
    , m_due(new QComboBox(m_addRow))
    , m_text(new QLineEdit(m_addRow))
    , m_textError(shell::formLabel("error", m_addRow)) {
    setFocusPolicy(Qt::ClickFocus); // where the focus goes when an act has been done
    build(theme);
    m_second.setInterval(1000);
    connect(&m_second, &QTimer::timeout, m_list->viewport(), qOverload<>(&QWidget::update));
}

void TaskBox::build(const shell::Theme& theme) {
    m_list->setObjectName(QStringLiteral("taskList"));
    m_list->setAccessibleName(tr("任务"));
    m_list->setModel(m_model);
    m_list->setItemDelegate(new TaskDelegate(theme, m_clock, m_list));
    m_empty->setText(tr("还没有任务。选岗位，写清要做什么，按“下达”"));
    m_result->setObjectName(QStringLiteral("taskResultEdit"));
    m_result->setPlaceholderText(tr("结果说明（无法完成、免除时必填）"));
    m_result->setAccessibleName(tr("选中任务的结果说明"));
    m_done = shell::formButton(tr("完成"), "completeTaskButton", m_settleRow);
    m_cannot = shell::formButton(tr("无法完成"), "cannotTaskButton", m_settleRow);
    m_waive = shell::formButton(tr("免除"), "waiveTaskButton", m_settleRow);
    auto* fates = new QHBoxLayout;
    for (QPushButton* fate : {m_done, m_cannot, m_waive})
        fates->addWidget(fate);
    auto* settling = column(m_settleRow);
    settling->addWidget(m_result);
    settling->addWidget(m_resultError);
    settling->addLayout(fates);
    m_post->setObjectName(QStringLiteral("taskPostBox"));
    m_post->setPlaceholderText(tr("岗位"));
    m_post->setAccessibleName(tr("任务的岗位"));
    m_due->setObjectName(QStringLiteral("taskDueBox"));
    for (const int minutes : kDueMinutes)
        m_due->addItem(tr("%1 分钟内").arg(minutes), minutes);
    m_due->addItem(tr("不限时"), 0);
    m_due->setCurrentIndex(2);
    m_due->setAccessibleName(tr("任务的时限"));
    m_text->setObjectName(QStringLiteral("taskText"));
    m_text->setPlaceholderText(tr("要做什么"));
    m_text->setAccessibleName(tr("任务：要做什么"));
    m_add = shell::formButton(tr("下达"), "addTaskButton", m_addRow);
    auto* where = new QHBoxLayout;
    where->addWidget(m_post, 3);
    where->addWidget(m_due, 2);
    auto* what = new QHBoxLayout;
    what->addWidget(m_text, 3);
    what->addWidget(m_add, 1);
    auto* adding = column(m_addRow);
    adding->addLayout(where);
    adding->addLayout(what);
    adding->addWidget(m_textError);
    auto* box = column(this);
    box->setSpacing(8);
    for (QWidget* row : std::initializer_list<QWidget*>{m_empty, m_list, m_settleRow, m_addRow})
        box->addWidget(row);
    connect(m_add, &QPushButton::clicked, this, &TaskBox::add);
    connect(m_text, &QLineEdit::returnPressed, this, &TaskBox::add);
    connect(m_done, &QPushButton::clicked, this, [this] { settle(Fate::Done); });
    connect(m_cannot, &QPushButton::clicked, this, [this] { settle(Fate::Cannot); });
    connect(m_waive, &QPushButton::clicked, this, [this] { settle(Fate::Waived); });
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, &TaskBox::refresh);
}

void TaskBox::setSite(const site::Site& site) {
    const QString chosen = m_post->currentData().toString();
    std::map<std::string, QString> names;
    m_post->clear();
    for (const site::Post& post : site.posts) {
        names[post.id] = QString::fromStdString(post.name);
        m_post->addItem(QString::fromStdString(post.name), QString::fromStdString(post.id));
    }
    m_post->setCurrentIndex(chosen.isEmpty() ? -1 : m_post->findData(chosen));
    m_model->setPostNames([names = std::move(names)](const std::string& post) {
        const auto found = names.find(post);
        return found == names.end() ? QString::fromStdString(post) : found->second;
    });
}

void TaskBox::setIncident(const State& incident) {
    const bool another = m_incident != incident.id;
    if (another) keepDraft();
    m_incident = incident.id;
    m_open = incident.isOpen();
    m_model->setRows(incident.tasks);
    if (another) {
        m_list->selectionModel()->clearCurrentIndex();
        m_list->clearSelection();
        takeDraft();
    }
    if (incident.unsettledTasks() > 0) {
        m_second.start();
    } else {
        m_second.stop();
    }
    refresh();
}

void TaskBox::setAllowed(bool allowed) {
    m_allowed = allowed;
    refresh();
}

void TaskBox::keepDraft() {
    if (!m_incident.isNull())
        m_drafts[m_incident] = {m_post->currentData().toString(), m_text->text(), m_result->text()};
}

TaskBox::Drafts TaskBox::drafts() {
    keepDraft();
    return m_drafts;
}

void TaskBox::takeDraft() {
    const Draft draft = m_drafts[m_incident];
    m_post->setCurrentIndex(draft.post.isEmpty() ? -1 : m_post->findData(draft.post));
    m_text->setText(draft.text);
    m_result->setText(draft.result);
    shell::markField(m_text, m_textError, {});
    shell::markField(m_result, m_resultError, {});
}

void TaskBox::forgetTyped() {
    m_text->clear();
}

void TaskBox::giveBack(const Id& incident, QString Draft::*field, QLineEdit& edit, const QString& text) {
    if (incident != m_incident) {
        QString& draft = m_drafts[incident].*field;
        if (draft.isEmpty()) draft = text;
    } else if (edit.text().isEmpty()) {
        edit.setText(text);
    }
}

void TaskBox::giveBackTask(const Id& incident, const QString& text) {
    giveBack(incident, &Draft::text, *m_text, text);
}

void TaskBox::giveBackResult(const Id& incident, const QString& text) {
    giveBack(incident, &Draft::result, *m_result, text);
}

std::optional<Task> TaskBox::selected() const {
    const QModelIndex current = m_list->currentIndex();
    if (!current.isValid()) return std::nullopt;
    return m_model->at(current.row());
}

void TaskBox::refresh() {
    const int rows = m_model->rowCount();
    m_empty->setVisible(rows == 0 && m_open);
    m_list->setVisible(rows > 0);
    m_list->setFixedHeight(std::min(rows, kMostRows) * TaskDelegate::kRowHeight + 2);
    const std::optional<Task> task = selected();
    const bool settling = m_open && task && !task->settled();
    m_settleRow->setVisible(settling);
    m_addRow->setVisible(m_open);
    for (QPushButton* act : {m_done, m_cannot, m_waive, m_add})
        shell::enableButton(act, m_allowed, this);
    m_result->setEnabled(m_allowed);
}

void TaskBox::add() {
    if (!m_allowed || !m_open) return;
    const QString post = m_post->currentData().toString();
    const QString text = m_text->text().trimmed();
    QStringList problems;
    for (const std::string& problem : problemsOfTask(post.toStdString(), text.toStdString()))
        problems << refusalWord(problem);
    shell::markField(m_text, m_textError, problems.join(QStringLiteral("；")));
    if (!problems.isEmpty()) {
        (post.isEmpty() ? static_cast<QWidget*>(m_post) : m_text)->setFocus(Qt::OtherFocusReason);
        return;
    }
    const qint64 minutes = m_due->currentData().toInt();
    Q_EMIT addWanted(post, text, minutes == 0 ? 0 : m_clock.utc() + minutes * 60'000'000);
}

void TaskBox::settle(Fate fate) {
    const std::optional<Task> task = selected();
    if (!task || !m_allowed) return;
    const QString text = m_result->text().trimmed();
    const bool missing = fate != Fate::Done && text.isEmpty();
    const char* problem = fate == Fate::Waived ? code::kReasonMissing : code::kTextMissing;
    shell::markField(m_result, m_resultError, missing ? refusalWord(problem) : QString());
    if (missing) {
        m_result->setFocus(Qt::OtherFocusReason);
        return;
    }
    m_result->clear();
    if (isAncestorOf(window()->focusWidget())) setFocus(Qt::OtherFocusReason);
    switch (fate) {
    case Fate::Done:
        Q_EMIT doneWanted(task->id, text);
        break;
    case Fate::Cannot:
        Q_EMIT cannotWanted(task->id, text);
        break;
    case Fate::Waived:
        Q_EMIT waiveWanted(task->id, text);
        break;
    }
}

} // namespace shouwang::dispatch
