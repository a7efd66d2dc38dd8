// SPDX-License-Identifier: GPL-3.0-or-later
// qtcrossing NAME: values cross threads as NAME says, see the table in main(). The first rows are ordered by Qt, and
// the thread sanitizer has to be silent; in the others only luck or nothing orders them, and it has to report that.
#include <QCoreApplication>
#include <QEvent>
#include <QEventLoop>
#include <QThread>

#include <atomic>
#include <cstdio>
#include <cstring>
#include <vector>

namespace {

using Values = std::vector<int>; // that deep copies share nothing, whose counter would order its users

int crossing = 0;

/// By which one thread waits for another without being ordered after it.
class Flag
{
public:
    bool isRaised() const { return raised_.load(std::memory_order_relaxed); }
    void raise() { raised_.store(true, std::memory_order_relaxed); }
    void await() const
    {
        while (!isRaised())
            QThread::yieldCurrentThread();
    }

private:
    std::atomic<bool> raised_ = false;
};

Flag go;
Flag done;

class Carried : public QEvent
{
public:
    static constexpr Type CarriedType = Type(User + 1);

    explicit Carried(Values values)
        : QEvent(CarriedType)
        , values_(std::move(values))
    {}
    int first() const { return values_[0]; }

private:
    Values values_;
};

class Traveller : public QObject
{
    Q_OBJECT
public:
    Values values = Values(100, 1);

Q_SIGNALS:
    void sent(const Values &values, const QString &text);

protected:
    bool event(QEvent *event) override
    {
        if (event->type() != Carried::CarriedType)
            return QObject::event(event);
        crossing += static_cast<Carried *>(event)->first();
        done.raise();
        return true;
    }
};

/// The main thread here, another one there.
struct Sides
{
    QThread thread;
    Traveller here;
    Traveller *there = new Traveller; ///< made here, used there
    QEventLoop loop;

    Sides()
    {
        there->moveToThread(&thread);
        QObject::connect(&thread, &QThread::finished, there, &QObject::deleteLater);
        thread.start();
    }
    ~Sides()
    {
        thread.quit();
        thread.wait();
    }

