// The inspector says what stands where, and does nothing else.
#include "shell/ui/inspector.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QLabel>
#include <QLineEdit>
#include <QLocalSocket>
#include <QPushButton>
#include <QSpinBox>
#include <QTableWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QVBoxLayout>

using namespace shouwang::shell;

class TestInspector : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void a_widget_is_described_with_its_place_on_the_screen();
    void a_number_is_told_as_it_stands_there();
    void a_password_is_never_told();
    void a_table_is_told_row_by_row();
    void the_socket_answers_line_by_line();
    void nonsense_is_answered_and_changes_nothing();
    void a_name_that_is_in_use_is_refused();
    void the_window_is_saved_as_a_picture();

private:
    QJsonObject ask(const char* question) const;
    std::unique_ptr<QWidget> m_window;
    std::unique_ptr<Inspector> m_inspector;
};

void TestInspector::init() {
    m_inspector.reset();
    m_window = std::make_unique<QWidget>();
    auto* box = new QVBoxLayout(m_window.get());
    auto* button = new QPushButton(QStringLiteral("接警"));
    button->setObjectName(QStringLiteral("go"));
    auto* secret = new QLineEdit(QStringLiteral("hunter2"));
    secret->setEchoMode(QLineEdit::Password);
    secret->setObjectName(QStringLiteral("secret"));
    auto* table = new QTableWidget(2, 2);
    table->setObjectName(QStringLiteral("list"));
    for (int i = 0; i < 4; ++i)
        table->setItem(i / 2, i % 2, new QTableWidgetItem(QString::number(i)));
    table->selectRow(1);
    box->addWidget(button);
    box->addWidget(secret);
    box->addWidget(table);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
    m_inspector = std::make_unique<Inspector>(*m_window);
}

QJsonObject TestInspector::ask(const char* question) const {
    return m_inspector->answer(QJsonDocument::fromJson(question).object());
}

void TestInspector::a_widget_is_described_with_its_place_on_the_screen() {
    const QJsonObject answer = ask(R"({"get":"widget","name":"go"})");
    QCOMPARE(answer.value(QStringLiteral("text")).toString(), QStringLiteral("接警"));
    QVERIFY(answer.value(QStringLiteral("visible")).toBool());
    const auto* button = m_window->findChild<QPushButton*>();
    const QJsonObject rect = answer.value(QStringLiteral("rect")).toObject();
    QCOMPARE(rect.value(QStringLiteral("x")).toInt(), button->mapToGlobal(QPoint()).x());
    QCOMPARE(rect.value(QStringLiteral("width")).toInt(), button->width());
}

void TestInspector::a_number_is_told_as_it_stands_there() {
    auto* number = new QSpinBox(m_window.get());
    number->setObjectName(QStringLiteral("count"));
    number->setSuffix(QStringLiteral(" 分钟"));
    number->setValue(60);
    const QJsonObject answer = ask(R"({"get":"widget","name":"count"})");
    QCOMPARE(answer.value(QStringLiteral("text")).toString(), QStringLiteral("60 分钟"));
}

void TestInspector::a_password_is_never_told() {
    const QString text = ask(R"({"get":"widget","name":"secret"})").value(QStringLiteral("text")).toString();
    QCOMPARE(text.size(), 7);
    QVERIFY(!text.contains(QStringLiteral("hunter")));
}

void TestInspector::a_table_is_told_row_by_row() {
    const QJsonArray rows = ask(R"({"get":"table","name":"list"})").value(QStringLiteral("rows")).toArray();
    QCOMPARE(rows.size(), 2);
    QCOMPARE(rows.at(1).toObject().value(QStringLiteral("cells")).toArray().at(0).toString(),
             QStringLiteral("2"));
    QVERIFY(rows.at(1).toObject().value(QStringLiteral("selected")).toBool());
}

void TestInspector::the_socket_answers_line_by_line() {
    const QString name = QStringLiteral("shouwang-test-%1").arg(QCoreApplication::applicationPid());
    QVERIFY(m_inspector->listen(name));
    QLocalSocket socket;
    socket.connectToServer(name);
    QVERIFY(socket.waitForConnected());
    socket.write("{\"get\":\"widget\",\"name\":\"go\"}\n{\"get\":\"all\"}\n");
    QByteArray lines;
    QTRY_VERIFY((lines += socket.readAll()).count('\n') == 2);
    QVERIFY(lines.contains("secret"));
}

void TestInspector::nonsense_is_answered_and_changes_nothing() {
    QVERIFY(ask(R"({"press":"go"})").contains(QStringLiteral("error")));
    QVERIFY(ask(R"([])").contains(QStringLiteral("error")));
    QVERIFY(ask(R"({"get":"widget","name":"none"})").contains(QStringLiteral("error")));
    QVERIFY(ask(R"({"grab":"/nowhere/at/all.png"})").contains(QStringLiteral("error")));
}

void TestInspector::a_name_that_is_in_use_is_refused() {
    const QString name = QStringLiteral("shouwang-test-two-%1").arg(QCoreApplication::applicationPid());
    QVERIFY(m_inspector->listen(name));
    Inspector second(*m_window);
    QVERIFY(!second.listen(name));
}

void TestInspector::the_window_is_saved_as_a_picture() {
    const QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("shot.png"));
    const QJsonObject answer = m_inspector->answer({{QStringLiteral("grab"), file}});
    QCOMPARE(answer.value(QStringLiteral("grabbed")).toString(), file);
    QCOMPARE(QImage(file).size(), m_window->size() * m_window->devicePixelRatio());
}

QTEST_MAIN(TestInspector)
#include "tst_inspector.moc"
