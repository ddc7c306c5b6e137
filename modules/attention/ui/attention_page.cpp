#include "attention/ui/attention_page.h"

#include "attention/ui/attention_delegate.h"
#include "attention/ui/attention_model.h"
#include "shell/ui/form_parts.h"
#include "shell/ui/rows_view.h"
#include "shell/ui/theme.h"

#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSplitter>
#include <QTableWidget>
#include <QVBoxLayout>

#include <set>

namespace shouwang::attention {

namespace {

constexpr int kListWidth = 380;

QString text(std::string_view code) {
    return QString::fromUtf8(code.data(), static_cast<qsizetype>(code.size()));
}

} // namespace

AttentionPage::AttentionPage(const shell::Theme& theme, const Clock& clock, Names names, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_clock(clock)
    , m_names(std::move(names))
    , m_model(new AttentionModel(m_names, this)) {
    auto* splitter = new QSplitter(this);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(makeList());
    splitter->addWidget(makeDetail());
    splitter->setStretchFactor(1, 1);
    splitter->setSizes({kListWidth, 2 * kListWidth});
    auto* box = new QVBoxLayout(this);
    box->setContentsMargins(16, 16, 16, 16);
    box->addWidget(splitter);
    showCurrent();
}

QWidget* AttentionPage::makeList() {
    auto* side = new QWidget(this);
    m_list = new shell::RowsView(m_theme, side);
    m_list->setObjectName(QStringLiteral("attention.list"));
    m_list->setAccessibleName(tr("待处理列表"));
    m_list->setModel(m_model);
    m_list->setItemDelegate(new AttentionDelegate(m_theme, m_clock, m_names, m_list));
    m_empty = shell::formLabel("muted", side);
    m_empty->setObjectName(QStringLiteral("attention.empty"));
    m_empty->setText(tr("没有待处理的事项。\n站点没有接受的指令和存疑的报告会列在这里，处理之前不会消失。"));
    auto* box = new QVBoxLayout(side);
    box->setContentsMargins(0, 0, 0, 0);
    m_empty->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    box->addWidget(m_empty, 1);
    box->addWidget(m_list, 1);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &AttentionPage::showCurrent);
    return side;
}

QWidget* AttentionPage::makeDetail() {
    m_detail = new QWidget(this);
    const auto label = [this](const char* look, const char* name) {
        QLabel* made = shell::formLabel(look, m_detail);
        made->setObjectName(QLatin1String(name));
        made->setTextInteractionFlags(Qt::TextSelectableByMouse);
        return made;
    };
    m_cause = label("muted", "attention.cause");
    m_act = label("heading", "attention.act");
    m_who = label("muted", "attention.who");
    m_why = label("", "attention.why");
    m_basis = label("muted", "attention.basis");
    m_values = new QTableWidget(0, 3, m_detail);
    m_values->setObjectName(QStringLiteral("attention.values"));
    m_values->setHorizontalHeaderLabels({tr("项目"), tr("所填"), tr("现状")});
    m_values->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    m_values->horizontalHeader()->setSectionResizeMode(0, QHeaderView::ResizeToContents);
    m_values->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_values->verticalHeader()->setVisible(false);
    m_values->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_values->setShowGrid(false);
    m_values->setTabKeyNavigation(false);
    m_outcome = new QComboBox(m_detail);
    m_outcome->setObjectName(QStringLiteral("attention.outcome"));
    m_outcome->setPlaceholderText(tr("请选择处理结果"));
    for (const std::string_view code : outcomes())
        m_outcome->addItem(outcomeWord(code), text(code));
    m_outcomeError = shell::formLabel("error", m_detail);
    m_note = shell::formText(m_detail);
    m_note->setObjectName(QStringLiteral("attention.note"));
    m_noteError = shell::formLabel("error", m_detail);
    m_notAllowed = shell::formLabel("muted", m_detail);
    m_notAllowed->setText(tr("存疑的报告由值班长处理。"));
    m_settle = shell::formButton(tr("记为已处理"), "attention.settle", m_detail);
    shell::setLook(m_settle, "primary");
    auto* box = new QVBoxLayout(m_detail);
    box->setContentsMargins(16, 0, 0, 0);
    box->setSpacing(6);
    for (QWidget* row : std::initializer_list<QWidget*>{m_cause, m_act, m_who, m_why, m_basis})
        box->addWidget(row);
    box->addWidget(m_values, 1);
    box->addLayout(shell::underName(m_outcome, tr("处理结果（必选）"), m_detail));
    box->addWidget(m_outcomeError);
    box->addLayout(shell::underName(m_note, tr("如何处理的（必填）"), m_detail));
    for (QWidget* row : std::initializer_list<QWidget*>{m_noteError, m_notAllowed, m_settle})
        box->addWidget(row);
    connect(m_settle, &QPushButton::clicked, this, &AttentionPage::settle);
    return m_detail;
}

void AttentionPage::setItems(std::vector<State> items) {
    keepDraft();
    std::set<Id> there;
    for (const State& item : items)
        there.insert(item.id);
    std::erase_if(m_drafts, [&there](const auto& draft) { return !there.contains(draft.first); });
    m_model->setRows(std::move(items));
    m_empty->setVisible(m_model->rowCount() == 0);
    m_list->setVisible(m_model->rowCount() != 0);
    showCurrent();
}

void AttentionPage::setAllowed(bool refused, bool contested) {
    m_mayRefused = refused;
    m_mayContested = contested;
    refreshAllowed();
}

std::optional<Id> AttentionPage::selected() const {
    const QModelIndex current = m_list->currentIndex();
    return current.isValid() ? std::optional(m_model->at(current.row()).id) : std::nullopt;
}

void AttentionPage::keepDraft() {
    if (m_shown.isNull()) return;
    const Draft draft{m_outcome->currentData().toString(), m_note->toPlainText()};
    if (draft.outcome.isEmpty() && draft.note.isEmpty()) {
        m_drafts.erase(m_shown);
    } else {
        m_drafts[m_shown] = draft;
    }
}

void AttentionPage::showCurrent() {
    const QModelIndex current = m_list->currentIndex();
    m_detail->setVisible(current.isValid());
    const Id id = current.isValid() ? m_model->at(current.row()).id : Id();
    if (id != m_shown) {
        keepDraft();
        m_shown = id;
        const auto draft = m_drafts.find(id);
        m_outcome->setCurrentIndex(draft == m_drafts.end() ? -1 : m_outcome->findData(draft->second.outcome));
        m_note->setPlainText(draft == m_drafts.end() ? QString() : draft->second.note);
        shell::markField(m_outcome, m_outcomeError, {});
        shell::markField(m_note, m_noteError, {});
    }
    if (!current.isValid()) return;
    const State& item = m_model->at(current.row());
    m_cause->setText(causeWord(item.cause));
    m_act->setText(m_names.actOf(item));
    m_who->setText(
        tr("%1　%2").arg(m_names.whoOf(item), shell::timeText(item.occurred, m_clock.utc())) +
        (item.reason.empty() ? QString() : tr("　理由：%1").arg(QString::fromStdString(item.reason))));
    m_why->setText(m_names.whyOf(item));
    m_basis->setText(tr("依据：%1").arg(QString::fromStdString(item.basis)));
    m_basis->setVisible(!item.basis.empty());
    fillValues(item);
    refreshAllowed();
}

void AttentionPage::fillValues(const State& item) {
    std::set<std::int64_t> fields;
    for (const ledger::Map* map : {&item.typed, &item.present}) {
        for (const auto& [field, value] : *map)
            fields.insert(field);
    }
    m_values->setColumnHidden(2, item.cause == Cause::Contested);
    m_values->setRowCount(static_cast<int>(fields.size()));
    int row = 0;
    for (const std::int64_t field : fields) {
        const QStringList cells{m_names.fieldOf(item, field), m_names.valueOf(item, field, item.typed),
                                m_names.valueOf(item, field, item.present)};
        for (int column = 0; column < cells.size(); ++column) {
            auto* cell = new QTableWidgetItem(cells.at(column));
            cell->setToolTip(cells.at(column));
            m_values->setItem(row, column, cell);
        }
        ++row;
    }
}

void AttentionPage::refreshAllowed() {
    const QModelIndex current = m_list->currentIndex();
    if (!current.isValid()) return;
    const bool contested = m_model->at(current.row()).cause == Cause::Contested;
    shell::enableButton(m_settle, contested ? m_mayContested : m_mayRefused, m_list);
    m_notAllowed->setVisible(contested && !m_mayContested);
}

void AttentionPage::settle() {
    const QModelIndex current = m_list->currentIndex();
    if (!current.isValid() || !m_settle->isEnabled()) return;
    const QString outcome = m_outcome->currentData().toString();
    const QString note = m_note->toPlainText().trimmed();
    shell::markField(m_outcome, m_outcomeError, {});
    shell::markField(m_note, m_noteError, {});
    const auto problems = problemsOfSettling(outcome.toStdString(), note.toStdString());
    for (const std::string& problem : problems) {
        if (problem == code::kNoteMissing) {
            shell::markField(m_note, m_noteError, refusalWord(problem));
        } else {
            shell::markField(m_outcome, m_outcomeError, refusalWord(problem));
        }
    }
    if (problems.empty()) Q_EMIT settleWanted(m_model->at(current.row()), outcome, note);
}

} // namespace shouwang::attention
