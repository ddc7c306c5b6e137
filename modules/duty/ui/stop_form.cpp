#include "duty/ui/stop_form.h"

#include "duty/ui/words.h"
#include "shell/ui/form_parts.h"
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

StopForm::StopForm(QWidget* focusAfter, QWidget* parent)
    : QWidget(parent)
    , m_focusAfter(focusAfter)
    , m_place(shell::formLabel("", this))
    , m_items(new QWidget(this))
    , m_itemRow(new QHBoxLayout(m_items))
    , m_unseen(shell::formLabel("error", this))
    , m_normal(shell::formButton(tr("正常 N"), "duty.stop.normal", this))
    , m_finding(shell::formButton(tr("发现问题 F"), "duty.stop.finding", this))
    , m_card(new QFrame(this))
    , m_kind(new QComboBox(m_card))
    , m_text(new QLineEdit(m_card))
    , m_textError(shell::formLabel("error", m_card))
    , m_confirm(shell::formButton(tr("记入发现的问题"), "duty.stop.confirm", m_card)) {
    m_place->setObjectName(QStringLiteral("duty.stop.place"));
    m_unseen->setObjectName(QStringLiteral("duty.stop.unseen"));
    m_itemRow->setContentsMargins(0, 0, 0, 0);
    m_itemRow->setSpacing(12);
    m_itemRow->addStretch(1);
    shell::setLook(m_card, "card");
    shell::setLook(m_confirm, "primary");
    m_kind->setObjectName(QStringLiteral("duty.stop.kind"));
    m_kind->setAccessibleName(tr("问题类别"));
    for (const std::string_view code : findingKinds())
        m_kind->addItem(findingWord(code),
                        QString::fromUtf8(code.data(), static_cast<qsizetype>(code.size())));
    m_text->setObjectName(QStringLiteral("duty.stop.text"));
    m_text->setPlaceholderText(tr("看到了什么，回车记入"));
    m_text->setAccessibleName(tr("看到了什么"));
    auto* row = new QHBoxLayout;
    row->addWidget(m_kind);
    row->addWidget(m_text, 1);
    auto* inner = new QVBoxLayout(m_card);
    inner->setSpacing(6);
    inner->addLayout(row);
    inner->addWidget(m_textError);
    inner->addWidget(m_confirm);
    auto* acts = new QHBoxLayout;
    acts->addWidget(m_normal);
    acts->addWidget(m_finding);
    auto* box = new QVBoxLayout(this);
    box->setContentsMargins(0, 0, 0, 0);
    box->setSpacing(6);
    for (QWidget* part : std::initializer_list<QWidget*>{m_place, m_items, m_unseen})
        box->addWidget(part);
    box->addLayout(acts);
    box->addWidget(m_card);
    m_card->hide();
    m_unseen->hide();
    m_textError->hide();
    connect(m_normal, &QPushButton::clicked, this, &StopForm::foundNormal);
    connect(m_finding, &QPushButton::clicked, this, &StopForm::beginFinding);
    connect(m_confirm, &QPushButton::clicked, this, &StopForm::confirmFinding);
    connect(m_text, &QLineEdit::returnPressed, this, &StopForm::confirmFinding);
}

void StopForm::setStop(const Id& stop, const Stop& place) {
    if (stop == m_stop) return;
    keep();
    m_stop = stop;
    m_place->setText(tr("点位：%1").arg(QString::fromStdString(place.name)));
    fillItems(place.checks);
    put(m_drafts[stop]);
}

void StopForm::fillItems(const std::vector<std::string>& checks) {
    m_checks = checks;
    for (QCheckBox* box : m_boxes)
        delete box;
    m_boxes.clear();
    for (const std::string& check : checks) {
        const auto number = static_cast<int>(m_boxes.size()) + 1;
        auto* box = new QCheckBox(QStringLiteral("%1 %2").arg(number).arg(findingWord(check)), m_items);
        box->setObjectName(QStringLiteral("duty.check.%1").arg(number));
        m_itemRow->insertWidget(m_itemRow->count() - 1, box);
        connect(box, &QCheckBox::toggled, this, &StopForm::refresh);
        m_boxes.push_back(box);
    }
}

void StopForm::keep() {
    if (m_stop.isNull()) return;
    Draft draft{{}, m_kind->currentData().toString(), m_text->text(), !m_card->isHidden()};
    for (const QCheckBox* box : m_boxes)
        draft.ticks.push_back(box->isChecked());
    m_drafts[m_stop] = std::move(draft);
}

