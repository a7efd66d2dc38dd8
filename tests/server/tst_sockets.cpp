// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/transport.h"
#include "server/carrier.h"
#include "server/listeningsocket.h"

#include <QAbstractEventDispatcher>
#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QHostAddress>
#include <QTest>

#include <algorithm>
#include <deque>
#include <functional>
#include <memory>
#include <utility>
#include <vector>

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace helio;

/// How sockets share the hub's thread.
class SocketsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void acceptingLeavesTurnsToOthers();
    void whoComesAnewWaitsForNoSecondRoundOfTheOthers();
    void inputInAPauseOfReadingWaitsWithoutWakingTheThread_data();
    void inputInAPauseOfReadingWaitsWithoutWakingTheThread();
};

namespace {

constexpr int DeadlineMs = 60'000;

/// The other end of a connection.
class Peer
{
public:
    explicit Peer(quint16 port)
        : descriptor_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
    {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        address.sin_port = htons(port);
        isConnected_ = ::connect(descriptor_, reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0;
    }
    ~Peer() { ::close(descriptor_); }
    Q_DISABLE_COPY_MOVE(Peer)

    bool isConnected() const { return isConnected_; }
    /// How much of it the kernel took.
    qint64 send(const QByteArray &bytes)
    {
        return ::send(descriptor_, bytes.constData(), size_t(bytes.size()), MSG_DONTWAIT | MSG_NOSIGNAL);
    }
    void finishSending() { ::shutdown(descriptor_, SHUT_WR); }

private:
    int descriptor_;
    bool isConnected_;
};

class Reader : public TransportListener
{
public:
    Reader(std::unique_ptr<Transport> transport, std::function<void()> onRead)
        : transport_(std::move(transport))
        , onRead_(std::move(onRead))
    {
        transport_->setListener(this);
    }
    Q_DISABLE_COPY_MOVE(Reader)

    void frameTaken(const Frame &) override {}
    void drained() override {}
    void bytesReceived(QByteArrayView) override { onRead_(); }
    void peerFinished() override { peerHasFinished_ = true; }
    void ended(EndReason) override {}

