// The values a fact may hold, and their deterministic CBOR (RFC 8949 section 4.2): integers, byte strings,
// UTF-8 text, arrays and integer-keyed maps; no floats, no indefinite lengths, shortest heads, keys
// ascending. Exactly one byte string stands for a value, so that a hash of it means something.
#pragma once

#include "base/bytes.h"
#include "base/id.h"

#include <boost/container/flat_map.hpp>
#include <variant>

namespace shouwang::ledger {

class Value;
using Array = std::vector<Value>;
/// Iterates negative keys first; encoded in CBOR's order. Flat: a fact has few fields, and reading a million
/// of them is mostly the memory that they are put into.
using Map = boost::container::flat_map<std::int64_t, Value>;

class Value {
public:
    Value() = default; ///< the integer 0
    Value(std::int64_t integer)
        : m_data(integer) {} // NOLINT: values are written as literals
    Value(int integer)
        : m_data(std::int64_t{integer}) {} // NOLINT
    Value(bool flag)
        : m_data(std::int64_t{flag}) {} // NOLINT: 0 or 1
    Value(std::string text)
        : m_data(std::move(text)) {} // NOLINT
    Value(std::string_view text)
        : m_data(std::string(text)) {} // NOLINT
    Value(const char* text)
        : m_data(std::string(text)) {} // NOLINT
    Value(Bytes bytes)
        : m_data(std::move(bytes)) {} // NOLINT
    Value(const Id& id)
        : m_data(toBytes(id.bytes())) {} // NOLINT
    Value(const Hash& hash)
        : m_data(toBytes(hash)) {} // NOLINT
    Value(Array array)
        : m_data(std::move(array)) {} // NOLINT
    Value(Map map)
        : m_data(std::move(map)) {} // NOLINT

    bool isInteger() const { return std::holds_alternative<std::int64_t>(m_data); }
    bool isText() const { return std::holds_alternative<std::string>(m_data); }
    bool isBytes() const { return std::holds_alternative<Bytes>(m_data); }
    bool isArray() const { return std::holds_alternative<Array>(m_data); }
    bool isMap() const { return std::holds_alternative<Map>(m_data); }

    // Another kind than asked for reads as empty: evolve never refuses.
    std::int64_t integer() const;
    const std::string& text() const;
    const Bytes& bytes() const;
    const Array& array() const;
    const Map& map() const;
    Id id() const;

    // Moves it out and leaves the value empty; another kind than asked for gives an empty one.
    std::string takeText() { return take<std::string>(); }
    Bytes takeBytes() { return take<Bytes>(); }
    Map takeMap() { return take<Map>(); }

    bool operator==(const Value&) const = default;

private:
    template <class T>
    T take() {
        auto* value = std::get_if<T>(&m_data);
        return value ? std::move(*value) : T();
    }

    std::variant<std::int64_t, std::string, Bytes, Array, Map> m_data = std::int64_t{0};
};

/// The value under the key, or the integer 0 when there is none.
const Value& at(const Map& map, std::int64_t key);

/// Reads a field by the feature's own enum: `field(fact.open, Field::Place).text()`.
template <class Key>
const Value& field(const Map& map, Key key) {
    return at(map, static_cast<std::int64_t>(key));
}

Bytes encode(const Value& value);

/// Writes a map of fewer than 24 fields one by one, without building it first. The caller puts keys from 0
/// on, in ascending order.
class FieldWriter {
public:
    FieldWriter();
    void put(std::int64_t key, std::int64_t integer);
    void put(std::int64_t key, std::string_view text);
    void put(std::int64_t key, ByteView bytes);
    void put(std::int64_t key, const Map& map);
    void put(std::int64_t key, const Value& value);
    Bytes finish() { return std::move(m_out); }

private:
    void putKey(std::int64_t key);
    Bytes m_out;
};

/// Refuses everything that `encode` would not have written, nesting deeper than 16 and anything behind the
/// value.
Result<Value> decode(ByteView bytes);

/// True for well-formed UTF-8 without overlong forms and surrogates.
bool isUtf8(std::string_view text);

} // namespace shouwang::ledger
