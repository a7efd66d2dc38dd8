// SPDX-License-Identifier: GPL-3.0-or-later
#include "group/grouppeers.h"

#include "event/rules.h"
#include "event/selection.h"

#include <QDateTime>
#include <QDeadlineTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QPointer>
#include <QTimer>

#include <algorithm>
#include <tuple>

namespace helio {

namespace {

/// Of what another hub says of itself.
constexpr qsizetype MostNameCharacters = 200;
constexpr qsizetype MostUrls = 16;
constexpr qsizetype MostBridgedBytes = 8'192;
constexpr std::chrono::milliseconds PatienceStep{100};

/// One line for people, and not too long.
QString shortText(const QJsonValue &value)
{
    return value.toString().left(MostNameCharacters).simplified();
}

QByteArray compact(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

/// In one order, so that two of them can be compared. Nothing where there are too many: a part of them would be
/// another list.
std::optional<QByteArrayList> bridgedOf(QByteArrayList entries)
{
    std::sort(entries.begin(), entries.end());
    entries.erase(std::unique(entries.begin(), entries.end()), entries.end());
    qsizetype bytes = 0;
    for (const QByteArray &entry : std::as_const(entries))
        bytes += entry.size();
    if (entries.size() > Selection::MaximumEntries || bytes > MostBridgedBytes)
        return {};
    return entries;
}

/// Nothing where one of them can be neither a channel's name nor a glob, which goes by the same rules.
std::optional<QByteArrayList> bridgedFrom(const QJsonArray &array)
{
    if (array.size() > Selection::MaximumEntries)
        return {};
    QByteArrayList entries;
    for (const QJsonValue &value : array) {
        entries.append(value.toString().toUtf8());
        if (!channelProblem(entries.constLast()).isEmpty())
            return {};
    }
    return bridgedOf(entries);
}

GroupInfo::Hub hubFrom(const QByteArray &id, const QByteArray &json)
{
    const QJsonObject said = QJsonDocument::fromJson(json).object();
    GroupInfo::Hub hub;
    hub.id = id;
    hub.name = shortText(said.value(QLatin1String("name")));
    if (hub.name.isEmpty())
        hub.name = QString::fromUtf8(id);
    hub.version = shortText(said.value(QLatin1String("version")));
    const QJsonArray urls = said.value(QLatin1String("urls")).toArray();
    for (qsizetype i = 0; i < std::min(urls.size(), MostUrls); ++i)
        hub.urls.append(shortText(urls[i]));
    const auto number = [&said](const char *name) {
        return std::max<qint64>(0, said.value(QLatin1String(name)).toInteger());
    };
    hub.startedAt = number("startedAt");
    hub.clients = number("clients");
    hub.channels = number("channels");
    hub.lagMs = number("lagMs");
    if (const QJsonValue bridged = said.value(QLatin1String("bridged")); bridged.isArray()) // not of older hubs
        hub.bridged = bridgedFrom(bridged.toArray());
    return hub;
}

QByteArray presenceOf(const GroupInfo::Hub &hub)
{
    QJsonObject presence{{QStringLiteral("name"), hub.name},
                         {QStringLiteral("version"), hub.version},
                         {QStringLiteral("urls"), QJsonArray::fromStringList(hub.urls)},
                         {QStringLiteral("startedAt"), hub.startedAt},
                         {QStringLiteral("clients"), hub.clients},
                         {QStringLiteral("channels"), hub.channels},
                         {QStringLiteral("lagMs"), hub.lagMs}};
    if (hub.bridged) {
        QJsonArray bridged;
        for (const QByteArray &entry : *hub.bridged)
            bridged.append(QString::fromUtf8(entry));
        presence.insert(QLatin1String("bridged"), bridged);
    }
    return compact(presence);
}

bool holds(const QList<GroupInfo::Hub> &hubs, const QByteArray &id)
{
    return std::any_of(hubs.cbegin(), hubs.cend(), [&id](const GroupInfo::Hub &hub) { return hub.id == id; });
}

bool isBefore(const GroupInfo::Hub &one, const GroupInfo::Hub &other)
{
    return std::tie(one.name, one.id) < std::tie(other.name, other.id);
}

} // namespace

GroupPeers::GroupPeers(GroupLine &line, GroupInfo::Hub self, std::function<GroupInfo()> health, QObject *parent)
    : Peers(parent)
    , line_(line)
    , self_(std::move(self))
    , isNamed_(!self_.name.isEmpty())
    , health_(std::move(health))
    , patience_(new QTimer(this))
{
    self_.isSelf = true;
    if (self_.bridged)
        self_.bridged = bridgedOf(*self_.bridged);
    patience_->setInterval(PatienceStep);
    connect(patience_, &QTimer::timeout, this, [this] { endQuestions(false); });
    line_.setLineListener(this);
    if (isNamed_)
        setSelf(self_);
}

GroupPeers::~GroupPeers()
{
    line_.setLineListener(nullptr);
}

GroupInfo::Hub GroupPeers::knownSelf() const
{
    GroupInfo::Hub self = self_;
    if (const GroupInfo health = health_(); !health.hubs.isEmpty())
        self.lagMs = health.hubs.constFirst().lagMs;
    return self;
}

GroupInfo GroupPeers::info() const
{
    GroupInfo info = health_();
    info.hubs = hubs_;
    info.hubs.append(knownSelf());
    std::sort(info.hubs.begin(), info.hubs.end(), isBefore);
    return info;
}

void GroupPeers::setSelf(const GroupInfo::Hub &self)
{
    if (!isNamed_)
        self_.name = self.name;
    self_.urls = self.urls;
    self_.startedAt = self.startedAt;
    self_.clients = self.clients;
    self_.channels = self.channels;
    QByteArray presence = presenceOf(knownSelf());
    if (presence == presence_)
        return;
    presence_ = std::move(presence);
    line_.setPresence(presence_);
}

void GroupPeers::ask(const QByteArray &hub, const QByteArray &question, const QJsonObject &arguments,
                     std::function<void(const std::optional<QJsonObject> &)> done)
{
    const quint64 number = ++lastNumber_;
    const QByteArray message = compact({{QStringLiteral("q"), QString::fromUtf8(question)},
                                        {QStringLiteral("n"), qint64(number)},
                                        {QStringLiteral("hub"), QString::fromUtf8(self_.id)},
                                        {QStringLiteral("args"), arguments}});
    // Who cannot hear it is not waited for.
    const bool canHear = isReachable_ && holds(hubs_, hub) && message.size() <= GroupLine::MaximumMessageBytes;
    const QDeadlineTimer end(canHear ? Patience : std::chrono::milliseconds(0));
    questions_.insert(number, {hub, end.deadline(), std::move(done)});
    if (canHear)
        line_.say(hub, message);
    else
        QTimer::singleShot(0, this, [this] { endQuestions(false); });
    if (!patience_->isActive())
        patience_->start();
}

void GroupPeers::endQuestions(bool all)
{
    const qint64 now = QDeadlineTimer::current().deadline();
    QList<Question> ended;
    for (auto at = questions_.begin(); at != questions_.end();) {
        if (!all && at->endsAt > now) {
            ++at;
            continue;
        }
        ended.append(std::move(*at));
        at = questions_.erase(at);
    }
    if (questions_.isEmpty())
        patience_->stop();
    for (const Question &question : std::as_const(ended)) // they may ask others
        question.done({});
}

void GroupPeers::heard(const QByteArray &message)
{
    if (message.size() > GroupLine::MaximumMessageBytes)
        return;
    const QJsonObject said = QJsonDocument::fromJson(message).object();
    const QByteArray hub = said.value(QLatin1String("hub")).toString().toUtf8();
    if (hub.isEmpty() || hub == self_.id)
        return;
    const QJsonValue question = said.value(QLatin1String("q"));
    const QJsonValue number = said.value(QLatin1String("n"));
    const QJsonValue answered = said.value(QLatin1String("a"));
    if (question.isString() && number.isDouble()) {
        const auto answerWith = [self = QPointer(this), hub, number](const QJsonObject &answer) {
            if (self)
                self->sayAnswer(hub, number, answer);
        };
        Q_EMIT asked(question.toString().toUtf8(), said.value(QLatin1String("args")).toObject(), answerWith);
    } else if (answered.isDouble()) {
        takeAnswer(quint64(std::max<qint64>(0, answered.toInteger())), hub, said.value(QLatin1String("answer")));
    } else if (said.value(QLatin1String("t")) == QLatin1String("ban")) {
        takeBan({said.value(QLatin1String("key")).toString(), said.value(QLatin1String("endsAt")).toInteger(-1)});
    }
}

void GroupPeers::sayAnswer(const QByteArray &hub, const QJsonValue &number, const QJsonObject &answer)
{
    const QByteArray message = compact({{QStringLiteral("a"), number},
                                        {QStringLiteral("hub"), QString::fromUtf8(self_.id)},
                                        {QStringLiteral("answer"), answer}});
    if (message.size() <= GroupLine::MaximumMessageBytes)
        line_.say(hub, message);
}

void GroupPeers::takeAnswer(quint64 number, const QByteArray &hub, const QJsonValue &answer)
{
    const auto found = questions_.constFind(number);
    if (found == questions_.cend() || found->hub != hub || !answer.isObject())
        return;
    const auto done = found->done;
    questions_.erase(found);
    if (questions_.isEmpty())
        patience_->stop();
    done(answer.toObject());
}

void GroupPeers::hubsChanged(const QList<HubPresence> &hubs)
{
    isReachable_ = !hubs.isEmpty();
    if (!isReachable_) {
        endQuestions(true);
        return;
    }
    QList<GroupInfo::Hub> others;
    for (const HubPresence &one : hubs) {
        if (one.hub != self_.id && others.size() < MaximumHubs && !holds(others, one.hub))
            others.append(hubFrom(one.hub, one.presence));
    }
    if (hasSeenHubs_)
        noteChanges(others);
    hasSeenHubs_ = true;
    hubs_ = std::move(others);
}

void GroupPeers::noteChanges(const QList<GroupInfo::Hub> &now)
{
    for (const GroupInfo::Hub &hub : now) {
        if (!holds(hubs_, hub.id))
            Q_EMIT noted(tr("Hub %1 has come to the group.").arg(hub.name));
    }
    for (const GroupInfo::Hub &hub : std::as_const(hubs_)) {
        if (!holds(now, hub.id))
            Q_EMIT noted(tr("Hub %1 has left the group.").arg(hub.name));
    }
}

void GroupPeers::keepAway(const BanInfo &ban)
{
    remember(ban);
    if (isReachable_)
        send(ban);
    else if (unsent_.size() < MaximumBans || unsent_.contains(ban.key))
        unsent_.insert(ban.key, ban.endsAt);
}

void GroupPeers::send(const BanInfo &ban)
{
    line_.keepBan(ban);
    const QByteArray message = compact({{QStringLiteral("t"), QStringLiteral("ban")},
                                        {QStringLiteral("hub"), QString::fromUtf8(self_.id)},
                                        {QStringLiteral("key"), ban.key},
                                        {QStringLiteral("endsAt"), ban.endsAt}});
    line_.say({}, message);
}

void GroupPeers::takeBan(const BanInfo &ban)
{
    if (ban.key.isEmpty() || ban.endsAt < 0)
        return;
    remember(ban);
    Q_EMIT keptAway(ban);
}

void GroupPeers::remember(const BanInfo &ban)
{
    if (ban.endsAt == 0) {
        bans_.remove(ban.key);
        return;
    }
    if (bans_.size() >= MaximumBans && !bans_.contains(ban.key)) {
        const qint64 now = QDateTime::currentMSecsSinceEpoch();
        bans_.removeIf([now](const std::pair<const QString &, qint64 &> &one) { return one.second <= now; });
        if (bans_.size() >= MaximumBans)
            return;
    }
    bans_.insert(ban.key, ban.endsAt);
}

void GroupPeers::bansRead(const QList<BanInfo> &bans, bool areAll)
{
    // What was decided here meanwhile counts, then what the group has: who is not in it was let come again, or was
    // forgotten there.
    const QHash<QString, qint64> unsent = std::exchange(unsent_, {});
    QHash<QString, qint64> before = std::exchange(bans_, {});
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    for (const BanInfo &ban : bans) {
        const auto known = before.constFind(ban.key);
        const bool isNew = known == before.cend() || *known != ban.endsAt;
        before.remove(ban.key);
        if (ban.key.isEmpty() || ban.endsAt <= now || unsent.contains(ban.key))
            continue;
        remember(ban);
        if (isNew)
            Q_EMIT keptAway(ban);
    }
    for (auto gone = before.cbegin(); gone != before.cend(); ++gone) {
        if (*gone <= now || unsent.contains(gone.key()))
            continue;
        if (areAll)
            Q_EMIT keptAway({gone.key(), 0});
        else
            sendAgain({gone.key(), *gone});
    }
    for (auto own = unsent.cbegin(); own != unsent.cend(); ++own)
        sendAgain({own.key(), *own});
}

void GroupPeers::sendAgain(const BanInfo &ban)
{
    remember(ban);
    send(ban);
}

} // namespace helio
