// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/requestscanner.h"

#include <algorithm>

namespace helio {

namespace {

/// A chunk's size line, extensions included, and all lines behind the last chunk.
constexpr qsizetype MaximumChunkLineBytes = 1024;
constexpr qsizetype MaximumTrailerBytes = 8 * 1024;
/// The extensions of all chunks together: nobody sends any, and they are no way to send without end.
constexpr qsizetype MaximumExtensionBytes = 16 * 1024;
/// What an empty buffer may go on holding: enough for the next head.
constexpr qsizetype KeptBufferBytes = 4 * 1024;

bool isTokenByte(char c)
{
    if ((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'))
        return true;
    return c != '\0' && QByteArrayView("!#$%&'*+-.^_`|~").contains(c);
}

bool isToken(QByteArrayView text)
{
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), isTokenByte);
}

QByteArrayView trimmedBlanks(QByteArrayView text)
{
    while (!text.isEmpty() && (text.front() == ' ' || text.front() == '\t'))
        text = text.sliced(1);
    while (!text.isEmpty() && (text.back() == ' ' || text.back() == '\t'))
        text.chop(1);
    return text;
}

bool is(QByteArrayView text, QByteArrayView lowerCase)
{
    return text.compare(lowerCase, Qt::CaseInsensitive) == 0;
}

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

/// `name`, `name:80`, `[::1]:80`: one host, without a user, a path or blanks.
bool isHostAndPort(QByteArrayView text)
{
    qsizetype end = 0;
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

/// Control characters but the tab: some readers end a line or a value there.
bool hasControl(QByteArrayView text)
{
    return std::any_of(text.begin(), text.end(), [](char c) { return (uchar(c) < ' ' && c != '\t') || c == 0x7F; });
}

/// Fields about this connection, or rewritten by us: Qt's parser gets none of them.
bool concernsTheConnection(QByteArrayView name)
{
    static constexpr const char *Names[] = {"connection", "keep-alive",        "te",
                                            "trailer",    "transfer-encoding", "upgrade",
                                            "expect",     "content-length",    "proxy-connection"};
    return std::any_of(std::begin(Names), std::end(Names), [name](const char *other) { return is(name, other); });
}

/// The method that Qt's parser is given. Of others it knows some, reads some in ways of their own (CONNECT), and
/// rejects the rest; routes go by the method that was sent.
QByteArray methodForQt(const QByteArray &method)
{
    static constexpr const char *Plain[] = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"};
    const bool isPlain =
        std::any_of(std::begin(Plain), std::end(Plain), [&](const char *one) { return method == one; });
    return isPlain ? method : QByteArray("POST");
}

/// Whether a line holds what some other reader would take for its end.
bool hasStrayEnd(QByteArrayView line)
{
    return line.contains('\r') || line.contains('\n') || line.contains('\0');
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

std::optional<qsizetype> number(QByteArrayView digits, int base)
{
    if (digits.isEmpty())
        return {};
    qsizetype value = 0;
    for (const char c : digits) {
        int digit = base;
        if (c >= '0' && c <= '9')
            digit = c - '0';
        else if (c >= 'a' && c <= 'f')
            digit = c - 'a' + 10;
        else if (c >= 'A' && c <= 'F')
            digit = c - 'A' + 10;
        if (digit >= base || __builtin_mul_overflow(value, qsizetype(base), &value) ||
            __builtin_add_overflow(value, qsizetype(digit), &value))
            return {};
    }
    return value;
}

} // namespace

RequestScanner::RequestScanner(qsizetype maximumBodyBytes)
    : maximumBodyBytes_(maximumBodyBytes)
{}

void RequestScanner::feed(QByteArrayView bytes)
{
    if (phase_ == Phase::Refused)
        return;
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
    extensionBytes_ = trailerBytes_ = 0;
    searched_ = 0;
    phase_ = Phase::Idle;
    scan();
    return taken;
}

void RequestScanner::abandon()
{
    phase_ = Phase::Refused;
    buffer_ = {};
    request_.body = {};
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
    if (phase_ == Phase::Body && scanBody())
        phase_ = Phase::Ready;
    if (buffer_.isEmpty() && buffer_.capacity() > KeptBufferBytes)
        buffer_ = {};
}

bool RequestScanner::scanHead()
{
    const qsizetype end = buffer_.indexOf("\r\n\r\n", std::max<qsizetype>(searched_ - 3, 0));
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
    if (!parseHead(head) || !judgeHost() || !judgeFraming())
        return false;
    composeHeadForQt();
    return true;
}

bool RequestScanner::parseHead(QByteArrayView head)
{
    if (head.contains('\0'))
        return refuse(400, QStringLiteral("The head of the request holds a NUL byte."));
    bool first = true;
    while (!head.isEmpty()) {
        qsizetype end = head.indexOf("\r\n");
        if (end < 0)
            end = head.size();
        const QByteArrayView line = head.first(end);
        head = head.sliced(std::min(end + 2, head.size()));
        if (hasStrayEnd(line))
            return refuse(
                400, QStringLiteral("A line of the request's head has a CR or LF in it; HTTP wants CR LF at its end."));
        if (!(first ? parseRequestLine(line) : parseField(line)))
            return false;
        first = false;
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
        if (is(target.first(std::min(scheme.size(), target.size())), scheme)) {
            const qsizetype path = target.indexOf('/', scheme.size());
            request_.host = target.first(path < 0 ? target.size() : path).sliced(scheme.size()).toByteArray();
            hasAuthority_ = true;
            target = path < 0 ? QByteArrayView("/") : target.sliced(path);
            break;
        }
    }
    request_.method = line.first(methodEnd).toByteArray();
    request_.target = target.toByteArray();
    if (target == "*" && request_.method != "OPTIONS")
        return refuse(400, QStringLiteral("Only OPTIONS may ask for *; other methods ask for a path."));
    if (!target.startsWith('/') && target != "*")
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
    if (is(name, "host")) {
        if (value.isEmpty())
            return refuse(400, QStringLiteral("The request's Host field is empty."));
        hostField_ = value.toByteArray();
    } else if (is(name, "origin")) {
        request_.origin = value.toByteArray();
    } else if (is(name, "x-forwarded-for")) {
        if (!request_.forwardedFor.isEmpty()) // several fields are one list (RFC 9110, 5.2)
            request_.forwardedFor.append(',');
        request_.forwardedFor.append(value);
    } else if (is(name, "content-length")) {
        const auto length = number(value, 10);
        if (!length || (contentLength_ && *contentLength_ != *length))
            return refuse(400, QStringLiteral("The request's Content-Length is not one number."));
        contentLength_ = length;
    } else if (is(name, "transfer-encoding")) {
        if (chunked_ || !is(value, "chunked"))
            return refuse(501, QStringLiteral("Of transfer codings only chunked, once, is understood here."));
        chunked_ = true;
    } else if (is(name, "connection")) {
        for (const QByteArray &option : value.toByteArray().split(',')) {
            if (is(trimmedBlanks(option), "close"))
                keepAlive_ = false;
        }
    } else if (is(name, "expect")) {
        if (!is(value, "100-continue"))
            return refuse(417, QStringLiteral("Of expectations only 100-continue can be met here."));
        expectsContinue_ = true;
    }
    if (hasControl(value))
        return refuse(400, QStringLiteral("A header field has a control character in its value."));
    if (!concernsTheConnection(name) && !is(name, "host"))
        fieldsForQt_.append(name).append(": ").append(value).append("\r\n");
    return true;
}

bool RequestScanner::parseOnlyField(QByteArrayView name)
{
    static constexpr const char *Names[] = {"host", "origin", "authorization", "content-type", "sec-fetch-site"};
    const auto *found =
        std::find_if(std::begin(Names), std::end(Names), [name](const char *other) { return is(name, other); });
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

bool RequestScanner::judgeFraming()
{
    if (chunked_ && (contentLength_ || isHttp10_))
        return refuse(400,
                      QStringLiteral("The request has a Transfer-Encoding together with a Content-Length or HTTP/1.0; "
                                     "its end cannot be told."));
    if (contentLength_.value_or(0) > maximumBodyBytes_)
        return refuse(413, QStringLiteral("The body has %1 bytes; at most %2 are taken (max_body).")
                               .arg(*contentLength_)
                               .arg(maximumBodyBytes_));
    bodyPart_ = chunked_ ? BodyPart::ChunkSize : BodyPart::Fixed;
    chunkLeft_ = contentLength_.value_or(0);
    if (chunkLeft_ == 0 && !chunked_)
        expectsContinue_ = false;
    return true;
}

void RequestScanner::composeHeadForQt()
{
    QByteArray &raw = request_.forQt;
    raw.reserve(request_.method.size() + request_.target.size() + request_.host.size() + fieldsForQt_.size() + 64);
    raw.append(methodForQt(request_.method)).append(' ').append(asciiTarget(request_.target)).append(" HTTP/1.1\r\n");
    raw.append(fieldsForQt_);
    if (!request_.host.isEmpty())
        raw.append("Host: ").append(request_.host).append("\r\n");
    raw.append("\r\n");
    fieldsForQt_.clear();
    request_.keepAlive = !isHttp10_ && keepAlive_;
}

void RequestScanner::takeBodyBytes()
{
    const qsizetype taken = std::min(chunkLeft_, buffer_.size());
    QByteArray &body = request_.body;
    // It grows with what arrives: what was only announced costs nothing.
    if (const qsizetype needed = body.size() + taken; needed > body.capacity())
        body.reserve(std::min(std::max(needed, 2 * body.size()), body.size() + chunkLeft_));
    body.append(buffer_.constData(), taken);
    buffer_.remove(0, taken);
    chunkLeft_ -= taken;
}

bool RequestScanner::scanBody()
{
    while (true) {
        if (bodyPart_ == BodyPart::Fixed || bodyPart_ == BodyPart::ChunkData) {
            takeBodyBytes();
            if (chunkLeft_ > 0)
                return false;
            if (bodyPart_ == BodyPart::Fixed)
                return true;
            bodyPart_ = BodyPart::ChunkEnd;
        }
        const qsizetype end = buffer_.indexOf("\r\n", std::max<qsizetype>(searched_ - 1, 0));
        if ((end < 0 ? buffer_.size() - 1 : end) > MaximumChunkLineBytes)
            return refuse(
                400, QStringLiteral("A line of the chunked body is longer than %1 bytes.").arg(MaximumChunkLineBytes));
        if (end < 0) {
            // A line that ends with LF alone would wait for an end that never comes.
            if (buffer_.indexOf('\n', searched_) >= 0)
                return refuse(400, QStringLiteral("A line of the chunked body ends with LF alone; HTTP wants CR LF."));
            if (bodyPart_ == BodyPart::ChunkEnd && !buffer_.isEmpty() && buffer_ != "\r")
                return refuse(400, QStringLiteral("A chunk of the body is longer than it says."));
            searched_ = buffer_.size();
            return false;
        }
        const QByteArray line = buffer_.first(end);
        buffer_.remove(0, end + 2);
        searched_ = 0;
        const bool wasTrailer = bodyPart_ == BodyPart::Trailer;
        if (!scanChunkLine(line))
            return false;
        if (wasTrailer && line.isEmpty())
            return true;
    }
}

bool RequestScanner::scanChunkLine(QByteArrayView line)
{
    if (hasStrayEnd(line))
        return refuse(400, QStringLiteral("A line of the chunked body has a CR, LF or NUL in it."));
    switch (bodyPart_) {
    case BodyPart::ChunkSize:
        return scanChunkSize(line);
    case BodyPart::ChunkEnd:
        if (!line.isEmpty())
            return refuse(400, QStringLiteral("A chunk of the body is longer than it says."));
        bodyPart_ = BodyPart::ChunkSize;
        return true;
    case BodyPart::Trailer:
        return scanTrailer(line);
    case BodyPart::Fixed:
    case BodyPart::ChunkData:
        break;
    }
    Q_UNREACHABLE();
}

bool RequestScanner::scanChunkSize(QByteArrayView line)
{
    const qsizetype semicolon = line.indexOf(';');
    QByteArrayView digits = line;
    if (semicolon >= 0) {
        digits = line.first(semicolon);
        while (!digits.isEmpty() && (digits.back() == ' ' || digits.back() == '\t')) // allowed before extensions alone
            digits.chop(1);
        extensionBytes_ += line.size() - digits.size();
    }
    if (extensionBytes_ > MaximumExtensionBytes || hasControl(line))
        return refuse(400, QStringLiteral("The chunks of the body have more, or other, extensions than are let pass."));
    const auto size = number(digits, 16);
    if (!size)
        return refuse(400, QStringLiteral("A chunk of the body does not begin with its size."));
    if (*size > maximumBodyBytes_ - request_.body.size())
        return refuse(413, QStringLiteral("The body has more than %1 bytes, which is all that is taken (max_body).")
                               .arg(maximumBodyBytes_));
    chunkLeft_ = *size;
    bodyPart_ = *size == 0 ? BodyPart::Trailer : BodyPart::ChunkData;
    return true;
}

bool RequestScanner::scanTrailer(QByteArrayView line)
{
    trailerBytes_ += line.size() + 2;
    if (trailerBytes_ > MaximumTrailerBytes)
        return refuse(431,
                      QStringLiteral("The fields behind the body are larger than %1 bytes.").arg(MaximumTrailerBytes));
    const qsizetype colon = line.indexOf(':');
    if (!line.isEmpty() && (colon < 0 || !isToken(line.first(colon)) || hasControl(line)))
        return refuse(400, QStringLiteral("A field behind the body is not of the form NAME: VALUE."));
    return true;
}

bool RequestScanner::refuse(int status, const QString &detail)
{
    refusal_ = {status, detail};
    abandon();
    return false;
}

} // namespace helio
