// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/ownheaders.h"

#include <QCoreApplication>

#include <algorithm>

namespace helio {

namespace {

struct HeaderText
{
    Q_DECLARE_TR_FUNCTIONS(helio::OwnHeaders)
};

/// Qt's HTTP sends one of its own where these are empty.
constexpr const char *NeverEmpty[] = {"accept-encoding", "accept-language", "connection", "host", "user-agent"};
/// What HTTP/2 has no place for (RFC 9113, 8.2.2); `Host` is the URL's there. Qt leaves them out without a word.
constexpr const char *NotOverHttp2[] = {"connection", "host", "keep-alive", "proxy-connection", "upgrade"};
constexpr const char *CrossingOrigins[] = {"accept", "accept-language", "last-event-id", "user-agent"};
constexpr const char *AboutTheBody[] = {"content-encoding", "content-language", "content-location", "content-type"};

template <std::size_t Count>
bool isAmong(const char *const (&names)[Count], QByteArrayView lowerName)
{
    return std::any_of(std::begin(names), std::end(names), [lowerName](const char *name) { return lowerName == name; });
}

/// Whether a length goes out with the request, and it is that one.
bool isSentLength(const EventSourceOptions &options, const QByteArray &length)
{
    return (options.method != "GET" || !options.body.isEmpty()) && length == QByteArray::number(options.body.size());
}

QString headerProblem(const QByteArray &name, const QByteArray &value, const EventSourceOptions &options)
{
    const QString shown = QString::fromUtf8(name);
    const QByteArray lowerName = name.toLower();
    const QByteArray text = value.trimmed();
    if (lowerName == "content-length" && !isSentLength(options, text))
        return options.body.isEmpty()
                   ? HeaderText::tr("The header %1 cannot be sent as \"%2\": the request has no body. Leave it out.")
                         .arg(shown, QString::fromUtf8(text))
                   : HeaderText::tr(
                         "The header %1 cannot be sent as \"%2\": the body has %n bytes. Leave it out, it is sent "
                         "by itself.",
                         nullptr, int(options.body.size()))
                         .arg(shown, QString::fromUtf8(text));
    if (lowerName == "transfer-encoding")
        return HeaderText::tr(
                   "The header %1 cannot be sent: a body goes out with its length, not in chunks. Leave it out.")
            .arg(shown);
    if (text.isEmpty() && isAmong(NeverEmpty, lowerName))
        return HeaderText::tr(
                   "The header %1 cannot be sent without a value: Qt's HTTP puts one of its own there. Leave it "
                   "out, or give it one.")
            .arg(shown);
    if (options.allowHttp2 && isAmong(NotOverHttp2, lowerName))
        return HeaderText::tr("The header %1 cannot be sent over HTTP/2: leave it out, or do without HTTP/2.")
            .arg(shown);
    return {};
}

} // namespace

QString headersProblem(const EventSourceOptions &options)
{
    for (const auto &[name, value] : options.headers) {
        if (QString problem = headerProblem(name, value, options); !problem.isEmpty())
            return problem;
    }
    return {};
}

bool crossesOrigins(QByteArrayView lowerName)
{
    return isAmong(CrossingOrigins, lowerName);
}

bool describesBody(QByteArrayView lowerName)
{
    return isAmong(AboutTheBody, lowerName);
}

} // namespace helio