    void setReading(bool on) { transport_->setReading(on); }
    bool peerHasFinished() const { return peerHasFinished_; }

private:
    std::unique_ptr<Transport> transport_;
    std::function<void()> onRead_;
    bool peerHasFinished_ = false;
};

void waitFor(const std::function<bool()> &isDone)
{
    const QDeadlineTimer deadline(DeadlineMs);
    while (!isDone() && !deadline.hasExpired())
        QCoreApplication::processEvents();
}

/// Whether the thread comes to wait for something to happen.
bool becomesQuiet()
{
    constexpr int Turns = 1000; // timers have a few
    for (int i = 0; i < Turns; ++i) {
        if (!QAbstractEventDispatcher::instance()->processEvents(QEventLoop::AllEvents))
            return true;
    }
    return false;
}

} // namespace

void SocketsTest::acceptingLeavesTurnsToOthers()
{
    constexpr int Count = 600;
    constexpr int AtOnce = 256;
    ListeningSocket listener;
    int accepted = 0;
    connect(&listener, &ListeningSocket::accepted, this, [&](qintptr descriptor) {
        ++accepted;
        ::close(int(descriptor));
    });
    QVERIFY(listener.listen(QHostAddress(QHostAddress::LocalHost)));
    std::deque<Peer> peers;
    for (int i = 0; i < Count; ++i)
        QVERIFY(peers.emplace_back(listener.serverPort()).isConnected());
    int before = 0;
    int mostInOneTurn = 0;
    waitFor([&] {
        mostInOneTurn = std::max(mostInOneTurn, accepted - std::exchange(before, accepted));
        return accepted == Count;
    });
    QCOMPARE(accepted, Count);
    QVERIFY2(mostInOneTurn <= AtOnce, qPrintable(QString::number(mostInOneTurn)));
}

void SocketsTest::whoComesAnewWaitsForNoSecondRoundOfTheOthers()
{
    constexpr int Others = 192;
    constexpr int AtOnce = 64;               // so many are read before the kernel is asked again
    constexpr int ReceiveBytes = 200 * 1024; // of which one read takes a part
    const auto carrier = Carrier::make(Carrier::Kind::Epoll);
    std::vector<std::unique_ptr<Transport>> transports;
    ListeningSocket listener;
    connect(&listener, &ListeningSocket::accepted, this, [&](qintptr descriptor) {
        const int bytes = ReceiveBytes;
        ::setsockopt(int(descriptor), SOL_SOCKET, SO_RCVBUF, &bytes, sizeof bytes);
        transports.push_back(carrier->adopt(descriptor));
    });
    QVERIFY(listener.listen(QHostAddress(QHostAddress::LocalHost)));
    std::deque<Peer> peers;
    for (int i = 0; i <= Others; ++i)
        QVERIFY(peers.emplace_back(listener.serverPort()).isConnected());
    waitFor([&] { return transports.size() == size_t(Others) + 1; });
    QCOMPARE(transports.size(), size_t(Others) + 1);

    Peer &newcomer = peers.back(); // they were accepted in the order in which they connected
    int reads = 0;
    int readsBefore = -1;
    std::deque<Reader> readers;
    for (auto &transport : transports) {
        QVERIFY(transport);
        const bool isNewcomer = readers.size() == size_t(Others);
        readers.emplace_back(std::move(transport), [&, isNewcomer] {
            if (isNewcomer)
                readsBefore = reads;
            else if (++reads == 1)
                newcomer.send("x"); // while all the others are ready
        });
    }
    for (int i = 0; i < Others; ++i)
        QVERIFY(peers[size_t(i)].send(QByteArray(ReceiveBytes, 'x')) > 0);
    waitFor([&] { return readsBefore >= 0; });
    QVERIFY(readsBefore > 0);
    QVERIFY2(readsBefore <= Others + 2 * AtOnce, qPrintable(QString::number(readsBefore)));
}

void SocketsTest::inputInAPauseOfReadingWaitsWithoutWakingTheThread_data()
{
    QTest::addColumn<bool>("hasBytes");
    QTest::addColumn<bool>("hasEnd");
    QTest::newRow("bytes") << true << false;
    QTest::newRow("the peer's end") << false << true;
    QTest::newRow("bytes and the peer's end") << true << true;
}

void SocketsTest::inputInAPauseOfReadingWaitsWithoutWakingTheThread()
{
    QFETCH(const bool, hasBytes);
    QFETCH(const bool, hasEnd);
    const auto carrier = Carrier::make(Carrier::Kind::Epoll);
    std::unique_ptr<Transport> transport;
    ListeningSocket listener;
    connect(&listener, &ListeningSocket::accepted, this,
            [&](qintptr descriptor) { transport = carrier->adopt(descriptor); });
    QVERIFY(listener.listen(QHostAddress(QHostAddress::LocalHost)));
    Peer peer(listener.serverPort());
    waitFor([&] { return transport != nullptr; });
    QVERIFY(transport);
    int reads = 0;
    Reader reader(std::move(transport), [&reads] { ++reads; });

    reader.setReading(false);
    if (hasBytes)
        QCOMPARE(peer.send("x"), 1);
    if (hasEnd)
        peer.finishSending();
    QVERIFY(becomesQuiet());
    QCOMPARE(reads, 0);
    QVERIFY(!reader.peerHasFinished());

    reader.setReading(true);
    waitFor([&] { return reads == int(hasBytes) && reader.peerHasFinished() == hasEnd; });
    QCOMPARE(reads, int(hasBytes));
    QCOMPARE(reader.peerHasFinished(), hasEnd);

    reader.setReading(false); // a pause in which nothing comes costs nothing, and ends as well
    reader.setReading(true);
    if (!hasEnd) {
        QCOMPARE(peer.send("x"), 1);
        waitFor([&] { return reads == int(hasBytes) + 1; });
        QCOMPARE(reads, int(hasBytes) + 1);
    }
    QVERIFY(becomesQuiet());
}

QTEST_GUILESS_MAIN(SocketsTest)
#include "tst_sockets.moc"
