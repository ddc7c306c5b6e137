// The four sounds, computed: short, different in height and count, with soft edges. 16 bit mono WAV. Any
// thread.
#pragma once

#include <QByteArray>

namespace shouwang::shell {

/// Priority 1 (critical: three rising pairs) to 4 (low: one soft note).
QByteArray toneFor(int priority);
int toneLength_ms(int priority);

} // namespace shouwang::shell
