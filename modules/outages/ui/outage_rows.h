// What is out, as rows that an officer reads: bypassed alarm points and lost cameras. Pure but for the
// language; GUI thread.
#pragma once

#include "outages/bypass.h"
#include "outages/camera_loss.h"
#include "shell/ui/rows_model.h"

#include <QString>
#include <QStyledItemDelegate>

#include <functional>

namespace shouwang::shell {
class Theme;
}

namespace shouwang::outages {

/// How people, seats and places are called; what is not set is shown by its code.
struct OutageNames {
    std::function<QString(const std::string& account)> person;
    std::function<QString(const Id& seat)> seat;
    std::function<QString(const std::string& code)> zone;
    std::function<QString(const std::string& code)> cause; ///< why there is no picture
};

struct OutageRow {
    Id id;         ///< of the bypass or of the camera
    QString title; ///< which, and how long
    QString more;
    bool warns = false; ///< it was triggered meanwhile, or is not silenced
    bool operator==(const OutageRow&) const = default;
};

std::vector<OutageRow> rowsOf(std::span<const Bypass> bypasses, const OutageNames& names, Micros now);
std::vector<OutageRow> rowsOf(std::span<const CameraLoss> losses, const OutageNames& names, Micros now);

class OutageModel final : public shell::RowsModel<OutageRow> {
    Q_OBJECT

public:
    enum Role { IdRole = Qt::UserRole + 1 };

    using RowsModel::RowsModel;

    QVariant data(const QModelIndex& index, int role) const override;
};

/// Two lines a row.
class OutageDelegate final : public QStyledItemDelegate {
public:
    OutageDelegate(const shell::Theme& theme, QObject* parent)
        : QStyledItemDelegate(parent)
        , m_theme(theme) {}

    static constexpr int kRowHeight = 48;
    QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override {
        return {200, kRowHeight};
    }
    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;

private:
    const shell::Theme& m_theme;
};

} // namespace shouwang::outages
