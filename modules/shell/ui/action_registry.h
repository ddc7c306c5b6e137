// Every action of the officer, once: what it is called, its key, and when it can be done. Menus, buttons,
// keys and the command palette all run the same QAction. GUI thread.
#pragma once

#include <QHash>
#include <QKeySequence>
#include <QObject>
#include <QString>
#include <QStringList>

#include <functional>
#include <memory>
#include <vector>

class QAction;
class QWidget;

namespace shouwang::shell {

struct ActionSpec {
    QString id;   ///< "alarms.acknowledge", stable, also found by the palette
    QString text; ///< translated
    QKeySequence shortcut;
    std::function<void()> run;
    std::function<bool()> enabled; ///< empty: always
    bool whenLocked = false;       ///< may also be done while the desk is locked
    QString group = {};            ///< translated; under which the overview of keys shows it
    QKeySequence other = {};       ///< a second key, such as one that cannot be used while typing
    QString series =
        {}; ///< translated; actions of one series, one after the other, are one line of the overview
};

class ActionRegistry final : public QObject {
    Q_OBJECT

public:
    struct Entry {
        ActionSpec spec;
        QAction* action = nullptr; ///< owned by the registry
        QString pinyin;
        QString initials;
    };

    /// Keys work in the whole window, whoever has the focus in it.
    explicit ActionRegistry(QWidget& window);
    ~ActionRegistry() override;

    /// Null, and noted in problems(), where the id or the key is already taken.
    QAction* add(ActionSpec spec);
    QAction* action(const QString& id) const;
    const std::vector<std::unique_ptr<Entry>>& entries() const { return m_entries; }
    /// Entries that match by name, id, pinyin or initials, best first; all of them for an empty query.
    std::vector<const Entry*> find(const QString& query) const;

    /// Asks every action again whether it can be done.
    void refresh();
    void setLocked(bool locked);
    bool isLocked() const { return m_locked; }
    const QStringList& problems() const { return m_problems; }

private:
    bool mayRun(const ActionSpec& spec) const;

    QWidget& m_window;
    std::vector<std::unique_ptr<Entry>> m_entries;
    QHash<QString, Entry*> m_byId;
    QStringList m_problems;
    bool m_locked = false;
};

} // namespace shouwang::shell
