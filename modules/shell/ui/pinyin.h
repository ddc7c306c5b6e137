// How a Chinese text is found with a Latin keyboard: full pinyin and initials, from ICU's Han-Latin rules.
#pragma once

#include <QString>

namespace shouwang::shell {

struct Pinyin {
    QString full;     ///< 接警 -> jiejing; Latin words are kept in lower case
    QString initials; ///< 接警 -> jj
};

/// GUI thread; the first call loads ICU's rules (about 10 ms).
Pinyin pinyin(const QString& text);

} // namespace shouwang::shell
