// SPDX-License-Identifier: GPL-3.0-or-later
#include "nodeserver.h"

#include "support/helioprocess.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QStandardPaths>

#include <csignal>

using namespace helio::test;
using namespace std::chrono_literals;

namespace {

const QString Folder = QStringLiteral(EXAMPLES_FOLDER);

} // namespace

bool NodeServer::isAvailable()
{
    return !QStandardPaths::findExecutable(QStringLiteral("node")).isEmpty();
}

NodeServer::NodeServer(const QString &example, const QStringList &environment)
    : process_(std::make_unique<ChildProcess>(
          QStringLiteral("env"),
          QStringList{QStringLiteral("PORT=0")} + environment +
              QStringList{QStringLiteral("node"), QStringLiteral("%1/%2/server.mjs").arg(Folder, example)}))
{}

bool NodeServer::start()
{
    static const QRegularExpression line(QStringLiteral("listening on (http://127\\.0\\.0\\.1:\\S+)\n"));
    const auto match = [this] { return line.match(QString::fromUtf8(process_->standardOutput())); };
    if (!process_->start() || !process_->waitForOutput([&] { return match().hasMatch(); }, 60s))
        return false;
    url_ = match().captured(1);
    return true;
}

std::optional<int> NodeServer::stop()
{
    process_->sendSignal(SIGTERM);
    return process_->waitForExit(30s);
}

QStringList HelioRun::findings() const
{
    QStringList all;
    for (const QJsonObject &object : objects) {
        for (const auto &finding : object.value(QStringLiteral("findings")).toArray())
            all.append(finding[QStringLiteral("code")].toString() + u' ' +
                       finding[QStringLiteral("severity")].toString());
    }
    return all;
}

QStringList HelioRun::faults() const
{
    return findings().filter(QRegularExpression(QStringLiteral(" (error|warning)$")));
}

HelioRun runHelio(const QStringList &arguments)
{
    ChildProcess process(HelioProcess::program(), arguments);
    HelioRun run;
    if (process.start())
        run.exitCode = process.waitForExit(120s);
    run.report = process.report();
    for (const QByteArray &line : process.standardOutput().trimmed().split('\n'))
        run.objects.append(QJsonDocument::fromJson(line).object());
    return run;
}

QStringList readmeCommands(const QString &example)
{
    QFile file(QStringLiteral("%1/%2/README.md").arg(Folder, example));
    QStringList commands;
    if (!file.open(QIODevice::ReadOnly))
        return commands;
    static const QRegularExpression line(QStringLiteral("^ {4}(helio [^\\n#]*[^\\n# ])"),
                                         QRegularExpression::MultilineOption);
    const QString text = QString::fromUtf8(file.readAll());
    for (auto matches = line.globalMatch(text); matches.hasNext();)
        commands.append(matches.next().captured(1));
    return commands;
}

std::unique_ptr<ChildProcess> shell(const QString &command)
{
    const QString folder = QFileInfo(HelioProcess::program()).absolutePath();
    const QString script = QStringLiteral("PATH='%1':$PATH && %2").arg(folder, command);
    auto process = std::make_unique<ChildProcess>(QStringLiteral("sh"), QStringList{QStringLiteral("-c"), script});
    return process->start() ? std::move(process) : nullptr;
}
