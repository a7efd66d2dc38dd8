// SPDX-License-Identifier: GPL-3.0-or-later
#include "check.h"

#include "checkoptions.h"
#include "checkoutput.h"
#include "commandline.h"
#include "doctor/streamcheck.h"
#include "interrupt.h"

#include <QCoreApplication>

#include <cstdio>

#include <unistd.h>

namespace helio {

namespace {

QString commandName()
{
    return QStringLiteral("helio check");
}

/// One run of `helio check`: from the plan to the report on standard output.
class Checker : public QObject
{
    Q_DECLARE_TR_FUNCTIONS(helio::Checker)
public:
    Checker(const CheckOptions &options);

    int run();

private:
    void showProgress(const CheckProgress &progress);
    void clearProgress();
    void onFinished(const CheckReport &report);

    CheckPlan plan_;
    bool json_;
    Interrupt interrupt_;
    StreamCheck check_;
    bool showsProgress_ = isatty(STDERR_FILENO) == 1;
    int exitCode_ = ExitSuccess;
};

Checker::Checker(const CheckOptions &options)
    : plan_(options.plan())
    , json_(options.json)
    , check_(plan_)
{
    connect(&check_, &StreamCheck::progressed, this, &Checker::showProgress);
    connect(&check_, &StreamCheck::finished, this, &Checker::onFinished);
    connect(&interrupt_, &Interrupt::came, this, [this] { check_.cancel(); });
}

int Checker::run()
{
    if (plan_.against && !plan_.request.asked.body.isEmpty())
        say(commandName(), tr("the body is sent once to each of the two addresses"));
    check_.start();
    QCoreApplication::exec();
    return exitCode_;
}

void Checker::showProgress(const CheckProgress &progress)
{
    if (showsProgress_)
        std::fprintf(stderr, "\r\033[K%s", progressText(progress).toUtf8().constData());
}

void Checker::clearProgress()
{
    if (showsProgress_)
        std::fputs("\r\033[K", stderr);
}

void Checker::onFinished(const CheckReport &report)
{
    clearProgress();
    QByteArray output = json_ ? checkJson(plan_, report) : checkText(report).toUtf8();
    if (json_ && isatty(STDOUT_FILENO))
        output = escapedForTerminal(output.chopped(1)) + '\n';
    exitCode_ = print(commandName(), output);
    if (exitCode_ == ExitSuccess && report.wasCancelled)
        exitCode_ = ExitInterrupted;
    else if (exitCode_ == ExitSuccess && report.hasFault())
        exitCode_ = ExitFailure;
    QCoreApplication::quit();
}

} // namespace

int runCheck(const QStringList &arguments)
{
    QString problem;
    CheckOptions options = readCheckOptions(arguments, problem);
    if (options.wantsHelp)
        return printHelp(checkHelp());
    if (!problem.isEmpty())
        return usageProblem(commandName(), problem);
    if (!completePassword(commandName(), options))
        return ExitInterrupted;
    return Checker(options).run();
}

} // namespace helio
