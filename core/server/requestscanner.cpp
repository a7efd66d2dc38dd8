// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/requestscanner.h"

#include "server/httpsyntax.h"

#include <QByteArrayList>

#include <algorithm>
#include <utility>

namespace helio {

namespace {

/// What an empty buffer may go on holding: enough for the next head.
constexpr qsizetype KeptBufferBytes = 4 * 1024;

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isHexDigit(char c)
{
    return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

/// Of names as they are in use; of what RFC 3986 allows beyond that, two readers make different things.
bool isHostByte(char c)
{
    return isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '.' || c == '_' ||
           uchar(c) >= 0x80;
}

/// `name`, `name:80`, `[::1]:80`: one host, without a user, a path or blanks; no part of its name is empty, but for the
/// root's.
bool isHostAndPort(QByteArrayView text)
{
    qsizetype end = 0;
    if (text.startsWith('.') || text.contains(".."))
        return false;
    if (text.startsWith('[')) {
        end = text.indexOf(']') + 1;
        if (end < 3 || !std::all_of(text.begin() + 1, text.begin() + end - 1,
                                    [](char c) { return isHexDigit(c) || c == ':' || c == '.'; }))
            return false;
    } else {
        end = std::find_if_not(text.begin(), text.end(), isHostByte) - text.begin();
    }
    const QByteArrayView port = text.sliced(end);
    if (end == 0 || port.isEmpty())
        return end > 0;
    return port.front() == ':' && port.size() <= 6 && std::all_of(port.begin() + 1, port.end(), isDigit);
}

/// Fields about this connection, or rewritten by us: Qt's parser gets none of them.
bool concernsTheConnection(QByteArrayView name)
{
    static constexpr QByteArrayView Names[] = {"connection", "keep-alive",        "te",
                                               "trailer",    "transfer-encoding", "upgrade",
                                               "expect",     "content-length",    "proxy-connection"};
    return std::any_of(std::begin(Names), std::end(Names),
                       [name](QByteArrayView other) { return isSameWord(name, other); });
}

} // namespace

RequestScanner::RequestScanner(qsizetype maximumBodyBytes)
    : body_(maximumBodyBytes)
{}

void RequestScanner::feed(QByteArrayView bytes)
{
    if (phase_ == Phase::Refused)
        return;
    if (phase_ == Phase::Body && buffer_.isEmpty()) // mostly all of it is the body's: it need not be copied twice
        bytes = bytes.sliced(body_.takeFront(bytes));
    buffer_.append(bytes);
    scan();
}

ScannedRequest RequestScanner::take()
{
    ScannedRequest taken = std::exchange(request_, {});
    fieldCount_ = 0;
    onlyFields_ = 0;
    isHttp10_ = hasAuthority_ = chunked_ = expectsContinue_ = false;
    hostField_.clear();
    keepAlive_ = true;
    contentLength_.reset();
    searched_ = 0;
    phase_ = Phase::Idle;
    scan();
    return taken;
}

void RequestScanner::abandon()
{
    phase_ = Phase::Refused;
    buffer_ = {};
    request_.fields = {};
    body_.abandon();
}

void RequestScanner::scan()
{
    if (phase_ == Phase::Idle) {
        // An empty line before a request is let pass (RFC 9112, 2.2).
        while (buffer_.startsWith("\r\n"))
            buffer_.remove(0, 2);
        if (!buffer_.isEmpty() && buffer_ != "\r")
            phase_ = Phase::Head;
    }
    if (phase_ == Phase::Head && scanHead())
        phase_ = Phase::Body;
    if (phase_ == Phase::Body)
        scanBody();
    if (buffer_.isEmpty() && buffer_.capacity() > KeptBufferBytes)
        buffer_ = {};
}

bool RequestScanner::scanHead()
{
    const qsizetype end = indexOfBytes(buffer_, "\r\n\r\n", std::max<qsizetype>(searched_ - 3, 0));
    const qsizetype size = end < 0 ? buffer_.size() - 3 : end; // the last three may belong to the end
    if (size > MaximumHeadBytes)
        return refuse(431,
                      QStringLiteral("The head of the request is larger than %1 bytes; shorten its target or fields.")
                          .arg(MaximumHeadBytes));
    if (end < 0) {
        // A line that ends with LF alone would wait for an end that never comes.
        for (qsizetype at = buffer_.indexOf('\n', searched_); at >= 0; at = buffer_.indexOf('\n', at + 1)) {
            if (at == 0 || buffer_[at - 1] != '\r')
                return refuse(400,
                              QStringLiteral("A line of the request's head ends with LF alone; HTTP wants CR LF."));
        }
        searched_ = buffer_.size();
        return false;
    }
    const QByteArray head = buffer_.first(end);
    buffer_.remove(0, end + 4);
    searched_ = 0;
    if (!parseHead(head) || !judgeHost() || !beginBody())
        return false;
    request_.keepAlive = !isHttp10_ && keepAlive_;
    return true;
}

bool RequestScanner::parseHead(QByteArrayView head)
{
    if (head.contains('\0'))
        return refuse(400, QStringLiteral("The head of the request holds a NUL byte."));
    bool first = true;
    while (!head.isEmpty()) {
        qsizetype end = indexOfBytes(head, "\r\n");
        if (end < 0)
            end = head.size();
        const QByteArrayView line = head.first(end);
        head = head.sliced(std::min(end + 2, head.size()));
        if (hasStrayEnd(line))
            return refuse(
                400, QStringLiteral("A line of the request's head has a CR or LF in it; HTTP wants CR LF at its end."));
        if (!(first ? parseRequestLine(line) : parseField(line)))
            return false;
        // A line may come without the blank behind its colon; the last has lost its end.
        if (std::exchange(first, false))
            request_.fields.reserve(head.size() + 2);
    }
    return true;
}

bool RequestScanner::parseRequestLine(QByteArrayView line)
{
    const qsizetype methodEnd = line.indexOf(' ');
    const qsizetype targetEnd = line.lastIndexOf(' ');
    if (methodEnd < 1 || targetEnd <= methodEnd + 1 || !isToken(line.first(methodEnd)))
        return refuse(400, QStringLiteral("The request does not begin with METHOD TARGET HTTP/1.1."));
    const QByteArrayView version = line.sliced(targetEnd + 1);
    if (version != "HTTP/1.1" && version != "HTTP/1.0")
        return refuse(version.startsWith("HTTP/") ? 505 : 400,
                      QStringLiteral("Only HTTP/1.1 and HTTP/1.0 are understood here."));
    isHttp10_ = version == "HTTP/1.0";
    QByteArrayView target = line.sliced(methodEnd + 1, targetEnd - methodEnd - 1);
    if (std::any_of(target.begin(), target.end(), [](char c) { return uchar(c) <= ' ' || c == 0x7F; }))
        return refuse(400, QStringLiteral("The request's target has a space or control character; percent-encode it."));
    if (target.contains('#'))
        return refuse(400, QStringLiteral("The request's target has a #; what stands behind it is for clients alone."));
    for (const QByteArrayView scheme : {QByteArrayView("http://"), QByteArrayView("https://")}) {
        if (isSameWord(target.first(std::min(scheme.size(), target.size())), scheme)) {
            const QByteArrayView rest = target.sliced(scheme.size());
            const auto *end = std::find_if(rest.begin(), rest.end(), [](char c) { return c == '/' || c == '?'; });
            request_.host = QByteArrayView(rest.begin(), end).toByteArray();
            hasAuthority_ = true;
            target = QByteArrayView(end, rest.end());
            break;
        }
    }
    request_.method = line.first(methodEnd).toByteArray();
    request_.target = target.toByteArray();
    if (hasAuthority_ && !target.startsWith('/')) // `http://host?query` is allowed (RFC 9112, 3.2.2)
        request_.target.prepend('/');
    if (target == "*" && request_.method != "OPTIONS")
        return refuse(400, QStringLiteral("Only OPTIONS may ask for *; other methods ask for a path."));
    if (!request_.target.startsWith('/') && target != "*")
        return refuse(400, QStringLiteral("The request's target does not begin with a slash."));
    return true;
}

bool RequestScanner::parseField(QByteArrayView line)
{
    if (++fieldCount_ > MaximumFields)
        return refuse(431, QStringLiteral("The request has more than %1 header fields.").arg(MaximumFields));
    if (line.startsWith(' ') || line.startsWith('\t'))
        return refuse(400, QStringLiteral("A header field is folded over two lines, which HTTP has given up."));
    const qsizetype colon = line.indexOf(':');
    if (colon < 0 || !isToken(line.first(colon)))
        return refuse(400, QStringLiteral("A header field is not of the form NAME: VALUE."));
    const QByteArrayView name = line.first(colon);
    const QByteArrayView value = trimmedBlanks(line.sliced(colon + 1));
    if (!parseOnlyField(name))
        return false;
    if (isSameWord(name, "host")) {
        if (value.isEmpty())
            return refuse(400, QStringLiteral("The request's Host field is empty."));
        hostField_ = value.toByteArray();
    } else if (isSameWord(name, "origin")) {
        request_.origin = value.toByteArray();
    } else if (isSameWord(name, "x-forwarded-for")) {
        if (!request_.forwardedFor.isEmpty()) // several fields are one list (RFC 9110, 5.2)
            request_.forwardedFor.append(',');
        request_.forwardedFor.append(value);
    } else if (isSameWord(name, "content-length")) {
        const auto length = numberOf(value, 10);
        if (!length || (contentLength_ && *contentLength_ != *length))
            return refuse(400, QStringLiteral("The request's Content-Length is not one number."));
        contentLength_ = length;
    } else if (isSameWord(name, "transfer-encoding")) {
        if (chunked_ || !isSameWord(value, "chunked"))
            return refuse(501, QStringLiteral("Of transfer codings only chunked, once, is understood here."));
        chunked_ = true;
    } else if (isSameWord(name, "connection")) {
        for (const QByteArray &option : value.toByteArray().split(',')) {
            if (isSameWord(trimmedBlanks(option), "close"))
                keepAlive_ = false;
        }
    } else if (isSameWord(name, "expect")) {
        if (!isSameWord(value, "100-continue"))
            return refuse(417, QStringLiteral("Of expectations only 100-continue can be met here."));
        expectsContinue_ = true;
    }
    if (hasControl(value))
        return refuse(400, QStringLiteral("A header field has a control character in its value."));
    if (!concernsTheConnection(name) && !isSameWord(name, "host"))
        request_.fields.add(name, value);
    return true;
}

bool RequestScanner::parseOnlyField(QByteArrayView name)
{
    static constexpr QByteArrayView Names[] = {"host", "origin", "authorization", "content-type", "sec-fetch-site"};
    const auto *found = std::find_if(std::begin(Names), std::end(Names),
                                     [name](QByteArrayView other) { return isSameWord(name, other); });
    if (found == std::end(Names))
        return true;
    const quint32 bit = 1U << (found - std::begin(Names));
    if (onlyFields_ & bit) // two readers may believe different ones
        return refuse(400, QStringLiteral("The request has more than one field %1.").arg(QLatin1String(*found)));
    onlyFields_ |= bit;
    return true;
}

bool RequestScanner::judgeHost()
{
    if (hostField_.isEmpty() && (!isHttp10_ || hasAuthority_))
        return refuse(400, QStringLiteral("The request has no Host field."));
    if (!hasAuthority_) // the target's goes before it (RFC 9112, 3.2.2)
        request_.host = hostField_;
    if ((hasAuthority_ && !isHostAndPort(request_.host)) || (!hostField_.isEmpty() && !isHostAndPort(hostField_)))
        return refuse(400, QStringLiteral("The request's Host is not one name or address, with a port or without."));
    return true;
}

bool RequestScanner::beginBody()
{
    if (chunked_ && (contentLength_ || isHttp10_))
        return refuse(400,
                      QStringLiteral("The request has a Transfer-Encoding together with a Content-Length or HTTP/1.0; "
                                     "its end cannot be told."));
    const qsizetype length = contentLength_.value_or(0);
    if (chunked_)
        body_.beginChunked();
    else if (!body_.beginFixed(length))
        return refuse(body_.refusal().status, body_.refusal().detail);
    if (length == 0 && !chunked_)
        expectsContinue_ = false;
    return true;
}

void RequestScanner::scanBody()
{
    switch (body_.scan(buffer_)) {
    case BodyScanner::Progress::Unfinished:
        return;
    case BodyScanner::Progress::Whole:
        request_.body = body_.take();
        phase_ = Phase::Ready;
        return;
    case BodyScanner::Progress::Refused:
        refuse(body_.refusal().status, body_.refusal().detail);
        return;
    }
}

bool RequestScanner::refuse(int status, const QString &detail)
{
    refusal_ = {status, detail};
    abandon();
    return false;
}

} // namespace helio
