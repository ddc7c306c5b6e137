#include "ledger/value.h"

#include <algorithm>

namespace shouwang::ledger {

namespace {

enum Major : std::uint8_t { Unsigned = 0, Negative = 1, ByteString = 2, Text = 3, List = 4, Dictionary = 5 };

constexpr int kMaxDepth = 16;

void putHead(Bytes& out, Major major, std::uint64_t count) {
    const auto type = static_cast<std::uint8_t>(major << 5);
    if (count < 24) {
        out.push_back(static_cast<std::uint8_t>(type | count));
        return;
    }
    const int width = count <= 0xff ? 0 : count <= 0xffff ? 1 : count <= 0xffffffff ? 2 : 3;
    out.push_back(static_cast<std::uint8_t>(type | (24 + width)));
    for (int shift = (8 << width) - 8; shift >= 0; shift -= 8) {
        out.push_back(static_cast<std::uint8_t>(count >> shift));
    }
}

void putInteger(Bytes& out, std::int64_t integer) {
    if (integer >= 0) {
        putHead(out, Unsigned, static_cast<std::uint64_t>(integer));
    } else {
        putHead(out, Negative, static_cast<std::uint64_t>(-(integer + 1)));
    }
}

void putRaw(Bytes& out, Major major, ByteView bytes) {
    putHead(out, major, bytes.size());
    out.insert(out.end(), bytes.begin(), bytes.end());
}

void put(Bytes& out, const Value& value);

void putMap(Bytes& out, const Map& map) {
    putHead(out, Dictionary, map.size());
    const auto putEntry = [&out](const auto& entry) {
        putInteger(out, entry.first);
        put(out, entry.second);
    };
    // Encoded keys ascend bytewise: 0, 1, 2 ... and then -1, -2, ...
    const auto firstPositive = map.lower_bound(0);
    std::for_each(firstPositive, map.end(), putEntry);
    std::for_each(Map::const_reverse_iterator(firstPositive), map.rend(), putEntry);
}

void put(Bytes& out, const Value& value) {
    if (value.isInteger()) {
        putInteger(out, value.integer());
    } else if (value.isText()) {
        putRaw(out, Text, view(value.text()));
    } else if (value.isBytes()) {
        putRaw(out, ByteString, value.bytes());
    } else if (value.isArray()) {
        putHead(out, List, value.array().size());
        for (const Value& item : value.array())
            put(out, item);
    } else {
        putMap(out, value.map());
    }
}

struct Head {
    Major major = Unsigned;
    std::uint64_t count = 0;
};

/// The first fault ends the reading; its text is a literal, so that reading a good value pays nothing for it.
class Reader {
public:
    explicit Reader(ByteView bytes)
        : m_rest(bytes) {}

    const char* fault() const { return m_fault; }
    bool atEnd() const { return m_rest.empty(); }

    bool value(Value& out, int depth) {
        Head head;
        if (depth > kMaxDepth) return stop("CBOR nested too deeply");
        if (!readHead(head)) return false;
        switch (head.major) {
        case Unsigned:
        case Negative:
            return integer(head, out);
        case ByteString:
            return byteString(head.count, out);
        case Text:
            return textString(head.count, out);
        case List:
            return list(head.count, depth, out);
        case Dictionary:
            return dictionary(head.count, depth, out);
        }
        return stop("CBOR type that a fact cannot hold");
    }

private:
    bool stop(const char* fault) {
        m_fault = fault;
        return false;
    }

    bool readHead(Head& head) {
        if (m_rest.empty()) return stop("CBOR ends too early");
        const std::uint8_t first = m_rest[0];
        m_rest = m_rest.subspan(1);
        const int low = first & 31;
        if (first >> 5 > Dictionary || low > 27) return stop("CBOR type that a fact cannot hold");
        head = {static_cast<Major>(first >> 5), static_cast<std::uint64_t>(low)};
        return low < 24 || readCount(std::size_t{1} << (low - 24), head.count);
    }

    bool readCount(std::size_t width, std::uint64_t& count) {
        if (m_rest.size() < width) return stop("CBOR ends too early");
        count = 0;
        for (std::size_t i = 0; i < width; ++i)
            count = count << 8 | m_rest[i];
        m_rest = m_rest.subspan(width);
        const std::uint64_t smallest = width == 1 ? 24 : std::uint64_t{1} << (width * 4);
        return count >= smallest || stop("CBOR head is not the shortest");
    }

    bool integer(const Head& head, std::int64_t& out) {
        if (head.count > static_cast<std::uint64_t>(INT64_MAX)) return stop("integer out of range");
        const auto magnitude = static_cast<std::int64_t>(head.count);
        out = head.major == Unsigned ? magnitude : -magnitude - 1;
        return true;
    }

    bool integer(const Head& head, Value& out) {
        std::int64_t number = 0;
        if (!integer(head, number)) return false;
        out = Value(number);
        return true;
    }

    bool raw(std::uint64_t count, ByteView& out) {
        if (count > m_rest.size()) return stop("CBOR ends too early");
        out = m_rest.first(static_cast<std::size_t>(count));
        m_rest = m_rest.subspan(out.size());
        return true;
    }

    bool byteString(std::uint64_t count, Value& out) {
        ByteView bytes;
        if (!raw(count, bytes)) return false;
        out = Value(toBytes(bytes));
        return true;
    }

    bool textString(std::uint64_t count, Value& out) {
        ByteView bytes;
        if (!raw(count, bytes)) return false;
        std::string text(bytes.begin(), bytes.end());
        if (!isUtf8(text)) return stop("text that is not UTF-8");
        out = Value(std::move(text));
        return true;
    }

