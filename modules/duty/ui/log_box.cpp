#include "duty/ui/log_box.h"

#include "duty/ui/log_model.h"
#include "duty/ui/words.h"
#include "shell/ui/form_parts.h"
#include "shell/ui/rows_view.h"
#include "shell/ui/theme.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QComboBox>
#include <QFrame>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

#include <algorithm>

namespace shouwang::duty {

namespace {

enum Filter { kAll, kLines, kAlarms, kPosts };

bool passes(const LogEntry& entry, int filter) {
    using Source = LogEntry::Source;
    switch (filter) {
    case kLines:
        return entry.source == Source::Line;
    case kAlarms:
        return entry.source == Source::Alarm || entry.source == Source::Incident;
    case kPosts:
        return entry.source == Source::Post || entry.source == Source::Round;
    default:
        return true;
    }
}

QString codeText(std::string_view code) {
    return QString::fromUtf8(code.data(), static_cast<qsizetype>(code.size()));
}

QVBoxLayout* column(QWidget* parent, int spacing) {
    auto* box = new QVBoxLayout(parent);
    box->setContentsMargins(0, 0, 0, 0);
    box->setSpacing(spacing);
    return box;
}

} // namespace

LogBox::LogBox(const shell::Theme& theme, const Clock& clock, Random& random, QWidget* parent)
    : QWidget(parent)
    , m_clock(clock)
    , m_random(random)
    , m_model(new LogModel(this)) {
    setObjectName(QStringLiteral("duty.log"));
    build(theme, clock);
    showSelected();
}

void LogBox::build(const shell::Theme& theme, const Clock& clock) {
    m_filter = new QComboBox(this);
    m_filter->setObjectName(QStringLiteral("duty.log.filter"));
    m_filter->setAccessibleName(tr("显示哪些记录"));
    m_filter->addItems({tr("全部记录"), tr("值班记录"), tr("警情和事件"), tr("岗位和巡查")});
    m_cut = shell::formLabel("muted", this);
    m_cut->setText(tr("警情很多，这里只列出最近的。"));
    m_cut->hide();
    m_list = new shell::RowsView(theme, this);
    m_list->setObjectName(QStringLiteral("duty.log.list"));
    m_list->setAccessibleName(tr("值班日志"));
    m_list->setModel(m_model);
    m_list->setItemDelegate(new LogDelegate(theme, clock, m_list));
    m_list->setEmptyText(tr("本班还没有记录\n警情、事件、上岗和巡查自动记入；您的记录写在下面，回车记入"));
    m_whole = shell::formLabel("muted", this);
    m_whole->setObjectName(QStringLiteral("duty.log.whole"));
    m_whole->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_open = shell::formButton(tr("更正这条记录"), "duty.log.correct", this);
    m_open->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    auto* about = new QHBoxLayout;
    about->addWidget(m_whole, 1);
    about->addWidget(m_open, 0, Qt::AlignTop);
    auto* box = column(this, 8);
    box->addWidget(m_filter, 0, Qt::AlignLeft);
    box->addWidget(m_cut);
    box->addWidget(m_list, 1);
    box->addLayout(about);
    box->addWidget(makeCorrecting());
    box->addWidget(makeAdding());
    connect(m_filter, &QComboBox::currentIndexChanged, this, &LogBox::showRows);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, &LogBox::showSelected);
    connect(m_list, &QListView::activated, this, &LogBox::beginCorrecting);
    connect(m_open, &QPushButton::clicked, this, &LogBox::beginCorrecting);
}

