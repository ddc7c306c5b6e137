#include "console/page_keys.h"

#include <QCoreApplication>

namespace shouwang::console {
namespace {

QString word(const char* text) {
    return QCoreApplication::translate("console::PageKeys", text);
}

shell::KeyLine line(const char* keys, const char* text) {
    return {QString::fromUtf8(keys), word(text)};
}

} // namespace

std::vector<shell::KeyGroup> pageKeys() {
    const QString enter = word(QT_TRANSLATE_NOOP("console::PageKeys", "回车"));
    const QString space = word(QT_TRANSLATE_NOOP("console::PageKeys", "空格"));
    return {{word(QT_TRANSLATE_NOOP("console::PageKeys", "在地图上")),
             {line("← → ↑ ↓", QT_TRANSLATE_NOOP("console::PageKeys", "移动")),
              line("+ / − / Home", QT_TRANSLATE_NOOP("console::PageKeys", "放大、缩小、全图")),
              line("PgUp / PgDn", QT_TRANSLATE_NOOP("console::PageKeys", "换层")),
              line("Tab", QT_TRANSLATE_NOOP("console::PageKeys", "选择下一个")),
              {enter, word(QT_TRANSLATE_NOOP("console::PageKeys", "打开选中的"))},
              line("N", QT_TRANSLATE_NOOP("console::PageKeys", "到新警情"))}},
            {word(QT_TRANSLATE_NOOP("console::PageKeys", "巡查点位上")),
             {line("↑ ↓", QT_TRANSLATE_NOOP("console::PageKeys", "换点位")),
              {space, word(QT_TRANSLATE_NOOP("console::PageKeys", "逐项打勾"))},
              line("N / F", QT_TRANSLATE_NOOP("console::PageKeys", "正常、发现问题")),
              line("E", QT_TRANSLATE_NOOP("console::PageKeys", "结束巡查"))}}};
}

} // namespace shouwang::console
