#include "translations/translations.h"

#include <QCoreApplication>
#include <QLocale>
#include <QTranslator>

static void initResources() {
    Q_INIT_RESOURCE(translations);
}

namespace shouwang {

void installTranslations(QCoreApplication& application, const QString& language) {
    initResources();
    const bool english = language == QLatin1String("en");
    QLocale::setDefault(english ? QLocale(QLocale::English, QLocale::UnitedKingdom)
                                : QLocale(QLocale::Chinese, QLocale::China));
    auto* translator = new QTranslator(&application);
    const QString file =
        english ? QStringLiteral(":/i18n/shouwang_en.qm") : QStringLiteral(":/i18n/shouwang_zh_CN.qm");
    if (translator->load(file)) application.installTranslator(translator);
}

} // namespace shouwang