    // An item has a byte at least; but room is made only for as many as an honest value has.
    bool plausible(std::uint64_t count) { return count <= m_rest.size() || stop("CBOR ends too early"); }
    static std::size_t room(std::uint64_t count) {
        return static_cast<std::size_t>(std::min<std::uint64_t>(count, 32));
    }

    bool list(std::uint64_t count, int depth, Value& out) {
        if (!plausible(count)) return false;
        Array items;
        items.reserve(room(count));
        for (std::uint64_t i = 0; i < count; ++i) {
            if (!value(items.emplace_back(), depth + 1)) return false;
        }
        out = Value(std::move(items));
        return true;
    }

    bool dictionary(std::uint64_t count, int depth, Value& out) {
        if (!plausible(count)) return false;
        Map::sequence_type entries;
        entries.reserve(room(count));
        std::size_t positive = 0;
        std::pair<int, std::uint64_t> previous; // shortest heads order as their major type and number do
        for (std::uint64_t i = 0; i < count; ++i) {
            Head head;
            std::int64_t key = 0;
            if (!readHead(head)) return false;
            if (head.major > Negative) return stop("map key that is not an integer");
            if (!integer(head, key)) return false;
            const std::pair<int, std::uint64_t> place(head.major, head.count);
            if (i > 0 && !(previous < place)) return stop("map keys do not ascend");
            previous = place;
            positive += head.major == Unsigned ? 1 : 0;
            entries.emplace_back(key, Value());
            if (!value(entries.back().second, depth + 1)) return false;
        }
        // Negative keys came last and falling; in a map they stand first and rise.
        const auto negative = entries.begin() + static_cast<std::ptrdiff_t>(positive);
        std::reverse(negative, entries.end());
        std::rotate(entries.begin(), negative, entries.end());
        Map map;
        map.adopt_sequence(boost::container::ordered_unique_range, std::move(entries));
        out = Value(std::move(map));
        return true;
    }

    ByteView m_rest;
    const char* m_fault = nullptr;
};

template <class T>
const T& emptyOf() {
    static const T empty{};
    return empty;
}

} // namespace

std::int64_t Value::integer() const {
    const auto* value = std::get_if<std::int64_t>(&m_data);
    return value ? *value : 0;
}

const std::string& Value::text() const {
    const auto* value = std::get_if<std::string>(&m_data);
    return value ? *value : emptyOf<std::string>();
}

const Bytes& Value::bytes() const {
    const auto* value = std::get_if<Bytes>(&m_data);
    return value ? *value : emptyOf<Bytes>();
}

const Array& Value::array() const {
    const auto* value = std::get_if<Array>(&m_data);
    return value ? *value : emptyOf<Array>();
}

const Map& Value::map() const {
    const auto* value = std::get_if<Map>(&m_data);
    return value ? *value : emptyOf<Map>();
}

Id Value::id() const {
    return Id::fromBytes(bytes()).value_or(Id());
}

const Value& at(const Map& map, std::int64_t key) {
    const auto found = map.find(key);
    return found == map.end() ? emptyOf<Value>() : found->second;
}

Bytes encode(const Value& value) {
    Bytes out;
    put(out, value);
    return out;
}

Result<Value> decode(ByteView bytes) {
    Reader reader(bytes);
    Value value;
    if (!reader.value(value, 0)) return fail(Next::Corrupt, reader.fault());
    if (!reader.atEnd()) return fail(Next::Corrupt, "bytes behind the CBOR value");
    return value;
}

FieldWriter::FieldWriter() {
    m_out.reserve(512); // an ordinary fact
    putHead(m_out, Dictionary, 0);
}

void FieldWriter::putKey(std::int64_t key) {
    ++m_out.front(); // the count of a short map stands in its head
    putInteger(m_out, key);
}

void FieldWriter::put(std::int64_t key, std::int64_t integer) {
    putKey(key);
    putInteger(m_out, integer);
}

void FieldWriter::put(std::int64_t key, std::string_view text) {
    putKey(key);
    putRaw(m_out, Text, view(text));
}

void FieldWriter::put(std::int64_t key, ByteView bytes) {
    putKey(key);
    putRaw(m_out, ByteString, bytes);
}

void FieldWriter::put(std::int64_t key, const Map& map) {
    putKey(key);
    putMap(m_out, map);
}

void FieldWriter::put(std::int64_t key, const Value& value) {
    putKey(key);
    ledger::put(m_out, value);
}

bool isUtf8(std::string_view text) {
    std::size_t i = 0;
    while (i < text.size()) {
        const auto lead = static_cast<std::uint8_t>(text[i]);
        if (lead < 0x80) {
            ++i;
            continue;
        }
        const std::size_t length = lead < 0x80       ? 1
                                   : lead >> 5 == 6  ? 2
                                   : lead >> 4 == 14 ? 3
                                   : lead >> 3 == 30 ? 4
                                                     : 0;
        if (length == 0 || i + length > text.size()) return false;
        std::uint32_t point = length == 1 ? lead : lead & (0xffu >> (length + 1));
        for (std::size_t k = 1; k < length; ++k) {
            const auto byte = static_cast<std::uint8_t>(text[i + k]);
            if (byte >> 6 != 2) return false;
            point = point << 6 | (byte & 0x3fu);
        }
        constexpr std::uint32_t kSmallest[] = {0, 0, 0x80, 0x800, 0x10000};
        if (point < kSmallest[length] || point > 0x10ffff || (point >= 0xd800 && point < 0xe000))
            return false;
        i += length;
    }
    return true;
}

} // namespace shouwang::ledger
