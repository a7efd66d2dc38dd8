// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/streamlist.h"

#include <QTimer>

namespace helio {

StreamList::StreamList(StreamOpener &opener, FeedQueue &queue, int firstId, QObject *parent)
    : QObject(parent)
    , opener_(opener)
    , queue_(queue)
    , nextId_(firstId)
{
    // One clock for all the countdowns.
    auto *clock = new QTimer(this);
    clock->setInterval(std::chrono::seconds(1));
    connect(clock, &QTimer::timeout, this, &StreamList::tellWaiting);
    clock->start();
}

StreamList::~StreamList() = default;

int StreamList::open(const StreamRequest &request)
{
    const int id = nextId_++;
    Stream &stream = streams_[id];
    stream.request = request;
    stream.name = uniqueName(request.url);
    stream.connection = opener_.connection(request);
    follow(id, stream.connection.get());
    queue_.attach(stream.connection->feed(), id);
    stream.state = State::Connecting;
    Q_EMIT added(id);
    stream.connection->open();
    return id;
}

void StreamList::follow(int id, StreamConnection *connection)
{
    connect(connection, &StreamConnection::stateChanged, this, [this, id](ReadyState state) {
        const auto found = streams_.find(id);
        if (found == streams_.end())
            return;
        Stream &stream = found->second;
        switch (state) {
        case ReadyState::Connecting:
            // The delay may have been told before the state.
            if (stream.state != State::Waiting || stream.nextAttempt.hasExpired())
                stream.state = State::Connecting;
            break;
        case ReadyState::Open:
            stream.state = State::Open;
            stream.problem.clear();
            break;
        case ReadyState::Closed:
            // Closed by the server came, or comes, with the error that says why.
            if (stream.state != State::Refused)
                stream.state = State::Closed;
            break;
        }
        Q_EMIT changed(id);
    });
    connect(connection, &StreamConnection::failed, this, [this, id](const FeedError &error) {
        const auto found = streams_.find(id);
        if (found == streams_.end())
            return;
        found->second.problem = error.message;
        switch (error.failure) {
        case Failure::Transient:
            break;
        case Failure::Refused:
        case Failure::GaveUp:
        case Failure::TooLarge:
            found->second.state = State::Refused;
            break;
        }
        Q_EMIT changed(id);
    });
    connect(connection, &StreamConnection::reconnectScheduled, this, [this, id](std::chrono::milliseconds delay) {
        const auto found = streams_.find(id);
        if (found == streams_.end())
            return;
        found->second.state = State::Waiting;
        found->second.nextAttempt = QDeadlineTimer(delay);
        Q_EMIT changed(id);
    });
}

void StreamList::tellWaiting()
{
    for (const auto &[id, stream] : streams_) {
        if (stream.state == State::Waiting)
            Q_EMIT changed(id);
    }
}

void StreamList::close(int id)
{
    const auto found = streams_.find(id);
    if (found == streams_.end())
        return;
    found->second.state = State::Closed;
    found->second.problem.clear();
    found->second.connection->close();
    Q_EMIT changed(id);
}

void StreamList::reopen(int id)
{
    const auto found = streams_.find(id);
    if (found == streams_.end() || (found->second.state != State::Closed && found->second.state != State::Refused))
        return;
    found->second.state = State::Connecting;
    found->second.problem.clear();
    found->second.connection->open();
    Q_EMIT changed(id);
}

void StreamList::remove(int id)
{
    auto stream = streams_.extract(id);
    if (stream.empty())
        return;
    stream.mapped().connection->disconnect(this);
    queue_.detach(stream.mapped().connection->feed());
    stream.mapped().connection->close();
    Q_EMIT removed(id);
}

QList<int> StreamList::ids() const
{
    QList<int> ids;
    for (const auto &[id, stream] : streams_)
        ids.append(id);
    return ids;
}

QUrl StreamList::url(int id) const
{
    const auto found = streams_.find(id);
    return found == streams_.end() ? QUrl() : found->second.request.url;
}

QString StreamList::name(int id) const
{
    const auto found = streams_.find(id);
    return found == streams_.end() ? QString() : found->second.name;
}

StreamList::State StreamList::state(int id) const
{
    const auto found = streams_.find(id);
    return found == streams_.end() ? State::Closed : found->second.state;
}

int StreamList::secondsToAttempt(int id) const
{
    const auto found = streams_.find(id);
    if (found == streams_.end() || found->second.state != State::Waiting)
        return 0;
    return int((found->second.nextAttempt.remainingTime() + 999) / 1000);
}

QString StreamList::problem(int id) const
{
    const auto found = streams_.find(id);
    return found == streams_.end() ? QString() : found->second.problem;
}

QString StreamList::stateText(int id) const
{
    switch (state(id)) {
    case State::Connecting:
        return tr("connecting");
    case State::Waiting:
        return secondsToAttempt(id) > 0 ? tr("connecting, %1 s").arg(secondsToAttempt(id)) : tr("connecting");
    case State::Open:
        return tr("open");
    case State::Closed:
        return tr("closed by you");
    case State::Refused:
        return tr("refused");
    }
    return {};
}

QString StreamList::uniqueName(const QUrl &url) const
{
    // All that tells streams apart, but no scheme and no credentials.
    QString base = url.toString(QUrl::RemoveScheme | QUrl::RemoveUserInfo | QUrl::RemoveFragment).mid(2);
    if (base.endsWith(u'/'))
        base.chop(1);
    QString name = base;
    const auto isTaken = [this](const QString &wanted) {
        return std::any_of(streams_.begin(), streams_.end(),
                           [&](const auto &entry) { return entry.second.name == wanted; });
    };
    for (int number = 2; isTaken(name); ++number)
        name = QStringLiteral("%1 %2").arg(base).arg(number);
    return name;
}

} // namespace helio
