#include "console/fact_words.h"

#include "alarms/tables.h"
#include "alarms/ui/words.h"
#include "care/care.h"
#include "console/camera_grid.h"
#include "console/desk.h"
#include "duty/tables.h"
#include "duty/ui/handover_row.h"
#include "duty/ui/words.h"
#include "outages/outages.h"
#include "reports/print.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>
#include <array>
#include <map>

namespace shouwang::console {

namespace {

constexpr std::array<std::string_view, 10> kRooms{"alarms",   "dispatch", "duty",      "care", "outages",
                                                  "evidence", "people",   "attention", "site", "reports"};

QString word(const char* text) {
    return QCoreApplication::translate("console::Fact", text);
}

QString fromUtf8(const std::string& text) {
    return QString::fromStdString(text);
}

/// Of kinds that are no command's and that no room calls by a name.
QString otherActWord(std::string_view kind) {
    static const std::map<std::string_view, const char*> words = {
        {"people.signed_off", QT_TRANSLATE_NOOP("console::Fact", "退出登录")},
        {"people.sign_on_failed", QT_TRANSLATE_NOOP("console::Fact", "登录失败")},
        {"evidence.pin_requested", QT_TRANSLATE_NOOP("console::Fact", "要求保存录像")},
        {"attention.order_refused", QT_TRANSLATE_NOOP("console::Fact", "命令被退回")},
        {reports::kPrinted, QT_TRANSLATE_NOOP("console::Fact", "打印")},
        {"site.imported", QT_TRANSLATE_NOOP("console::Fact", "更新场所资料")},
        {duty::kind::kPostTaken, QT_TRANSLATE_NOOP("console::Fact", "上岗")},
        {duty::kind::kPostLeft, QT_TRANSLATE_NOOP("console::Fact", "离岗")},
        {duty::kind::kLineLogged, QT_TRANSLATE_NOOP("console::Fact", "值班日志")},
        {duty::kind::kLineCorrected, QT_TRANSLATE_NOOP("console::Fact", "更正值班日志")},
        {duty::kind::kRoundBegun, QT_TRANSLATE_NOOP("console::Fact", "开始视频巡查")},
        {duty::kind::kStopVisited, QT_TRANSLATE_NOOP("console::Fact", "巡查一处")},
        {duty::kind::kRoundEnded, QT_TRANSLATE_NOOP("console::Fact", "结束视频巡查")},
    };
    const auto found = words.find(kind);
    return found == words.end() ? QString() : word(found->second);
}

QString actOf(const reports::Line& line, const attention::Names& names) {
    const QString known = names.act ? names.act(line.kind) : QString();
    if (!known.isEmpty() && known != fromUtf8(line.kind)) return known;
    const QString other = otherActWord(line.kind);
    return other.isEmpty() ? fromUtf8(line.kind) : other;
}

template <class Field>
std::string textAt(const reports::Line& line, Field field) {
    return ledger::field(line.open, field).text();
}

QString alarmTitle(const ledger::View& view, const Id& id) {
    const auto alarm = alarms::alarm(view, id);
    return alarm ? alarms::titleWord(*alarm) : QString();
}

QString incidentTitle(const ledger::View& view, const Id& id) {
    const auto incident = dispatch::incident(view, id);
    return incident ? fromUtf8(incident->number + " " + incident->title) : QString();
}

bool isOfHandover(const reports::Line& line) {
    return line.kind.starts_with("duty.hand") || line.kind.starts_with("duty.item_");
}

/// The item that was answered, or the shift that hands over.
QString handoverSubject(const ledger::View& view, const reports::Line& line, const attention::Names& names,
                        const Desk& desk) {
    const auto handover = duty::handover(view, line.entity);
    if (!handover) return {};
    const std::string name = textAt(line, duty::Field::Item);
    if (name.empty()) return duty::shiftWord(handover->shift, desk.clock().utc());
    const auto item = std::ranges::find(handover->items, name, &duty::Item::name);
    if (item == handover->items.end()) return duty::valueWord(duty::Field::Item, name);
    duty::ItemNames known;
    known.scope.site = desk.data().site.get();
    known.act = names.act;
    return duty::itemWord(*item, known);
}

QString dutySubject(const ledger::View& view, const reports::Line& line, const attention::Names& names,
                    const Desk& desk) {
    if (isOfHandover(line)) return handoverSubject(view, line, names, desk);
    if (const std::string post = textAt(line, duty::Field::Post); !post.empty() && names.post)
        return names.post(post);
    if (const auto round = duty::round(view, line.entity)) return fromUtf8(round->name);
    return fromUtf8(textAt(line, duty::Field::Name));
}

QString outageSubject(const reports::Line& line, const Desk& desk) {
    const std::string camera = textAt(line, outages::Field::Camera);
    if (!camera.empty()) return cameraLabel(*desk.data().site, fromUtf8(camera));
    return fromUtf8(textAt(line, outages::Field::Name));
}

bool saysClass(const reports::Line& line) {
    return line.kind == alarms::kind::kClassified || line.kind == alarms::kind::kCorrected;
}

/// The shift, the post and the item are the subject; what an officer wrote stands at the end.
bool isSaidOfDuty(const reports::Line& line, duty::Field field) {
    switch (field) {
    case duty::Field::Account:
        return textAt(line, field) == line.actor;
    case duty::Field::Post:
    case duty::Field::Pattern:
    case duty::Field::Start:
    case duty::Field::End:
    case duty::Field::Team:
    case duty::Field::Name:
    case duty::Field::Unbroken:
    case duty::Field::Text:
    case duty::Field::Item:
        return true;
    default:
        return false;
    }
}

/// Fields that the subject or the act already says.
bool isSaid(const reports::Line& line, std::int64_t field) {
    const std::string room = ledger::roomOf(line.kind);
    const auto is = [field](auto wanted) { return field == static_cast<std::int64_t>(wanted); };
    if (room == "alarms") return is(alarms::Field::Name) || (is(alarms::Field::Class) && saysClass(line));
    if (room == "dispatch") return is(dispatch::Field::Number) || is(dispatch::Field::Title);
    if (room == "duty") return isSaidOfDuty(line, static_cast<duty::Field>(field));
    if (room == "outages") return is(outages::Field::Name) || is(outages::Field::Camera);
    if (room == "care") return is(care::Field::Number) || is(care::Field::Register);
    return false;
}

QStringList detailsOf(const reports::Line& line, const attention::Names& names) {
    QStringList details;
    for (const auto& [field, value] : line.open) {
        const QString name = names.field ? names.field(line.kind, field) : QString();
        if (name.isEmpty() || isSaid(line, field)) continue;
        QString what = names.value ? names.value(line.kind, field, value) : QString();
        if (what.isEmpty() && value.isText()) what = fromUtf8(value.text());
        if (!what.isEmpty()) details << word(QT_TRANSLATE_NOOP("console::Fact", "%1：%2")).arg(name, what);
    }
    // What an officer wrote in the log is the whole of it.
    if (ledger::roomOf(line.kind) == "duty") details << fromUtf8(textAt(line, duty::Field::Text));
    if (!line.reason.empty())
        details << word(QT_TRANSLATE_NOOP("console::Fact", "理由：%1")).arg(fromUtf8(line.reason));
    details.removeAll(QString());
    return details;
}

QString whoOf(const reports::Line& line, const attention::Names& names) {
    if (line.actor == "system") return word(QT_TRANSLATE_NOOP("console::Fact", "系统"));
    attention::State who;
    who.actor = line.actor;
    who.seat = line.seat;
    QString text = names.whoOf(who);
    if (!line.secondActor.empty() && names.person)
        text = word(QT_TRANSLATE_NOOP("console::Fact", "%1（复核 %2）"))
                   .arg(text, names.person(line.secondActor));
    return text;
}

QString whyContested(const reports::Line& line, const attention::Names& names) {
    attention::State item;
    item.codes = line.contested;
    return names.whyOf(item);
}

/// The classification belongs to the act: 定性：误报.
QString classOf(const reports::Line& line) {
    const auto number = ledger::field(line.open, alarms::Field::Class).integer();
    if (!saysClass(line) || !alarms::isClass(number)) return {};
    return alarms::classWord(static_cast<alarms::Class>(number));
}

} // namespace

QString factSubject(const ledger::View& view, const reports::Line& line, const attention::Names& names,
                    const Desk& desk) {
    const std::string room = ledger::roomOf(line.kind);
    if (room == "alarms") {
        const QString title = alarmTitle(view, line.entity);
        return title.isEmpty() ? fromUtf8(textAt(line, alarms::Field::Name)) : title;
    }
    if (room == "dispatch") return incidentTitle(view, line.entity);
    if (room == "care") return fromUtf8(textAt(line, care::Field::Number));
    if (room == "evidence") {
        const std::string camera = textAt(line, evidence::Field::Camera);
        if (!camera.empty()) return cameraLabel(*desk.data().site, fromUtf8(camera));
        return alarmTitle(view, ledger::field(line.open, evidence::Field::Alarm).id());
    }
    if (room == "duty") return dutySubject(view, line, names, desk);
    if (room == "outages") return outageSubject(line, desk);
    if (room == "people") {
        const std::string account = textAt(line, people::Field::Account);
        return account == line.actor || !names.person ? QString() : names.person(account);
    }
    if (room == "reports") return fromUtf8(textAt(line, reports::Field::Title));
    if (room == "attention" && names.act) return names.act(textAt(line, attention::Field::Kind));
    return {};
}

QString factSentence(const reports::Line& line, const QString& subject, const attention::Names& names) {
    const auto pair = [](const QString& a, const QString& b) {
        return b.isEmpty() ? a : word(QT_TRANSLATE_NOOP("console::Fact", "%1：%2")).arg(a, b);
    };
    const QString act = pair(actOf(line, names), classOf(line));
    QString text = word(QT_TRANSLATE_NOOP("console::Fact", "%1　%2")).arg(whoOf(line, names), act);
    text = subject.isEmpty() ? text : word(QT_TRANSLATE_NOOP("console::Fact", "%1　%2")).arg(text, subject);
    const QString details = detailsOf(line, names).join(word(QT_TRANSLATE_NOOP("console::Fact", "；")));
    if (!details.isEmpty()) text = word(QT_TRANSLATE_NOOP("console::Fact", "%1（%2）")).arg(text, details);
    if (!line.contested.empty())
        text += word(QT_TRANSLATE_NOOP("console::Fact", "　！存疑：%1")).arg(whyContested(line, names));
    return text;
}

QString roomWord(std::string_view room) {
    static const std::map<std::string_view, const char*> words = {
        {"alarms", QT_TRANSLATE_NOOP("console::Fact", "警情")},
        {"dispatch", QT_TRANSLATE_NOOP("console::Fact", "事件")},
        {"duty", QT_TRANSLATE_NOOP("console::Fact", "勤务")},
        {"care", QT_TRANSLATE_NOOP("console::Fact", "人员流动")},
        {"outages", QT_TRANSLATE_NOOP("console::Fact", "旁路和中断")},
        {"evidence", QT_TRANSLATE_NOOP("console::Fact", "录像证据")},
        {"people", QT_TRANSLATE_NOOP("console::Fact", "登录")},
        {"attention", QT_TRANSLATE_NOOP("console::Fact", "退回和存疑")},
        {"site", QT_TRANSLATE_NOOP("console::Fact", "场所资料")},
        {"reports", QT_TRANSLATE_NOOP("console::Fact", "打印")},
    };
    const auto found = words.find(room);
    return found == words.end() ? QString::fromUtf8(room.data(), static_cast<qsizetype>(room.size()))
                                : word(found->second);
}

std::span<const std::string_view> journalRooms() {
    return kRooms;
}

} // namespace shouwang::console
