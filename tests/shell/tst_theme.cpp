// The palette keeps its promise of contrast on every surface, in both shades.
#include "shell/ui/theme.h"

#include <QRegularExpression>
#include <QTest>

#include <cmath>

using namespace shouwang::shell;

namespace {

double linear(double channel) {
    return channel <= 0.03928 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

double luminance(const QColor& color) {
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

double contrast(const QColor& one, const QColor& other) {
    const double a = luminance(one);
    const double b = luminance(other);
    return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05);
}

} // namespace

class TestTheme : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void contrast_holds_on_every_surface_data();
    void contrast_holds_on_every_surface();
    void text_on_a_filled_tone_is_readable_data();
    void text_on_a_filled_tone_is_readable();
    void digits_take_one_width();
    void every_name_of_the_sheet_has_a_colour();
    void a_time_of_another_day_shows_its_date();
};

void TestTheme::contrast_holds_on_every_surface_data() {
    QTest::addColumn<Theme::Shade>("shade");
    QTest::addColumn<Tone>("surface");
    for (const auto shade : {Theme::Shade::Dark, Theme::Shade::Light}) {
        for (const auto surface : {Tone::Background, Tone::Surface, Tone::Raised}) {
            QTest::addRow("%s %d", shade == Theme::Shade::Dark ? "dark" : "light", static_cast<int>(surface))
                << shade << surface;
        }
    }
}

void TestTheme::contrast_holds_on_every_surface() {
    QFETCH(const Theme::Shade, shade);
    QFETCH(const Tone, surface);
    const QColor ground = Theme::color(surface, shade);
    QCOMPARE_GE(contrast(Theme::color(Tone::Text, shade), ground), 7.0);
    QCOMPARE_GE(contrast(Theme::color(Tone::Muted, shade), ground), 4.5);
    for (const auto tone : {Tone::Accent, Tone::Critical, Tone::High, Tone::Medium, Tone::Low, Tone::Good}) {
        QVERIFY2(contrast(Theme::color(tone, shade), ground) >= 4.5,
                 qPrintable(QString::number(static_cast<int>(tone))));
    }
    for (const auto tone : {Tone::Faint, Tone::Drill, Tone::Stale}) {
        QVERIFY2(contrast(Theme::color(tone, shade), ground) >= 3.0,
                 qPrintable(QString::number(static_cast<int>(tone))));
    }
}

void TestTheme::text_on_a_filled_tone_is_readable_data() {
    QTest::addColumn<Theme::Shade>("shade");
    QTest::newRow("dark") << Theme::Shade::Dark;
    QTest::newRow("light") << Theme::Shade::Light;
}

void TestTheme::text_on_a_filled_tone_is_readable() {
    QFETCH(const Theme::Shade, shade);
    const Theme theme(shade);
    for (const auto tone :
         {Tone::Accent, Tone::Critical, Tone::High, Tone::Medium, Tone::Low, Tone::Good, Tone::Drill}) {
        QVERIFY2(contrast(theme.on(tone), theme.color(tone)) >= 4.5,
                 qPrintable(QString::number(static_cast<int>(tone))));
    }
}

void TestTheme::digits_take_one_width() {
    for (const auto type : {Type::Body, Type::Secondary, Type::Heading, Type::Count}) {
        const QFontMetrics metrics(Theme::font(type));
        QCOMPARE(tabularWidth(metrics, QStringLiteral("11:11:11")),
                 tabularWidth(metrics, QStringLiteral("08:45:30")));
    }
}

void TestTheme::every_name_of_the_sheet_has_a_colour() {
    const QString sheet = Theme(Theme::Shade::Dark).styleSheet();
    QVERIFY(!sheet.contains(QRegularExpression(QStringLiteral("\\{[a-zA-Z]+\\}"))));
    QVERIFY(sheet.contains(Theme::color(Tone::Accent, Theme::Shade::Dark).name()));
}

void TestTheme::a_time_of_another_day_shows_its_date() {
    const auto micros = [](const QDateTime& when) { return when.toMSecsSinceEpoch() * 1000; };
    const QDateTime now(QDate(2026, 11, 21), QTime(21, 4, 7));
    QCOMPARE(timeText(micros(now), micros(now)), QStringLiteral("21:04:07"));
    QCOMPARE(timeText(micros(now.addDays(-1)), micros(now)), QStringLiteral("11-20 21:04:07"));
    QCOMPARE(timeText(micros(now.addYears(-1)), micros(now)), QStringLiteral("2025-11-21 21:04:07"));
}

QTEST_MAIN(TestTheme)
#include "tst_theme.moc"
