// A private CA and a server certificate for localhost, made anew for each test.
#pragma once

#include "base/result.h"

#include <filesystem>

namespace shouwang::testing {

struct Certificates {
    std::filesystem::path ca;
    std::filesystem::path certificate;
    std::filesystem::path key;
};

Result<Certificates> makeCertificates(const std::filesystem::path& folder,
                                      const std::string& name = "station");

} // namespace shouwang::testing
