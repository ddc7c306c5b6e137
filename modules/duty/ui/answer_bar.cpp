#include "duty/ui/answer_bar.h"

#include "duty/ui/words.h"
#include "shell/ui/form_parts.h"
#include "shell/ui/theme.h"

#include <QBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QStringList>

namespace shouwang::duty {

AnswerBar::AnswerBar(QWidget* list, QWidget* parent)
    : QWidget(parent)
    , m_list(list)
    , m_whole(shell::formLabel("hint", this))
    , m_count(new QLineEdit(this))
    , m_text(new QLineEdit(this))
    , m_error(shell::formLabel("error", this))
    , m_accept(new QPushButton(tr("接收 A"), this))
    , m_question(new QPushButton(tr("提出疑问 Q"), this))
    , m_reply(new QPushButton(tr("答复 R"), this))
    , m_rest(new QPushButton(this))
    , m_exception(new QPushButton(tr("例外 X"), this))
    , m_acts(new QWidget(this)) {
    setObjectName(QStringLiteral("duty.answer"));
    build();
    wire();
    show({});
}

void AnswerBar::build() {
    m_whole->setObjectName(QStringLiteral("duty.handover.whole"));
    m_count->setObjectName(QStringLiteral("duty.handover.count"));
    m_count->setPlaceholderText(tr("清点人数"));
    m_count->setAccessibleName(tr("清点人数"));
    m_count->setMaxLength(6);
    m_count->setFixedWidth(110);
    m_text->setObjectName(QStringLiteral("duty.handover.text"));
    m_text->setAccessibleName(tr("疑问或答复"));
    m_text->setMaxLength(500);
    m_error->setObjectName(QStringLiteral("duty.handover.error"));
    m_error->hide();
    m_accept->setObjectName(QStringLiteral("duty.handover.accept"));
    m_question->setObjectName(QStringLiteral("duty.handover.question"));
    m_reply->setObjectName(QStringLiteral("duty.handover.reply"));
    m_rest->setObjectName(QStringLiteral("duty.handover.accept_rest"));
    m_exception->setObjectName(QStringLiteral("duty.handover.exception"));
    m_exception->setToolTip(tr("人数不符时由值班领导签署例外"));
    auto* fields = new QHBoxLayout;
    fields->setSpacing(8);
    fields->addWidget(m_count);
    fields->addWidget(m_text, 1);
    auto* acts = new QHBoxLayout(m_acts);
    acts->setContentsMargins(0, 0, 0, 0);
    acts->setSpacing(6);
    for (QPushButton* button : {m_accept, m_question, m_reply, m_exception})
        acts->addWidget(button);
    acts->addStretch(1);
    acts->addWidget(m_rest);
    auto* box = new QVBoxLayout(this);
    box->setContentsMargins(0, 0, 0, 0);
    box->setSpacing(4);
    box->addWidget(m_whole);
    box->addLayout(fields);
    box->addWidget(m_error);
    box->addWidget(m_acts);
}

void AnswerBar::wire() {
    connect(m_count, &QLineEdit::returnPressed, this, &AnswerBar::sendCount);
    connect(m_text, &QLineEdit::returnPressed, this, [this] { sendText(m_purpose); });
    connect(m_accept, &QPushButton::clicked, this, &AnswerBar::acceptWanted);
    connect(m_question, &QPushButton::clicked, this,
            [this] { m_text->text().trimmed().isEmpty() ? beginQuestion() : sendText(Purpose::Question); });
    connect(m_reply, &QPushButton::clicked, this,
            [this] { m_text->text().trimmed().isEmpty() ? beginReply() : sendText(Purpose::Reply); });
    connect(m_rest, &QPushButton::clicked, this, &AnswerBar::acceptRestWanted);
    connect(m_exception, &QPushButton::clicked, this, &AnswerBar::exceptionWanted);
}

void AnswerBar::keep() {
    if (!m_shown.row) return;
    const Typed typed{m_text->text(), m_count->text()};
    const Id& id = m_shown.row->id;
    if (typed == Typed()) {
        m_drafts.erase(id);
    } else if (m_drafts.contains(id) || m_drafts.size() < kMostDrafts) {
        m_drafts[id] = typed;
    }
}

void AnswerBar::load(const Id& row) {
    const auto typed = m_drafts.find(row);
    m_text->setText(typed == m_drafts.end() ? QString() : typed->second.text);
    m_count->setText(typed == m_drafts.end() ? QString() : typed->second.count);
    shell::markField(m_text, m_error, {});
    shell::markField(m_count, m_error, {});
}

void AnswerBar::show(const Shown& shown) {
    const Id before = m_shown.row ? m_shown.row->id : Id();
    const Id now = shown.row ? shown.row->id : Id();
    if (before != now) keep();
    m_shown = shown;
    const bool can = shown.row && shown.open;
    const bool asked = can && shown.row->standing == Standing::Questioned;
    if (before != now) {
        load(now);
        m_purpose = asked ? Purpose::Reply : Purpose::Question;
    }
    QStringList whole;
    if (shown.row) {
        for (const QString& part :
             {shown.row->title, shown.row->warning, shown.row->detail, shown.row->said}) {
            if (!part.isEmpty()) whole << part;
        }
    }
    m_whole->setText(whole.join(QStringLiteral("　")));
    m_whole->setVisible(shown.row.has_value());
    m_count->setVisible(can && shown.row->item.kind == ItemKind::Headcount);
    m_text->setVisible(can);
    m_text->setPlaceholderText(hintOf(m_purpose));
    refreshButtons(can, asked);
}

void AnswerBar::refreshButtons(bool can, bool asked) {
    const bool headcount = can && m_shown.row->item.kind == ItemKind::Headcount;
    m_acts->setVisible(m_shown.open);
    m_accept->setText(headcount ? tr("清点 A") : tr("接收 A"));
    m_exception->setVisible(m_shown.unbalanced);
    shell::enableButton(m_accept, can && m_allowed, m_list);
    shell::enableButton(m_question, can && m_allowed, m_list);
    shell::enableButton(m_reply, asked && m_allowed, m_list);
    m_reply->setToolTip(asked ? QString() : tr("先选中一项有疑问的"));
    m_rest->setText(tr("接收其余 %1 项 Shift+A").arg(m_shown.rest));
    shell::enableButton(m_rest, m_shown.rest > 0 && m_allowed, m_list);
    m_rest->setVisible(m_shown.rest > 0);
}

QString AnswerBar::hintOf(Purpose purpose) {
    return purpose == Purpose::Reply ? tr("答复疑问，回车保存") : tr("疑问写在这里，回车提出");
}

void AnswerBar::setAllowed(bool allowed) {
    m_allowed = allowed;
    show(Shown(m_shown));
}

void AnswerBar::begin(Purpose purpose) {
    if (!m_text->isVisible()) return;
    m_purpose = purpose;
    m_text->setPlaceholderText(hintOf(purpose));
    m_text->setFocus(Qt::ShortcutFocusReason);
}

void AnswerBar::beginCount(const QString& digit) {
    if (!digit.isEmpty()) m_count->setText(digit);
    m_count->setFocus(Qt::ShortcutFocusReason);
}

void AnswerBar::beginQuestion() {
    begin(Purpose::Question);
}

void AnswerBar::beginReply() {
    begin(Purpose::Reply);
}

void AnswerBar::sendCount() {
    bool isNumber = false;
    const qint64 persons = m_count->text().trimmed().toLongLong(&isNumber);
    if (isNumber && persons >= 0) {
        Q_EMIT counted(persons);
        return;
    }
    shell::markField(m_count, m_error, tr("请填写清点到的人数（数字）"));
    m_count->setFocus(Qt::OtherFocusReason);
}

void AnswerBar::taken() {
    m_text->clear();
    m_count->clear();
    keep();
}

void AnswerBar::sendText(Purpose purpose) {
    const QString text = m_text->text().trimmed();
    if (text.isEmpty()) {
        say(refusalWord(code::kTextMissing));
        m_text->setFocus(Qt::OtherFocusReason);
        return;
    }
    purpose == Purpose::Reply ? Q_EMIT replied(text) : Q_EMIT questioned(text);
}

void AnswerBar::say(const QString& why) {
    shell::markField(m_text, m_error, why);
}

AnswerBar::Drafts AnswerBar::drafts() {
    keep();
    return m_drafts;
}

void AnswerBar::setDrafts(Drafts drafts) {
    m_drafts = std::move(drafts);
}

void AnswerBar::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape) {
        m_list->setFocus(Qt::OtherFocusReason);
        return;
    }
    QWidget::keyPressEvent(event);
}

void AnswerBar::giveBack(const ledger::Command& command, const Id& row, const QString& why) {
    Typed back{QString::fromStdString(ledger::field(command.open, Field::Text).text()), {}};
    if (command.open.contains(static_cast<std::int64_t>(Field::Counted)))
        back.count = QString::number(ledger::field(command.open, Field::Counted).integer());
    if (!m_shown.row || m_shown.row->id != row) {
        m_drafts.try_emplace(row, back);
        return;
    }
    if (m_text->text().isEmpty()) m_text->setText(back.text);
    if (m_count->text().isEmpty()) m_count->setText(back.count);
    back.count.isEmpty() ? say(why) : shell::markField(m_count, m_error, why);
}

} // namespace shouwang::duty
