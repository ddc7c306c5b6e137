#include "console/start_words.h"

#include <QCoreApplication>

namespace shouwang::console {

namespace {

const char* textOf(sync::SeatFault fault) {
    switch (fault) {
    case sync::SeatFault::InUse:
        return QT_TRANSLATE_NOOP("console::Start",
                                 "本席位的数据文件正被另一个程序使用。请先关闭那个程序，再启动守望。");
    case sync::SeatFault::Foreign:
        return QT_TRANSLATE_NOOP(
            "console::Start",
            "本席位的数据文件不是守望席位程序的文件，或者文件开头已经损坏。请系统管理员把它移到"
            "别处保存，再启动守望：资料会从站点重新取回。");
    case sync::SeatFault::Newer:
        return QT_TRANSLATE_NOOP(
            "console::Start",
            "本席位的数据文件是更新版本的守望写的。请安装那个版本或更新的版本；不要删除这个文件"
            "，里面可能有还没有送到站点的内容。");
    case sync::SeatFault::OtherSeat:
        return QT_TRANSLATE_NOOP("console::Start",
                                 "数据目录属于另一个席位。请系统管理员检查席位文件和数据目录。");
    case sync::SeatFault::Damaged:
        return QT_TRANSLATE_NOOP(
            "console::Start",
            "本席位的数据文件损坏。请换一个席位工作并找系统管理员；不要删除这个文件，里面可能有"
            "还没有送到站点的内容。");
    case sync::SeatFault::Unreadable:
        break;
    }
    return QT_TRANSLATE_NOOP(
        "console::Start",
        "本席位的数据文件不能读写：磁盘可能已满、损坏，或者没有权限。请换一个席位工作并找系统"
        "管理员。");
}

} // namespace

QString seatFaultWord(sync::SeatFault fault) {
    return QCoreApplication::translate("console::Start", textOf(fault));
}

QString folderFaultWord(bool inUse) {
    return inUse
               ? QCoreApplication::translate("console::Start",
                                             "守望已经在使用这个数据目录。请切换到已经打开的守望窗口；看不到"
                                             "窗口时请找系统管理员。")
               : QCoreApplication::translate(
                     "console::Start", "数据目录不能写：磁盘可能已满，或者没有权限。请换一个席位工作并找"
                                       "系统管理员。");
}

} // namespace shouwang::console
