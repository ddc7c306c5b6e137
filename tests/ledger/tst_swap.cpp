// New tables take the place of old ones: by names alone, as a whole or not at all, and the old ones go in
// parts.
#include "failing_disk.h"
#include "upgraded_toy.h"

#include <set>
#include <sys/wait.h>
#include <unistd.h>

using namespace shouwang;
using namespace shouwang::ledger;

namespace {

/// The process is killed when it writes for the nth time.
class KillingDisk final : public ShimVfs {
public:
    explicit KillingDisk(int write)
        : ShimVfs("killing-disk")
        , m_left(write) {}
    static constexpr int kKilled = 77;

private:
    int beforeWrite(std::uint64_t /*growth*/) override {
        if (--m_left == 0) _exit(kKilled); // what it has written so far stays, as after SIGKILL
        return SQLITE_OK;
    }
    int m_left;
};

} // namespace

class SwapTest : public toy::UpgradeTest {
    Q_OBJECT

private Q_SLOTS:
    void init() { write(); }
    void cleanup() { m_ledger.reset(); }

    void the_swap_gives_names_and_builds_nothing() {
        copyAll();
        const auto index = page("next_toy_length");
        const auto table = page("next_toy_line");
        const auto old = page("toy_line");
        QVERIFY(index > 0 && table > 0);
        QVERIFY(step());
        QVERIFY(toy::NewToy::hasLength(m_ledger->database()));
        QCOMPARE(page("toy_length"), index);
        QCOMPARE(page("toy_line"), table);
        QCOMPARE(page("old_toy_line"), old);
        QCOMPARE(page("next_toy_length"), -1);
        expectWhole();
        expectAsFromTheStart();
    }

    void an_index_with_a_new_form_takes_the_name_of_the_old_one() {
        m_ledger->database().run("CREATE UNIQUE INDEX toy_length ON toy_line(text)");
        copyAll();
        const auto index = page("next_toy_length");
        QVERIFY(step());
        QCOMPARE(page("toy_length"), index);
        QVERIFY(page("old_toy_length") > 0);
        while (step()) {
        }
        expectWhole();
        QCOMPARE(count("sqlite_master WHERE name LIKE 'old^_%' ESCAPE '^'"), 0);
        expectAsFromTheStart();
    }

    void replaced_tables_are_cleared_a_part_at_a_time() {
        copyAll();
        QVERIFY(step());
        std::int64_t left = count("old_toy_line");
        QCOMPARE(left, 300);
        int steps = 0;
        while (step()) {
            const std::int64_t now = std::max<std::int64_t>(0, count("old_toy_line"));
            QVERIFY(left - now <= 64);
            left = now;
            submit("while they are cleared");
            QVERIFY(++steps < 100);
        }
        QVERIFY(steps >= 5);
        QCOMPARE(left, 0);
        expectWhole();
        expectAsFromTheStart();
    }

    void the_form_of_the_file_is_closed_again_after_a_swap() {
        copyAll();
        QVERIFY(step());
        m_ledger->database().run("UPDATE sqlite_master SET name='x' WHERE name='toy_length'");
        QVERIFY(m_ledger->database().error());
        m_ledger->database().rollback();
        m_ledger->database().run("PRAGMA writable_schema=ON");
        m_ledger->database().rollback(); // as after one that failed among its renames
        m_ledger->database().run("UPDATE sqlite_master SET name='x' WHERE name='toy_length'");
        QVERIFY(m_ledger->database().error());
        m_ledger->database().rollback();
    }

    void a_disk_that_fails_in_the_swap_leaves_the_old_tables_in_use() {
        FailingDisk disk;
        copyAll(disk.name());
        disk.syncs = 1;
        QVERIFY(!m_ledger->rebuildSlice([] { return true; }));
        QVERIFY(disk.failures > 0);
        QVERIFY(!toy::NewToy::hasLength(m_ledger->database()));
        QCOMPARE(count("toy_line"), 300);
        submit("on the old ones");
        while (step()) {
        }
        expectWhole();
        expectAsFromTheStart();
        m_ledger.reset(); // before its disk
    }

    void a_disk_that_fails_while_old_tables_are_cleared_costs_no_new_one() {
        FailingDisk disk;
        copyAll(disk.name());
        QVERIFY(step());
        disk.syncs = 1;
        QVERIFY(!m_ledger->rebuildSlice([] { return true; }));
        QVERIFY(disk.failures > 0);
        QVERIFY(m_ledger->rebuildPending());
        while (step())
            QVERIFY(toy::NewToy::hasLength(m_ledger->database()));
        expectWhole();
        expectAsFromTheStart();
        m_ledger.reset();
    }

    void a_kill_at_any_write_leaves_whole_tables_old_or_new() {
        m_ledger.reset();
        const std::filesystem::path before = path().string() + "-before";
        std::filesystem::copy_file(path(), before);
        std::set<bool> seen; // whether the new tables were in use
        for (int write = 1;; ++write) {
            QVERIFY(write < 5000);
            std::filesystem::remove(path().string() + "-wal");
            std::filesystem::remove(path().string() + "-shm");
            std::filesystem::copy_file(before, path(), std::filesystem::copy_options::overwrite_existing);
            const int code = rebuildInChild(write);
            open(std::make_shared<toy::NewToy>(1));
            expectWhole();
            QCOMPARE(count("toy_line"), 300);
            seen.insert(toy::NewToy::hasLength(m_ledger->database()));
            QCOMPARE(m_ledger->rebuildPending(), !toy::NewToy::hasLength(m_ledger->database()));
            while (m_ledger->rebuildPending())
                step();
            expectAsFromTheStart();
            m_ledger.reset();
            if (code == 0) break; // it was not killed any more
            QCOMPARE(code, KillingDisk::kKilled);
        }
        QCOMPARE(seen.size(), 2u);
    }

private:
    /// The next step is the swap.
    void copyAll(const char* vfs = nullptr) {
        open(std::make_shared<toy::NewToy>(1), vfs);
        while (count("next_toy_line") < 300)
            QVERIFY(step());
        QVERIFY(step());
        QVERIFY(!toy::NewToy::hasLength(m_ledger->database()));
    }
    std::int64_t page(const std::string& name) {
        Statement row = m_ledger->database().prepare("SELECT rootpage FROM sqlite_master WHERE name=?");
        return row.bind(name).next() ? row.integer(0) : -1;
    }
    void expectWhole() {
        Statement row = m_ledger->database().prepare("PRAGMA integrity_check");
        QVERIFY(row.next());
        QCOMPARE(row.text(0), std::string("ok"));
    }
    int rebuildInChild(int write) {
        const pid_t child = fork();
        if (child == 0) {
            KillingDisk disk(write);
            open(std::make_shared<toy::NewToy>(1), disk.name());
            while (m_ledger->rebuildPending())
                step();
            m_ledger.reset();
            _exit(0);
        }
        int status = 0;
        waitpid(child, &status, 0);
        return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    }
};

QTEST_GUILESS_MAIN(SwapTest)
#include "tst_swap.moc"
