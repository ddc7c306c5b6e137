// What the forms of alarms and incidents are made of. GUI thread.
#pragma once

#include <QString>

class QBoxLayout;
class QLabel;
class QPlainTextEdit;
class QPushButton;
class QWidget;

namespace shouwang::shell {

QLabel* formLabel(const char* look, QWidget* parent); ///< wraps its words
QPlainTextEdit* formText(QWidget* parent);            ///< a few lines; Tab goes on to the next field
QPushButton* formButton(const QString& text, const char* objectName, QWidget* parent);

/// What stands there is the name of the field, for the eye and for a screen reader. A placeholder is none: it
/// goes with the first letter typed.
void nameField(QWidget* field, QLabel* label);
/// The field below its name.
QBoxLayout* underName(QWidget* field, const QString& name, QWidget* parent);

/// Says beside a field what is wrong with it and marks the field; an empty text takes that away, and so does
/// the officer by changing the field (a line, a text or a box).
void markField(QWidget* field, QLabel* error, const QString& text);
/// Only when it changes: polishing anew costs and would restart a press.
void setButtonLook(QPushButton* button, const char* look);
/// A button that is switched off under the officer's hand must not hand its focus to a neighbour, whose act
/// the next Enter would start: the focus goes to `instead`.
void enableButton(QPushButton* button, bool enabled, QWidget* instead);

} // namespace shouwang::shell
