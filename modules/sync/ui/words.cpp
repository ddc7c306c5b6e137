#include "sync/ui/words.h"

#include <QCoreApplication>

namespace shouwang::sync {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(shouwang::sync::Words)
};

} // namespace

QString stateWord(LinkState state) {
    switch (state) {
    case LinkState::Offline:
        return Words::tr("离线");
    case LinkState::Connecting:
        return Words::tr("正在连接");
    case LinkState::CatchingUp:
        return Words::tr("正在追赶");
    case LinkState::Live:
        return Words::tr("已同步");
    case LinkState::Forked:
        return Words::tr("记录分叉");
    case LinkState::VersionMismatch:
        return Words::tr("版本不符");
    case LinkState::Unauthorised:
        return Words::tr("未获授权");
    }
    return {};
}

QString stateMark(LinkState state) {
    switch (state) {
    case LinkState::Live:
        return QStringLiteral("✓");
    case LinkState::Connecting:
    case LinkState::CatchingUp:
        return QStringLiteral("↻");
    case LinkState::Offline:
        return QStringLiteral("○");
    default:
        return QStringLiteral("!");
    }
}

QString stateText(const SeatStatus& status) {
    switch (status.state) {
    case LinkState::Offline:
        return Words::tr("站点没有应答。本席位照常工作，所做的都存在本机，恢复后自动上传。");
    case LinkState::Connecting:
        return Words::tr("正在询问站点。本席位照常工作。");
    case LinkState::CatchingUp:
        return Words::tr("正在取回站点的新记录：第 %1 条，共 %2 条。")
            .arg(status.cursor.number)
            .arg(status.head.number);
    case LinkState::Live:
        return status.outbox == 0 ? Words::tr("本席位与站点的记录一致。")
                                  : Words::tr("站点的记录都已取回，%1 条正在上传。").arg(status.outbox);
    case LinkState::Forked:
        return Words::tr(
            "本席位的记录不在站点的链上（站点可能用备份恢复过）。请报告值班长，再重新取回全部记录；"
            "待上传的会保留。");
    case LinkState::VersionMismatch:
        return Words::tr("站点使用另一版本的协议。待上传的会保留，请升级本席位或站点。");
    case LinkState::Unauthorised:
        return Words::tr("站点不认可本席位，或应答的不是本席位的站点。待上传的会保留，请联系管理员。");
    }
    return {};
}

shell::Tone stateTone(LinkState state) {
    switch (state) {
    case LinkState::Live:
    case LinkState::Connecting:
    case LinkState::CatchingUp:
        return shell::Tone::Muted; // calm while all is well
    case LinkState::Offline:
        return shell::Tone::Medium;
    default:
        return shell::Tone::High;
    }
}

QString savingWord(SavingState state) {
    switch (state) {
    case SavingState::Here:
        return Words::tr("已存本机");
    case SavingState::AtStation:
        return Words::tr("已到站点");
    case SavingState::NeedsAttention:
        return Words::tr("需要处理");
    case SavingState::Unknown:
        return Words::tr("非本席位");
    }
    return {};
}

QString savingText(SavingState state) {
    switch (state) {
    case SavingState::Here:
        return Words::tr("已写入本机磁盘，断电也不会丢失；尚未到达站点。");
    case SavingState::AtStation:
        return Words::tr("站点已收下并写入站点磁盘。");
    case SavingState::NeedsAttention:
        return Words::tr("站点或本席位没有接受，所填内容都在“需要处理”中。");
    case SavingState::Unknown:
        return Words::tr("不是本席位的操作。");
    }
    return {};
}

QString refusalWord(const std::string& code) {
    if (code == "ledger.cloned_seat") return Words::tr("有另一台机器冒用本席位，或本机文件是旧备份");
    if (code == "ledger.unknown_kind") return Words::tr("站点的版本还不认识这种操作");
    if (code == "sync.malformed") return Words::tr("内容无法识别");
    if (code == "sync.too_large") return Words::tr("内容过大");
    return QString::fromStdString(code);
}

} // namespace shouwang::sync
