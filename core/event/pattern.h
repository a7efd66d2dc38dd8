// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayList>
#include <QList>

namespace helio {

/// A glob over channel names as Redis PSUBSCRIBE reads it: `*` any bytes, `?` one byte, `[abc]`, `[a-z]`, `[^a]`, and a
/// backslash that takes the next byte literally. Works on bytes; matching takes at most pattern × name steps, whatever
/// the pattern.
class Pattern
{
public:
    explicit Pattern(QByteArray glob);

    const QByteArray &glob() const { return glob_; }
    bool matches(QByteArrayView name) const;

    friend bool operator==(const Pattern &, const Pattern &) = default;

private:
    QByteArray glob_;
};

/// The index behind the element of `glob` that begins at `at`: `*`, `?`, a whole class, a backslash with the byte that
/// it takes literally, or one byte.
qsizetype globElementEnd(QByteArrayView glob, qsizetype at);

/// The globs of a rule as patterns, with `{sub}` replaced by the subject, whose own `*`, `?`, `[` and `\` stand for
/// themselves. A glob with `{sub}` grants nothing where there is no subject, and is left out. Behind a backslash and
/// within a class `{sub}` is no placeholder, but its five bytes.
QList<Pattern> grantedPatterns(const QByteArrayList &globs, const QString &subject);

} // namespace helio
