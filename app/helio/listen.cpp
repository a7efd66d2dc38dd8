// SPDX-License-Identifier: GPL-3.0-or-later
#include "listen.h"

#include "client/eventsource.h"
#include "commandline.h"
#include "event/pluralform.h"
#include "event/timeforpeople.h"
#include "eventlines.h"
#include "feed/walltime.h"
#include "interrupt.h"
#include "lensoutput.h"
#include "lineoutput.h"
#include "listenoptions.h"

#include <QCoreApplication>
#include <QFile>
#include <QTimer>

#include <algorithm>

#include <unistd.h>

namespace helio {

namespace {

constexpr int ExitRefused = 3;
constexpr int ExitGaveUp = 4;
constexpr int ExitTimedOut = 5;

/// Lines are gathered, and written when the events that came together are through, or there are so many bytes.
constexpr qsizetype GatheredBytes = 64 * 1024;

QString commandName()
{
    return QStringLiteral("helio listen");
}

/// NO_COLOR: no-color.org.
Colors terminalColors()
{
    const bool wanted = qEnvironmentVariableIsEmpty("NO_COLOR") && qgetenv("TERM") != "dumb";
    return wanted && isatty(STDOUT_FILENO) ? Colors::Terminal : Colors::None;
}

LensOutput::Form lensForm(const ListenOptions &options, bool isTerminal)
{
    if (options.form == ListenOptions::Form::Json)
        return LensOutput::Form::Json;
    return isTerminal ? LensOutput::Form::Terminal : LensOutput::Form::Text;
}

/// Its room is kept, unless one large event made it.
void empty(QByteArray &gathered)
{
    gathered.resize(0);
    if (gathered.capacity() > 4 * GatheredBytes)
        gathered = {};
}

/// One run of `helio listen`: from the stream to standard output and the file.
class Listener : public QObject
{
    Q_DECLARE_TR_FUNCTIONS(helio::Listener)
public:
    Listener(ListenOptions options, QFile *file);

    int run();

private:
    void printBytes(const QByteArray &bytes, qint64 receivedAt, const QList<qsizetype> &eventEnds);
    void onEvents(const QList<ReceivedEvent> &events);
    bool writeRecords();
    void appendLine(const ReceivedEvent &received);
    void appendByLens(const ReceivedEvent &received);
    void endMessages();
    void reportMessages();
    bool writeOut();
    bool print(QByteArrayView bytes);
    bool isFinishedBy(const Event &event);
    void reportRequest(const SentRequest &request);
    void reportState(ReadyState state);
    void onError(const FeedError &error);
    void endAtTimeout();
    void endWithStream();
    QString missingText() const;
    void end(int exitCode);

