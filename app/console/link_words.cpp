#include "console/link_words.h"

#include "shell/ui/theme.h"
#include "sync/ui/words.h"

#include <QCoreApplication>

namespace shouwang::console {
namespace {

QString word(const char* text, int count = -1) {
    return QCoreApplication::translate("console::Link", text, nullptr, count);
}

QString closedWord(ledger::Trouble why) {
    switch (why) {
    case ledger::Trouble::Foreign:
        return word(QT_TRANSLATE_NOOP("console::Link", "站点 ! 账本不符，未启用"));
    case ledger::Trouble::Newer:
        return word(QT_TRANSLATE_NOOP("console::Link", "站点 ! 账本版本较新，未启用"));
    case ledger::Trouble::HalfRestored:
        return word(QT_TRANSLATE_NOOP("console::Link", "站点 ! 恢复未完成，未启用"));
    case ledger::Trouble::Missing:
        return word(QT_TRANSLATE_NOOP("console::Link", "站点 ! 账本丢失，未启用"));
    case ledger::Trouble::None:
    case ledger::Trouble::Damaged:
        break;
    }
    return word(QT_TRANSLATE_NOOP("console::Link", "站点 ! 账本损坏，未启用"));
}

QString barText(const sync::SeatStatus& status) {
    const bool waiting = status.outbox > 0;
    const int count = static_cast<int>(status.outbox);
    using sync::LinkState;
    switch (status.state) {
    case LinkState::Live:
        return waiting ? word(QT_TRANSLATE_N_NOOP("console::Link", "站点 ○ %n 条待传"), count)
                       : word(QT_TRANSLATE_NOOP("console::Link", "站点 ✓ 已同步"));
    case LinkState::CatchingUp:
        return word(QT_TRANSLATE_NOOP("console::Link", "站点 ↻ 追赶中"));
    case LinkState::Connecting:
        return word(QT_TRANSLATE_NOOP("console::Link", "站点 … 连接中"));
    case LinkState::Forked:
        return word(QT_TRANSLATE_NOOP("console::Link", "站点 ! 账本分叉"));
    case LinkState::VersionMismatch:
        return word(QT_TRANSLATE_NOOP("console::Link", "站点 ! 版本不符"));
    case LinkState::Unauthorised:
        return word(QT_TRANSLATE_NOOP("console::Link", "站点 ! 席位未授权"));
    case LinkState::StationClosed:
        return closedWord(status.closed);
    case LinkState::Offline:
        break;
    }
    return waiting ? word(QT_TRANSLATE_N_NOOP("console::Link", "站点 ✕ 离线 %n 条待传"), count)
                   : word(QT_TRANSLATE_NOOP("console::Link", "站点 ✕ 离线"));
}

QString advice(const sync::SeatStatus& status) {
    using sync::LinkState;
    switch (status.state) {
    case LinkState::StationClosed:
        return sync::closedText(status.closed);
    case LinkState::Offline:
    case LinkState::Connecting:
        return word(QT_TRANSLATE_NOOP("console::Link", "照常工作：所做的一切已存在本席位，连上后自动上传。"));
    case LinkState::CatchingUp:
        return word(QT_TRANSLATE_NOOP("console::Link", "正在接收站点的记录，列表可能还不是最新。"));
    case LinkState::Live:
        return word(QT_TRANSLATE_NOOP("console::Link", "所做的一切已存在站点。"));
    case LinkState::Forked:
        return word(
            QT_TRANSLATE_NOOP("console::Link", "本席位与站点的记录对不上，请在“系统”中重新取得站点的记录。"));
    case LinkState::VersionMismatch:
        return word(QT_TRANSLATE_NOOP("console::Link", "本席位与站点的程序版本不同，请更新本席位。"));
    case LinkState::Unauthorised:
        return word(QT_TRANSLATE_NOOP("console::Link", "站点不认识本席位，请找系统管理员。"));
    }
    return {};
}

} // namespace

LinkWords linkWords(const sync::SeatStatus& status, std::size_t toSettle, Micros now) {
    LinkWords words;
    words.text = barText(status);
    words.details = advice(status);
    if (status.lastContact) {
        words.details += QLatin1Char('\n') + word(QT_TRANSLATE_NOOP("console::Link", "最近一次联系：%1"))
                                                 .arg(shell::timeText(*status.lastContact, now));
    }
    if (toSettle > 0) {
        const int count = static_cast<int>(toSettle);
        words.text += QStringLiteral(" !%1").arg(count);
        words.details +=
            QLatin1Char('\n') +
            word(QT_TRANSLATE_N_NOOP("console::Link", "%n 件需要处理（在“系统”的“待处理”中）。"), count);
    }
    words.good = status.state == sync::LinkState::Live && status.outbox == 0;
    words.attention = toSettle > 0 ||
                      (status.state != sync::LinkState::Live && status.state != sync::LinkState::CatchingUp &&
                       status.state != sync::LinkState::Connecting);
    return words;
}

OffsetWords offsetWords(const sync::SeatStatus& status) {
    OffsetWords words;
    if (!status.lastContact) {
        words.text = word(QT_TRANSLATE_NOOP("console::Link", "时差 —"));
        words.details =
            word(QT_TRANSLATE_NOOP("console::Link", "还没有与站点联系过，不知道本机时钟准不准。"));
        return words;
    }
    const auto offset = std::chrono::abs(status.clockOffset);
    words.attention = offset >= kClockTolerance;
    const double seconds = std::chrono::duration<double>(offset).count();
    const QString age =
        offset < std::chrono::minutes(1)
            ? word(QT_TRANSLATE_NOOP("console::Link", "%1 秒")).arg(seconds, 0, 'f', 1)
            : shell::ageText(std::chrono::duration_cast<std::chrono::seconds>(offset).count());
    words.text = words.attention ? word(QT_TRANSLATE_NOOP("console::Link", "◆ 时差 %1")).arg(age)
                                 : word(QT_TRANSLATE_NOOP("console::Link", "时差 %1")).arg(age);
    const bool ahead = status.clockOffset.count() < 0; // the station's minus ours
    words.details =
        (ahead ? word(QT_TRANSLATE_NOOP("console::Link", "本机时钟比站点快 %1（最近一次联系时）。"))
               : word(QT_TRANSLATE_NOOP("console::Link", "本机时钟比站点慢 %1（最近一次联系时）。")))
            .arg(age);
    if (words.attention) words.details += word(QT_TRANSLATE_NOOP("console::Link", "请通知系统管理员校时。"));
    return words;
}

} // namespace shouwang::console
