#include "outages/ui/words.h"

#include <QCoreApplication>

#include <map>

namespace shouwang::outages {

namespace {

using Words = std::map<std::string_view, const char*>;

QString translated(const char* word) {
    return QCoreApplication::translate("outages", word);
}

QString wordOf(const Words& words, std::string_view code) {
    const auto found = words.find(code);
    // A code of a newer version is shown as it is: hiding it would be worse.
    if (found == words.end()) return QString::fromUtf8(code.data(), static_cast<qsizetype>(code.size()));
    return translated(found->second);
}

} // namespace

QString refusalWord(std::string_view code) {
    static const Words words{
        {code::kUnknownCommand, QT_TRANSLATE_NOOP("outages", "服务器版本不认识这项操作")},
        {code::kMalformed, QT_TRANSLATE_NOOP("outages", "旁路指令不完整")},
        {code::kReasonMissing, QT_TRANSLATE_NOOP("outages", "旁路须写明原因")},
        {code::kNotBypassed, QT_TRANSLATE_NOOP("outages", "该报警点没有旁路")},
        {code::kEndInvalid, QT_TRANSLATE_NOOP("outages", "旁路的结束时间已过")},
        {code::kTooLong, QT_TRANSLATE_NOOP("outages", "旁路不得超过七天")},
        {code::kSecondMissing, QT_TRANSLATE_NOOP("outages", "旁路累计超过 4 小时，须第二人签名")},
        {code::kSecondSame, QT_TRANSLATE_NOOP("outages", "第二人须是另一个账号")},
        {code::kSecondNotAllowed, QT_TRANSLATE_NOOP("outages", "第二人无权批准旁路")},
        {code::kSecondUnproved, QT_TRANSLATE_NOOP("outages", "第二人的签名核验不通过")},
        {code::kCameraMissing, QT_TRANSLATE_NOOP("outages", "未写明摄像机")},
        {code::kCameraNotLost, QT_TRANSLATE_NOOP("outages", "该摄像机没有中断记录")},
    };
    return wordOf(words, code);
}

QString actWord(std::string_view kind) {
    static const char* const begin = QT_TRANSLATE_NOOP("outages", "旁路报警点");
    static const char* const end = QT_TRANSLATE_NOOP("outages", "解除旁路");
    static const char* const lost = QT_TRANSLATE_NOOP("outages", "摄像机中断");
    static const char* const back = QT_TRANSLATE_NOOP("outages", "摄像机恢复");
    static const Words words{
        {"outages.bypass", begin},
        {kind::kBypassed, begin},
        {"outages.end_bypass", end},
        {kind::kBypassEnded, end},
        {kind::kSilenced, QT_TRANSLATE_NOOP("outages", "旁路期间的报警（已记录，未报出）")},
        {"outages.lose_camera", lost},
        {kind::kCameraLost, lost},
        {"outages.regain_camera", back},
        {kind::kCameraBack, back},
    };
    return wordOf(words, kind);
}

QString fieldWord(Field field) {
    switch (field) {
    case Field::Name:
        return translated(QT_TRANSLATE_NOOP("outages", "点位"));
    case Field::Place:
        return translated(QT_TRANSLATE_NOOP("outages", "地点"));
    case Field::Until:
        return translated(QT_TRANSLATE_NOOP("outages", "结束时间"));
    case Field::Camera:
        return translated(QT_TRANSLATE_NOOP("outages", "摄像机"));
    case Field::Since:
        return translated(QT_TRANSLATE_NOOP("outages", "中断时间"));
    default:
        return {};
    }
}

} // namespace shouwang::outages
