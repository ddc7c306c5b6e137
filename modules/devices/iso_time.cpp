#include "devices/message.h"

#include <array>

namespace shouwang::devices {

namespace {

/// Reads fixed-width numbers and single characters from the front; m_good falls once and stays down.
class Scanner {
public:
    explicit Scanner(std::string_view text)
        : m_text(text) {}

    int digits(std::size_t count, int from, int to) {
        int value = 0;
        if (m_text.size() < count) m_good = false;
        for (std::size_t i = 0; m_good && i < count; ++i) {
            const char c = m_text[i];
            if (c < '0' || c > '9') m_good = false;
            value = value * 10 + (c - '0');
        }
        if (value < from || value > to) m_good = false;
        if (m_good) m_text.remove_prefix(count);
        return value;
    }
    void expect(char c) {
        if (!accept(c)) m_good = false;
    }
    bool accept(char c) {
        if (!m_good || !m_text.starts_with(c)) return false;
        m_text.remove_prefix(1);
        return true;
    }
    Micros fraction() {
        Micros value = 0;
        Micros unit = 100'000;
        std::size_t count = 0;
        while (!m_text.empty() && m_text.front() >= '0' && m_text.front() <= '9') {
            value += unit * (m_text.front() - '0');
            unit /= 10;
            m_text.remove_prefix(1);
            ++count;
        }
        if (count == 0 || count > 9) m_good = false;
        return value;
    }
    bool done() const { return m_good && m_text.empty(); }

private:
    std::string_view m_text;
    bool m_good = true;
};

int daysOf(int year, int month) {
    constexpr std::array kDays{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month == 2 && leap ? 29 : kDays[static_cast<std::size_t>(month - 1)];
}

} // namespace

std::optional<Micros> parseIsoTime(std::string_view text) {
    Scanner in(text);
    const int year = in.digits(4, 1970, 9999);
    in.expect('-');
    const int month = in.digits(2, 1, 12);
    in.expect('-');
    const int day = in.digits(2, 1, 31);
    in.expect('T');
    const int hour = in.digits(2, 0, 23);
    in.expect(':');
    const int minute = in.digits(2, 0, 59);
    in.expect(':');
    const int second = in.digits(2, 0, 59);
    const Micros fraction = in.accept('.') ? in.fraction() : 0;
    int offset = 0; // minutes east of Greenwich
    if (!in.accept('Z')) {
        const int sign = in.accept('-') ? -1 : 1;
        if (sign > 0) in.expect('+');
        const int hours = in.digits(2, 0, 14);
        in.expect(':');
        offset = sign * (hours * 60 + in.digits(2, 0, 59));
    }
    if (!in.done() || day > daysOf(year, month)) return std::nullopt;
    const std::chrono::sys_days days = std::chrono::year(year) / month / day;
    const Micros minutes = Micros{days.time_since_epoch().count()} * 1440 + hour * 60 + minute - offset;
    return (minutes * 60 + second) * 1'000'000 + fraction;
}

} // namespace shouwang::devices