QWidget* LogBox::makeCorrecting() {
    m_card = new QFrame(this);
    shell::setLook(m_card, "card");
    m_citedText = shell::formLabel("muted", m_card);
    m_correction = new QLineEdit(m_card);
    m_correction->setObjectName(QStringLiteral("duty.log.correction"));
    m_correctionError = shell::formLabel("error", m_card);
    m_reason = new QLineEdit(m_card);
    m_reason->setObjectName(QStringLiteral("duty.log.reason"));
    m_reasonError = shell::formLabel("error", m_card);
    m_confirm = shell::formButton(tr("记入更正（原记录保留）"), "duty.log.confirm", m_card);
    shell::setLook(m_confirm, "primary");
    auto* box = new QVBoxLayout(m_card);
    box->setSpacing(6);
    box->addWidget(m_citedText);
    box->addLayout(shell::underName(m_correction, tr("更正为（必填）"), m_card));
    box->addWidget(m_correctionError);
    box->addLayout(shell::underName(m_reason, tr("更正理由（必填）"), m_card));
    box->addWidget(m_reasonError);
    box->addWidget(m_confirm);
    m_card->hide();
    connect(m_confirm, &QPushButton::clicked, this, &LogBox::correct);
    connect(m_correction, &QLineEdit::returnPressed, this,
            [this] { m_reason->setFocus(Qt::TabFocusReason); });
    connect(m_reason, &QLineEdit::returnPressed, this, &LogBox::correct);
    return m_card;
}

QWidget* LogBox::makeAdding() {
    auto* row = new QWidget(this);
    m_kind = new QComboBox(row);
    m_kind->setObjectName(QStringLiteral("duty.log.kind"));
    m_kind->setAccessibleName(tr("记录类别"));
    for (const std::string_view code : lineKinds())
        m_kind->addItem(lineKindWord(code), codeText(code));
    m_text = new QLineEdit(row);
    m_text->setObjectName(QStringLiteral("duty.log.text"));
    m_text->setPlaceholderText(tr("写一条值班记录，回车记入（Ctrl+J）"));
    m_text->setAccessibleName(tr("值班记录"));
    m_forHandover = new QCheckBox(tr("交下一班"), row);
    m_forHandover->setObjectName(QStringLiteral("duty.log.for_handover"));
    m_forHandover->setToolTip(tr("列入下一次交接班，由接班人逐项接收"));
    m_add = shell::formButton(tr("记入"), "duty.log.add", row);
    m_add->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    m_textError = shell::formLabel("error", row);
    auto* line = new QHBoxLayout;
    line->addWidget(m_kind);
    line->addWidget(m_text, 1);
    line->addWidget(m_forHandover);
    line->addWidget(m_add);
    auto* box = column(row, 4);
    box->addLayout(line);
    box->addWidget(m_textError);
    m_textError->hide();
    connect(m_text, &QLineEdit::returnPressed, this, &LogBox::add);
    connect(m_add, &QPushButton::clicked, this, &LogBox::add);
    return row;
}

void LogBox::setEntries(LogEntries entries, bool cut) {
    m_cut->setVisible(cut);
    if (entries == m_entries) return;
    m_entries = std::move(entries);
    showRows();
}

void LogBox::showRows() {
    LogEntries shown;
    std::ranges::copy_if(m_entries, std::back_inserter(shown),
                         [this](const LogEntry& entry) { return passes(entry, m_filter->currentIndex()); });
    m_model->setRows(std::move(shown));
    showSelected();
}

const LogEntry* LogBox::selected() const {
    const QModelIndex current = m_list->currentIndex();
    return current.isValid() ? &m_model->at(current.row()) : nullptr;
}

bool LogBox::canCorrect() const {
    const LogEntry* entry = selected();
    return m_allowed && entry && entry->line && !entry->struck;
}

void LogBox::showSelected() {
    const LogEntry* entry = selected();
    QStringList parts;
    if (entry) {
        for (const QString& part : {entry->said.what, entry->said.detail, entry->said.attention}) {
            if (!part.isEmpty()) parts << part;
        }
    }
    m_whole->setText(parts.join(QLatin1Char('\n')));
    m_whole->setVisible(entry);
    m_open->setVisible(entry && entry->line && !entry->struck);
    shell::enableButton(m_open, canCorrect(), m_list);
}

void LogBox::setAllowed(bool allowed) {
    m_allowed = allowed;
    shell::enableButton(m_add, allowed, m_list);
    shell::enableButton(m_confirm, allowed, m_list);
    shell::enableButton(m_open, canCorrect(), m_list);
}

