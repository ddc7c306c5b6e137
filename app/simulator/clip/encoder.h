// A video encoder of libavcodec, set up as a camera's: no B frames, a key frame at a fixed distance, one
// thread.
#pragma once

#include "simulator/clip/clip.h"
#include "simulator/picture.h"

#include <memory>

namespace shouwang::simulator {

class Encoder {
public:
    static Result<std::unique_ptr<Encoder>> open(const ClipShape& shape, site::Codec codec);
    ~Encoder();
    Encoder(const Encoder&) = delete;
    Encoder& operator=(const Encoder&) = delete;

    const Bytes& codecData() const { return m_codecData; }
    Result<void> encode(const Picture& picture, Clip& clip);
    /// What the encoder still holds back.
    Result<void> finish(Clip& clip);

private:
    struct Parts;
    explicit Encoder(std::unique_ptr<Parts> parts);
    Result<void> drain(Clip& clip);

    std::unique_ptr<Parts> m_parts;
    Bytes m_codecData;
    site::Codec m_codec = site::Codec::H264;
};

} // namespace shouwang::simulator
