// SPDX-License-Identifier: GPL-3.0-or-later
#include "checkoutput.h"

#include "event/pluralform.h"
#include "event/timeforpeople.h"
#include "findings/findingtable.h"
#include "json/jsonwriter.h"
#include "json/unseen.h"
#include "lineoutput.h"

#include <QCoreApplication>

namespace helio {

namespace {

using Time = StreamFigures::Time;

struct CheckOutputText
{
    Q_DECLARE_TR_FUNCTIONS(helio::CheckOutput)
};

double milliseconds(Time time)
{
    return double(time.count()) / 1'000'000;
}

/// `0.4 ms`, `35 ms`, `2.41 s`.
QString durationText(Time time)
{
    const double ms = milliseconds(time);
    if (ms < 10)
        return CheckOutputText::tr("%1 ms").arg(QString::number(ms, 'f', 1));
    if (ms < 1000)
        return CheckOutputText::tr("%1 ms").arg(QString::number(ms, 'f', 0));
    return CheckOutputText::tr("%1 s").arg(QString::number(ms / 1000, 'f', 2));
}

QString eventsText(quint64 events)
{
    return CheckOutputText::tr("%1 events", nullptr, pluralForm(events)).arg(events);
}

QString bytesText(quint64 bytes)
{
    return CheckOutputText::tr("%1 bytes", nullptr, pluralForm(bytes)).arg(bytes);
}

QString figuresText(const StreamFigures &figures)
{
    QStringList parts;
    const auto add = [&parts](const QString &name, const std::optional<Time> &time) {
        if (time)
            parts.append(QStringLiteral("%1 %2").arg(name, durationText(*time)));
    };
    add(CheckOutputText::tr("name"), figures.name);
    add(CheckOutputText::tr("TCP"), figures.tcp);
    add(CheckOutputText::tr("TLS"), figures.tls);
    add(CheckOutputText::tr("head"), figures.head);
    add(CheckOutputText::tr("first byte"), figures.firstByte);
    add(CheckOutputText::tr("first event"), figures.firstEvent);
    parts.append({eventsText(figures.events), bytesText(figures.bytes)});
    if (figures.head)
        parts.append(CheckOutputText::tr("longest silence %1").arg(durationText(figures.longestSilence)));
    add(CheckOutputText::tr("median distance"), figures.medianDistance);
    return parts.join(QStringLiteral(", "));
}

QString routesText(const RouteDifference &routes)
{
    if (!routes.median || !routes.longest)
        return CheckOutputText::tr("against: no event came on both ways");
    return CheckOutputText::tr(
               "against: %n events came on both ways, through URL %1 later (median), %2 at most; %3 came together",
               nullptr, pluralCount(routes.paired))
        .arg(durationText(*routes.median), durationText(*routes.longest), QString::number(routes.together));
}

void writeTime(JsonWriter &json, const char *name, const std::optional<Time> &time)
{
    json.key(name);
    if (time)
        json.number(milliseconds(*time));
    else
        json.null();
}

void writeFigures(JsonWriter &json, const StreamFigures &figures)
{
    writeTime(json, "nameMs", figures.name);
    writeTime(json, "tcpMs", figures.tcp);
    writeTime(json, "tlsMs", figures.tls);
    writeTime(json, "headMs", figures.head);
    writeTime(json, "firstByteMs", figures.firstByte);
    writeTime(json, "firstEventMs", figures.firstEvent);
    json.key("events").number(figures.events).key("comments").number(figures.comments);
    json.key("bytes").number(figures.bytes);
    writeTime(json, "longestSilenceMs", figures.longestSilence);
    writeTime(json, "medianDistanceMs", figures.medianDistance);
}

void writeEvidence(JsonWriter &json, const Evidence &evidence)
{
    json.beginObject().key("events").beginArray();
    for (const quint64 number : evidence.events)
        json.number(number);
    json.endArray().key("bytes").beginArray();
    for (const quint64 offset : evidence.bytes)
        json.number(offset);
    json.endArray().key("timesMs").beginArray();
    for (const std::chrono::milliseconds time : evidence.times)
        json.number(qint64(time.count()));
    json.endArray().key("lines").beginArray();
    for (const QByteArray &line : evidence.lines)
        json.string(line);
    json.endArray().endObject();
}

void writeFinding(JsonWriter &json, const Finding &finding)
{
    json.beginObject()
        .key("code")
        .string(codeName(finding.code))
        .key("severity")
        .string(severityName(finding.severity));
    json.key("words").text(finding.words.english()).key("remedy").text(finding.remedy.english());
    json.key("evidence");
    writeEvidence(json, finding.evidence);
    json.endObject();
}

} // namespace

QString checkText(const CheckReport &report)
{
    QString text;
    const auto addLine = [&text](const QString &line) {
        text += visibleLine(line.simplified(), TerminalSigns) + u'\n';
    };
    for (const Finding &finding : report.findings) {
        const QString remedy = finding.remedy.translated();
        addLine(QStringLiteral("%1 %2: %3%4")
                    .arg(QString::fromLatin1(severityName(finding.severity)),
                         QString::fromLatin1(codeName(finding.code)), finding.words.translated(),
                         remedy.isEmpty() ? QString() : QStringLiteral(" → ") + remedy));
    }
    if (report.findings.isEmpty())
        addLine(CheckOutputText::tr("ok: nothing was found"));
    if (report.routes)
        addLine(routesText(*report.routes));
    QString figures = figuresText(report.figures);
    if (report.lateTurns > 0)
        figures += QStringLiteral(", ") +
                   CheckOutputText::tr("moments when this machine was too busy to measure: %1").arg(report.lateTurns);
    addLine(figures);
    return text;
}

QByteArray checkJson(const CheckPlan &plan, const CheckReport &report)
{
    JsonWriter json;
    json.beginObject().key("url").string(shownUrl(plan.request.url)).key("verdict").string(report.verdict());
    json.key("findings").beginArray();
    for (const Finding &finding : report.findings)
        writeFinding(json, finding);
    json.endArray().key("figures").beginObject();
    writeFigures(json, report.figures);
    json.key("dialect").id(report.dialect).key("lateTurns").number(qint64(report.lateTurns));
    json.endObject();
    if (report.routes && plan.against) {
        json.key("against").beginObject().key("url").string(shownUrl(plan.against->url));
        json.key("paired").number(report.routes->paired).key("together").number(report.routes->together);
        writeTime(json, "medianMs", report.routes->median);
        writeTime(json, "longestMs", report.routes->longest);
        json.key("figures").beginObject();
        writeFigures(json, report.againstFigures.value_or(StreamFigures()));
        json.endObject().endObject();
    }
    json.endObject().endLine();
    return json.take();
}

QString progressText(const CheckProgress &progress)
{
    QString step;
    switch (progress.step) {
    case CheckProgress::Step::Watching:
        step = CheckOutputText::tr("watching, %1 of %2")
                   .arg(timeForPeople(progress.elapsed), timeForPeople(progress.watch));
        break;
    case CheckProgress::Step::Resuming:
        step = CheckOutputText::tr("asking with a Last-Event-ID");
        break;
    case CheckProgress::Step::Repeating:
        step = CheckOutputText::tr("the stream has ended: asking once more");
        break;
    }
    return QStringLiteral("%1: %2, %3").arg(step, eventsText(progress.events), bytesText(progress.bytes));
}

} // namespace helio
