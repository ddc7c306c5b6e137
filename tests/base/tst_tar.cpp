#include "base/file.h"
#include "base/tar.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace shouwang;

class TestTar : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void others_read_what_was_packed();
    void an_empty_archive_is_one_too();
    void a_name_that_leaves_the_folder_is_refused_data();
    void a_name_that_leaves_the_folder_is_refused();
};

void TestTar::others_read_what_was_packed() {
    QTemporaryDir folder;
    const std::string path = folder.path().toStdString() + "/a.tar";
    const std::string large(1500, 'x');
    const auto tar = tarOf(
        {{"log.txt", toBytes(view("one\ntwo\n"))}, {"empty.txt", {}}, {"large.txt", toBytes(view(large))}},
        1'790'000'000);
    QVERIFY(tar && writeFileWhole(path, *tar));
    QProcess out;
    out.start(QStringLiteral("tar"),
              {QStringLiteral("-xf"), QString::fromStdString(path), QStringLiteral("-C"), folder.path()});
    QVERIFY(out.waitForFinished());
    QCOMPARE(out.exitCode(), 0);
    QCOMPARE(readFile(folder.path().toStdString() + "/log.txt").value(), toBytes(view("one\ntwo\n")));
    QCOMPARE(readFile(folder.path().toStdString() + "/empty.txt").value().size(), std::size_t{0});
    QCOMPARE(readFile(folder.path().toStdString() + "/large.txt").value(), toBytes(view(large)));
}

void TestTar::an_empty_archive_is_one_too() {
    QCOMPARE(tarOf({}, 0).value(), Bytes(1024, 0));
}

void TestTar::a_name_that_leaves_the_folder_is_refused_data() {
    QTest::addColumn<QString>("name");
    QTest::newRow("empty") << QString();
    QTest::newRow("absolute") << QStringLiteral("/etc/passwd");
    QTest::newRow("too long") << QString(120, QLatin1Char('a'));
    QTest::newRow("not ASCII") << QStringLiteral("日志.txt");
    QTest::newRow("above") << QStringLiteral("../out.txt");
}

void TestTar::a_name_that_leaves_the_folder_is_refused() {
    QFETCH(QString, name);
    const auto tar = tarOf({{name.toStdString(), {}}}, 0);
    QVERIFY(!tar);
    QCOMPARE(tar.error().next, Next::Refused);
}

QTEST_APPLESS_MAIN(TestTar)
#include "tst_tar.moc"
