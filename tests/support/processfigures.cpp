// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/processfigures.h"

#include <QFile>

#include <filesystem>

#include <unistd.h>

namespace helio::test {

namespace {

QByteArray contentOf(qint64 process, const char *name)
{
    QFile file(QStringLiteral("/proc/%1/%2").arg(process).arg(QLatin1String(name)));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

qint64 residentBytes(qint64 process)
{
    const QByteArray status = contentOf(process, "status");
    const qsizetype at = status.indexOf("VmRSS:");
    return at < 0 ? 0 : status.mid(at + 6, status.indexOf("kB", at) - at - 6).trimmed().toLongLong() * 1024;
}

qint64 openFiles(qint64 process)
{
    std::error_code error;
    const std::filesystem::directory_iterator files("/proc/" + std::to_string(process) + "/fd", error);
    return error ? 0 : std::distance(begin(files), end(files));
}

std::chrono::milliseconds cpuTime(qint64 process)
{
    const QByteArray stat = contentOf(process, "stat");
    // Behind the name, which may contain anything but ends with the last parenthesis.
    const QByteArrayList fields = stat.mid(stat.lastIndexOf(')') + 2).split(' ');
    const qint64 ticks = fields.value(11).toLongLong() + fields.value(12).toLongLong();
    return std::chrono::milliseconds(ticks * 1000 / ::sysconf(_SC_CLK_TCK));
}

std::chrono::nanoseconds threadTime(qint64 process)
{
    std::chrono::nanoseconds sum{0};
    std::error_code error;
    const std::filesystem::directory_iterator threads("/proc/" + std::to_string(process) + "/task", error);
    if (error)
        return sum;
    for (const auto &thread : threads) {
        QFile file(QString::fromStdString(thread.path().string() + "/schedstat"));
        if (file.open(QIODevice::ReadOnly))
            sum += std::chrono::nanoseconds(file.readAll().split(' ').value(0).toLongLong());
    }
    return sum;
}

} // namespace helio::test
