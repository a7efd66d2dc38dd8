// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/copyforms.h"

#include "client/authentication.h"
#include "event/eventstreamwriter.h"
#include "json/jsonwriter.h"
#include "json/unseen.h"
#include "json/utf8.h"
#include "ui/inspector/datacheck.h"
#include "ui/streams/requestsecrets.h"

#include <QUrl>

#include <algorithm>

namespace helio {

namespace {

/// Linux takes no argument longer than 128 KiB; what printf, which shells have built in, hands over by a pipe
/// has no bound.
constexpr qsizetype LongestArgument = 64 * 1024;

bool isPlain(QByteArrayView bytes)
{
    return !bytes.isEmpty() && std::all_of(bytes.begin(), bytes.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               QByteArrayView("-_./:=@%+,").contains(c);
    });
}

/// What steers a terminal, or makes a command look like another than it is.
bool isTreacherous(char32_t character)
{
    return (character < 0x20 && character != U'\n') || character == 0x7F || isUnseen(character);
}

QString octal(QByteArrayView bytes)
{
    QString text;
    for (const char c : bytes)
        text += QStringLiteral("\\%1").arg(uchar(c), 3, 8, QLatin1Char('0'));
    return text;
}

/// `bytes` in parts: `plain` gets what can be pasted as it is, `escaped` what cannot.
template <typename Plain, typename Escaped>
void forEachPart(QByteArrayView bytes, const Plain &plain, const Escaped &escaped)
{
    while (!bytes.isEmpty()) {
        const qsizetype valid = firstInvalidUtf8(bytes).value_or(bytes.size());
        const QString text = decodeUtf8(bytes.first(valid));
        QString part;
        bool isEscaped = false;
        const auto endPart = [&] {
            if (part.isEmpty())
                return;
            if (isEscaped)
                escaped(part.toUtf8());
            else
                plain(part);
            part.clear();
        };
        forEachCharacter(text, [&](char32_t character, QStringView units) {
            if (const bool escape = isTreacherous(character); escape != isEscaped) {
                endPart();
                isEscaped = escape;
            }
            part += units;
        });
        endPart();
        qsizetype invalid = 0; // all that follow each other, or each would cost reading all the rest
        while (valid + invalid < bytes.size() && uchar(bytes[valid + invalid]) >= 0x80)
            ++invalid;
        if (invalid > 0)
            escaped(bytes.sliced(valid, invalid).toByteArray());
        bytes = bytes.sliced(valid + invalid);
    }
}

/// `printf '…' | `: whatever bytes there are, as a pipe carries them.
QString printed(QByteArrayView bytes)
{
    QString format;
    forEachPart(
        bytes,
        [&format](QString text) {
            format += text.replace(u'\\', QStringLiteral("\\\\"))
                          .replace(u'%', QStringLiteral("%%"))
                          .replace(u'\'', QStringLiteral("'\\''"));
        },
        [&format](const QByteArray &escaped) { format += octal(escaped); });
    // What begins with a minus is an option to some shells' printf.
    if (format.startsWith(u'-'))
        format = QStringLiteral("\\055") + format.mid(1);
    return QStringLiteral("printf '") + format + QStringLiteral("' | ");
}

bool needsPipe(QByteArrayView data)
{
    return data.size() > LongestArgument || data.contains('\0');
}

QString javaScriptString(const QByteArray &utf8)
{
    return QString::fromUtf8(JsonWriter().string(utf8).result());
}

} // namespace

QString shellWord(QByteArrayView bytes)
{
    if (isPlain(bytes))
        return QString::fromLatin1(bytes);
    QString word;
    forEachPart(
        bytes, [&word](QString text) { word += u'\'' + text.replace(u'\'', QStringLiteral("'\\''")) + u'\''; },
        // No line feed is among them, which the shell would take off the end.
        [&word](const QByteArray &escaped) {
            word += QStringLiteral("\"$(printf '") + octal(escaped) + QStringLiteral("')\"");
        });
    return word.isEmpty() ? QStringLiteral("''") : word;
}

QString curlPublish(const Event &event, const QString &hub)
{
    const QByteArray channel = event.channel.isEmpty() ? QByteArray(DefaultChannel) : event.channel;
    const bool isDots = channel == "." || channel == "..";
    // QUrl leaves them as they are; curl would take them for a way up.
    QByteArray url = hub.toUtf8() + "/channels/" + channel.toPercentEncoding();
    if (!event.type.isEmpty())
        url += "?event=" + event.type.toPercentEncoding();
    QString command = QStringLiteral("curl ");
    if (isDots)
        command += QStringLiteral("--path-as-is ");
    command += shellWord(url);
    if (needsPipe(event.data))
        return printed(event.data) + command + QStringLiteral(" --data-binary @-");
    // Not --data, to which an @ at the beginning means a file.
    return command + QStringLiteral(" --data-raw ") + shellWord(event.data);
}

