#include "dispatch/ui/merge_note.h"

#include "dispatch/ui/words.h"
#include "shell/ui/form_parts.h"
#include "shell/ui/theme.h"

#include <QBoxLayout>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>

namespace shouwang::dispatch {

MergeNote::MergeNote(QWidget* focusAfter, QWidget* parent)
    : QFrame(parent)
    , m_focusAfter(focusAfter)
    , m_grid(new QGridLayout)
    , m_understood(shell::formButton(tr("知道了"), "mergeUnderstood", this)) {
    setObjectName(QStringLiteral("mergeNote"));
    shell::setLook(this, "card");
    m_understood->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    auto* heading = shell::formLabel("info", this);
    heading->setText(tr("● 两人更正了同一项，以站点收到的先后为准"));
    m_grid->setHorizontalSpacing(16);
    m_grid->setVerticalSpacing(4);
    m_grid->setColumnStretch(1, 1);
    m_grid->setColumnStretch(2, 1);
    auto* box = new QVBoxLayout(this);
    box->setContentsMargins(12, 8, 12, 12);
    box->setSpacing(8);
    box->addWidget(heading);
    box->addLayout(m_grid);
    box->addWidget(m_understood, 0, Qt::AlignRight);
    hide();
    connect(m_understood, &QPushButton::clicked, this, [this] {
        m_read[m_incident] = m_met;
        m_focusAfter->setFocus(Qt::OtherFocusReason);
        hide();
        Q_EMIT understood();
    });
}

void MergeNote::addCell(int row, int column, const QString& text, const char* look, const QString& name) {
    QLabel* cell = shell::formLabel(look, this);
    cell->setObjectName(name);
    cell->setTextFormat(Qt::PlainText); // typed by people
    cell->setText(text);
    m_grid->addWidget(cell, row, column, Qt::AlignTop);
}

void MergeNote::setIncident(const State& incident, const alarms::Names& names, Micros now) {
    m_incident = incident.id;
    m_met = metAmendments(incident);
    const std::vector<Overtaken> rows = overtakenIn(incident);
    const auto read = m_read.find(m_incident);
    const bool unread = m_met > (read == m_read.end() ? 0 : read->second);
    const bool shown = unread && !rows.empty();
    if (!shown && isAncestorOf(window()->focusWidget())) m_focusAfter->setFocus(Qt::OtherFocusReason);
    setVisible(shown);
    if (shown) fill(rows, names, now);
}

void MergeNote::fill(const std::vector<Overtaken>& rows, const alarms::Names& names, Micros now) {
    while (QLayoutItem* old = m_grid->takeAt(0)) {
        delete old->widget();
        delete old;
    }
    addCell(0, 0, tr("项目"), "muted", {});
    addCell(0, 1, tr("现在"), "muted", {});
    addCell(0, 2, tr("被取代的"), "muted", {});
    int row = 1;
    for (const Overtaken& one : rows) {
        const QString name = QStringLiteral("merge.%1.").arg(static_cast<int>(one.field));
        addCell(row, 0, fieldWord(one.field), "muted", {});
        addCell(row, 1, valueWord(one.field, one.now), "", name + QStringLiteral("now"));
        addCell(row, 2, valueWord(one.field, one.was), "hint", name + QStringLiteral("was"));
        const auto who = [&](const Stamp& by) {
            return QStringLiteral("%1 · %2").arg(names.who(by), shell::timeText(by.at, now));
        };
        addCell(row + 1, 1, who(one.nowBy), "muted", name + QStringLiteral("nowBy"));
        addCell(row + 1, 2, who(one.wasBy), "muted", name + QStringLiteral("wasBy"));
        row += 2;
    }
}

} // namespace shouwang::dispatch