    void runThere(const std::function<void()> &function)
    {
        QMetaObject::invokeMethod(there, function, Qt::QueuedConnection);
    }
    /// `function` runs there once `go` is raised. Returns when the other thread waits for that: nothing that is done
    /// from then on is before it because the other thread slept and was woken up, which goes through a file.
    void runThereOnGo(const std::function<void()> &function)
    {
        Flag isThere;
        runThere([&isThere, function] {
            isThere.raise();
            go.await();
            function();
        });
        isThere.await();
    }
    void backHere()
    {
        QMetaObject::invokeMethod(
            &here, [this] { loop.quit(); }, Qt::QueuedConnection);
    }
};

// Ordered by Qt.

void aCallAndItsReturn()
{
    Sides sides;
    crossing = 1;
    sides.runThere([&sides, values = Values(100, 1)] {
        crossing += values[0] + sides.there->values[0];
        sides.backHere();
    });
    sides.loop.exec();
    ++crossing;
}

void theArgumentsOfASignal()
{
    Sides sides;
    QObject::connect(&sides.here, &Traveller::sent, sides.there, [&sides](const Values &values, const QString &text) {
        crossing += values[99] + int(text.size());
        if (values[0] == 999)
            sides.backHere();
    });
    for (int i = 0; i < 1000; ++i) // the other thread is awake for most of them
        Q_EMIT sides.here.sent(Values(100, i), QString::number(i));
    sides.loop.exec();
    ++crossing;
}

void anEventOfItsOwn()
{
    Sides sides;
    crossing = 1;
    QCoreApplication::postEvent(sides.there, new Carried(Values(100, 1)));
    done.await();
}

void aCallThatIsNeverMade()
{
    Sides sides;
    auto *const gone = new Traveller;
    gone->moveToThread(&sides.thread);
    sides.runThereOnGo([gone] { delete gone; }); // and the calls with it
    QMetaObject::invokeMethod(
        gone, [values = Values(100, 1)] { crossing += values[0]; }, Qt::QueuedConnection);
    QObject::connect(&sides.here, &Traveller::sent, gone, [](const Values &) { ++crossing; });
    Q_EMIT sides.here.sent(Values(100, 1), {});
    go.raise();
}

void aDeletionAskedForElsewhere()
{
    Sides sides;
    auto *const gone = new Traveller;
    gone->moveToThread(&sides.thread);
    gone->values = Values(200, 2);
    gone->deleteLater();
}

void aConnectionMadeElsewhere()
{
    Sides sides;
    sides.runThereOnGo([&sides] {
        Q_EMIT sides.there->sent({}, {});
        done.raise();
    });
    const auto connection = QObject::connect(
        sides.there, &Traveller::sent, sides.there, [values = Values(100, 1)] { crossing += values[0]; },
        Qt::DirectConnection);
    go.raise();
    done.await();
    QObject::disconnect(connection); // which ends the functor here
}

void aReceiverThatEndsFirst()
{
    Sides sides;
    sides.runThereOnGo([] {});
    auto *const gone = new Traveller;
    QObject::connect(gone, &QObject::destroyed, gone, [] { done.raise(); });
    gone->moveToThread(&sides.thread);
    {
        Traveller receiver;
        QObject::connect(gone, &Traveller::sent, &receiver, [] { ++crossing; });
        gone->deleteLater();
    }
    go.raise();
    done.await();
}

void theEndOfAThread()
{
    const std::unique_ptr<QThread> thread(QThread::create([] { ++crossing; }));
    thread->start();
    while (!thread->isFinished()) // so that wait() finds nothing to wait for
        QThread::yieldCurrentThread();
    thread->wait();
    ++crossing;
}

// Not ordered.

void bothPostToEachOther()
{
    Sides sides;
    for (int i = 0; i < 100; ++i) {
        sides.runThere([&sides, i] {
            ++crossing;
            if (i == 99)
                sides.backHere();
        });
        ++crossing;
    }
    sides.loop.exec();
}

void writtenBetweenTwoPosts()
{
    Sides sides;
    sides.runThereOnGo([] { ++crossing; });
    ++crossing;
    sides.runThere([] {});
    go.raise();
}

void postedToAThirdThread()
{
    Sides sides;
    Sides others;
    sides.runThereOnGo([] { ++crossing; });
    others.runThere([&sides] {
        ++crossing;
        sides.backHere();
    });
    sides.loop.exec();
    go.raise();
}

void writtenAfterConnecting()
{
    Sides sides;
    sides.runThereOnGo([&sides] { Q_EMIT sides.there->sent({}, {}); });
    QObject::connect(
        sides.there, &Traveller::sent, sides.there, [] { ++crossing; }, Qt::DirectConnection);
    ++crossing;
    go.raise();
}

void aThreadThatWasNotWaitedFor()
{
    const std::unique_ptr<QThread> thread(QThread::create([] { ++crossing; }));
    thread->start();
    while (!thread->isFinished())
        QThread::yieldCurrentThread();
    ++crossing;
    thread->wait();
}

struct Row
{
    const char *name;
    void (*run)();
};

constexpr Row Rows[] = {
    {"aCallAndItsReturn", aCallAndItsReturn},
    {"theArgumentsOfASignal", theArgumentsOfASignal},
    {"anEventOfItsOwn", anEventOfItsOwn},
    {"aCallThatIsNeverMade", aCallThatIsNeverMade},
    {"aDeletionAskedForElsewhere", aDeletionAskedForElsewhere},
    {"aConnectionMadeElsewhere", aConnectionMadeElsewhere},
    {"aReceiverThatEndsFirst", aReceiverThatEndsFirst},
    {"theEndOfAThread", theEndOfAThread},
    {"bothPostToEachOther", bothPostToEachOther},
    {"writtenBetweenTwoPosts", writtenBetweenTwoPosts},
    {"postedToAThirdThread", postedToAThirdThread},
    {"writtenAfterConnecting", writtenAfterConnecting},
    {"aThreadThatWasNotWaitedFor", aThreadThatWasNotWaitedFor},
};

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    qRegisterMetaType<Values>("Values");
    for (const Row &row : Rows) {
        if (argc == 2 && std::strcmp(argv[1], row.name) == 0) {
            row.run();
            std::puts("done");
            return 0;
        }
    }
    return 2;
}

#include "qtcrossing.moc"
