// SPDX-License-Identifier: GPL-3.0-or-later
#include "recorder.h"
#include "scriptedserver.h"

#include <QDir>
#include <QTest>

#include <algorithm>

#include <malloc.h>

using namespace helio;

using Ending = ScriptedServer::Ending;

/// A server that restarts again and again. More of them: HELIOGRAPH_RESTARTS=2000.
class EventSourceRestartsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void manyRestartsLeaveNothingBehind();
};

namespace {

qsizetype openDescriptors()
{
    return QDir(QStringLiteral("/proc/self/fd"))
        .entryList(QDir::NoDotAndDotDot | QDir::AllEntries | QDir::System)
        .size();
}

/// What the program holds of the heap, in bytes.
qint64 heapBytes()
{
#ifdef __GLIBC__
    const struct mallinfo2 info = mallinfo2();
    return qint64(info.uordblks) + qint64(info.hblkhd);
#else
    return 0;
#endif
}

int threadCount()
{
    return int(QDir(QStringLiteral("/proc/self/task")).entryList(QDir::NoDotAndDotDot | QDir::AllEntries).size());
}

} // namespace

void EventSourceRestartsTest::manyRestartsLeaveNothingBehind()
{
    const int restarts = std::max(qEnvironmentVariableIntValue("HELIOGRAPH_RESTARTS"), 200);
    auto server = std::make_unique<ScriptedServer>();
    const quint16 port = server->port();
    EventSource source(server->url(), quickOptions());
    int events = 0;
    int errors = 0;
    source.on("message", this, [&events] { ++events; });
    connect(&source, &EventSource::errorOccurred, this, [&errors] { ++errors; });
    source.open();

    qsizetype descriptors = 0;
    qint64 heap = 0;
    int threads = 0;
    for (int restart = 1; restart <= restarts; ++restart) {
        server->answerStream("id:" + QByteArray::number(restart) + "\ndata:a\n\n");
        while (events < restart)
            QVERIFY(QTest::qWaitFor([&] { return events >= restart; }));
        QCOMPARE(events, restart);
        QCOMPARE(server->connectionCount(), 1); // one connection to each of them, ever
        QCOMPARE(server->mostOpenCount(), 1);
        QCOMPARE(server->requests().first().header("last-event-id"),
                 restart == 1 ? QByteArray() : QByteArray::number(restart - 1));
        if (restart == 10 || restart == restarts) {
            const qsizetype descriptorsNow = openDescriptors();
            const qint64 heapNow = heapBytes();
            const int threadsNow = threadCount();
            if (restart == 10) {
                descriptors = descriptorsNow;
                heap = heapNow;
                threads = threadsNow;
            }
            qInfo("after %d restarts: %d descriptors, %d threads, %lld bytes of heap", restart, int(descriptorsNow),
                  threadsNow, heapNow);
            QCOMPARE(descriptorsNow, descriptors);
            QCOMPARE(threadsNow, threads);
            QVERIFY(heapNow < heap + 200'000);
        }
        // Every third ends the proper way, the others are killed; every tenth is down for a while.
        server->end(restart % 3 == 0 ? Ending::Close : Ending::Reset);
        server.reset();
        if (restart % 10 == 0) {
            const int before = errors;
            QVERIFY(QTest::qWaitFor([&] { return errors > before + 1; }));
        }
        server = std::make_unique<ScriptedServer>(port);
    }
}

QTEST_GUILESS_MAIN(EventSourceRestartsTest)
#include "tst_eventsource_restarts.moc"
