#include "shell/ui/action_registry.h"

#include "base/log.h"
#include "shell/ui/pinyin.h"

#include <QAction>
#include <QWidget>

#include <algorithm>

namespace shouwang::shell {
namespace {

/// 0: no match; the smaller the better.
int rank(const ActionRegistry::Entry& entry, const QString& query) {
    if (entry.spec.text.startsWith(query, Qt::CaseInsensitive)) return 1;
    if (entry.initials.startsWith(query)) return 2;
    if (entry.pinyin.startsWith(query)) return 3;
    if (entry.spec.text.contains(query, Qt::CaseInsensitive)) return 4;
    if (entry.initials.contains(query)) return 5;
    if (entry.pinyin.contains(query)) return 6;
    if (entry.spec.id.contains(query, Qt::CaseInsensitive)) return 7;
    return 0;
}

} // namespace

ActionRegistry::ActionRegistry(QWidget& window)
    : QObject(&window)
    , m_window(window) {}

ActionRegistry::~ActionRegistry() = default;

QAction* ActionRegistry::add(ActionSpec spec) {
    const auto taken = [this](const QKeySequence& key) {
        return !key.isEmpty() && std::any_of(m_entries.begin(), m_entries.end(), [&](const auto& entry) {
            return entry->spec.shortcut == key || entry->spec.other == key;
        });
    };
    if (taken(spec.shortcut) || taken(spec.other) || m_byId.contains(spec.id)) {
        m_problems += spec.id + QLatin1Char(' ') + spec.shortcut.toString();
        log::error("shell", "action '{}' or its key is already taken", spec.id.toStdString());
        return nullptr;
    }
    auto entry = std::make_unique<Entry>();
    entry->action = new QAction(spec.text, this);
    entry->action->setObjectName(spec.id);
    QList<QKeySequence> keys{spec.shortcut, spec.other};
    keys.removeAll(QKeySequence());
    entry->action->setShortcuts(keys);
    entry->action->setShortcutContext(Qt::WindowShortcut);
    entry->action->setAutoRepeat(false);
    const Pinyin spelled = pinyin(spec.text);
    entry->pinyin = spelled.full;
    entry->initials = spelled.initials;
    entry->spec = std::move(spec);
    Entry* raw = entry.get();
    connect(raw->action, &QAction::triggered, this, [this, raw] {
        // Asked again here: the world may have moved since the last refresh.
        if (mayRun(raw->spec) && raw->spec.run) raw->spec.run();
    });
    raw->action->setEnabled(mayRun(raw->spec));
    m_window.addAction(raw->action);
    m_byId.insert(raw->spec.id, raw);
    m_entries.push_back(std::move(entry));
    return raw->action;
}

QAction* ActionRegistry::action(const QString& id) const {
    const Entry* entry = m_byId.value(id, nullptr);
    return entry != nullptr ? entry->action : nullptr;
}

std::vector<const ActionRegistry::Entry*> ActionRegistry::find(const QString& query) const {
    QString wanted = query.trimmed().toLower();
    wanted.remove(QLatin1Char(' '));
    std::vector<std::pair<int, const Entry*>> ranked;
    for (const auto& entry : m_entries) {
        if (m_locked && !entry->spec.whenLocked) continue;
        const int value = wanted.isEmpty() ? 1 : rank(*entry, wanted);
        if (value > 0) ranked.emplace_back(value, entry.get());
    }
    std::stable_sort(ranked.begin(), ranked.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    std::vector<const Entry*> found;
    for (const auto& [value, entry] : ranked)
        found.push_back(entry);
    return found;
}

bool ActionRegistry::mayRun(const ActionSpec& spec) const {
    if (m_locked && !spec.whenLocked) return false;
    return !spec.enabled || spec.enabled();
}

void ActionRegistry::refresh() {
    for (const auto& entry : m_entries)
        entry->action->setEnabled(mayRun(entry->spec));
}

void ActionRegistry::setLocked(bool locked) {
    m_locked = locked;
    refresh();
}

} // namespace shouwang::shell
