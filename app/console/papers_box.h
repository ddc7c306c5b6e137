// What this seat writes for bad days, and whether it could: the emergency sheet and the diagnostics bundle.
// GUI thread.
#pragma once

#include <QWidget>

class QLabel;
class QLineEdit;
class QPushButton;

namespace shouwang::console {

class Desk;
class SeatPapers;

class PapersBox final : public QWidget {
    Q_OBJECT

public:
    /// Both outlive it. `folder`: where a bundle goes unless something else is typed.
    PapersBox(const Desk& desk, SeatPapers& papers, const QString& folder, QWidget* parent = nullptr);
    void writeBundle();

private:
    void refresh();
    void refreshSheet();
    void refreshBundle();

    const Desk& m_desk;
    SeatPapers& m_papers;
    QLabel* m_sheet;
    QPushButton* m_writeSheet;
    QLineEdit* m_folder;
    QPushButton* m_writeBundle;
    QLabel* m_bundle;
};

} // namespace shouwang::console
