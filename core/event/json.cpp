// SPDX-License-Identifier: GPL-3.0-or-later
#include "event/json.h"

#include "event/text.h"

namespace helio {

void appendJsonString(QByteArray &out, QByteArrayView utf8)
{
    static constexpr char Hex[] = "0123456789abcdef";
    if (firstInvalidUtf8(utf8)) {
        appendJsonString(out, decodeUtf8(utf8).toUtf8());
        return;
    }
    out.append('"');
    qsizetype plain = 0;
    for (qsizetype i = 0; i < utf8.size(); ++i) {
        const uchar c = uchar(utf8[i]);
        if (c >= 0x20 && c != '"' && c != '\\')
            continue;
        out.append(utf8.sliced(plain, i - plain));
        plain = i + 1;
        out.append('\\');
        switch (c) {
        case '"':
        case '\\':
            out.append(char(c));
            break;
        case '\n':
            out.append('n');
            break;
        case '\r':
            out.append('r');
            break;
        case '\t':
            out.append('t');
            break;
        default:
            out.append("u00").append(Hex[c >> 4]).append(Hex[c & 15]);
            break;
        }
    }
    out.append(utf8.sliced(plain)).append('"');
}

} // namespace helio
