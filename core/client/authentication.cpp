// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/authentication.h"

#include <algorithm>
#include <array>

namespace helio {

namespace {

QByteArray basic(const QString &user, const QString &password)
{
    return "Basic " + (user + QLatin1Char(':') + password).toUtf8().toBase64();
}

} // namespace

QByteArray authorization(const EventSourceOptions &options, const QUrl &url)
{
    if (!options.bearerToken.isEmpty())
        return "Bearer " + options.bearerToken;
    if (!options.userName.isEmpty())
        return basic(options.userName, options.password);
    if (!url.userInfo().isEmpty())
        return basic(url.userName(QUrl::FullyDecoded), url.password(QUrl::FullyDecoded));
    return {};
}

bool isCredential(QByteArrayView headerName)
{
    // What they have in common; a value too many that is masked harms less than a key that is not.
    static constexpr std::array<const char *, 7> Words = {"auth",     "cookie", "token",         "apikey",
                                                          "password", "secret", "mcp-session-id"};
    const QByteArray name = headerName.toByteArray().toLower();
    // `x-api-key`, `Ocp-Apim-Subscription-Key`, `x-functions-key`; `?key=` of Google.
    const bool isKey = name == "key" || name.endsWith("-key") || name.endsWith("_key");
    return isKey || std::any_of(Words.begin(), Words.end(), [&name](const char *word) { return name.contains(word); });
}

bool isBearerToken(QStringView token)
{
    return !token.isEmpty() &&
           std::all_of(token.begin(), token.end(), [](QChar c) { return c.unicode() > 0x20 && c.unicode() < 0x7F; });
}

} // namespace helio
