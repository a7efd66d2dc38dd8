// SPDX-License-Identifier: GPL-3.0-or-later
#include "commandline.h"

#include "client/answer.h"
#include "json/unseen.h"
#include "json/utf8.h"
#include "lineoutput.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>
#include <csignal>
#include <cstdio>

#include <fcntl.h>
#include <unistd.h>

namespace helio {

namespace {

struct CommandLineText
{
    Q_DECLARE_TR_FUNCTIONS(helio::CommandLine)
};

} // namespace

void holdStandardStreams()
{
    for (const int descriptor : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
        // open() takes the lowest free number: this one, as those below it are held.
        if (fcntl(descriptor, F_GETFD) == -1)
            (void)open("/dev/null", O_RDONLY);
    }
    std::signal(SIGPIPE, SIG_IGN);
}

int print(const QString &command, const QByteArray &bytes)
{
    LineOutput output(STDOUT_FILENO, LineOutput::NoInterrupt);
    switch (output.write(bytes)) {
    case LineOutput::Result::Failed:
        return outputProblem(command, output.problem());
    case LineOutput::Result::ReaderGone:
        return ExitReaderGone;
    case LineOutput::Result::Written:
    case LineOutput::Result::Interrupted:
    case LineOutput::Result::TimedOut:
        break;
    }
    return ExitSuccess;
}

int printHelp(const QString &text)
{
    return print(QStringLiteral("helio"), text.toUtf8());
}

int outputProblem(const QString &command, const QString &reason)
{
    say(command, CommandLineText::tr("cannot write to standard output: %1").arg(reason));
    return ExitFailure;
}

void say(const QString &command, const QString &line)
{
    std::fprintf(stderr, "%s\n",
                 visibleLine(command + QLatin1StringView(": ") + line, TerminalSigns).toUtf8().constData());
}

int usageProblem(const QString &command, const QString &problem)
{
    say(command, CommandLineText::tr("%1 (see %2 --help)").arg(problem, command));
    return ExitUsage;
}

QString overallHelp()
{
    return CommandLineText::tr(R"(helio - a hub, publisher and reader of Server-Sent Events

Usage: helio COMMAND [OPTIONS]

  helio serve      runs a hub: clients subscribe to /stream, programs publish to it
  helio publish    gives an event to a hub
  helio listen     reads any event stream, and comes back when the connection is lost
  helio check      watches an event stream and says what is wrong with it
  helio token      makes a token for a hub that asks for one
  helio history    looks at a file in which a hub keeps its history

Try it, in three terminals:

  helio serve
  helio listen 'http://127.0.0.1:7373/stream?channel=demo'
  helio publish --channel demo 'Hello'

helio COMMAND --help tells more. helio --version prints the version.
)");
}

QString missingCommandText()
{
    return CommandLineText::tr("say what to do: serve, publish, listen, check, token or history");
}

QString unknownCommandText(const QString &command)
{
    return CommandLineText::tr("there is no command \"%1\": use serve, publish, listen, check, token or history")
        .arg(command);
}

QByteArray escapedForTerminal(const QByteArray &json)
{
    const auto isPlain = [](char c) { return uchar(c) < 0x7F; };
    if (std::all_of(json.begin(), json.end(), isPlain))
        return json;
    const QString text = decodeUtf8(json);
    QString escaped;
    escaped.reserve(text.size() + 16);
    forEachCharacter(text, [&escaped](char32_t character, QStringView units) {
        if (character != 0x7F && !isUnseen(character)) {
            escaped += units;
            return;
        }
        // Of a character beyond 16 bits both halves are escaped, as JSON has it.
        for (const QChar half : units)
            escaped += QStringLiteral("\\u%1").arg(uint(half.unicode()), 4, 16, QLatin1Char('0'));
    });
    return escaped.toUtf8();
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
    QString encoded = hasScheme || !isHost ? text : QStringLiteral("http://") + text;
    // QUrl would encode every percent sign of a path or query in which it has to encode one.
    static const QRegularExpression lonePercent(QStringLiteral("%(?![0-9A-Fa-f]{2})"));
    encoded.replace(lonePercent, QStringLiteral("%25"));
    const QUrl url(encoded);
    if (!isHttpUrl(url))
        return {};
    return url;
}

} // namespace helio
