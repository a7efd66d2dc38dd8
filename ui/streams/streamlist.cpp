// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/streams/streamlist.h"

#include "event/timeforpeople.h"
#include "ui/look/format.h"
#include "ui/streams/streamnames.h"
#include "ui/streams/streamstory.h"

#include <utility>

namespace helio {

StreamList::StreamList(StreamOpener &opener, FeedQueue &queue, QObject *parent)
    : QObject(parent)
    , opener_(opener)
    , queue_(queue)
{
    // One clock for all the countdowns.
    auto *clock = new QTimer(this);
    clock->setInterval(std::chrono::seconds(1));
    connect(clock, &QTimer::timeout, this, &StreamList::reportWaiting);
    clock->start();
    // So that a flood of comments reaches the window a few times a second, folded.
    storyTick_.setSingleShot(true);
    storyTick_.setInterval(100);
    connect(&storyTick_, &QTimer::timeout, this, &StreamList::takeStories);
}

StreamList::~StreamList() = default;

bool StreamList::isAtRest(State state)
{
    return state == State::Closed || state == State::Ended || state == State::Refused;
}

int StreamList::add(const StreamRequest &request, bool isWanted)
{
    const int id = nextId_++;
    Stream &stream = streams_[id];
    stream.request = request;
    stream.story = std::make_unique<StreamStory>();
    stream.isWanted = isWanted;
    if (!isWanted && !request.isRepeatable())
        hold(stream, Hold::NotRepeatable);
    connectTo(id, request);
    nameAll();
    Q_EMIT added(id);
    return id;
}

int StreamList::open(const StreamRequest &request)
{
    const int id = add(request);
    reopen(id);
    return id;
}

void StreamList::connectTo(int id, const StreamRequest &request)
{
    Stream &stream = streams_.at(id);
    stream.connection = opener_.connection(request);
    follow(id, stream.connection.get());
    queue_.attach(stream.connection->feed(), id);
}

void StreamList::hold(Stream &stream, Hold hold)
{
    stream.hold = hold;
    switch (hold) {
    case Hold::None:
    case Hold::User:
        break;
    case Hold::NotRepeatable:
        stream.isWanted = false;
        stream.problem =
            tr("A request that has a body, or another method than GET, is not sent again by itself. Reopen the "
               "stream to send it.");
        break;
    case Hold::Paused:
        stream.problem = tr("It was not opened, because the program ended while streams were being opened the last "
                            "time. Reopen the stream to connect.");
        break;
    }
}

void StreamList::dropConnection(Stream &stream)
{
    stream.connection->disconnect(this);
    queue_.detach(stream.connection->feed());
    stream.connection->close();
}

void StreamList::edit(int id, const StreamRequest &request)
{
    auto found = streams_.find(id);
    if (found == streams_.end())
        return;
    found->second.hold = Hold::None;
    found->second.restBefore = {};
    supply(id, request);
    found = streams_.find(id);
    if (found == streams_.end() || request.isRepeatable()) {
        reopen(id);
        return;
    }
    hold(found->second, Hold::NotRepeatable);
    Q_EMIT changed(id);
}

void StreamList::supply(int id, const StreamRequest &request)
{
    const auto found = streams_.find(id);
    if (found == streams_.end())
        return;
    Stream &stream = found->second;
    StreamRequest asked = request;
    const QByteArray reached = stream.connection->totals().lastEventId;
    if (request.url == stream.request.url && request.lastEventId == stream.request.lastEventId && !reached.isEmpty())
        asked.lastEventId = reached;
    stream.request = request;
    stream.session.clear();
    renew(id, asked);
    hold(stream, stream.hold);
    applyRest(stream);
    stream.lacksSecrets = false;
    nameAll();
    Q_EMIT renewed(id);
    Q_EMIT edited(id);
    Q_EMIT reported(id);
    Q_EMIT changed(id);
}

/// Another connection, which is closed so far.
void StreamList::renew(int id, const StreamRequest &asked)
{
    Stream &stream = streams_.at(id);
    stream.story->append(stream.connection->takeStory());
    dropConnection(stream);
    stream.report = {};
    stream.state = State::Closed;
    stream.problem.clear();
    connectTo(id, asked);
}

void StreamList::setSession(int id, const QList<std::pair<QByteArray, QByteArray>> &headers)
{
    const auto found = streams_.find(id);
    if (found == streams_.end() || found->second.session == headers)
        return;
    Stream &stream = found->second;
    stream.session = headers;
    StreamRequest asked = stream.request;
    for (const auto &header : headers) {
        asked.headers.removeIf(
            [&header](const auto &own) { return own.first.compare(header.first, Qt::CaseInsensitive) == 0; });
        asked.headers.append(header);
    }
    // A reason why it stays closed goes on.
    const QString problem = stream.problem;
    const bool wasRefused = stream.state == State::Refused; // what refused it may be that it had none
    const bool mayOpen = (stream.isWanted || wasRefused) && stream.hold == Hold::None && !stream.lacksSecrets;
    renew(id, asked);
    if (!mayOpen)
        stream.problem = problem;
    Q_EMIT renewed(id);
    Q_EMIT reported(id);
    if (mayOpen)
        reopen(id);
    else
        Q_EMIT changed(id);
}

void StreamList::setSecretsMissing(int id, const QString &problem)
{
    const auto found = streams_.find(id);
    if (found == streams_.end())
        return;
    found->second.lacksSecrets = true;
    found->second.state = State::Closed;
    found->second.problem = problem;
    Q_EMIT changed(id);
}

void StreamList::setWanted(int id)
{
    const auto found = streams_.find(id);
    if (found == streams_.end() || found->second.isWanted)
        return;
    found->second.isWanted = true;
    Q_EMIT changed(id);
}

void StreamList::pause(int id)
{
    const auto found = streams_.find(id);
    if (found == streams_.end() || !isAtRest(found->second.state))
        return;
    found->second.isWanted = true;
    hold(found->second, Hold::Paused);
    Q_EMIT changed(id);
}

bool StreamList::isPaused(int id) const
{
    const auto found = streams_.find(id);
    return found != streams_.end() && found->second.hold == Hold::Paused;
}

StreamRest StreamList::rest(int id) const
{
    const auto found = streams_.find(id);
    if (found == streams_.end())
        return {};
    const Stream &stream = found->second;
    if (stream.restBefore.cause != StreamRest::Cause::None)
        return stream.restBefore;
    switch (stream.state) {
    case State::Connecting:
    case State::Waiting:
    case State::Open:
        return {};
    case State::Closed:
        return {stream.hold == Hold::User ? StreamRest::Cause::User : StreamRest::Cause::None};
    case State::Ended:
        return {StreamRest::Cause::Ended};
    case State::Refused:
        return {StreamRest::Cause::Refused, stream.problem};
    }
    return {};
}

void StreamList::setRest(int id, const StreamRest &rest)
{
    const auto found = streams_.find(id);
    if (found == streams_.end() || found->second.state != State::Closed)
        return;
    found->second.restBefore = rest;
    applyRest(found->second);
    Q_EMIT changed(id);
}

void StreamList::applyRest(Stream &stream)
{
    switch (stream.restBefore.cause) {
    case StreamRest::Cause::None:
        return;
    case StreamRest::Cause::User:
        stream.state = State::Closed;
        stream.hold = Hold::User;
        break;
    case StreamRest::Cause::Ended:
        stream.state = State::Ended;
        break;
    case StreamRest::Cause::Refused:
        stream.state = State::Refused;
        break;
    }
    stream.problem = stream.restBefore.problem;
}

void StreamList::openPaused()
{
    Q_EMIT openingPaused();
    const QList<int> all = ids();
    for (const int id : all) {
        const auto found = streams_.find(id);
        if (found == streams_.end() || found->second.hold != Hold::Paused)
            continue;
        found->second.hold = Hold::None;
        if (found->second.lacksSecrets)
            Q_EMIT changed(id);
        else
            reopen(id);
    }
}

bool StreamList::areSecretsMissing(int id) const
{
    const auto found = streams_.find(id);
    return found != streams_.end() && found->second.lacksSecrets;
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
            // The delay may have been reported before the state.
            if (stream.state != State::Waiting || stream.nextAttempt.hasExpired())
                stream.state = State::Connecting;
            break;
        case ReadyState::Open:
            stream.state = State::Open;
            stream.problem.clear();
            break;
        case ReadyState::Closed:
            // Refused by the server came, or comes, with the error that says why; close() has said that it was us.
            if (!isAtRest(stream.state)) {
                stream.state = State::Ended;
                stream.isWanted = false;
            }
            break;
        }
        Q_EMIT changed(id);
    });
    connect(connection, &StreamConnection::failed, this, [this, id](const FeedError &error) {
        const auto found = streams_.find(id);
        if (found == streams_.end())
            return;
        found->second.problem = error.message;
        found->second.refusedStatus = error.httpStatus;
        switch (error.failure) {
        case Failure::Transient:
            break;
        case Failure::Refused:
        case Failure::GaveUp:
        case Failure::TooLarge:
            found->second.state = State::Refused;
            found->second.isWanted = false;
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
    connect(connection, &StreamConnection::reported, this, [this, id, connection] {
        const auto found = streams_.find(id);
        if (found == streams_.end())
            return;
        found->second.report = connection->takeReport();
        Q_EMIT reported(id);
    });
    connect(connection, &StreamConnection::storyFilled, this, [this, id] {
        readyStories_.insert(id);
        if (!storyTick_.isActive())
            storyTick_.start();
    });
}

void StreamList::takeStories()
{
    const QSet<int> ready = std::exchange(readyStories_, {});
    for (const int id : ready) {
        const auto found = streams_.find(id);
        if (found != streams_.end())
            found->second.story->append(found->second.connection->takeStory());
    }
}

void StreamList::reportWaiting()
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
    found->second.isWanted = false;
    found->second.hold = Hold::User;
    found->second.restBefore = {};
    found->second.problem.clear();
    found->second.connection->close();
    Q_EMIT changed(id);
}

void StreamList::reopen(int id)
{
    const auto found = streams_.find(id);
    if (found == streams_.end() || !isAtRest(found->second.state))
        return;
    if (found->second.lacksSecrets) {
        found->second.isWanted = true;
        Q_EMIT secretsNeeded(id);
        return;
    }
    found->second.state = State::Connecting;
    found->second.isWanted = true;
    found->second.hold = Hold::None;
    found->second.restBefore = {};
    found->second.problem.clear();
    found->second.connection->open();
    Q_EMIT changed(id);
}

void StreamList::remove(int id)
{
    auto stream = streams_.extract(id);
    if (stream.empty())
        return;
    dropConnection(stream.mapped());
    Q_EMIT removed(id);
    nameAll();
}

} // namespace helio
