// The few bytes of H.264 and HEVC that we must look at: splitting an Annex B stream, and the decoder
// configuration.
#pragma once

#include "base/bytes.h"
#include "site/site.h"

namespace shouwang::simulator {

/// The NAL units between start codes.
std::vector<ByteView> splitAnnexB(ByteView stream);
/// With a length of four bytes before each unit; parameter sets and delimiters are left out (they are in
/// codecData).
Bytes withLengths(ByteView annexB, site::Codec codec);
/// avcC (ISO/IEC 14496-15, 5.3.3.1) or hvcC (8.3.3.1) from the parameter sets of an encoder.
Result<Bytes> decoderConfiguration(ByteView annexB, site::Codec codec);

} // namespace shouwang::simulator
