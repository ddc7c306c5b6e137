#include "people/key_store.h"

#include <QTemporaryDir>
#include <QTest>
#include <sys/stat.h>

using namespace shouwang;
using namespace shouwang::people;

namespace {

constexpr std::string_view kPassword = "Qinghe-2026-night";

Account cheap(std::string account, Role role = Role::Operator, bool auxiliary = false) {
    Account made;
    made.account = std::move(account);
    made.name = "某";
    made.role = role;
    made.auxiliary = auxiliary;
    made.cost = {1, 8192}; // the least that libsodium takes: the rules are tested here, not the cost
    return made;
}

KeyStore storeWithOne() {
    KeyStore store;
    if (!store.add(cheap("qh0001"), kPassword)) qFatal("the account cannot be added");
    return store;
}

} // namespace

class KeyStoreTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void the_password_opens_the_key_and_the_key_signs() {
        const KeyStore store = storeWithOne();
        const UserKey key = store.unlock("qh0001", kPassword).value();
        const Bytes text = signOnText(Id::fromParts({"seat"}), {"qh0001", Role::Operator, false, {}}, 5);
        QVERIFY(verify(*store.find("qh0001"), text, key.sign(text)));
        QVERIFY(!verify(*store.find("qh0001"),
                        signOnText(Id::fromParts({"seat"}), {"qh0001", Role::Commander, false, {}}, 5),
                        key.sign(text)));
    }

    void a_wrong_password_and_an_unknown_account_answer_alike() {
        const KeyStore store = storeWithOne();
        const auto wrong = store.unlock("qh0001", "Wrong-password-1");
        const auto unknown = store.unlock("nobody", kPassword);
        QVERIFY(!wrong && !unknown);
        QCOMPARE(wrong.error().text, unknown.error().text);
        QCOMPARE(wrong.error().next, Next::Refused);
    }

    void the_store_is_read_back_and_works_without_the_station() {
        const KeyStore back = KeyStore::parse(storeWithOne().serialise()).value();
        QVERIFY(back.unlock("qh0001", kPassword).has_value());
    }

    void a_role_changed_in_the_file_does_not_open() {
        Bytes bytes = storeWithOne().serialise();
        std::string text(bytes.begin(), bytes.end());
        const auto role = text.find("\"operator\"");
        text.replace(role, 10, "\"commander\"");
        const KeyStore forged = KeyStore::parse(view(text)).value();
        QVERIFY(!forged.unlock("qh0001", kPassword));
    }

    void weak_passwords_double_accounts_and_auxiliary_leaders_are_refused() {
        KeyStore store = storeWithOne();
        QVERIFY(!store.add(cheap("qh0002"), "short1A"));
        QVERIFY(!store.add(cheap("qh0002"), "onlylowercaseletters"));
        QVERIFY(!store.add(cheap("qh0001"), kPassword));
        QVERIFY(!store.add(cheap("qh0003", Role::ShiftLeader, true), kPassword));
        QCOMPARE(store.accounts().size(), 1u);
    }

    void a_broken_store_is_refused() {
        QVERIFY(!KeyStore::parse(view("")));
        QVERIFY(!KeyStore::parse(view("{\"version\":2,\"accounts\":[]}")));
        QVERIFY(!KeyStore::parse(view("{\"version\":1,\"accounts\":[{}]}")));
        Bytes bytes = storeWithOne().serialise();
        std::string text(bytes.begin(), bytes.end());
        text.replace(text.find("8192"), 4, "9999999999999"); // a cost that would eat the machine
        QVERIFY(!KeyStore::parse(view(text)));
    }

    void the_file_is_private_and_a_public_one_is_refused() {
        const QTemporaryDir folder;
        const std::filesystem::path path = folder.path().toStdString() + "/keys.json";
        QVERIFY(storeWithOne().write(path));
        QVERIFY(KeyStore::read(path).has_value());
        chmod(path.c_str(), 0644);
        QVERIFY(!KeyStore::read(path));
    }
};

QTEST_GUILESS_MAIN(KeyStoreTest)
#include "tst_key_store.moc"
