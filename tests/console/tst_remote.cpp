// What the station sends beside the facts, and the desk cannot use: the old stays in force, and the officer
// hears of it once.
#include "console/desk_session.h"
#include "fake_link.h"
#include "site/sample.h"
#include "site/site_file.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace shouwang;
using namespace shouwang::console;

class TestRemote : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void a_wrong_site_leaves_the_old_one_in_force_and_is_told_once();
    void a_site_that_was_mended_may_be_wrong_again_and_is_told_again();
    void a_wrong_key_store_leaves_the_old_accounts();
    void a_damaged_key_store_of_this_seat_is_told_at_the_start();
    void secrets_that_make_no_sense_are_told();
    void what_cannot_be_kept_is_used_told_once_and_kept_later();

private:
    void start(bool wall = false);
    void comeBack(const std::string& path);
    int told(Trouble kind) const;

    std::unique_ptr<QTemporaryDir> m_folder;
    std::shared_ptr<FakeStation> m_station;
    std::unique_ptr<DeskSession> m_desk;
    std::vector<std::pair<Trouble, QString>> m_troubles;
    SystemClock m_clock;
    SystemRandom m_random;
};

namespace {

std::string siteNamed(const char* name) {
    site::SampleOptions options;
    options.streamingCameras = 1;
    site::Site site = site::sampleSite(options);
    site.name = name;
    return site::writeSite(site).value();
}

/// With one camera named twice.
std::string wrongSite(std::string right) {
    const auto begin = right.find("\"id\":", right.find("\"cameras\""));
    const auto end = right.find(',', begin);
    const std::string id = right.substr(begin, end - begin);
    const auto other = right.find("\"id\":", end);
    return right.replace(other, right.find(',', other) - other, id);
}

} // namespace

void TestRemote::init() {
    m_folder = std::make_unique<QTemporaryDir>();
    m_station = std::make_shared<FakeStation>();
    m_troubles.clear();
}

void TestRemote::cleanup() {
    m_desk.reset();
}

void TestRemote::start(bool wall) {
    auto files = DeskFiles::open(m_folder->path().toStdString());
    QVERIFY(files.has_value());
    DeskSession::Options options;
    options.seat = Id::fromParts({"seat", "A"});
    options.link = std::make_unique<FakeLink>(m_station);
    if (wall) options.wall = wall::WallLinkOptions{QStringLiteral("/bin/false"), {}};
    auto desk = DeskSession::start(std::move(options), std::move(*files), m_clock, m_random);
    QVERIFY(desk.has_value());
    m_desk = std::move(*desk);
    connect(m_desk.get(), &Desk::trouble, this,
            [this](Trouble kind, const QString& detail) { m_troubles.emplace_back(kind, detail); });
}

/// The line is lost and comes back: the desk has fetched everything once more.
void TestRemote::comeBack(const std::string& path) {
    const int before = m_station->times(path);
    QTRY_VERIFY(m_station->listens());
    m_station->drop();
    QTRY_VERIFY_WITH_TIMEOUT(m_station->times(path) > before, 20'000);
}

int TestRemote::told(Trouble kind) const {
    return static_cast<int>(
        std::ranges::count_if(m_troubles, [kind](const auto& trouble) { return trouble.first == kind; }));
}

void TestRemote::a_wrong_site_leaves_the_old_one_in_force_and_is_told_once() {
    const std::string right = siteNamed("first");
    m_station->say("/v1/site", right);
    start();
    QTRY_COMPARE(m_desk->data().site->name, std::string("first"));
    const auto before = m_desk->data().site;
    m_station->say("/v1/site", wrongSite(siteNamed("second")));
    comeBack("/v1/site");
    QTRY_COMPARE(told(Trouble::SiteRefused), 1);
    QVERIFY2(m_troubles.front().second.startsWith(QStringLiteral("site.json:")),
             qPrintable(m_troubles.front().second)); // file and line
    QVERIFY2(m_troubles.front().second.contains(QStringLiteral("twice")),
             qPrintable(m_troubles.front().second));
    QCOMPARE(m_desk->data().site, before);
    comeBack("/v1/site");
    comeBack("/v1/site"); // so that the answer before this one was looked at
    QCOMPARE(told(Trouble::SiteRefused), 1);
    m_desk.reset(); // what is kept is still the old one
    m_station->say("/v1/site", wrongSite(siteNamed("second")));
    start();
    QCOMPARE(m_desk->data().site->name, std::string("first"));
}

void TestRemote::a_site_that_was_mended_may_be_wrong_again_and_is_told_again() {
    const std::string wrong = wrongSite(siteNamed("second"));
    m_station->say("/v1/site", wrong);
    start();
    QTRY_COMPARE(told(Trouble::SiteRefused), 1);
    m_station->say("/v1/site", siteNamed("third"));
    comeBack("/v1/site");
    QTRY_COMPARE(m_desk->data().site->name, std::string("third"));
    m_station->say("/v1/site", wrong);
    comeBack("/v1/site");
    QTRY_COMPARE(told(Trouble::SiteRefused), 2);
    QCOMPARE(m_desk->data().site->name, std::string("third"));
}

void TestRemote::a_wrong_key_store_leaves_the_old_accounts() {
    people::KeyStore keys;
    const Bytes right = keys.serialise();
    m_station->say("/v1/keystore", std::string(right.begin(), right.end()));
    start();
    QTRY_VERIFY(m_desk->data().keys != nullptr);
    const auto before = m_desk->data().keys;
    m_station->say("/v1/keystore", "{\"accounts\": 3");
    comeBack("/v1/keystore");
    QTRY_COMPARE(told(Trouble::KeysRefused), 1);
    QCOMPARE(m_desk->data().keys, before);
}

void TestRemote::a_damaged_key_store_of_this_seat_is_told_at_the_start() {
    {
        const auto files = DeskFiles::open(m_folder->path().toStdString());
        QVERIFY(files->keepKeys(view(std::string("half of"))).has_value());
    }
    start();
    QTRY_COMPARE(told(Trouble::KeysRefused), 1);
    QVERIFY(m_desk->data().keys == nullptr);
}

void TestRemote::secrets_that_make_no_sense_are_told() {
    m_station->say("/v1/secrets", "no secrets");
    start(true);
    QTRY_COMPARE(told(Trouble::SecretsRefused), 1);
    comeBack("/v1/secrets");
    comeBack("/v1/secrets");
    QCOMPARE(told(Trouble::SecretsRefused), 1);
}

void TestRemote::what_cannot_be_kept_is_used_told_once_and_kept_later() {
    const auto blocked = std::filesystem::path(m_folder->path().toStdString()) / "site.json";
    std::filesystem::create_directories(blocked / "in the way"); // nobody can rename a file onto this
    m_station->say("/v1/site", siteNamed("first"));
    start();
    QTRY_COMPARE(m_desk->data().site->name, std::string("first"));
    QTRY_COMPARE(told(Trouble::NotKept), 1);
    comeBack("/v1/site");
    comeBack("/v1/site");
    QCOMPARE(told(Trouble::NotKept), 1);
    std::filesystem::remove_all(blocked);
    comeBack("/v1/site");
    QTRY_VERIFY(std::filesystem::is_regular_file(blocked));
}

QTEST_GUILESS_MAIN(TestRemote)
#include "tst_remote.moc"
