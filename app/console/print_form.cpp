#include "console/print_form.h"

#include "shell/ui/theme.h"

#include <QCoreApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <unistd.h>

namespace shouwang::console {
namespace {

QString word(const char* text) {
    return QCoreApplication::translate("console::Write", text);
}

} // namespace

QString writeFaultWord(const std::filesystem::path& folder, const Error& error) {
    std::error_code code;
    const QString name = QString::fromStdString(folder.string());
    if (!std::filesystem::is_directory(folder, code))
        return word(QT_TRANSLATE_NOOP("console::Write", "没有这个文件夹：%1")).arg(name);
    if (access(folder.c_str(), W_OK | X_OK) != 0)
        return word(QT_TRANSLATE_NOOP("console::Write", "不能写入这个文件夹：%1")).arg(name);
    if (error.next == Next::Retry)
        return word(QT_TRANSLATE_NOOP("console::Write", "磁盘已满，没有写成：%1")).arg(name);
    return word(QT_TRANSLATE_NOOP("console::Write", "磁盘出错，没有写成：%1")).arg(name);
}

PrintForm::PrintForm(QWidget* parent)
    : QWidget(parent)
    , m_title(new QLabel(this))
    , m_folder(new QLineEdit(this))
    , m_print(new QPushButton(tr("保存 PDF"), this))
    , m_message(new QLabel(this)) {
    setObjectName(QStringLiteral("print"));
    setAttribute(Qt::WA_StyledBackground);
    shell::setLook(this, "card");
    m_folder->setObjectName(QStringLiteral("print.folder"));
    m_folder->setAccessibleName(tr("存到文件夹"));
    m_print->setObjectName(QStringLiteral("print.save"));
    shell::setLook(m_print, "primary");
    m_message->setObjectName(QStringLiteral("print.message"));
    m_message->setWordWrap(true);
    auto* away = new QPushButton(tr("收起"), this);
    away->setObjectName(QStringLiteral("print.away"));
    shell::setLook(away, "quiet");
    auto* label = new QLabel(tr("存到文件夹"), this);
    label->setBuddy(m_folder);
    auto* row = new QHBoxLayout;
    row->addWidget(label);
    row->addWidget(m_folder, 1);
    row->addWidget(m_print);
    row->addWidget(away);
    auto* box = new QVBoxLayout(this);
    box->addWidget(m_title);
    box->addLayout(row);
    box->addWidget(m_message);
    m_message->hide();
    connect(m_print, &QPushButton::clicked, this, &PrintForm::send);
    connect(m_folder, &QLineEdit::returnPressed, this, &PrintForm::send);
    connect(away, &QPushButton::clicked, this, [this] {
        hide();
        Q_EMIT closed();
    });
    hide();
}

void PrintForm::setIncident(const QString& number) {
    m_title->setText(tr("打印事件 %1：经过、任务、第一时间、录像画面和散列值").arg(number));
}

void PrintForm::setFolder(const QString& folder) {
    m_folder->setText(folder);
}

QString PrintForm::folder() const {
    return m_folder->text().trimmed();
}

void PrintForm::open() {
    m_message->hide();
    show();
    m_folder->setFocus(Qt::ShortcutFocusReason);
}

void PrintForm::setBusy(bool busy) {
    m_print->setEnabled(!busy);
    if (!busy) return;
    shell::setLook(m_message, "muted");
    m_message->setText(tr("正在核对录像并写出…"));
    m_message->show();
}

void PrintForm::showDone(const QString& file) {
    shell::setLook(m_message, "good");
    m_message->setText(tr("✓ 已保存：%1").arg(file));
    m_message->setToolTip({});
    m_message->show();
}

void PrintForm::showFault(const QString& text, const QString& details) {
    shell::setLook(m_message, "error");
    m_message->setText(text);
    m_message->setToolTip(details);
    m_message->show();
}

void PrintForm::send() {
    if (!m_print->isEnabled()) return;
    if (folder().isEmpty()) return showFault(tr("请写明存到哪个文件夹。"));
    Q_EMIT printWanted(folder());
}

void PrintForm::keyPressEvent(QKeyEvent* event) {
    if (event->key() != Qt::Key_Escape) return QWidget::keyPressEvent(event);
    hide(); // the folder stays typed
    Q_EMIT closed();
}

} // namespace shouwang::console
