// SPDX-License-Identifier: GPL-3.0-or-later
#include "event/pattern.h"

#include <algorithm>
#include <optional>

namespace helio {

namespace {

constexpr QByteArrayView SubjectPlaceholder("{sub}");

/// Whether `byte` matches the element of `glob` at `at` (anything but `*`); `after` becomes the index behind the
/// element.
bool matchesOne(QByteArrayView glob, qsizetype at, char byte, qsizetype &after)
{
    switch (glob[at]) {
    case '?':
        after = at + 1;
        return true;
    case '\\':
        if (at + 1 < glob.size())
            ++at; // the next byte literally; a backslash at the very end stands for itself
        break;
    case '[': {
        qsizetype i = at + 1;
        const bool negated = i < glob.size() && glob[i] == '^';
        if (negated)
            ++i;
        bool found = false;
        // A class that is never closed ends with the pattern, as Redis reads it.
        for (; i < glob.size() && glob[i] != ']'; ++i) {
            if (glob[i] == '\\' && i + 1 < glob.size()) {
                found |= glob[++i] == byte;
            } else if (i + 2 < glob.size() && glob[i + 1] == '-') {
                const auto [low, high] = std::minmax({uchar(glob[i]), uchar(glob[i + 2])});
                found |= uchar(byte) >= low && uchar(byte) <= high;
                i += 2;
            } else {
                found |= glob[i] == byte;
            }
        }
        after = qMin(i + 1, glob.size());
        return found != negated;
    }
    default:
        break;
    }
    after = at + 1;
    return glob[at] == byte;
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

/// `glob` with each `{sub}` replaced by `subject`, which is escaped; nothing when there is one and no subject.
std::optional<QByteArray> withSubject(const QByteArray &glob, const QByteArray &subject)
{
    QByteArray expanded;
    for (qsizetype at = 0; at < glob.size();) {
        // By elements: a backslash of the glob's must not take that of the escaped subject for its byte.
        if (QByteArrayView(glob).sliced(at).startsWith(SubjectPlaceholder)) {
            if (subject.isEmpty())
                return {};
            expanded.append(subject);
            at += SubjectPlaceholder.size();
            continue;
        }
        const qsizetype end = globElementEnd(glob, at);
        expanded.append(QByteArrayView(glob).sliced(at, end - at));
        at = end;
    }
    return expanded;
}

} // namespace

Pattern::Pattern(QByteArray glob)
    : glob_(std::move(glob))
{}

bool Pattern::matches(QByteArrayView name) const
{
    const QByteArrayView glob(glob_);
    qsizetype g = 0;
    qsizetype n = 0;
    // Only the last star is ever tried again: an earlier one cannot help where a later one could not. That is what
    // keeps the cost from growing exponentially with the stars.
    qsizetype star = -1;
    qsizetype starName = 0;
    while (n < name.size()) {
        qsizetype after = 0;
        if (g < glob.size() && glob[g] == '*') {
            star = g++;
            starName = n;
        } else if (g < glob.size() && matchesOne(glob, g, name[n], after)) {
            g = after;
            ++n;
        } else if (star >= 0) {
            g = star + 1;
            n = ++starName;
        } else {
            return false;
        }
    }
    while (g < glob.size() && glob[g] == '*')
        ++g;
    return g == glob.size();
}

qsizetype globElementEnd(QByteArrayView glob, qsizetype at)
{
    if (glob[at] == '\\')
        return std::min(at + 2, glob.size());
    if (glob[at] != '[')
        return at + 1;
    qsizetype i = at + 1;
    if (i < glob.size() && glob[i] == '^')
        ++i;
    for (; i < glob.size() && glob[i] != ']'; ++i) {
        if (glob[i] == '\\' && i + 1 < glob.size())
            ++i;
        else if (i + 2 < glob.size() && glob[i + 1] == '-')
            i += 2;
    }
    return std::min(i + 1, glob.size());
}

QList<Pattern> grantedPatterns(const QByteArrayList &globs, const QString &subject)
{
    QList<Pattern> patterns;
    const QByteArray escaped = escapedForGlob(subject.toUtf8());
    for (const QByteArray &glob : globs) {
        auto expanded = withSubject(glob, escaped);
        if (!expanded)
            continue;
        Pattern pattern(std::move(*expanded));
        if (!patterns.contains(pattern))
            patterns.append(std::move(pattern));
    }
    return patterns;
}

} // namespace helio
