// SPDX-License-Identifier: GPL-3.0-or-later
#include "event/timeforpeople.h"
#include "ui/look/format.h"
#include "ui/streams/streamlist.h"
#include "ui/streams/streamnames.h"
#include "ui/streams/streamstory.h"

#include <utility>

namespace helio {

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

int StreamList::refusedStatus(int id) const
{
    const auto found = streams_.find(id);
    return found != streams_.end() && found->second.state == State::Refused ? found->second.refusedStatus : 0;
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
