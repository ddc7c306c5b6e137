// The languages of desk and wall. GUI thread. Windows that stand already are built anew by whoever calls
// this.
#pragma once

#include <QString>

class QCoreApplication;

namespace shouwang {

/// "zh_CN" or "en"; another one falls back to Chinese, in which the sources are written.
void installTranslations(QCoreApplication& application, const QString& language);

} // namespace shouwang
