#include "people/key_store.h"
#include "people/proof.h"

#include <QTest>

using namespace shouwang;
using namespace shouwang::people;

namespace {

constexpr std::string_view kPassword = "Qinghe-2026-night";

KeyStore storeWith(const std::string& account, Role role) {
    Account made;
    made.account = account;
    made.name = "某";
    made.role = role;
    made.cost = {1, 8192}; // the least that libsodium takes
    KeyStore store;
    if (!store.add(made, kPassword)) qFatal("the account cannot be added");
    return store;
}

Act act() {
    return {"duty.sign_handover", Id::fromParts({"handover"}), Id::fromParts({"seat"}), 5,
            toBytes(view("list"))};
}

} // namespace

class ProofTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void a_password_signs_one_act_and_no_other_one() {
        const KeyStore store = storeWith("qh0001", Role::ShiftLeader);
        const SignatureCheck check = [&](const std::string& account, ByteView text, ByteView signature) {
            const Account* known = store.find(account);
            return known != nullptr && verify(*known, text, signature);
        };
        Proof proof{"qh0001", Role::ShiftLeader, false, {}};
        proof.signature = store.unlock("qh0001", kPassword).value().sign(actText(proof, act()));
        QVERIFY(holds(proof, act(), check));
        QVERIFY(holds(Proof{"qh0001", Role::ShiftLeader, false, {}}, act(), {})); // a seat asks nobody
        for (int other = 0; other < 5; ++other) {
            Act changed = act();
            if (other == 0) changed.kind = "outages.bypass";
            if (other == 1) changed.entity = Id::fromParts({"another"});
            if (other == 2) changed.seat = Id::fromParts({"another"});
            if (other == 3) changed.occurred = 6;
            if (other == 4) changed.what = toBytes(view("another list"));
            QVERIFY(!holds(proof, changed, check));
        }
        Proof promoted = proof;
        promoted.role = Role::Commander;
        QVERIFY(!holds(promoted, act(), check));
        Proof helper = proof;
        helper.auxiliary = true;
        QVERIFY(!holds(helper, act(), check));
        Proof another = proof;
        another.account = "qh0002";
        QVERIFY(!holds(another, act(), check));
    }

    void a_proof_is_read_back_and_what_is_none_is_refused() {
        const Proof proof{"qh0001", Role::Medical, true, {1, 2, 3}};
        QVERIFY(proofFrom(toValue(proof)) == proof);
        QVERIFY(!proofFrom(0));
        QVERIFY(!proofFrom(ledger::Array{"qh0001", "king", 0, Bytes{1}}));
        QVERIFY(!proofFrom(ledger::Array{"", "medical", 0, Bytes{1}}));
        QVERIFY(!proofFrom(ledger::Array{"qh0001", "medical", 0}));
    }

    void only_police_answer_for_a_shift_with_a_signature_G17() {
        for (const Role role : {Role::Operator, Role::ShiftLeader, Role::Commander, Role::Brigade}) {
            QVERIFY(may(role, false, Permission::HandOver));
            QVERIFY(!may(role, true, Permission::HandOver));
        }
        for (const Role role : {Role::Medical, Role::Supervisor, Role::Admin})
            QVERIFY(!may(role, false, Permission::HandOver));
        QCOMPARE(name(Permission::HandOver), std::string_view("hand_over"));
    }
};

QTEST_GUILESS_MAIN(ProofTest)
#include "tst_proof.moc"
