#include "alarms/ui/words.h"

#include "people/ui/words.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <iterator>

namespace shouwang::alarms {

namespace {

struct Row {
    std::string_view code;
    const char* word;
};

QString translated(const char* word) {
    return QCoreApplication::translate("alarms", word);
}

template <std::size_t N>
QString wordOf(const std::array<Row, N>& rows, std::string_view code) {
    const auto row = std::ranges::find(rows, code, &Row::code);
    // A code of a newer version is shown as it is: hiding it would be worse.
    return row != rows.end() ? translated(row->word)
                             : QString::fromUtf8(code.data(), static_cast<qsizetype>(code.size()));
}

constexpr std::array<Row, 12> kCauses{{
    {"wind", QT_TRANSLATE_NOOP("alarms", "大风")},
    {"rain_snow", QT_TRANSLATE_NOOP("alarms", "雨雪")},
    {"animal", QT_TRANSLATE_NOOP("alarms", "动物")},
    {"plant", QT_TRANSLATE_NOOP("alarms", "植物")},
    {"light", QT_TRANSLATE_NOOP("alarms", "光照")},
    {"construction", QT_TRANSLATE_NOOP("alarms", "施工")},
    {"pressed_by_mistake", QT_TRANSLATE_NOOP("alarms", "误按")},
    {"trespass", QT_TRANSLATE_NOOP("alarms", "人员越界")},
    {"climbing", QT_TRANSLATE_NOOP("alarms", "攀爬")},
    {"aged_device", QT_TRANSLATE_NOOP("alarms", "设备老化")},
    {"handled", QT_TRANSLATE_NOOP("alarms", "已立案处置")},
    {"other", QT_TRANSLATE_NOOP("alarms", "其他")},
}};

constexpr std::array<Row, 14> kRefusals{{
    {code::kUnknownAlarm, QT_TRANSLATE_NOOP("alarms", "没有这条警情，可能尚未传到指挥中心")},
    {code::kMalformed, QT_TRANSLATE_NOOP("alarms", "内容不完整，请重新填写")},
    {code::kUnknownCommand, QT_TRANSLATE_NOOP("alarms", "服务器版本不认识这项操作")},
    {code::kAlreadyClosed, QT_TRANSLATE_NOOP("alarms", "警情已由他人关闭，请核对处置经过")},
    {code::kNotClassified, QT_TRANSLATE_NOOP("alarms", "先定性（真警、误报…）再关闭")},
    {code::kIncidentOpen, QT_TRANSLATE_NOOP("alarms", "关联事件尚未结案，先结案再关闭警情")},
    {code::kCauseMissing, QT_TRANSLATE_NOOP("alarms", "请选择原因：没有原因码的警情不得关闭")},
    {code::kCauseUnknown, QT_TRANSLATE_NOOP("alarms", "原因码不在本所目录中，请重新选择")},
    {code::kTextMissing, QT_TRANSLATE_NOOP("alarms", "原因为“其他”时，请用文字说明")},
    {code::kClassUnknown, QT_TRANSLATE_NOOP("alarms", "请选择定性")},
    {code::kAlreadyClassified, QT_TRANSLATE_NOOP("alarms", "已由他人定性，需要改变时请用更正")},
    {code::kNothingToCorrect, QT_TRANSLATE_NOOP("alarms", "尚未定性，无可更正")},
    {code::kReasonMissing, QT_TRANSLATE_NOOP("alarms", "请写明更正理由")},
    {code::kAfterClosing, QT_TRANSLATE_NOOP("alarms", "警情关闭之后才报来")},
}};

constexpr std::array<Row, 10> kActs{{
    {kind::kRaised, QT_TRANSLATE_NOOP("alarms", "触发报警")},
    {kind::kRepeated, QT_TRANSLATE_NOOP("alarms", "再次触发")},
    {kind::kAcknowledged, QT_TRANSLATE_NOOP("alarms", "接警")},
    {kind::kLookedBack, QT_TRANSLATE_NOOP("alarms", "回看录像")},
    {kind::kClassified, QT_TRANSLATE_NOOP("alarms", "定性")},
    {kind::kCorrected, QT_TRANSLATE_NOOP("alarms", "更正定性")},
    {kind::kClosed, QT_TRANSLATE_NOOP("alarms", "关闭警情")},
    {kind::kEnded, QT_TRANSLATE_NOOP("alarms", "故障恢复")},
    {kind::kIncidentLinked, QT_TRANSLATE_NOOP("alarms", "立案")},
    {kind::kIncidentClosed, QT_TRANSLATE_NOOP("alarms", "事件结案")},
}};

constexpr std::array<Row, 7> kDetails{{
    {"device_silent", QT_TRANSLATE_NOOP("alarms", "设备没有心跳：它的报警可能传不过来")},
    {"device_faulty", QT_TRANSLATE_NOOP("alarms", "设备连续发来无法识别的消息")},
    {"wall_not_started", QT_TRANSLATE_NOOP("alarms", "电视墙程序没有启动")},
    {"wall_crashed", QT_TRANSLATE_NOOP("alarms", "电视墙程序崩溃，正在自动重启")},
    {"wall_hung", QT_TRANSLATE_NOOP("alarms", "电视墙程序没有响应，正在自动重启")},
    {"wall_garbled", QT_TRANSLATE_NOOP("alarms", "电视墙程序答非所问，正在自动重启")},
    {"wall_wrong_version", QT_TRANSLATE_NOOP("alarms", "电视墙程序的版本不符")},
}};
constexpr std::string_view kWallEnd = "-WALL";

QString fromUtf8(std::string_view text) {
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

/// The letter of the seat whose wall the alarm is about; empty: it is about something else.
QString seatOfWall(const State& state) {
    const std::string_view point = state.point;
    if (!point.starts_with(kSeatPoint) || !point.ends_with(kWallEnd)) return {};
    if (point.size() <= kSeatPoint.size() + kWallEnd.size()) return {};
    return fromUtf8(point.substr(kSeatPoint.size(), point.size() - kSeatPoint.size() - kWallEnd.size()));
}

} // namespace

QString pointKindWord(site::PointKind kind) {
    switch (kind) {
    case site::PointKind::Fence:
        return translated(QT_TRANSLATE_NOOP("alarms", "电子围栏"));
    case site::PointKind::Infrared:
        return translated(QT_TRANSLATE_NOOP("alarms", "红外对射"));
    case site::PointKind::Microwave:
        return translated(QT_TRANSLATE_NOOP("alarms", "微波探测"));
    case site::PointKind::Vibration:
        return translated(QT_TRANSLATE_NOOP("alarms", "振动光纤"));
    case site::PointKind::Analytics:
        return translated(QT_TRANSLATE_NOOP("alarms", "智能分析"));
    case site::PointKind::Button:
        return translated(QT_TRANSLATE_NOOP("alarms", "一键报警"));
    case site::PointKind::Fire:
        return translated(QT_TRANSLATE_NOOP("alarms", "火灾探测"));
    case site::PointKind::Door:
        return translated(QT_TRANSLATE_NOOP("alarms", "门禁异常"));
    }
    return {};
}

QString originWord(const State& state) {
    if (state.isTechnical()) return translated(QT_TRANSLATE_NOOP("alarms", "设备故障"));
    return state.point.starts_with(kSeatPoint) ? translated(QT_TRANSLATE_NOOP("alarms", "席位自检"))
                                               : pointKindWord(state.pointKind);
}

QString titleWord(const State& state) {
    if (const QString seat = seatOfWall(state); !seat.isEmpty())
        return translated(QT_TRANSLATE_NOOP("alarms", "%1 席电视墙中断")).arg(seat);
    return fromUtf8(state.name.empty() ? state.point : state.name);
}

QString placeWord(const State& state) {
    if (const QString seat = seatOfWall(state); !seat.isEmpty())
        return translated(QT_TRANSLATE_NOOP("alarms", "指挥中心 %1 席")).arg(seat);
    return fromUtf8(state.place);
}

QString bypassWord(const State& state) {
    return state.bypass.isNull() ? QString() : translated(QT_TRANSLATE_NOOP("alarms", "点位旁路中"));
}

QString deviceWord(const std::string& detail) {
    const std::size_t end = std::min(detail.find(' '), detail.size()); // technical words follow the code
    return wordOf(kDetails, std::string_view(detail).substr(0, end)) +
           fromUtf8(std::string_view(detail).substr(end));
}

QString classWord(Class as) {
    switch (as) {
    case Class::True:
        return translated(QT_TRANSLATE_NOOP("alarms", "真警"));
    case Class::False:
        return translated(QT_TRANSLATE_NOOP("alarms", "误报"));
    case Class::Drill:
        return translated(QT_TRANSLATE_NOOP("alarms", "演练"));
    case Class::Test:
        return translated(QT_TRANSLATE_NOOP("alarms", "测试"));
    case Class::Duplicate:
        return translated(QT_TRANSLATE_NOOP("alarms", "重复"));
    case Class::DeviceFault:
        return translated(QT_TRANSLATE_NOOP("alarms", "设备故障"));
    }
    return {};
}

QString causeWord(std::string_view cause) {
    return cause.empty() ? QString() : wordOf(kCauses, cause);
}

QString stageWord(Stage stage) {
    switch (stage) {
    case Stage::None:
        break;
    case Stage::Raised:
        return translated(QT_TRANSLATE_NOOP("alarms", "未接警"));
    case Stage::Acknowledged:
        return translated(QT_TRANSLATE_NOOP("alarms", "已接警"));
    case Stage::Classified:
        return translated(QT_TRANSLATE_NOOP("alarms", "已定性"));
    case Stage::Closed:
        return translated(QT_TRANSLATE_NOOP("alarms", "已关闭"));
    }
    return {};
}

QString stageWord(const State& state) {
    if (state.stage() != Stage::Classified) return stageWord(state.stage());
    const QString as = classWord(state.classified->is);
    if (const IncidentLink* link = state.openIncident())
        return translated(QT_TRANSLATE_NOOP("alarms", "%1 · 处置中 %2")).arg(as, fromUtf8(link->number));
    const QString cause = causeWord(state.classified->cause);
    return cause.isEmpty() ? as : QStringLiteral("%1 · %2").arg(as, cause);
}

QString escalationWord(Escalation level) {
    switch (level) {
    case Escalation::None:
        return {};
    case Escalation::SecondSeat:
        return translated(QT_TRANSLATE_NOOP("alarms", "请第二席位接警"));
    case Escalation::ShiftLeader:
        return translated(QT_TRANSLATE_NOOP("alarms", "请值班长接警"));
    case Escalation::DutyCommander:
        return translated(QT_TRANSLATE_NOOP("alarms", "请值班所领导接警"));
    }
    return {};
}

QString modeWord(ledger::Mode mode) {
    switch (mode) {
    case ledger::Mode::Real:
        return {};
    case ledger::Mode::Drill:
        return translated(QT_TRANSLATE_NOOP("alarms", "演练"));
    case ledger::Mode::Test:
        return translated(QT_TRANSLATE_NOOP("alarms", "测试"));
    }
    return {};
}

QString refusalWord(std::string_view code) {
    const QString person = people::refusalWord(code);
    return person.isEmpty() ? wordOf(kRefusals, code) : person;
}

QString actWord(const Act& act) {
    const QString what = wordOf(kActs, act.kind);
    if (act.kind == kind::kRepeated && act.value > 0)
        return translated(QT_TRANSLATE_NOOP("alarms", "%1 %2 次")).arg(what).arg(act.value);
    if (act.kind == kind::kLookedBack)
        return translated(QT_TRANSLATE_NOOP("alarms", "%1 %2 秒")).arg(what).arg(act.value);
    if ((act.kind == kind::kClassified || act.kind == kind::kCorrected) && isClass(act.value))
        return translated(QT_TRANSLATE_NOOP("alarms", "%1：%2"))
            .arg(what, classWord(static_cast<Class>(act.value)));
    if (act.kind == kind::kIncidentLinked || act.kind == kind::kIncidentClosed)
        return QStringLiteral("%1 %2").arg(what, fromUtf8(act.detail));
    return what;
}

QString detailWord(const Act& act) {
    QStringList parts;
    if (act.kind == kind::kLookedBack) parts << fromUtf8(act.detail);
    if (act.kind == kind::kClassified || act.kind == kind::kCorrected || act.kind == kind::kClosed) {
        if (!act.detail.empty()) parts << causeWord(act.detail);
    }
    const bool said = act.kind == kind::kRaised || act.kind == kind::kRepeated; // by a device or a seat
    if (!act.text.empty()) parts << (said ? deviceWord(act.text) : fromUtf8(act.text));
    if (!act.reason.empty())
        parts << translated(QT_TRANSLATE_NOOP("alarms", "理由：%1")).arg(fromUtf8(act.reason));
    return parts.join(QStringLiteral(" · "));
}

QString Names::who(const Stamp& stamp) const {
    const QString name = person ? person(stamp.actor) : fromUtf8(stamp.actor);
    if (stamp.actor == "system") return translated(QT_TRANSLATE_NOOP("alarms", "系统"));
    if (stamp.seat.isNull()) return name;
    const QString place =
        seat ? seat(stamp.seat) : QString::fromStdString(stamp.seat.text().substr(0, 4)).toUpper();
    return place.isEmpty() ? name : QStringLiteral("%1 · %2").arg(name, place);
}

} // namespace shouwang::alarms
