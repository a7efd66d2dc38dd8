// SPDX-License-Identifier: GPL-3.0-or-later
/// How many events a second go into a group's log and come back: bench_grouplog URL [PUBLISHERS] [SECONDS]. Each
/// publisher sends its next event when the last one was answered and has come back, as a hub answers it. All that are
/// ready in one turn are one group. Beside it, plain XADD over the same kind of connection.
#include "group/redisgrouplog.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QTimer>

#include <cstdio>

#include <sys/resource.h>

using namespace helio;

namespace {

const QByteArray Data(100, 'x');

double cpuSeconds()
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    const auto seconds = [](const timeval &time) { return double(time.tv_sec) + double(time.tv_usec) / 1e6; };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

void report(const char *what, quint64 events, double seconds, double cpu)
{
    std::printf("%-28s %9.0f events/s, %5.1f us of this process an event\n", what, double(events) / seconds,
                cpu * 1e6 / double(events));
}

/// Publishers over a log; a group is at most `atOnce` requests.
class Publishers : public QObject, public GroupLogListener
{
public:
    Publishers(const RedisUrl &url, int publishers, int atOnce, bool hasIds)
        : log_(url)
        , ready_(publishers)
        , atOnce_(atOnce)
        , hasIds_(hasIds)
    {
        LogOptions options;
        options.hub = "bench";
        log_.open(*this, options);
    }

    quint64 events = 0;

    void restoring(const LogHead &) override {}
    void joined(const LogJoined &) override { send(); }
    void arrived(const QList<LogEntry> &entries) override
    {
        events += quint64(entries.size());
        ready_ += int(entries.size());
        QTimer::singleShot(0, this, [this] { send(); });
    }
    void looked(const LogHead &, const StoreState &) override {}
    void emptied(const LogHead &) override {}
    void left(const StoreState &state) override { std::fprintf(stderr, "%s\n", qPrintable(state.problem)); }

private:
    void send()
    {
        while (ready_ > 0) {
            QList<LogRequest> group;
            for (; ready_ > 0 && group.size() < atOnce_; --ready_) {
                ++number_;
                group.append(
                    {number_, {{.data = Data, .id = hasIds_ ? run_ + QByteArray::number(number_) : QByteArray()}}});
            }
            log_.append(group, [](const QList<LogAnswer> &) {});
        }
    }

    RedisGroupLog log_;
    int ready_;
    int atOnce_;
    bool hasIds_;
    QByteArray run_ = QByteArray::number(QRandomGenerator::global()->generate()) + '-';
    quint64 number_ = 0;
};

void runFor(int seconds)
{
    QTimer::singleShot(seconds * 1000, QCoreApplication::instance(), &QCoreApplication::quit);
    QCoreApplication::exec();
}

void benchLog(const char *what, const RedisUrl &url, int publishers, int atOnce, bool hasIds, int seconds)
{
    Publishers bench(url, publishers, atOnce, hasIds);
    runFor(1);
    const quint64 before = bench.events;
    const double cpu = cpuSeconds();
    QElapsedTimer timer;
    timer.start();
    runFor(seconds);
    report(what, bench.events - before, double(timer.elapsed()) / 1000, cpuSeconds() - cpu);
}

void benchPlain(const RedisUrl &url, int publishers, int seconds)
{
    RedisConnection connection(url, RedisConnection::Role::Commands, {}, [] { return 0.5; });
    quint64 events = 0;
    std::function<void()> add = [&] {
        connection.send(
            {"XADD", "heliograph", "MAXLEN", "~", "1000000", "*", "channel", "sse", "data", Data, "from", "bench 1 0"},
            [&](const RespValue &) {
                ++events;
                add();
            });
    };
    QObject::connect(&connection, &RedisConnection::ready, &connection, [&] {
        for (int i = 0; i < publishers; ++i)
            add();
    });
    connection.open();
    runFor(1);
    const quint64 before = events;
    const double cpu = cpuSeconds();
    QElapsedTimer timer;
    timer.start();
    runFor(seconds);
    report("plain XADD", events - before, double(timer.elapsed()) / 1000, cpuSeconds() - cpu);
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    QString problem;
    const auto url = RedisUrl::parse(arguments.value(1), problem);
    if (!url) {
        std::fprintf(stderr, "usage: bench_grouplog redis://HOST:PORT [PUBLISHERS] [SECONDS]\n%s\n",
                     qPrintable(problem));
        return 2;
    }
    const int publishers = arguments.size() > 2 ? arguments[2].toInt() : 64;
    const int seconds = arguments.size() > 3 ? arguments[3].toInt() : 5;
    benchPlain(*url, publishers, seconds);
    benchLog("one request a group", *url, publishers, 1, false, seconds);
    benchLog("all that are ready", *url, publishers, publishers, false, seconds);
    benchLog("all that are ready, own ids", *url, publishers, publishers, true, seconds);
    return 0;
}
