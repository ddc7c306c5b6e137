// A room that keeps what was said to somebody sealed, beside open text, and a key to read it with.
#pragma once

#include "toy.h"

#include <sodium.h>

namespace shouwang::sync::toy {

class Diary final : public ledger::Feature {
public:
    /// Version 3 reads what version 2 wrote, and no version before.
    explicit Diary(int version = 1)
        : m_version(version) {}
    std::string name() const override { return "diary"; }
    int version() const override { return m_version; }
    int readableSince() const override { return m_version == 3 ? 2 : m_version; }
    void createTables(ledger::Database& tables) const override {
        tables.run("CREATE TABLE IF NOT EXISTS diary_entry(number INTEGER PRIMARY KEY, key TEXT)");
    }
    void dropTables(ledger::Database& tables) const override {
        tables.run("DROP TABLE IF EXISTS diary_entry");
    }
    ledger::Decision decide(const ledger::View&, const ledger::Command& command) const override {
        return ledger::Decision::one({"diary.noted",
                                      command.entity,
                                      command.open,
                                      {},
                                      command.compartment,
                                      command.sealed,
                                      command.keyId,
                                      {}});
    }
    void apply(ledger::Database& tables, const ledger::Fact& fact) const override {
        if (fact.kind != "diary.noted") return;
        tables.prepare("INSERT INTO diary_entry VALUES(?, ?)")
            .bind(static_cast<std::int64_t>(fact.number))
            .bind(fact.keyId)
            .run();
    }

private:
    int m_version;
};

/// libsodium with a key of the test; the key hierarchy is none of sync's business.
struct TestKey {
    std::array<unsigned char, crypto_aead_xchacha20poly1305_ietf_KEYBYTES> key{};
    TestKey() {
        if (sodium_init() < 0) qFatal("no libsodium");
        key.fill(7);
    }
    Bytes seal(std::string_view text) const {
        Bytes out(crypto_aead_xchacha20poly1305_ietf_NPUBBYTES + text.size() +
                  crypto_aead_xchacha20poly1305_ietf_ABYTES);
        randombytes_buf(out.data(), crypto_aead_xchacha20poly1305_ietf_NPUBBYTES);
        const ByteView plain = view(text);
        crypto_aead_xchacha20poly1305_ietf_encrypt(out.data() + crypto_aead_xchacha20poly1305_ietf_NPUBBYTES,
                                                   nullptr, plain.data(), plain.size(), nullptr, 0, nullptr,
                                                   out.data(), key.data());
        return out;
    }
    std::string open(const Bytes& sealed) const {
        constexpr std::size_t kAround =
            crypto_aead_xchacha20poly1305_ietf_NPUBBYTES + crypto_aead_xchacha20poly1305_ietf_ABYTES;
        if (sealed.size() < kAround) return "nothing";
        Bytes out(sealed.size() - kAround);
        const unsigned char* body = sealed.data() + crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
        const bool good = crypto_aead_xchacha20poly1305_ietf_decrypt(
                              out.data(), nullptr, nullptr, body,
                              sealed.size() - crypto_aead_xchacha20poly1305_ietf_NPUBBYTES, nullptr, 0,
                              sealed.data(), key.data()) == 0;
        return good ? std::string(out.begin(), out.end()) : "damaged";
    }
};

} // namespace shouwang::sync::toy
