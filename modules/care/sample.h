// Synthetic persons (合成数据) of the sample facility, domain.md section 7: no real person stands behind any
// number.
#pragma once

#include "care/person_file.h"

namespace shouwang::care {

struct SampleOptions {
    std::uint64_t seed = 1; ///< who is out and why; numbers and zones never depend on it
    int count = 1500;
};

/// The same options give the same persons: QH26-0001 on, in the zones of site::sampleSite() in the shares of
/// domain.md, women in Z50 only, four of a hundred out.
std::vector<PersonRow> samplePersons(const SampleOptions& options = {});
/// The file for `shouwang-server persons import`.
std::string samplePersonFile(const SampleOptions& options = {});

} // namespace shouwang::care
