// SPDX-License-Identifier: GPL-3.0-or-later
// Many subscribers in a process of their own, as one process may not have as many sockets as a group of hubs has
// clients. They come back to any of the hubs, and each judges what it receives of LoadPublishers 1, 2, 3… that publish
// one after the other, to both channels in turn: each event once, in order, nothing missing, no gap.
//   load_subscribers CLIENTS CHANNEL ANOTHER-CHANNEL PORT…
// Each fourth client takes both channels, the others the first alone. It says `streaming MS` when all stream. Then, for
// each line `until PUBLISHER N` of the standard input: waits until all have what they are to have of the first N events
// of that publisher, and says `have MS`: the longest that one of them took.
#include "support/loadpublisher.h"
#include "support/swarm.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QSocketNotifier>

#include <algorithm>
#include <cstdio>

#include <unistd.h>

using namespace helio;
using namespace helio::test;
using namespace std::chrono_literals;

namespace {

/// The serials are even in the first channel, and odd in the second.
struct Subscriber
{
    bool takesBoth = false;
    int publisher = 1;
    qint64 next = 0; ///< serial of that publisher's next event for it

    bool hasFirst(int ofPublisher, qint64 events) const
    {
        return publisher == ofPublisher && next >= (takesBoth ? events : events + events % 2);
    }
};

class Subscribers
{
public:
    Subscribers(Swarm &swarm, int count, const QByteArray &channel, const QByteArray &another,
                const std::vector<quint16> &ports);
    bool allHaveFirst(int publisher, qint64 events) const;
    /// Since it was called last.
    double longestMilliseconds() { return double(std::exchange(longest_, 0)) / 1e6; }
    QString problem() const;

private:
    void take(size_t i, const Event &event);

    Swarm &swarm_;
    std::vector<Subscriber> subscribers_;
    qint64 longest_ = 0; ///< nanoseconds
    QString problem_;
};

Subscribers::Subscribers(Swarm &swarm, int count, const QByteArray &channel, const QByteArray &another,
                         const std::vector<quint16> &ports)
    : swarm_(swarm)
    , subscribers_(size_t(count))
{
    for (size_t i = 0; i < subscribers_.size(); ++i) {
        subscribers_[i].takesBoth = i % 4 == 3;
        SwarmPlan plan;
        plan.query = "channel=" + channel + (subscribers_[i].takesBoth ? "&channel=" + another : QByteArray());
        plan.ports = ports;
        plan.returnsWithin = 1s;
        plan.observer = [this, i](SwarmClient &, const Event &event) { take(i, event); };
        swarm.add(plan);
    }
}

void Subscribers::take(size_t i, const Event &event)
{
    Subscriber &subscriber = subscribers_[i];
    const QByteArrayList words = event.data.left(48).split(' ');
    const int publisher = words.value(0).toInt();
    const qint64 serial = words.value(1).toLongLong();
    if (publisher == subscriber.publisher + 1) {
        subscriber.publisher = publisher;
        subscriber.next = 0;
    }
    if ((publisher != subscriber.publisher || serial != subscriber.next) && problem_.isEmpty()) {
        problem_ = QStringLiteral("client %1 got event %2 of publisher %3, where %4 of %5 was expected (connection %6)")
                       .arg(i)
                       .arg(serial)
                       .arg(publisher)
                       .arg(subscriber.next)
                       .arg(subscriber.publisher)
                       .arg(swarm_.at(i).counts().connections);
    }
    subscriber.next = serial + (subscriber.takesBoth ? 1 : 2);
    longest_ = std::max(longest_, LoadPublisher::now() - LoadPublisher::publishedAt(event));
}

bool Subscribers::allHaveFirst(int publisher, qint64 events) const
{
    return std::all_of(subscribers_.cbegin(), subscribers_.cend(),
                       [=](const Subscriber &subscriber) { return subscriber.hasFirst(publisher, events); });
}

QString Subscribers::problem() const
{
    if (!problem_.isEmpty())
        return problem_;
    if (const quint64 gaps = swarm_.counts().gaps)
        return QStringLiteral("%1 gaps were told").arg(gaps);
    return swarm_.problem();
}

/// The next line of the standard input; nothing at its end. The swarm works on meanwhile.
std::optional<QByteArray> nextLine(Swarm &swarm)
{
    static QByteArray waiting;
    bool isEnded = false;
    QSocketNotifier notifier(STDIN_FILENO, QSocketNotifier::Read);
    QObject::connect(&notifier, &QSocketNotifier::activated, &swarm, [&] {
        char bytes[1024];
        const ssize_t got = ::read(STDIN_FILENO, bytes, sizeof bytes);
        isEnded = got <= 0;
        waiting.append(bytes, std::max<ssize_t>(0, got));
    });
    while (!waiting.contains('\n') && !isEnded)
        swarm.waitFor([&] { return waiting.contains('\n') || isEnded; });
    const qsizetype end = waiting.indexOf('\n');
    if (end < 0)
        return std::nullopt;
    const QByteArray line = waiting.left(end);
    waiting.remove(0, end + 1);
    return line;
}

int fail(const QString &problem)
{
    std::fprintf(stderr, "%s\n", qPrintable(problem));
    return 1;
}

template <typename... Arguments>
void say(const char *format, Arguments... arguments)
{
    std::printf(format, arguments...);
    std::fflush(stdout);
}

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() < 5)
        return fail(QStringLiteral("load_subscribers CLIENTS CHANNEL ANOTHER-CHANNEL PORT…"));
    std::vector<quint16> ports;
    for (const QString &port : arguments.mid(4))
        ports.push_back(port.toUShort());
    const int count = arguments.at(1).toInt();
    if (Swarm::openFileLimit() < count + 100)
        return fail(QStringLiteral("the hard limit of open files is too small for %1 clients").arg(count));

    Swarm swarm(ports.front());
    QElapsedTimer timer;
    timer.start();
    Subscribers subscribers(swarm, count, arguments.at(2).toUtf8(), arguments.at(3).toUtf8(), ports);
    if (!swarm.waitFor([&] { return swarm.allStream(); }, 300s))
        return fail(QStringLiteral("not all clients stream: ") + swarm.problem());
    say("streaming %lld\n", static_cast<long long>(timer.elapsed()));

    while (const auto line = nextLine(swarm)) {
        const QByteArrayList words = line->split(' ');
        const int publisher = words.value(1).toInt();
        const qint64 events = words.value(2).toLongLong();
        const bool areThere = swarm.waitFor(
            [&] { return !subscribers.problem().isEmpty() || subscribers.allHaveFirst(publisher, events); }, 300s);
        if (const QString problem = subscribers.problem(); !areThere || !problem.isEmpty())
            return fail(problem.isEmpty() ? QStringLiteral("not all clients got all %1 events").arg(events) : problem);
        say("have %.1f\n", subscribers.longestMilliseconds());
    }
    return 0;
}
