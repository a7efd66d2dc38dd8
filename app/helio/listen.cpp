// SPDX-License-Identifier: GPL-3.0-or-later
#include "listen.h"

#include "commandline.h"
#include "eventlines.h"
#include "interrupt.h"
#include "lineoutput.h"
#include "listenoptions.h"

#include <QCoreApplication>
#include <QFile>
#include <QTimer>

#include <unistd.h>

namespace helio {

namespace {

constexpr int ExitRefused = 3;
constexpr int ExitGaveUp = 4;
constexpr int ExitTimedOut = 5;

QString commandName()
{
    return QStringLiteral("helio listen");
}

/// One run of `helio listen`: from the stream to standard output and the file.
class Listener : public QObject
{
    Q_DECLARE_TR_FUNCTIONS(helio::Listener)
public:
    Listener(ListenOptions options, QFile *file);

    int run();

private:
    void printEvents(const QList<ReceivedEvent> &events);
    void tellState(ReadyState state);
    void takeError(const FeedError &error);
    void endAtTimeout();
    void end(int exitCode);

    ListenOptions options_;
    QFile *file_; ///< null: none asked for
    EventSource source_;
    Interrupt interrupt_;
    LineOutput output_;
    QDeadlineTimer deadline_{QDeadlineTimer::Forever};
    QTimer timeout_;
    QSocketNotifier readerWatch_{STDOUT_FILENO, QSocketNotifier::Read};
    qint64 printed_ = 0;
};

Listener::Listener(ListenOptions options, QFile *file)
    : options_(std::move(options))
    , file_(file)
    , source_(options_.url, options_.source)
    , output_(STDOUT_FILENO, interrupt_.descriptor())
{
    connect(&source_, &EventSource::eventsArrived, this, &Listener::printEvents);
    connect(&source_, &EventSource::readyStateChanged, this, &Listener::tellState);
    connect(&source_, &EventSource::errorOccurred, this, &Listener::takeError);
    connect(&source_, &EventSource::reconnectScheduled, this, [](std::chrono::milliseconds delay) {
        say(commandName(), tr("trying again in %1 s").arg(double(delay.count()) / 1000));
    });
    connect(&interrupt_, &Interrupt::came, this, [this] { end(ExitInterrupted); });
    timeout_.setSingleShot(true);
    timeout_.setTimerType(Qt::PreciseTimer);
    connect(&timeout_, &QTimer::timeout, this, &Listener::endAtTimeout);
    // Without this, `helio listen … | head -1` would stay until the next event.
    readerWatch_.setEnabled(output_.isPipe());
    connect(&readerWatch_, &QSocketNotifier::activated, this, [this] { end(ExitReaderGone); });
}

int Listener::run()
{
    if (options_.timeout) {
        deadline_ = QDeadlineTimer(*options_.timeout, Qt::PreciseTimer);
        timeout_.start(*options_.timeout);
    }
    source_.open();
    return QCoreApplication::exec();
}

void Listener::printEvents(const QList<ReceivedEvent> &events)
{
    for (const ReceivedEvent &received : events) {
        if (file_ && (file_->write(recordLine(received)) < 0 || !file_->flush())) {
            say(commandName(), tr("cannot write to %1: %2").arg(file_->fileName(), file_->errorString()));
            end(ExitFailure);
            return;
        }
        switch (output_.write(options_.json ? jsonLine(received) : readableLine(received), deadline_)) {
        case LineOutput::Result::Written:
            break;
        case LineOutput::Result::ReaderGone:
            end(ExitReaderGone);
            return;
        case LineOutput::Result::Interrupted:
            end(ExitInterrupted);
            return;
        case LineOutput::Result::TimedOut:
            endAtTimeout();
            return;
        }
        if (++printed_ == options_.count) {
            end(ExitSuccess);
            return;
        }
    }
}

void Listener::tellState(ReadyState state)
{
    switch (state) {
    case ReadyState::Connecting:
        // Without the query: it may carry a token.
        say(commandName(), tr("connecting to %1").arg(options_.url.toDisplayString(QUrl::RemoveQuery)));
        break;
    case ReadyState::Open:
        say(commandName(), tr("open"));
        break;
    case ReadyState::Closed:
        say(commandName(), tr("closed"));
        break;
    }
}

void Listener::takeError(const FeedError &error)
{
    say(commandName(), error.message);
    switch (error.failure) {
    case Failure::Transient:
        break;
    case Failure::Refused:
    case Failure::TooLarge:
        end(ExitRefused);
        break;
    case Failure::GaveUp:
        end(ExitGaveUp);
        break;
    }
}

void Listener::endAtTimeout()
{
    if (options_.count)
        say(commandName(), tr("time is over after %1 of %2 events").arg(printed_).arg(*options_.count));
    end(options_.count ? ExitTimedOut : ExitSuccess);
}

void Listener::end(int exitCode)
{
    // Not a word more, and the first reason counts.
    source_.disconnect(this);
    timeout_.stop();
    readerWatch_.setEnabled(false);
    interrupt_.disconnect(this);
    source_.close();
    QCoreApplication::exit(exitCode);
}

} // namespace

int runListen(const QStringList &arguments)
{
    QString problem;
    const ListenOptions options = readListenOptions(arguments, problem);
    if (options.wantsHelp)
        return printHelp(listenHelp());
    if (!problem.isEmpty())
        return usageProblem(commandName(), problem);

    QFile file(options.outputFile);
    if (!options.outputFile.isEmpty() && !file.open(QIODevice::WriteOnly | QIODevice::Append))
        return usageProblem(commandName(), QCoreApplication::translate("helio::Listener", "cannot write to %1: %2")
                                               .arg(options.outputFile, file.errorString()));
    return Listener(options, file.isOpen() ? &file : nullptr).run();
}

} // namespace helio
