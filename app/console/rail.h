// The workspaces that exist, at the left edge: icon and word, in a narrow window the icon alone. GUI thread.
#pragma once

#include "shell/ui/icons.h"

#include <QWidget>

#include <vector>

class QAction;
class QToolButton;
class QVBoxLayout;

namespace shouwang::shell {
class Theme;
}

namespace shouwang::console {

class Rail final : public QWidget {
    Q_OBJECT

public:
    explicit Rail(const shell::Theme& theme, QWidget* parent = nullptr);

    void add(const QString& objectName, shell::Glyph glyph, const QString& word, QAction& action);
    void setCurrent(int index);
    void setCompact(bool compact);
    /// A number on a workspace that waits for somebody, 0: none.
    void setBadge(int index, int count);

private:
    struct Place {
        QToolButton* button;
        shell::Glyph glyph;
        QString word;
        int badge = 0;
    };
    void refresh();

    const shell::Theme& m_theme;
    QVBoxLayout* m_box;
    std::vector<Place> m_places;
    bool m_compact = false;
};

} // namespace shouwang::console
