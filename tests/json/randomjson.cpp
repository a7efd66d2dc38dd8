// SPDX-License-Identifier: GPL-3.0-or-later
#include "randomjson.h"

#include <QByteArrayList>

#include <iterator>

namespace {

constexpr int DeepestValue = 5;
constexpr char Signs[] = "{}[]\",:0123456789.-+eE truefalsn\\/bu\n\x01\x7f\x80\xc3\xa9\xed\xa0\xff";
/// What strings are made of: plain text, every escape, UTF-8 of every length, surrogates with and without their halves.
constexpr const char *Parts[] = {
    "a",
    "some longer text",
    " ",
    "/",
    R"(\")",
    R"(\\)",
    R"(\/)",
    R"(\b)",
    R"(\f)",
    R"(\n)",
    R"(\r)",
    R"(\t)",
    R"(\u0000)",
    R"(\u00e9)",
    R"(\u65E5)",
    R"(\ud83d\ude00)",
    R"(\ud83d)",
    R"(\ude00)",
    "\xC3\xA9",
    "\xE6\x97\xA5",
    "\xF0\x9F\x98\x80",
    "{",
    "]",
    "\x7F",
};

} // namespace

QByteArray RandomJson::document()
{
    QByteArray out;
    appendSpace(out);
    appendValue(out, 0);
    appendSpace(out);
    return out;
}

QByteArray RandomJson::damaged(QByteArray document)
{
    const qsizetype at = chance_.bounded(int(document.size()));
    const char sign = Signs[chance_.bounded(int(sizeof(Signs) - 1))];
    switch (chance_.bounded(3)) {
    case 0:
        document[at] = sign;
        break;
    case 1:
        document.remove(at, 1);
        break;
    default:
        document.insert(at, sign);
        break;
    }
    return document;
}

void RandomJson::appendValue(QByteArray &out, int depth)
{
    switch (chance_.bounded(depth < DeepestValue ? 8 : 5)) {
    case 0:
        out += chance_.bounded(2) ? "true" : "false";
        break;
    case 1:
        out += "null";
        break;
    case 2:
        appendNumber(out);
        break;
    case 3:
    case 4:
        appendString(out);
        break;
    case 5:
        appendContainer(out, depth, false);
        break;
    default:
        appendContainer(out, depth, true);
        break;
    }
}

void RandomJson::appendContainer(QByteArray &out, int depth, bool isObject)
{
    out += isObject ? '{' : '[';
    appendSpace(out);
    for (int left = chance_.bounded(4); left > 0; --left) {
        if (isObject) {
            appendString(out);
            appendSpace(out);
            out += ':';
            appendSpace(out);
        }
        appendValue(out, depth + 1);
        appendSpace(out);
        if (left > 1)
            out += ',';
        appendSpace(out);
    }
    out += isObject ? '}' : ']';
}

void RandomJson::appendString(QByteArray &out)
{
    out += '"';
    for (int left = chance_.bounded(5); left > 0; --left)
        out += Parts[chance_.bounded(int(std::size(Parts)))];
    out += '"';
}

void RandomJson::appendNumber(QByteArray &out)
{
    if (chance_.bounded(3) == 0)
        out += '-';
    if (chance_.bounded(4) == 0) {
        out += '0';
    } else {
        out += char('1' + chance_.bounded(9));
        if (chance_.bounded(2))
            appendDigits(out);
    }
    if (chance_.bounded(3) == 0) {
        out += '.';
        appendDigits(out);
    }
    if (chance_.bounded(4) == 0) {
        out += chance_.bounded(2) ? 'e' : 'E';
        out += QByteArrayList{"", "+", "-"}[chance_.bounded(3)];
        out += QByteArray::number(chance_.bounded(chance_.bounded(20) ? 30 : 400));
    }
}

void RandomJson::appendDigits(QByteArray &out)
{
    for (int left = chance_.bounded(1, chance_.bounded(10) ? 6 : 30); left > 0; --left)
        out += char('0' + chance_.bounded(10));
}

void RandomJson::appendSpace(QByteArray &out)
{
    if (chance_.bounded(4) == 0)
        out += QByteArrayList{" ", "\n", "\r\n", "\t", "  "}[chance_.bounded(5)];
}
