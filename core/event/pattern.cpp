// SPDX-License-Identifier: GPL-3.0-or-later
#include "event/pattern.h"

#include <algorithm>
#include <optional>

namespace helio {

namespace {

constexpr QByteArrayView SubjectPlaceholder("{sub}");

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
    , program_(std::make_shared<const PatternProgram>(glob_))
{}

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
