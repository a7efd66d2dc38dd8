// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/eventsource.h"
#include "doctor/sourcejudge.h"

#include <QCoreApplication>
#include <QFile>
#include <QTcpServer>
#include <QTcpSocket>
#include <QThread>

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <ctime>
#include <memory>

// The event source from end to end: a server in another thread answers with a file, over a loopback socket.
//
//   bench_client FILE ROUNDS [raw] [comments] [judge]   reads FILE as a stream and prints
//   EVENTS DATA_BYTES SECONDS CPU_SECONDS       of the fastest round
//
// `raw`: with the exact bytes of each event; `comments`: with comments; `judge`: with
// who finds what is wrong with the stream, as the window has it. CPU_SECONDS are those of the source's own
// thread, in which events are made; they count on a machine that is busy elsewhere.

using namespace helio;

namespace {

/// Answers each request with `body`. It lives in a thread of its own.
class FileServer : public QTcpServer
{
public:
    explicit FileServer(const QByteArray &body)
        : body_(body)
    {
        connect(this, &QTcpServer::newConnection, this, [this] {
            QTcpSocket *const socket = nextPendingConnection();
            connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
            auto sent = std::make_shared<qsizetype>(-1);
            connect(socket, &QTcpSocket::readyRead, this, [this, socket, sent] {
                request_ += socket->readAll();
                if (!request_.contains("\r\n\r\n"))
                    return;
                request_.clear();
                *sent = 0;
                socket->write("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nContent-Length: " +
                              QByteArray::number(body_.size()) + "\r\n\r\n");
            });
            connect(socket, &QTcpSocket::bytesWritten, this, [this, socket, sent] {
                while (*sent < body_.size() && socket->bytesToWrite() < WaitingBytes) {
                    const qsizetype size = std::min(WaitingBytes, body_.size() - *sent);
                    socket->write(body_.constData() + *sent, size);
                    *sent += size;
                }
            });
        });
    }

private:
    static constexpr qsizetype WaitingBytes = 1024 * 1024;

    QByteArray body_;
    QByteArray request_;
};

double threadSeconds()
{
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return double(time.tv_sec) + double(time.tv_nsec) / 1e9;
}

struct Measurement
{
    qint64 events = 0;
    qint64 dataBytes = 0;
    double seconds = 0;
    double cpuSeconds = 0;
    QString problem;
};

Measurement measure(const QUrl &url, const EventSourceOptions &options, bool isJudged)
{
    Measurement measurement;
    QEventLoop loop;
    EventSource source(url, options);
    LoopLateness lateness;
    if (isJudged)
        new SourceJudge(source, options, &lateness);
    QObject::connect(&source, &EventSource::eventsArrived, &loop, [&](const QList<ReceivedEvent> &events) {
        measurement.events += events.size();
        for (const ReceivedEvent &received : events)
            measurement.dataBytes += received.event.data.size();
    });
    QObject::connect(&source, &EventSource::ended, &loop, &QEventLoop::quit);
    QObject::connect(&source, &EventSource::errorOccurred, &loop, [&](const FeedError &error) {
        measurement.problem = error.message;
        loop.quit();
    });
    const auto begin = std::chrono::steady_clock::now();
    const double cpuBegin = threadSeconds();
    source.open();
    loop.exec();
    measurement.cpuSeconds = threadSeconds() - cpuBegin;
    measurement.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    return measurement;
}

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    const int rounds = argc < 3 ? 0 : QByteArray(argv[2]).toInt();
    EventSourceOptions options;
    options.reconnects = false;
    bool isUsage = rounds > 0;
    bool isJudged = false;
    for (int i = 3; i < argc; ++i) {
        if (std::strcmp(argv[i], "raw") == 0)
            options.keepsRawBytes = true;
        else if (std::strcmp(argv[i], "comments") == 0)
            options.reportsComments = true;
        else if (std::strcmp(argv[i], "judge") == 0)
            isJudged = true;
        else
            isUsage = false;
    }
    if (!isUsage) {
        std::fputs("usage: bench_client FILE ROUNDS [raw] [comments] [judge]\n", stderr);
        return 2;
    }
    QFile file(QString::fromLocal8Bit(argv[1]));
    if (!file.open(QIODevice::ReadOnly)) {
        std::fprintf(stderr, "bench_client: cannot read %s: %s\n", argv[1], qPrintable(file.errorString()));
        return 1;
    }

    QThread thread;
    FileServer server(file.readAll());
    if (!server.listen(QHostAddress::LocalHost)) {
        std::fprintf(stderr, "bench_client: cannot listen: %s\n", qPrintable(server.errorString()));
        return 1;
    }
    const QUrl url(QStringLiteral("http://127.0.0.1:%1/").arg(server.serverPort()));
    server.moveToThread(&thread);
    thread.start();

    Measurement best;
    for (int round = 0; round < rounds && best.problem.isEmpty(); ++round) {
        const Measurement next = measure(url, options, isJudged);
        if (round == 0 || next.seconds < best.seconds || !next.problem.isEmpty())
            best = next;
    }
    // Sockets end in the thread in which they live.
    QMetaObject::invokeMethod(
        &server,
        [&server, main = QThread::currentThread()] {
            qDeleteAll(server.findChildren<QTcpSocket *>());
            server.moveToThread(main);
        },
        Qt::BlockingQueuedConnection);
    thread.quit();
    thread.wait();
    if (!best.problem.isEmpty()) {
        std::fprintf(stderr, "bench_client: %s\n", qPrintable(best.problem));
        return 1;
    }
    std::printf("%lld %lld %.6f %.6f\n", static_cast<long long>(best.events), static_cast<long long>(best.dataBytes),
                best.seconds, best.cpuSeconds);
    return 0;
}
