// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/requestscanner.h"

#include <algorithm>

namespace helio {

namespace {

/// A chunk's size line, extensions included, and all lines behind the last chunk.
constexpr qsizetype MaximumChunkLineBytes = 1024;
constexpr qsizetype MaximumTrailerBytes = 8 * 1024;

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
    taken.keepAlive = !isHttp10_ && keepAlive_;
    QByteArray &raw = taken.forQt;
    raw.reserve(taken.method.size() + taken.target.size() + fieldsForQt_.size() + body_.size() + 64);
    raw.append(methodForQt(taken.method)).append(' ').append(asciiTarget(taken.target)).append(" HTTP/1.1\r\n");
    raw.append(fieldsForQt_);
    if (!taken.host.isEmpty())
        raw.append("Host: ").append(taken.host).append("\r\n");
    if (contentLength_ || chunked_)
        raw.append("Content-Length: ").append(QByteArray::number(body_.size())).append("\r\n");
    raw.append("\r\n").append(body_);

    fieldsForQt_.clear();
    body_.clear();
    fieldCount_ = 0;
    isHttp10_ = hasHost_ = chunked_ = expectsContinue_ = false;
    keepAlive_ = true;
    contentLength_.reset();
    trailerBytes_ = 0;
    searched_ = 0;
    phase_ = Phase::Idle;
    scan();
    return taken;
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
    return parseHead(head) && judgeFraming();
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
    for (const QByteArrayView scheme : {QByteArrayView("http://"), QByteArrayView("https://")}) {
        if (is(target.first(std::min(scheme.size(), target.size())), scheme)) {
            const qsizetype path = target.indexOf('/', scheme.size());
            request_.host = target.first(path < 0 ? target.size() : path).sliced(scheme.size()).toByteArray();
            target = path < 0 ? QByteArrayView("/") : target.sliced(path);
        }
    }
    request_.method = line.first(methodEnd).toByteArray();
    request_.target = target.toByteArray();
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
    if (is(name, "host")) {
        if (std::exchange(hasHost_, true))
            return refuse(400, QStringLiteral("The request has more than one Host field."));
        if (value.isEmpty())
            return refuse(400, QStringLiteral("The request's Host field is empty."));
        if (request_.host.isEmpty()) // the target's goes before it (RFC 9112, 3.2.2)
            request_.host = value.toByteArray();
    } else if (is(name, "origin")) {
        request_.origin = value.toByteArray();
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
    if (!concernsTheConnection(name) && !is(name, "host"))
        fieldsForQt_.append(name).append(": ").append(value).append("\r\n");
    return true;
}

bool RequestScanner::judgeFraming()
{
    if (!hasHost_ && !isHttp10_)
        return refuse(400, QStringLiteral("The request has no Host field."));
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
    body_.reserve(chunkLeft_);
    return true;
}

bool RequestScanner::scanBody()
{
    while (true) {
        if (bodyPart_ == BodyPart::Fixed || bodyPart_ == BodyPart::ChunkData) {
            const qsizetype taken = std::min(chunkLeft_, buffer_.size());
            body_.append(buffer_.constData(), taken);
            buffer_.remove(0, taken);
            chunkLeft_ -= taken;
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
    case BodyPart::ChunkSize: {
        const qsizetype extension = line.indexOf(';');
        const auto size = number(trimmedBlanks(extension < 0 ? line : line.first(extension)), 16);
        if (!size)
            return refuse(400, QStringLiteral("A chunk of the body does not begin with its size."));
        if (*size > maximumBodyBytes_ - body_.size())
            return refuse(413, QStringLiteral("The body has more than %1 bytes, which is all that is taken (max_body).")
                                   .arg(maximumBodyBytes_));
        chunkLeft_ = *size;
        bodyPart_ = *size == 0 ? BodyPart::Trailer : BodyPart::ChunkData;
        return true;
    }
    case BodyPart::ChunkEnd:
        if (!line.isEmpty())
            return refuse(400, QStringLiteral("A chunk of the body is longer than it says."));
        bodyPart_ = BodyPart::ChunkSize;
        return true;
    case BodyPart::Trailer:
        trailerBytes_ += line.size() + 2;
        if (trailerBytes_ > MaximumTrailerBytes)
            return refuse(
                431, QStringLiteral("The fields behind the body are larger than %1 bytes.").arg(MaximumTrailerBytes));
        return true;
    case BodyPart::Fixed:
    case BodyPart::ChunkData:
        break;
    }
    Q_UNREACHABLE();
}

bool RequestScanner::refuse(int status, const QString &detail)
{
    phase_ = Phase::Refused;
    refusal_ = {status, detail};
    buffer_.clear();
    body_.clear();
    return false;
}

} // namespace helio
