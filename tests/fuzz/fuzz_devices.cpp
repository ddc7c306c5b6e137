// What a device sends: a topic, a zero byte and a payload (without a zero byte the payload of a device that
// the site has). It is refused, or it is a signal that reads the same when it is written again.
#include "devices/message.h"
#include "site/sample.h"

#include <algorithm>
#include <cstdlib>

using namespace shouwang;

namespace {

constexpr Micros kNow = 1'760'000'000'000'000;
const devices::Registry kRegistry(site::sampleSite());

bool same(const site::Signal& a, const site::Signal& b) {
    return a.kind == b.kind && a.device == b.device && a.point == b.point && a.boot == b.boot &&
           a.counter == b.counter && a.device_time == b.device_time && a.detail == b.detail;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const std::size_t zero = text.find('\0');
    const std::string topic = zero == text.npos ? devices::eventTopic(kRegistry.siteId(), "AH-Z31")
                                                : std::string(text.substr(0, zero));
    const std::string_view payload = zero == text.npos ? text : text.substr(zero + 1);
    const auto signal = devices::parseMessage(topic, view(payload), kNow, kRegistry);
    if (!signal) return 0;
    const auto again = devices::parseMessage(devices::eventTopic(kRegistry.siteId(), signal->device),
                                             view(devices::formatMessage(*signal)), kNow, kRegistry);
    if (!again || !same(*signal, *again)) std::abort();
    return 0;
}
