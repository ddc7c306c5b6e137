// One stream's decoder and the step from a decoded frame to a picture of tile size. Each object belongs to
// one thread at a time.
#pragma once

#include "video/box_filter.h"
#include "video/governor.h"
#include "video/picture.h"

struct AVCodecContext;
struct AVFrame;
struct AVPacket;
struct SwsContext;

namespace shouwang::video {

/// Single-threaded and without delay: one access unit in, one frame out. (More speed comes from more
/// cameras.)
class Decoder {
public:
    Decoder();
    ~Decoder();
    Decoder(const Decoder&) = delete;
    Decoder& operator=(const Decoder&) = delete;

    /// The decoded frame, valid until the next call; null when the unit gives none (yet). Opens itself anew
    /// when codec or parameter sets change. Corrupt: the unit could not be used, carry on with the next one.
    Result<const AVFrame*> decode(const AccessUnit& unit, bool loop_filter = true);
    /// The last decoded frame, null before the first one. Its pts is the arrival of its unit.
    const AVFrame* last() const { return m_any ? m_frame : nullptr; }
    /// The next unit does not follow the last one.
    void flush();
    std::uint64_t corrupt() const { return m_corrupt; } ///< units that were unusable or had to be patched up
    std::uint64_t opened() const { return m_opened; }

private:
    Result<void> open(const ParameterSets& sets);

    AVCodecContext* m_context = nullptr;
    AVPacket* m_packet = nullptr;
    AVFrame* m_incoming = nullptr; // receive_frame empties its frame also when it has nothing to give
    AVFrame* m_frame = nullptr;    // the last good one
    std::shared_ptr<const ParameterSets> m_sets;
    bool m_any = false; // m_frame holds something
    std::uint64_t m_corrupt = 0;
    std::uint64_t m_opened = 0;
};

/// The largest whole factor that leaves at least as many pixels as the tile has, 1 to 16.
int reductionFactor(int width, int height, TileSize tile);

/// Reduces in YUV by a whole factor, then converts one to one: swscale is quick at that and slow at scaling.
class Reducer {
public:
    Reducer();
    ~Reducer();
    Reducer(const Reducer&) = delete;
    Reducer& operator=(const Reducer&) = delete;

    /// Fills in sizes and bytes. Refused: a pixel format that nobody can convert, or a size that makes no
    /// sense.
    Result<Picture> reduce(const AVFrame& frame, int factor, PicturePool& pool);
    /// Of the luma (the first plane) of the frame as it was decoded.
    static std::uint64_t hashOf(const AVFrame& frame);

private:
    struct Scratch;
    Result<void> convert(const AVFrame& frame, int width, int height, int box, Picture& picture,
                         std::uint8_t* out);
    const SwsContext* converter(int from_width, int from_height, int format, int width, int height,
                                int matrix, bool full);

    std::unique_ptr<Scratch> m_scratch;
};

} // namespace shouwang::video
