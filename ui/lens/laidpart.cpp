// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lens/laidpart.h"

#include "json/jsonprinter.h"
#include "lens/mcplens.h"

#include <algorithm>

namespace helio {

namespace {

QByteArray printed(const QByteArray &json)
{
    if (json.isEmpty() || !JsonValue::read(json))
        return json;
    QByteArray lines;
    for (JsonPrinter printer(json); !printer.atEnd();)
        lines += printer.take(LaidPart::MaximumPrintedBytes);
    return lines;
}

size_t resultHash(const LensPart &part)
{
    return part.toolResult.size() <= LaidPart::MaximumPrintedBytes ? qHash(part.toolResult) : 0;
}

bool saysWhatAToolAnswered(const LensPart &part, const LensMessage &message)
{
    return part.kind == LensPart::Kind::Text && message.dialect == "mcp" &&
           std::any_of(message.parts.begin(), message.parts.end(), [&part](const LensPart &each) {
               return each.kind == LensPart::Kind::Tool && each.toolResult == part.text;
           });
}

/// A result without what the message's text says of it.
QByteArray besideText(const LensPart &part, const LensMessage &message)
{
    const auto text = std::find_if(message.parts.begin(), message.parts.end(),
                                   [](const LensPart &each) { return each.kind == LensPart::Kind::Text; });
    const bool hasText = message.dialect == "mcp" && !part.toolResult.isEmpty() && text != message.parts.end();
    return hasText ? mcpBesideText(part.toolResult, text->text) : part.toolResult;
}

} // namespace

void LaidPart::lay(const LensPart &from, const LensMessage &message, int columns, bool isRebuilt, LayingBudget &budget)
{
    kind_ = from.kind; // where parts went or moved, another stands in its place
    const bool isPrinted = kind_ == LensPart::Kind::Tool && from.text.size() <= MaximumPrintedBytes;
    if (isNew_ || isRebuilt || isPrinted || isPrinted_)
        text_.restart(columns);
    isPrinted_ = isPrinted;
    textBytes_ = from.text.size();
    toolName_ = from.toolName;
    printed_ = isPrinted ? printed(from.shown()) : QByteArray();
    text_.grow(text(from), budget);
    isHidden_ = saysWhatAToolAnswered(from, message);
    isAnswer_ = kind_ == LensPart::Kind::Text && message.dialect == "mcp";
    layResult(from, message, columns, isRebuilt, budget);
    isNew_ = false;
}

void LaidPart::layResult(const LensPart &from, const LensMessage &message, int columns, bool isRebuilt,
                         LayingBudget &budget)
{
    const QByteArray shown = besideText(from, message);
    const bool isPrinted = shown.size() <= MaximumPrintedBytes;
    if (isNew_ || isRebuilt || isPrinted || isResultPrinted_)
        result_.restart(columns);
    isResultPrinted_ = isPrinted;
    resultBytes_ = from.toolResult.size();
    resultHash_ = resultHash(from);
    printedResult_ = isPrinted ? printed(shown) : QByteArray();
    result_.grow(result(from), budget);
}

bool LaidPart::isLaid(const LensPart &from) const
{
    return textBytes_ == from.text.size() && resultBytes_ == from.toolResult.size() &&
           resultHash_ == resultHash(from) && toolName_ == from.toolName;
}

void LaidPart::breakAnew(int columns)
{
    text_.breakAnew(columns);
    result_.breakAnew(columns);
}

void LaidPart::breakInSight(const LensPart &from, int row, int count, LayingBudget &budget)
{
    const auto within = [&](LaidText &laid, QByteArrayView text, int first, int rows) {
        const int begin = std::max(row, first);
        const int end = std::min(row + count, first + rows);
        if (begin < end)
            laid.breakInSight(text, begin - first, end - begin, budget);
    };
    within(text_, text(from), shown_.labels, shown_.textRows);
    within(result_, result(from), shown_.labels + shown_.textRows + shown_.resultLabels, shown_.resultRows);
}

bool LaidPart::work(const LensPart &from, LayingBudget &budget)
{
    const bool hasText = text_.work(text(from), budget);
    return result_.work(result(from), budget) && hasText;
}

void LaidPart::showAnew()
{
    text_.show();
    result_.show();
}

LaidPart::Rows LaidPart::rowsNow() const
{
    Rows rows;
    if (isHidden_)
        return rows;
    rows.labels = int(kind_ != LensPart::Kind::Text || isAnswer_);
    rows.textRows = isFolded_ ? 0 : int(text_.lines().count());
    rows.resultRows = isFolded_ ? 0 : int(result_.lines().count());
    rows.resultLabels = int(rows.resultRows > 0);
    return rows;
}

} // namespace helio
