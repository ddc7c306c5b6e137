#include "shell/ui/form_parts.h"

#include "shell/ui/theme.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QStyle>

namespace shouwang::shell {

QLabel* formLabel(const char* look, QWidget* parent) {
    auto* label = new QLabel(parent);
    label->setWordWrap(true);
    shell::setLook(label, look);
    return label;
}

QPlainTextEdit* formText(QWidget* parent) {
    auto* edit = new QPlainTextEdit(parent);
    edit->setTabChangesFocus(true);
    edit->setFixedHeight(56);
    return edit;
}

QPushButton* formButton(const QString& text, const char* objectName, QWidget* parent) {
    auto* button = new QPushButton(text, parent);
    button->setObjectName(QString::fromLatin1(objectName));
    button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    return button;
}

void nameField(QWidget* field, QLabel* label) {
    label->setBuddy(field);
    field->setAccessibleName(label->text());
}

QBoxLayout* underName(QWidget* field, const QString& name, QWidget* parent) {
    QLabel* label = formLabel("muted", parent);
    label->setText(name);
    nameField(field, label);
    auto* box = new QVBoxLayout;
    box->setSpacing(2);
    box->addWidget(label);
    box->addWidget(field);
    return box;
}

namespace {

constexpr const char* kFollowed = "markFollowed";

void clearWhenChanged(QWidget* field, QLabel* error) {
    if (field->property(kFollowed).toBool()) return;
    field->setProperty(kFollowed, true);
    const auto clear = [field, error] {
        if (field->property("wrong").toBool()) markField(field, error, {});
    };
    if (auto* line = qobject_cast<QLineEdit*>(field)) {
        QObject::connect(line, &QLineEdit::textChanged, error, clear);
    } else if (auto* text = qobject_cast<QPlainTextEdit*>(field)) {
        QObject::connect(text, &QPlainTextEdit::textChanged, error, clear);
    } else if (auto* box = qobject_cast<QComboBox*>(field)) {
        QObject::connect(box, &QComboBox::currentIndexChanged, error, clear);
    }
}

} // namespace

void markField(QWidget* field, QLabel* error, const QString& text) {
    if (!text.isEmpty()) clearWhenChanged(field, error);
    error->setText(text);
    error->setVisible(!text.isEmpty());
    field->setProperty("wrong", !text.isEmpty());
    field->style()->unpolish(field);
    field->style()->polish(field);
}

void setButtonLook(QPushButton* button, const char* look) {
    if (button->property("look").toString() != QLatin1String(look)) shell::setLook(button, look);
}

void enableButton(QPushButton* button, bool enabled, QWidget* instead) {
    if (!enabled && button->window()->focusWidget() == button) instead->setFocus(Qt::OtherFocusReason);
    button->setEnabled(enabled);
}

} // namespace shouwang::shell
