// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QUrl>

namespace helio {

/// Small judgements about requests and answers, by the words of the standards.

/// Whether the value of a `Content-Type` header names an event stream: its MIME type's essence is `text/event-stream`
/// in any case and with any parameters. Of several types in a row, the last valid one counts (Fetch, "extract a MIME
/// type").
bool isEventStreamType(QByteArrayView contentType);
/// Whether `url` can be asked: http or https, with a host.
bool isHttpUrl(const QUrl &url);
/// Whether `value` can be sent as a header's value without becoming another header: no CR, LF or NUL.
bool isHeaderValue(QByteArrayView value);
/// Whether `name` can be a header's name (RFC 9110 "token").
bool isHeaderName(QByteArrayView name);

} // namespace helio
