// A key store comes to a seat over the network: it is refused, or it is one that is written and read back.
#include "people/key_store.h"

#include <cstdlib>

using namespace shouwang;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto store = people::KeyStore::parse({data, size});
    if (!store) return 0;
    const Bytes text = store->serialise();
    const auto again = people::KeyStore::parse(text);
    if (!again || again->serialise() != text) std::abort();
    return 0;
}
