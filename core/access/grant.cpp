// SPDX-License-Identifier: GPL-3.0-or-later
#include "access/grant.h"

#include <algorithm>

namespace helio {

namespace {

constexpr QByteArrayView SubjectPlaceholder("{sub}");

bool anyMatches(const QList<Pattern> &patterns, QByteArrayView channel)
{
    return std::any_of(patterns.cbegin(), patterns.cend(),
                       [&](const Pattern &pattern) { return pattern.matches(channel); });
}

/// A subject `*` must not open every channel.
QByteArray escapedForGlob(const QByteArray &text)
{
    QByteArray escaped;
    for (const char c : text) {
        if (QByteArrayView("*?[]\\^-").contains(c))
            escaped.append('\\');
        escaped.append(c);
    }
    return escaped;
}

} // namespace

bool Grant::mayPublish(QByteArrayView channel) const
{
    return anyMatches(publish, channel);
}

bool Grant::maySubscribe(QByteArrayView channel) const
{
    return anyMatches(subscribe, channel);
}

bool Grant::maySubscribeToAll() const
{
    return subscribe.contains(Pattern("*"));
}

Grant Grant::everything()
{
    Grant grant;
    grant.publish = grant.subscribe = {Pattern("*")};
    grant.admin = true;
    return grant;
}

QList<Pattern> grantedPatterns(const QByteArrayList &globs, const QString &subject)
{
    QList<Pattern> patterns;
    for (QByteArray glob : globs) {
        if (glob.contains(SubjectPlaceholder)) {
            if (subject.isEmpty())
                continue;
            glob.replace(SubjectPlaceholder, escapedForGlob(subject.toUtf8()));
        }
        Pattern pattern(glob);
        if (!patterns.contains(pattern))
            patterns.append(std::move(pattern));
    }
    return patterns;
}

} // namespace helio