void LogBox::beginLine() {
    m_text->setFocus(Qt::ShortcutFocusReason);
}

void LogBox::beginCorrecting() {
    if (!canCorrect()) return;
    const Line line = *selected()->line;
    if (!m_cited || m_cited->id != line.id) {
        m_cited = line;
        m_correction->setText(QString::fromStdString(line.text));
        m_reason->clear();
    }
    m_citedText->setText(tr("更正：%1").arg(QString::fromStdString(line.text)));
    shell::markField(m_correction, m_correctionError, {});
    shell::markField(m_reason, m_reasonError, {});
    m_card->show();
    m_correction->setFocus(Qt::ShortcutFocusReason);
    m_correction->selectAll();
}

void LogBox::add() {
    if (!m_allowed) return;
    const QString text = m_text->text().trimmed();
    shell::markField(m_text, m_textError, text.isEmpty() ? refusalWord(code::kTextMissing) : QString());
    if (text.isEmpty()) return;
    const LineReport report{m_kind->currentData().toString().toStdString(),
                            m_post,
                            text.toStdString(),
                            {},
                            m_forHandover->isChecked()};
    m_text->clear();
    m_forHandover->setChecked(false);
    Q_EMIT commandWanted(logLine(Id::random(m_random), report, m_clock.utc()));
}

void LogBox::correct() {
    if (!m_allowed || !m_cited) return;
    const QString text = m_correction->text().trimmed();
    const QString reason = m_reason->text().trimmed();
    const bool same = text == QString::fromStdString(m_cited->text);
    shell::markField(m_correction, m_correctionError,
                     text.isEmpty() ? refusalWord(code::kTextMissing)
                     : same         ? tr("与原记录相同，没有更正")
                                    : QString());
    shell::markField(m_reason, m_reasonError,
                     reason.isEmpty() ? refusalWord(code::kReasonMissing) : QString());
    if (text.isEmpty() || same || reason.isEmpty()) {
        (text.isEmpty() || same ? m_correction : m_reason)->setFocus(Qt::OtherFocusReason);
        return;
    }
    const ledger::Command command =
        correctLine(Id::random(m_random), *m_cited, text.toStdString(), reason.toStdString(), m_clock.utc());
    m_cited.reset();
    fold();
    Q_EMIT commandWanted(command);
}

void LogBox::fold() {
    m_list->setFocus(Qt::OtherFocusReason);
    m_card->hide();
}

/// What was typed stays with its line.
void LogBox::keyPressEvent(QKeyEvent* event) {
    if (event->key() != Qt::Key_Escape || m_card->isHidden()) {
        QWidget::keyPressEvent(event);
        return;
    }
    fold();
}

void LogBox::giveBack(const ledger::Command& command, const QString& why) {
    const QString text = QString::fromStdString(ledger::field(command.open, Field::Text).text());
    if (command.kind == "duty.log_line") {
        if (m_text->text().isEmpty()) {
            m_text->setText(text);
            m_forHandover->setChecked(ledger::field(command.open, Field::ForHandover).integer() != 0);
        }
        shell::markField(m_text, m_textError, why);
        return;
    }
    if (command.kind != "duty.correct_line" || m_cited) return;
    const Id cites = ledger::field(command.open, Field::Cites).id();
    for (const LogEntry& entry : m_entries) {
        if (entry.line && entry.line->id == cites) m_cited = entry.line;
    }
    if (!m_cited) return;
    m_citedText->setText(tr("更正：%1").arg(QString::fromStdString(m_cited->text)));
    m_correction->setText(text);
    m_reason->setText(QString::fromStdString(command.reason));
    m_card->show();
    shell::markField(m_reason, m_reasonError, why);
}

LogBox::Draft LogBox::draft() const {
    return {m_kind->currentData().toString(), m_text->text(), m_forHandover->isChecked()};
}

void LogBox::setDraft(const Draft& draft) {
    m_kind->setCurrentIndex(std::max(0, m_kind->findData(draft.kind)));
    m_text->setText(draft.text);
    m_forHandover->setChecked(draft.forHandover);
}

} // namespace shouwang::duty
