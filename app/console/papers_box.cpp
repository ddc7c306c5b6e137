#include "console/papers_box.h"

#include "console/desk.h"
#include "console/seat_papers.h"
#include "shell/ui/form_parts.h"
#include "shell/ui/theme.h"

#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

namespace shouwang::console {

PapersBox::PapersBox(const Desk& desk, SeatPapers& papers, const QString& folder, QWidget* parent)
    : QWidget(parent)
    , m_desk(desk)
    , m_papers(papers)
    , m_sheet(new QLabel(this))
    , m_writeSheet(new QPushButton(tr("现在写一份"), this))
    , m_folder(new QLineEdit(folder, this))
    , m_writeBundle(new QPushButton(tr("写出诊断包"), this))
    , m_bundle(new QLabel(this)) {
    setObjectName(QStringLiteral("papers"));
    m_sheet->setObjectName(QStringLiteral("papers.sheet"));
    m_sheet->setWordWrap(true);
    m_sheet->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_writeSheet->setObjectName(QStringLiteral("papers.write_sheet"));
    m_folder->setObjectName(QStringLiteral("papers.folder"));
    m_writeBundle->setObjectName(QStringLiteral("papers.write_bundle"));
    m_bundle->setObjectName(QStringLiteral("papers.bundle"));
    m_bundle->setWordWrap(true);
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(8);
    grid->addWidget(m_sheet, 0, 0);
    grid->addWidget(m_writeSheet, 0, 1);
    grid->addLayout(shell::underName(m_folder, tr("诊断包存到文件夹"), this), 1, 0);
    grid->addWidget(m_writeBundle, 1, 1, Qt::AlignBottom);
    grid->addWidget(m_bundle, 2, 0, 1, 2);
    grid->setColumnStretch(0, 1);
    connect(m_writeSheet, &QPushButton::clicked, &papers, &SeatPapers::writeSheet);
    connect(m_writeBundle, &QPushButton::clicked, this, &PapersBox::writeBundle);
    connect(m_folder, &QLineEdit::returnPressed, this, &PapersBox::writeBundle);
    connect(&papers, &SeatPapers::changed, this, &PapersBox::refresh);
    refresh();
}

void PapersBox::writeBundle() {
    m_papers.writeBundle(m_folder->text().trimmed());
}

void PapersBox::refresh() {
    refreshSheet();
    refreshBundle();
}

void PapersBox::refreshSheet() {
    const EmergencyState& sheet = m_papers.sheet();
    m_writeSheet->setEnabled(m_papers.keepsSheet());
    m_sheet->setToolTip(QString::fromStdString(sheet.details));
    if (!sheet.fault.isEmpty()) {
        shell::setLook(m_sheet, "error");
        m_sheet->setText(tr("▲ 应急单没有写成。%1").arg(sheet.fault));
        return;
    }
    shell::setLook(m_sheet, "");
    if (!m_papers.keepsSheet())
        m_sheet->setText(tr("应急单：本席位不写。"));
    else if (sheet.written)
        m_sheet->setText(tr("应急单：%1 已写到 %2（PDF 和文本，每小时一份，保留最近 48 份）")
                             .arg(shell::timeText(*sheet.written, m_desk.clock().utc()), sheet.file));
    else
        m_sheet->setText(tr("应急单：每小时写一份，第一份马上就写。"));
}

void PapersBox::refreshBundle() {
    m_writeBundle->setEnabled(!m_papers.isBundling());
    const SeatPapers::Bundle& bundle = m_papers.bundle();
    m_bundle->setToolTip(bundle.details);
    if (!bundle.fault.isEmpty()) {
        shell::setLook(m_bundle, "error");
        m_bundle->setText(bundle.fault);
        return;
    }
    shell::setLook(m_bundle, bundle.file.isEmpty() ? "muted" : "good");
    if (!bundle.file.isEmpty())
        m_bundle->setText(tr("✓ 诊断包已写到 %1").arg(bundle.file));
    else
        m_bundle->setText(
            m_papers.isBundling()
                ? tr("正在写出…")
                : tr("诊断包给查故障的人看：版本、设置、计数和日志，不含密码、姓名和记录内容。"));
}

} // namespace shouwang::console
