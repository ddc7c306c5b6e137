#include "shell/ui/theme.h"

#include <QApplication>
#include <QCoreApplication>
#include <QDateTime>
#include <QFontDatabase>
#include <QFontMetrics>
#include <QPainter>
#include <QStyle>
#include <QStyleFactory>
#include <QWidget>

#include <algorithm>
#include <array>

namespace shouwang::shell {
namespace {

using Row = std::array<QRgb, kToneCount>;

constexpr Row kDark = {0xFF12161B, 0xFF1A2027, 0xFF232A32, 0xFF323B45, 0xFFE7EBEF,
                       0xFF9DA8B3, 0xFF75808C, 0xFF5B9BE0, 0xFFF3636B, 0xFFF59B3A,
                       0xFFE9CB4E, 0xFFA9C3D6, 0xFF57B58A, 0xFFA673E8, 0xFF75808C};
constexpr Row kLight = {0xFFE9EDF1, 0xFFF5F7F9, 0xFFFFFFFF, 0xFFC2CAD2, 0xFF161C22,
                        0xFF48535E, 0xFF6A7580, 0xFF1C62AE, 0xFFBE1E2D, 0xFF9C5200,
                        0xFF6F5C00, 0xFF3A647F, 0xFF1C7148, 0xFF6E3AB0, 0xFF6A7580};

QString word(const char* text) {
    return QCoreApplication::translate("shell::Theme", text);
}

constexpr int pixelSize(Type type) {
    switch (type) {
    case Type::Body:
        return 14;
    case Type::Secondary:
        return 12;
    case Type::Heading:
        return 18;
    case Type::Count:
        return 28;
    }
    return 14;
}

int digitWidth(const QFontMetrics& metrics) {
    int width = 0;
    for (char16_t digit = u'0'; digit <= u'9'; ++digit)
        width = std::max(width, metrics.horizontalAdvance(QChar(digit)));
    return width;
}

} // namespace

Theme::Theme(Shade shade, QObject* parent)
    : QObject(parent)
    , m_shade(shade) {}

QColor Theme::color(Tone tone, Shade shade) {
    const Row& row = shade == Shade::Dark ? kDark : kLight;
    return QColor::fromRgb(row[static_cast<std::size_t>(tone)]);
}

QColor Theme::color(Tone tone) const {
    return color(tone, m_shade);
}

QColor Theme::on(Tone tone) const {
    // The dark theme's hues are light and the light theme's are dark: the room's own ground always contrasts.
    return tone == Tone::Background || tone == Tone::Surface || tone == Tone::Raised || tone == Tone::Line
               ? color(Tone::Text)
               : (isDark() ? color(Tone::Background) : color(Tone::Raised));
}

void Theme::setShade(Shade shade) {
    if (shade == m_shade) return;
    m_shade = shade;
    if (m_application != nullptr) install(*m_application);
    Q_EMIT changed();
}

void Theme::install(QApplication& application) {
    m_application = &application;
    application.setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    application.setFont(font(Type::Body));
    application.setPalette(palette());
    application.setStyleSheet(styleSheet());
}

QString Theme::family() {
    return QStringLiteral("Noto Sans CJK SC");
}

QFont Theme::font(Type type) {
    QFont font(family());
    font.setPixelSize(pixelSize(type));
    font.setStyleHint(QFont::SansSerif);
    if (type == Type::Heading) font.setWeight(QFont::Medium);
    return font;
}

QPalette Theme::palette() const {
    QPalette palette;
    palette.setColor(QPalette::Window, background());
    palette.setColor(QPalette::WindowText, text());
    palette.setColor(QPalette::Base, raised());
    palette.setColor(QPalette::AlternateBase, surface());
    palette.setColor(QPalette::Text, text());
    palette.setColor(QPalette::PlaceholderText, muted());
    palette.setColor(QPalette::Button, raised());
    palette.setColor(QPalette::ButtonText, text());
    palette.setColor(QPalette::ToolTipBase, raised());
    palette.setColor(QPalette::ToolTipText, text());
    palette.setColor(QPalette::Highlight, accent());
    palette.setColor(QPalette::HighlightedText, on(Tone::Accent));
    palette.setColor(QPalette::Link, accent());
    palette.setColor(QPalette::Mid, line());
    palette.setColor(QPalette::Dark, line());
    for (const QPalette::ColorRole role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText}) {
        palette.setColor(QPalette::Disabled, role, faint());
    }
    return palette;
}

