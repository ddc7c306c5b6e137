// The seat's way to its station, as a port: Beast stands behind it in the product, a fake in tests. It brings
// its own event loop, so that one thread can wait for a push, a feed and the tail at once: a stuck upload
// never stops download.
#pragma once

#include "sync/protocol.h"

#include <chrono>
#include <functional>

namespace shouwang::sync {

class StationLink {
public:
    template <class T>
    using Reply = std::function<void(Result<T>)>;

    virtual ~StationLink() = default;

    /// The body of the network thread; returns after stop().
    virtual void run() = 0;
    virtual void stop() = 0;                           ///< any thread
    virtual void post(std::function<void()> task) = 0; ///< any thread; runs inside run()
    /// Network thread only from here on. Every reply comes at most once (not after stop()), inside run(),
    /// with Next::Offline when the station does not answer in time, Next::Refused when it does not know our
    /// token, Next::Conflict when it speaks another protocol, Next::Retry when it asks for patience,
    /// Next::Corrupt when it answers nonsense, and Next::Cancelled after reset().
    virtual void after(std::chrono::milliseconds delay, std::function<void()> task) = 0;
    virtual void hello(Reply<Hello> reply) = 0;
    virtual void push(const Push& push, Reply<PushReply> reply) = 0;
    /// A link that cannot do this says so; the seat goes on without it.
    virtual void recover(const Recover& recover, Reply<RecoverReply> reply) {
        (void)recover;
        reply(fail(Next::Retry, "this way to the station brings no lost facts back"));
    }
    virtual void feed(const FeedQuery& query, Reply<FeedBatch> reply) = 0;
    /// Batches until the end, which comes once, with the reason.
    virtual void tail(const Cursor& cursor, std::function<void(FeedBatch)> batch,
                      std::function<void(Error)> end) = 0;
    /// The raw body of `path`, such as "/v1/keystore".
    virtual void fetch(const std::string& path, Reply<Bytes> reply) = 0;
    /// Tears every connection down; what is under way ends with Next::Cancelled.
    virtual void reset() = 0;
};

} // namespace shouwang::sync
