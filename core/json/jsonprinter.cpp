// SPDX-License-Identifier: GPL-3.0-or-later
#include "json/jsonprinter.h"

#include "json/jsonscan.h"

#include <algorithm>

namespace helio {

using namespace jsonscan;

namespace {

void appendOnOneLine(QByteArray &out, QByteArrayView json, bool isSpaced)
{
    qsizetype from = 0; // all before it is written
    for (qsizetype at = 0; at < json.size();) {
        const char c = json[at];
        if (c == '"') {
            const qsizetype end = afterString(json, at);
            at = end < 0 ? json.size() : end;
        } else if (isSpace(c)) {
            out.append(json.sliced(from, at - from));
            at = from = afterSpace(json, at);
        } else {
            ++at;
            if (isSpaced && (c == ',' || c == ':')) {
                out.append(json.sliced(from, at - from)).append(' ');
                from = at;
            }
        }
    }
    out.append(json.sliced(from));
}

} // namespace

void appendCompact(QByteArray &out, const JsonValue &value)
{
    appendOnOneLine(out, value.text, false);
}

QByteArray compactJson(const JsonValue &value)
{
    QByteArray text;
    appendCompact(text, value);
    return text;
}

void appendSpaced(QByteArray &out, const JsonValue &value)
{
    appendOnOneLine(out, value.text, true);
}

void JsonPrinter::newLine(QByteArray &out) const
{
    out += '\n';
    out.append(qsizetype(std::min(depth_, DeepestIndent)) * 2, ' ');
}

QByteArray JsonPrinter::take(qsizetype bytes)
{
    QByteArray out;
    out.reserve(std::min(bytes, (json_.size() - at_) * 4) + 128);
    for (; at_ < json_.size() && out.size() < bytes; ++at_) {
        const char c = json_[at_];
        if (inString_) {
            out += c;
            if (c == '\\' && at_ + 1 < json_.size())
                out += json_[++at_];
            else if (c == '"')
                inString_ = false;
            continue;
        }
        if (isSpace(c))
            continue;
        switch (c) {
        case '"':
            inString_ = true;
            out += c;
            break;
        case '{':
        case '[': {
            out += c;
            qsizetype next = at_ + 1;
            while (next < json_.size() && isSpace(json_[next]))
                ++next;
            if (next < json_.size() && (json_[next] == '}' || json_[next] == ']')) {
                out += json_[next];
                at_ = next;
                break;
            }
            ++depth_;
            newLine(out);
            break;
        }
        case '}':
        case ']':
            --depth_;
            newLine(out);
            out += c;
            break;
        case ',':
            out += c;
            newLine(out);
            break;
        case ':':
            out += ": ";
            break;
        default:
            out += c;
        }
    }
    return out;
}

} // namespace helio
