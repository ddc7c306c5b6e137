// The key store: a file outside ledger and snapshots, so that destroying a key really destroys what it opened
// (design section 5). A password (Argon2id) opens the account's Ed25519 key; whether it opens is the
// verifier. The file goes to the seats over TLS, so that sign-on and signatures work offline.
#pragma once

#include "people/people.h"

#include <filesystem>
#include <memory>

namespace shouwang::people {

struct Cost { ///< of Argon2id; stored with each account, so that it can be raised later
    std::uint64_t passes = 3;
    std::uint64_t bytes = std::uint64_t{256} << 20; ///< libsodium MODERATE
};

struct Account {
    std::string account;
    std::string name;
    Role role = Role::Operator;
    std::string post;
    bool auxiliary = false;
    Cost cost;
    Bytes salt;
    Bytes publicKey;
    Bytes sealedKey; ///< nonce and XChaCha20-Poly1305 of the secret key
};

/// An opened secret key. Lies in locked memory that is wiped; movable, not copyable. One thread.
class UserKey {
public:
    UserKey(UserKey&&) noexcept = default;
    UserKey& operator=(UserKey&&) noexcept = default;
    Bytes sign(ByteView text) const;

private:
    friend class KeyStore;
    struct Free {
        void operator()(std::uint8_t* secret) const;
    };
    explicit UserKey(std::unique_ptr<std::uint8_t, Free> secret)
        : m_secret(std::move(secret)) {}
    std::unique_ptr<std::uint8_t, Free> m_secret;
};

bool verify(const Account& account, ByteView text, ByteView signature);

/// A value; read it on any thread. `unlock` and `add` take up to a second and 256 MiB: never on the GUI
/// thread.
class KeyStore {
public:
    static Result<KeyStore> parse(ByteView bytes); ///< refuses unknown versions, double accounts, mad costs
    static Result<KeyStore> read(const std::filesystem::path& path); ///< refuses a file that others can read
    Bytes serialise() const;
    Result<void> write(const std::filesystem::path& path) const; ///< mode 0600, whole

    /// Refused: the account exists, the password is shorter than 10 characters or has fewer than three
    /// classes (GB/T 22239-2019 third level, configurable later), or an auxiliary would become leader.
    Result<void> add(Account account, std::string_view password);
    /// Refused for a wrong password and for an unknown account alike, after the same work.
    Result<UserKey> unlock(std::string_view account, std::string_view password) const;

    const Account* find(std::string_view account) const;
    const std::vector<Account>& accounts() const { return m_accounts; }

private:
    std::vector<Account> m_accounts;
};

} // namespace shouwang::people
