// SPDX-License-Identifier: GPL-3.0-or-later
#include "event/patternprogram.h"

#include <QVarLengthArray>

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <utility>

namespace helio {

namespace {

/// Where `part` begins in `text`, at `from` or behind; -1 when it does not.
qsizetype find(QByteArrayView text, QByteArrayView part, qsizetype from)
{
    const void *found = memmem(text.data() + from, size_t(text.size() - from), part.data(), size_t(part.size()));
    return found ? static_cast<const char *>(found) - text.data() : -1;
}

/// Reads the class whose `[` stands at `at`; `after` becomes the index behind it.
std::bitset<256> classAt(QByteArrayView glob, qsizetype at, qsizetype &after)
{
    std::bitset<256> bytes;
    qsizetype i = at + 1;
    const bool negated = i < glob.size() && glob[i] == '^';
    if (negated)
        ++i;
    // A class that is never closed ends with the pattern, as Redis reads it.
    for (; i < glob.size() && glob[i] != ']'; ++i) {
        if (glob[i] == '\\' && i + 1 < glob.size()) {
            bytes.set(uchar(glob[++i]));
        } else if (i + 2 < glob.size() && glob[i + 1] == '-') {
            const auto [low, high] = std::minmax({uchar(glob[i]), uchar(glob[i + 2])});
            for (size_t byte = low; byte <= high; ++byte)
                bytes.set(byte);
            i += 2;
        } else {
            bytes.set(uchar(glob[i]));
        }
    }
    after = std::min(i + 1, glob.size());
    return negated ? ~bytes : bytes;
}

/// Sets of places in a name, one for each of its bytes and for each class that was asked for.
class Places
{
public:
    Places(QByteArrayView name, size_t classes)
        : words_(size_t(name.size()) / 64 + 1)
        , classSlots_(qsizetype(classes), 0)
    {
        add(); // slot 0: nowhere
        everywhere_ = add();
        for (qsizetype i = 0; i < name.size(); ++i) {
            const auto byte = uchar(name[i]);
            if (byteSlots_[byte] == 0) {
                byteSlots_[byte] = add();
                bytes_.append(byte);
            }
            set(byteSlots_[byte], size_t(i));
            set(everywhere_, size_t(i));
        }
    }
    size_t words() const { return words_; }
    const quint64 *everywhere() const { return at(everywhere_); }
    const quint64 *ofByte(uchar byte) const { return at(byteSlots_[byte]); }
    const quint64 *ofClass(size_t index, const std::bitset<256> &bytes)
    {
        quint32 &slot = classSlots_[qsizetype(index)];
        if (slot == 0) {
            slot = add();
            for (const uchar byte : bytes_) {
                if (!bytes.test(byte))
                    continue;
                for (size_t i = 0; i < words_; ++i)
                    word(slot, i) |= word(byteSlots_[byte], i);
            }
        }
        return at(slot);
    }

private:
    quint32 add()
    {
        const qsizetype size = masks_.size();
        masks_.resize(size + qsizetype(words_));
        std::fill(masks_.begin() + size, masks_.end(), 0);
        return quint32(size_t(size) / words_);
    }
    void set(quint32 slot, size_t place) { word(slot, place / 64) |= quint64(1) << place % 64; }
    quint64 &word(size_t slot, size_t index)
    {
        const size_t at = slot * words_ + index;
        return masks_[qsizetype(at)];
    }
    const quint64 *at(quint32 slot) const { return masks_.constData() + slot * words_; }

