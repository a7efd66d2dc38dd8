// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/transport.h"

#include <QList>

#include <deque>

namespace helio::test {

/// The test's end of a connection: what the client took, and what waits for it.
class Line
{
public:
    Transport::Limits limits;
    bool takesAll = true;  ///< the client takes each frame at once; else the test calls take()
    QList<FramePtr> taken; ///< in order
    qint64 takenSize = 0;  ///< their bytes
    std::deque<FramePtr> waiting;
    int flushes = 0;
    std::optional<Transport::KernelFigures> kernel; ///< what the system reports when it is asked
    bool isStream = false;
    bool isAbandoned = false;              ///< abandon() was called
    bool isFinished = false;               ///< finish() was called
    bool isGone = false;                   ///< the transport was destroyed
    std::chrono::milliseconds deadline{0}; ///< of finish()

    /// The client takes `frames` more.
    void take(size_t frames);
    void takeWaiting() { take(waiting.size()); }
    /// It sends `bytes`.
    void receive(QByteArrayView bytes);
    /// It closes its sending side.
    void halfClose();
    /// The connection is over.
    void end(EndReason reason);
    /// All that was taken, as one stream.
    QByteArray bytes() const;

private:
    friend class ScriptedTransport;
    void note(const FramePtr &frame);

    TransportListener *listener_ = nullptr;
};

/// A transport whose wire is a Line of the test's.
class ScriptedTransport final : public Transport
{
public:
    explicit ScriptedTransport(std::shared_ptr<Line> line);
    ~ScriptedTransport() override;

    void setListener(TransportListener *listener) override { line_->listener_ = listener; }
    void setLimits(const Limits &limits) override { line_->limits = limits; }
    const Limits &limits() const override { return line_->limits; }
    void becomeStream() override { line_->isStream = true; }
    void setReading(bool) override {}
    bool hasUnreadInput() const override { return false; }
    void send(const FramePtr &frame) override;
    void enqueue(const FramePtr &frame) override;
    void flush() override;
    bool hasRoom() const override;
    void abandon() override;
    void finish(std::chrono::milliseconds deadline) override;
    qsizetype queuedFrames() const override { return qsizetype(line_->waiting.size()); }
    const Frame *firstQueued() const override;
    Queued queued() const override;
    qint64 takenBytes() const override { return line_->takenSize; }
    std::optional<KernelFigures> kernelFigures() const override { return line_->kernel; }
    QHostAddress peerAddress() const override { return QHostAddress(QHostAddress::LocalHost); }
    quint16 peerPort() const override { return 1234; }

private:
    std::shared_ptr<Line> line_;
};

} // namespace helio::test
