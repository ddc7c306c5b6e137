// Why something is printed (G2), with or without pictures, who signs for those (G21), and where the PDF goes;
// one line for what went wrong. Keeps what was typed but a password. GUI thread.
#pragma once

#include "base/result.h"
#include "console/paper_printer.h"

#include <QString>
#include <QWidget>

#include <filesystem>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace shouwang::people {
class SecondPersonBox;
}

namespace shouwang::console {

class PrintForm final : public QWidget {
    Q_OBJECT

public:
    explicit PrintForm(QWidget* parent = nullptr);

    void setIncident(const QString& number);
    void setHandover(const QString& shift);
    /// Who prints: nobody is the own second person.
    void setOfficer(std::string account) { m_officer = std::move(account); }
    void setFolder(const QString& folder);
    QString folder() const;
    void open();
    void setBusy(bool busy);
    void showPrinted(const Printed& printed, Micros now);
    void showFault(const QString& text, const QString& details = {});

Q_SIGNALS:
    void printWanted(const shouwang::console::PrintWish& wish);
    void closed();

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    QWidget* makeWhy();
    QWidget* makeWhere();
    void setPictures(bool offered);
    bool wantsPictures() const;
    bool check();
    void send();

    std::string m_officer;
    bool m_offersPictures = false;
    QLabel* m_title;
    QComboBox* m_ground;
    QLineEdit* m_reason;
    QLabel* m_reasonError;
    QCheckBox* m_pictures;
    people::SecondPersonBox* m_second;
    QLineEdit* m_folder;
    QPushButton* m_print;
    QLabel* m_message;
};

/// Why a file could not be written into that folder, for people. Looks at the folder.
QString writeFaultWord(const std::filesystem::path& folder, const Error& error);

} // namespace shouwang::console
