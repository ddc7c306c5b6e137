// Items as rows. GUI thread.
#pragma once

#include "attention/ui/words.h"
#include "shell/ui/rows_model.h"

namespace shouwang::attention {

class AttentionModel final : public shell::RowsModel<State> {
    Q_OBJECT

public:
    enum Role { IdRole = Qt::UserRole + 1, CauseRole };

    AttentionModel(const Names& names, QObject* parent);

    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

private:
    const Names& m_names;
};

} // namespace shouwang::attention
