// The palette, the type and the marks of the house, once: feeds QPalette, the style sheet and QML. Colours
// are asked for by what they mean. Constructed by app/ and handed by reference to whoever paints. GUI thread.
//
// Looks of plain widgets come from the style sheet through a dynamic property (setLook): "heading", "muted",
// "faint", "count", "card", "primary", "danger", "quiet", "error", "good", "bar", "rail".
#pragma once

#include <QColor>
#include <QFont>
#include <QObject>
#include <QPalette>
#include <QString>

class QApplication;
class QFontMetrics;
class QPainter;
class QRect;
class QWidget;

namespace shouwang::shell {

enum class Tone {
    Background,
    Surface,
    Raised,
    Line,
    Text,
    Muted,
    Faint,
    Accent,
    Critical,
    High,
    Medium,
    Low,
    Good,
    Drill,
    Stale
};
inline constexpr int kToneCount = 15;

enum class Type { Body, Secondary, Heading, Count }; ///< 14, 12, 18 and 28 px

class Theme final : public QObject {
    Q_OBJECT
    Q_PROPERTY(bool dark READ isDark NOTIFY changed)
    Q_PROPERTY(QColor background READ background NOTIFY changed)
    Q_PROPERTY(QColor surface READ surface NOTIFY changed)
    Q_PROPERTY(QColor raised READ raised NOTIFY changed)
    Q_PROPERTY(QColor line READ line NOTIFY changed)
    Q_PROPERTY(QColor text READ text NOTIFY changed)
    Q_PROPERTY(QColor muted READ muted NOTIFY changed)
    Q_PROPERTY(QColor faint READ faint NOTIFY changed)
    Q_PROPERTY(QColor accent READ accent NOTIFY changed)
    Q_PROPERTY(QColor critical READ critical NOTIFY changed)
    Q_PROPERTY(QColor high READ high NOTIFY changed)
    Q_PROPERTY(QColor medium READ medium NOTIFY changed)
    Q_PROPERTY(QColor low READ low NOTIFY changed)
    Q_PROPERTY(QColor good READ good NOTIFY changed)
    Q_PROPERTY(QColor drill READ drill NOTIFY changed)
    Q_PROPERTY(QColor stale READ stale NOTIFY changed)
    Q_PROPERTY(QString family READ family CONSTANT)

public:
    enum class Shade { Dark, Light };

    explicit Theme(Shade shade = Shade::Dark, QObject* parent = nullptr);

    Shade shade() const { return m_shade; }
    bool isDark() const { return m_shade == Shade::Dark; }
    void setShade(Shade shade);
    /// Sets style, palette, font and style sheet of the application now and whenever the shade changes.
    void install(QApplication& application);

    QColor color(Tone tone) const;
    static QColor color(Tone tone, Shade shade);

    QColor background() const { return color(Tone::Background); }
    QColor surface() const { return color(Tone::Surface); }
    QColor raised() const { return color(Tone::Raised); }
    QColor line() const { return color(Tone::Line); }
    QColor text() const { return color(Tone::Text); }
    QColor muted() const { return color(Tone::Muted); }
    QColor faint() const { return color(Tone::Faint); }
    QColor accent() const { return color(Tone::Accent); }
    QColor critical() const { return color(Tone::Critical); }
    QColor high() const { return color(Tone::High); }
    QColor medium() const { return color(Tone::Medium); }
    QColor low() const { return color(Tone::Low); }
    QColor good() const { return color(Tone::Good); }
    QColor drill() const { return color(Tone::Drill); }
    QColor stale() const { return color(Tone::Stale); }

    /// Text that stands on a filled patch of this tone.
    QColor on(Tone tone) const;

    static QFont font(Type type);
    static QString family();

    QPalette palette() const;
    QString styleSheet() const;

Q_SIGNALS:
    void changed();

private:
    Shade m_shade;
    QApplication* m_application = nullptr; // outlives the theme
};

/// Priorities 1 (critical) to 4 (low): never told by colour alone, so all three are always shown together or
/// as symbol + number.
Tone priorityTone(int priority);
QString prioritySymbol(int priority); ///< ▲ ◆ ■ ●
QString priorityWord(int priority);   ///< 紧急 重要 一般 提示

/// Gives a widget one of the looks above and repolishes it.
void setLook(QWidget* widget, const char* look);

// Digits of one width: every digit takes the room of the widest one of the font.
int tabularWidth(const QFontMetrics& metrics, const QString& text);
/// Draws with the painter's font and pen, left or right aligned (Qt::AlignRight), vertically centred.
void drawTabular(QPainter& painter, const QRect& rect, Qt::Alignment alignment, const QString& text);

/// Hatches a rectangle as "not current"; words and age are the caller's.
void hatch(QPainter& painter, const QRect& rect, const Theme& theme);

/// 21:04:07, with the date in front when it is not today. UTC microseconds in, local time out.
QString timeText(qint64 utcMicros, qint64 nowMicros);
/// 12 秒, 3 分 05 秒, 2 小时 10 分.
QString ageText(qint64 seconds);

} // namespace shouwang::shell
