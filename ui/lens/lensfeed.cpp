// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lens/lensfeed.h"

#include "feed/walltime.h"
#include "ui/streams/sources.h"

#include <algorithm>
#include <utility>

namespace helio {

using namespace std::chrono_literals;

LensFeed::LensFeed(const EventRing &ring, QObject *parent)
    : QObject(parent)
    , ring_(ring)
    , clock_([] { return std::chrono::nanoseconds(std::chrono::steady_clock::now().time_since_epoch()); })
    , wallClock_(wallNow)
    , lens_(std::in_place, DialectLibrary())
{
    begin_ = next_ = ring.next();
    nextSlice_.setSingleShot(true);
    connect(&nextSlice_, &QTimer::timeout, this, &LensFeed::work);
}

void LensFeed::setClocks(const Clock &clock, const WallClock &wallClock)
{
    clock_ = clock;
    wallClock_ = wallClock;
}

void LensFeed::follow(const Subject &subject, const DialectLibrary &library, Start start)
{
    subject_ = subject;
    lens_.emplace(subject.dialect ? Lens(*subject.dialect, Bounds) : Lens(library, Bounds));
    moments_.clear();
    hasStory_ = subject.events.source && *subject.events.source != HubSource;
    isRedirected_ = false;
    isWithin_ = false;
    lost_.reset();
    head_.clear();
    headTime_ = 0;
    wasDetecting_ = lens_->isDetecting();
    begin_ = next_ = subject.events.isEmpty() ? ring_.next() : ring_.firstLive();
    place_ = 0;
    readCount_ = 0;
    missedCount_ = 0;
    losses_.clear();
    changes_.clear();
    nextSlice_.stop();
    isStarted_ = start == Start::Now;
    isFirstSlice_ = true;
    catchesUpSince_.reset();
    hadReadAll_ = false; // of this: that it is read is told, though nothing of it is there
    Q_EMIT restarted();
    // The story of a stream is to be known first.
    workSoon();
}

void LensFeed::start()
{
    if (std::exchange(isStarted_, true))
        return;
    // As if it were followed from now on: what went before is not missed.
    if (!subject_.events.isEmpty())
        begin_ = next_ = ring_.firstLive();
    hadReadAll_ = false;
    workSoon();
}

void LensFeed::workSoon()
{
    if (isStarted_ && !nextSlice_.isActive())
        nextSlice_.start(0ms);
}

void LensFeed::addStory(const QList<StoryEntry> &entries)
{
    if (!hasStory_)
        return;
    for (const StoryEntry &entry : entries)
        moments_.add(entry);
    if (!moments_.isEmpty())
        workSoon();
}

void LensFeed::addSent(qint64 at, const QByteArray &body, AnswerComes answer)
{
    if (!hasStory_)
        return;
    moments_.add({.kind = StreamMoment::Kind::Sent, .at = at, .body = body, .isBeside = answer == AnswerComes::Beside});
    workSoon();
}

void LensFeed::addUnanswered(qint64 at, const QByteArray &body, const QString &why)
{
    if (!hasStory_)
        return;
    moments_.add({.kind = StreamMoment::Kind::Unanswered, .at = at, .body = body, .why = why});
    workSoon();
}

void LensFeed::addLoss()
{
    if (subject_.events.isEmpty() || (!losses_.empty() && losses_.back() == ring_.next()))
        return;
    // What went from the ring since is read by nobody.
    while (!losses_.empty() && losses_.front() < ring_.firstLive())
        losses_.pop_front();
    losses_.push_back(ring_.next());
    workSoon();
}

/// Tells the lens of those that lie before what is read next.
void LensFeed::noteLosses()
{
    bool isMissed = false;
    for (; !losses_.empty() && losses_.front() <= next_; losses_.pop_front())
        isMissed = true;
    if (!isMissed)
        return;
    lens_->onMissed();
    noteChanges();
}

bool LensFeed::isCatchingUp() const
{
    return catchesUpSince_ && clock_() - *catchesUpSince_ >= NoticedTime;
}

double LensFeed::progress() const
{
    const quint64 end = ring_.next();
    return next_ >= end ? 1.0 : double(next_ - begin_) / double(end - begin_);
}

void LensFeed::readOn()
{
    // A slice that is due anyway keeps its turn: else many small batches would be one long one.
    if (isStarted_ && !nextSlice_.isActive())
        work();
}

void LensFeed::work()
{
    if (subject_.events.isEmpty()) {
        next_ = ring_.next();
        return;
    }
    const auto now = clock_();
    const auto end = now + SliceTime;
    if (std::exchange(isFirstSlice_, false))
        catchesUpSince_ = now;
    if (const quint64 first = ring_.firstLive(); next_ < first) {
        missedCount_ += first - next_;
        next_ = first;
        losses_.push_front(next_);
    }
    bool waits = false;
    for (int untilCheck = EventsBetweenChecks; next_ < ring_.next(); ++next_) {
        noteLosses();
        const EventView event = ring_.at(next_, place_);
        if (subject_.events.holds(event) && !isOfNoDialect()) {
            if (mustWait(event.receivedAt)) {
                waits = true;
                break;
            }
            read(event, next_);
        }
        if (--untilCheck > 0)
            continue;
        untilCheck = EventsBetweenChecks;
        if (clock_() >= end) {
            ++next_;
            break;
        }
    }
    const bool hasAll = hasReadAll();
    noteLosses();
    // What came before the events that are still to be read, or all that must be known by now.
    if (hasAll)
        applyMoments(wallTime() - std::chrono::nanoseconds(StoryDelay).count());
    report();
    if (waits || (hasAll && !moments_.isEmpty()))
        nextSlice_.start(50ms);
    else if (!hasAll)
        nextSlice_.start(1ms);
}

bool LensFeed::mustWait(qint64 eventTime) const
{
    // Within a connection an event goes on with it: no other one can have begun meanwhile unless its end is known.
    return hasStory_ && !isWithin_ && moments_.isEmpty() &&
           eventTime > wallTime() - std::chrono::nanoseconds(StoryDelay).count();
}

void LensFeed::read(const EventView &event, quint64 sequence)
{
    applyMoments(event.receivedAt);
    const Event own{event.channel.toByteArray(), event.id.toByteArray(), event.type.toByteArray(),
                    event.data.toByteArray()};
    lens_->feed(own, event.receivedAt, sequence);
    ++readCount_;
    noteChanges();
}

void LensFeed::applyMoments(qint64 until)
{
    while (const std::optional<StreamMoment> moment = moments_.take(until))
        apply(*moment);
}

void LensFeed::apply(const StreamMoment &moment)
{
    switch (moment.kind) {
    case StreamMoment::Kind::Redirect:
        isRedirected_ = true;
        break;
    case StreamMoment::Kind::Request:
        if (std::exchange(isRedirected_, false))
            break;
        // Another connection, which begins anew: nobody goes on with what the last one left open.
        if (lost_ && !moment.resumes) {
            lens_->onEnd(*lost_);
            noteChanges();
        }
        lost_.reset();
        isWithin_ = false;
        lens_->onRequest(moment.at);
        if (const QByteArray body = bodyAt(moment.at); !body.isEmpty())
            lens_->onRequestBody(body, moment.at);
        noteChanges();
        break;
    case StreamMoment::Kind::Sent:
        if (moment.isBeside)
            lens_->onBesideBody(moment.body, moment.at);
        else
            lens_->onRequestBody(moment.body, moment.at);
        noteChanges();
        break;
    case StreamMoment::Kind::Unanswered:
        lens_->onNoAnswer(moment.body, moment.why, moment.at);
        noteChanges();
        break;
    case StreamMoment::Kind::Head:
        lens_->onHead(moment.head);
        head_ = moment.head;
        headTime_ = moment.at;
        break;
    case StreamMoment::Kind::FirstEvent:
        isWithin_ = true;
        break;
    case StreamMoment::Kind::Lost:
        isWithin_ = false;
        lost_ = moment.at;
        break;
    case StreamMoment::Kind::Ended:
        isWithin_ = false;
        lost_.reset();
        if (moment.lacksEvents) {
            lens_->onMissed();
            noteChanges();
        }
        lens_->onEnd(moment.at);
        noteChanges();
        break;
    case StreamMoment::Kind::Closed:
        isWithin_ = false;
        lost_.reset();
        lens_->onStopped(moment.at);
        noteChanges();
        break;
    }
}

QByteArray LensFeed::bodyAt(qint64 time) const
{
    QByteArray body;
    for (const Body &each : subject_.bodies) {
        if (each.from <= time)
            body = each.body;
    }
    return body;
}

void LensFeed::noteChanges()
{
    for (const LensChange &change : lens_->changes()) {
        // Mostly it is the message that was changed last.
        auto found = std::find_if(changes_.rbegin(), changes_.rend(),
                                  [&](const MessageChange &known) { return known.message == change.message; });
        if (found == changes_.rend()) {
            changes_.append(MessageChange{.message = change.message});
            found = changes_.rbegin();
        }
        switch (change.kind) {
        case LensChange::Kind::Grew:
            found->hasGrown = true;
            break;
        case LensChange::Kind::Replaced:
        case LensChange::Kind::Removed:
        case LensChange::Kind::Moved:
            found->isRebuilt = true;
            break;
        case LensChange::Kind::Began:
        case LensChange::Kind::Changed:
        case LensChange::Kind::Ended:
            found->hasChanged = true;
            break;
        }
    }
}

void LensFeed::report()
{
    if (wasDetecting_ && !lens_->isDetecting()) {
        wasDetecting_ = false;
        Q_EMIT detected();
    }
    if (!changes_.isEmpty()) {
        QList<MessageChange> changes = std::exchange(changes_, {});
        std::sort(changes.begin(), changes.end(),
                  [](const MessageChange &a, const MessageChange &b) { return a.message < b.message; });
        Q_EMIT messagesChanged(changes);
    }
    const bool hasAll = hasReadAll();
    if (hasAll)
        catchesUpSince_.reset();
    if (!hasAll || hasAll != hadReadAll_) {
        hadReadAll_ = hasAll;
        Q_EMIT readingChanged();
    }
}

qint64 LensFeed::wallTime() const
{
    return wallClock_();
}

} // namespace helio
