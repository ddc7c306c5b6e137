// The list of a handover as rows: does it keep what a model promises, and does every item say what it is?
#include "../handover_story.h"
#include "duty/ui/handover_model.h"
#include "duty/ui/words.h"
#include "ui_desk.h"

#include <QAbstractItemModelTester>
#include <rapidcheck.h>

using namespace shouwang;
using namespace shouwang::duty;
using namespace shouwang::duty::test;

namespace {

Item anyItem(std::uint32_t dice) {
    Item item;
    item.kind = static_cast<ItemKind>(dice % 10 + 1);
    item.key = std::to_string(dice / 10 % 5);
    item.title = dice / 50 % 2 == 0 ? "" : "走廊争吵";
    item.zone = dice / 100 % 2 == 0 ? "" : "Z31";
    item.basis = std::to_string(dice / 200 % 2);
    for (std::uint32_t i = 0; i < dice / 400 % 7; ++i)
        item.figures.push_back(dice / 2800 % 5);
    return item;
}

Handover answered(const std::vector<Item>& items, const std::vector<std::uint32_t>& dice) {
    Handover handover;
    handover.id = kHandover;
    handover.begun.at = dice.empty() ? 0 : 1;
    for (std::size_t i = 0; i < items.size() && i < dice.size(); ++i) {
        if (dice[i] % 4 == 0) continue;
        Answer answer;
        answer.questioned = dice[i] % 4 == 1;
        answer.text = "问";
        answer.counted = dice[i] % 4 == 2 ? 7 : -1;
        answer.basis = dice[i] % 3 == 0 ? "other" : items[i].basis;
        if (dice[i] % 5 == 0) answer.reply = Reply{"答", "wang", {}};
        handover.answers.emplace(items[i].name(), answer);
    }
    return handover;
}

} // namespace

class HandoverModelTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void the_model_keeps_what_a_model_promises_whatever_comes() {
        UiDesk desk;
        ItemNames names;
        names.scope = desk.scope();
        HandoverModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        qputenv("RC_PARAMS", "max_success=100");
        QVERIFY(rc::check("list", [&](const std::vector<std::uint32_t>& dice) {
            std::map<std::string, Item> known; // an item stands once
            for (const std::uint32_t each : dice) {
                Item item = anyItem(each);
                known.insert_or_assign(item.name(), std::move(item));
            }
            std::vector<Item> items;
            for (const auto& [name, item] : known)
                items.push_back(item);
            const auto rows = rowsOf(answered(items, dice), items, names, kStart);
            model.setRows(rows);
            RC_ASSERT(model.rows() == rows);
            RC_ASSERT(rows.size() == items.size() + 5);
            for (int row = 0; row < model.rowCount(); ++row) {
                RC_ASSERT(!model.index(row).data().toString().isEmpty());
                const bool selectable = model.flags(model.index(row)).testFlag(Qt::ItemIsSelectable);
                RC_ASSERT(selectable != model.at(row).heading);
            }
        }));
    }

    void every_kind_says_what_it_is_where_and_since_when() {
        UiDesk desk;
        ItemNames names;
        names.scope = desk.scope();
        names.act = [](const std::string&) { return QStringLiteral("关闭警情"); };
        names.refusal = [](const std::string&) { return QStringLiteral("没有这条警情"); };
        Night night;
        night.fill();
        const auto open = night.open();
        HandoverModel model;
        model.setRows(rowsOf({}, open, names, kStart + 8 * kHour));
        const auto textOf = [&](ItemKind kind) {
            for (const HandoverRow& row : model.rows()) {
                if (!row.heading && row.item.kind == kind) return model.indexOf(row.id).data().toString();
            }
            return QString();
        };
        const std::map<ItemKind, QStringList> said{
            {ItemKind::Headcount, {QStringLiteral("应在 3"), QStringLiteral("编区 3")}},
            {ItemKind::Alarm,
             {QStringLiteral("报警点 AL-1"), QStringLiteral("未接警"), QStringLiteral("自 ")}},
            {ItemKind::Incident, {QStringLiteral("走廊争吵"), QStringLiteral("Ⅳ级")}},
            {ItemKind::Task, {QStringLiteral("查明原因"), QStringLiteral("POST-2")}},
            {ItemKind::Bypass, {QStringLiteral("报警点 AL-2"), QStringLiteral("旁路至")}},
            {ItemKind::Camera, {QStringLiteral("走廊北"), QStringLiteral("摄像机中断")}},
            {ItemKind::Refused, {QStringLiteral("关闭警情"), QStringLiteral("没有这条警情")}},
            {ItemKind::Line, {QStringLiteral("夜间巡查加密"), QStringLiteral("上级指令")}},
            {ItemKind::Equipment,
             {QStringLiteral("对讲机"), QStringLiteral("应有 4　实有 3"), QStringLiteral("数目不符")}}};
        for (const auto& [kind, words] : said) {
            for (const QString& word : words)
                QVERIFY2(textOf(kind).contains(word),
                         qPrintable(textOf(kind) + QStringLiteral(" | ") + word));
        }
    }

    void what_has_come_since_the_list_was_signed_is_marked() {
        UiDesk desk;
        ItemNames names;
        names.scope = desk.scope();
        Handover handover;
        handover.id = kHandover;
        handover.begun.at = 1;
        Item known;
        known.key = "1";
        Item changed;
        changed.key = "2";
        Item fresh;
        fresh.key = "3";
        handover.items = {known, changed};
        changed.basis = "other";
        const auto rows = rowsOf(handover, std::vector<Item>{known, changed, fresh}, names, kStart);
        std::vector<bool> marked;
        for (const HandoverRow& row : rows) {
            if (!row.heading) marked.push_back(row.fresh);
        }
        QCOMPARE(marked, (std::vector<bool>{false, true, true}));
    }

    void the_words_of_the_room_answer_for_the_handover_too() {
        for (const char* kind : {kind::kHandoverBegun, kind::kItemAccepted, kind::kHandedOver,
                                 kind::kHandoverExcepted, "duty.sign_handover"})
            QVERIFY2(actWord(kind) != QLatin1String(kind), kind);
        for (const char* code : {code::kListChanged, code::kHeadcountOpen, code::kNotHandedOver})
            QVERIFY2(refusalWord(code) != QLatin1String(code), code);
        QCOMPARE(fieldWord(Field::Counted), QStringLiteral("清点人数"));
        QCOMPARE(valueWord(Field::Exception, std::string(kNobodyArrives)), QStringLiteral("无人接班"));
    }
};

QTEST_MAIN(HandoverModelTest)
#include "tst_handover_model.moc"
