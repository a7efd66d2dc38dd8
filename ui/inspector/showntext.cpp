// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/showntext.h"

#include "json/unseen.h"
#include "json/utf8.h"

namespace helio {

namespace {

/// How many bytes at the end of `bytes` may be the beginning of a character that goes on behind them.
qsizetype unfinishedBytes(QByteArrayView bytes)
{
    for (qsizetype back = 1; back <= std::min<qsizetype>(3, bytes.size()); ++back) {
        const uchar byte = uchar(bytes[bytes.size() - back]);
        if (byte < 0x80)
            return 0;
        if (byte >= 0xC0) {
            const qsizetype wanted = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2;
            return back < wanted ? back : 0;
        }
    }
    return 0;
}

} // namespace

ShownText::ShownText(const QByteArray &data, bool isJson)
    : data_(data)
    , isJson_(isJson)
    , printer_(data_)
{}

QString ShownText::take(qsizetype bytes)
{
    QByteArray chunk = std::exchange(pending_, {});
    if (isJson_) {
        chunk += printer_.take(bytes);
    } else {
        const qsizetype size = std::min(bytes, data_.size() - at_);
        chunk += QByteArrayView(data_).sliced(at_, size);
        at_ += size;
    }
    if (!rawAtEnd()) {
        const qsizetype unfinished = unfinishedBytes(chunk);
        pending_ = chunk.last(unfinished);
        chunk.chop(unfinished);
    }

    const QString text = decodeUtf8(chunk);
    QString shown;
    shown.reserve(text.size() + text.size() / MaximumLine);
    forEachCharacter(text, [this, &shown](char32_t character, QStringView units) {
        if (character == U'\n') {
            column_ = 0;
            shown += u'\n';
            return;
        }
        if (column_ >= MaximumLine) {
            hasBrokenLines_ = true;
            column_ = 0;
            shown += u'\n';
        }
        // A text view would break the line at what is not seen, or write it from right to left.
        const bool isMarked = isUnseen(character);
        column_ += isMarked ? 1 : units.size();
        if (isMarked)
            shown += unseenMark(character);
        else if (character < 0x20 && character != U'\t')
            shown += QStringLiteral("‹%1›").arg(uint(character), 2, 16, QLatin1Char('0')).toUpper();
        else
            shown += units;
    });
    return shown;
}

} // namespace helio
