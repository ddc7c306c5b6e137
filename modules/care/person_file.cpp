#include "care/person_file.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <set>

namespace shouwang::care {

namespace {

constexpr std::string_view kHeader = "number,zone,woman,status,reason";
constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";
constexpr std::string_view kPresent = "in";
constexpr std::size_t kProblemLimit = 20;
constexpr std::size_t kReasonLimit = 200; // bytes

class Reader {
public:
    Reader(std::string name, const site::Site& site)
        : m_name(std::move(name))
        , m_site(site) {}

    void read(std::string_view text);
    Result<std::vector<PersonRow>> finish();

private:
    void readLine(std::string_view line);
    void readPerson(std::string_view line);
    void checkZone(const Receiving& person);
    void complain(const std::string& reason) {
        if (++m_count <= kProblemLimit) m_problems += fmt::format("{}:{}: {}\n", m_name, m_line, reason);
    }

    const std::string m_name;
    const site::Site& m_site;
    std::size_t m_line = 0;
    bool m_hasHeader = false;
    std::set<std::string> m_numbers;
    std::vector<PersonRow> m_rows;
    std::string m_problems;
    std::size_t m_count = 0;
};

void Reader::read(std::string_view text) {
    if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        std::string_view line = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        if (line.ends_with('\r')) line.remove_suffix(1);
        ++m_line;
        readLine(line);
    }
}

void Reader::readLine(std::string_view line) {
    if (!ledger::isUtf8(line)) return complain("this is not UTF-8");
    if (line.empty() || line.starts_with('#')) return;
    if (m_hasHeader) return readPerson(line);
    m_hasHeader = true;
    if (line != kHeader) complain(fmt::format("the first line must be '{}'", kHeader));
}

/// The fields before the reason, and the reason; nothing where the line has too few.
std::optional<std::array<std::string_view, 5>> fieldsOf(std::string_view line) {
    std::array<std::string_view, 5> fields;
    for (std::size_t i = 0; i + 1 < fields.size(); ++i) {
        const std::size_t comma = line.find(',');
        if (comma == std::string_view::npos) return std::nullopt;
        fields[i] = line.substr(0, comma);
        line.remove_prefix(comma + 1);
    }
    fields.back() = line;
    return fields;
}

void Reader::readPerson(std::string_view line) {
    const auto fields = fieldsOf(line);
    if (!fields) return complain(fmt::format("five fields are wanted: {}", kHeader));
    const auto& [number, zone, woman, status, reason] = *fields;
    PersonRow row{{std::string(number), std::string(zone), woman == "1", {}}, std::string(reason)};
    if (status != kPresent) row.person.out = status;
    if (!isNumber(number)) complain(fmt::format("'{}' is not a number of a person", number));
    if (!m_numbers.emplace(number).second) complain(fmt::format("{} stands here twice", number));
    if (woman != "0" && woman != "1") complain(fmt::format("woman is 0 or 1, not '{}'", woman));
    if (status != kPresent && !isOutKind(status))
        complain(fmt::format("status is {} or one of {}, not '{}'", kPresent, fmt::join(outKinds(), ", "),
                             status));
    const auto isControl = [](char letter) { return static_cast<unsigned char>(letter) < 0x20; };
    if (reason.size() > kReasonLimit || std::ranges::any_of(reason, isControl))
        complain(fmt::format("the reason is longer than {} bytes or holds what no text holds", kReasonLimit));
    checkZone(row.person);
    if (m_rows.size() == kPersonLimit) complain(fmt::format("more than {} persons", kPersonLimit));
    if (m_rows.size() <= kPersonLimit) m_rows.push_back(std::move(row));
}

void Reader::checkZone(const Receiving& person) {
    const site::Zone* zone = m_site.zone(person.zone);
    if (zone == nullptr) return complain(fmt::format("the site has no zone '{}'", person.zone));
    if (zone->women != person.woman)
        complain(fmt::format("{} is {}a women's zone", zone->code, zone->women ? "" : "not "));
}

Result<std::vector<PersonRow>> Reader::finish() {
    if (m_line == 0) m_line = 1;
    if (m_rows.empty() && m_count == 0) complain("there is no person in this file");
    if (m_count == 0) return std::move(m_rows);
    if (m_count > kProblemLimit) m_problems += fmt::format("and {} more\n", m_count - kProblemLimit);
    m_problems.pop_back();
    return fail(Next::Refused, std::move(m_problems));
}

} // namespace

Result<std::vector<PersonRow>> parsePersons(ByteView file, const std::string& name, const site::Site& site) {
    if (file.size() > kPersonFileLimit)
        return fail(Next::Refused, fmt::format("{}: larger than {} bytes", name, kPersonFileLimit));
    Reader reader(name, site);
    reader.read({reinterpret_cast<const char*>(file.data()), file.size()});
    return reader.finish();
}

std::string writePersons(std::span<const PersonRow> persons, std::string_view remark) {
    std::string text = fmt::format("# {}\n{}\n", remark, kHeader);
    for (const PersonRow& row : persons) {
        const Receiving& person = row.person;
        text += fmt::format("{},{},{},{},{}\n", person.number, person.zone, person.woman ? 1 : 0,
                            person.out.empty() ? kPresent : std::string_view(person.out), row.reason);
    }
    return text;
}

} // namespace shouwang::care
