#include "people/key_store.h"

#include "base/file.h"

#include <algorithm>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <sodium.h>
#include <sys/stat.h>

namespace shouwang::people {

namespace {

using Json = nlohmann::json;

constexpr std::uint64_t kMaxMemory = std::uint64_t{1} << 30; // a hostile file must not eat the machine
constexpr std::uint64_t kMaxPasses = 16;
constexpr std::size_t kMaxFile = std::size_t{4} << 20;

bool sodiumReady() {
    static const bool ready = sodium_init() >= 0;
    return ready;
}

struct SecretFree {
    void operator()(std::uint8_t* secret) const { sodium_free(secret); }
};
using Secret = std::unique_ptr<std::uint8_t, SecretFree>;

Result<Secret> derive(std::string_view password, ByteView salt, const Cost& cost) {
    Secret key(static_cast<std::uint8_t*>(sodium_malloc(crypto_aead_xchacha20poly1305_ietf_KEYBYTES)));
    if (!key) return fail(Next::Retry, "no locked memory for a key");
    const int code =
        crypto_pwhash(key.get(), crypto_aead_xchacha20poly1305_ietf_KEYBYTES, password.data(),
                      password.size(), salt.data(), cost.passes, cost.bytes, crypto_pwhash_ALG_ARGON2ID13);
    if (code != 0) return fail(Next::Retry, "not enough memory to check the password");
    return key;
}

Bytes associated(const Account& account) {
    return toBytes(view(fmt::format("shouwang user key 1\n{}\n{}\n{}", account.account, name(account.role),
                                    account.auxiliary ? 1 : 0)));
}

bool strongEnough(std::string_view password) {
    int classes[4] = {};
    for (char c : password) {
        const int kind = c >= 'a' && c <= 'z' ? 0 : c >= 'A' && c <= 'Z' ? 1 : c >= '0' && c <= '9' ? 2 : 3;
        classes[kind] = 1;
    }
    return password.size() >= 10 && classes[0] + classes[1] + classes[2] + classes[3] >= 3;
}

Json toJson(const Account& account) {
    return {{"account", account.account},
            {"name", account.name},
            {"role", name(account.role)},
            {"post", account.post},
            {"auxiliary", account.auxiliary},
            {"passes", account.cost.passes},
            {"memory_bytes", account.cost.bytes},
            {"salt", toHex(account.salt)},
            {"public_key", toHex(account.publicKey)},
            {"sealed_key", toHex(account.sealedKey)}};
}

Result<Account> accountFrom(const Json& json) {
    Account account;
    account.account = json.at("account");
    account.name = json.at("name");
    auto role = roleFrom(json.at("role").get<std::string>());
    auto salt = fromHex(json.at("salt").get<std::string>());
    auto publicKey = fromHex(json.at("public_key").get<std::string>());
    auto sealedKey = fromHex(json.at("sealed_key").get<std::string>());
    account.post = json.at("post");
    account.auxiliary = json.at("auxiliary");
    const Json& passes = json.at("passes");
    const Json& memory = json.at("memory_bytes");
    if (!passes.is_number_unsigned() || !memory.is_number_unsigned()) // 1e50 would be taken for one
        return fail(Next::Corrupt, "key store: the cost of an account is not a number of its kind");
    account.cost = {passes.get<std::uint64_t>(), memory.get<std::uint64_t>()};
    const bool sane = !account.account.empty() && role && salt && publicKey && sealedKey &&
                      salt->size() == crypto_pwhash_SALTBYTES &&
                      publicKey->size() == crypto_sign_PUBLICKEYBYTES && account.cost.passes >= 1 &&
                      account.cost.passes <= kMaxPasses && account.cost.bytes >= crypto_pwhash_MEMLIMIT_MIN &&
                      account.cost.bytes <= kMaxMemory;
    if (!sane) return fail(Next::Corrupt, "key store: an account is not well-formed");
    account.role = *role;
    account.salt = std::move(*salt);
    account.publicKey = std::move(*publicKey);
    account.sealedKey = std::move(*sealedKey);
    return account;
}

} // namespace

void UserKey::Free::operator()(std::uint8_t* secret) const {
    sodium_free(secret);
}

Bytes UserKey::sign(ByteView text) const {
    Bytes signature(crypto_sign_BYTES);
    crypto_sign_detached(signature.data(), nullptr, text.data(), text.size(), m_secret.get());
    return signature;
}

bool verify(const Account& account, ByteView text, ByteView signature) {
    return sodiumReady() && signature.size() == crypto_sign_BYTES &&
           account.publicKey.size() == crypto_sign_PUBLICKEYBYTES &&
           crypto_sign_verify_detached(signature.data(), text.data(), text.size(),
                                       account.publicKey.data()) == 0;
}

Result<KeyStore> KeyStore::parse(ByteView bytes) {
    if (!sodiumReady()) return fail(Next::Bug, "libsodium does not start");
    try {
        const Json json = Json::parse(bytes.begin(), bytes.end());
        if (json.at("version") != 1) return fail(Next::Refused, "key store of another version");
        KeyStore store;
        for (const Json& entry : json.at("accounts")) {
            auto account = accountFrom(entry);
            if (!account) return tl::unexpected(account.error());
            if (store.find(account->account))
                return fail(Next::Corrupt, "key store: an account stands there twice");
            store.m_accounts.push_back(std::move(*account));
        }
        return store;
    } catch (const Json::exception& error) {
        return fail(Next::Corrupt, fmt::format("key store: {}", error.what()));
    }
}

Result<KeyStore> KeyStore::read(const std::filesystem::path& path) {
    struct stat status {};
    if (stat(path.c_str(), &status) == 0 && (status.st_mode & 077u) != 0) {
        return fail(Next::Refused, path.string() + ": others can read the key store; set its mode to 0600");
    }
    auto bytes = readFile(path, kMaxFile);
    if (!bytes) return tl::unexpected(bytes.error());
    return parse(*bytes);
}

Bytes KeyStore::serialise() const {
    Json json{{"version", 1}, {"accounts", Json::array()}};
    for (const Account& account : m_accounts)
        json["accounts"].push_back(toJson(account));
    return toBytes(view(json.dump(1) + "\n"));
}

Result<void> KeyStore::write(const std::filesystem::path& path) const {
    return writeFileWhole(path, serialise(), 0600);
}

Result<void> KeyStore::add(Account account, std::string_view password) {
    if (!sodiumReady()) return fail(Next::Bug, "libsodium does not start");
    if (find(account.account)) return fail(Next::Refused, "the account exists");
    if (!strongEnough(password))
        return fail(Next::Refused, "the password needs 10 characters of three classes");
    if (account.auxiliary && may(account.role, false, Permission::Approve)) {
        return fail(Next::Refused, "an auxiliary cannot hold a leader's role (S1(17), S0#80)");
    }
    account.salt.resize(crypto_pwhash_SALTBYTES);
    randombytes_buf(account.salt.data(), account.salt.size());
    auto key = derive(password, account.salt, account.cost);
    if (!key) return tl::unexpected(key.error());
    const Secret secret(static_cast<std::uint8_t*>(sodium_malloc(crypto_sign_SECRETKEYBYTES)));
    account.publicKey.resize(crypto_sign_PUBLICKEYBYTES);
    crypto_sign_keypair(account.publicKey.data(), secret.get());
    Bytes sealed(crypto_aead_xchacha20poly1305_ietf_NPUBBYTES + crypto_sign_SECRETKEYBYTES +
                 crypto_aead_xchacha20poly1305_ietf_ABYTES);
    randombytes_buf(sealed.data(), crypto_aead_xchacha20poly1305_ietf_NPUBBYTES);
    const Bytes about = associated(account);
    crypto_aead_xchacha20poly1305_ietf_encrypt(
        sealed.data() + crypto_aead_xchacha20poly1305_ietf_NPUBBYTES, nullptr, secret.get(),
        crypto_sign_SECRETKEYBYTES, about.data(), about.size(), nullptr, sealed.data(), key->get());
    account.sealedKey = std::move(sealed);
    m_accounts.push_back(std::move(account));
    return {};
}

Result<UserKey> KeyStore::unlock(std::string_view name, std::string_view password) const {
    const auto wrong = [] { return fail(Next::Refused, "wrong account or password"); };
    const Account* account = find(name);
    const Bytes decoySalt(crypto_pwhash_SALTBYTES,
                          7); // an unknown account costs the same time as a wrong password
    auto key = derive(password, account ? ByteView(account->salt) : ByteView(decoySalt),
                      account              ? account->cost
                      : m_accounts.empty() ? Cost{}
                                           : m_accounts.front().cost);
    if (!key) return tl::unexpected(key.error());
    constexpr std::size_t kNonce = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
    constexpr std::size_t kSealed =
        kNonce + crypto_sign_SECRETKEYBYTES + crypto_aead_xchacha20poly1305_ietf_ABYTES;
    if (!account || account->sealedKey.size() != kSealed) return wrong();
    std::unique_ptr<std::uint8_t, UserKey::Free> secret(
        static_cast<std::uint8_t*>(sodium_malloc(crypto_sign_SECRETKEYBYTES)));
    if (!secret) return fail(Next::Retry, "no locked memory for a key");
    const Bytes about = associated(*account);
    const int code = crypto_aead_xchacha20poly1305_ietf_decrypt(
        secret.get(), nullptr, nullptr, account->sealedKey.data() + kNonce, kSealed - kNonce, about.data(),
        about.size(), account->sealedKey.data(), key->get());
    if (code != 0) return wrong();
    return UserKey(std::move(secret));
}

const Account* KeyStore::find(std::string_view name) const {
    const auto found = std::ranges::find(m_accounts, name, &Account::account);
    return found == m_accounts.end() ? nullptr : &*found;
}

} // namespace shouwang::people
