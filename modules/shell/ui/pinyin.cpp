#include "shell/ui/pinyin.h"

#include <memory>
#include <unicode/translit.h>

namespace shouwang::shell {
namespace {

std::unique_ptr<icu::Transliterator> makeRules() {
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<icu::Transliterator> rules(
        icu::Transliterator::createInstance("Han-Latin; Latin-ASCII; Lower", UTRANS_FORWARD, status));
    if (U_FAILURE(status)) return nullptr;
    return rules;
}

} // namespace

Pinyin pinyin(const QString& text) {
    static const std::unique_ptr<icu::Transliterator> rules = makeRules(); // constant after construction
    if (!rules) return {text.toLower(), text.toLower()};
    icu::UnicodeString latin(reinterpret_cast<const char16_t*>(text.utf16()),
                             static_cast<int32_t>(text.size()));
    rules->transliterate(latin);
    const QString spelled = QString::fromUtf16(latin.getBuffer(), latin.length());
    Pinyin result;
    bool start = true;
    for (const QChar character : spelled) {
        const bool part = character.isLetterOrNumber();
        if (part) result.full += character;
        if (part && start) result.initials += character;
        start = !part;
    }
    return result;
}

} // namespace shouwang::shell
