#include "support/certificates.h"

#include <fmt/format.h>
#include <fstream>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

namespace shouwang::testing {

namespace {

struct Made {
    EVP_PKEY* key = nullptr;
    X509* certificate = nullptr;
    ~Made() {
        X509_free(certificate);
        EVP_PKEY_free(key);
    }
};

void extend(X509* certificate, X509* issuer, int id, const char* value) {
    X509V3_CTX context;
    X509V3_set_ctx_nodb(&context);
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, &context, id, value);
    X509_add_ext(certificate, extension, -1);
    X509_EXTENSION_free(extension);
}

void make(Made& made, const char* commonName, const Made* issuer) {
    made.key = EVP_EC_gen("P-256");
    made.certificate = X509_new();
    X509_set_version(made.certificate, 2);
    ASN1_INTEGER_set(X509_get_serialNumber(made.certificate), issuer ? 2 : 1);
    X509_gmtime_adj(X509_getm_notBefore(made.certificate), -60);
    X509_gmtime_adj(X509_getm_notAfter(made.certificate), 3600);
    X509_set_pubkey(made.certificate, made.key);
    X509_NAME* name = X509_get_subject_name(made.certificate);
    X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_UTF8, reinterpret_cast<const unsigned char*>(commonName),
                               -1, -1, 0);
    X509* signer = issuer ? issuer->certificate : made.certificate;
    X509_set_issuer_name(made.certificate, X509_get_subject_name(signer));
    extend(made.certificate, signer, NID_basic_constraints,
           issuer ? "critical,CA:FALSE" : "critical,CA:TRUE");
    if (issuer) extend(made.certificate, signer, NID_subject_alt_name, "DNS:localhost,IP:127.0.0.1");
    X509_sign(made.certificate, issuer ? issuer->key : made.key, EVP_sha256());
}

bool write(const std::filesystem::path& path, X509* certificate, EVP_PKEY* key) {
    FILE* file = std::fopen(path.c_str(), "w");
    if (!file) return false;
    const bool done = certificate
                          ? PEM_write_X509(file, certificate) == 1
                          : PEM_write_PrivateKey(file, key, nullptr, nullptr, 0, nullptr, nullptr) == 1;
    return std::fclose(file) == 0 && done;
}

} // namespace

Result<Certificates> makeCertificates(const std::filesystem::path& folder, const std::string& name) {
    Made authority;
    Made server;
    make(authority, "test CA", nullptr);
    make(server, "localhost", &authority);
    Certificates files{folder / (name + "-ca.pem"), folder / (name + ".pem"), folder / (name + ".key")};
    if (!write(files.ca, authority.certificate, nullptr) ||
        !write(files.certificate, server.certificate, nullptr) || !write(files.key, nullptr, server.key)) {
        return fail(Next::Refused, "cannot write certificates");
    }
    return files;
}

} // namespace shouwang::testing
