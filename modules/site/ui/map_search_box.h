// Finds a place by name, id, pinyin or initials. The list lies over the map and is walked through by the
// keyboard while the typing goes on. GUI thread.
#pragma once

#include "site/place_search.h"

#include <QLineEdit>
#include <QListWidget>
#include <QTimer>

namespace shouwang::site {

class MapSearchBox final : public QLineEdit {
    Q_OBJECT

public:
    /// The list becomes a child of `over`, below the field.
    /// `name`: before the names of its parts, for tests and screen readers.
    explicit MapSearchBox(QWidget& over, const QString& name = QStringLiteral("map"));

    void setSite(std::shared_ptr<const Site> site, std::optional<ItemKind> only = {});
    bool isOpen() const { return m_list->isVisible(); }
    const QListWidget& list() const { return *m_list; }
    void placeList();
    void retranslate();

Q_SIGNALS:
    void found(const shouwang::site::MapItem& item);
    void left(); ///< the officer is done here; what was typed stays

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    void fill();
    void go();
    void spellOn();

    QWidget& m_over;
    QListWidget* m_list;
    std::shared_ptr<const Site> m_site;
    PlaceSearch m_search;
    std::vector<MapItem> m_found;
    QTimer m_spelling; // spells a few names whenever nothing else is to be done
};

} // namespace shouwang::site
