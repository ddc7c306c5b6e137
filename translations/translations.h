// The languages of desk and wall. GUI thread, before the first widget.
#pragma once

#include <QString>

class QCoreApplication;

namespace shouwang {

/// "zh_CN" or "en"; another one falls back to Chinese, in which the sources are written.
void installTranslations(QCoreApplication& application, const QString& language);

} // namespace shouwang
