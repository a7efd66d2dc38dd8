// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/childprocess.h"

#include <QEventLoop>
#include <QTimer>

#include <csignal>
#ifdef Q_OS_LINUX
#    include <sys/prctl.h>
#endif
#include <sys/types.h>

namespace helio::test {

ChildProcess::ChildProcess(const QString &program, const QStringList &arguments)
{
    process_.setProgram(program);
    process_.setArguments(arguments);
#ifdef Q_OS_LINUX
    // A test that crashes or is killed runs no destructor.
    process_.setChildProcessModifier([] { prctl(PR_SET_PDEATHSIG, SIGKILL); });
#endif
    QObject::connect(&process_, &QProcess::readyReadStandardOutput, &process_,
                     [this] { standardOutput_ += process_.readAllStandardOutput(); });
    QObject::connect(&process_, &QProcess::readyReadStandardError, &process_,
                     [this] { standardError_ += process_.readAllStandardError(); });
}

ChildProcess::~ChildProcess()
{
    kill();
}

QStringList ChildProcess::arguments() const
{
    return process_.arguments();
}

void ChildProcess::setArguments(const QStringList &arguments)
{
    process_.setArguments(arguments);
}

bool ChildProcess::start()
{
    kill();
    standardOutput_.clear();
    standardError_.clear();
    process_.start();
    return process_.waitForStarted();
}

bool ChildProcess::isRunning() const
{
    return process_.state() != QProcess::NotRunning;
}

qint64 ChildProcess::processId() const
{
    return process_.processId();
}

void ChildProcess::write(const QByteArray &bytes)
{
    process_.write(bytes);
}

void ChildProcess::closeInput()
{
    process_.closeWriteChannel();
}

const QByteArray &ChildProcess::standardOutput() const
{
    return standardOutput_;
}

const QByteArray &ChildProcess::standardError() const
{
    return standardError_;
}

bool ChildProcess::waitForOutput(const std::function<bool()> &enough, std::chrono::milliseconds deadline)
{
    QEventLoop loop;
    const auto check = [&] {
        if (enough())
            loop.quit();
    };
    QTimer timer;
    timer.setSingleShot(true);
    QObject::connect(&timer, &QTimer::timeout, &loop, &QEventLoop::quit);
    QObject::connect(&process_, &QProcess::finished, &loop, &QEventLoop::quit);
    // Made after the constructor's own connections: what it checks has been captured by then.
    QObject::connect(&process_, &QProcess::readyReadStandardOutput, &loop, check);
    QObject::connect(&process_, &QProcess::readyReadStandardError, &loop, check);
    timer.start(deadline);
    if (!enough() && isRunning())
        loop.exec();
    return enough();
}

void ChildProcess::sendSignal(int signal)
{
    if (isRunning() && processId() > 0)
        ::kill(pid_t(processId()), signal);
}

std::optional<int> ChildProcess::waitForExit(std::chrono::milliseconds deadline)
{
    waitForOutput([this] { return !isRunning(); }, deadline);
    if (isRunning() || process_.exitStatus() != QProcess::NormalExit)
        return std::nullopt;
    return process_.exitCode();
}

void ChildProcess::kill()
{
    if (!isRunning())
        return;
    process_.kill();
    process_.waitForFinished();
}

QString ChildProcess::report() const
{
    const QString state = isRunning() ? QStringLiteral("still runs")
                          : process_.exitStatus() == QProcess::CrashExit
                              ? QStringLiteral("ended by a signal")
                              : QStringLiteral("ended with exit code %1").arg(process_.exitCode());
    return QStringLiteral("%1 %2: %3\nstdout: %4\nstderr: %5")
        .arg(process_.program(), process_.arguments().join(QLatin1Char(' ')), state, QString::fromUtf8(standardOutput_),
             QString::fromUtf8(standardError_));
}

} // namespace helio::test