    ListenOptions options_;
    QFile *file_; ///< null: none asked for
    EventSource source_;
    Interrupt interrupt_;
    LineOutput output_;
    QDeadlineTimer deadline_{QDeadlineTimer::Forever};
    QTimer timeout_;
    QSocketNotifier readerWatch_{STDOUT_FILENO, QSocketNotifier::Read};
    ReadableLines readable_{terminalColors()};
    std::optional<LensOutput> lens_; ///< messages are printed
    QByteArray lines_;               ///< to be printed before the event loop goes on
    QByteArray records_;             ///< likewise, for the file
    qint64 received_ = 0;
    bool isTerminal_ = isatty(STDOUT_FILENO) == 1;
    bool wasRedirected_ = false;
    bool wasOpen_ = false;
    bool isEnding_ = false;
};

Listener::Listener(ListenOptions options, QFile *file)
    : options_(std::move(options))
    , file_(file)
    , source_(options_.url, options_.source)
    , output_(STDOUT_FILENO, interrupt_.descriptor())
{
    connect(&source_, &EventSource::bytesArrived, this, &Listener::printBytes);
    connect(&source_, &EventSource::eventsArrived, this, &Listener::onEvents);
    connect(&source_, &EventSource::readyStateChanged, this, &Listener::reportState);
    connect(&source_, &EventSource::errorOccurred, this, &Listener::onError);
    connect(&source_, &EventSource::requestSent, this, &Listener::reportRequest);
    connect(&source_, &EventSource::answerArrived, this, [this](const ReceivedAnswer &answer) {
        if (lens_)
            lens_->onHead(answer.headers);
    });
    connect(&source_, &EventSource::redirected, this, [this] { wasRedirected_ = true; });
    connect(&source_, &EventSource::ended, this, &Listener::endWithStream);
    connect(&source_, &EventSource::reconnectScheduled, this, [](std::chrono::milliseconds delay) {
        say(commandName(), tr("trying again in %1").arg(timeForPeople(delay)));
    });
    connect(&interrupt_, &Interrupt::came, this, [this] { end(ExitInterrupted); });
    if (options_.lens)
        lens_.emplace(*std::exchange(options_.lens, {}), lensForm(options_, isTerminal_));
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

void Listener::printBytes(const QByteArray &bytes, qint64 /*receivedAt*/, const QList<qsizetype> &eventEnds)
{
    // `--raw --count 3` prints three events and not a byte more.
    const bool isLast = options_.count && received_ + eventEnds.size() >= *options_.count;
    print(isLast ? QByteArrayView(bytes).first(eventEnds[*options_.count - received_ - 1]) : QByteArrayView(bytes));
}

void Listener::onEvents(const QList<ReceivedEvent> &events)
{
    for (const ReceivedEvent &received : events) {
        if (file_)
            appendRecordLine(records_, received);
        if (lens_)
            appendByLens(received);
        else
            appendLine(received);
        if (std::max(lines_.size(), records_.size()) >= GatheredBytes && !writeOut())
            return;
        if (isFinishedBy(received.event))
            return;
    }
    writeOut();
}

void Listener::appendByLens(const ReceivedEvent &received)
{
    if (!lens_->isDetecting() && !lens_->hasDialect()) {
        appendLine(received);
        return;
    }
    QByteArray messages;
    lens_->read(messages, received);
    lines_ += isTerminal_ && options_.form == ListenOptions::Form::Json ? escapedForTerminal(messages) : messages;
    reportMessages();
}

/// Says what ended, behind what was printed of it.
void Listener::reportMessages()
{
    if (lens_->foundNothing()) {
        say(commandName(), tr("these events are of no dialect that is known: choose one with --lens; they are printed "
                              "as they are"));
        for (const ReceivedEvent &received : lens_->unread())
            appendLine(received);
    }
    const QStringList reports = lens_->reports();
    if (reports.isEmpty() || !writeOut())
        return;
    for (const QString &report : reports)
        say(commandName(), report);
}

/// The stream ended. Where the source resumes it, its messages go on.
void Listener::endMessages()
{
    const bool isResumed = source_.readyState() == ReadyState::Connecting && !source_.lastEventId().isEmpty();
    if (!lens_ || isResumed)
        return;
    QByteArray messages;
    lens_->onEnd(messages, wallNow());
    lines_ += isTerminal_ && options_.form == ListenOptions::Form::Json ? escapedForTerminal(messages) : messages;
    reportMessages();
    writeOut();
}

void Listener::appendLine(const ReceivedEvent &received)
{
    switch (options_.form) {
    case ListenOptions::Form::Readable:
        readable_.append(lines_, received);
        break;
    case ListenOptions::Form::Json:
        if (isTerminal_) {
            QByteArray line;
            appendJsonLine(line, received);
            lines_ += escapedForTerminal(line);
        } else {
            appendJsonLine(lines_, received);
        }
        break;
    case ListenOptions::Form::Raw:
        break; // printBytes() did
    }
}

/// Writes all that was gathered: first to the file, then to standard output. False when it could not be written; then
/// all has ended.
bool Listener::writeOut()
{
    if (!writeRecords() || !print(lines_))
        return false;
    empty(lines_);
    return true;
}

/// False when they could not be written; then all has ended.
bool Listener::writeRecords()
{
    if (records_.isEmpty())
        return true;
    const bool isWritten = file_->write(records_) >= 0 && file_->flush();
    empty(records_);
    if (isWritten)
        return true;
    say(commandName(), tr("cannot write to %1: %2").arg(file_->fileName(), file_->errorString()));
    end(ExitFailure);
    return false;
}

/// False when it could not be written; then all has ended.
bool Listener::print(QByteArrayView bytes)
{
    switch (output_.write(bytes, deadline_)) {
    case LineOutput::Result::Written:
        return true;
    case LineOutput::Result::ReaderGone:
        end(ExitReaderGone);
        break;
    case LineOutput::Result::Failed:
        end(outputProblem(commandName(), output_.problem()));
        break;
    case LineOutput::Result::Interrupted:
        end(ExitInterrupted);
        break;
    case LineOutput::Result::TimedOut:
        endAtTimeout();
        break;
    }
    return false;
}

/// Whether `event` is the last that was asked for; then all has ended.
bool Listener::isFinishedBy(const Event &event)
{
    ++received_;
    const bool expects = !options_.expectations.isEmpty();
    options_.expectations.removeIf([&event](const Expectation &each) { return each.isMetBy(event); });
    const bool isMet = expects && options_.expectations.isEmpty();
    if (!isMet && received_ != options_.count)
        return false;
    if (!writeOut())
        return true;
    if (isMet) {
        end(ExitSuccess);
        return true;
    }
    if (expects)
        say(commandName(), tr("%1 events came without what was expected: %2", nullptr, pluralForm(received_))
                               .arg(QString::number(received_), missingText()));
    end(expects ? ExitTimedOut : ExitSuccess);
    return true;
}

void Listener::reportRequest(const SentRequest &request)
{
    if (lens_ && !wasRedirected_)
        lens_->onRequest(wallNow(), options_.source.body);
    // Without the query: it may carry a token.
    const QString where = request.url.toDisplayString(QUrl::RemoveQuery);
    say(commandName(),
        std::exchange(wasRedirected_, false) ? tr("redirected to %1").arg(where) : tr("connecting to %1").arg(where));
}

void Listener::reportState(ReadyState state)
{
    if (state != ReadyState::Open && std::exchange(wasOpen_, false))
        endMessages();
    if (isEnding_)
        return;
    switch (state) {
    case ReadyState::Connecting:
        break; // reportRequest() and what is said of the next attempt tell more
    case ReadyState::Open:
        wasOpen_ = true;
        say(commandName(), tr("open"));
        break;
    case ReadyState::Closed:
        say(commandName(), tr("closed"));
        break;
    }
}

void Listener::onError(const FeedError &error)
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
    if (!options_.expectations.isEmpty())
        say(commandName(), tr("time is over before what was expected: %1").arg(missingText()));
    else if (options_.count)
        say(commandName(), tr("time is over after %1 of %2 events", nullptr, pluralForm(*options_.count))
                               .arg(received_)
                               .arg(*options_.count));
    end(options_.count || !options_.expectations.isEmpty() ? ExitTimedOut : ExitSuccess);
}

/// That of a request which is not sent again: to have read it whole is success, whatever was in it.
void Listener::endWithStream()
{
    if (!options_.expectations.isEmpty())
        say(commandName(), tr("the stream has ended before what was expected: %1").arg(missingText()));
    else if (options_.count)
        say(commandName(), tr("the stream has ended after %1 of %2 events", nullptr, pluralForm(*options_.count))
                               .arg(received_)
                               .arg(*options_.count));
    end(ExitSuccess);
}

QString Listener::missingText() const
{
    QStringList missing;
    for (const Expectation &each : options_.expectations)
        missing.append(each.text());
    return missing.join(QStringLiteral(", "));
}

void Listener::end(int exitCode)
{
    // Not a word more, and the first reason counts.
    if (std::exchange(isEnding_, true))
        return;
    source_.disconnect(this);
    timeout_.stop();
    readerWatch_.setEnabled(false);
    interrupt_.disconnect(this);
    source_.close();
    const bool canWrite = exitCode != ExitReaderGone && exitCode != ExitFailure;
    if (lens_ && canWrite) {
        QByteArray messages;
        lens_->onStopped(messages, wallNow());
        lines_ += isTerminal_ && options_.form == ListenOptions::Form::Json ? escapedForTerminal(messages) : messages;
        reportMessages();
        writeOut();
    }
    const bool isRead = exitCode == ExitSuccess || exitCode == ExitGaveUp || exitCode == ExitTimedOut;
    QCoreApplication::exit(lens_ && lens_->foundCut() && isRead ? ExitFailure : exitCode);
}

} // namespace

int runListen(const QStringList &arguments)
{
    QString problem;
    ListenOptions options = readListenOptions(arguments, problem);
    if (options.wantsHelp)
        return printHelp(listenHelp());
    if (!problem.isEmpty())
        return usageProblem(commandName(), problem);

    if (options.form == ListenOptions::Form::Raw && isatty(STDOUT_FILENO))
        return usageProblem(commandName(), QCoreApplication::translate(
                                               "helio::Listener", "--raw prints what comes as it is, which could steer "
                                                                  "this terminal: add | cat -v, or use --json"));

    if (!completePassword(commandName(), options))
        return ExitInterrupted;

    QFile file(options.outputFile);
    if (!options.outputFile.isEmpty() && !file.open(QIODevice::WriteOnly | QIODevice::Append))
        return usageProblem(commandName(), QCoreApplication::translate("helio::Listener", "cannot write to %1: %2")
                                               .arg(options.outputFile, file.errorString()));
    for (const QString &warning : std::as_const(options.warnings))
        say(commandName(), warning);
    return Listener(options, file.isOpen() ? &file : nullptr).run();
}

} // namespace helio
