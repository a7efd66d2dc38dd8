// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "event/pattern.h"

#include <QHash>
#include <QVarLengthArray>

#include <vector>

namespace helio {

/// Many patterns, each once however many hold it, found by three bytes that every name they match holds: of thousands a
/// name is compared with those few that it may match. Patterns without three literal bytes in a row are compared
/// always.
class PatternIndex
{
public:
    using Number = quint32;

    /// The pattern's number; each add() needs its remove(), and after the last one the number stands for another
    /// pattern some day. Numbers stay small.
    Number add(const Pattern &pattern);
    void remove(Number number);

    /// Calls `visit` with the number of each pattern that matches `name`, once.
    template <typename Visit>
    void visitMatches(QByteArrayView name, const Visit &visit) const
    {
        for (const Trigram trigram : trigramsOf(name)) {
            const auto bucket = buckets_.constFind(trigram);
            if (bucket == buckets_.cend())
                continue;
            for (const Number number : *bucket) {
                if (matches(number, name))
                    visit(number);
            }
        }
    }
    bool matches(Number number, QByteArrayView name) const
    {
        ++comparisons_;
        return globs_[number].pattern.matches(name);
    }

    qsizetype size() const { return numbers_.size(); }
    bool holds(const Pattern &pattern) const { return numbers_.contains(pattern.glob()); }
    /// Of those that are compared with each name.
    qsizetype sizeWithoutTrigram() const { return buckets_.value(NoTrigram).size(); }
    /// Whether it would be found by three bytes.
    static bool hasTrigram(const Pattern &pattern);
    /// Below this is every number.
    size_t numberEnd() const { return globs_.size(); }
    /// How often a pattern was compared with a name so far.
    qint64 comparisons() const { return comparisons_; }

private:
    using Trigram = quint32;
    static constexpr Trigram NoTrigram = ~Trigram(0);
    struct Glob
    {
        Pattern pattern;
        quint32 references = 0; ///< 0: the number is free
        Trigram trigram = NoTrigram;
        qsizetype place = 0; ///< in the trigram's bucket
    };

    /// Those of a name, each once, and NoTrigram.
    static QVarLengthArray<Trigram, 256> trigramsOf(QByteArrayView name);
    Trigram rarestOf(const Pattern &pattern) const;

    QHash<QByteArray, Number> numbers_; ///< by glob
    std::vector<Glob> globs_;           ///< by number
    std::vector<Number> free_;
    QHash<Trigram, QList<Number>> buckets_;
    mutable qint64 comparisons_ = 0;
};

} // namespace helio
