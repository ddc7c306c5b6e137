// What the officer reads when something goes wrong: one calm line each, with what to do.
#include "shell/ui/notice.h"
#include "window_fixture.h"

#include <QAbstractButton>
#include <QTest>

using namespace shouwang;
using namespace shouwang::console;

class TestWindowTroubles : public QObject, private WindowFixture {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        begin();
        m_desk->makeOfficer();
        show({1366, 768});
        m_notice = m_window->findChild<shell::Notice*>();
    }
    void cleanup() { end(); }
    void a_command_that_could_not_be_saved_says_so_and_keeps_what_was_typed();
    void a_damaged_file_of_the_seat_says_what_to_do();
    void a_refused_site_says_file_line_and_reason();
    void a_refused_site_with_many_problems_shows_the_first_and_counts_the_others();
    void each_trouble_is_one_line_however_often_it_is_told();
    void without_any_accounts_a_damaged_key_store_says_that_nobody_can_sign_on();
    void who_has_not_handed_over_is_not_signed_off();
    void every_trouble_is_said_in_english_too();

private:
    QString said(Trouble trouble, const char* detail = "") {
        Q_EMIT m_desk->trouble(trouble, QString::fromUtf8(detail));
        return m_notice->isVisible() ? m_notice->currentText() : QString();
    }
    shell::Notice* m_notice = nullptr;
};

namespace {

constexpr const char* kTwice = "site.json:412: camera 'X' is named twice (first on line 398)";

} // namespace

void TestWindowTroubles::a_command_that_could_not_be_saved_says_so_and_keeps_what_was_typed() {
    const QString text = said(Trouble::CommandFailed, "seat.db: database or disk is full");
    QVERIFY2(text.contains(QStringLiteral("没有保存")), qPrintable(text));
    QVERIFY(text.contains(QStringLiteral("填写的内容还在")));
    QVERIFY(!text.contains(QStringLiteral("database")));
    QCOMPARE(m_notice->lines().back().kind, shell::Notice::Kind::Error); // stays until it is closed
}

void TestWindowTroubles::who_has_not_handed_over_is_not_signed_off() {
    const auto found = m_window->actions().find(QStringLiteral("退出登录"));
    QVERIFY(!found.empty());
    m_desk->owes = true;
    found.front()->spec.run();
    QVERIFY2(m_notice->currentText().contains(QStringLiteral("交接")), qPrintable(m_notice->currentText()));
    QVERIFY(m_desk->data().officer);
    m_desk->owes = false;
    found.front()->spec.run();
    QVERIFY(!m_desk->data().officer);
}

void TestWindowTroubles::a_damaged_file_of_the_seat_says_what_to_do() {
    const QString text = said(Trouble::StoreFailed, "seat.db: database disk image is malformed");
    QVERIFY2(text.contains(QStringLiteral("数据文件损坏")), qPrintable(text));
    QVERIFY(text.contains(QStringLiteral("换一个席位")));
    QCOMPARE(m_notice->lines().back().kind, shell::Notice::Kind::Error);
}

void TestWindowTroubles::a_refused_site_says_file_line_and_reason() {
    const QString text = said(Trouble::SiteRefused, kTwice);
    QVERIFY2(text.startsWith(QStringLiteral("站点发来的场所资料有错误，继续使用原来的资料。")),
             qPrintable(text));
    QVERIFY(text.endsWith(QLatin1String(kTwice)));
}

void TestWindowTroubles::a_refused_site_with_many_problems_shows_the_first_and_counts_the_others() {
    const QByteArray problems = QByteArray(kTwice) + "\nsite.json:500: no zone\nsite.json:501: no zone\n";
    const QString text = said(Trouble::SiteRefused, problems.constData());
    QVERIFY2(text.contains(QLatin1String(kTwice)), qPrintable(text));
    QVERIFY(!text.contains(QStringLiteral("500")));
    QVERIFY2(text.endsWith(QStringLiteral("另有 2 处错误")), qPrintable(text));
}

void TestWindowTroubles::each_trouble_is_one_line_however_often_it_is_told() {
    const Trouble all[] = {Trouble::SiteRefused, Trouble::KeysRefused, Trouble::SecretsRefused,
                           Trouble::NotKept};
    QSet<QString> texts;
    for (const Trouble trouble : all)
        texts << said(trouble, "why") << said(trouble, "why");
    QCOMPARE(texts.size(), 4);
    QCOMPARE(m_notice->lines().size(), std::size_t{4});
}

void TestWindowTroubles::without_any_accounts_a_damaged_key_store_says_that_nobody_can_sign_on() {
    QVERIFY(said(Trouble::KeysRefused).contains(QStringLiteral("现在不能登录")));
    m_desk->setKeys(std::make_shared<people::KeyStore>());
    const QString text = said(Trouble::KeysRefused);
    QVERIFY2(text.contains(QStringLiteral("继续使用原来的账号")), qPrintable(text));
}

void TestWindowTroubles::every_trouble_is_said_in_english_too() {
    m_window.reset();
    installTranslations(*qApp, QStringLiteral("en"));
    show({1366, 768});
    m_notice = m_window->findChild<shell::Notice*>();
    for (const Trouble trouble : {Trouble::CommandFailed, Trouble::StoreFailed, Trouble::SiteRefused,
                                  Trouble::KeysRefused, Trouble::SecretsRefused, Trouble::NotKept}) {
        const QString text = said(trouble);
        const bool chinese =
            std::any_of(text.begin(), text.end(), [](QChar c) { return c.script() == QChar::Script_Han; });
        QVERIFY2(!text.isEmpty() && !chinese, qPrintable(text));
    }
}

QTEST_MAIN(TestWindowTroubles)
#include "tst_window_troubles.moc"
