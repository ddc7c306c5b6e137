#include "wall/ui/no_picture.h"

#include <QCoreApplication>

namespace shouwang::wall {

namespace {

using Kind = video::Liveness::Kind;

/// Words of desk and wall have one context, so that they are translated once.
QString word(const char* text) {
    return QCoreApplication::translate("shouwang::wall::WallTile", text);
}

NoPicture refusalOf(const video::StreamStatus& status) {
    switch (status.refusal) {
    case video::Refusal::WrongPassword:
        return NoPicture::WrongPassword;
    case video::Refusal::NotFound:
        return NoPicture::Refused;
    case video::Refusal::Unreachable: // a camera that says no, or nobody there at all
        return status.text.find("refused") != std::string::npos ? NoPicture::Refused : NoPicture::NoSignal;
    case video::Refusal::BadStream:
        return NoPicture::BadStream;
    case video::Refusal::None:
        break;
    }
    return NoPicture::None;
}

} // namespace

NoPicture noPictureReason(video::VideoEngine& engine, const std::string& camera, const video::View& view,
                          NoPicture unreachable, const video::Liveness& liveness) {
    if (unreachable != NoPicture::None) return unreachable;
    if (view.id == 0 || liveness.kind == Kind::Live) return NoPicture::None;
    const video::StreamStatus status = engine.status(camera);
    if (const NoPicture refused = refusalOf(status); refused != NoPicture::None) return refused;
    if (liveness.kind != Kind::Lost) return NoPicture::None;
    if (status.state != video::StreamState::Playing) return NoPicture::NoSignal;
    // Pictures arrive, but every one of them is the same; or packets arrive, and no picture can be made of
    // them.
    const video::PicturePtr picture = view.mailbox->latest();
    const bool frozen = picture && picture->arrival - picture->new_since > 2 * video::kSecond;
    return frozen ? NoPicture::Frozen : NoPicture::NoSignal;
}

QString reasonWord(NoPicture reason) {
    switch (reason) {
    case NoPicture::None:
        break;
    case NoPicture::UnknownCamera:
        return word(QT_TRANSLATE_NOOP("shouwang::wall::WallTile", "场所文件中没有该摄像机"));
    case NoPicture::NotConnected:
        return word(QT_TRANSLATE_NOOP("shouwang::wall::WallTile", "未接入视频"));
    case NoPicture::WrongPassword:
        return word(QT_TRANSLATE_NOOP("shouwang::wall::WallTile", "密码错误"));
    case NoPicture::Refused:
        return word(QT_TRANSLATE_NOOP("shouwang::wall::WallTile", "拒绝连接"));
    case NoPicture::BadStream:
        return word(QT_TRANSLATE_NOOP("shouwang::wall::WallTile", "码流异常"));
    case NoPicture::NoSignal:
        return word(QT_TRANSLATE_NOOP("shouwang::wall::WallTile", "无信号"));
    case NoPicture::Frozen:
        return word(QT_TRANSLATE_NOOP("shouwang::wall::WallTile", "画面冻结"));
    }
    return {};
}

} // namespace shouwang::wall
