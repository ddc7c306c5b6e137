// A wall that is killed leaves its shared pictures behind; the next one clears them away, and nothing else.
#include "preview_orphans.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <sys/wait.h>
#include <unistd.h>

using namespace shouwang;

class PreviewOrphans : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    void make(const std::string& name) {
        QFile file(m_folder.filePath(QString::fromStdString(name)));
        QVERIFY(file.open(QIODevice::WriteOnly));
    }

    /// A process that has ended and is nobody's zombie.
    static pid_t endedProcess() {
        const pid_t child = fork();
        if (child == 0) _exit(0);
        waitpid(child, nullptr, 0);
        return child;
    }

private Q_SLOTS:
    void a_dead_walls_pictures_go_and_all_others_stay() {
        const auto dead = std::to_string(endedProcess());
        const auto mine = std::to_string(getpid());
        make("shouwang-wall-" + dead + "-0badcafe");
        for (const std::string& name :
             {"shouwang-wall-" + mine + "-0badcafe", "shouwang-desk-" + dead + "-1", "shouwang-wall-" + dead,
              std::string("shouwang-wall--1-1"), std::string("shouwang-wall-x-1"), "other-" + dead + "-1"})
            make(name);
        QCOMPARE(wall::removeOrphanedPreviews(m_folder.path().toStdString()), 1);
        QVERIFY(
            !QFile::exists(m_folder.filePath(QString::fromStdString("shouwang-wall-" + dead + "-0badcafe"))));
        QCOMPARE(QDir(m_folder.path()).entryList(QDir::Files).size(), 6);
        QCOMPARE(wall::removeOrphanedPreviews(m_folder.path().toStdString()), 0);
    }

    void the_name_says_whose_it_is() {
        const auto name = wall::previewName(0x1f);
        QCOMPARE(name, "/shouwang-wall-" + std::to_string(getpid()) + "-0000001f");
        make(name.substr(1));
        QCOMPARE(wall::removeOrphanedPreviews(m_folder.path().toStdString()), 0);
    }

    void a_folder_that_is_not_there_is_no_fault() {
        QCOMPARE(wall::removeOrphanedPreviews("/nonexistent/shm"), 0);
    }
};

QTEST_GUILESS_MAIN(PreviewOrphans)
#include "tst_preview_orphans.moc"
