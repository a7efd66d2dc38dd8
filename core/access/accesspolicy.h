// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "access/grant.h"

#include <QHostAddress>

#include <functional>
#include <memory>
#include <variant>

namespace helio {

/// Who asks for what, as far as it matters to who may.
struct AccessRequest
{
    QByteArray token;     ///< of `Authorization: Bearer`, the query or the cookie; empty when none was shown
    QByteArray method;    ///< as the request line has it: `GET`, `POST`
    QByteArray path;      ///< of the URL, without its query
    QHostAddress address; ///< of the client; behind a trusted proxy what the proxy says
    qint64 now = 0;       ///< milliseconds since 1970-01-01T00:00Z
    /// The request's header field of that name (lower-case); empty when it has none. Not set when a stream that is open
    /// is judged again.
    std::function<QByteArray(const QByteArray &name)> field;
};

/// The token is no good; `message` says to people why, in English, since HTTP alone says it, and never what it was.
struct Unauthenticated
{
    QString message; ///< one sentence, without the token
};

/// What somebody may do, or that the token is no good.
using AccessAnswer = std::variant<Grant, Unauthenticated>;

/// Decides who may do what. Replace it to bring rules of your own, as an application of Flask-SSE does with
/// `before_request`:
///
///     class Office : public AccessPolicy
///     {
///     public:
///         AccessAnswer judge(const AccessRequest &request) const override
///         {
///             return request.address.isInSubnet(QHostAddress::parseSubnet(u"10.0.0.0/8"_s)) ? Grant::everything()
///                                                                                            : Grant();
///         }
///     };
///     options.access = std::make_shared<Office>(); // of an EmbeddedHub
///
/// Asked in the hub's thread for every request but `/` and `/healthz`, so it must not block, and again for each open
/// stream when the policy is replaced.
class AccessPolicy
{
public:
    virtual ~AccessPolicy() = default;
    /// What whoever asks may do; an empty Grant: nothing.
    virtual AccessAnswer judge(const AccessRequest &request) const = 0;
};

/// Everything is open to everybody: a hub without rules.
class OpenPolicy : public AccessPolicy
{
public:
    /// Grant::everything().
    AccessAnswer judge(const AccessRequest &request) const override;
};

} // namespace helio
