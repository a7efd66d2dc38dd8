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
    stream.story->append(stream.connection->takeStory());
    dropConnection(stream);
    stream.report = {};
    stream.request = request;
    stream.state = State::Closed;
    stream.problem.clear();
    hold(stream, stream.hold);
    applyRest(stream);
    stream.lacksSecrets = false;
    connectTo(id, asked);
    nameAll();
    Q_EMIT edited(id);
    Q_EMIT reported(id);
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

StreamRequest StreamList::request(int id) const
{
    const auto found = streams_.find(id);
    return found == streams_.end() ? StreamRequest() : found->second.request;
}

StreamStory *StreamList::story(int id) const
{
    const auto found = streams_.find(id);
    return found == streams_.end() ? nullptr : found->second.story.get();
}

SourceReport StreamList::report(int id) const
{
    const auto found = streams_.find(id);
    return found == streams_.end() ? SourceReport() : found->second.report;
}

StreamTotals StreamList::totals(int id) const
{
    const auto found = streams_.find(id);
    return found == streams_.end() ? StreamTotals() : found->second.connection->totals();
}

bool StreamList::isWanted(int id) const
{
    const auto found = streams_.find(id);
    return found != streams_.end() && found->second.isWanted;
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
        return secondsToAttempt(id) > 0
                   ? tr("again in %1").arg(timeForPeople(std::chrono::seconds(secondsToAttempt(id))))
                   : tr("connecting");
    case State::Open:
        return tr("open");
    case State::Closed:
        if (areSecretsMissing(id))
            return tr("needs its secrets");
        switch (streams_.contains(id) ? streams_.at(id).hold : Hold::None) {
        case Hold::None:
            return tr("closed");
        case Hold::User:
            return tr("closed by you");
        case Hold::NotRepeatable:
            return tr("not sent again");
        case Hold::Paused:
            return tr("paused");
        }
        return {};
    case State::Ended:
        return tr("ended");
    case State::Refused:
        return tr("refused");
    }
    return {};
}

QString StreamList::waitingText(int id) const
{
    const auto found = streams_.find(id);
    if (found == streams_.end() || found->second.state != State::Open || !found->second.report.bytesWithoutEvent)
        return {};
    const BytesWithoutEvent &came = *found->second.report.bytesWithoutEvent;
    const QString bytes = tr("%1 B").arg(format::count(came.bytes));
    if (came.dataLines == 0)
        return tr("%1, no event yet: no line of data came").arg(bytes);
    if (came.blankLines == 0)
        return tr("%1, no event yet: no blank line came").arg(bytes);
    return tr("%1, no event yet: no blank line came behind its data").arg(bytes);
}

void StreamList::nameAll()
{
    QList<StreamRequest> requests;
    for (const auto &[id, stream] : streams_)
        requests.append(stream.request);
    const QStringList names = streamNames(requests);
    QList<int> renamedIds;
    qsizetype i = 0;
    for (auto &[id, stream] : streams_) {
        const QString before = std::exchange(stream.name, names[i++]);
        // One that comes has had none.
        if (!before.isEmpty() && before != stream.name)
            renamedIds.append(id);
    }
    for (const int id : std::as_const(renamedIds)) {
        Q_EMIT renamed(id);
        Q_EMIT changed(id);
    }
}

} // namespace helio
