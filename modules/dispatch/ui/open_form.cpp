#include "dispatch/ui/open_form.h"

#include "alarms/ui/words.h"
#include "dispatch/ui/words.h"
#include "shell/ui/form_parts.h"
#include "shell/ui/theme.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

namespace shouwang::dispatch {

namespace {

/// A proposal only; a panic button may mean anything, so nothing is proposed for it.
QString kindFor(site::PointKind point) {
    switch (point) {
    case site::PointKind::Fire:
        return QStringLiteral("HZ");
    case site::PointKind::Fence:
    case site::PointKind::Infrared:
    case site::PointKind::Microwave:
    case site::PointKind::Vibration:
        return QStringLiteral("TT");
    case site::PointKind::Analytics:
    case site::PointKind::Button:
    case site::PointKind::Door:
        break;
    }
    return {};
}

} // namespace

OpenForm::OpenForm(QWidget* parent)
    : QFrame(parent)
    , m_source(shell::formLabel("muted", this))
    , m_kind(new QComboBox(this))
    , m_kindError(shell::formLabel("error", this))
    , m_grade(new QComboBox(this))
    , m_title(new QLineEdit(this))
    , m_titleError(shell::formLabel("error", this))
    , m_place(new QLineEdit(this))
    , m_refusal(shell::formLabel("error", this))
    , m_confirm(shell::formButton(tr("立案 Ctrl+Enter"), "confirmOpenIncident", this))
    , m_fold(new QPushButton(tr("收起 Esc"), this)) {
    setObjectName(QStringLiteral("openForm"));
    shell::setLook(this, "card");
    build();
}

void OpenForm::build() {
    m_kind->setObjectName(QStringLiteral("incidentKindBox"));
    m_kind->setPlaceholderText(tr("请选择类别"));
    m_kind->setMaxVisibleItems(16);
    for (const std::string_view kind : incidentKinds()) {
        const QString code = QString::fromUtf8(kind.data(), static_cast<qsizetype>(kind.size()));
        m_kind->addItem(QStringLiteral("%1 %2").arg(code, kindWord(kind)), code);
    }
    m_grade->setObjectName(QStringLiteral("incidentGradeBox"));
    for (int grade = 4; grade >= 1; --grade)
        m_grade->addItem(gradeWord(grade), grade);
    m_title->setObjectName(QStringLiteral("incidentTitle"));
    m_title->setPlaceholderText(tr("一句话写清发生了什么"));
    m_place->setObjectName(QStringLiteral("incidentPlace"));
    m_fold->setObjectName(QStringLiteral("foldOpening"));
    m_refusal->setObjectName(QStringLiteral("openingRefusal"));
    shell::setLook(m_confirm, "primary");
    auto* heading = new QLabel(tr("新事件"), this);
    shell::setLook(heading, "heading");
    auto* box = new QVBoxLayout(this);
    box->setContentsMargins(12, 12, 12, 12);
    box->setSpacing(4);
    box->addWidget(heading);
    box->addWidget(m_source);
    const auto row = [&](const QString& name, QWidget* field, QLabel* error) {
        auto* label = shell::formLabel("muted", this);
        label->setText(name);
        shell::nameField(field, label);
        box->addSpacing(4);
        box->addWidget(label);
        box->addWidget(field);
        if (error) box->addWidget(error);
    };
    row(tr("类别（必选）"), m_kind, m_kindError);
    row(tr("等级（本所分级，可随时升级上报）"), m_grade, nullptr);
    row(tr("事由（必填）"), m_title, m_titleError);
    row(tr("地点"), m_place, nullptr);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addWidget(m_confirm, 1);
    buttons->addWidget(m_fold);
    box->addSpacing(8);
    box->addWidget(m_refusal);
    box->addLayout(buttons);
    box->addStretch(1);
    connect(m_confirm, &QPushButton::clicked, this, &OpenForm::confirm);
    connect(m_fold, &QPushButton::clicked, this, [this] {
        keep();
        Q_EMIT folded();
    });
}

OpenForm::Draft OpenForm::proposal() const {
    if (!m_alarm) return {};
    return {kindFor(m_alarm->pointKind), 4, alarms::titleWord(*m_alarm), alarms::placeWord(*m_alarm)};
}

void OpenForm::open(const std::optional<alarms::State>& alarm) {
    keep();
    m_alarm = alarm;
    const Id key = alarm ? alarm->id : Id();
    const auto known = m_drafts.find(key);
    const Draft draft = known == m_drafts.end() ? proposal() : known->second;
    m_source->setText(alarm ? tr("来自警情：%1").arg(alarms::titleWord(*alarm)) : tr("由人员报告"));
    m_kind->setCurrentIndex(draft.kind.isEmpty() ? -1 : m_kind->findData(draft.kind));
    m_grade->setCurrentIndex(m_grade->findData(draft.grade));
    m_title->setText(draft.title);
    m_place->setText(draft.place);
    shell::markField(m_kind, m_kindError, {});
    shell::markField(m_title, m_titleError, {});
    showRefusal({});
    m_shown = true;
    m_kind->setFocus(Qt::OtherFocusReason); // the officer has just asked for the form
}

void OpenForm::keep() {
    if (!m_shown) return;
    m_drafts[m_alarm ? m_alarm->id : Id()] = {
        m_kind->currentData().toString(), m_grade->currentData().toInt(), m_title->text(), m_place->text()};
}

OpenForm::Drafts OpenForm::drafts() {
    keep();
    return m_drafts;
}

void OpenForm::forget() {
    m_drafts.erase(m_alarm ? m_alarm->id : Id());
    m_shown = false;
}

void OpenForm::setAllowed(bool allowed) {
    m_confirm->setEnabled(allowed);
}

void OpenForm::showRefusal(const QString& text) {
    m_refusal->setText(text);
    m_refusal->setVisible(!text.isEmpty());
}

void OpenForm::confirm() {
    if (!m_confirm->isEnabled()) return;
    Opening opening;
    opening.kind = m_kind->currentData().toString().toStdString();
    opening.grade = m_grade->currentData().toInt();
    opening.title = m_title->text().trimmed().toStdString();
    opening.place = m_place->text().trimmed().toStdString();
    if (m_alarm) {
        opening.zone = m_alarm->zone;
        opening.alarm = m_alarm->id;
    }
    shell::markField(m_kind, m_kindError, {});
    shell::markField(m_title, m_titleError, {});
    QWidget* first = nullptr;
    for (const std::string& problem : problemsOfOpening(opening)) {
        if (problem == code::kMalformed) continue; // the panel gives identity and number
        const bool kind = problem == code::kKindUnknown;
        shell::markField(kind ? static_cast<QWidget*>(m_kind) : m_title, kind ? m_kindError : m_titleError,
                         refusalWord(problem));
        if (!first) first = kind ? static_cast<QWidget*>(m_kind) : m_title;
    }
    if (first) {
        first->setFocus(Qt::OtherFocusReason);
        return;
    }
    keep();
    Q_EMIT confirmed(opening);
}

void OpenForm::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape) {
        keep();
        Q_EMIT folded();
    } else if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) &&
               event->modifiers().testFlag(Qt::ControlModifier)) {
        confirm();
    } else {
        QFrame::keyPressEvent(event);
    }
}

} // namespace shouwang::dispatch
