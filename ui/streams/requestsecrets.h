// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/streams/streamrequest.h"

namespace helio {

/// What of a request says who somebody is: token, passwords, passphrase, user info of the URL and of the proxy, and the
/// values of headers and of parameters in the query whose names are those of credentials. As one value, for a
/// SecretStore; empty when there is none.
QByteArray secretsOf(const StreamRequest &request);
/// The same request with all of that empty: what may be shown, and written anywhere.
StreamRequest withoutSecrets(const StreamRequest &request);
/// Of a URL alone: without user info, and with the values of credentials in its query empty. Their names stay, which
/// say what is to be written there.
QUrl withoutSecrets(const QUrl &url);
/// `text`, of which an ellipsis stands for each secret of the request: servers may say what they were sent.
QString withoutSecrets(const QString &text, const StreamRequest &request);
/// Puts back what secretsOf() took out. Answers false, and changes nothing, when `secrets` is not of its form.
bool addSecrets(StreamRequest &request, const QByteArray &secrets);

} // namespace helio
