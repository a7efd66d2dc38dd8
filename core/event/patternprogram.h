// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayList>

#include <bitset>
#include <vector>

namespace helio {

/// A glob taken apart, for matching it often. What is literal at its ends is compared, what is literal between stars is
/// searched for, and only what holds `?` or a class goes element by element, over all places in the name at once:
/// whatever the glob, a match takes about as many steps as glob and name have bytes, times name / 64.
class PatternProgram
{
public:
    /// The syntax is Pattern's.
    explicit PatternProgram(QByteArrayView glob);

    bool matches(QByteArrayView name) const;
    /// What every matching name begins with.
    const QByteArray &prefix() const { return prefix_; }
    /// What every matching name holds, each as long as it can be; empty when nothing is literal.
    QByteArrayList literals() const;

private:
    /// A byte that stands for itself, or one of the following.
    using Element = quint16;
    static constexpr Element AnyByte = 256;
    static constexpr Element Star = 257;
    static constexpr Element FirstClass = 258; ///< and on: an index into classes_
    using ByteClass = std::bitset<256>;

    std::vector<Element> parse(QByteArrayView glob);
    Element elementOf(const ByteClass &bytes);
    bool holdsSegments(QByteArrayView name) const;
    bool matchesElements(QByteArrayView name) const;
    static QByteArrayList literalsOf(const std::vector<Element> &elements);

    qsizetype least_ = 0; ///< bytes of the shortest name
    bool hasStar_ = false;
    QByteArray prefix_;
    QByteArray suffix_;
    /// What is between prefix and suffix: stars and literal segments only, those one after the other in `segments_`…
    QByteArray segments_;
    std::vector<qsizetype> segmentEnds_;
    /// … or else all of it, and the longest that is literal in it.
    std::vector<Element> elements_;
    std::vector<ByteClass> classes_;
    QByteArray needle_;
};

} // namespace helio
