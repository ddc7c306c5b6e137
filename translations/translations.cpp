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
    // An English text that the Chinese file does not hold (it holds only Qt's own) would be found all the
    // same.
    const QString name = QStringLiteral("shouwang.translator");
    const auto before = application.findChildren<QTranslator*>(name, Qt::FindDirectChildrenOnly);
    for (QTranslator* old : before) {
        QCoreApplication::removeTranslator(old);
        delete old;
    }
    auto* translator = new QTranslator(&application);
    translator->setObjectName(name);
    const QString file =
        english ? QStringLiteral(":/i18n/shouwang_en.qm") : QStringLiteral(":/i18n/shouwang_zh_CN.qm");
    if (translator->load(file)) application.installTranslator(translator);
}

} // namespace shouwang
