// SPDX-License-Identifier: GPL-3.0-or-later
// Tells the thread sanitizer what Qt orders. Debian's Qt is not built with it, so that the sanitizer sees neither the
// locks of Qt's lists (futexes, taken by inline atomics within libQt6Core) nor what they order, and takes each value
// that crosses threads by Qt for a race. Told is an edge for each single thing that crosses, from who gave it to who
// got it: less than Qt's locks give, which order all that they guard. What is ordered by luck alone is so still
// reported.
//
// In every program of a build with the thread sanitizer, and in no other.
#include "support/sanitizers/detour.h"

#include <QCoreApplication>
#include <QEvent>
#include <QThread>
#include <QThreadStorage>

#include <dlfcn.h>
#include <sanitizer/tsan_interface.h>
#include <sys/mman.h>
#include <unistd.h>

using helio::test::detour;

namespace {

/// The function or object as Qt has it, where the program has one of the same name.
template <typename T>
T qts(const char *symbol)
{
    void *const found = ::dlsym(RTLD_NEXT, symbol);
    if (!found)
        qFatal("Qt has no %s", symbol);
    return reinterpret_cast<T>(found);
}

// Events. QCoreApplication::postEvent() puts an event into the receiver's list under the lock of that list
// (QPostEventList::mutex), sendPostedEvents() and removePostedEvents() take it from there under the same: what was done
// before the event was posted, the copies of a queued signal's arguments among it, happens before it is delivered, or
// deleted. invokeMethod(), queued signals, deleteLater() and moveToThread() all post.

void (*qtsPostEvent)(QObject *, QEvent *, int);
void (*qtsDeleteMetaCall)(QEvent *);

void postEvent(QObject *receiver, QEvent *event, int priority)
{
    __tsan_release(event);
    qtsPostEvent(receiver, event, priority);
}

/// Called by Qt in the receiver's thread before each event. One that was sent, not posted, was released by nobody.
bool onDelivery(void **receiverEventResult)
{
    __tsan_acquire(receiverEventResult[1]);
    return false;
}

/// Of a call that may never have been delivered, because its receiver went first: with it go functor and arguments.
void deleteMetaCall(QEvent *event)
{
    __tsan_acquire(event);
    qtsDeleteMetaCall(event);
}

/// Events of this class end only by the table of its virtual functions, in which the deleting destructor is the fourth
/// entry, as the platform's C++ ABI has it.
void replaceDeletion()
{
    auto *const entry = qts<void **>("_ZTV14QMetaCallEvent") + 3;
    const auto page = std::uintptr_t(::sysconf(_SC_PAGESIZE));
    auto *const from = reinterpret_cast<void *>(reinterpret_cast<std::uintptr_t>(entry) & ~(page - 1));
    if (::mprotect(from, page, PROT_READ | PROT_WRITE) != 0)
        qFatal("The table of QMetaCallEvent may not be written");
    qtsDeleteMetaCall = reinterpret_cast<void (*)(QEvent *)>(*entry);
    *entry = reinterpret_cast<void *>(&deleteMetaCall);
}

// Slot objects: the functors of connections and of invokeMethod(). QObject::connect() puts one into the sender's list
// under the sender's lock (signalSlotLock), and whoever emits finds it there by the list's atomics: what connect() was
// given is ready when it is called. All who use one count (QSlotObjectBase::m_ref, counted within Qt): its calls happen
// before its end, which may be in any of the threads.

QMetaObject::Connection (*qtsConnect)(const QObject *, void **, const QObject *, void **, QtPrivate::QSlotObjectBase *,
                                      Qt::ConnectionType, const int *, const QMetaObject *);

#if QT_VERSION < QT_VERSION_CHECK(6, 7, 0)
bool (*qtsInvoke)(QObject *, QtPrivate::QSlotObjectBase *, Qt::ConnectionType, void *);
constexpr const char *Invoke =
    "_ZN11QMetaObject16invokeMethodImplEP7QObjectPN9QtPrivate15QSlotObjectBaseEN2Qt14ConnectionTypeEPv";
#else
bool (*qtsInvoke)(QObject *, QtPrivate::QSlotObjectBase *, Qt::ConnectionType, qsizetype, const void *const *,
                  const char *const *, const QtPrivate::QMetaTypeInterface *const *);
constexpr const char *Invoke = "_ZN11QMetaObject16invokeMethodImplEP7QObjectPN9QtPrivate15QSlotObjectBaseEN2Qt14Connect"
                               "ionTypeExPKPKvPKPKcPKPKNS2_18QMetaTypeInterfaceE";
#endif

class OrderedSlot : public QtPrivate::QSlotObjectBase
{
public:
    explicit OrderedSlot(QtPrivate::QSlotObjectBase *slot)
        : QSlotObjectBase(&OrderedSlot::work)
        , slot_(slot)
    {
        __tsan_release(&slot_);
    }

private:
    static void work(int which, QSlotObjectBase *base, QObject *receiver, void **arguments, bool *result)
    {
        auto *const self = static_cast<OrderedSlot *>(base);
        __tsan_acquire(&self->slot_);
        switch (which) {
        case Call:
            self->slot_->call(receiver, arguments);
            __tsan_release(&self->calls_); // the next call does not acquire that
            break;
        case Compare:
            *result = self->slot_->compare(arguments);
            break;
        case Destroy:
            __tsan_acquire(&self->calls_);
            self->slot_->destroyIfLastRef();
            delete self;
            break;
        }
    }

