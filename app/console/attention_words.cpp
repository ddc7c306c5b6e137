#include "console/attention_words.h"

#include "alarms/ui/words.h"
#include "care/ui/words.h"
#include "console/command_words.h"
#include "console/desk.h"
#include "console/print_words.h"
#include "console/scene_form.h"
#include "console/seat_words.h"
#include "dispatch/ui/words.h"
#include "drill/ui/words.h"
#include "duty/ui/words.h"
#include "outages/ui/words.h"
#include "people/ui/words.h"
#include "shell/ui/theme.h"

#include <QCoreApplication>

#include <algorithm>
#include <map>

namespace shouwang::console {

namespace {

constexpr std::string_view kContestedEnd = ".contested";

QString word(const char* text) {
    return QCoreApplication::translate("console::Attention", text);
}

/// The command's word where it is one, else what the fact says.
QString actWordOf(std::string kind) {
    if (kind.ends_with(kContestedEnd)) kind.resize(kind.size() - kContestedEnd.size());
    if (const QString known = commandWord(kind); known != QString::fromStdString(kind)) return known;
    if (kind == "evidence.clip_sealed") return word(QT_TRANSLATE_NOOP("console::Attention", "警情录像入证"));
    if (kind == attention::kind::kSettled) return word(QT_TRANSLATE_NOOP("console::Attention", "处理待办"));
    if (kind == "people.signed_on") return word(QT_TRANSLATE_NOOP("console::Attention", "登录"));
    if (kind.starts_with("alarms.")) {
        alarms::Act act;
        act.kind = kind;
        return alarms::actWord(act);
    }
    if (kind.starts_with("care.")) return care::actWord(kind);
    if (kind.starts_with("drill.")) return drill::actWord(kind);
    if (kind.starts_with("duty.")) return duty::actWord(kind);
    if (kind.starts_with("outages.")) return outages::actWord(kind);
    if (kind.starts_with("dispatch.")) {
        dispatch::Act act;
        act.kind = kind;
        return dispatch::actWord(act, {}).trimmed();
    }
    return QString::fromStdString(kind);
}

QString refusalWordOf(const std::string& code) {
    if (code.starts_with("dispatch.")) return dispatch::refusalWord(code);
    if (code.starts_with("alarms.")) return alarms::refusalWord(code);
    if (code.starts_with("care.")) return care::refusalWord(code);
    if (code.starts_with("drill.")) return drill::refusalWord(code);
    if (code.starts_with("duty.")) return duty::refusalWord(code);
    if (const QString print = printRefusalWord(code); !print.isEmpty()) return print;
    if (const QString scene = sceneRefusalWord(code); !scene.isEmpty()) return scene;
    if (code.starts_with("outages.")) return outages::refusalWord(code);
    if (const QString person = people::refusalWord(code); !person.isEmpty()) return person;
    return attention::refusalWord(code);
}

QString wordIn(const std::map<std::int64_t, const char*>& words, std::int64_t field) {
    const auto found = words.find(field);
    return found == words.end() ? QString() : word(found->second);
}

QString fieldWord(const std::string& kind, std::int64_t field) {
    using Alarm = alarms::Field;
    static const std::map<std::int64_t, const char*> ofAlarms{
        {static_cast<std::int64_t>(Alarm::Place), QT_TRANSLATE_NOOP("console::Attention", "地点")},
        {static_cast<std::int64_t>(Alarm::Name), QT_TRANSLATE_NOOP("console::Attention", "点位")},
        {static_cast<std::int64_t>(Alarm::Camera), QT_TRANSLATE_NOOP("console::Attention", "摄像机")},
        {static_cast<std::int64_t>(Alarm::Class), QT_TRANSLATE_NOOP("console::Attention", "定性")},
        {static_cast<std::int64_t>(Alarm::Cause), QT_TRANSLATE_NOOP("console::Attention", "原因")},
        {static_cast<std::int64_t>(Alarm::Text), QT_TRANSLATE_NOOP("console::Attention", "说明")},
        {static_cast<std::int64_t>(Alarm::Number), QT_TRANSLATE_NOOP("console::Attention", "事件编号")},
    };
    static const std::map<std::int64_t, const char*> ofWall{
        {static_cast<std::int64_t>(wall::Field::Name), QT_TRANSLATE_NOOP("console::Attention", "场景名称")},
        {static_cast<std::int64_t>(wall::Field::Division),
         QT_TRANSLATE_NOOP("console::Attention", "画面分割")},
    };
    if (kind.starts_with("wall.")) return wordIn(ofWall, field);
    if (kind.starts_with("alarms.")) return wordIn(ofAlarms, field);
    if (kind.starts_with("reports.")) return printFieldWord(static_cast<reports::Field>(field));
    if (kind.starts_with("care.")) return care::fieldWord(static_cast<care::Field>(field));
    if (kind.starts_with("drill.")) return drill::fieldWord(static_cast<drill::Field>(field));
    if (kind.starts_with("duty.")) return duty::fieldWord(static_cast<duty::Field>(field));
    if (kind.starts_with("outages.")) return outages::fieldWord(static_cast<outages::Field>(field));
    if (kind.starts_with("dispatch.")) return dispatch::fieldWord(static_cast<dispatch::Field>(field));
    return {};
}

QString alarmValue(alarms::Field field, const ledger::Value& value) {
    if (field == alarms::Field::Class && value.isInteger())
        return alarms::classWord(static_cast<alarms::Class>(value.integer()));
    if (field == alarms::Field::Cause && value.isText()) return alarms::causeWord(value.text());
    return {};
}

/// Who shall do what; empty for a task that this seat does not know.
QString taskWord(const Id& id, const DeskData& known) {
    for (const dispatch::State& incident : known.incidents) {
        if (const dispatch::Task* task = incident.task(id)) return QString::fromStdString(task->text);
    }
    return {};
}

/// Empty for a zone that the site does not have.
QString zoneWord(const std::string& code, const Desk& desk) {
    const site::Zone* zone = desk.data().site->zone(code);
    return zone != nullptr ? QString::fromStdString(zone->name) : QString();
}

QString incidentValue(dispatch::Field field, const ledger::Value& value, const Desk& desk) {
    if (field == dispatch::Field::Due && value.isInteger())
        return shell::timeText(value.integer(), desk.clock().utc());
    if (field == dispatch::Field::Post) {
        const auto& posts = desk.data().site->posts;
        const auto post = std::ranges::find(posts, value.text(), &site::Post::id);
        if (post != posts.end()) return QString::fromStdString(post->name);
    }
    if (field == dispatch::Field::Task) return taskWord(value.id(), desk.data());
    if (field == dispatch::Field::Zone) {
        if (const QString zone = zoneWord(value.text(), desk); !zone.isEmpty()) return zone;
    }
    const bool named = !dispatch::fieldWord(field).isEmpty(); // of a newer version: shown as it is
    return named ? dispatch::valueWord(field, value) : QString();
}

QString movementValue(care::Field field, const ledger::Value& value, const Desk& desk) {
    if (field == care::Field::Zone) return zoneWord(value.text(), desk);
    return care::valueWord(field, value);
}

QString personWord(const std::string& account, const Desk& desk) {
    const auto& keys = desk.data().keys;
    const people::Account* known = keys ? keys->find(account) : nullptr;
    return QString::fromStdString(known != nullptr ? known->name : account);
}

QString postWord(const std::string& id, const Desk& desk) {
    const site::Post* post = desk.data().site->post(id);
    return QString::fromStdString(post != nullptr ? post->name : id);
}

QString dutyValue(duty::Field field, const ledger::Value& value, const Desk& desk) {
    switch (field) {
    case duty::Field::Account:
    case duty::Field::Relieved:
        return personWord(value.text(), desk);
    case duty::Field::Post:
        return postWord(value.text(), desk);
    case duty::Field::Seat:
        return seatWord(desk.data(), value.id());
    case duty::Field::Start:
    case duty::Field::End:
    case duty::Field::Unbroken:
        return shell::timeText(value.integer(), desk.clock().utc());
    default:
        return duty::valueWord(field, value);
    }
}

QString outageValue(outages::Field field, const ledger::Value& value, const Desk& desk) {
    const bool time = field == outages::Field::Until || field == outages::Field::Since;
    return time ? shell::timeText(value.integer(), desk.clock().utc()) : QString();
}

} // namespace

QString refusalWord(const std::string& code) {
    return refusalWordOf(code);
}

attention::Names attentionNames(const Desk& desk) {
    attention::Names names;
    names.act = [](const std::string& kind) { return actWordOf(kind); };
    names.refusal = [](const std::string& code) { return refusalWordOf(code); };
    names.person = [&desk](const std::string& account) { return personWord(account, desk); };
    names.seat = [&desk](const Id& seat) { return seatWord(desk.data(), seat); };
    names.post = [&desk](const std::string& post) { return postWord(post, desk); };
    names.field = [](const std::string& kind, std::int64_t field) { return fieldWord(kind, field); };
    names.value = [&desk](const std::string& kind, std::int64_t field, const ledger::Value& value) {
        if (kind.starts_with("alarms.")) return alarmValue(static_cast<alarms::Field>(field), value);
        if (kind.starts_with("duty.")) return dutyValue(static_cast<duty::Field>(field), value, desk);
        if (kind.starts_with("outages.")) return outageValue(static_cast<outages::Field>(field), value, desk);
        if (kind.starts_with("reports.")) return printValueWord(static_cast<reports::Field>(field), value);
        if (kind.starts_with("care.")) return movementValue(static_cast<care::Field>(field), value, desk);
        if (kind.starts_with("drill."))
            return drill::valueWord(static_cast<drill::Field>(field), value, desk.clock().utc());
        if (kind.starts_with("dispatch."))
            return incidentValue(static_cast<dispatch::Field>(field), value, desk);
        return QString();
    };
    return names;
}

} // namespace shouwang::console
