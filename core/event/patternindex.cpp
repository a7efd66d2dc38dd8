// SPDX-License-Identifier: GPL-3.0-or-later
#include "event/patternindex.h"

#include <algorithm>

namespace helio {

namespace {

/// So many trigrams at each end of a literal are considered: what distinguishes names mostly stands there.
constexpr qsizetype ConsideredAtEnds = 8;

quint32 trigramAt(QByteArrayView text, qsizetype at)
{
    return quint32(uchar(text[at])) << 16 | quint32(uchar(text[at + 1])) << 8 | uchar(text[at + 2]);
}

} // namespace

PatternIndex::Number PatternIndex::add(const Pattern &pattern)
{
    if (const auto known = numbers_.constFind(pattern.glob()); known != numbers_.cend()) {
        ++globs_[*known].references;
        return *known;
    }
    const Trigram trigram = rarestOf(pattern);
    QList<Number> &bucket = buckets_[trigram];
    const Glob glob{pattern, 1, trigram, bucket.size()};
    Number number = Number(globs_.size());
    if (free_.empty()) {
        globs_.push_back(glob);
    } else {
        number = free_.back();
        free_.pop_back();
        globs_[number] = glob;
    }
    bucket.append(number);
    numbers_.insert(pattern.glob(), number);
    return number;
}

void PatternIndex::remove(Number number)
{
    Glob &glob = globs_[number];
    if (--glob.references > 0)
        return;
    const auto bucket = buckets_.find(glob.trigram);
    bucket->replace(glob.place, bucket->constLast());
    globs_[bucket->at(glob.place)].place = glob.place;
    bucket->removeLast();
    if (bucket->isEmpty())
        buckets_.erase(bucket);
    numbers_.remove(glob.pattern.glob());
    glob.pattern = Pattern({}); // nothing of it is kept
    free_.push_back(number);
}

QVarLengthArray<PatternIndex::Trigram, 256> PatternIndex::trigramsOf(QByteArrayView name)
{
    QVarLengthArray<Trigram, 256> trigrams;
    for (qsizetype at = 0; at + 2 < name.size(); ++at)
        trigrams.append(trigramAt(name, at));
    std::sort(trigrams.begin(), trigrams.end());
    trigrams.erase(std::unique(trigrams.begin(), trigrams.end()), trigrams.end());
    trigrams.append(NoTrigram);
    return trigrams;
}

bool PatternIndex::hasTrigram(const Pattern &pattern)
{
    const QByteArrayList literals = pattern.literals();
    return std::any_of(literals.cbegin(), literals.cend(),
                       [](const QByteArray &literal) { return literal.size() >= 3; });
}

/// The one that the fewest others were given.
PatternIndex::Trigram PatternIndex::rarestOf(const Pattern &pattern) const
{
    Trigram rarest = NoTrigram;
    qsizetype fewest = 0;
    const QByteArrayList literals = pattern.literals();
    for (const QByteArray &literal : literals) {
        const qsizetype count = literal.size() - 2;
        for (qsizetype at = 0; at < count; ++at) {
            if (at == ConsideredAtEnds)
                at = std::max(at, count - ConsideredAtEnds);
            const Trigram trigram = trigramAt(literal, at);
            const auto bucket = buckets_.constFind(trigram);
            const qsizetype others = bucket == buckets_.cend() ? 0 : bucket->size();
            if (rarest != NoTrigram && others >= fewest)
                continue;
            rarest = trigram;
            fewest = others;
            if (fewest == 0)
                return rarest;
        }
    }
    return rarest;
}

} // namespace helio
