// SPDX-License-Identifier: GPL-3.0-or-later
#include "doctor/curleasy.h"

#include "client/networkmanager.h"

#include <QNetworkProxyFactory>
#include <QNetworkProxyQuery>

namespace helio {

namespace {

QByteArray pemOf(const QList<QSslCertificate> &certificates)
{
    QByteArray pem;
    for (const QSslCertificate &certificate : certificates)
        pem += certificate.toPem();
    return pem;
}

/// As an event source has it: this machine is asked directly, unless a proxy is named.
QNetworkProxy proxyFor(const HearingRequest &request, const QUrl &url)
{
    if (request.asked.proxy)
        return *request.asked.proxy;
    if (isThisMachine(url.host()))
        return QNetworkProxy(QNetworkProxy::NoProxy);
    return QNetworkProxyFactory::systemProxyForQuery(QNetworkProxyQuery(url)).value(0);
}

} // namespace

CurlEasy::CurlEasy()
{
    static const CURLcode isReady = curl_global_init(CURL_GLOBAL_DEFAULT);
    if (isReady == CURLE_OK)
        handle_.reset(curl_easy_init());
    if (!handle_)
        qFatal("libcurl cannot be used");
}

CurlEasy::~CurlEasy() = default;

/// In a jar beside the handle, which does not go with what the handle forgets.
void CurlEasy::keepCookies()
{
    if (!jar_) {
        jar_.reset(curl_share_init());
        curl_share_setopt(jar_.get(), CURLSHOPT_SHARE, CURL_LOCK_DATA_COOKIE);
    }
    set(CURLOPT_SHARE, jar_.get());
    set(CURLOPT_COOKIEFILE, "");
}

void CurlEasy::setHop(const HearingRequest &request, const RequestHop &hop)
{
    // What this was set to would leak.
    set(CURLOPT_COOKIEFILE, static_cast<const char *>(nullptr));
    curl_easy_reset(handle_.get());
    error_[0] = 0;
    set(CURLOPT_ERRORBUFFER, error_);
    set(CURLOPT_NOSIGNAL, 1L);
    set(CURLOPT_NOPROGRESS, 1L);
    // A name that is being looked up cannot be given up; nobody waits for it.
    set(CURLOPT_QUICK_EXIT, 1L);
    set(CURLOPT_PROTOCOLS_STR, "http,https");
    set(CURLOPT_FRESH_CONNECT, 1L);
    set(CURLOPT_FORBID_REUSE, 1L);
    set(CURLOPT_HTTP_VERSION, long(CURL_HTTP_VERSION_1_1));
    set(CURLOPT_HTTP_CONTENT_DECODING, 0L);
    set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
    set(CURLOPT_URL, hop.url.adjusted(QUrl::RemoveUserInfo | QUrl::RemoveFragment).toEncoded().constData());
    if (request.asked.keepsCookies)
        keepCookies();
    setMethod(request, hop);
    setProxy(request, hop);
    setTls(request.asked.tls, hop.withCredentials);

    curl_slist *fields = curl_slist_append(nullptr, "Expect:");
    for (const auto &[name, value] : requestFields(request, hop))
        fields = curl_slist_append(fields, (value.isEmpty() ? name + ";" : name + ": " + value).constData());
    set(CURLOPT_HTTPHEADER, fields);
    fields_.reset(fields);
}

void CurlEasy::setMethod(const HearingRequest &request, const RequestHop &hop)
{
    const QByteArray method = hopMethod(request, hop);
    if (sendsBody(request, hop) || method == "POST") {
        body_ = sendsBody(request, hop) ? request.asked.body : QByteArray();
        set(CURLOPT_POST, 1L);
        set(CURLOPT_POSTFIELDS, body_.constData());
        set(CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(body_.size()));
    } else {
        set(CURLOPT_HTTPGET, 1L);
    }
    if (method == "HEAD")
        set(CURLOPT_NOBODY, 1L);
    set(CURLOPT_CUSTOMREQUEST, method.constData());
}

void CurlEasy::setProxy(const HearingRequest &request, const RequestHop &hop)
{
    const QNetworkProxy proxy = proxyFor(request, hop.url);
    isViaProxy_ = proxy.type() == QNetworkProxy::HttpProxy || proxy.type() == QNetworkProxy::Socks5Proxy ||
                  proxy.type() == QNetworkProxy::HttpCachingProxy;
    set(CURLOPT_NOPROXY, "");
    if (!isViaProxy_) {
        set(CURLOPT_PROXY, ""); // not what the environment names, either
        return;
    }
    QUrl url;
    url.setScheme(proxy.type() == QNetworkProxy::Socks5Proxy ? QStringLiteral("socks5h") : QStringLiteral("http"));
    url.setHost(proxy.hostName());
    url.setPort(proxy.port());
    set(CURLOPT_PROXY, url.toEncoded().constData());
    if (proxy.user().isEmpty())
        return;
    set(CURLOPT_PROXYUSERNAME, proxy.user().toUtf8().constData());
    set(CURLOPT_PROXYPASSWORD, proxy.password().toUtf8().constData());
}

void CurlEasy::setTls(const TlsSettings &tls, bool withClientCertificate)
{
    if (!tls.authorities.isEmpty()) {
        setBlob(CURLOPT_CAINFO_BLOB, pemOf(tls.authorities));
        set(CURLOPT_CAPATH, static_cast<char *>(nullptr)); // these, and no others
    }
    if (!withClientCertificate || tls.clientCertificates.isEmpty())
        return;
    setBlob(CURLOPT_SSLCERT_BLOB, pemOf(tls.clientCertificates));
    setBlob(CURLOPT_SSLKEY_BLOB, tls.clientKey.toPem());
}

void CurlEasy::setBlob(CURLoption option, QByteArray bytes)
{
    curl_blob blob = {bytes.data(), size_t(bytes.size()), CURL_BLOB_COPY};
    set(option, &blob);
}

qint64 CurlEasy::number(CURLINFO info) const
{
    if ((info & CURLINFO_TYPEMASK) == CURLINFO_OFF_T) {
        curl_off_t value = 0;
        return curl_easy_getinfo(handle_.get(), info, &value) == CURLE_OK ? qint64(value) : 0;
    }
    long value = 0;
    return curl_easy_getinfo(handle_.get(), info, &value) == CURLE_OK ? qint64(value) : 0;
}

std::chrono::nanoseconds CurlEasy::time(CURLINFO info) const
{
    return std::chrono::microseconds(number(info));
}

QString CurlEasy::errorText() const
{
    return QString::fromUtf8(error_).trimmed();
}

} // namespace helio
