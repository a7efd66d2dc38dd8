// SPDX-License-Identifier: GPL-3.0-or-later
#include "scriptedtransport.h"

namespace helio::test {

void Line::take(size_t frames)
{
    for (; frames > 0 && !waiting.empty(); --frames) {
        const FramePtr frame = waiting.front();
        waiting.pop_front();
        note(frame);
        listener_->frameTaken(*frame);
    }
    if (waiting.empty() && !isFinished && !isGone)
        listener_->drained();
}

void Line::note(const FramePtr &frame)
{
    taken.append(frame);
    takenSize += frame->bytes.size();
}

void Line::receive(QByteArrayView bytes)
{
    listener_->bytesReceived(bytes);
}

void Line::halfClose()
{
    listener_->peerFinished();
}

void Line::end(EndReason reason)
{
    listener_->ended(reason);
}

QByteArray Line::bytes() const
{
    QByteArray all;
    for (const FramePtr &frame : taken)
        all.append(frame->bytes);
    return all;
}

ScriptedTransport::ScriptedTransport(std::shared_ptr<Line> line)
    : line_(std::move(line))
{}

ScriptedTransport::~ScriptedTransport()
{
    line_->isGone = true;
}

void ScriptedTransport::send(const FramePtr &frame)
{
    enqueue(frame);
    flush();
}

void ScriptedTransport::enqueue(const FramePtr &frame)
{
    if (line_->isAbandoned)
        return;
    line_->waiting.push_back(frame);
}

void ScriptedTransport::flush()
{
    ++line_->flushes;
    while (line_->takesAll && !line_->waiting.empty()) {
        const FramePtr frame = line_->waiting.front();
        line_->waiting.pop_front();
        line_->note(frame);
        line_->listener_->frameTaken(*frame);
    }
}

bool ScriptedTransport::hasRoom() const
{
    qsizetype waiting = 0;
    for (size_t i = 1; i < line_->waiting.size() && waiting <= line_->limits.queueBytes; ++i)
        waiting += line_->waiting[i]->bytes.size();
    return waiting <= line_->limits.queueBytes;
}

void ScriptedTransport::finish(std::chrono::milliseconds deadline)
{
    line_->isFinished = true;
    line_->deadline = deadline;
    flush();
}

void ScriptedTransport::abandon()
{
    line_->isAbandoned = true;
    line_->waiting.clear();
}

const Frame *ScriptedTransport::firstQueued() const
{
    return line_->waiting.empty() ? nullptr : line_->waiting.front().get();
}

Transport::Queued ScriptedTransport::queued() const
{
    Queued queued;
    for (const FramePtr &frame : line_->waiting) {
        queued.events += frame->events;
        queued.bytes += frame->bytes.size();
        if (queued.oldestPublishedAt == 0)
            queued.oldestPublishedAt = frame->publishedAt;
    }
    return queued;
}

} // namespace helio::test
