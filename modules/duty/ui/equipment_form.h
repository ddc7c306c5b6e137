// The check of what belongs to a post: how many there should be, how many are there, what is broken. Nothing
// counts as checked that nobody has counted. GUI thread.
#pragma once

#include "duty/duty.h"

#include <QWidget>

#include <vector>

class QCheckBox;
class QLabel;
class QLineEdit;
class QSpinBox;

namespace shouwang::duty {

class EquipmentForm final : public QWidget {
    Q_OBJECT

public:
    explicit EquipmentForm(QWidget* parent = nullptr);

    /// What was found at the last check is what should be there now; nothing is counted yet.
    void begin(const std::vector<Equipment>& last);
    /// Says at the form what is not counted yet; true: everything that should be there is.
    bool check();
    /// Only what should be there or was found.
    std::vector<Equipment> equipment() const;

private:
    struct Row {
        std::string code;
        QSpinBox* expected;
        QSpinBox* found;
        QCheckBox* faulty;
    };
    static constexpr int kNotCounted = -1;
    static bool isMissing(const Row& row);
    void showMissing();
    void refreshError();

    std::vector<Row> m_rows;
    QLineEdit* m_note;
    QLabel* m_error;
};

} // namespace shouwang::duty
