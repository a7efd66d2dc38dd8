// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/streams/eventsourceopener.h"

#include "client/eventsource.h"
#include "doctor/sourcejudge.h"
#include "ui/streams/requestoptions.h"
#include "ui/streams/storyrecorder.h"
#include "ui/streams/streamprobe.h"

#include <QDateTime>

#include <utility>

namespace helio {

namespace {

class EventSourceConnection : public StreamConnection
{
public:
    EventSourceConnection(EventSource *source, StoryRecorder *recorder, SourceJudge *judge)
        : source_(source)
        , recorder_(recorder)
        , judge_(judge)
    {
        connect(source, &EventFeed::readyStateChanged, this, &StreamConnection::stateChanged);
        connect(source, &EventFeed::errorOccurred, this, &StreamConnection::failed);
        connect(source, &EventSource::reconnectScheduled, this, &StreamConnection::reconnectScheduled);
        connect(recorder, &StoryRecorder::filled, this, &StreamConnection::storyFilled);
        connect(judge, &SourceJudge::reported, this, &StreamConnection::reported);
    }
    ~EventSourceConnection() override { source_->deleteLater(); }

    EventFeed *feed() override { return source_; }
    void open() override { QMetaObject::invokeMethod(source_, &EventSource::open, Qt::QueuedConnection); }
    void close() override
    {
        QMetaObject::invokeMethod(
            source_,
            [source = source_, recorder = recorder_] {
                recorder->noteClose();
                source->close();
            },
            Qt::QueuedConnection);
    }
    QList<StoryEntry> takeStory() override { return recorder_->takeStory(); }
    StreamTotals totals() const override { return recorder_->totals(); }
    SourceReport takeReport() override { return judge_->takeReport(); }

private:
    EventSource *source_;     ///< of the streams' thread, which deletes it
    StoryRecorder *recorder_; ///< the source's child
    SourceJudge *judge_;      ///< likewise
};

/// Of a request that cannot even be asked: a file that it names is no good.
class HopelessConnection : public StreamConnection
{
public:
    explicit HopelessConnection(const QString &problem)
        : error_{Failure::Refused, 0, problem}
    {}

    EventFeed *feed() override { return &feed_; }
    void open() override
    {
        // Not from within: who opens it does not expect to hear of it before that returned.
        QMetaObject::invokeMethod(this, &HopelessConnection::fail, Qt::QueuedConnection);
    }
    void close() override {}
    QList<StoryEntry> takeStory() override { return std::exchange(story_, {}); }

private:
    class SilentFeed : public EventFeed
    {
    public:
        ReadyState readyState() const override { return ReadyState::Closed; }
    };

    void fail()
    {
        story_.append({.kind = StoryEntry::Kind::Refused,
                       .at = QDateTime::currentMSecsSinceEpoch() * 1'000'000,
                       .error = error_});
        Q_EMIT failed(error_);
        Q_EMIT storyFilled();
    }

    SilentFeed feed_;
    FeedError error_;
    QList<StoryEntry> story_;
};

} // namespace

EventSourceOpener::EventSourceOpener()
    : lateness_(new LoopLateness)
{
    qRegisterMetaType<std::chrono::milliseconds>();
    thread_.setObjectName(QStringLiteral("streams"));
    lateness_->moveToThread(&thread_);
    QObject::connect(&thread_, &QThread::finished, lateness_, &QObject::deleteLater);
    thread_.start();
}

EventSourceOpener::~EventSourceOpener()
{
    thread_.quit();
    thread_.wait();
}

std::unique_ptr<StreamConnection> EventSourceOpener::connection(const StreamRequest &request)
{
    QString problem;
    EventSourceOptions options = optionsFor(request, problem);
    if (!problem.isEmpty())
        return std::make_unique<HopelessConnection>(problem);
    options.reportsComments = true;
    options.keepsRawBytes = true; // the inspector shows them
    // Made here and moved: asking the thread for it would wait until that has parsed what lies before it. Neither does
    // anything before open(), which comes from the thread's own event loop.
    auto *source = new EventSource(request.url, options, &managers_);
    auto *recorder = new StoryRecorder(*source, options);
    auto *judge = new SourceJudge(*source, options, lateness_);
    source->moveToThread(&thread_);
    return std::make_unique<EventSourceConnection>(source, recorder, judge);
}

std::unique_ptr<StreamTest> EventSourceOpener::test(const StreamRequest &request)
{
    return std::make_unique<StreamProbe>(request);
}

} // namespace helio
