// The one thread that receives all cameras: RTSP over TCP (RTP interleaved), H.264 and HEVC, Basic and
// Digest. It always drains its sockets; what must be dropped is dropped by whoever reads the ring.
#pragma once

#include "base/random.h"
#include "video/packet_source.h"

#include <map>
#include <mutex>
#include <thread>
#include <vector>

namespace shouwang::video {

struct ReceiverLimits {
    Nanos connect = 4 * kSecond; ///< until TCP stands
    Nanos answer = 5 * kSecond;  ///< until each RTSP answer, and until the first access unit after PLAY
    Nanos stall = 5 * kSecond;   ///< without a whole access unit
    Nanos retry_least = 200 * kMillisecond;
    Nanos retry_most = 15 * kSecond;
};

/// The next pause before a reconnect (decorrelated jitter): evenly between `least` and three times the last
/// pause, at most `most`. Pure.
Nanos nextRetryPause(Nanos last, Random& random, Nanos least, Nanos most);

/// Any thread may call the public functions. Clock and Random must outlive it; Random is used on the
/// receiving thread.
class Receiver final : public PacketSource {
public:
    Receiver(const Clock& clock, Random& random, const ReceiverLimits& limits = {});
    ~Receiver() override; ///< says goodbye (TEARDOWN, without waiting for the answer), closes all, joins

    StreamId add(const StreamRequest& request, std::shared_ptr<PacketSink> sink) override;
    void remove(StreamId stream) override;
    StreamCounters counters(StreamId stream) const override;
    std::size_t streams() const;

private:
    class Loop;
    std::unique_ptr<Loop> m_loop;
};

} // namespace shouwang::video
