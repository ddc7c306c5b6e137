#include "base/file.h"
#include "site/secrets_file.h"

#include <QTemporaryDir>
#include <QTest>
#include <filesystem>

using namespace shouwang;
using namespace shouwang::site;

class TestSecrets : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void what_is_written_is_read_back() {
        const Secrets secrets{{"*", {"view", "geheim \"1\""}}, {"Z31-2F-走廊北-B03", {"走廊", "密码"}}};
        const auto read = parseSecrets(view(writeSecrets(secrets)), "secrets.json");
        QVERIFY(read.has_value());
        QCOMPARE(read->size(), std::size_t{2});
        QCOMPARE(read->at("*").password, std::string("geheim \"1\""));
        QCOMPARE(secretFor(*read, "Z31-2F-走廊北-B03")->user, std::string("走廊"));
        QCOMPARE(secretFor(*read, "another")->user, std::string("view"));
        QVERIFY(!secretFor({}, "another"));
    }

    void wrong_content_is_refused_without_repeating_a_password_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("not json") << QByteArray("{\"*\": {\"user\": \"u\", \"password\": \"hunter2}");
        QTest::newRow("a list") << QByteArray("[\"hunter2\"]");
        QTest::newRow("password beside") << QByteArray("{\"*\": \"hunter2\"}");
        QTest::newRow("unknown key") << QByteArray("{\"*\": {\"user\": \"u\", \"passwort\": \"hunter2\"}}");
        QTest::newRow("no user") << QByteArray("{\"*\": {\"password\": \"hunter2\"}}");
        QTest::newRow("control character")
            << QByteArray("{\"*\": {\"user\": \"u\", \"password\": \"hunter2\\n\"}}");
        QTest::newRow("twice") << QByteArray("{\"*\": {\"user\": \"u\"}, \"*\": {\"user\": \"hunter2\"}}");
    }
    void wrong_content_is_refused_without_repeating_a_password() {
        QFETCH(QByteArray, text);
        const auto read = parseSecrets(view(text.toStdString()), "secrets.json");
        QVERIFY(!read);
        QCOMPARE(read.error().next, Next::Refused);
        QVERIFY2(read.error().text.starts_with("secrets.json:1: "), read.error().text.c_str());
        QVERIFY(read.error().text.find("hunter2") == std::string::npos);
    }

    void a_file_that_others_can_read_is_refused_data() {
        QTest::addColumn<int>("mode");
        QTest::addColumn<bool>("accepted");
        QTest::newRow("0600") << 0600 << true;
        QTest::newRow("0640") << 0640 << false;
        QTest::newRow("0604") << 0604 << false;
        QTest::newRow("0620") << 0620 << false;
        QTest::newRow("0700") << 0700 << false;
    }
    void a_file_that_others_can_read_is_refused() {
        QFETCH(int, mode);
        QFETCH(bool, accepted);
        const QTemporaryDir folder;
        const std::filesystem::path path = folder.filePath(QStringLiteral("secrets.json")).toStdString();
        QVERIFY(writeFileWhole(path, view(writeSecrets({{"*", {"u", "p"}}}))).has_value());
        std::filesystem::permissions(path, static_cast<std::filesystem::perms>(mode));
        const auto read = readSecrets(path);
        QCOMPARE(read.has_value(), accepted);
        if (!accepted) QVERIFY(read.error().text.find("0600") != std::string::npos);
    }

    void a_missing_file_is_refused() { QVERIFY(!readSecrets("/nonexistent/secrets.json")); }
};

QTEST_GUILESS_MAIN(TestSecrets)
#include "tst_secrets.moc"
