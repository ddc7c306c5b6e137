#include "console/handover_paper.h"

#include "alarms/ui/words.h"
#include "console/paper_parts.h"
#include "duty/ui/handover_item_words.h"
#include "duty/ui/handover_words.h"

#include <QCoreApplication>
#include <QDateTime>

namespace shouwang::console {
namespace {

using duty::Answer;
using duty::Handover;
using shell::PaperPart;
using shell::PaperTable;

QString word(const char* text) {
    return QCoreApplication::translate("console::HandoverPaper", text);
}

QString stampWord(const HandoverPaper& about, const duty::Stamp& stamp) {
    return QStringLiteral("%1　%2").arg(paperTime(stamp.at),
                                        about.names.scope.names.who({stamp.actor, stamp.seat, stamp.at}));
}

QString sideWord(const HandoverPaper& about, const std::optional<duty::Signature>& side) {
    return side ? about.names.scope.person(side->account)
                : word(QT_TRANSLATE_NOOP("console::HandoverPaper", "没有签名"));
}

QString endWord(const HandoverPaper& about) {
    const Handover& handover = about.handover;
    if (!handover.completed) return word(QT_TRANSLATE_NOOP("console::HandoverPaper", "▲ 交接班没有完成"));
    if (handover.incoming) return paperTime(handover.completed->at);
    return word(QT_TRANSLATE_NOOP("console::HandoverPaper", "%1　无人接班，由值班领导签署例外"))
        .arg(paperTime(handover.completed->at));
}

PaperPart whatItIs(const HandoverPaper& about) {
    const Handover& handover = about.handover;
    PaperTable table;
    table.header = {word(QT_TRANSLATE_NOOP("console::HandoverPaper", "项目")),
                    word(QT_TRANSLATE_NOOP("console::HandoverPaper", "内容"))};
    table.widths = {22, 78};
    table.rows = {
        {word(QT_TRANSLATE_NOOP("console::HandoverPaper", "班次")), handoverTitle(handover.shift)},
        {duty::sideWord(duty::Side::Outgoing), sideWord(about, handover.outgoing)},
        {duty::sideWord(duty::Side::Incoming), sideWord(about, handover.incoming)},
        {word(QT_TRANSLATE_NOOP("console::HandoverPaper", "开始")), stampWord(about, handover.begun)},
        {word(QT_TRANSLATE_NOOP("console::HandoverPaper", "完成")), endWord(about)},
        {word(QT_TRANSLATE_NOOP("console::HandoverPaper", "站点")),
         about.waitsForStation ? word(QT_TRANSLATE_NOOP("console::HandoverPaper", "▲ 站点未确认"))
                               : word(QT_TRANSLATE_NOOP("console::HandoverPaper", "站点已确认"))}};
    return {word(QT_TRANSLATE_NOOP("console::HandoverPaper", "交接班")), {}, {table}, {}};
}

// ---- items

QString acceptedWord(const Answer& answer) {
    if (answer.counted < 0) return word(QT_TRANSLATE_NOOP("console::HandoverPaper", "✓ 接收"));
    return answer.differs
               ? word(QT_TRANSLATE_NOOP("console::HandoverPaper", "◆ 清点 %1，与名册不符"))
                     .arg(answer.counted)
               : word(QT_TRANSLATE_NOOP("console::HandoverPaper", "✓ 清点 %1")).arg(answer.counted);
}

QString answerWord(const HandoverPaper& about, const duty::Item& item) {
    const auto given = about.handover.answers.find(item.name());
    if (given == about.handover.answers.end())
        return word(QT_TRANSLATE_NOOP("console::HandoverPaper", "○ 没有答复"));
    const Answer& answer = given->second;
    QString text =
        answer.questioned
            ? word(QT_TRANSLATE_NOOP("console::HandoverPaper", "？疑问：%1")).arg(fromUtf8(answer.text))
            : acceptedWord(answer);
    text += QStringLiteral("　%1　%2").arg(about.names.scope.person(answer.account), paperTime(answer.by.at));
    if (answer.reply)
        text += QLatin1Char('\n') + word(QT_TRANSLATE_NOOP("console::HandoverPaper", "↩ 答复：%1　%2　%3"))
                                        .arg(fromUtf8(answer.reply->text),
                                             about.names.scope.person(answer.reply->account),
                                             paperTime(answer.reply->by.at));
    // Who answered had something else before the eyes.
    if (!answer.fits(item))
        text +=
            QLatin1Char('\n') + word(QT_TRANSLATE_NOOP("console::HandoverPaper", "◆ 此后有变化，须重新答复"));
    return text;
}

QStringList itemRow(const HandoverPaper& about, const duty::Item& item) {
    const QString name = duty::itemWord(item, about.names);
    const bool headcount = item.kind == duty::ItemKind::Headcount; // of others the details say what they are
    QStringList what{headcount ? QStringLiteral("%1　%2").arg(duty::itemKindWord(item.kind), name) : name};
    // Not "today": the paper is read another day.
    what << duty::itemDetail(item, about.names, 0);
    const Micros then = about.handover.completed ? about.handover.completed->at : about.now;
    what << duty::itemWarning(item, then);
    what.removeAll(QString());
    return {what.join(QLatin1Char('\n')), answerWord(about, item)};
}

PaperPart itemsOf(const HandoverPaper& about) {
    PaperPart part{word(QT_TRANSLATE_NOOP("console::HandoverPaper", "交接事项（%1 项）"))
                       .arg(about.handover.items.size()),
                   {},
                   {},
                   {}};
    if (!about.handover.completed)
        part.lines << word(QT_TRANSLATE_NOOP("console::HandoverPaper", "按开始时或最近一次签名时的清单。"));
    if (about.handover.items.empty()) {
        part.lines << word(QT_TRANSLATE_NOOP("console::HandoverPaper", "没有未办事项。"));
        return part;
    }
    PaperTable table;
    table.header = {word(QT_TRANSLATE_NOOP("console::HandoverPaper", "事项")),
                    word(QT_TRANSLATE_NOOP("console::HandoverPaper", "接班人答复"))};
    table.widths = {55, 45};
    for (const duty::Item& item : about.handover.items)
        table.rows.push_back(itemRow(about, item));
    part.tables.push_back(std::move(table));
    return part;
}

// ---- exceptions and signatures

QString exceptionAbout(const HandoverPaper& about, const duty::Exception& exception) {
    const QString what = duty::exceptionWord(exception.code);
    for (const duty::Item& item : about.handover.items)
        if (item.name() == exception.item)
            return QStringLiteral("%1　%2").arg(what, duty::itemWord(item, about.names));
    return what;
}

PaperPart exceptionsOf(const HandoverPaper& about) {
    PaperPart part{word(QT_TRANSLATE_NOOP("console::HandoverPaper", "例外")), {}, {}, {}};
    if (about.handover.exceptions.empty()) {
        part.lines << word(QT_TRANSLATE_NOOP("console::HandoverPaper", "没有例外。"));
        return part;
    }
    PaperTable table;
    table.header = {word(QT_TRANSLATE_NOOP("console::HandoverPaper", "例外")),
                    word(QT_TRANSLATE_NOOP("console::HandoverPaper", "理由")),
                    word(QT_TRANSLATE_NOOP("console::HandoverPaper", "值班领导")),
                    word(QT_TRANSLATE_NOOP("console::HandoverPaper", "时间")),
                    word(QT_TRANSLATE_NOOP("console::HandoverPaper", "立案编号"))};
    table.widths = {22, 28, 14, 18, 18};
    for (const duty::Exception& each : about.handover.exceptions)
        table.rows.push_back({exceptionAbout(about, each), fromUtf8(each.reason),
                              about.names.scope.person(each.account), paperTime(each.by.at),
                              fromUtf8(each.number)});
    part.tables.push_back(std::move(table));
    return part;
}

QStringList signatureRow(const HandoverPaper& about, duty::Side side,
                         const std::optional<duty::Signature>& signature) {
    if (!signature)
        return {duty::sideWord(side), word(QT_TRANSLATE_NOOP("console::HandoverPaper", "没有签名")), {}, {}};
    const QString seat =
        about.names.scope.names.seat ? about.names.scope.names.seat(signature->by.seat) : QString();
    return {duty::sideWord(side),
            QStringLiteral("%1（%2）")
                .arg(about.names.scope.person(signature->account), fromUtf8(signature->account)),
            QStringLiteral("%1\n%2").arg(paperTime(signature->by.at), seat),
            fromUtf8(toHex(ByteView(signature->seal)))};
}

PaperPart signaturesOf(const HandoverPaper& about) {
    PaperPart part{word(QT_TRANSLATE_NOOP("console::HandoverPaper", "签名")), {}, {}, {}};
    PaperTable table;
    table.header = {word(QT_TRANSLATE_NOOP("console::HandoverPaper", "签名方")),
                    word(QT_TRANSLATE_NOOP("console::HandoverPaper", "签名人")),
                    word(QT_TRANSLATE_NOOP("console::HandoverPaper", "时间和席位")),
                    word(QT_TRANSLATE_NOOP("console::HandoverPaper", "所签内容的 SHA-256"))};
    table.widths = {11, 19, 22, 48};
    table.rows = {signatureRow(about, duty::Side::Outgoing, about.handover.outgoing),
                  signatureRow(about, duty::Side::Incoming, about.handover.incoming)};
    part.tables.push_back(std::move(table));
    part.lines << word(QT_TRANSLATE_NOOP("console::HandoverPaper",
                                         "交班人签所列事项；接班人签签名时未办的全部事项、每项答复和例外。"));
    return part;
}

} // namespace

QString handoverTitle(const duty::Shift& shift) {
    const QDateTime end = QDateTime::fromMSecsSinceEpoch(shift.end / 1000);
    return word(QT_TRANSLATE_NOOP("console::HandoverPaper", "%1　%2班　%3—%4"))
        .arg(fromUtf8(shift.name), fromUtf8(shift.team), paperTime(shift.start).left(16),
             end.toString(QStringLiteral("HH:mm")));
}

shell::Paper handoverPaper(const HandoverPaper& about) {
    const QString title = handoverTitle(about.handover.shift);
    shell::Paper paper;
    paper.title = word(QT_TRANSLATE_NOOP("console::HandoverPaper", "交接班记录"));
    paper.head << fromUtf8(about.site.name) << title;
    if (!about.site.note.empty()) paper.head << fromUtf8(about.site.note);
    if (about.waitsForStation)
        paper.head << word(QT_TRANSLATE_NOOP("console::HandoverPaper",
                                             "▲ 站点未确认：签名只存在本席位，站点确认前不是定稿。"));
    paper.drill = alarms::modeWord(about.handover.mode);
    paper.parts = {whatItIs(about), itemsOf(about), exceptionsOf(about), signaturesOf(about),
                   ledgerPart(about.ledger, about.waiting)};
    paper.foot = word(QT_TRANSLATE_NOOP("console::HandoverPaper", "交接班 %1　打印：%2　%3"))
                     .arg(title, about.printedBy, paperTime(about.now));
    return paper;
}

QString handoverFileName(const duty::Handover& handover, Micros now) {
    return QStringLiteral("handover-%1-%2.pdf").arg(fileTime(handover.shift.start).left(13), fileTime(now));
}

} // namespace shouwang::console
