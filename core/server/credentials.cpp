// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/credentials.h"

namespace helio {

namespace {

constexpr QByteArrayView Scheme("bearer ");
constexpr QByteArrayView CookieName("heliograph_token");

QByteArray bearerToken(const QByteArray &field)
{
    if (!field.first(std::min(Scheme.size(), field.size())).toLower().startsWith(Scheme))
        return {};
    return field.sliced(Scheme.size()).trimmed();
}

QByteArray cookieToken(const QByteArray &field)
{
    if (field.isEmpty())
        return {};
    for (const QByteArray &cookie : field.split(';')) {
        const qsizetype equals = cookie.indexOf('=');
        if (equals < 0 || cookie.first(equals).trimmed() != CookieName)
            continue;
        QByteArray value = cookie.sliced(equals + 1).trimmed();
        if (value.size() >= 2 && value.startsWith('"') && value.endsWith('"'))
            value = value.sliced(1, value.size() - 2);
        return value;
    }
    return {};
}

} // namespace

QByteArray shownToken(const QByteArray &authorizationField, const RequestTarget &target, const QByteArray &cookieField)
{
    if (QByteArray token = bearerToken(authorizationField); !token.isEmpty())
        return token;
    if (QByteArray token = target.value("access_token").value_or(QByteArray()); !token.isEmpty())
        return token;
    return cookieToken(cookieField);
}

} // namespace helio
