#include "console/paper_parts.h"

#include <QCoreApplication>
#include <QDateTime>

namespace shouwang::console {
namespace {

QString word(const char* text) {
    return QCoreApplication::translate("console::IncidentPaper", text);
}

} // namespace

QString paperTime(Micros at) {
    return at == 0
               ? QStringLiteral("—")
               : QDateTime::fromMSecsSinceEpoch(at / 1000).toString(QStringLiteral("yyyy-MM-dd HH:mm:ss"));
}

QString zoneName(const site::Site& site, const std::string& code) {
    const site::Zone* zone = site.zone(code);
    return fromUtf8(zone != nullptr ? zone->name : code);
}

QString postName(const site::Site& site, const std::string& id) {
    const site::Post* post = site.post(id);
    return fromUtf8(post != nullptr ? post->name : id);
}

shell::PaperPart ledgerPart(const sync::Cursor& ledger, std::size_t waiting) {
    shell::PaperPart part{word(QT_TRANSLATE_NOOP("console::IncidentPaper", "账本位置")), {}, {}, {}};
    part.lines << word(QT_TRANSLATE_NOOP("console::IncidentPaper",
                                         "本席位的账本到第 %1 条（第 %2 代），其散列值 %3"))
                      .arg(ledger.number)
                      .arg(ledger.epoch)
                      .arg(QString::fromStdString(toHex(ByteView(ledger.hash))));
    if (waiting > 0)
        part.lines << word(QT_TRANSLATE_NOOP(
                               "console::IncidentPaper",
                               "站点未确认：本席位还有 %1 条没有上传，标为“未上传”的内容可能变化。"))
                          .arg(waiting);
    part.lines << word(
        QT_TRANSLATE_NOOP("console::IncidentPaper", "核对：shouwang-verify 逐条验证账本和录像的散列值。"));
    return part;
}

QString fileTime(Micros at) {
    return QDateTime::fromMSecsSinceEpoch(at / 1000).toString(QStringLiteral("yyyyMMdd-HHmmss"));
}

QString fileWord(const QString& text) {
    QString clean = text;
    for (QChar& each : clean)
        if (!each.isLetterOrNumber()) each = QLatin1Char('-');
    return clean;
}

} // namespace shouwang::console
