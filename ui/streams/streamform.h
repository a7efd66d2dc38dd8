// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/streams/streamrequest.h"

#include <optional>

namespace helio {

/// What stands in the fields of the stream dialog, as it was typed; a value.
struct StreamForm
{
    enum class Authorization { None, Bearer, Basic };
    enum class Field {
        Url,
        Method,
        Headers,
        LastEventId,
        Token,
        UserName,
        AuthorityFile,
        CertificateFile,
        KeyFile,
        ProxyUrl,
    };
    struct Problem
    {
        Field field = Field::Url;
        QString text; ///< for people: what is wrong and what to do
    };

    QString url;
    QString name = {};
    QString method = QStringLiteral("GET");
    QString body = {};
    StreamFormat format = StreamFormat::EventStream;
    bool acceptsAnyType = false;
    QString headers = {}; ///< lines of the form `Name: value`
    QString lastEventId = {};
    Authorization authorization = Authorization::None;
    QString token = {};
    QString userName = {};
    QString password = {};
    QString authorityFile = {};
    QString certificateFile = {};
    QString keyFile = {};
    QString passphrase = {};
    bool allowHttp2 = false;
    StreamProxy::Kind proxy = StreamProxy::Kind::System;
    QString proxyUrl = {};
    QString proxyUser = {};
    QString proxyPassword = {};
    double reconnectionSeconds = 3;
    int maximumReconnects = StreamRequest::NoLimit;
    bool retriesServerErrors = true;
    bool isKept = true;

    static StreamForm of(const StreamRequest &request);

    /// The first thing that is wrong; nothing when it can be opened. Files are checked only with `checksFiles`.
    std::optional<Problem> problem(bool checksFiles = true) const;
    /// What was asked for; good to open when there is no problem().
    StreamRequest request() const;
    /// Whether something in it is a secret that must not be written to the settings.
    bool hasSecrets() const;

    /// What was written into a form of `before` meanwhile, with all that was left alone as it is in `now`. Headers and
    /// query parameters that are credentials come from `now` wherever they have no value, even among others that were
    /// written; those of the URL only if it leads to the same place.
    StreamForm rebased(const StreamForm &before, const StreamForm &now) const;

    friend bool operator==(const StreamForm &, const StreamForm &) = default;
};

} // namespace helio
