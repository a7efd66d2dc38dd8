// SPDX-License-Identifier: GPL-3.0-or-later
#include "commandline.h"

#include "client/answer.h"
#include "json/utf8.h"

#include <QCoreApplication>

#include <algorithm>
#include <csignal>
#include <cstdio>

#include <fcntl.h>
#include <unistd.h>

namespace helio {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(helio::CommandLine)
};

/// Ends a line in some reader, or changes the direction of what follows.
bool isTreacherous(char16_t c)
{
    return (c >= 0x80 && c < 0xA0) || c == 0x061C || c == 0x2028 || c == 0x2029 || c == 0x200E || c == 0x200F ||
           (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

} // namespace

void holdStandardStreams()
{
    for (const int descriptor : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
        // open() takes the lowest free number: this one, as those below it are held.
        if (fcntl(descriptor, F_GETFD) == -1)
            (void)open("/dev/null", descriptor == STDIN_FILENO ? O_RDONLY : O_WRONLY);
    }
    std::signal(SIGPIPE, SIG_IGN);
}

int printHelp(const QString &text)
{
    std::fputs(text.toUtf8().constData(), stdout);
    std::fflush(stdout);
    return ExitSuccess;
}

void say(const QString &command, const QString &line)
{
    std::fprintf(stderr, "%s\n", visible(command + QLatin1StringView(": ") + line).toUtf8().constData());
}

int usageProblem(const QString &command, const QString &problem)
{
    say(command, Text::tr("%1 (see %2 --help)").arg(problem, command));
    return ExitUsage;
}

QString overallHelp()
{
    return Text::tr(R"(helio - a hub, publisher and reader of Server-Sent Events

Usage: helio COMMAND [OPTIONS]

  helio serve      runs a hub: clients subscribe to /stream, programs publish to it
  helio publish    gives an event to a hub
  helio listen     reads any event stream, and comes back when the connection is lost
  helio token      makes a token for a hub that asks for one

Try it, in three terminals:

  helio serve
  helio listen 'http://127.0.0.1:7373/stream?channel=demo'
  helio publish --channel demo 'Hello'

helio COMMAND --help tells more. helio --version prints the version.
)");
}

QString missingCommandText()
{
    return Text::tr("say what to do: serve, publish, listen or token");
}

QString unknownCommandText(const QString &command)
{
    return Text::tr("there is no command \"%1\": use serve, publish, listen or token").arg(command);
}

QString visible(const QString &text)
{
    const auto isHidden = [](QChar c) {
        return c.unicode() < 0x20 || c.unicode() == 0x7F || isTreacherous(c.unicode());
    };
    if (std::none_of(text.begin(), text.end(), isHidden))
        return text;
    QString shown;
    shown.reserve(text.size() + 16);
    for (const QChar c : text) {
        if (c.unicode() < 0x20)
            shown += QChar(char16_t(0x2400 + c.unicode()));
        else if (c.unicode() == 0x7F)
            shown += QChar(0x2421);
        else if (isTreacherous(c.unicode()))
            shown += QStringLiteral("<U+%1>").arg(uint(c.unicode()), 4, 16, QLatin1Char('0')).toUpper();
        else
            shown += c;
    }
    return shown;
}

QByteArray escapedForTerminal(const QByteArray &json)
{
    const auto isPlain = [](char c) { return uchar(c) < 0x7F; };
    if (std::all_of(json.begin(), json.end(), isPlain))
        return json;
    const QString text = decodeUtf8(json);
    QString escaped;
    escaped.reserve(text.size() + 16);
    for (const QChar c : text) {
        if (c.unicode() == 0x7F || isTreacherous(c.unicode()))
            escaped += QStringLiteral("\\u%1").arg(uint(c.unicode()), 4, 16, QLatin1Char('0'));
        else
            escaped += c;
    }
    return escaped.toUtf8();
}

QString timeForPeople(std::chrono::milliseconds time)
{
    const qint64 milliseconds = time.count();
    const qint64 seconds = (milliseconds + 500) / 1000;
    if (milliseconds < 10'000)
        return Text::tr("%1 s").arg(double((milliseconds + 50) / 100) / 10);
    if (seconds < 120)
        return Text::tr("%1 s").arg(seconds);
    if (seconds < 2 * 3600)
        return Text::tr("%1 min").arg(seconds / 60);
    if (seconds < 2 * 86'400)
        return Text::tr("%1 h %2 min").arg(seconds / 3600).arg(seconds / 60 % 60);
    return Text::tr("%1 days").arg((seconds + 43'200) / 86'400);
}

std::optional<qint64> wholeNumber(const QString &text, qint64 minimum, qint64 maximum)
{
    const bool digits = !text.isEmpty() && std::all_of(text.begin(), text.end(), [](QChar c) {
        return c.unicode() >= u'0' && c.unicode() <= u'9';
    });
    bool ok = false;
    const qint64 number = text.toLongLong(&ok);
    if (!digits || !ok || number < minimum || number > maximum)
        return {};
    return number;
}

std::optional<QUrl> httpUrl(const QString &text)
{
    const bool hasScheme = text.contains(QLatin1StringView("://"));
    const bool isHost = text == QLatin1StringView("localhost") || std::any_of(text.begin(), text.end(), [](QChar c) {
                            return c == u'.' || c == u':' || c == u'/';
                        });
    const QUrl url(hasScheme || !isHost ? text : QStringLiteral("http://") + text);
    if (!isHttpUrl(url))
        return {};
    return url;
}

bool isToken(const QString &token)
{
    return !token.isEmpty() &&
           std::all_of(token.begin(), token.end(), [](QChar c) { return c.unicode() > 0x20 && c.unicode() < 0x7F; });
}

} // namespace helio
