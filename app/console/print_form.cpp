#include "console/print_form.h"

#include "console/print_words.h"
#include "people/ui/second_person.h"
#include "shell/ui/form_parts.h"
#include "shell/ui/theme.h"

#include <QCheckBox>
#include <QComboBox>
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
    , m_ground(new QComboBox(this))
    , m_reason(new QLineEdit(this))
    , m_reasonError(shell::formLabel("error", this))
    , m_pictures(new QCheckBox(tr("带录像画面（须第二人签名）"), this))
    , m_second(new people::SecondPersonBox(this))
    , m_folder(new QLineEdit(this))
    , m_print(new QPushButton(tr("保存 PDF"), this))
    , m_message(new QLabel(this)) {
    setObjectName(QStringLiteral("print"));
    setAttribute(Qt::WA_StyledBackground);
    shell::setLook(this, "card");
    m_message->setObjectName(QStringLiteral("print.message"));
    m_message->setWordWrap(true);
    m_pictures->setObjectName(QStringLiteral("print.pictures"));
    m_pictures->setChecked(true);
    auto* box = new QVBoxLayout(this);
    box->addWidget(m_title);
    box->addWidget(makeWhy());
    box->addWidget(m_reasonError);
    box->addWidget(m_pictures);
    box->addWidget(m_second);
    box->addWidget(makeWhere());
    box->addWidget(m_message);
    m_reasonError->hide();
    m_message->hide();
    connect(m_pictures, &QCheckBox::toggled, this, [this] { m_second->setVisible(wantsPictures()); });
    connect(m_second, &people::SecondPersonBox::entered, this, &PrintForm::send);
    setPictures(false);
    hide();
}

QWidget* PrintForm::makeWhy() {
    auto* part = new QWidget(this);
    m_ground->setObjectName(QStringLiteral("print.ground"));
    m_ground->setAccessibleName(tr("打印事由"));
    m_ground->addItem(tr("请选择事由"), QString());
    for (const std::string_view ground : reports::printGrounds()) {
        const std::string code(ground);
        m_ground->addItem(printGroundWord(code), QString::fromStdString(code));
    }
    m_reason->setObjectName(QStringLiteral("print.reason"));
    m_reason->setAccessibleName(tr("事由说明"));
    m_reason->setPlaceholderText(tr("说明：给谁、哪一案（记入账本）"));
    m_reason->setMaxLength(200);
    auto* label = new QLabel(tr("打印事由"), part);
    label->setBuddy(m_ground);
    auto* row = new QHBoxLayout(part);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(label);
    row->addWidget(m_ground);
    row->addWidget(m_reason, 1);
    connect(m_reason, &QLineEdit::returnPressed, this, &PrintForm::send);
    return part;
}

QWidget* PrintForm::makeWhere() {
    auto* part = new QWidget(this);
    m_folder->setObjectName(QStringLiteral("print.folder"));
    m_folder->setAccessibleName(tr("存到文件夹"));
    m_print->setObjectName(QStringLiteral("print.save"));
    shell::setLook(m_print, "primary");
    auto* away = new QPushButton(tr("收起"), part);
    away->setObjectName(QStringLiteral("print.away"));
    shell::setLook(away, "quiet");
    auto* label = new QLabel(tr("存到文件夹"), part);
    label->setBuddy(m_folder);
    auto* row = new QHBoxLayout(part);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(label);
    row->addWidget(m_folder, 1);
    row->addWidget(m_print);
    row->addWidget(away);
    connect(m_print, &QPushButton::clicked, this, &PrintForm::send);
    connect(m_folder, &QLineEdit::returnPressed, this, &PrintForm::send);
    connect(away, &QPushButton::clicked, this, [this] {
        hide();
        Q_EMIT closed();
    });
    return part;
}

void PrintForm::setIncident(const QString& number) {
    m_title->setText(tr("打印事件 %1：经过、任务、第一时间、录像画面和散列值").arg(number));
    setPictures(true);
}

void PrintForm::setHandover(const QString& shift) {
    m_title->setText(tr("打印交接班 %1：全部事项及答复、例外、双方签名和散列值").arg(shift));
    setPictures(false);
}

void PrintForm::setPictures(bool offered) {
    m_offersPictures = offered;
    m_pictures->setVisible(offered);
    m_second->setVisible(wantsPictures());
}

bool PrintForm::wantsPictures() const {
    return m_offersPictures && m_pictures->isChecked();
}

void PrintForm::setFolder(const QString& folder) {
    m_folder->setText(folder);
}

QString PrintForm::folder() const {
    return m_folder->text().trimmed();
}

/// Every print has a reason of its own: none is left standing from the last one.
void PrintForm::open() {
    m_message->hide();
    m_ground->setCurrentIndex(0);
    m_reason->clear();
    m_second->clear();
    shell::markField(m_ground, m_reasonError, {});
    show();
    m_ground->setFocus(Qt::ShortcutFocusReason);
}

void PrintForm::setBusy(bool busy) {
    m_print->setEnabled(!busy);
    if (!busy) return;
    shell::setLook(m_message, "muted");
    m_message->setText(m_offersPictures ? tr("正在核对录像并写出…") : tr("正在写出…"));
    m_message->setToolTip({});
    m_message->show();
}

void PrintForm::showPrinted(const Printed& printed, Micros now) {
    setBusy(false);
    if (printed.second) m_second->showOutcome(*printed.second, now);
    if (!printed.fault.isEmpty()) return showFault(printed.fault, printed.details);
    shell::setLook(m_message, "good");
    m_message->setText(tr("✓ 已保存：%1").arg(printed.file));
    m_message->setToolTip({});
    m_message->show();
}

void PrintForm::showFault(const QString& text, const QString& details) {
    shell::setLook(m_message, "error");
    m_message->setText(text);
    m_message->setToolTip(details);
    m_message->show();
}

bool PrintForm::check() {
    const std::string ground = m_ground->currentData().toString().toStdString();
    const bool reason = reports::isReason(ground, m_reason->text().trimmed().toStdString());
    shell::markField(ground == reports::kOtherGround ? static_cast<QWidget*>(m_reason) : m_ground,
                     m_reasonError, reason ? QString() : tr("请选择打印事由；选“其他”时须写明"));
    const bool second = !wantsPictures() || m_second->check(m_officer);
    return reason && second;
}

void PrintForm::send() {
    if (!m_print->isEnabled() || !check()) return;
    if (folder().isEmpty()) return showFault(tr("请写明存到哪个文件夹。"));
    PrintWish wish{folder(), m_ground->currentData().toString().toStdString(),
                   m_reason->text().trimmed().toStdString()};
    wish.pictures = wantsPictures();
    if (wish.pictures) {
        wish.second = m_second->account();
        wish.password = m_second->takePassword();
    }
    Q_EMIT printWanted(wish);
}

void PrintForm::keyPressEvent(QKeyEvent* event) {
    if (event->key() != Qt::Key_Escape) return QWidget::keyPressEvent(event);
    hide(); // the folder stays typed
    Q_EMIT closed();
}

} // namespace shouwang::console
