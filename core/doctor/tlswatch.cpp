// SPDX-License-Identifier: GPL-3.0-or-later
#include "doctor/tlswatch.h"

#include <QDateTime>
#include <QStringList>

#include <openssl/ssl.h>
#include <openssl/x509v3.h>

namespace helio {

namespace {

/// At which place of a TLS context its TlsWatch is written.
int contextPlace()
{
    static const int place = SSL_CTX_get_ex_new_index(0, nullptr, nullptr, nullptr, nullptr);
    return place;
}

QString dayOf(const ASN1_TIME *time)
{
    tm parts = {};
    if (!time || ASN1_TIME_to_tm(time, &parts) != 1)
        return {};
    return QDate(parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday).toString(Qt::ISODate);
}

JudgedDial::Cause causeOf(int error)
{
    switch (error) {
    case 0: // libcurl itself compares names
    case X509_V_ERR_HOSTNAME_MISMATCH:
    case X509_V_ERR_IP_ADDRESS_MISMATCH:
        return JudgedDial::Cause::OtherName;
    case X509_V_ERR_CERT_HAS_EXPIRED:
        return JudgedDial::Cause::Expired;
    case X509_V_ERR_CERT_NOT_YET_VALID:
        return JudgedDial::Cause::NotYetValid;
    case X509_V_ERR_CERT_REVOKED:
        return JudgedDial::Cause::Revoked;
    case X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT:
        return JudgedDial::Cause::SelfSigned;
    default:
        return JudgedDial::Cause::Untrusted;
    }
}

/// The names in `X509v3 Subject Alternative Name` of the server's own certificate, as libcurl lists it.
QString namesOf(CURL *handle)
{
    curl_certinfo *info = nullptr;
    if (curl_easy_getinfo(handle, CURLINFO_CERTINFO, &info) != CURLE_OK || !info || info->num_of_certs < 1)
        return {};
    for (const curl_slist *line = info->certinfo[0]; line; line = line->next) {
        const QByteArray text(line->data);
        if (!text.startsWith("X509v3 Subject Alternative Name:"))
            continue;
        QStringList names;
        for (const QByteArray &name : text.sliced(text.indexOf(':') + 1).split(','))
            names.append(QString::fromUtf8(name.sliced(name.indexOf(':') + 1).trimmed()));
        return names.join(QStringLiteral(", "));
    }
    return {};
}

} // namespace

/// What libcurl and OpenSSL call.
struct TlsCallbacks
{
    static TlsWatch *watchOf(const SSL *tls)
    {
        return tls ? static_cast<TlsWatch *>(SSL_CTX_get_ex_data(SSL_get_SSL_CTX(tls), contextPlace())) : nullptr;
    }

    static CURLcode onContext(CURL * /*handle*/, void *context, void *self)
    {
        auto *const tls = static_cast<SSL_CTX *>(context);
        static_cast<TlsWatch *>(self)->hasBegun_ = true;
        SSL_CTX_set_ex_data(tls, contextPlace(), self);
        SSL_CTX_set_verify(tls, SSL_CTX_get_verify_mode(tls), onCertificate);
        SSL_CTX_set_info_callback(tls, onProgress);
        return CURLE_OK;
    }

    /// For each certificate of the chain.
    static int onCertificate(int isGood, X509_STORE_CTX *store)
    {
        TlsWatch *const watch =
            watchOf(static_cast<SSL *>(X509_STORE_CTX_get_ex_data(store, SSL_get_ex_data_X509_STORE_CTX_idx())));
        if (isGood || !watch || watch->error_)
            return isGood;
        watch->error_ = X509_STORE_CTX_get_error(store);
        const X509 *const certificate = X509_STORE_CTX_get_current_cert(store);
        if (!certificate)
            return isGood;
        if (watch->error_ == X509_V_ERR_CERT_HAS_EXPIRED)
            watch->detail_ = dayOf(X509_get0_notAfter(certificate));
        else if (watch->error_ == X509_V_ERR_CERT_NOT_YET_VALID)
            watch->detail_ = dayOf(X509_get0_notBefore(certificate));
        return isGood;
    }

    static void onProgress(const SSL *tls, int where, int /*value*/)
    {
        TlsWatch *const watch = watchOf(tls);
        if (!watch || !(where & SSL_CB_HANDSHAKE_DONE))
            return;
        const unsigned char *name = nullptr;
        unsigned length = 0;
        SSL_get0_alpn_selected(tls, &name, &length);
        watch->offers_ = QByteArrayView(name, qsizetype(length)) == QByteArrayView("h2")
                             ? JudgedDial::Protocol::Http2
                             : JudgedDial::Protocol::Http1Alone;
    }
};

void TlsWatch::watch(CURL *handle)
{
    *this = {};
    curl_easy_setopt(handle, CURLOPT_CERTINFO, 1L);
    curl_easy_setopt(handle, CURLOPT_SSL_CTX_FUNCTION, TlsCallbacks::onContext);
    curl_easy_setopt(handle, CURLOPT_SSL_CTX_DATA, this);
}

JudgedDial::Failure TlsWatch::failure(CURL *handle) const
{
    const JudgedDial::Cause cause = causeOf(error_);
    QString detail = detail_;
    if (cause == JudgedDial::Cause::OtherName)
        detail = namesOf(handle);
    else if (cause == JudgedDial::Cause::Untrusted)
        detail = QString::fromUtf8(X509_verify_cert_error_string(error_));
    return {JudgedDial::Step::Tls, cause, detail};
}

} // namespace helio
