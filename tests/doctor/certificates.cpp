// SPDX-License-Identifier: GPL-3.0-or-later
#include "certificates.h"

#include <QSslCertificate>
#include <QSslKey>

#include <memory>

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

namespace {

template <auto Free>
struct Freeing
{
    template <typename T>
    void operator()(T *value) const
    {
        Free(value);
    }
};

QByteArray contentsOf(BIO *memory)
{
    char *bytes = nullptr;
    const long size = BIO_get_mem_data(memory, &bytes);
    return {bytes, qsizetype(size)};
}

void addExtension(X509 *certificate, int kind, const char *value)
{
    const std::unique_ptr<X509_EXTENSION, Freeing<X509_EXTENSION_free>> extension(
        X509V3_EXT_conf_nid(nullptr, nullptr, kind, value));
    X509_add_ext(certificate, extension.get(), -1);
}

} // namespace

OwnCertificate OwnCertificate::make(std::chrono::hours validFrom, std::chrono::hours validTo)
{
    const std::unique_ptr<EVP_PKEY, Freeing<EVP_PKEY_free>> key(EVP_EC_gen("P-256"));
    const std::unique_ptr<X509, Freeing<X509_free>> certificate(X509_new());
    X509_set_version(certificate.get(), X509_VERSION_3);
    ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), 1);
    X509_gmtime_adj(X509_getm_notBefore(certificate.get()), long(std::chrono::seconds(validFrom).count()));
    X509_gmtime_adj(X509_getm_notAfter(certificate.get()), long(std::chrono::seconds(validTo).count()));
    X509_set_pubkey(certificate.get(), key.get());
    X509_NAME *const name = X509_get_subject_name(certificate.get());
    const QByteArray common("localhost");
    X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, reinterpret_cast<const unsigned char *>(common.constData()),
                               -1, -1, 0);
    X509_set_issuer_name(certificate.get(), name);
    addExtension(certificate.get(), NID_subject_alt_name, "DNS:localhost,IP:127.0.0.1");
    addExtension(certificate.get(), NID_basic_constraints, "critical,CA:TRUE");
    X509_sign(certificate.get(), key.get(), EVP_sha256());

    const std::unique_ptr<BIO, Freeing<BIO_free_all>> certificateMemory(BIO_new(BIO_s_mem()));
    const std::unique_ptr<BIO, Freeing<BIO_free_all>> keyMemory(BIO_new(BIO_s_mem()));
    PEM_write_bio_X509(certificateMemory.get(), certificate.get());
    PEM_write_bio_PrivateKey(keyMemory.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr);
    return {contentsOf(certificateMemory.get()), contentsOf(keyMemory.get())};
}

QSslConfiguration OwnCertificate::server() const
{
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setLocalCertificateChain(authorities());
    configuration.setPrivateKey(QSslKey(key, QSsl::Ec));
    return configuration;
}

QList<QSslCertificate> OwnCertificate::authorities() const
{
    return QSslCertificate::fromData(certificate);
}
