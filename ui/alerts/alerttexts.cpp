// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/alerts/alerttexts.h"

#include "event/timeforpeople.h"
#include "findings/findingtable.h"
#include "ui/alerts/alertwatch.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QJsonDocument>
#include <QLocale>
#include <QUrl>

namespace helio {

namespace {

using Condition = AlertRule::Condition;

struct AlertTextsText
{
    Q_DECLARE_TR_FUNCTIONS(helio::AlertTexts)
};

/// `3`, `0.25`, in the language of the window.
QString rateText(double rate)
{
    return QLocale().toString(rate, 'g', 6);
}

QString textOf(QByteArrayView utf8)
{
    return QString::fromUtf8(utf8);
}

/// Host and path, without what may be secret.
QString hostAndPath(const QUrl &url)
{
    return url.adjusted(QUrl::RemoveUserInfo | QUrl::RemoveQuery | QUrl::RemoveFragment).toDisplayString();
}

/// Up to the bound; no character is cut.
QByteArrayView postedPart(QByteArrayView data)
{
    if (data.size() <= MaximumPostedData)
        return data;
    qsizetype end = MaximumPostedData;
    while (end > MaximumPostedData - 4 && (uchar(data[end]) & 0xC0) == 0x80)
        --end;
    return data.first(end);
}

} // namespace

QString codeText(const std::optional<FindingCode> &code)
{
    return code ? findingTitle(*code).translated() : AlertTextsText::tr("Any error or warning");
}

QString conditionText(const AlertRule &rule)
{
    const QString filter = rule.filter.trimmed();
    const QString time = timeForPeople(rule.time);
    switch (rule.condition) {
    case Condition::Finding:
        return rule.stream.isEmpty() ? codeText(rule.code)
                                     : AlertTextsText::tr("%1, at %2").arg(codeText(rule.code), rule.stream);
    case Condition::Silence:
        return filter.isEmpty() ? AlertTextsText::tr("No event for %1").arg(time)
                                : AlertTextsText::tr("No event of “%1” for %2").arg(filter, time);
    case Condition::MoreThan:
        return filter.isEmpty()
                   ? AlertTextsText::tr("More than %1 events/s over %2").arg(rateText(rule.rate), time)
                   : AlertTextsText::tr("More than %1 events/s of “%3” over %2").arg(rateText(rule.rate), time, filter);
    case Condition::FewerThan:
        return filter.isEmpty() ? AlertTextsText::tr("Fewer than %1 events/s over %2").arg(rateText(rule.rate), time)
                                : AlertTextsText::tr("Fewer than %1 events/s of “%3” over %2")
                                      .arg(rateText(rule.rate), time, filter);
    case Condition::Event:
        return filter.isEmpty() ? AlertTextsText::tr("Any event") : AlertTextsText::tr("An event of “%1”").arg(filter);
    }
    return {};
}

QString alertWords(const AlertRule &rule, double rate)
{
    const QString what = conditionText(rule);
    if (rule.condition == Condition::MoreThan || rule.condition == Condition::FewerThan)
        return AlertTextsText::tr("%1: it is %2/s.").arg(what, rateText(rate));
    return AlertTextsText::tr("%1.").arg(what);
}

QString actionsText(const AlertRule &rule)
{
    QStringList actions;
    if (rule.notifies)
        actions += AlertTextsText::tr("notification");
    if (rule.marks)
        actions += AlertTextsText::tr("mark");
    if (!rule.url.isEmpty())
        actions += AlertTextsText::tr("POST to %1").arg(hostAndPath(rule.url));
    return actions.join(QStringLiteral(", "));
}

QByteArray alertJson(const QString &rule, const Alert &alert, qint64 when)
{
    QJsonValue event;
    if (alert.event) {
        const Event &from = *alert.event;
        QJsonObject object{{QStringLiteral("channel"), textOf(from.channel)},
                           {QStringLiteral("type"),
                            textOf(from.type.isEmpty() ? QByteArrayView("message") : QByteArrayView(from.type))},
                           {QStringLiteral("id"), textOf(from.id)},
                           {QStringLiteral("data"), textOf(postedPart(from.data))}};
        if (from.data.size() > MaximumPostedData)
            object.insert(QStringLiteral("cut"), true);
        event = object;
    }
    const QString time = QDateTime::fromMSecsSinceEpoch(when).toUTC().toString(Qt::ISODateWithMs);
    return QJsonDocument(QJsonObject{{QStringLiteral("rule"), rule},
                                     {QStringLiteral("when"), time},
                                     {QStringLiteral("words"), alert.words},
                                     {QStringLiteral("stream"), alert.stream},
                                     {QStringLiteral("event"), event}})
        .toJson(QJsonDocument::Compact);
}

} // namespace helio
