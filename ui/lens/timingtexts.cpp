// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lens/timingtexts.h"

#include "ui/look/format.h"

#include <QCoreApplication>

namespace helio::timingtexts {

namespace {

struct TimingTexts
{
    Q_DECLARE_TR_FUNCTIONS(helio::TimingTexts)
};

QString afterRequest(const TimingMark &mark, qint64 request)
{
    const QString time = format::duration(mark.at - request);
    switch (mark.kind) {
    case TimingMark::Kind::Request:
        break;
    case TimingMark::Kind::Head:
        return TimingTexts::tr("■ head after %1").arg(time);
    case TimingMark::Kind::FirstEvent:
        return TimingTexts::tr("▼ first event after %1").arg(time);
    case TimingMark::Kind::FirstText:
        return TimingTexts::tr("◆ first text after %1").arg(time);
    }
    return {};
}

} // namespace

QString mark(TimingMark::Kind kind)
{
    switch (kind) {
    case TimingMark::Kind::Request:
        return TimingTexts::tr("request");
    case TimingMark::Kind::Head:
        return TimingTexts::tr("■ head of the answer");
    case TimingMark::Kind::FirstEvent:
        return TimingTexts::tr("▼ first event");
    case TimingMark::Kind::FirstText:
        return TimingTexts::tr("◆ first text");
    }
    return {};
}

QString summary(const ArrivalLog &log, const QList<TimingMark> &marks)
{
    QStringList parts{TimingTexts::tr("%Ln event(s)", nullptr, int(log.count())),
                      TimingTexts::tr("in %1").arg(format::duration(log.last() - log.first()))};
    if (const auto request = newestRequest(marks)) {
        for (const auto kind : {TimingMark::Kind::Head, TimingMark::Kind::FirstEvent, TimingMark::Kind::FirstText}) {
            if (const auto first = firstOf(marks, kind, *request))
                parts.append(afterRequest({kind, *first}, *request));
        }
    }
    if (const auto median = log.medianDistance()) {
        parts.append(TimingTexts::tr("median distance %1").arg(format::duration(*median)));
        parts.append(TimingTexts::tr("longest silence %1").arg(format::duration(log.longestDistance())));
    }
    if (log.forgottenCount() > 0)
        parts.append(TimingTexts::tr("the newest %1 are shown").arg(format::count(ArrivalLog::MaximumArrivals)));
    return parts.join(QStringLiteral("  ·  "));
}

QString moment(const ArrivalLog &log, qint64 from, qint64 to, const QList<TimingMark> &marks)
{
    const auto [first, last] = log.between(from, to - 1);
    QStringList lines{format::timeOfDay(from)};
    if (last > first)
        lines.append(TimingTexts::tr("%Ln event(s)", nullptr, int(last - first)));
    for (const TimingMark &each : marks)
        lines.append(mark(each.kind));
    for (const auto &stretch : log.silences(from, to)) {
        if (stretch.begin <= to && stretch.end >= from)
            lines.append(TimingTexts::tr("silence of %1").arg(format::duration(stretch.end - stretch.begin)));
    }
    return lines.join(u'\n');
}

} // namespace helio::timingtexts