    QSlotObjectBase *slot_;
    quint64 calls_ = 0; ///< there for its address alone
};

// Threads. The sanitizer sees pthread_create(), by which Qt starts a thread. It does not see its end: Qt's threads are
// detached, and QThread::wait() asks under QThread's own lock (QThreadPrivate::mutex) whether there is one still. Under
// the same lock exit() asks it to end, before which what is done happens before finished().

void (*qtsStart)(QThread *, QThread::Priority);
void (*qtsExit)(QThread *, int);
bool (*qtsWait)(QThread *, QDeadlineTimer);

/// What stands for the request to end, as the thread's own address does for its end.
void *requestToEnd(QThread *thread)
{
    return reinterpret_cast<quint64 *>(thread) + 1;
}

/// Of one thread: ends with it, when nothing of ours is run there any more.
struct EndOfThread
{
    QThread *thread;
    ~EndOfThread() { __tsan_release(thread); }
};

QThreadStorage<EndOfThread *> endOfThread;

/// Before main() and thus before there is a second thread.
bool install()
{
    qtsPostEvent = reinterpret_cast<decltype(qtsPostEvent)>(detour(
        qts<void *>("_ZN16QCoreApplication9postEventEP7QObjectP6QEventi"), reinterpret_cast<void *>(&postEvent)));
    replaceDeletion();
    qtsConnect = qts<decltype(qtsConnect)>(
        "_ZN7QObject11connectImplEPKS_PPvS1_S3_PN9QtPrivate15QSlotObjectBaseEN2Qt14ConnectionTypeEPKiPK11QMetaObject");
    qtsInvoke = qts<decltype(qtsInvoke)>(Invoke);
    qtsExit = qts<decltype(qtsExit)>("_ZN7QThread4exitEi");
    qtsStart = qts<decltype(qtsStart)>("_ZN7QThread5startENS_8PriorityE");
    qtsWait = qts<decltype(qtsWait)>("_ZN7QThread4waitE14QDeadlineTimer");
    return QInternal::registerCallback(QInternal::EventNotifyCallback, &onDelivery);
}

[[maybe_unused]] const bool isInstalled = install();

} // namespace

// What the program calls of these comes here first.

QMetaObject::Connection QObject::connectImpl(const QObject *sender, void **signal, const QObject *receiver,
                                             void **slotPtr, QtPrivate::QSlotObjectBase *slot, Qt::ConnectionType type,
                                             const int *types, const QMetaObject *senderMetaObject)
{
    return qtsConnect(sender, signal, receiver, slotPtr, new OrderedSlot(slot), type, types, senderMetaObject);
}

#if QT_VERSION < QT_VERSION_CHECK(6, 7, 0)
bool QMetaObject::invokeMethodImpl(QObject *object, QtPrivate::QSlotObjectBase *slot, Qt::ConnectionType type,
                                   void *result)
{
    return qtsInvoke(object, new OrderedSlot(slot), type, result);
}
#else
bool QMetaObject::invokeMethodImpl(QObject *object, QtPrivate::QSlotObjectBase *slot, Qt::ConnectionType type,
                                   qsizetype count, const void *const *arguments, const char *const *names,
                                   const QtPrivate::QMetaTypeInterface *const *types)
{
    return qtsInvoke(object, new OrderedSlot(slot), type, count, arguments, names, types);
}
#endif

void QThread::start(Priority priority)
{
    connect(
        this, &QThread::started, this, [this] { endOfThread.setLocalData(new EndOfThread{this}); },
        Qt::ConnectionType(Qt::DirectConnection | Qt::SingleShotConnection));
    connect(
        this, &QThread::finished, this, [this] { __tsan_acquire(requestToEnd(this)); },
        Qt::ConnectionType(Qt::DirectConnection | Qt::SingleShotConnection));
    qtsStart(this, priority);
}

void QThread::exit(int result)
{
    __tsan_release(requestToEnd(this));
    qtsExit(this, result);
}

void QThread::quit()
{
    exit();
}

bool QThread::wait(QDeadlineTimer deadline)
{
    const bool hasEnded = qtsWait(this, deadline);
    if (hasEnded)
        __tsan_acquire(this);
    return hasEnded;
}
