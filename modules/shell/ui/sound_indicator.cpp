#include "shell/ui/sound_indicator.h"

#include "shell/ui/icons.h"
#include "shell/ui/sounds.h"
#include "shell/ui/theme.h"

namespace shouwang::shell {

SoundIndicator::SoundIndicator(Sounds& sounds, const Theme& theme, QWidget* parent)
    : QToolButton(parent)
    , m_sounds(sounds)
    , m_theme(theme) {
    setObjectName(QStringLiteral("top.sound"));
    setFocusPolicy(Qt::NoFocus);
    setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    setIconSize(QSize(16, 16));
    setLook(this, "quiet");
    connect(this, &QToolButton::clicked, &sounds, &Sounds::test);
    connect(&sounds, &Sounds::changed, this, &SoundIndicator::refresh);
    connect(&theme, &Theme::changed, this, &SoundIndicator::refresh);
    refresh();
}

void SoundIndicator::refresh() {
    const bool pending = m_sounds.pending() > 0;
    const Tone tone = pending ? priorityTone(m_sounds.pending()) : Tone::Muted;
    switch (m_sounds.state()) {
    case Sounds::State::Quiet:
        setText(tr("未响铃"));
        break;
    case Sounds::State::Sounding:
        setText(tr("响铃 %1").arg(prioritySymbol(m_sounds.pending())));
        break;
    case Sounds::State::NoOutput:
        setText(pending ? tr("应响铃 %1 无声卡").arg(prioritySymbol(m_sounds.pending())) : tr("无声卡"));
        break;
    }
    const bool off = m_sounds.state() == Sounds::State::NoOutput;
    QIcon bell;
    for (const qreal ratio : {1.0, 2.0}) {
        bell.addPixmap(pixmap(off ? Glyph::BellOff : Glyph::Bell, m_theme.color(tone), 16, ratio));
    }
    setIcon(bell);
    setToolTip(off ? tr("没有可用的声音输出。按一下重新试音。") : tr("按一下试音。接警后停止响铃。"));
    setAccessibleName(text());
}

} // namespace shouwang::shell