Tone priorityTone(int priority) {
    switch (priority) {
    case 1:
        return Tone::Critical;
    case 2:
        return Tone::High;
    case 3:
        return Tone::Medium;
    default:
        return Tone::Low;
    }
}

QString prioritySymbol(int priority) {
    switch (priority) {
    case 1:
        return QStringLiteral("▲");
    case 2:
        return QStringLiteral("◆");
    case 3:
        return QStringLiteral("■");
    default:
        return QStringLiteral("●");
    }
}

QString priorityWord(int priority) {
    switch (priority) {
    case 1:
        return word(QT_TRANSLATE_NOOP("shell::Theme", "紧急"));
    case 2:
        return word(QT_TRANSLATE_NOOP("shell::Theme", "重要"));
    case 3:
        return word(QT_TRANSLATE_NOOP("shell::Theme", "一般"));
    default:
        return word(QT_TRANSLATE_NOOP("shell::Theme", "提示"));
    }
}

void setLook(QWidget* widget, const char* look) {
    widget->setProperty("look", QString::fromLatin1(look));
    widget->style()->unpolish(widget);
    widget->style()->polish(widget);
}

int tabularWidth(const QFontMetrics& metrics, const QString& text) {
    const int digit = digitWidth(metrics);
    int width = 0;
    for (const QChar character : text) {
        width += character.isDigit() ? digit : metrics.horizontalAdvance(character);
    }
    return width;
}

void drawTabular(QPainter& painter, const QRect& rect, Qt::Alignment alignment, const QString& text) {
    const QFontMetrics metrics = painter.fontMetrics();
    const int digit = digitWidth(metrics);
    int x = rect.left();
    if ((alignment & Qt::AlignRight) != 0) x = rect.right() + 1 - tabularWidth(metrics, text);
    if ((alignment & Qt::AlignHCenter) != 0)
        x = rect.left() + (rect.width() - tabularWidth(metrics, text)) / 2;
    const int y = rect.top() + (rect.height() + metrics.ascent() - metrics.descent()) / 2;
    for (const QChar character : text) {
        const int own = metrics.horizontalAdvance(character);
        const int room = character.isDigit() ? digit : own;
        painter.drawText(x + (room - own) / 2, y, QString(character));
        x += room;
    }
}

void hatch(QPainter& painter, const QRect& rect, const Theme& theme) {
    QColor line = theme.stale();
    line.setAlpha(90);
    painter.fillRect(rect, QBrush(line, Qt::BDiagPattern));
}

QString timeText(qint64 utcMicros, qint64 nowMicros) {
    const QDateTime when = QDateTime::fromMSecsSinceEpoch(utcMicros / 1000);
    const QDateTime now = QDateTime::fromMSecsSinceEpoch(nowMicros / 1000);
    if (when.date() == now.date()) return when.toString(QStringLiteral("HH:mm:ss"));
    return when.toString(when.date().year() == now.date().year() ? QStringLiteral("MM-dd HH:mm:ss")
                                                                 : QStringLiteral("yyyy-MM-dd HH:mm:ss"));
}

QString ageText(qint64 seconds) {
    const qint64 age = std::max<qint64>(0, seconds);
    if (age < 60) return word(QT_TRANSLATE_NOOP("shell::Theme", "%1 秒")).arg(age);
    if (age < 3600) {
        return word(QT_TRANSLATE_NOOP("shell::Theme", "%1 分 %2 秒"))
            .arg(age / 60)
            .arg(age % 60, 2, 10, QLatin1Char('0'));
    }
    return word(QT_TRANSLATE_NOOP("shell::Theme", "%1 小时 %2 分"))
        .arg(age / 3600)
        .arg(age / 60 % 60, 2, 10, QLatin1Char('0'));
}

} // namespace shouwang::shell
