// What the desk reads and keeps beside the seat's file.
#include "console/desk_files.h"
#include "console/options.h"
#include "console/seat_file.h"
#include "console/settings.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace shouwang;
using namespace shouwang::console;

class TestFiles : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void a_second_desk_on_the_same_folder_is_refused();
    void a_spoken_number_never_comes_again();
    void a_new_day_or_seat_begins_anew();
    void a_seat_file_is_read_with_its_authority_beside_it();
    void a_wrong_seat_file_is_refused_with_its_reason_data();
    void a_wrong_seat_file_is_refused_with_its_reason();
    void a_seat_file_that_others_can_read_is_refused();
    void geometry_is_read();
    void what_was_read_of_merges_is_known_after_a_restart();
};

void TestFiles::a_second_desk_on_the_same_folder_is_refused() {
    const QTemporaryDir folder;
    const auto first = DeskFiles::open(folder.path().toStdString());
    QVERIFY(first.has_value());
    QVERIFY(!DeskFiles::open(folder.path().toStdString()).has_value());
}

void TestFiles::a_spoken_number_never_comes_again() {
    const QTemporaryDir folder;
    {
        const auto files = DeskFiles::open(folder.path().toStdString());
        QCOMPARE(*files->takeNumber("20261121-A-001"), std::string("20261121-A-001"));
        QCOMPARE(*files->takeNumber("20261121-A-001"), std::string("20261121-A-002"));
    }
    const auto again = DeskFiles::open(folder.path().toStdString());
    QCOMPARE(*again->takeNumber("20261121-A-001"), std::string("20261121-A-003"));
    QCOMPARE(*again->takeNumber("20261121-A-017"), std::string("20261121-A-017"));
    QCOMPARE(*again->takeNumber("YL-20261121-A-001"), std::string("YL-20261121-A-001")); // of an exercise
    QCOMPARE(*again->takeNumber("YL-20261121-A-001"), std::string("YL-20261121-A-002"));
    QCOMPARE(*again->takeNumber("20261121-A-001"), std::string("20261121-A-018"));
}

void TestFiles::a_new_day_or_seat_begins_anew() {
    const QTemporaryDir folder;
    const auto files = DeskFiles::open(folder.path().toStdString());
    QCOMPARE(*files->takeNumber("20261121-A-009"), std::string("20261121-A-009"));
    QCOMPARE(*files->takeNumber("20261122-A-001"), std::string("20261122-A-001"));
    QVERIFY(!files->takeNumber("nonsense").has_value());
}

void TestFiles::a_seat_file_is_read_with_its_authority_beside_it() {
    const auto file = parseSeatFile(
        view(
            R"({"seat":"00112233445566778899aabbccddeeff","letter":"A","name":"x","url":"https://s:1","token":"t","ca":"ca.pem"})"),
        "/etc/shouwang/seat.json");
    QVERIFY(file.has_value());
    QCOMPARE(file->letter, std::string("A"));
    QCOMPARE(file->station.authority, std::string("/etc/shouwang/ca.pem"));
    QCOMPARE(file->seat.text(), std::string("00112233445566778899aabbccddeeff"));
}

void TestFiles::a_wrong_seat_file_is_refused_with_its_reason_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("reason");
    QTest::newRow("empty") << QByteArray() << QByteArray("JSON");
    QTest::newRow("list") << QByteArray("[]") << QByteArray("JSON");
    QTest::newRow("seat") << QByteArray(R"({"seat":"12","letter":"A"})") << QByteArray("seat");
    QTest::newRow("letter") << QByteArray(R"({"seat":"00112233445566778899aabbccddeeff","letter":"a"})")
                            << QByteArray("letter");
    QTest::newRow("token")
        << QByteArray(
               R"({"seat":"00112233445566778899aabbccddeeff","letter":"A","url":"http://127.0.0.1:1"})")
        << QByteArray("token");
}

void TestFiles::a_wrong_seat_file_is_refused_with_its_reason() {
    QFETCH(const QByteArray, text);
    QFETCH(const QByteArray, reason);
    const std::string bytes = text.toStdString();
    const auto file = parseSeatFile(view(bytes), "seat.json");
    QVERIFY(!file.has_value());
    QVERIFY(QByteArray::fromStdString(file.error().text).contains(reason));
    QVERIFY(QByteArray::fromStdString(file.error().text).contains("seat.json"));
}

void TestFiles::a_seat_file_that_others_can_read_is_refused() {
    const QTemporaryDir folder;
    const auto path = (folder.path() + QStringLiteral("/seat.json")).toStdString();
    const auto text = view(R"({"seat":"00112233445566778899aabbccddeeff","letter":"A"})");
    QVERIFY(writeFileWhole(path, text, 0644).has_value());
    QVERIFY(!readSeatFile(path).has_value());
    QVERIFY(writeFileWhole(path, text, 0600).has_value());
    QVERIFY(readSeatFile(path).has_value());
}

void TestFiles::geometry_is_read() {
    QCOMPARE(parseGeometry(QStringLiteral("1920x1080")), QRect(0, 0, 1920, 1080));
    QCOMPARE(parseGeometry(QStringLiteral("1366x768+10+20")), QRect(10, 20, 1366, 768));
    QVERIFY(!parseGeometry(QStringLiteral("wide")));
    QVERIFY(!parseGeometry(QStringLiteral("1920")));
}

void TestFiles::what_was_read_of_merges_is_known_after_a_restart() {
    const QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("desk.ini"));
    const auto incident = [](int i) { return Id::fromParts({"incident", std::to_string(i)}); };
    {
        Settings settings(file);
        QVERIFY(settings.mergesRead().empty());
        for (int i = 0; i < 250; ++i)
            settings.noteMergesRead(incident(i), 1);
        settings.noteMergesRead(incident(249), 3);
        // Killed here: what was noted is in the file already.
        QCOMPARE(Settings(file).mergesRead().at(incident(249)), std::size_t{3});
    }
    const auto read = Settings(file).mergesRead();
    QCOMPARE(read.size(), std::size_t{200}); // the newest
    QVERIFY(!read.contains(incident(0)));
    QVERIFY(read.contains(incident(100)));
    QFile broken(file);
    QVERIFY(broken.open(QIODevice::WriteOnly));
    broken.write("merges_read=nonsense, x=y, 12=3\n");
    broken.close();
    QVERIFY(Settings(file).mergesRead().empty());
}

QTEST_GUILESS_MAIN(TestFiles)
#include "tst_files.moc"
