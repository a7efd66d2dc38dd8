// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/helioprocess.h"

#include <QRegularExpression>

#include <csignal>

namespace helio::test {

namespace {

QStringList serveArguments(quint16 port, const QStringList &more)
{
    return QStringList{QStringLiteral("serve"), QStringLiteral("--listen"), QStringLiteral("127.0.0.1:%1").arg(port)} +
           more;
}

} // namespace

QString HelioProcess::program()
{
    return qEnvironmentVariable("HELIO_TEST_PROGRAM", QStringLiteral(HELIO_PROGRAM));
}

HelioProcess::HelioProcess(const QStringList &more)
    : more_(more)
    , process_(program(), serveArguments(0, more))
{}

bool HelioProcess::start(std::chrono::milliseconds deadline)
{
    return process_.start() && waitUntilListening(deadline);
}

bool HelioProcess::restart(std::chrono::milliseconds deadline)
{
    process_.setArguments(serveArguments(port_, more_));
    return start(deadline);
}

quint16 HelioProcess::port() const
{
    return port_;
}

QUrl HelioProcess::url(const QString &path) const
{
    return QUrl(QStringLiteral("http://127.0.0.1:%1%2").arg(port_).arg(path));
}

std::optional<int> HelioProcess::stop(std::chrono::milliseconds deadline)
{
    process_.sendSignal(SIGTERM);
    return process_.waitForExit(deadline);
}

void HelioProcess::kill()
{
    process_.kill();
}

ChildProcess &HelioProcess::process()
{
    return process_;
}

QString HelioProcess::report() const
{
    return process_.report();
}

bool HelioProcess::waitUntilListening(std::chrono::milliseconds deadline)
{
    static const QRegularExpression line(QStringLiteral("^listening on http://127\\.0\\.0\\.1:(\\d+)\n"),
                                         QRegularExpression::MultilineOption);
    const auto match = [this] { return line.match(QString::fromUtf8(process_.standardOutput())); };
    if (!process_.waitForOutput([&] { return match().hasMatch(); }, deadline))
        return false;
    port_ = match().captured(1).toUShort();
    return true;
}

} // namespace helio::test
