#include "site/sample_plan.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <set>

namespace shouwang::site::sample {

namespace {

struct PostRow {
    const char* id;
    const char* name;
    const char* zone;
    const char* floor = nullptr; ///< "": outdoors; none: the post has no place of its own
    double x_m = 0;
    double y_m = 0;
};

constexpr std::array<PostRow, 25> kPosts{{{"P-CC-1", "指挥中心一席", ""},
                                          {"P-CC-2", "指挥中心二席", ""},
                                          {"P-CC-3", "指挥中心三席", ""},
                                          {"P-LEAD", "值班所领导", ""},
                                          {"P-G1-人行", "门卫人行通道", "G1", "", 177, 10},
                                          {"P-G1-车行", "门卫车行通道", "G1", "", 191, 12},
                                          {"P-PT-1", "周界巡逻一组", "W"},
                                          {"P-PT-2", "周界巡逻二组", "W"},
                                          {"P-B1", "一大队值班室", "Z10", "Z10-2F", 34, 6},
                                          {"P-B2", "二大队值班室", "Z20", "Z20-2F", 28, 6},
                                          {"P-B3", "三大队值班室", "Z31", "Z31-2F", 28, 6},
                                          {"P-B4", "四大队值班室", "Z32", "Z32-2F", 28, 6},
                                          {"P-B5", "五大队值班室", "Z33", "Z33-2F", 28, 6},
                                          {"P-B6", "六大队值班室", "Z34", "Z34-2F", 28, 6},
                                          {"P-B7", "七大队值班室", "Z40", "Z40-2F", 34, 6},
                                          {"P-B8", "八大队值班室", "Z50", "Z50-2F", 28, 6},
                                          {"P-B9", "九大队值班室", "Z60", "Z60-2F", 34, 5},
                                          {"P-HOSP", "医院值班", "Z60", "Z60-1F", 12, 14},
                                          {"P-WS-1", "一号车间", "F2", "F2-A", 38, 12},
                                          {"P-WS-2", "二号车间", "F2", "F2-B", 38, 12},
                                          {"P-CANT", "食堂", "F1", "F1-1F", 21, 8},
                                          {"P-VISIT", "探访中心", "F3", "F3-1F", 22, 8},
                                          {"P-EDU", "教学楼", "F4", "F4-1F", 10, 12},
                                          {"P-RES", "备勤队", ""},
                                          {"P-TECH", "技术保障", ""}}};

struct StaffRow {
    const char* account; ///< behind the team's letter
    const char* role;
    const char* post;
    bool auxiliary;
};

/// Every team of the four-team roster has these.
constexpr std::array<StaffRow, 9> kTeam{{{"leader", "shift_leader", "P-CC-1", false},
                                         {"op1", "operator", "P-CC-2", false},
                                         {"op2", "operator", "P-CC-3", false},
                                         {"commander", "commander", "P-LEAD", false},
                                         {"medic", "medical", "P-HOSP", false},
                                         {"gate", "brigade", "P-G1-人行", false},
                                         {"gate-aux", "brigade", "P-G1-车行", true},
                                         {"patrol", "brigade", "P-PT-1", false},
                                         {"patrol-aux", "brigade", "P-PT-2", true}}};

constexpr std::array<StaffRow, 4> kOthers{{{"supervisor", "supervisor", "", false},
                                           {"admin-system", "admin", "P-TECH", false},
                                           {"admin-security", "admin", "P-TECH", false},
                                           {"admin-audit", "admin", "", false}}};

/// Rare surnames and syllables, so that nobody real is meant.
class NameMaker {
public:
    explicit NameMaker(Random& random)
        : m_random(random) {}

    std::string next() {
        static constexpr std::array kSurnames{"禤", "亓", "仉", "逄", "郗", "逯", "禚", "缑", "昝", "厍",
                                              "仝", "郏", "郄", "哈", "麴", "隗", "妫", "璩", "笪", "訾"};
        static constexpr std::array kFirst{"青", "望", "衡", "砚", "澜", "叙", "屿", "禾", "朔", "律"};
        static constexpr std::array kSecond{"川", "宁", "岱", "舟", "樟", "渚", "霁", "榆", "峤", "陌"};
        while (true) {
            std::string name = std::string(pick(kSurnames)) + pick(kFirst) + pick(kSecond);
            if (m_used.insert(name).second) return name;
        }
    }

private:
    template <std::size_t N>
    const char* pick(const std::array<const char*, N>& from) {
        return from[m_random.below(N)];
    }

