#include "shell/ui/notice.h"

#include "shell/ui/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

#include <algorithm>

namespace shouwang::shell {
namespace {

QString mark(Notice::Kind kind) {
    switch (kind) {
    case Notice::Kind::Done:
        return QStringLiteral("✓");
    case Notice::Kind::Info:
        return QStringLiteral("●");
    case Notice::Kind::Warning:
        return QStringLiteral("◆");
    case Notice::Kind::Error:
        return QStringLiteral("▲");
    }
    return {};
}

const char* look(Notice::Kind kind) {
    switch (kind) {
    case Notice::Kind::Done:
        return "good";
    case Notice::Kind::Info:
        return "info";
    case Notice::Kind::Warning:
        return "warning";
    case Notice::Kind::Error:
        return "error";
    }
    return "info";
}

constexpr int kPassing_ms = 6000;

} // namespace

Notice::Notice(QWidget* parent)
    : QFrame(parent)
    , m_mark(new QLabel(this))
    , m_text(new QLabel(this))
    , m_more(new QLabel(this))
    , m_close(new QToolButton(this)) {
    setObjectName(QStringLiteral("notice"));
    setLook(this, "notice");
    m_text->setObjectName(QStringLiteral("notice.text"));
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    setLook(m_more, "muted");
    m_close->setObjectName(QStringLiteral("notice.close"));
    m_close->setText(tr("知道了"));
    m_close->setFocusPolicy(Qt::NoFocus);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(16, 4, 8, 4);
    row->setSpacing(12);
    row->addWidget(m_mark);
    row->addWidget(m_text, 1);
    row->addWidget(m_more);
    row->addWidget(m_close);
    connect(m_close, &QToolButton::clicked, this, [this] {
        const QString key = m_lines.empty() ? QString() : m_lines.back().key;
        closeLast();
        Q_EMIT closed(key);
    });
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &Notice::closeLast);
    hide();
}

void Notice::post(Kind kind, const QString& text, const QString& key) {
    if (!key.isEmpty()) std::erase_if(m_lines, [&](const Line& line) { return line.key == key; });
    // What only passes by does not wait behind something newer.
    std::erase_if(m_lines,
                  [](const Line& line) { return line.kind == Kind::Done || line.kind == Kind::Info; });
    if (m_lines.size() >= kMost) m_lines.erase(m_lines.begin());
    m_lines.push_back({kind, text, key});
    showLast();
}

void Notice::setLines(Lines lines) {
    m_lines = std::move(lines);
    showLast();
}

void Notice::withdraw(const QString& key) {
    if (std::erase_if(m_lines, [&](const Line& line) { return line.key == key; }) > 0) showLast();
}

QString Notice::currentText() const {
    return m_lines.empty() ? QString() : m_lines.back().text;
}

void Notice::closeLast() {
    if (!m_lines.empty()) m_lines.pop_back();
    showLast();
}

void Notice::showLast() {
    m_timer.stop();
    if (m_lines.empty()) {
        hide();
        return;
    }
    const Line& line = m_lines.back();
    m_mark->setText(mark(line.kind));
    setLook(m_mark, look(line.kind));
    m_text->setText(line.text);
    m_more->setText(m_lines.size() > 1 ? tr("另有 %n 条", nullptr, static_cast<int>(m_lines.size() - 1))
                                       : QString());
    setAccessibleName(line.text);
    show();
    if (line.kind == Kind::Done || line.kind == Kind::Info) m_timer.start(kPassing_ms);
}

} // namespace shouwang::shell
