// What is printed: pages with numbers, the mark of an exercise, and nothing of the dark room's colours.
#include "shell/ui/paper.h"
#include "shell/ui/theme.h"

#include <QApplication>
#include <QTest>

using namespace shouwang;
using namespace shouwang::shell;

namespace {

Paper longPaper(int rows) {
    Paper paper;
    paper.title = QStringLiteral("事件 20261121-A-003");
    paper.head << QStringLiteral("青禾所");
    PaperTable table;
    table.header = {QStringLiteral("时间"), QStringLiteral("经过")};
    table.widths = {30, 70};
    for (int i = 0; i < rows; ++i)
        table.rows.push_back({QString::number(i), QStringLiteral("第 %1 行").arg(i)});
    QImage image(64, 36, QImage::Format_RGB888);
    image.fill(Qt::darkGreen);
    paper.parts = {{QStringLiteral("经过"), {QStringLiteral("一行")}, {table}, {}},
                   {QStringLiteral("录像"), {}, {}, {{image, {QStringLiteral("SHA-256 00ff")}}}}};
    paper.foot = QStringLiteral("打印：王立");
    return paper;
}

qsizetype pagesOf(const Bytes& pdf) {
    return QByteArray(reinterpret_cast<const char*>(pdf.data()), static_cast<int>(pdf.size()))
        .count("/Type /Page\n");
}

} // namespace

class TestPaper : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void a_paper_is_a_pdf_of_as_many_pages_as_it_takes();
    void an_exercise_has_its_word_in_text_and_on_paper();
    void the_text_says_what_the_paper_says();
    void the_same_paper_in_a_dark_room_is_black_on_white();
};

void TestPaper::a_paper_is_a_pdf_of_as_many_pages_as_it_takes() {
    const auto one = paperPdf(longPaper(3));
    QVERIFY(one && QByteArray(reinterpret_cast<const char*>(one->data()), 5) == "%PDF-");
    QCOMPARE(pagesOf(*one), qsizetype{1});
    const auto many = paperPdf(longPaper(200));
    QVERIFY(many && pagesOf(*many) >= 4);
}

void TestPaper::an_exercise_has_its_word_in_text_and_on_paper() {
    Paper paper = longPaper(3);
    const auto real = paperPdf(paper);
    QVERIFY(!paperText(paper).contains(QStringLiteral("演练")));
    paper.drill = QStringLiteral("演练");
    const auto drill = paperPdf(paper);
    QVERIFY(paperText(paper).startsWith(QStringLiteral("*** 演练 ***")));
    QVERIFY(real && drill && drill->size() > real->size());
}

void TestPaper::the_text_says_what_the_paper_says() {
    const QString text = paperText(longPaper(2));
    for (const QString& part : {QStringLiteral("事件 20261121-A-003"), QStringLiteral("== 经过 =="),
                                QStringLiteral("时间: 1  经过: 第 1 行"), QStringLiteral("SHA-256 00ff"),
                                QStringLiteral("打印：王立")})
        QVERIFY2(text.contains(part), qPrintable(text));
}

void TestPaper::the_same_paper_in_a_dark_room_is_black_on_white() {
    Theme dark(Theme::Shade::Dark);
    dark.install(*qApp);
    const auto inTheDark = paperPdf(longPaper(3));
    Theme light(Theme::Shade::Light);
    light.install(*qApp);
    const auto inTheLight = paperPdf(longPaper(3));
    QVERIFY(inTheDark && inTheLight);
    QCOMPARE(inTheDark->size(), inTheLight->size());
}

QTEST_MAIN(TestPaper)
#include "tst_paper.moc"