    Random& m_random;
    std::set<std::string> m_used;
};

Procedure procedure(const char* id, const char* title, std::initializer_list<const char*> steps) {
    Procedure out{id, fmt::format("样例·{}", title), {}};
    for (const char* step : steps)
        out.steps.emplace_back(step);
    return out;
}

} // namespace

void addPeople(Site& site, Random& random) {
    for (const PostRow& row : kPosts) {
        Post& post = site.posts.emplace_back(Post{row.id, row.name, row.zone});
        if (row.floor) post.place = Place{row.zone, row.floor, row.name, row.x_m, row.y_m};
    }
    NameMaker names(random);
    constexpr std::array<std::pair<const char*, const char*>, 4> kTeams{
        {{"a", "甲"}, {"b", "乙"}, {"c", "丙"}, {"d", "丁"}}};
    for (const auto& [letter, team] : kTeams) {
        for (const StaffRow& row : kTeam) {
            site.staff.push_back({fmt::format("{}-{}", letter, row.account), names.next(), row.role, row.post,
                                  row.auxiliary, team});
        }
    }
    for (int brigade = 1; brigade <= 9; ++brigade) {
        for (std::size_t team = 0; team < kTeams.size(); ++team) {
            site.staff.push_back({fmt::format("{}-brigade{}", kTeams[team].first, brigade), names.next(),
                                  "brigade", fmt::format("P-B{}", brigade), false, kTeams[team].second});
        }
    }
    for (const StaffRow& row : kOthers) {
        site.staff.push_back({row.account, names.next(), row.role, row.post, row.auxiliary, ""});
    }
}

void addProcedures(Site& site) {
    site.procedures = {
        procedure("SOP-BUTTON", "一键报警处置",
                  {"接警，呼叫报警岗位：姓名、地点、情况", "看联动画面，判明斗殴、自伤、袭警或急病",
                   "有人受伤：先救人，通知医院值班带急救箱到场", "派最近两名民警和备勤队到场，打开执法记录仪",
                   "属实：报值班所领导，启动对应预案，锁定前后录像", "误按：当面核实后定性，写明原因"}),
        procedure("SOP-FIRE", "火灾报警处置",
                  {"看现场画面，十秒内判明烟、火", "属实：立即报119，广播本区疏散",
                   "确认疏散通道的门已经打开，先人后物", "派医疗到集合点，切断本区电源",
                   "集合点清点人数，十分钟内报值班所领导", "消防到车行门：AB门应急放行，两侧民警看守"}),
        procedure("SOP-FENCE", "电子围栏报警处置",
                  {"看本段和相邻各两段画面，记住时间和段号", "通知周界巡逻到该段，报告墙体内外情况",
                   "有人攀越：AB门全部锁闭，报值班所领导，启动脱逃预案",
                   "无人：查风、雨、动物、植物，截图留证", "同段一小时内三次：派人现场试验并报修"}),
        procedure("SOP-VIBRATION", "振动光纤报警处置",
                  {"看本段围墙画面，先热成像后可见光", "通知周界巡逻沿该段内外各查一遍",
                   "发现攀爬、挖掘痕迹：报值班长，保护现场", "排除施工、车辆、大风后定性"}),
        procedure("SOP-INFRARED", "红外对射报警处置",
                  {"看联动画面，判明人、动物或遮挡", "有人：喊话制止，通知巡逻到场",
                   "无人：回看前十秒，记录原因", "持续遮挡：派人清除并做步行试验"}),
        procedure("SOP-MICROWAVE", "微波报警处置",
                  {"看联动画面，查缓冲区和巡逻道", "有人：通知巡逻到场核对身份",
                   "无人：回看前十秒，记录天气和原因"}),
        procedure("SOP-ANALYTICS", "智能分析告警复核",
                  {"看告警片段和实时画面，由人判断", "属实：通知所在大队民警到场查看",
                   "不属实：定性为误报，选择原因，不得跳过", "攀高、倒地、聚集属实时按一键报警处置"}),
        procedure("SOP-DOOR", "门禁异常处置",
                  {"看门内外画面，确认门的开关状态", "AB门两侧同时开启：停止放行，民警到门口看守",
                   "核对通行记录和通行人身份", "强行开门属实：报值班长，清点本区人数",
                   "设备故障：改人工放行，两人看守，报修"}),
    };
}

/// Extensions of a telephone exchange that does not exist.
void addContacts(Site& site) {
    site.contacts = {{"值班所领导", "8001", "先打内线，无人接再打手机总机 8000"},
                     {"指挥中心", "8010", ""},
                     {"备勤队", "8020", "十二人，五分钟内集结"},
                     {"戒毒医疗中心值班室", "8060", ""},
                     {"大门门卫", "8070", ""},
                     {"消防控制室", "8090", "外线报火警 119"},
                     {"省戒毒局指挥中心（虚构）", "0990-5550-100", "报告时限见预案"}};
}

} // namespace shouwang::site::sample
