// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/eventsourceoptions.h"
#include "findings/judged.h"

#include <QUrl>

namespace helio {

/// One request of a check: what an event source would send, and what a check adds to it. Of `asked` what is about
/// coming back, watching and reading does not count.
struct HearingRequest
{
    QUrl url; ///< http or https
    EventSourceOptions asked;
    QByteArray acceptEncoding = "identity"; ///< unless `asked` has a header of that name
    QByteArray origin;                      ///< of a page that would ask; empty: none

    /// Model Context Protocol: by its headers, or as the body is JSON-RPC.
    bool isMcp() const;
    /// Whether it may be sent more than once: GET and HEAD without a body, and not MCP's GET, which would take the
    /// messages of another.
    bool mayBeRepeated() const;
    /// Whether it says who asks: by Authorization, a cookie or a header that services made up for it.
    bool sendsCredentials() const;
    /// The values of the header of this name, in small letters, joined; empty when there is none.
    QByteArray ownHeader(QByteArrayView lowerName) const;
    /// What a judge is told of it.
    JudgedRequest judged() const;
};

/// `url` as it may be shown: without user and password, and without its query, which may carry a token.
QByteArray shownUrl(const QUrl &url);

/// One hop of a request: where a redirect leads, some of it stays behind.
struct RequestHop
{
    QUrl url;
    bool withCredentials = true; ///< no redirect has left the origin
    bool lostItsBody = false;    ///< a redirect made it a GET
};

/// The method of that hop.
QByteArray hopMethod(const HearingRequest &request, const RequestHop &hop);
/// Whether that hop sends the body.
bool sendsBody(const HearingRequest &request, const RequestHop &hop);
/// All fields that go out, in their order, each name once.
QList<JudgedHead::Field> requestFields(const HearingRequest &request, const RequestHop &hop);

} // namespace helio
