// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "event/event.h"
#include "ui/streams/streamrequest.h"

#include <QByteArrayList>
#include <QString>

namespace helio {

/// The forms in which an event is copied. Commands are for a POSIX shell, and do the same whatever bytes the event has:
/// nothing in it is ever read as a command.

/// One word for a POSIX shell that stands for exactly `bytes`, without NUL, which no word can hold. It is text that can
/// be pasted: control characters (but line feeds) and bytes that are no UTF-8 are written by printf's octal escapes, as
/// a terminal would act on them.
QString shellWord(QByteArrayView bytes);

/// A command that publishes the event's channel, type and data (not its id) to the hub at `hub`, e.g.
/// `http://127.0.0.1:7373`, with curl.
QString curlPublish(const Event &event, const QString &hub);
/// A command that reads the event stream at `url` with curl.
QString curlSubscribe(const QString &url);
/// The same for a stream that needs more: its method, headers, last event ID and body. Credentials are left out, as
/// commands are passed on: those of the URL, of headers, tokens and passwords. So are proxy and TLS files.
QString curlSubscribe(const StreamRequest &request);
/// The same with the credentials of the URL, of headers, token and password: for the user's own terminal.
QString curlSubscribeWithSecrets(const StreamRequest &request);
/// A script of a web page that reads the event stream at `url`. An EventSource calls its onmessage only for events
/// without a type, so each of `types` gets a listener.
QString javaScriptSubscribe(const QString &url, const QByteArrayList &types);
/// As curlPublish(), with this project's own program.
QString helioPublish(const Event &event, const QString &hub);

/// The event as a block of an event stream, with the field `channel` when it has one.
QByteArray eventStreamForm(const Event &event);
/// Its data laid out, when it is JSON; else as it is.
QString jsonForm(const Event &event);

} // namespace helio
