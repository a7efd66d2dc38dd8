// SPDX-License-Identifier: GPL-3.0-or-later
#include "helioprogram.h"

#include "support/helioprocess.h"

#include <QTest>

QStringList words(const char *text)
{
    return QString::fromUtf8(text).split(u' ', Qt::SkipEmptyParts);
}

std::unique_ptr<QProcess> start(const QStringList &arguments)
{
    auto process = std::make_unique<QProcess>();
    process->start(helio::test::HelioProcess::program(), arguments);
    return process;
}

Run finish(QProcess &process)
{
    if (!QTest::qWaitFor([&] { return process.state() == QProcess::NotRunning; }, 20'000)) {
        process.kill();
        process.waitForFinished();
        return {};
    }
    const int code = process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1;
    return {code, process.readAllStandardOutput(), process.readAllStandardError()};
}

Run run(const QStringList &arguments, const QByteArray &input)
{
    const auto process = start(arguments);
    process->write(input);
    process->closeWriteChannel();
    return finish(*process);
}
