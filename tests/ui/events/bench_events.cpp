// SPDX-License-Identifier: GPL-3.0-or-later
// What the events table costs the GUI thread, with a million rows and 50,000 events a second arriving. Prints, judges
// nothing. bench_events [--rows N] [--rate N] [--seconds N]
#include "fakehub.h"
#include "ui/events/eventsview.h"
#include "ui/events/eventtablemodel.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QScrollBar>
#include <QThread>
#include <QTimer>

#include <algorithm>
#include <cstdio>

using namespace helio;

namespace {

std::deque<FeedQueue::Item> batch(int count)
{
    static quint64 number = 0;
    std::deque<FeedQueue::Item> items;
    for (int i = 0; i < count; ++i, ++number) {
        const QByteArray n = QByteArray::number(number);
        QByteArray data = "{\"symbol\":\"ACME" + QByteArray::number(number % 97) +
                          "\",\"venue\":\"Xetra\",\"price\":" + QByteArray::number(double(number % 1009) / 5) +
                          ",\"volume\":" + n +
                          ",\"note\":\"the quick brown fox jumps over the lazy dog, and the hub sends it\"";
        data += ",\"pad\":\"" + QByteArray(std::max<qsizetype>(0, 188 - data.size()), 'x') + "\"}";
        items.push_back({0, received("orders." + QByteArray::number(number % 8), "price", data, n)});
    }
    return items;
}

class Turns
{
public:
    /// Runs the event loop until `isDone`, and takes the time of each turn.
    void run(const char *what, int milliseconds, const std::function<bool()> &isDone, const std::function<void()> &work)
    {
        std::vector<double> turns;
        QElapsedTimer all;
        all.start();
        qint64 doneAt = -1;
        while (all.elapsed() < milliseconds) {
            QElapsedTimer turn;
            turn.start();
            work();
            QCoreApplication::processEvents();
            turns.push_back(double(turn.nsecsElapsed()) / 1e6);
            if (doneAt < 0 && isDone())
                doneAt = all.elapsed();
            QThread::usleep(200);
        }
        std::sort(turns.begin(), turns.end());
        const auto at = [&](double share) { return turns[size_t(share * double(turns.size() - 1))]; };
        std::printf("%-44s done %6lld ms  turns %6zu  p50 %6.2f  p99 %6.2f  p99.9 %6.2f  max %6.2f ms\n", what,
                    static_cast<long long>(doneAt), turns.size(), at(0.5), at(0.99), at(0.999), turns.back());
        std::fflush(stdout);
    }
};

} // namespace

int main(int argc, char **argv)
{
    QApplication app(argc, argv);
    const QStringList arguments = app.arguments();
    const auto number = [&](const char *option, int otherwise) {
        const qsizetype at = arguments.indexOf(QLatin1String(option));
        return at < 0 ? otherwise : arguments.value(at + 1).toInt();
    };
    const int rows = number("--rows", 1'000'000);
    const int rate = number("--rate", 50'000);
    const int seconds = number("--seconds", 5);

    EventTableModel model(qsizetype(rows) * 320);
    EventsView view(model);
    view.resize(1280, 800);
    for (int i = 0; i < rows; i += 1000)
        model.append(batch(1000));
    view.show();
    std::printf("%d rows, %.0f MB\n", model.rowCount(), double(model.bytes()) / 1e6);

    // The batches are made before, as other threads do it; one each 33 ms, as the window takes them.
    const int perTick = rate * 33 / 1000;
    std::vector<std::deque<FeedQueue::Item>> ready(size_t(seconds) * 31);
    const auto make = [&] {
        for (auto &items : ready)
            items = batch(perTick);
    };
    size_t next = 0;
    QTimer tick;
    QObject::connect(&tick, &QTimer::timeout, &model, [&] {
        if (rate > 0 && next < ready.size())
            model.append(ready[next++]);
    });
    Turns turns;
    const auto nothing = [] {};
    const auto always = [] { return true; };
    const auto isDone = [&] { return !model.isFiltering(); };
    const auto filterBy = [&](const QString &text) {
        make();
        next = 0;
        tick.start(33);
        bool isSet = false;
        turns.run(
            qPrintable(text.isEmpty() ? QStringLiteral("(no filter)") : text), seconds * 1000,
            [&] { return isSet && isDone(); },
            [&] {
                if (!isSet)
                    model.setFilter(*EventFilter::parse(text));
                isSet = true;
            });
        tick.stop();
        std::printf("    %d rows of %llu\n", model.rowCount(),
                    static_cast<unsigned long long>(model.counters().received));
    };
    const auto plain = [&](const char *what, const std::function<void()> &work) {
        make();
        next = 0;
        tick.start(33);
        turns.run(what, seconds * 1000, always, work);
        tick.stop();
    };
    plain("following", nothing);
    view.verticalScrollBar()->setValue(model.rowCount() / 2);
    plain("scrolled up, still", nothing);
    plain("scrolling",
          [&] { view.verticalScrollBar()->setValue(view.verticalScrollBar()->value() + (next % 2 ? 17 : -16)); });
    view.hide();
    plain("hidden", nothing);
    view.show();
    view.goLive();
    for (const char *text : {"ACME42", "", "/acme4[0-9].*fox/i", "", "$.price>100", "", "channel:orders.3", "zzz",
                             "-zzz", "Ärger", "/(a+)+$/", "", "/(x+x+)+y/", ""})
        filterBy(QString::fromUtf8(text));
    view.verticalScrollBar()->setValue(model.rowCount() / 2);
    for (const char *text : {"ACME42", "", "$.price>100", ""})
        filterBy(QString::fromUtf8(text));
    return 0;
}
