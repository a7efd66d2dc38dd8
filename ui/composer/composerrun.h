// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "feed/publisher.h"
#include "ui/composer/publicationsource.h"

#include <QElapsedTimer>
#include <QHash>
#include <QTimer>

#include <chrono>
#include <memory>

namespace helio {

/// Publishes one event after the other at a chosen pace, and never more than the hub answers: only some may be in
/// flight, and what is late because of that is not made up for by a burst. Made for one run: start it once.
class ComposerRun : public QObject
{
    Q_OBJECT
public:
    enum class State {
        Ready, ///< start() begins
        Running,
        Paused,   ///< resume() goes on
        Finished, ///< all is published and answered
        Stopped,  ///< by stop()
        Failed,   ///< problem() says why
    };
    enum class BadLines { Stop, Skip };
    struct Pace
    {
        std::chrono::nanoseconds interval{0}; ///< from one to the next; 0: as fast as they are answered
        BadLines badLines = BadLines::Stop;
    };
    struct Figures
    {
        qint64 sent = 0;
        qint64 answered = 0;
        qint64 skipped = 0;     ///< bad lines
        qint64 subscribers = 0; ///< that the last one went to
        QByteArray channel;     ///< of the last one
        QByteArray lastId;      ///< of the last one answered
    };

    /// So many publishes may wait for their answers.
    static constexpr qsizetype MaximumInFlight = 16;

    /// `publisher` is borrowed.
    ComposerRun(Publisher &publisher, std::unique_ptr<PublicationSource> source, const Pace &pace,
                QObject *parent = nullptr);
    ~ComposerRun() override;

    void start();
    void pause();
    void resume();
    /// What is in flight is counted still when it is answered.
    void stop();

    State state() const { return state_; }
    bool isActive() const { return state_ == State::Running || state_ == State::Paused; }
    const Figures &figures() const { return figures_; }
    /// From 0 to 1; nothing where there is no end.
    std::optional<double> part() const { return source_->part(); }
    /// Why it failed, or the last line that was skipped, with its number; for people, translated.
    const QString &problem() const { return problem_; }

Q_SIGNALS:
    void stateChanged(helio::ComposerRun::State state);
    void progressed();

private:
    /// The window lives meanwhile.
    static constexpr qint64 SliceMs = 4;
    /// What a busy moment may delay and is made up for.
    static constexpr std::chrono::nanoseconds CatchUp = std::chrono::milliseconds(100);

    bool isDue() const;
    void pump();
    void publishNext();
    void onReceipt(const PublishReceipt &receipt);
    void finishWhenAnswered();
    void fail(const QString &problem);
    void setState(State state);

    Publisher &publisher_;
    std::unique_ptr<PublicationSource> source_;
    Pace pace_;
    State state_ = State::Ready;
    Figures figures_;
    QString problem_;
    bool atEnd_ = false;
    QHash<quint64, qint64> inFlight_; ///< lines, by ticket
    QElapsedTimer clock_;
    qint64 due_ = 0; ///< the next one, in nanoseconds of the clock
    QTimer next_;
};

} // namespace helio
