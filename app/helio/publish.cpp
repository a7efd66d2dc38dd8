// SPDX-License-Identifier: GPL-3.0-or-later
#include "publish.h"

#include "commandline.h"
#include "hubclient.h"
#include "interrupt.h"
#include "json/unseen.h"
#include "json/utf8.h"
#include "lineoutput.h"
#include "linereader.h"
#include "publishoptions.h"

#include <QCoreApplication>

#include <unistd.h>

namespace helio {

namespace {

/// Bounds of one request; a single line may be larger than the second.
constexpr qsizetype MaximumRequestEvents = 1000;
constexpr qsizetype MaximumRequestBytes = 512 * 1024;

QString commandName()
{
    return QStringLiteral("helio publish");
}

/// One a line. One of a publisher's own may hold what cannot be seen, or turns the direction of writing: on a terminal
/// that is shown.
QByteArray linesOf(const QByteArrayList &ids)
{
    const bool isTerminal = isatty(STDOUT_FILENO) == 1;
    QByteArray lines;
    for (const QByteArray &id : ids)
        lines += (isTerminal ? visibleLine(decodeUtf8(id), TerminalSigns).toUtf8() : id) + '\n';
    return lines;
}

/// One run of `helio publish`.
class PublishRun : public QObject
{
    Q_DECLARE_TR_FUNCTIONS(helio::PublishRun)
public:
    explicit PublishRun(PublishOptions options);

    int run();

private:
    void sendLines();
    bool appendLine(QByteArray &body, const QByteArray &line);
    void printIds(const QByteArrayList &ids);
    void onRefusal(const QString &why);
    void end(int exitCode);

    PublishOptions options_;
    HubClient hub_;
    Interrupt interrupt_;
    LineOutput output_;
    std::unique_ptr<LineReader> reader_; ///< null when there is but one event
    QString badLine_;                    ///< why a line cannot be sent, once what came before it is published
    quint64 linesRead_ = 0;
    quint64 firstLine_ = 0;   ///< of the request under way
    qsizetype inRequest_ = 0; ///< events in the request under way; 0: none is
    bool canPrint_ = true;
    bool hasFailed_ = false; ///< an id could not be printed, though its event was published
};

PublishRun::PublishRun(PublishOptions options)
    : options_(std::move(options))
    , hub_(options_.hub, options_.token)
    , output_(STDOUT_FILENO, interrupt_.descriptor())
{
    connect(&hub_, &HubClient::accepted, this, &PublishRun::printIds);
    connect(&hub_, &HubClient::refused, this, &PublishRun::onRefusal);
    connect(&interrupt_, &Interrupt::came, this, [this] { end(ExitInterrupted); });
}

int PublishRun::run()
{
    if (options_.fromStandardInput) {
        if (isatty(STDIN_FILENO))
            say(commandName(), tr("each line you type is an event; end with Ctrl+D"));
        reader_ = std::make_unique<LineReader>(STDIN_FILENO);
        connect(reader_.get(), &LineReader::progressed, this, &PublishRun::sendLines);
    } else {
        inRequest_ = 1;
        if (options_.ndjson)
            hub_.publishLines(options_.publication.data);
        else
            hub_.publish(options_.publication);
    }
    return QCoreApplication::exec();
}

void PublishRun::sendLines()
{
    if (inRequest_ > 0)
        return; // printIds() comes back here
    QByteArray body;
    firstLine_ = linesRead_ + 1;
    // Everything that came since the last request, within its bounds: one line at a time from a slow writer, many from
    // a fast one.
    while (reader_->hasLine() && badLine_.isEmpty() && inRequest_ < MaximumRequestEvents &&
           (body.isEmpty() || body.size() + reader_->front().size() <= MaximumRequestBytes)) {
        ++linesRead_;
        if (appendLine(body, reader_->take()))
            ++inRequest_;
    }
    if (inRequest_ > 0) {
        hub_.publishLines(body);
    } else if (!badLine_.isEmpty() || (reader_->atEnd() && !reader_->hasLine())) {
        const QString problem = badLine_.isEmpty() ? reader_->problem() : badLine_;
        if (!problem.isEmpty())
            say(commandName(), problem);
        end(problem.isEmpty() && !hasFailed_ ? ExitSuccess : ExitFailure);
    }
}

bool PublishRun::appendLine(QByteArray &body, const QByteArray &line)
{
    if (options_.ndjson) {
        if (line.trimmed().isEmpty())
            return false;
        body.append(line).append('\n');
        return true;
    }
    if (const auto offset = firstInvalidUtf8(line)) {
        badLine_ = tr("line %1 is not valid UTF-8 at byte %2; it and what follows was not published")
                       .arg(linesRead_)
                       .arg(*offset);
        return false;
    }
    options_.publication.data = line;
    body.append(envelopeOf(options_.publication));
    return true;
}

void PublishRun::printIds(const QByteArrayList &ids)
{
    if (!options_.ndjson && ids.size() != inRequest_) {
        onRefusal(tr("the hub answered with another number of ids (%1) than there were events (%2)")
                      .arg(ids.size())
                      .arg(inRequest_));
        return;
    }
    // Whether anybody reads the ids or not, the events are to be published.
    if (canPrint_) {
        switch (output_.write(linesOf(ids))) {
        case LineOutput::Result::Written:
        case LineOutput::Result::TimedOut:
            break;
        case LineOutput::Result::ReaderGone:
            canPrint_ = false;
            break;
        case LineOutput::Result::Failed:
            outputProblem(commandName(), output_.problem());
            canPrint_ = false;
            hasFailed_ = true;
            break;
        case LineOutput::Result::Interrupted:
            end(ExitInterrupted);
            return;
        }
    }
    inRequest_ = 0;
    if (reader_)
        sendLines();
    else
        end(hasFailed_ ? ExitFailure : ExitSuccess);
}

void PublishRun::onRefusal(const QString &why)
{
    if (reader_ && linesRead_ > firstLine_)
        say(commandName(), tr("lines %1 to %2 were not published: %3").arg(firstLine_).arg(linesRead_).arg(why));
    else if (reader_)
        say(commandName(), tr("line %1 was not published: %2").arg(firstLine_).arg(why));
    else
        say(commandName(), why);
    end(ExitFailure);
}

void PublishRun::end(int exitCode)
{
    hub_.disconnect(this);
    interrupt_.disconnect(this);
    if (reader_)
        reader_->disconnect(this);
    QCoreApplication::exit(exitCode);
}

} // namespace

int runPublish(const QStringList &arguments)
{
    QString problem;
    const PublishOptions options = readPublishOptions(arguments, problem);
    if (options.wantsHelp)
        return printHelp(publishHelp());
    if (!problem.isEmpty())
        return usageProblem(commandName(), problem);
    return PublishRun(options).run();
}

} // namespace helio
