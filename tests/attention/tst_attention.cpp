#include "attention/attention.h"
#include "base/random.h"
#include "people/tables.h"

#include <QTemporaryDir>
#include <QTest>

using namespace shouwang;
using namespace shouwang::attention;
using ledger::Command;
using ledger::Nature;
using ledger::Verdict;

namespace {

const Id kDoor = Id::fromParts({"door", "1"});
const Id kSeatA = Id::fromParts({"seat", "A"});
const Id kSeatB = Id::fromParts({"seat", "B"});
constexpr const char* kPost = "P-CC-1";

/// A room whose every order is refused and whose every report is contested.
class Strict final : public ledger::Feature {
public:
    std::string name() const override { return "strict"; }
    int version() const override { return 1; }
    void createTables(ledger::Database&) const override {}
    void dropTables(ledger::Database&) const override {}
    ledger::Decision decide(const ledger::View&, const Command& command) const override {
        if (command.nature == Nature::Order)
            return ledger::Decision::refuse("strict.never", "no order is good enough", "house rule 7");
        ledger::Draft draft;
        draft.kind = "strict.happened";
        draft.entity = command.entity;
        draft.open = command.open;
        draft.contested = {"strict.always", "strict.twice"};
        return ledger::Decision::one(std::move(draft));
    }
    void apply(ledger::Database&, const ledger::Fact&) const override {}
    ledger::Map present(const ledger::View&, const Command&) const override {
        return {{1, ledger::Value("what stands there")}};
    }
};

Command typed(Nature nature, const Id& seat, std::uint64_t counter) {
    Command command;
    command.id = {ledger::CommandId::Source::Seat, seat, 1, counter, 0};
    command.kind = "strict.do";
    command.nature = nature;
    command.entity = kDoor;
    command.actor = "qh0001";
    command.seat = seat;
    command.reason = "because";
    command.occurred = 5'000'000;
    command.recorded = 5'000'001;
    command.open = {{1, ledger::Value("what was typed")}};
    return command;
}

} // namespace

class AttentionTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        m_counter = 0;
        open();
        signOn("leader", people::Role::ShiftLeader, kSeatB, {});
    }
    void cleanup() { m_ledger.reset(); }

    void a_refused_order_stays_in_sight_with_both_values() {
        const Verdict verdict = submit(typed(Nature::Order, kSeatA, ++m_counter));
        QCOMPARE(verdict.kind, Verdict::Kind::Refused);
        QCOMPARE(verdict.last, m_ledger->head().number); // the seat shows its own until this fact has come
        const auto items = openItems(m_ledger->view());
        QCOMPARE(items.size(), 1u);
        const State& item = items.front();
        QCOMPARE(item.cause, Cause::Refused);
        QCOMPARE(item.kind, std::string("strict.do"));
        QCOMPARE(item.about, kDoor);
        QCOMPARE(item.actor, std::string("qh0001"));
        QCOMPARE(item.reason, std::string("because"));
        QCOMPARE(item.codes, std::vector<std::string>{"strict.never"});
        QCOMPARE(item.basis, std::string("house rule 7"));
        QCOMPARE(ledger::at(item.typed, 1).text(), std::string("what was typed"));
        QCOMPARE(ledger::at(item.present, 1).text(), std::string("what stands there"));
    }

    void a_refused_order_belongs_to_the_post_on_which_it_was_given() {
        signOn("qh0001", people::Role::Operator, kSeatA, kPost);
        submit(typed(Nature::Order, kSeatA, ++m_counter));
        QCOMPARE(openItems(m_ledger->view()).front().post, std::string(kPost));
        QCOMPARE(countAt({kSeatA, kPost}), 1u);
        QCOMPARE(countAt({kSeatB, kPost}), 1u); // the post has moved to another seat
        QCOMPARE(countAt({kSeatA, "P-GATE"}), 0u);
        QCOMPARE(countAt({kSeatA, {}}), 0u);
        QCOMPARE(openItems(m_ledger->view()).size(), 1u); // the leader's list
    }

    void a_post_keeps_what_was_refused_when_its_officer_has_gone() {
        signOn("qh0001", people::Role::Operator, kSeatA, kPost);
        submit(typed(Nature::Order, kSeatA, ++m_counter));
        Command off = people::signOff("qh0001");
        off.seat = kSeatA;
        off.id = {ledger::CommandId::Source::Seat, kSeatA, 1, ++m_counter, 0};
        submit(off);
        QCOMPARE(countAt({kSeatA, kPost}), 1u);
        submit(typed(Nature::Order, kSeatA, ++m_counter));
        QCOMPARE(countAt({kSeatA, kPost}), 2u); // the second was given on no post, at this seat
        QCOMPARE(countAt({kSeatA, {}}), 1u);
    }

    void an_order_that_was_given_on_no_post_belongs_to_its_seat() {
        submit(typed(Nature::Order, kSeatA, ++m_counter));
        QCOMPARE(countAt({kSeatA, {}}), 1u);
        QCOMPARE(countAt({kSeatA, kPost}), 1u); // whoever sits there
        QCOMPARE(countAt({kSeatB, kPost}), 0u);
    }

    void a_second_arrival_of_a_refused_order_makes_no_second_item() {
        const Command command = typed(Nature::Order, kSeatA, ++m_counter);
        submit(command);
        submit(command);
        QCOMPARE(openItems(m_ledger->view()).size(), 1u);
    }

    void a_contested_report_has_an_item_for_the_leader() {
        submit(typed(Nature::Report, kSeatA, ++m_counter));
        const auto items = openItems(m_ledger->view());
        QCOMPARE(items.size(), 1u);
        QCOMPARE(items.front().cause, Cause::Contested);
        QCOMPARE(items.front().codes.size(), 2u);
        QCOMPARE(countAt({kSeatA, {}}), 0u); // no post can settle it alone
    }

    void what_is_dealt_with_leaves_the_list_and_stays_on_record() {
        submit(typed(Nature::Order, kSeatA, ++m_counter));
        const State item = openItems(m_ledger->view()).front();
        submit(settled(item, "dropped", "not needed any more"));
        QVERIFY(openItems(m_ledger->view()).empty());
        const auto kept = attention::item(m_ledger->view(), item.id);
        QVERIFY(kept && kept->settled);
        QCOMPARE(kept->settled->outcome, std::string("dropped"));
        QCOMPARE(kept->settled->actor, std::string("leader"));
        QCOMPARE(submit(settled(item, "dropped", "not needed any more")).kind, Verdict::Kind::NoOp);
    }

    void a_settling_without_a_note_or_of_nothing_is_contested() {
        submit(typed(Nature::Order, kSeatA, ++m_counter));
        const State item = openItems(m_ledger->view()).front();
        QCOMPARE(submit(settled(item, "dropped", "")).refusal.code, std::string(code::kNoteMissing));
        State unknown;
        unknown.id = Id::fromParts({"nothing"});
        QCOMPARE(submit(settled(unknown, "other", "x")).refusal.code, std::string(code::kUnknownItem));
    }

    void a_second_word_on_an_item_is_contested_and_the_first_stands() {
        submit(typed(Nature::Order, kSeatA, ++m_counter));
        const State item = openItems(m_ledger->view()).front();
        submit(settled(item, "dropped", "first"));
        QCOMPARE(submit(settled(item, "repeated", "second")).refusal.code,
                 std::string(code::kAlreadySettled));
        QCOMPARE(attention::item(m_ledger->view(), item.id)->settled->note, std::string("first"));
    }

    void a_rebuild_makes_the_same_items() {
        submit(typed(Nature::Order, kSeatA, ++m_counter));
        submit(typed(Nature::Report, kSeatB, ++m_counter));
        submit(settled(openItems(m_ledger->view()).front(), "other", "seen"));
        const auto before = openItems(m_ledger->view());
        m_ledger->database().begin();
        m_ledger->database().run("DELETE FROM feature; DELETE FROM attention_item");
        QVERIFY(m_ledger->database().commit());
        open();
        QCOMPARE(openItems(m_ledger->view()), before);
    }

private:
    void open() {
        m_ledger.reset();
        m_ledger = ledger::Ledger::open({m_folder->path().toStdString() + "/ledger", {}, nullptr},
                                        {std::make_shared<Strict>(), people::makeFeature(), makeFeature()},
                                        m_clock, m_random)
                       .value();
    }
    void signOn(const std::string& account, people::Role role, const Id& seat, const std::string& post) {
        Command command = people::signOn({account, role, false, post}, {});
        command.id = {ledger::CommandId::Source::Seat, seat, 1, ++m_counter, 0};
        command.seat = seat;
        QCOMPARE(submit(command).kind, Verdict::Kind::Applied);
    }
    std::size_t countAt(const Place& place) const { return openItems(m_ledger->view(), {place}).size(); }
    Verdict submit(const Command& command) { return m_ledger->submit({&command, 1}).value().front(); }
    Command settled(const State& item, std::string outcome, std::string note) {
        Command command = settle(item, std::move(outcome), std::move(note));
        command.id = {ledger::CommandId::Source::Seat, kSeatB, 1, ++m_counter, 0};
        command.actor = "leader";
        command.seat = kSeatB;
        command.occurred = 9'000'000;
        return command;
    }

    ManualClock m_clock;
    SeededRandom m_random{3};
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<ledger::Ledger> m_ledger;
    std::uint64_t m_counter = 0;
};

QTEST_GUILESS_MAIN(AttentionTest)
#include "tst_attention.moc"
