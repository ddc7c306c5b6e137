#include "duty/ui/handover_words.h"

#include <QCoreApplication>

#include <map>

namespace shouwang::duty {

namespace {

using Words = std::map<std::string_view, const char*>;

QString translated(const char* word) {
    return QCoreApplication::translate("duty::Handover", word);
}

QString wordOf(const Words& words, std::string_view code) {
    const auto found = words.find(code);
    return found == words.end() ? QString() : translated(found->second);
}

} // namespace

QString itemKindWord(ItemKind kind) {
    switch (kind) {
    case ItemKind::Headcount:
        return translated(QT_TRANSLATE_NOOP("duty::Handover", "人数"));
    case ItemKind::Alarm:
        return translated(QT_TRANSLATE_NOOP("duty::Handover", "警情"));
    case ItemKind::Incident:
        return translated(QT_TRANSLATE_NOOP("duty::Handover", "事件"));
    case ItemKind::Task:
        return translated(QT_TRANSLATE_NOOP("duty::Handover", "未办任务"));
    case ItemKind::Bypass:
        return translated(QT_TRANSLATE_NOOP("duty::Handover", "旁路"));
    case ItemKind::Camera:
        return translated(QT_TRANSLATE_NOOP("duty::Handover", "摄像机中断"));
    case ItemKind::Refused:
        return translated(QT_TRANSLATE_NOOP("duty::Handover", "被拒指令"));
    case ItemKind::Line:
        return translated(QT_TRANSLATE_NOOP("duty::Handover", "交班事项"));
    case ItemKind::Equipment:
        return translated(QT_TRANSLATE_NOOP("duty::Handover", "装备"));
    case ItemKind::Round:
        return translated(QT_TRANSLATE_NOOP("duty::Handover", "视频巡查"));
    case ItemKind::More:
        break;
    }
    return translated(QT_TRANSLATE_NOOP("duty::Handover", "其余事项"));
}

QString sideWord(Side side) {
    return side == Side::Outgoing ? translated(QT_TRANSLATE_NOOP("duty::Handover", "交班人"))
                                  : translated(QT_TRANSLATE_NOOP("duty::Handover", "接班人"));
}

QString exceptionWord(std::string_view code) {
    static const Words words{
        {kHeadcountException, QT_TRANSLATE_NOOP("duty::Handover", "人数不符")},
        {kNobodyArrives, QT_TRANSLATE_NOOP("duty::Handover", "无人接班")},
    };
    return wordOf(words, code);
}

QString handoverRefusalWord(std::string_view code) {
    static const Words words{
        {code::kNotHandedOver, QT_TRANSLATE_NOOP("duty::Handover", "交接班未完成就离岗或退出登录")},
        {code::kUnknownHandover, QT_TRANSLATE_NOOP("duty::Handover", "交接班还没有开始")},
        {code::kUnknownItem, QT_TRANSLATE_NOOP("duty::Handover", "交接清单中没有这一项")},
        {code::kHeadcountDiffers, QT_TRANSLATE_NOOP("duty::Handover", "清点人数与名册不符")},
        {code::kNothingAsked, QT_TRANSLATE_NOOP("duty::Handover", "这一项没有人提出疑问")},
        {code::kAfterHandover, QT_TRANSLATE_NOOP("duty::Handover", "交接班已完成，此后的答复不再计入")},
        {code::kAlreadyHandedOver, QT_TRANSLATE_NOOP("duty::Handover", "这一班已经交接完成")},
        {code::kListChanged, QT_TRANSLATE_NOOP("duty::Handover", "清单已有变化，请重新核对后再签")},
        {code::kItemsUnanswered, QT_TRANSLATE_NOOP("duty::Handover", "还有事项未接收，请逐项接收或提出疑问")},
        {code::kHeadcountOpen, QT_TRANSLATE_NOOP("duty::Handover", "人数不符，须由值班领导签署例外")},
        {code::kOutgoingNotSigned, QT_TRANSLATE_NOOP("duty::Handover", "须由交班人先签名")},
        {code::kSameAccount, QT_TRANSLATE_NOOP("duty::Handover", "须由另一个账号签名或答复")},
        {code::kNotOfShift, QT_TRANSLATE_NOOP("duty::Handover", "交班人当班没有上岗记录")},
        {code::kMayNotSign, QT_TRANSLATE_NOOP("duty::Handover", "该账号无权在此签名")},
        {code::kSignatureUnproved, QT_TRANSLATE_NOOP("duty::Handover", "签名核验不通过，请重新输入密码签名")},
        {code::kExceptionUnknown, QT_TRANSLATE_NOOP("duty::Handover", "没有这种例外")},
        {code::kNothingToExcept, QT_TRANSLATE_NOOP("duty::Handover", "人数相符，无须例外")},
    };
    return wordOf(words, code);
}

QString handoverActWord(std::string_view kind) {
    static const char* const begin = QT_TRANSLATE_NOOP("duty::Handover", "开始交接班");
    static const char* const accept = QT_TRANSLATE_NOOP("duty::Handover", "接收交接事项");
    static const char* const question = QT_TRANSLATE_NOOP("duty::Handover", "对交接事项提出疑问");
    static const char* const reply = QT_TRANSLATE_NOOP("duty::Handover", "答复疑问");
    static const char* const except = QT_TRANSLATE_NOOP("duty::Handover", "签署交接班例外");
    static const Words words{
        {"duty.begin_handover", begin},
        {kind::kHandoverBegun, begin},
        {"duty.accept_item", accept},
        {kind::kItemAccepted, accept},
        {"duty.question_item", question},
        {kind::kItemQuestioned, question},
        {"duty.reply_item", reply},
        {kind::kItemReplied, reply},
        {"duty.sign_handover", QT_TRANSLATE_NOOP("duty::Handover", "交接班签名")},
        {kind::kHandoverSigned, QT_TRANSLATE_NOOP("duty::Handover", "交班人签名")},
        {kind::kHandedOver, QT_TRANSLATE_NOOP("duty::Handover", "交接班完成")},
        {"duty.except_handover", except},
        {kind::kHandoverExcepted, except},
    };
    return wordOf(words, kind);
}

QString handoverFieldWord(Field field) {
    switch (field) {
    case Field::Item:
        return translated(QT_TRANSLATE_NOOP("duty::Handover", "事项"));
    case Field::Counted:
        return translated(QT_TRANSLATE_NOOP("duty::Handover", "清点人数"));
    case Field::Exception:
        return translated(QT_TRANSLATE_NOOP("duty::Handover", "例外"));
    case Field::Number:
        return translated(QT_TRANSLATE_NOOP("duty::Handover", "事件编号"));
    default:
        return {};
    }
}

QString handoverValueWord(Field field, const ledger::Value& value) {
    switch (field) {
    case Field::Counted:
        return QString::number(value.integer());
    case Field::Exception:
        return exceptionWord(value.text());
    case Field::Side:
        return sideWord(static_cast<Side>(value.integer()));
    case Field::Item: // what it is called stands in the list of the handover
        return itemKindWord(static_cast<ItemKind>(std::atoi(value.text().c_str())));
    default:
        return {};
    }
}

} // namespace shouwang::duty
