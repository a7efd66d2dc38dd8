// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/streamroute.h"

#include "event/eventstreamwriter.h"
#include "event/rules.h"
#include "event/units.h"
#include "hub/hub.h"
#include "json/utf8.h"
#include "server/accessgate.h"
#include "server/banlist.h"
#include "server/exchange.h"
#include "server/namedselection.h"
#include "server/routetable.h"

#include <QDateTime>
#include <QRandomGenerator>

#include <algorithm>
#include <optional>

namespace helio {

using namespace std::chrono_literals;

namespace {

/// When to come back to a hub that is full: spread wide, so that all of those turned away do not come at once.
constexpr std::chrono::milliseconds FullRetryLeast = 10s;
constexpr std::chrono::milliseconds FullRetryMost = 60s;

/// What is kept of fields that a client fills as it likes.
constexpr qsizetype KeptFieldBytes = 512;
/// Of the names in a query that are not known, so many are reported.
constexpr qsizetype ReportedNames = 8;

constexpr const char *KnownNames[] = {"channel", "pattern",  "userId",  "lastEventId", "since",
                                      "poll",    "envelope", "observe", "access_token"};

/// Of these a query may have several.
constexpr const char *RepeatableNames[] = {"channel", "pattern", "userId"};

/// A name that other hubs have for one of ours, in lower case and without `[…]`, `-` and `_`.
struct OtherName
{
    const char *name;
    const char *ours;
};
constexpr OtherName OtherNames[] = {{"channels", "channel"},  {"topic", "channel"}, {"topics", "channel"},
                                    {"patterns", "pattern"},  {"user", "userId"},   {"users", "userId"},
                                    {"userids", "userId"},    {"uid", "userId"},    {"lastid", "lastEventId"},
                                    {"envelopes", "envelope"}};

bool isKnownName(const QByteArray &name)
{
    return std::any_of(std::begin(KnownNames), std::end(KnownNames), [&](const char *known) { return name == known; });
}

bool isRepeatable(const QByteArray &name)
{
    return std::any_of(std::begin(RepeatableNames), std::end(RepeatableNames),
                       [&](const char *known) { return name == known; });
}

/// `channels` of `Channels[]`, `channels[0]` and `chan-nels`.
QByteArray plainName(QByteArray name)
{
    if (name.size() > 64)
        return name;
    if (const qsizetype bracket = name.indexOf('['); bracket >= 0)
        name.truncate(bracket);
    for (const char c : {'-', '_'})
        name.replace(c, QByteArrayView());
    return name.toLower();
}

/// What `name`, which is not known, was most likely meant to be; null when it was meant for somebody else, as pages'
/// `_=…` against caches is.
const char *meantName(const QByteArray &name)
{
    const QByteArray plain = plainName(name);
    for (const char *known : KnownNames) {
        if (plain == plainName(known))
            return known;
    }
    const auto *found = std::find_if(std::begin(OtherNames), std::end(OtherNames),
                                     [&](const OtherName &other) { return plain == other.name; });
    return found == std::end(OtherNames) ? nullptr : found->ours;
}

/// Judges the names in the query. What is to be said of those that are passed over is added to `remark`.
bool judgeNames(const RequestTarget &target, QByteArray &remark, QString &problem)
{
    QByteArrayList passedOver;
    for (const auto &[name, value] : target.query) {
        if (isKnownName(name)) {
            if (!isRepeatable(name))
                problem = target.repetitionProblem(name);
            if (!problem.isEmpty())
                return false;
            continue;
        }
        if (passedOver.contains(name))
            continue;
        if (const char *meant = meantName(name)) {
            problem = QStringLiteral("%1 is not known here; it is %2=, which may stand several times where it names "
                                     "what to receive.")
                          .arg(shownName(name), QLatin1String(meant));
            return false;
        }
        if (passedOver.size() < ReportedNames)
            passedOver.append(name);
    }
    if (passedOver.isEmpty())
        return true;
    QStringList shown;
    for (const QByteArray &name : std::as_const(passedOver))
        shown.append(shownName(name));
    remark = ": passed over in the query, since not known here: " + shown.join(QLatin1String(", ")).toUtf8() + '\n';
    return true;
}

/// The beginning of `text`, within the bound; no character of UTF-8 is cut.
QByteArray keptField(const QByteArray &text)
{
    if (text.size() <= KeptFieldBytes)
        return text;
    qsizetype end = KeptFieldBytes;
    while (end > KeptFieldBytes - 4 && (uchar(text[end]) & 0xC0) == 0x80)
        --end;
    return text.first(end);
}

/// `1`, `true` or nothing behind the name: on; `0`, `false`, or no such name: off.
std::optional<bool> flag(const RequestTarget &target, const char *name, QString &problem)
{
    const auto value = target.value(name);
    if (!value || *value == "0" || *value == "false")
        return false;
    if (value->isEmpty() || *value == "1" || *value == "true")
        return true;
    problem = QStringLiteral("%1 is 1 or 0, not \"%2\".").arg(QString::fromLatin1(name), decodeUtf8(*value));
    return {};
}

std::optional<Selection> selectionFrom(const RequestTarget &target, QString &problem)
{
    Selection selection = namedSelection(target, problem);
    if (!problem.isEmpty())
        return {};
    if (selection.isEmpty())
        selection.addChannel(DefaultChannel);
    return selection;
}

std::optional<Start> startFrom(const RequestTarget &target, const QByteArray &lastEventIdField, QString &problem)
{
    Start start;
    start.id = lastEventIdField.isEmpty() ? target.value("lastEventId").value_or(QByteArray()) : lastEventIdField;
    if (!start.id.isEmpty()) {
        start.kind = start.id == "earliest" ? Start::Kind::Earliest : Start::Kind::After;
        return start;
    }
    const auto since = target.value("since");
    if (!since || since->isEmpty())
        return start;
    const QString text = QString::fromUtf8(*since);
    bool isCount = false;
    const qlonglong count = text.toLongLong(&isCount);
    if (isCount && count >= 0) {
        start.kind = Start::Kind::Last;
        start.count = qsizetype(count);
    } else if (const auto duration = parseDuration(text); duration && !isCount) {
        start.kind = Start::Kind::Since;
        start.time = QDateTime::currentMSecsSinceEpoch() - duration->count();
    } else {
        problem =
            QStringLiteral("since is a number of events such as 25, or a time such as 30s, 10m or 2h; not \"%1\".")
                .arg(text);
        return {};
    }
    return start;
}

} // namespace

StreamRoute::StreamRoute(Hub &hub, const AccessGate &gate, BanList &bans, Limits limits)
    : hub_(hub)
    , gate_(gate)
    , bans_(bans)
    , limits_(limits)
{}

void StreamRoute::addTo(RouteTable &table)
{
    table.add({{{"stream"},
                {"GET", "HEAD"},
                Needs::Channels,
                [this](Exchange &exchange) { stream(exchange); },
                WhenDraining::Close}});
}

void StreamRoute::stream(Exchange &exchange)
{
    QString problem;
    QByteArray remark;
    const auto selection =
        judgeNames(exchange.target, remark, problem) ? selectionFrom(exchange.target, problem) : std::nullopt;
    const auto start = selection ? startFrom(exchange.target, exchange.field("last-event-id"), problem) : std::nullopt;
    const auto envelope = start ? flag(exchange.target, "envelope", problem) : std::nullopt;
    const auto poll = envelope ? flag(exchange.target, "poll", problem) : std::nullopt;
    const auto observes = poll ? flag(exchange.target, "observe", problem) : std::nullopt;
    if (!observes) {
        gate_.countBadQuery();
        exchange.answer(HttpResponse::problem(400, problem));
        return;
    }

    Selection granted = *selection;
    if (*observes ? !gate_.admitAdmin(exchange) : !gate_.admitSelection(exchange, granted))
        return;
    const QHostAddress &address = exchange.address;
    if (!*observes &&
        bans_.isBanned(BanList::keyOf(exchange.grant.subject, address), BanList::TimePoint::clock::now())) {
        exchange.answer(HttpResponse::noContent()); // which makes an EventSource stay away
        return;
    }
    Subscription subscription;
    subscription.selection = granted;
    subscription.subject = exchange.grant.subject;
    subscription.token = exchange.token;
    subscription.expiresAt = exchange.grant.expiresAt;
    subscription.start = *start;
    subscription.start.id = keptField(start->id); // longer than any event's id, it is unknown in any case
    subscription.envelope = *envelope;
    subscription.endAfterReplay = *poll;
    subscription.observes = *observes;
    subscription.address = address;
    if (address == exchange.connection.transport().peerAddress())
        subscription.port = exchange.connection.transport().peerPort(); // a proxy does not report the client's
    subscription.userAgent = keptField(exchange.field("user-agent"));
    subscription.origin = keptField(exchange.field("origin"));

    const QByteArray head = eventStreamHead(exchange.connection.moreFields());
    if (*observes && exchange.method != "HEAD") {
        observe(exchange, std::move(subscription), head + remark);
        return;
    }
    const bool isFull = isFullFor(address) || !hub_.hasRoomFor(granted);
    if (exchange.method == "HEAD" || isFull) {
        if (exchange.method != "HEAD")
            hub_.turnAway(subscription);
        // Not 503 when the hub is full: an EventSource would never come back from it.
        const auto retry = FullRetryLeast + std::chrono::milliseconds(QRandomGenerator::global()->bounded(
                                                int((FullRetryMost - FullRetryLeast).count())));
        const QByteArray body = exchange.method == "HEAD"
                                    ? QByteArray()
                                    : EventStreamWriter::comment("the hub is full") + EventStreamWriter::retry(retry);
        exchange.connection.answerAndClose(head + body);
        return;
    }

    hub_.subscribe(std::move(subscription), exchange.connection.takeTransport(), head + remark);
}

void StreamRoute::observe(Exchange &exchange, Subscription subscription, const QByteArray &head)
{
    if (hub_.hasRoomForObserver())
        hub_.observe(std::move(subscription), exchange.connection.takeTransport(), head);
    else
        exchange.answer(HttpResponse::problem(503, QStringLiteral("Too many observe already; try again when one of "
                                                                  "them has gone."))
                            .with("Retry-After", "10"));
}

bool StreamRoute::isFullFor(const QHostAddress &address) const
{
    return hub_.subscriberCount() >= limits_.clients ||
           (limits_.clientsPerAddress > 0 && hub_.subscriberCount(address) >= limits_.clientsPerAddress);
}

} // namespace helio
