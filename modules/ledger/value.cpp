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
    std::for_each(std::make_reverse_iterator(firstPositive), map.rend(), putEntry);
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
    Major major;
    std::uint64_t count;
};

class Reader {
public:
    explicit Reader(ByteView bytes)
        : m_rest(bytes) {}

    bool atEnd() const { return m_rest.empty(); }

    Result<Value> value(int depth) {
        if (depth > kMaxDepth) return fail(Next::Corrupt, "CBOR nested too deeply");
        auto head = readHead();
        if (!head) return tl::unexpected(head.error());
        switch (head->major) {
        case Unsigned:
        case Negative:
            return integer(*head);
        case ByteString:
            return byteString(head->count);
        case Text:
            return textString(head->count);
        case List:
            return list(head->count, depth);
        case Dictionary:
            return dictionary(head->count, depth);
        }
        return fail(Next::Corrupt, "CBOR type that a fact cannot hold");
    }

private:
    Result<Head> readHead() {
        if (m_rest.empty()) return fail(Next::Corrupt, "CBOR ends too early");
        const std::uint8_t first = m_rest[0];
        m_rest = m_rest.subspan(1);
        const int low = first & 31;
        if (first >> 5 > Dictionary || low > 27)
            return fail(Next::Corrupt, "CBOR type that a fact cannot hold");
        const auto major = static_cast<Major>(first >> 5);
        if (low < 24) return Head{major, static_cast<std::uint64_t>(low)};
        const std::size_t width = std::size_t{1} << (low - 24);
        if (m_rest.size() < width) return fail(Next::Corrupt, "CBOR ends too early");
        std::uint64_t count = 0;
        for (std::size_t i = 0; i < width; ++i)
            count = count << 8 | m_rest[i];
        m_rest = m_rest.subspan(width);
        const std::uint64_t smallest = width == 1 ? 24 : std::uint64_t{1} << (width * 4);
        if (count < smallest) return fail(Next::Corrupt, "CBOR head is not the shortest");
        return Head{major, count};
    }

    Result<Value> integer(Head head) {
        if (head.count > static_cast<std::uint64_t>(INT64_MAX))
            return fail(Next::Corrupt, "integer out of range");
        const auto magnitude = static_cast<std::int64_t>(head.count);
        return Value(head.major == Unsigned ? magnitude : -magnitude - 1);
    }

    Result<ByteView> raw(std::uint64_t count) {
        if (count > m_rest.size()) return fail(Next::Corrupt, "CBOR ends too early");
        const ByteView bytes = m_rest.first(static_cast<std::size_t>(count));
        m_rest = m_rest.subspan(bytes.size());
        return bytes;
    }

    Result<Value> byteString(std::uint64_t count) {
        return raw(count).map([](ByteView bytes) { return Value(toBytes(bytes)); });
    }

    Result<Value> textString(std::uint64_t count) {
        auto bytes = raw(count);
        if (!bytes) return tl::unexpected(bytes.error());
        std::string text(bytes->begin(), bytes->end());
        if (!isUtf8(text)) return fail(Next::Corrupt, "text that is not UTF-8");
        return Value(std::move(text));
    }

    Result<Value> list(std::uint64_t count, int depth) {
        if (count > m_rest.size())
            return fail(Next::Corrupt, "CBOR ends too early"); // an item has a byte at least
        Array items;
        for (std::uint64_t i = 0; i < count; ++i) {
            auto item = value(depth + 1);
            if (!item) return item;
            items.push_back(std::move(*item));
        }
        return Value(std::move(items));
    }

    Result<Value> dictionary(std::uint64_t count, int depth) {
        if (count > m_rest.size()) return fail(Next::Corrupt, "CBOR ends too early");
        Map map;
        std::pair<int, std::uint64_t> previous; // shortest heads order as their major type and number do
        for (std::uint64_t i = 0; i < count; ++i) {
            auto head = readHead();
            if (!head) return tl::unexpected(head.error());
            if (head->major > Negative) return fail(Next::Corrupt, "map key that is not an integer");
            auto key = integer(*head);
            if (!key) return key;
            const std::pair<int, std::uint64_t> place(head->major, head->count);
            if (i > 0 && !(previous < place)) return fail(Next::Corrupt, "map keys do not ascend");
            previous = place;
            auto item = value(depth + 1);
            if (!item) return item;
            map.emplace_hint(map.end(), key->integer(), std::move(*item));
        }
        return Value(std::move(map));
    }

    ByteView m_rest;
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
    auto value = reader.value(0);
    if (value && !reader.atEnd()) return fail(Next::Corrupt, "bytes behind the CBOR value");
    return value;
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
