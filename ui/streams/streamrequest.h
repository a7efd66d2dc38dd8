// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "event/streamformat.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QUrl>

#include <chrono>

namespace helio {

/// By which way a stream is asked for.
struct StreamProxy
{
    enum class Kind {
        System, ///< as the system says, and none to this machine
        None,
        Given, ///< `url`
    };
    Kind kind = Kind::System;
    QUrl url = {}; ///< scheme `http` or `socks5`, host, port, and user info where the proxy asks for it

    friend bool operator==(const StreamProxy &, const StreamProxy &) = default;
};

/// A remote stream as its dialog asks for it. Only `url` is needed.
struct StreamRequest
{
    static constexpr int NoLimit = -1;

    QUrl url;
    QByteArray lastEventId; ///< what the first request asks to continue after
    QList<std::pair<QByteArray, QByteArray>> headers;
    QByteArray bearerToken = {};

    QString name = {};         ///< as the window shows it; empty: made from the URL
    QByteArray method = "GET"; ///< any other ends with its stream, and does not come back
    QByteArray body = {};      ///< empty: none
    StreamFormat format = StreamFormat::EventStream;
    QString userName = {}; ///< for basic authentication
    QString password = {};
    QString authorityFile = {};   ///< PEM; empty: the system's authorities
    QString certificateFile = {}; ///< PEM, of this client
    QString keyFile = {};         ///< PEM; empty: the key is in the certificate's file
    QString passphrase = {};      ///< of the key
    bool allowHttp2 = false;      ///< over TLS; a slow reader does not hold the server back there
    StreamProxy proxy = {};
    std::chrono::milliseconds reconnectionTime{3000};
    int maximumReconnects = NoLimit; ///< failed attempts in a row
    bool retriesServerErrors = true; ///< a window that watches a server all day sees it restart
    bool isKept = true;              ///< comes back at the next start

    /// Asking does nothing but read, so that it may be asked again without being told to.
    bool isRepeatable() const { return method == "GET" && body.isEmpty(); }

    friend bool operator==(const StreamRequest &, const StreamRequest &) = default;
};

} // namespace helio