QString curlSubscribe(const QString &url)
{
    return QStringLiteral("curl -N -H 'Accept: text/event-stream' ") + shellWord(url.toUtf8());
}

static QString curlOf(const StreamRequest &request, bool withSecrets)
{
    const QUrl url = withSecrets ? request.url : withoutSecrets(request.url);
    const bool hasBody = !request.body.isEmpty();
    QList<std::pair<QByteArray, QByteArray>> headers{{"Accept", "text/event-stream"}};
    if (hasBody)
        headers.append({"Content-Type", EventSourceOptions().contentType});
    if (!request.lastEventId.isEmpty())
        headers.append({"Last-Event-ID", request.lastEventId});
    for (const auto &header : request.headers) {
        if (!withSecrets && isCredential(header.first))
            continue;
        headers.removeIf(
            [&header](const auto &ours) { return ours.first.compare(header.first, Qt::CaseInsensitive) == 0; });
        headers.append(header);
    }
    QString command = QStringLiteral("curl -N");
    if (request.method != (hasBody ? "POST" : "GET"))
        command += QStringLiteral(" -X ") + shellWord(request.method);
    if (withSecrets && !request.bearerToken.isEmpty() &&
        std::none_of(headers.begin(), headers.end(), [](const auto &header) {
            return header.first.compare("Authorization", Qt::CaseInsensitive) == 0;
        }))
        headers.append({"Authorization", "Bearer " + request.bearerToken});
    else if (withSecrets && !request.userName.isEmpty())
        command += QStringLiteral(" -u ") + shellWord((request.userName + u':' + request.password).toUtf8());
    for (const auto &[name, value] : std::as_const(headers))
        command += QStringLiteral(" -H ") + shellWord(value.isEmpty() ? name + ';' : name + ": " + value);
    command += u' ' + shellWord(url.toEncoded());
    if (!hasBody)
        return command;
    return needsPipe(request.body) ? printed(request.body) + command + QStringLiteral(" --data-binary @-")
                                   : command + QStringLiteral(" --data-raw ") + shellWord(request.body);
}

QString curlSubscribe(const StreamRequest &request)
{
    return curlOf(request, false);
}

QString curlSubscribeWithSecrets(const StreamRequest &request)
{
    return curlOf(request, true);
}

QString javaScriptSubscribe(const QString &url, const QByteArrayList &types)
{
    QString text = QStringLiteral("const source = new EventSource(%1);\n"
                                  "source.onmessage = event => console.log(event.data);\n")
                       .arg(javaScriptString(url.toUtf8()));
    for (const QByteArray &type : types)
        text += QStringLiteral("source.addEventListener(%1, event => console.log(event.type, event.data));\n")
                    .arg(javaScriptString(type));
    return text;
}

QString helioPublish(const Event &event, const QString &hub)
{
    const QString command = QStringLiteral("helio publish --url ") + shellWord(hub.toUtf8());
    const QByteArray channel = event.channel.isEmpty() ? QByteArray(DefaultChannel) : event.channel;
    // To it, - is standard input. JSON carries what no argument can.
    if (needsPipe(event.data) || event.data == "-") {
        JsonWriter line;
        line.beginObject().key("channel").string(channel);
        if (!event.type.isEmpty())
            line.key("type").string(event.type);
        line.key("data").string(event.data).endObject().endLine();
        return printed(line.result()) + command + QStringLiteral(" --ndjson -");
    }
    // In one word with its value, which may begin with a minus.
    QString options = QStringLiteral(" --channel=") + shellWord(channel);
    if (!event.type.isEmpty())
        options += QStringLiteral(" --event=") + shellWord(event.type);
    return command + options + QStringLiteral(" -- ") + shellWord(event.data);
}

QByteArray eventStreamForm(const Event &event)
{
    return EventStreamWriter::block(event, event.channel.isEmpty() ? EventStreamWriter::Channel::Omitted
                                                                   : EventStreamWriter::Channel::Field);
}

QString jsonForm(const Event &event)
{
    return decodeUtf8(prettyJson(event.data));
}

} // namespace helio
