// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/events/filter/textfinder.h"

#include <QList>
#include <QString>

#include <algorithm>

namespace helio {

namespace {

constexpr auto Lower = [] {
    std::array<uchar, 256> lower{};
    for (int byte = 0; byte < 256; ++byte)
        lower[size_t(byte)] = uchar(byte >= 'A' && byte <= 'Z' ? byte + 32 : byte);
    return lower;
}();

/// No character folds to it.
constexpr char32_t Invalid = 0xFFFFFFFF;

/// The character that begins at `at`, which moves behind it.
char32_t characterAt(QByteArrayView bytes, qsizetype &at)
{
    const auto lead = uchar(bytes[at++]);
    if (lead < 0x80)
        return lead;
    const int more = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : lead >= 0xC2 ? 1 : 0;
    if (more == 0 || lead > 0xF4 || at + more > bytes.size())
        return Invalid;
    char32_t character = lead & (0x3F >> more);
    for (int i = 0; i < more; ++i) {
        const auto next = uchar(bytes[at + i]);
        if ((next & 0xC0) != 0x80)
            return Invalid;
        character = (character << 6) | (next & 0x3F);
    }
    static constexpr char32_t Least[] = {0, 0x80, 0x800, 0x10000};
    if (character < Least[more])
        return Invalid;
    at += more;
    return character;
}

bool hasCase(char32_t character)
{
    return QChar::toCaseFolded(character) != character || QChar::toUpper(character) != character ||
           QChar::toLower(character) != character;
}

uchar leadOf(char32_t character)
{
    return uchar(QString::fromUcs4(&character, 1).toUtf8().front());
}

/// The characters that fold to another, as that other and the first byte of theirs.
const std::vector<std::pair<char32_t, uchar>> &otherCases()
{
    constexpr char32_t EndOfCases = 0x1EA00;
    static const auto cases = [] {
        std::vector<std::pair<char32_t, uchar>> found;
        for (char32_t character = 0; character < EndOfCases; ++character) {
            if (const char32_t folded = QChar::toCaseFolded(character); folded != character)
                found.emplace_back(folded, leadOf(character));
        }
        return found;
    }();
    return cases;
}

} // namespace

TextFinder::TextFinder(QStringView text)
{
    const QList<uint> characters = text.toUcs4();
    if (std::any_of(characters.begin(), characters.end(), [](uint c) { return c >= 0x80 && hasCase(c); })) {
        for (const uint character : characters)
            folded_.push_back(QChar::toCaseFolded(char32_t(character)));
        canBegin_[leadOf(folded_.front())] = true;
        for (const auto &[folded, lead] : otherCases()) {
            if (folded == folded_.front())
                canBegin_[lead] = true;
        }
        return;
    }
    const QByteArray utf8 = text.toUtf8();
    for (const char byte : utf8)
        needle_.push_back(Lower[uchar(byte)]);
    const size_t size = needle_.size();
    skip_.fill(quint16(std::min<size_t>(size, 0xFFFF)));
    for (size_t i = 0; i + 1 < size; ++i)
        skip_[needle_[i]] = quint16(std::min<size_t>(size - 1 - i, 0xFFFF));
}

qsizetype TextFinder::indexIn(QByteArrayView bytes) const
{
    if (isEmpty())
        return 0;
    return folded_.empty() ? indexOfBytes(bytes) : indexOfFolded(bytes);
}

qsizetype TextFinder::indexOfBytes(QByteArrayView bytes) const
{
    const auto *text = reinterpret_cast<const uchar *>(bytes.data());
    const auto size = qsizetype(needle_.size());
    const uchar last = needle_.back();
    for (qsizetype end = size - 1; end < bytes.size();) {
        const uchar byte = Lower[text[end]];
        if (byte == last) {
            const uchar *begin = text + end - (size - 1);
            if (std::equal(needle_.begin(), needle_.end() - 1, begin,
                           [](uchar wanted, uchar there) { return wanted == Lower[there]; }))
                return end - (size - 1);
        }
        end += skip_[byte];
    }
    return -1;
}

qsizetype TextFinder::indexOfFolded(QByteArrayView bytes) const
{
    for (qsizetype begin = 0; begin < bytes.size(); ++begin) {
        if (!canBegin_[uchar(bytes[begin])])
            continue;
        qsizetype at = begin;
        size_t matched = 0;
        while (matched < folded_.size() && at < bytes.size() &&
               QChar::toCaseFolded(characterAt(bytes, at)) == folded_[matched])
            ++matched;
        if (matched == folded_.size())
            return begin;
    }
    return -1;
}

} // namespace helio
