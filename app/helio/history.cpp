// SPDX-License-Identifier: GPL-3.0-or-later
#include "history.h"

#include "commandline.h"
#include "event/pluralform.h"
#include "history/compacting.h"
#include "history/filecheck.h"
#include "history/fileexport.h"
#include "lineoutput.h"

#include <QCommandLineParser>
#include <QCoreApplication>

#include <unistd.h>

namespace helio {

namespace {

struct HistoryText
{
    Q_DECLARE_TR_FUNCTIONS(helio::History)
};

const QString Name = QStringLiteral("helio history");

QString historyHelp()
{
    return HistoryText::tr(R"(helio history - looks at a file in which a hub keeps its history

Usage: helio history check FILE
       helio history export FILE [--channel NAME]… [--after ID]
       helio history compact FILE

  check      reads all of it and says whether it is sound: exit code 0, or 1 with what is wrong. Changes nothing
  export     prints its events as JSON, one a line, as helio publish --ndjson and POST /publish take them. What is
             damaged or cannot be read is left out and said on standard error; the exit code is 1 then
  compact    writes it anew without what is free in it. Refused while a hub uses the file

Options of export:
  --channel NAME     only this channel; may be given several times
  --after ID         only what stands behind the event with this id
  -h, --help         this text

check and export work while a hub uses the file.

Examples:
  helio history check ~/.local/share/heliograph/history.db
  helio history export history.db --channel orders | helio publish --ndjson -
)");
}

int faultProblem(const FileFault &fault)
{
    say(Name, fault.problem);
    return ExitFailure;
}

int runCheck(const QString &path)
{
    const FileCheck check = checkFile(path);
    if (check.fault)
        return faultProblem(check.fault);
    QString lines;
    for (const QString &problem : check.problems)
        lines += problem + u'\n';
    if (check.isRead)
        lines += HistoryText::tr("%1 in %2, damaged ones: %3; gaps noted so far: %4")
                     .arg(HistoryText::tr("%n events", nullptr, pluralCount(check.events)),
                          HistoryText::tr("%n channels", nullptr, pluralCount(check.channels)))
                     .arg(check.damaged)
                     .arg(check.losses) +
                 u'\n';
    if (check.isInUse)
        lines += HistoryText::tr("a hub uses the file: its log was not looked at") + u'\n';
    lines += (check.problems.isEmpty() ? HistoryText::tr("sound") : HistoryText::tr("not sound")) + u'\n';
    const int printed = print(Name, lines.toUtf8());
    return printed != ExitSuccess ? printed : check.problems.isEmpty() ? ExitSuccess : ExitFailure;
}

QString damageText(const HistoryReader::DamagedPlace &place)
{
    const QString id = QString::fromUtf8(place.position.toId());
    if (place.channel.isEmpty())
        return HistoryText::tr("the event %1 is damaged, and left out").arg(id);
    return HistoryText::tr("the event %1 of the channel \"%2\" is damaged, and left out")
        .arg(id, QString::fromUtf8(place.channel));
}

QString unreadableText(const HistoryReader::Stretch &stretch)
{
    const QString from = QString::fromUtf8(stretch.from.toId());
    const QString place = stretch.upTo == Position()
                              ? HistoryText::tr("from %1 to its end the file cannot be read").arg(from)
                              : HistoryText::tr("from %1 to %2 the file cannot be read")
                                    .arg(from, QString::fromUtf8(stretch.upTo.toId()));
    return stretch.events ? HistoryText::tr("%1; events left out: %2").arg(place).arg(*stretch.events)
                          : HistoryText::tr("%1; how many events are left out is not known").arg(place);
}

int runExport(const QString &path, const QStringList &channels, const QString &after)
{
    QByteArrayList names;
    for (const QString &channel : channels)
        names.append(channel.toUtf8());
    if (const FileFault missing = FileFault::ofMissing(path))
        return faultProblem(missing);
    FileExport exporting(names);
    if (const FileFault fault = exporting.open(path))
        return faultProblem(fault);
    if (!after.isEmpty() && !exporting.startAfter(after.toUtf8())) {
        say(Name, HistoryText::tr("the file has no event with the id \"%1\"").arg(after));
        return ExitFailure;
    }
    int code = ExitSuccess;
    while (true) {
        const FileExport::Piece piece = exporting.next();
        if (piece.fault)
            return faultProblem(piece.fault);
        if (const int printed = print(Name, piece.lines); printed != ExitSuccess)
            return printed;
        for (const HistoryReader::DamagedPlace &place : piece.damaged) {
            say(Name, damageText(place));
            code = ExitFailure;
        }
        if (piece.unreadable) {
            say(Name, unreadableText(*piece.unreadable));
            code = ExitFailure;
        }
        if (piece.atEnd)
            return code;
    }
}

int runCompact(const QString &path)
{
    const Compacting compacting = compactFile(path);
    if (compacting.fault)
        return faultProblem(compacting.fault);
    const QString line = HistoryText::tr("%1 bytes before, %2 now").arg(compacting.before).arg(compacting.after);
    return print(Name, (line + u'\n').toUtf8());
}

} // namespace

int runHistory(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setSingleDashWordOptionMode(QCommandLineParser::ParseAsLongOptions);
    parser.addOptions({{{QStringLiteral("h"), QStringLiteral("help")}, QString()},
                       {QStringLiteral("channel"), QString(), QStringLiteral("value")},
                       {QStringLiteral("after"), QString(), QStringLiteral("value")}});
    const bool isUnderstood = parser.parse(QStringList(Name) + arguments);
    if (parser.isSet(QStringLiteral("help")))
        return printHelp(historyHelp());
    if (!isUnderstood)
        return usageProblem(Name, parser.errorText());
    const QStringList words = parser.positionalArguments();
    const QString action = words.value(0);
    const bool isExport = action == QLatin1StringView("export");
    if (!isExport && action != QLatin1StringView("check") && action != QLatin1StringView("compact"))
        return usageProblem(Name, HistoryText::tr("say what to do: check, export or compact"));
    if (words.size() != 2)
        return usageProblem(Name, HistoryText::tr("give one file"));
    if (!isExport && (parser.isSet(QStringLiteral("channel")) || parser.isSet(QStringLiteral("after"))))
        return usageProblem(Name, HistoryText::tr("--channel and --after belong to export"));
    if (isExport)
        return runExport(words[1], parser.values(QStringLiteral("channel")), parser.value(QStringLiteral("after")));
    return action == QLatin1StringView("check") ? runCheck(words[1]) : runCompact(words[1]);
}

} // namespace helio
