// The one style sheet. Names in braces are tones of the palette.
#include "shell/ui/theme.h"

#include <utility>

/// A resource of a static library is only there when somebody asks for it, and only outside a namespace.
static void loadPictures() {
    Q_INIT_RESOURCE(shell);
}

namespace shouwang::shell {
namespace {

constexpr const char* kSheet = R"(
QWidget { color: {text}; selection-background-color: {accent}; selection-color: {onAccent}; }
QMainWindow, QDialog { background: {background}; }
QToolTip { background: {raised}; color: {text}; border: 1px solid {line}; padding: 4px 8px; }

QLabel[look="heading"] { font-size: 18px; font-weight: 500; }
QLabel[look="count"] { font-size: 28px; }
QLabel[look="muted"] { color: {muted}; font-size: 12px; }
QLabel[look="hint"] { color: {muted}; }
QLabel[look="faint"] { color: {faint}; font-size: 12px; }
QLabel[look="error"] { color: {critical}; }
QLabel[look="good"] { color: {good}; }
QLabel[look="tag"] { color: {muted}; border: 1px solid {line}; border-radius: 4px; padding: 0 8px; }
QLabel[look="drill"] { color: {onDrill}; background: {drill}; border-radius: 4px; padding: 0 8px; font-weight: 500; }
QLabel[look="warning"] { color: {high}; }
QLabel[look="info"] { color: {low}; }
QFrame[look="notice"] { background: {raised}; border: none; border-bottom: 1px solid {line}; }

QFrame[look="card"], QWidget[look="card"] { background: {surface}; border: 1px solid {line}; border-radius: 4px; }
QWidget[look="panel"] { background: {surface}; }
QWidget[look="bar"] { background: {surface}; border-bottom: 1px solid {line}; }
QWidget[look="side"] { background: {surface}; border-left: 1px solid {line}; }
QWidget[look="rail"] { background: {surface}; border-right: 1px solid {line}; }

QPushButton, QToolButton { outline: none; background: {raised}; border: 1px solid {line}; border-radius: 4px; padding: 0 12px;
    min-height: 30px; }
QPushButton:hover, QToolButton:hover { border-color: {accent}; }
QPushButton:pressed, QToolButton:pressed { background: {surface}; }
QPushButton:focus, QToolButton:focus { border: 2px solid {accent}; padding: 0 11px; min-height: 28px; }
QPushButton:checked, QToolButton:checked { border-color: {accent}; color: {accent}; }
QPushButton:disabled, QToolButton:disabled { color: {faint}; background: {surface}; }
QPushButton[look="primary"] { background: {accent}; color: {onAccent}; border-color: {accent}; font-weight: 500; }
QPushButton[look="primary"]:hover { border-color: {text}; }
QPushButton[look="primary"]:focus { border-color: {text}; }
QPushButton[look="primary"]:disabled { background: {raised}; color: {faint}; border-color: {line}; }
QPushButton[look="danger"] { border-color: {critical}; color: {critical}; }
QPushButton[look="danger"]:focus { border: 2px solid {critical}; }
QPushButton[look="danger"]:disabled { color: {faint}; border-color: {line}; }
QPushButton[look="quiet"], QToolButton[look="quiet"] { background: transparent; border-color: transparent; }
QPushButton[look="quiet"]:hover, QToolButton[look="quiet"]:hover { border-color: {line}; }
QPushButton[look="quiet"]:focus, QToolButton[look="quiet"]:focus { border-color: {accent}; }

QToolButton[look="quietWarning"] { background: transparent; border-color: {high}; color: {high}; }
QToolButton[look="place"] { background: transparent; border: none; border-radius: 4px; color: {muted}; font-size: 12px;
    padding: 4px 0; min-height: 0; }
QToolButton[look="place"]:hover { background: {raised}; }
QToolButton[look="place"]:checked { background: {raised}; color: {accent}; border-left: 2px solid {accent}; }

QLineEdit, QComboBox, QSpinBox, QDateTimeEdit { background: {raised}; border: 1px solid {line}; border-radius: 4px;
    padding: 0 8px; min-height: 30px; }
QLineEdit > QToolButton { min-height: 0; padding: 0; border: none; background: transparent; }
QPlainTextEdit, QTextEdit { background: {raised}; border: 1px solid {line}; border-radius: 4px; padding: 4px; }
QLineEdit:focus, QComboBox:focus, QSpinBox:focus, QDateTimeEdit:focus { border: 2px solid {accent}; padding: 0 7px;
    min-height: 28px; }
QPlainTextEdit:focus, QTextEdit:focus { border: 2px solid {accent}; padding: 3px; }
QLineEdit:disabled, QComboBox:disabled, QPlainTextEdit:disabled { color: {faint}; background: {surface}; }
QLineEdit[wrong="true"], QComboBox[wrong="true"], QPlainTextEdit[wrong="true"] { border-color: {critical}; }
QComboBox::drop-down, QDateTimeEdit::drop-down { border: none; background: transparent; width: 24px; }
QComboBox::down-arrow, QDateTimeEdit::down-arrow { image: url(:/shouwang/shell/arrow_down.png); width: 10px; height: 6px; }
QComboBox QAbstractItemView { background: {raised}; border: 1px solid {line}; }

QAbstractItemView { background: {surface}; border: 1px solid {line}; alternate-background-color: {surface};
    outline: 0; gridline-color: {line}; }
QAbstractItemView:focus { border: 1px solid {accent}; }
QTableView::item, QListView::item, QTreeView::item { min-height: 32px; padding: 0 8px; }
QHeaderView::section { background: {surface}; color: {muted}; font-size: 12px; border: none;
    border-bottom: 1px solid {line}; padding: 6px 8px; }
QHeaderView, QTableCornerButton::section { background: {surface}; border: none; }

QScrollArea, QStackedWidget { background: transparent; border: none; }
QScrollArea > QWidget > QWidget[look="panel"] { background: {surface}; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle { background: {line}; border-radius: 4px; min-height: 32px; min-width: 32px; margin: 1px; }
QScrollBar::handle:hover { background: {faint}; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QSplitter::handle { background: {background}; }
QSplitter::handle:horizontal { width: 4px; }
QSplitter::handle:vertical { height: 4px; }

QMenu { background: {raised}; border: 1px solid {line}; padding: 4px; }
QMenu::item { padding: 6px 24px 6px 12px; border-radius: 4px; }
QMenu::item:selected { background: {accent}; color: {onAccent}; }
QMenu::item:disabled { color: {faint}; }
QTabWidget::pane { border: 1px solid {line}; }
QTabBar { outline: none; }
QTabBar::tab { background: transparent; color: {muted}; padding: 6px 14px; border: 2px solid transparent; }
QTabBar::tab:selected { color: {text}; border-bottom-color: {accent}; }
QTabBar::tab:selected:focus { border-color: {accent}; border-radius: 4px; }
QProgressBar { background: {raised}; border: 1px solid {line}; border-radius: 4px; text-align: center; }
QProgressBar::chunk { background: {accent}; border-radius: 3px; }
QCheckBox, QRadioButton { spacing: 8px; min-height: 32px; }
QCheckBox::indicator, QRadioButton::indicator { width: 16px; height: 16px; border: 1px solid {faint};
    background: {raised}; }
QCheckBox::indicator { border-radius: 3px; }
QRadioButton::indicator { border-radius: 9px; }
QCheckBox::indicator:checked, QRadioButton::indicator:checked { background: {accent}; border-color: {accent}; }
QCheckBox::indicator:checked { image: url(:/shouwang/shell/tick.png); }
QCheckBox::indicator:focus, QRadioButton::indicator:focus { border: 2px solid {accent}; }
QCheckBox::indicator:checked:focus, QRadioButton::indicator:checked:focus { border: 2px solid {text}; }
)";

} // namespace

QString Theme::styleSheet() const {
    loadPictures();
    const std::pair<const char*, QColor> names[] = {
        {"{background}", background()},
        {"{surface}", surface()},
        {"{raised}", raised()},
        {"{line}", line()},
        {"{text}", text()},
        {"{muted}", muted()},
        {"{faint}", faint()},
        {"{accent}", accent()},
        {"{onAccent}", on(Tone::Accent)},
        {"{critical}", critical()},
        {"{good}", good()},
        {"{high}", high()},
        {"{low}", low()},
        {"{drill}", drill()},
        {"{onDrill}", on(Tone::Drill)},
    };
    QString sheet = QString::fromLatin1(kSheet);
    for (const auto& [name, color] : names)
        sheet.replace(QLatin1String(name), color.name());
    return sheet;
}

} // namespace shouwang::shell
