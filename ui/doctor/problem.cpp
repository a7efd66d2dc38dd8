// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/doctor/problem.h"

#include "findings/findingtable.h"
#include "ui/look/format.h"
#include "ui/streams/severitylook.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>

namespace helio {

namespace {

struct ProblemText
{
    Q_DECLARE_TR_FUNCTIONS(helio::Problem)
};

QString numbers(const QList<quint64> &values)
{
    QStringList texts;
    for (const quint64 value : values)
        texts.append(format::count(value));
    return texts.join(QStringLiteral("; "));
}

} // namespace

bool isSameProblem(const Problem &a, const Problem &b)
{
    return a.source == b.source && a.finding.isSameAs(b.finding);
}

QString evidenceText(const Evidence &evidence)
{
    QStringList lines;
    if (!evidence.events.isEmpty())
        lines.append(ProblemText::tr("events number %1").arg(numbers(evidence.events)));
    if (!evidence.bytes.isEmpty())
        lines.append(ProblemText::tr("bytes of the body at %1").arg(numbers(evidence.bytes)));
    if (!evidence.times.isEmpty()) {
        QStringList times;
        for (const std::chrono::milliseconds time : evidence.times)
            times.append(format::count(quint64(std::max<qint64>(0, time.count()))));
        lines.append(ProblemText::tr("%1 ms after the request").arg(times.join(QStringLiteral("; "))));
    }
    for (const QByteArray &line : evidence.lines)
        lines.append(format::oneLine(line, Evidence::MaximumLineBytes));
    return lines.join(u'\n');
}

QString problemText(const Problem &problem)
{
    QStringList lines{QStringLiteral("%1 %2: %3")
                          .arg(severityWord(problem.finding.severity),
                               QLatin1StringView(codeName(problem.finding.code)), problem.subject),
                      problem.finding.words.translated(), problem.finding.remedy.translated(),
                      evidenceText(problem.finding.evidence)};
    lines.removeAll(QString());
    return lines.join(u'\n');
}

QString problemLine(const Finding &finding)
{
    return QStringLiteral("%1: %2").arg(severityText(finding.severity), finding.words.translated());
}

} // namespace helio
