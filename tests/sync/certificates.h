// A private authority and the certificates that it signs, made on the spot.
#pragma once

#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <filesystem>
#include <memory>
#include <string>

namespace shouwang::sync::toy {

struct KeyPair {
    std::shared_ptr<EVP_PKEY> key{EVP_EC_gen("P-256"), EVP_PKEY_free};
    std::shared_ptr<X509> certificate{X509_new(), X509_free};

    void write(const std::filesystem::path& certificateFile, const std::filesystem::path& keyFile) const {
        if (FILE* file = std::fopen(certificateFile.c_str(), "w")) {
            PEM_write_X509(file, certificate.get());
            std::fclose(file);
        }
        if (FILE* file = std::fopen(keyFile.c_str(), "w")) {
            PEM_write_PrivateKey(file, key.get(), nullptr, nullptr, 0, nullptr, nullptr);
            std::fclose(file);
        }
    }
};

inline void addExtension(X509* certificate, X509* issuer, int nid, const std::string& value) {
    X509V3_CTX context;
    X509V3_set_ctx_nodb(&context);
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, &context, nid, value.c_str());
    X509_add_ext(certificate, extension, -1);
    X509_EXTENSION_free(extension);
}

/// Signed by `issuer`, or by itself as an authority. `names` such as "IP:127.0.0.1,DNS:localhost".
inline KeyPair makeCertificate(const std::string& common, const std::string& names, const KeyPair* issuer) {
    KeyPair pair;
    X509* certificate = pair.certificate.get();
    X509_set_version(certificate, 2);
    ASN1_INTEGER_set(X509_get_serialNumber(certificate), issuer ? 2 : 1);
    X509_gmtime_adj(X509_getm_notBefore(certificate), -3600);
    X509_gmtime_adj(X509_getm_notAfter(certificate), 3600);
    X509_set_pubkey(certificate, pair.key.get());
    X509_NAME* name = X509_get_subject_name(certificate);
    X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_UTF8,
                               reinterpret_cast<const unsigned char*>(common.c_str()), -1, -1, 0);
    X509* signer = issuer ? issuer->certificate.get() : certificate;
    X509_set_issuer_name(certificate, X509_get_subject_name(signer));
    if (issuer) {
        addExtension(certificate, signer, NID_subject_alt_name, names);
    } else {
        addExtension(certificate, signer, NID_basic_constraints, "critical,CA:TRUE");
    }
    X509_sign(certificate, issuer ? issuer->key.get() : pair.key.get(), EVP_sha256());
    return pair;
}

} // namespace shouwang::sync::toy