    size_t words_; ///< of a set: there is a place behind the last byte too
    QVarLengthArray<quint64, 320> masks_;
    std::array<quint32, 256> byteSlots_{};
    QVarLengthArray<quint32, 32> classSlots_;
    QVarLengthArray<uchar, 256> bytes_; ///< that the name holds
    quint32 everywhere_ = 0;
};

} // namespace

PatternProgram::PatternProgram(QByteArrayView glob)
{
    std::vector<Element> elements = parse(glob);
    hasStar_ = std::find(elements.cbegin(), elements.cend(), Star) != elements.cend();
    least_ = std::count_if(elements.cbegin(), elements.cend(), [](Element element) { return element != Star; });

    const auto isWild = [](Element element) { return element >= AnyByte; };
    const auto prefixEnd = std::find_if(elements.cbegin(), elements.cend(), isWild);
    const auto suffixBegin = std::find_if(elements.crbegin(), std::make_reverse_iterator(prefixEnd), isWild).base();
    for (auto at = elements.cbegin(); at != prefixEnd; ++at)
        prefix_.append(char(*at));
    for (auto at = suffixBegin; at != elements.cend(); ++at)
        suffix_.append(char(*at));
    elements.erase(suffixBegin, elements.cend());
    elements.erase(elements.cbegin(), elements.cbegin() + prefix_.size());

    const QByteArrayList literals = literalsOf(elements);
    if (std::all_of(elements.cbegin(), elements.cend(),
                    [](Element element) { return element < AnyByte || element == Star; })) {
        for (const QByteArray &literal : literals) {
            segments_.append(literal);
            segmentEnds_.push_back(segments_.size());
        }
        return;
    }
    for (const QByteArray &literal : literals) {
        if (literal.size() > needle_.size())
            needle_ = literal;
    }
    elements_ = std::move(elements);
    elements_.shrink_to_fit();
}

std::vector<PatternProgram::Element> PatternProgram::parse(QByteArrayView glob)
{
    std::vector<Element> elements;
    elements.reserve(size_t(glob.size()));
    for (qsizetype at = 0; at < glob.size();) {
        switch (glob[at]) {
        case '*':
            if (elements.empty() || elements.back() != Star)
                elements.push_back(Star);
            ++at;
            break;
        case '?':
            elements.push_back(AnyByte);
            ++at;
            break;
        case '[':
            elements.push_back(elementOf(classAt(glob, at, at)));
            break;
        case '\\':
            if (at + 1 < glob.size())
                ++at; // the next byte literally; a backslash at the very end stands for itself
            [[fallthrough]];
        default:
            elements.push_back(uchar(glob[at]));
            ++at;
        }
    }
    return elements;
}

PatternProgram::Element PatternProgram::elementOf(const ByteClass &bytes)
{
    if (bytes.all())
        return AnyByte;
    if (bytes.count() == 1) {
        Element byte = 0;
        while (!bytes.test(byte))
            ++byte;
        return byte;
    }
    const auto known = std::find(classes_.cbegin(), classes_.cend(), bytes);
    const auto index = known - classes_.cbegin();
    if (known == classes_.cend())
        classes_.push_back(bytes);
    return Element(FirstClass + index);
}

QByteArrayList PatternProgram::literalsOf(const std::vector<Element> &elements)
{
    QByteArrayList literals;
    bool isOpen = false;
    for (const Element element : elements) {
        if (element >= AnyByte) {
            isOpen = false;
            continue;
        }
        if (!std::exchange(isOpen, true))
            literals.append(QByteArray());
        literals.back().append(char(element));
    }
    return literals;
}

QByteArrayList PatternProgram::literals() const
{
    QByteArrayList literals = literalsOf(elements_);
    qsizetype begin = 0;
    for (const qsizetype end : segmentEnds_)
        literals.append(segments_.sliced(std::exchange(begin, end), end - begin));
    for (const QByteArray &end : {prefix_, suffix_}) {
        if (!end.isEmpty())
            literals.append(end);
    }
    return literals;
}

bool PatternProgram::matches(QByteArrayView name) const
{
    if (hasStar_ ? name.size() < least_ : name.size() != least_)
        return false;
    if (!name.startsWith(prefix_) || !name.endsWith(suffix_))
        return false;
    const QByteArrayView middle = name.sliced(prefix_.size(), name.size() - prefix_.size() - suffix_.size());
    return elements_.empty() ? holdsSegments(middle) : matchesElements(middle);
}

/// There is a star before, between and behind them: each is best taken where it stands first.
bool PatternProgram::holdsSegments(QByteArrayView name) const
{
    qsizetype from = 0;
    qsizetype begin = 0;
    for (const qsizetype end : segmentEnds_) {
        const auto segment = QByteArrayView(segments_).sliced(begin, end - begin);
        const qsizetype found = find(name, segment, from);
        if (found < 0)
            return false;
        from = found + segment.size();
        begin = end;
    }
    return true;
}

bool PatternProgram::matchesElements(QByteArrayView name) const
{
    if (!needle_.isEmpty() && find(name, needle_, 0) < 0)
        return false;
    Places places(name, classes_.size());
    const size_t words = places.words();
    // The places up to which the elements so far can have come.
    QVarLengthArray<quint64, 8> reached(qsizetype(words), 0);
    reached[0] = 1;
    for (const Element element : elements_) {
        if (element == Star) {
            size_t word = 0;
            while (reached[qsizetype(word)] == 0)
                ++word; // there is one: else this was over before
            reached[qsizetype(word)] = ~quint64(0) << std::countr_zero(reached[qsizetype(word)]);
            std::fill(reached.begin() + qsizetype(word) + 1, reached.end(), ~quint64(0));
            continue;
        }
        const quint64 *mask = element == AnyByte ? places.everywhere()
                              : element < AnyByte
                                  ? places.ofByte(uchar(element))
                                  : places.ofClass(element - FirstClass, classes_[element - FirstClass]);
        quint64 carry = 0;
        quint64 any = 0;
        for (size_t word = 0; word < words; ++word) {
            const quint64 matched = reached[qsizetype(word)] & mask[word];
            reached[qsizetype(word)] = matched << 1 | carry;
            carry = matched >> 63;
            any |= reached[qsizetype(word)];
        }
        if (any == 0)
            return false;
    }
    return reached[qsizetype(words - 1)] >> name.size() % 64 & 1;
}

} // namespace helio
