// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "event/patternprogram.h"

#include <QByteArrayList>
#include <QList>

#include <memory>

namespace helio {

/// A glob over channel names as Redis PSUBSCRIBE reads it: `*` any bytes, `?` one byte, `[abc]`, `[a-z]`, `[^a]`, and a
/// backslash that takes the next byte literally. Works on bytes. Taken apart once, when it is made; copies share that.
class Pattern
{
public:
    /// Any bytes are a glob; a class that is not closed ends with it.
    explicit Pattern(QByteArray glob);

    /// As it was given.
    const QByteArray &glob() const { return glob_; }
    /// Whether the whole of `name` is of that form.
    bool matches(QByteArrayView name) const { return program_->matches(name); }
    /// What every name that it matches begins with; may be empty.
    const QByteArray &literalStart() const { return program_->prefix(); }
    /// What every name that it matches holds; may be none.
    QByteArrayList literals() const { return program_->literals(); }

    /// Whether both are written the same.
    friend bool operator==(const Pattern &one, const Pattern &other) { return one.glob_ == other.glob_; }

private:
    QByteArray glob_;
    std::shared_ptr<const PatternProgram> program_; ///< never null
};

/// The index behind the element of `glob` that begins at `at`: `*`, `?`, a whole class, a backslash with the byte that
/// it takes literally, or one byte.
qsizetype globElementEnd(QByteArrayView glob, qsizetype at);

/// The globs of a rule as patterns, with `{sub}` replaced by the subject, whose own `*`, `?`, `[` and `\` stand for
/// themselves. A glob with `{sub}` grants nothing where there is no subject, and is left out. Behind a backslash and
/// within a class `{sub}` stands for its own five bytes.
QList<Pattern> grantedPatterns(const QByteArrayList &globs, const QString &subject);

} // namespace helio
