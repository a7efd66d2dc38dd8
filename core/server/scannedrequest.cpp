// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/scannedrequest.h"

#include "server/httpsyntax.h"

#include <algorithm>

namespace helio {

namespace {

/// The method that Qt's parser is given. Of others it knows some, reads some in ways of their own (CONNECT), and
/// rejects the rest; routes go by the method that was sent.
QByteArray methodForQt(const QByteArray &method)
{
    static constexpr const char *Plain[] = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"};
    const bool isPlain =
        std::any_of(std::begin(Plain), std::end(Plain), [&](const char *one) { return method == one; });
    return isPlain ? method : QByteArray("POST");
}

/// Non-ASCII bytes percent-encoded, which QUrl understands for certain.
QByteArray asciiTarget(const QByteArray &target)
{
    static constexpr char Hex[] = "0123456789ABCDEF";
    QByteArray ascii;
    ascii.reserve(target.size());
    for (const char c : target) {
        if (uchar(c) < 0x80)
            ascii.append(c);
        else
            ascii.append('%').append(Hex[uchar(c) >> 4]).append(Hex[uchar(c) & 15]);
    }
    return ascii;
}

} // namespace

QByteArray ScannedRequest::field(QByteArrayView name) const
{
    return isSameWord(name, "host") ? host : fields.value(name);
}

QByteArray ScannedRequest::headForQt() const
{
    QByteArray raw;
    raw.reserve(method.size() + target.size() + host.size() + fields.lines().size() + 64);
    raw.append(methodForQt(method)).append(' ').append(asciiTarget(target)).append(" HTTP/1.1\r\n");
    raw.append(fields.lines());
    if (!host.isEmpty())
        raw.append("Host: ").append(host).append("\r\n");
    return raw.append("\r\n");
}

} // namespace helio
