// SPDX-License-Identifier: GPL-3.0-or-later
// What Conversation and Timing cost the GUI thread at 50,000 events a second: hidden, and seen. Its own time is counted
// (that of the thread, not of the machine), with painting. Prints, judges nothing. bench_conversation [SECONDS]
#include "fakehub.h"
#include "feed/walltime.h"
#include "ui/lens/conversationpanel.h"
#include "ui/lens/timingstrip.h"
#include "ui/look/actions.h"
#include "ui/streams/streamlist.h"

#include <QApplication>
#include <QSettings>
#include <QTemporaryDir>
#include <QThread>

#include <cstdio>
#include <ctime>

using namespace helio;

namespace {

constexpr int BatchSize = 1'650; // 50,000 a second, in ticks of 33 ms
constexpr int TicksASecond = 30;

enum class Shown { Nothing, Conversation, Timing, Both };

double threadSeconds()
{
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return double(time.tv_sec) + double(time.tv_nsec) / 1e9;
}

QByteArray price(int number)
{
    return "{\"symbol\":\"ACME\",\"price\":" + QByteArray::number(number % 1009) +
           ",\"note\":\"the quick brown fox jumps over the lazy dog\",\"pad\":\"" + QByteArray(100, 'x') + "\"}";
}

/// One message of a thousand deltas after the other.
QByteArray delta(int number)
{
    if (number % 1000 == 0)
        return R"({"type":"message_start","message":{"id":"m","role":"assistant","model":"model-1"}})";
    if (number % 1000 == 999)
        return R"({"type":"message_stop"})";
    return R"({"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":")" +
           QByteArray(number % 20 == 0 ? "end.\\n" : "word ") + R"("}})";
}

QByteArray notification(int number)
{
    return R"({"jsonrpc":"2.0","method":"notifications/message","params":{"level":"info","data":")" +
           QByteArray::number(number) + R"("}})";
}

/// Answers what one second of the stream costs, in seconds of the thread.
double measure(QByteArray (*data)(int), Shown shown, const QString &dialect, int seconds)
{
    const QTemporaryDir directory;
    QSettings settings(directory.filePath(QStringLiteral("s.ini")), QSettings::IniFormat);
    EventRing ring(64 * 1024 * 1024);
    FeedQueue queue(1024 * 1024);
    FakeOpener opener;
    StreamList streams(opener, queue);
    QObject owner;
    Actions actions(&owner);
    ConversationPanel panel(
        ring, streams, [](EventFeed *, int) {}, actions, settings);
    TimingStrip timing(ring, streams, panel.feed());
    const int stream = streams.open({QUrl(QStringLiteral("http://model:8080/v1")), {}, {}});
    panel.choose({stream, {}, false});
    timing.choose({stream, {}, false});
    panel.setDialect({dialect});
    panel.resize(1280, 700);
    timing.resize(1280, 100);
    panel.setVisible(shown == Shown::Conversation || shown == Shown::Both);
    timing.setVisible(shown == Shown::Timing || shown == Shown::Both);
    QApplication::processEvents();
    double spent = 0;
    int number = 0;
    for (int tick = 0; tick < seconds * TicksASecond; ++tick) {
        const qint64 now = wallNow();
        for (int i = 0; i < BatchSize; ++i)
            ring.append(stream, {{{}, {}, {}, data(number++)}, now});
        ring.trim();
        const double before = threadSeconds();
        panel.readOn();
        timing.readOn();
        for (int i = 0; i < 3; ++i) {
            QApplication::processEvents();
            QThread::msleep(5); // slices, paintings
        }
        spent += threadSeconds() - before;
    }
    return spent / seconds;
}

} // namespace

int main(int argc, char *argv[])
{
    const QApplication application(argc, argv);
    const int seconds = argc > 1 ? std::atoi(argv[1]) : 3;
    struct Kind
    {
        const char *name;
        QByteArray (*data)(int);
        QString dialect;
    };
    const Kind kinds[] = {{"prices, no dialect fits", price, QStringLiteral("auto")},
                          {"prices, at a JSON path", price, QStringLiteral("$.note")},
                          {"answers of a model", delta, QStringLiteral("anthropic")},
                          {"notifications of MCP", notification, QStringLiteral("mcp")}};
    constexpr std::pair<Shown, const char *> Sights[] = {{Shown::Nothing, "hidden"},
                                                         {Shown::Conversation, "Conversation"},
                                                         {Shown::Timing, "Timing"},
                                                         {Shown::Both, "both"}};
    for (const Kind &kind : kinds) {
        for (const auto &[shown, name] : Sights) {
            const double cost = measure(kind.data, shown, kind.dialect, seconds);
            std::printf("%-26s %-14s %8.0f ns an event, %6.2f %% of the thread at 50,000/s\n", kind.name, name,
                        cost / (BatchSize * TicksASecond) * 1e9, cost * 100);
        }
    }
    return 0;
}
