// The file by which a register is taken over: UTF-8, one person a line, `number,zone,woman,status,reason`
// under a first line that says so. woman: 0 or 1. status: `in`, or where the person is out (outKinds()). The
// reason is the rest of the line. Lines that begin with # are remarks; a byte order mark is passed over. Any
// thread.
#pragma once

#include "care/care.h"
#include "site/site.h"

namespace shouwang::care {

constexpr std::size_t kPersonFileLimit = std::size_t{1} << 20; ///< bytes
constexpr std::size_t kPersonLimit = 10'000;                   ///< no facility holds so many

struct PersonRow {
    Receiving person;
    std::string reason;
    bool operator==(const PersonRow&) const = default;
};

/// Refused: one line a problem, with file, line and reason, at most twenty. A zone must be the site's, a
/// number must not come twice, and women's zones hold women and no others do (G4).
Result<std::vector<PersonRow>> parsePersons(ByteView file, const std::string& name, const site::Site& site);

/// `remark` becomes the first line.
std::string writePersons(std::span<const PersonRow> persons, std::string_view remark);

} // namespace shouwang::care
