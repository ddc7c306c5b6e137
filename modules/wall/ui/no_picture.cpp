#include "wall/ui/no_picture.h"

#include <QCoreApplication>

namespace shouwang::wall {

namespace {

/// Words of desk and wall have one context, so that they are translated once.
QString word(const char* text) {
    return QCoreApplication::translate("shouwang::wall::WallTile", text);
}

} // namespace

NoPicture noPictureReason(video::Refusal refusal) {
    switch (refusal) {
    case video::Refusal::None:
        break;
    case video::Refusal::WrongPassword:
        return NoPicture::WrongPassword;
    case video::Refusal::ConnectionRefused:
    case video::Refusal::ServerRefuses:
    case video::Refusal::NotFound:
        return NoPicture::Refused;
    case video::Refusal::Unreachable:
    case video::Refusal::Silent:
        return NoPicture::NoSignal;
    case video::Refusal::BadStream:
        return NoPicture::BadStream;
    case video::Refusal::Frozen:
        return NoPicture::Frozen;
    case video::Refusal::Slow:
        return NoPicture::Slow;
    }
    return NoPicture::None;
}

NoPicture noPictureReason(const video::VideoEngine& engine, const video::View& view, NoPicture unreachable) {
    if (unreachable != NoPicture::None || view.id == 0) return unreachable;
    return noPictureReason(engine.reason(view.id));
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
    case NoPicture::Slow:
        return word(QT_TRANSLATE_NOOP("shouwang::wall::WallTile", "信号缓慢"));
    }
    return {};
}

} // namespace shouwang::wall
