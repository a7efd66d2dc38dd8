// SPDX-License-Identifier: GPL-3.0-or-later
#include "token.h"

#include "access/accesstoken.h"
#include "accesswriting.h"
#include "commandline.h"
#include "event/rules.h"

#include <QCommandLineParser>
#include <QCoreApplication>

namespace helio {

namespace {

struct TokenText
{
    Q_DECLARE_TR_FUNCTIONS(helio::Token)
};

const QString Name = QStringLiteral("helio token");

QString tokenHelp()
{
    return TokenText::tr(R"(helio token - makes a token that lets a program or a person publish or subscribe

Usage: helio token [OPTIONS]

Examples:
  helio token --name ci --publish 'builds.*'
      may publish to the channels that begin with builds.
  helio token --name wall --subscribe '*'
      may read everything
  helio token --name ops --publish '*' --subscribe '*' --admin
      may do everything

Options:
  --name NAME        whose it is: the subject of its clients; token unless told otherwise
  --publish GLOB     channels it may publish to, by name or glob; may be given several times
  --subscribe GLOB   channels it may read; may be given several times. {sub} stands for the name, as in users.{sub}
  --admin            may look at the hub and steer it: /api/…, /metrics
  -h, --help         this text

The first line of standard output is the token. It is shown only now: the lines behind it, which go into the file of
helio serve --config, hold only its SHA-256. Send the hub SIGHUP to have it read the file again.
)");
}

QByteArrayList globsOf(const QCommandLineParser &parser, const QString &option, QString &problem)
{
    QByteArrayList globs;
    for (const QString &text : parser.values(option)) {
        const QByteArray glob = text.toUtf8();
        if (const Message wrong = patternProblem(glob); !wrong.isEmpty())
            problem = QStringLiteral("--%1: %2").arg(option, wrong.translated());
        globs.append(glob);
    }
    return globs;
}

} // namespace

int runToken(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setSingleDashWordOptionMode(QCommandLineParser::ParseAsLongOptions);
    parser.addOptions({{{QStringLiteral("h"), QStringLiteral("help")}, QString()},
                       {QStringLiteral("name"), QString(), QStringLiteral("value"), QStringLiteral("token")},
                       {QStringLiteral("publish"), QString(), QStringLiteral("value")},
                       {QStringLiteral("subscribe"), QString(), QStringLiteral("value")},
                       {QStringLiteral("admin"), QString()}});
    const bool understood = parser.parse(QStringList(Name) + arguments);
    if (parser.isSet(QStringLiteral("help")))
        return printHelp(tokenHelp());
    if (!understood)
        return usageProblem(Name, parser.errorText());
    if (!parser.positionalArguments().isEmpty())
        return usageProblem(Name, TokenText::tr("\"%1\" is no option").arg(parser.positionalArguments().constFirst()));

    QString problem;
    TokenRule rule;
    rule.name = parser.value(QStringLiteral("name"));
    if (!channelProblem(rule.name.toUtf8()).isEmpty())
        problem = TokenText::tr("--name must be 1 to %1 bytes without control characters").arg(MaximumChannelBytes);
    rule.publish = globsOf(parser, QStringLiteral("publish"), problem);
    rule.subscribe = globsOf(parser, QStringLiteral("subscribe"), problem);
    rule.admin = parser.isSet(QStringLiteral("admin"));
    if (!problem.isEmpty())
        return usageProblem(Name, problem);

    const QByteArray token = makeToken();
    if (token.isEmpty()) {
        say(Name, TokenText::tr("the system has no random numbers to give; try again"));
        return ExitFailure;
    }
    rule.sha256 = tokenDigest(token);
    if (rule.publish.isEmpty() && rule.subscribe.isEmpty() && !rule.admin)
        say(Name, TokenText::tr("this token allows nothing yet: see --publish, --subscribe and --admin"));
    say(Name, TokenText::tr("the first line is the token, shown only now; the others go into the configuration file"));
    return print(Name, token + "\n\n" + tomlSection("[[token]]", tokenEntries(rule)));
}

} // namespace helio
