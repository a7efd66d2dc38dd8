// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "doctor/hearingrequest.h"

#include <memory>

#include <curl/curl.h>

namespace helio {

/// One transfer of libcurl. What it was given lives as long as it does.
class CurlEasy
{
public:
    CurlEasy();
    ~CurlEasy();
    CurlEasy(const CurlEasy &) = delete;
    CurlEasy &operator=(const CurlEasy &) = delete;

    CURL *handle() const { return handle_.get(); }

    /// Forgets all that was set, but cookies, and sets what all transfers have in common, and the hop: its URL, method,
    /// fields and body, the proxy, TLS. Over HTTP/1.1: only there a chunk, its end and its absence can be seen.
    void setHop(const HearingRequest &request, const RequestHop &hop);
    /// Whether the hop goes by way of a proxy.
    bool isViaProxy() const { return isViaProxy_; }

    template <typename T>
    void set(CURLoption option, T value)
    {
        curl_easy_setopt(handle_.get(), option, value);
    }
    /// A number that libcurl knows of the transfer; 0 where it does not.
    qint64 number(CURLINFO info) const;
    /// A duration since the transfer's start, of those in microseconds.
    std::chrono::nanoseconds time(CURLINFO info) const;
    /// What libcurl says of its failure; may be empty.
    QString errorText() const;

private:
    struct Cleaner
    {
        void operator()(CURL *handle) const { curl_easy_cleanup(handle); }
        void operator()(curl_slist *list) const { curl_slist_free_all(list); }
    };

    struct JarCleaner
    {
        void operator()(CURLSH *jar) const { curl_share_cleanup(jar); }
    };

    void keepCookies();
    void setMethod(const HearingRequest &request, const RequestHop &hop);
    void setProxy(const HearingRequest &request, const RequestHop &hop);
    void setTls(const TlsSettings &tls, bool withClientCertificate);
    void setBlob(CURLoption option, QByteArray bytes);

    std::unique_ptr<curl_slist, Cleaner> fields_;
    QByteArray body_;
    char error_[CURL_ERROR_SIZE] = {};
    bool isViaProxy_ = false;
    std::unique_ptr<CURLSH, JarCleaner> jar_; ///< cookies; null until some are kept
    std::unique_ptr<CURL, Cleaner> handle_;
};

} // namespace helio
