// SPDX-License-Identifier: GPL-3.0-or-later
#include "event/pattern.h"

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

} // namespace

Pattern::Pattern(QByteArray glob)
    : glob_(std::move(glob))
    , program_(std::make_shared<const PatternProgram>(glob_))
{}

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
