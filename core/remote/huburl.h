// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QUrl>

namespace helio {

/// Where a hub far away is: `https://hub.example/events`, below which `/stream`, `/publish` and `/api` are. As people
/// write it: without a scheme it is http, and `/stream` at its end, a query and slashes at the end are left away.
/// Empty where it is no such address; `problem` then says why, for people, translated.
QUrl hubUrlFrom(const QString &text, QString &problem);

/// What is asked of it at `target`, a path with its query, percent-encoded.
QUrl hubEndpoint(const QUrl &hub, const QByteArray &target);

/// As people know it, and as a keychain and the settings keep it.
QString hubName(const QUrl &hub);

/// Whether a token goes there unprotected: by plain HTTP, and not within this machine.
bool isUnguarded(const QUrl &hub);

/// `text` as part of a path or a query, with nothing in it that would part them.
QByteArray encodedPart(const QByteArray &text);

} // namespace helio
