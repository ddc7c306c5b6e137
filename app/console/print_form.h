// Where the PDF of an incident goes: one line for the folder, one for what went wrong. Keeps what was typed.
// GUI thread.
#pragma once

#include "base/result.h"

#include <QString>
#include <QWidget>

#include <filesystem>

class QLabel;
class QLineEdit;
class QPushButton;

namespace shouwang::console {

class PrintForm final : public QWidget {
    Q_OBJECT

public:
    explicit PrintForm(QWidget* parent = nullptr);

    void setIncident(const QString& number);
    void setFolder(const QString& folder);
    QString folder() const;
    void open();
    void setBusy(bool busy);
    void showDone(const QString& file);
    void showFault(const QString& text, const QString& details = {});

Q_SIGNALS:
    void printWanted(const QString& folder);
    void closed();

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void send();

    QLabel* m_title;
    QLineEdit* m_folder;
    QPushButton* m_print;
    QLabel* m_message;
};

/// Why a file could not be written into that folder, for people. Looks at the folder.
QString writeFaultWord(const std::filesystem::path& folder, const Error& error);

} // namespace shouwang::console
