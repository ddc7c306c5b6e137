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
    case LinkState::StationClosed:
        return Words::tr("站点未启用");
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

QString closedText(ledger::Trouble why) {
    switch (why) {
    case ledger::Trouble::Foreign:
        return Words::tr(
            "站点账本文件不是本站点的，站点未启用，不收也不发记录。请马上找系统管理员放回本站点的账本，"
            "或用备份恢复。");
    case ledger::Trouble::Newer:
        return Words::tr(
            "站点账本由更新版本的程序写成，站点未启用，不收也不发记录。请马上找系统管理员升级站点程序。");
    case ledger::Trouble::HalfRestored:
        return Words::tr(
            "站点账本的恢复没有做完，站点未启用，不收也不发记录。请马上找系统管理员再运行一次恢复。");
    case ledger::Trouble::Missing:
        return Words::tr(
            "站点的账本文件不见了，站点未启用，不收也不发记录。请马上找系统管理员检查站点的磁盘，"
            "放回账本或用备份恢复。");
    case ledger::Trouble::None:
    case ledger::Trouble::Damaged:
        break;
    }
    return Words::tr("站点账本损坏，站点未启用，不收也不发记录。请马上找系统管理员用备份恢复站点。");
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
    case LinkState::StationClosed:
        return closedText(status.closed) +
               Words::tr("本席位照常工作，所做的都存在本机，站点恢复后自动上传。");
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

QString savingText(SavingState state) {
    switch (state) {
    case SavingState::Here:
        return Words::tr("已写入本机磁盘，断电也不会丢失；尚未到达站点。");
    case SavingState::NeedsAttention:
        return Words::tr("站点或本席位没有接受，所填内容都在“需要处理”中。");
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
