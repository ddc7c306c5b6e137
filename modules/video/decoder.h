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

    /// The decoded frame, valid until the next call; null when the unit gives none (yet), or one that was
    /// patched up or leans on a broken one: after damage or flush() nothing is given until a whole key frame.
    /// Opens itself anew when codec or parameter sets change. Corrupt: the unit could not be used, carry on
    /// with the next one.
    Result<const AVFrame*> decode(const AccessUnit& unit, bool loop_filter = true);
    /// The last frame that decode() gave, null before the first one. Its pts is the arrival of its unit.
    const AVFrame* last() const { return m_any ? m_frame : nullptr; }
    /// The next unit does not follow the last one.
    void flush();
    std::uint64_t corrupt() const { return m_corrupt; } ///< units without a picture to believe
    std::uint64_t opened() const { return m_opened; }

private:
    Result<void> open(const ParameterSets& sets);
    bool receive();
    static bool isBroken(const AVFrame& frame);

    AVCodecContext* m_context = nullptr;
    AVPacket* m_packet = nullptr;
    AVFrame* m_incoming = nullptr; // receive_frame empties its frame also when it has nothing to give
    AVFrame* m_frame = nullptr;    // the last good one
    std::shared_ptr<const ParameterSets> m_sets;
    Bytes m_stripped;       // of the unit in hand, kept for its room
    bool m_any = false;     // m_frame holds something
    bool m_trusted = false; // a whole key frame came, and nothing broken since
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
