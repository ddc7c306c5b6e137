#include "console/seat_papers.h"

#include "care/tables.h"
#include "console/attention_words.h"
#include "console/desk.h"
#include "console/print_form.h"
#include "console/settings.h"
#include "duty/tables.h"
#include "shell/ui/action_registry.h"

#include <QAction>
#include <QKeySequence>

namespace shouwang::console {
namespace {

constexpr int kFirst_ms = 10'000; // the tables have been read by then, and the windows stand

} // namespace

std::vector<KeyLine> keyLines(const shell::ActionRegistry& actions) {
    std::vector<KeyLine> lines;
    for (const auto& entry : actions.entries()) {
        QStringList keys;
        for (const QKeySequence& key : entry->action->shortcuts())
            keys << key.toString(QKeySequence::NativeText);
        if (!keys.isEmpty())
            lines.push_back({entry->spec.group, keys.join(QStringLiteral(" / ")), entry->spec.text});
    }
    return lines;
}

SeatPapers::SeatPapers(Desk& desk, const Settings& settings, const shell::ActionRegistry& actions,
                       QObject* parent)
    : QObject(parent)
    , m_desk(desk)
    , m_settings(settings)
    , m_actions(actions)
    , m_keeper(new EmergencyKeeper(
          {desk.emergencyFolder(), 48}, desk.clock(), [this] { return makeSheet(); }, this)) {
    m_pool.setMaxThreadCount(1);
    connect(m_keeper, &EmergencyKeeper::changed, this, &SeatPapers::changed);
    QTimer::singleShot(kFirst_ms, m_keeper, &EmergencyKeeper::look);
}

SeatPapers::~SeatPapers() {
    m_pool.waitForDone();
}

bool SeatPapers::keepsSheet() const {
    return !m_desk.emergencyFolder().empty();
}

shell::Paper SeatPapers::makeSheet() const {
    const DeskData& known = m_desk.data();
    EmergencyData data{*known.site,         {},           known.alarms,
                       known.incidents,     {},           keyLines(m_actions),
                       *known.status,       known.letter, attentionNames(m_desk).person,
                       m_desk.clock().utc()};
    m_desk.read([&data](const ledger::View& view) {
        data.headcount = care::headcount(view);
        data.posts = duty::onPost(view);
    });
    return emergencySheet(data);
}

void SeatPapers::writeBundle(const QString& folder) {
    if (m_bundling) return;
    m_bundling = true;
    m_bundle = {};
    Q_EMIT changed();
    m_pool.start([this, folder, data = diagnosticsNow(m_desk, m_settings, sheet())] {
        const std::filesystem::path path = folder.toStdString();
        const auto file = writeDiagnostics(data, path);
        const QString fault = file ? QString() : writeFaultWord(path, file.error());
        QMetaObject::invokeMethod(this, [this, file, fault] {
            m_bundling = false;
            if (file)
                m_bundle.file = QString::fromStdString(file->string());
            else
                m_bundle = {{}, fault, QString::fromStdString(file.error().text)};
            Q_EMIT changed();
        });
    });
}

} // namespace shouwang::console
