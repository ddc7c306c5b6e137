#include "console/command_words.h"

#include <QCoreApplication>

#include <map>

namespace shouwang::console {

QString commandWord(std::string_view kind) {
    static const std::map<std::string_view, const char*> words = {
        {"alarms.acknowledge", QT_TRANSLATE_NOOP("console::Command", "接警")},
        {"alarms.look_back", QT_TRANSLATE_NOOP("console::Command", "回看录像")},
        {"alarms.classify", QT_TRANSLATE_NOOP("console::Command", "警情定性")},
        {"alarms.correct_classification", QT_TRANSLATE_NOOP("console::Command", "更正定性")},
        {"alarms.close", QT_TRANSLATE_NOOP("console::Command", "关闭警情")},
        {"dispatch.open", QT_TRANSLATE_NOOP("console::Command", "立案")},
        {"dispatch.add_task", QT_TRANSLATE_NOOP("console::Command", "下达任务")},
        {"dispatch.complete_task", QT_TRANSLATE_NOOP("console::Command", "任务完成")},
        {"dispatch.report_cannot", QT_TRANSLATE_NOOP("console::Command", "任务无法完成")},
        {"dispatch.waive_task", QT_TRANSLATE_NOOP("console::Command", "免除任务")},
        {"dispatch.note", QT_TRANSLATE_NOOP("console::Command", "现场记录")},
        {"dispatch.stamp", QT_TRANSLATE_NOOP("console::Command", "第一时间")},
        {"dispatch.close", QT_TRANSLATE_NOOP("console::Command", "结案")},
        {"dispatch.amend", QT_TRANSLATE_NOOP("console::Command", "更正事件信息")},
        {"care.receive", QT_TRANSLATE_NOOP("console::Command", "登记入所")},
        {"care.assign", QT_TRANSLATE_NOOP("console::Command", "调整编区")},
        {"care.move", QT_TRANSLATE_NOOP("console::Command", "临时流动")},
        {"care.leave", QT_TRANSLATE_NOOP("console::Command", "离所")},
        {"care.come_back", QT_TRANSLATE_NOOP("console::Command", "归所")},
        {"care.depart", QT_TRANSLATE_NOOP("console::Command", "出所")},
        {"care.report_missing", QT_TRANSLATE_NOOP("console::Command", "报告下落不明")},
        {"care.report_found", QT_TRANSLATE_NOOP("console::Command", "报告已找到")},
        {"wall.save_scene", QT_TRANSLATE_NOOP("console::Command", "保存电视墙场景")},
        {"wall.remove_scene", QT_TRANSLATE_NOOP("console::Command", "移除电视墙场景")},
        {"duty.take_post", QT_TRANSLATE_NOOP("console::Command", "上岗")},
        {"duty.leave_post", QT_TRANSLATE_NOOP("console::Command", "离岗")},
        {"duty.log_line", QT_TRANSLATE_NOOP("console::Command", "值班记录")},
        {"duty.correct_line", QT_TRANSLATE_NOOP("console::Command", "更正值班记录")},
        {"duty.begin_round", QT_TRANSLATE_NOOP("console::Command", "开始视频巡查")},
        {"duty.visit_stop", QT_TRANSLATE_NOOP("console::Command", "巡查点位")},
        {"duty.end_round", QT_TRANSLATE_NOOP("console::Command", "结束视频巡查")},
        {"drill.start", QT_TRANSLATE_NOOP("console::Command", "开始演练")},
        {"drill.raise", QT_TRANSLATE_NOOP("console::Command", "发出演练警情")},
        {"drill.stop", QT_TRANSLATE_NOOP("console::Command", "结束演练")},
        {"drill.abort", QT_TRANSLATE_NOOP("console::Command", "中止演练")},
        {"attention.settle", QT_TRANSLATE_NOOP("console::Command", "处理待办")},
        {"evidence.seal_clip", QT_TRANSLATE_NOOP("console::Command", "警情录像入证")},
        {"reports.record_print", QT_TRANSLATE_NOOP("console::Command", "打印")},
        {"people.sign_on", QT_TRANSLATE_NOOP("console::Command", "登录")},
        {"people.sign_off", QT_TRANSLATE_NOOP("console::Command", "退出登录")},
        {"people.fail_sign_on", QT_TRANSLATE_NOOP("console::Command", "登录失败")},
    };
    const auto found = words.find(kind);
    if (found == words.end()) return QString::fromUtf8(kind.data(), static_cast<qsizetype>(kind.size()));
    return QCoreApplication::translate("console::Command", found->second);
}

} // namespace shouwang::console