void StopForm::put(const Draft& draft) {
    for (std::size_t i = 0; i < m_boxes.size(); ++i)
        m_boxes[i]->setChecked(i < draft.ticks.size() && draft.ticks[i]);
    m_kind->setCurrentIndex(std::max(0, m_kind->findData(draft.kind)));
    m_text->setText(draft.text);
    m_card->setVisible(draft.unfolded);
    shell::markField(m_text, m_textError, {});
    m_unseen->hide();
    refresh();
}

void StopForm::forget() {
    m_drafts.clear();
    m_stop = {};
}

void StopForm::setAllowed(bool allowed) {
    m_allowed = allowed;
    refresh();
}

QStringList StopForm::unseen() const {
    QStringList names;
    for (std::size_t i = 0; i < m_boxes.size(); ++i) {
        if (!m_boxes[i]->isChecked()) names << findingWord(m_checks[i]);
    }
    return names;
}

void StopForm::refresh() {
    const QStringList left = unseen();
    if (left.isEmpty()) m_unseen->hide();
    shell::setButtonLook(m_normal, left.isEmpty() ? "primary" : "");
    shell::enableButton(m_normal, m_allowed, m_focusAfter);
    shell::enableButton(m_finding, m_allowed, m_focusAfter);
    shell::enableButton(m_confirm, m_allowed, m_focusAfter);
    m_items->setEnabled(m_allowed);
}

void StopForm::tickNext() {
    if (!m_allowed) return;
    const auto next = std::ranges::find_if(m_boxes, [](const QCheckBox* box) { return !box->isChecked(); });
    if (next == m_boxes.end()) {
        foundNormal();
        return;
    }
    (*next)->setChecked(true);
}

void StopForm::tick(int item) {
    if (!m_allowed || item < 0 || std::cmp_greater_equal(item, m_boxes.size())) return;
    m_boxes[static_cast<std::size_t>(item)]->toggle();
}

/// Nothing is normal that nobody has looked at.
void StopForm::foundNormal() {
    if (!m_allowed || m_stop.isNull()) return;
    const QStringList left = unseen();
    m_unseen->setText(tr("还有没看的项目：%1").arg(left.join(QStringLiteral("、"))));
    m_unseen->setVisible(!left.isEmpty());
    if (left.isEmpty()) Q_EMIT normal();
}

void StopForm::beginFinding() {
    if (!m_allowed || m_stop.isNull()) return;
    if (m_card->isHidden()) {
        // The first item that is not ticked is most likely what stopped the officer.
        const auto open =
            std::ranges::find_if(m_boxes, [](const QCheckBox* box) { return !box->isChecked(); });
        if (open != m_boxes.end() && m_text->text().isEmpty()) {
            const std::string& check = m_checks[static_cast<std::size_t>(open - m_boxes.begin())];
            m_kind->setCurrentIndex(std::max(0, m_kind->findData(QString::fromStdString(check))));
        }
        m_card->show();
    }
    m_text->setFocus(Qt::ShortcutFocusReason);
}

void StopForm::confirmFinding() {
    if (!m_allowed || m_stop.isNull()) return;
    const QString text = m_text->text().trimmed();
    shell::markField(m_text, m_textError, text.isEmpty() ? refusalWord(code::kTextMissing) : QString());
    if (text.isEmpty()) return;
    m_text->clear();
    m_focusAfter->setFocus(Qt::OtherFocusReason);
    m_card->hide();
    Q_EMIT found(m_kind->currentData().toString(), text);
}

void StopForm::giveBack(const Id& stop, const VisitReport& visit, const QString& why) {
    if (visit.outcome != Outcome::Finding) return;
    keep();
    Draft& draft = m_drafts[stop];
    if (draft.text.isEmpty()) {
        draft.kind = QString::fromStdString(visit.kind);
        draft.text = QString::fromStdString(visit.text);
        draft.unfolded = true;
    }
    if (stop != m_stop) return;
    put(draft);
    shell::markField(m_text, m_textError, why);
}

/// What was typed stays with its stop.
void StopForm::keyPressEvent(QKeyEvent* event) {
    if (event->key() != Qt::Key_Escape || m_card->isHidden()) {
        QWidget::keyPressEvent(event);
        return;
    }
    m_focusAfter->setFocus(Qt::OtherFocusReason);
    m_card->hide();
}

} // namespace shouwang::duty
