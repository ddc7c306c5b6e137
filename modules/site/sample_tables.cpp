#include "site/sample_plan.h"

#include <array>

namespace shouwang::site::sample {

namespace {

constexpr PrivacyClass P0 = PrivacyClass::Open;
constexpr PrivacyClass P1 = PrivacyClass::Dormitory;
constexpr PrivacyClass P2 = PrivacyClass::MedicalOrVisit;
constexpr PrivacyClass P3 = PrivacyClass::Talk;
constexpr PointKind kButton = PointKind::Button;
constexpr PointKind kFire = PointKind::Fire;
constexpr PointKind kDoor = PointKind::Door;
constexpr PointKind kWatch = PointKind::Analytics;

constexpr std::array<FloorRow, 3> kThreeFloors{
    {{"1F", "一层", 60, 18}, {"2F", "二层", 60, 18}, {"3F", "三层", 60, 18}}};
constexpr std::array<FloorRow, 2> kTwoFloors{{{"1F", "一层", 64, 20}, {"2F", "二层", 64, 20}}};
constexpr std::array<FloorRow, 1> kOneFloor{{{"1F", "一层", 60, 24}}};
constexpr std::array<FloorRow, 2> kWorkshops{{{"A", "一号", 72, 30}, {"B", "二号", 72, 30}}};

constexpr std::array<CameraRow, 12> kZ10{{{"1F", "门厅", 'B', P0, 4, 10},
                                          {"1F", "走廊东", 'B', P0, 46, 10},
                                          {"1F", "走廊西", 'B', P0, 18, 10},
                                          {"1F", "治疗室", 'B', P2, 30, 16},
                                          {"1F", "活动室", 'B', P0, 52, 15},
                                          {"2F", "走廊东", 'B', P0, 46, 10},
                                          {"2F", "走廊西", 'B', P0, 18, 10},
                                          {"2F", "值班室", 'B', P0, 32, 5},
                                          {"2F", "宿舍区东", 'B', P1, 50, 15},
                                          {"2F", "宿舍区西", 'B', P1, 14, 15},
                                          {"2F", "楼梯口", 'B', P0, 6, 10},
                                          {"", "院落", 'S', P0, 20, 25}}};
constexpr std::array<PointRow, 6> kZ10Points{{{kButton, "1F", "值班室", 8, 5},
                                              {kButton, "2F", "值班室", 32, 4},
                                              {kFire, "1F", "走廊", 32, 10},
                                              {kFire, "2F", "走廊", 32, 10},
                                              {kWatch, "2F", "走廊东", 46, 10},
                                              {kDoor, "1F", "大门", 2, 10}}};

constexpr std::array<CameraRow, 14> kZ20{{{"1F", "门厅", 'B', P0, 4, 9},
                                          {"1F", "走廊南", 'B', P0, 44, 9},
                                          {"1F", "走廊北", 'B', P0, 16, 9},
                                          {"1F", "教室", 'B', P0, 34, 14},
                                          {"1F", "活动室", 'B', P0, 50, 14},
                                          {"2F", "走廊南", 'B', P0, 44, 9},
                                          {"2F", "走廊北", 'B', P0, 16, 9},
                                          {"2F", "楼梯口", 'B', P0, 6, 9},
                                          {"2F", "值班室", 'B', P0, 26, 5},
                                          {"2F", "宿舍区", 'B', P1, 34, 14},
                                          {"3F", "走廊南", 'B', P0, 44, 9},
                                          {"3F", "走廊北", 'B', P0, 16, 9},
                                          {"3F", "宿舍区", 'B', P1, 34, 14},
                                          {"", "院落", 'S', P0, 20, 25}}};
constexpr std::array<PointRow, 7> kZ20Points{{{kButton, "1F", "值班室", 8, 5},
                                              {kButton, "2F", "值班室", 26, 4},
                                              {kButton, "3F", "值班室", 26, 4},
                                              {kFire, "1F", "走廊", 30, 9},
                                              {kFire, "3F", "走廊", 30, 9},
                                              {kWatch, "2F", "走廊南", 44, 9},
                                              {kDoor, "1F", "大门", 2, 9}}};

constexpr std::array<CameraRow, 11> kHouse{{{"1F", "门厅", 'B', P0, 4, 9},
                                            {"1F", "走廊", 'B', P0, 30, 9},
                                            {"1F", "活动室", 'B', P0, 48, 13},
                                            {"2F", "走廊南", 'B', P0, 44, 9},
                                            {"2F", "楼梯口", 'B', P0, 6, 9},
                                            {"2F", "走廊北", 'B', P0, 16, 9},
                                            {"2F", "值班室", 'B', P0, 26, 5},
                                            {"2F", "宿舍区", 'B', P1, 34, 14},
                                            {"3F", "走廊南", 'B', P0, 44, 9},
                                            {"3F", "走廊北", 'B', P0, 16, 9},
                                            {"3F", "宿舍区", 'B', P1, 34, 14}}};
constexpr std::array<PointRow, 7> kHousePoints{{{kButton, "1F", "值班室", 8, 5},
                                                {kButton, "2F", "值班室", 26, 4},
                                                {kButton, "3F", "值班室", 26, 4},
                                                {kFire, "1F", "走廊", 30, 9},
                                                {kFire, "3F", "走廊", 30, 9},
                                                {kWatch, "2F", "走廊北", 16, 9},
                                                {kDoor, "1F", "大门", 2, 9}}};

constexpr std::array<CameraRow, 10> kZ40{{{"1F", "门厅", 'B', P0, 4, 10},
                                          {"1F", "走廊", 'B', P0, 32, 10},
                                          {"1F", "教室", 'B', P0, 46, 15},
                                          {"1F", "谈话室", 'B', P3, 58, 5},
                                          {"2F", "走廊南", 'B', P0, 46, 10},
                                          {"2F", "走廊北", 'B', P0, 18, 10},
                                          {"2F", "值班室", 'B', P0, 32, 5},
                                          {"2F", "楼梯口", 'B', P0, 6, 10},
                                          {"2F", "宿舍区", 'B', P1, 40, 15},
                                          {"", "院落", 'S', P0, 20, 25}}};
constexpr std::array<PointRow, 5> kZ40Points{{{kButton, "1F", "谈话室", 59, 5},
                                              {kButton, "2F", "值班室", 32, 4},
                                              {kFire, "1F", "走廊", 32, 10},
                                              {kFire, "2F", "走廊", 32, 10},
                                              {kWatch, "1F", "门厅", 4, 10}}};

constexpr std::array<CameraRow, 12> kZ50{{{"1F", "门厅", 'B', P0, 4, 9},
                                          {"1F", "走廊南", 'B', P0, 44, 9},
                                          {"1F", "走廊北", 'B', P0, 16, 9},
                                          {"1F", "活动室", 'B', P0, 50, 14},
                                          {"2F", "走廊南", 'B', P0, 44, 9},
                                          {"2F", "走廊北", 'B', P0, 16, 9},
                                          {"2F", "值班室", 'B', P0, 26, 5},
                                          {"2F", "宿舍区", 'B', P1, 34, 14},
                                          {"3F", "走廊南", 'B', P0, 44, 9},
                                          {"3F", "走廊北", 'B', P0, 16, 9},
                                          {"3F", "宿舍区", 'B', P1, 34, 14},
                                          {"", "院落", 'S', P0, 20, 25}}};

constexpr std::array<CameraRow, 16> kZ60{{{"1F", "门厅", 'B', P0, 4, 10},
                                          {"1F", "急诊室", 'B', P2, 14, 16},
                                          {"1F", "抢救室", 'B', P2, 24, 16},
                                          {"1F", "药房", 'B', P0, 34, 16},
                                          {"1F", "走廊东", 'B', P0, 46, 10},
                                          {"1F", "走廊西", 'B', P0, 18, 10},
                                          {"1F", "候诊区", 'B', P2, 12, 5},
                                          {"1F", "心理咨询室", 'B', P3, 58, 16},
                                          {"2F", "走廊东", 'B', P0, 46, 10},
                                          {"2F", "走廊西", 'B', P0, 18, 10},
                                          {"2F", "护士站", 'B', P0, 32, 6},
                                          {"2F", "病房区东", 'B', P2, 50, 15},
                                          {"2F", "病房区西", 'B', P2, 14, 15},
                                          {"2F", "隔离病区", 'B', P2, 60, 5},
                                          {"2F", "楼梯口", 'B', P0, 6, 10},
                                          {"", "院落", 'S', P0, 20, 25}}};
constexpr std::array<PointRow, 11> kZ60Points{{{kButton, "1F", "急诊室", 14, 15},
                                               {kButton, "1F", "药房", 34, 15},
                                               {kButton, "2F", "护士站", 32, 5},
                                               {kButton, "2F", "隔离病区", 60, 6},
                                               {kFire, "1F", "走廊东", 46, 10},
                                               {kFire, "1F", "药房", 35, 16},
                                               {kFire, "2F", "走廊东", 46, 10},
                                               {kFire, "2F", "走廊西", 18, 10},
                                               {kWatch, "2F", "走廊东", 46, 10},
                                               {kWatch, "2F", "走廊西", 18, 10},
                                               {kDoor, "1F", "大门", 2, 10}}};

constexpr std::array<CameraRow, 8> kF1{{{"1F", "餐厅东", 'B', P0, 30, 12},
                                        {"1F", "餐厅西", 'B', P0, 6, 12},
                                        {"1F", "餐厅南", 'B', P0, 18, 4},
                                        {"1F", "餐厅北", 'B', P0, 18, 20},
                                        {"1F", "后厨一", 'B', P0, 42, 16},
                                        {"1F", "后厨二", 'B', P0, 42, 8},
                                        {"1F", "留样间", 'B', P0, 54, 16},
                                        {"1F", "卸货口", 'Q', P0, 58, 6}}};
constexpr std::array<PointRow, 4> kF1Points{{{kButton, "1F", "餐厅", 18, 12},
                                             {kFire, "1F", "后厨", 42, 12},
                                             {kFire, "1F", "餐厅", 18, 13},
                                             {kWatch, "1F", "餐厅北", 18, 20}}};

constexpr std::array<CameraRow, 16> kF2{{{"A", "车间东", 'B', P0, 60, 15},
                                         {"A", "车间西", 'B', P0, 12, 15},
                                         {"A", "车间南", 'B', P0, 36, 5},
                                         {"A", "车间北", 'B', P0, 36, 25},
                                         {"A", "工具间", 'B', P0, 68, 5},
                                         {"A", "原料库", 'B', P0, 68, 26},
                                         {"A", "出入口", 'Q', P0, 3, 15},
                                         {"A", "车间全景", 'P', P0, 36, 15},
                                         {"B", "车间东", 'B', P0, 60, 15},
                                         {"B", "车间西", 'B', P0, 12, 15},
                                         {"B", "车间南", 'B', P0, 36, 5},
                                         {"B", "车间北", 'B', P0, 36, 25},
                                         {"B", "工具间", 'B', P0, 68, 5},
                                         {"B", "原料库", 'B', P0, 68, 26},
                                         {"B", "出入口", 'Q', P0, 3, 15},
                                         {"B", "车间全景", 'P', P0, 36, 15}}};
constexpr std::array<PointRow, 7> kF2Points{{{kButton, "A", "车间", 36, 14},
                                             {kButton, "B", "车间", 36, 14},
                                             {kFire, "A", "原料库", 67, 26},
                                             {kFire, "B", "原料库", 67, 26},
                                             {kFire, "B", "车间", 36, 16},
                                             {kWatch, "A", "工具间", 68, 5},
                                             {kWatch, "B", "工具间", 68, 5}}};

constexpr std::array<CameraRow, 6> kF3{{{"1F", "门厅", 'B', P0, 4, 12},
                                        {"1F", "探访室一", 'B', P2, 24, 18},
                                        {"1F", "探访室二", 'B', P2, 40, 18},
                                        {"1F", "视频探访室", 'B', P2, 54, 18},
                                        {"1F", "候见区", 'B', P0, 20, 6},
                                        {"1F", "出入口", 'Q', P0, 2, 10}}};
constexpr std::array<PointRow, 4> kF3Points{{{kButton, "1F", "探访室", 32, 16},
                                             {kButton, "1F", "候见区", 20, 5},
                                             {kFire, "1F", "门厅", 5, 12},
                                             {kWatch, "1F", "出入口", 2, 10}}};

constexpr std::array<CameraRow, 8> kF4{{{"1F", "门厅", 'B', P0, 4, 10},
                                        {"1F", "教室一", 'B', P0, 20, 15},
                                        {"1F", "教室二", 'B', P0, 36, 15},
                                        {"1F", "康复训练厅", 'B', P0, 54, 10},
                                        {"2F", "走廊", 'B', P0, 32, 10},
                                        {"2F", "心理矫治室", 'B', P3, 50, 15},
                                        {"2F", "图书室", 'B', P0, 20, 15},
                                        {"2F", "楼梯口", 'B', P0, 6, 10}}};
constexpr std::array<PointRow, 4> kF4Points{{{kButton, "1F", "教室", 28, 14},
                                             {kButton, "2F", "心理矫治室", 50, 14},
                                             {kFire, "2F", "走廊", 32, 10},
                                             {kWatch, "1F", "康复训练厅", 54, 10}}};

constexpr std::array<CameraRow, 8> kF5{{{"", "操场全景", 'P', P0, 60, 40},
                                        {"", "操场东", 'S', P0, 110, 30},
                                        {"", "操场西", 'S', P0, 10, 30},
                                        {"", "主干道南", 'Q', P0, 60, 0},
                                        {"", "主干道北", 'Q', P0, 60, 75},
                                        {"", "十字路口", 'S', P0, 120, 10},
                                        {"", "停车区", 'Q', P0, 0, 5},
                                        {"", "制高点", 'S', P0, 30, 70}}};
constexpr std::array<PointRow, 3> kF5Points{
    {{kButton, "", "操场", 60, 30}, {kWatch, "", "操场", 60, 32}, {kWatch, "", "十字路口", 120, 10}}};

constexpr std::array<CameraRow, 12> kG1{{{"", "人行通道A门", 'Q', P0, 10, 2},
                                         {"", "人行通道AB间", 'B', P0, 10, 8},
                                         {"", "人行通道B门", 'Q', P0, 10, 14},
                                         {"", "车行通道A门", 'Q', P0, 24, 2},
                                         {"", "车行通道AB间", 'Q', P0, 24, 10},
                                         {"", "车行通道B门", 'Q', P0, 24, 18},
                                         {"", "缓冲区东", 'S', P0, 36, 26},
                                         {"", "缓冲区西", 'S', P0, 0, 26},
                                         {"", "门卫室", 'B', P0, 17, 6},
                                         {"", "安检区", 'B', P0, 12, 10},
                                         {"", "门外广场", 'S', P0, 18, -6},
                                         {"", "大门全景", 'P', P0, 18, 20}}};
constexpr std::array<PointRow, 8> kG1Points{{{kButton, "", "门卫室", 17, 5},
                                             {kButton, "", "安检区", 12, 9},
                                             {kFire, "", "门卫室", 17, 7},
                                             {kWatch, "", "缓冲区", 18, 26},
                                             {kDoor, "", "人行通道A门", 10, 2},
                                             {kDoor, "", "人行通道B门", 10, 14},
                                             {kDoor, "", "车行通道A门", 24, 2},
                                             {kDoor, "", "车行通道B门", 24, 18}}};

const std::array<ZoneRow, 15> kZones{{
    {"Z10", "生理脱毒区", "生理脱毒区", "一大队", 130, false, "10", 20, 200, kTwoFloors, kZ10, kZ10Points},
    {"Z20", "教育适应区", "教育适应区", "二大队", 210, false, "20", 100, 200, kThreeFloors, kZ20, kZ20Points},
    {"Z31", "康复巩固区一号楼", "康复巩固区", "三大队", 200, false, "31", 20, 150, kThreeFloors, kHouse,
     kHousePoints},
    {"Z32", "康复巩固区二号楼", "康复巩固区", "四大队", 200, false, "32", 100, 150, kThreeFloors, kHouse,
     kHousePoints},
    {"Z33", "康复巩固区三号楼", "康复巩固区", "五大队", 200, false, "33", 20, 100, kThreeFloors, kHouse,
     kHousePoints},
    {"Z34", "康复巩固区四号楼", "康复巩固区", "六大队", 200, false, "34", 100, 100, kThreeFloors, kHouse,
     kHousePoints},
    {"Z40", "回归指导区", "回归指导区", "七大队", 140, false, "40", 20, 55, kTwoFloors, kZ40, kZ40Points},
    {"Z50", "女子大队", "女子大队", "八大队", 170, true, "50", 280, 210, kThreeFloors, kZ50, kHousePoints},
    {"Z60", "病残专管区和戒毒医疗中心", "戒毒医疗中心", "九大队", 150, false, "60", 190, 210, kTwoFloors,
     kZ60, kZ60Points},
    {"F1", "食堂", "食堂", "生活卫生科", 0, false, "71", 190, 30, kOneFloor, kF1, kF1Points},
    {"F2", "习艺车间", "习艺车间", "习艺劳动科", 0, false, "72", 188, 67, kWorkshops, kF2, kF2Points},
    {"F3", "探访中心", "探访中心", "所政管理科", 0, false, "73", 260, 30, kOneFloor, kF3, kF3Points},
    {"F4", "教学楼", "教学楼", "教育矫正科", 0, false, "74", 100, 50, kTwoFloors, kF4, kF4Points},
    {"F5", "操场和道路", "操场道路", "警戒护卫大队", 0, false, "75", 190, 110, {}, kF5, kF5Points},
    {"G1", "大门AB门和缓冲区", "大门", "警戒护卫大队", 0, false, "81", 165, 0, {}, kG1, kG1Points},
}};

} // namespace

std::span<const ZoneRow> zoneRows() {
    return kZones;
}

} // namespace shouwang::site::sample
