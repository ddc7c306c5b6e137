// What was done: time, act, author and seat, one entry a fact, the newest on top. Each shows how far it is
// saved: a thin ring at this seat, a filled dot at the station, an exclamation where it needs attention. GUI
// thread.
#pragma once

#include <QListView>
#include <QPointF>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace shouwang::shell {
class Theme;
}

namespace shouwang::alarms {

struct TimelineLine {
    enum class Saved { Here, Station, Attention };
    qint64 at = 0; ///< UTC microseconds
    QString what;
    QString detail; ///< may be empty
    QString who;
    Saved saved = Saved::Here;
    QString attention; ///< why, where it needs attention

    /// Where the act is kept by now: `number` of its fact (0: only here), and what it was contested for.
    void showSaving(std::uint64_t number, const std::vector<std::string>& contested,
                    QString (*word)(std::string_view));

    bool operator==(const TimelineLine&) const = default;
};

/// How far an act is saved, around `centre`: a thin ring at this seat, a filled dot at the station, an
/// exclamation where it needs attention.
void paintSaved(QPainter& painter, const QPointF& centre, TimelineLine::Saved saved,
                const shell::Theme& theme);
/// The same for whoever cannot see it: "here", "station", "attention" (shell::kMarkRole).
QString savedMark(TimelineLine::Saved saved);

/// Of a row of the timeline's model: TimelineLine::Saved as a number.
inline constexpr int kSavedRole = Qt::UserRole + 1;

class TimelineDelegate;
class TimelineModel;

/// As high as its lines: put it into something that scrolls.
class TimelineView final : public QListView {
    Q_OBJECT

public:
    explicit TimelineView(const shell::Theme& theme, QWidget* parent = nullptr);
    ~TimelineView() override;

    /// Oldest first, as facts come.
    void setLines(std::vector<TimelineLine> lines);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    TimelineModel* m_model;
    std::unique_ptr<TimelineDelegate> m_delegate;
};

} // namespace shouwang::alarms
