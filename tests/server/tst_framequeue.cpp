// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/framequeue.h"

#include <QTest>

using namespace helio;

/// What waits for a client.
class FrameQueueTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void partsGoOutInOrder();
    void theFirstDoesNotCountAsWaiting();
    void oneEventAlwaysFits();
    void aFarewellAlwaysFits();
    void figuresReportWhatWaits();
    void whatWasTakenIsGivenBack();
};

namespace {

FramePtr frame(const QByteArray &bytes, Frame::Kind kind = Frame::Kind::Live, qint64 publishedAt = 0)
{
    return std::make_shared<const Frame>(
        Frame{bytes, kind, kind == Frame::Kind::Control ? 0u : 1u, bytes, {}, publishedAt, {}});
}

class TakenFrames : public TransportListener
{
public:
    void frameTaken(const Frame &frame) override { taken.append(frame.bytes); }
    void drained() override {}
    void bytesReceived(QByteArrayView) override {}
    void peerFinished() override {}
    void ended(EndReason) override {}

    QByteArrayList taken;
};

} // namespace

void FrameQueueTest::partsGoOutInOrder()
{
    FrameQueue queue;
    TakenFrames listener;
    QVERIFY(queue.isEmpty());
    for (const char *bytes : {"one", "two", "three"})
        queue.push(frame(bytes));
    QCOMPARE(queue.size(), 3);
    QCOMPARE(queue.rest(0), QByteArrayView("one"));
    queue.advance(2, listener);
    QCOMPARE(queue.rest(0), QByteArrayView("e"));
    QCOMPARE(listener.taken, QByteArrayList());
    queue.advance(2, listener);
    QCOMPARE(listener.taken, (QByteArrayList{"one"}));
    QCOMPARE(queue.rest(0), QByteArrayView("wo"));
    QCOMPARE(queue.rest(1), QByteArrayView("three"));
    queue.advance(7, listener);
    QCOMPARE(listener.taken, (QByteArrayList{"one", "two", "three"}));
    QVERIFY(queue.isEmpty());
    QCOMPARE(queue.waitingBytes(), 0);
}

void FrameQueueTest::theFirstDoesNotCountAsWaiting()
{
    FrameQueue queue;
    TakenFrames listener;
    queue.push(frame(QByteArray(1000, 'a')));
    QCOMPARE(queue.waitingBytes(), 0);
    queue.push(frame(QByteArray(10, 'b')));
    queue.push(frame(QByteArray(20, 'c')));
    QCOMPARE(queue.waitingBytes(), 30);
    queue.advance(1000, listener);
    QCOMPARE(queue.waitingBytes(), 20);
    queue.clear();
    QCOMPARE(queue.waitingBytes(), 0);
    QVERIFY(queue.isEmpty());
}

void FrameQueueTest::oneEventAlwaysFits()
{
    const Transport::Limits limits{100, {}};
    FrameQueue queue;
    const FramePtr small = frame("x");
    const FramePtr large = frame(QByteArray(5000, 'l'));
    QVERIFY(!queue.refuses(*large, limits));
    queue.push(small); // is being sent
    queue.push(frame(QByteArray(100, 'w')));
    QVERIFY(!queue.refuses(*large, limits)); // what waits is within the bound
    queue.push(large);
    QVERIFY(queue.refuses(*small, limits));
    FrameQueue overByOne;
    overByOne.push(small);
    overByOne.push(frame(QByteArray(101, 'w')));
    QVERIFY(overByOne.refuses(*small, limits));
}

void FrameQueueTest::aFarewellAlwaysFits()
{
    FrameQueue queue;
    queue.push(frame("x"));
    queue.push(frame(QByteArray(1000, 'w')));
    QVERIFY(!queue.refuses(*frame("event: shutdown\n\n", Frame::Kind::Control), {100, {}}));
}

void FrameQueueTest::figuresReportWhatWaits()
{
    FrameQueue queue;
    TakenFrames listener;
    QCOMPARE(queue.figures().events, 0);
    queue.push(frame("head", Frame::Kind::Control));
    queue.push(frame("first", Frame::Kind::Live, 17));
    queue.push(frame("second", Frame::Kind::Live, 18));
    queue.advance(2, listener);
    QCOMPARE(queue.figures().events, 2);
    QCOMPARE(queue.figures().bytes, 2 + 5 + 6);
    QCOMPARE(queue.figures().oldestPublishedAt, 17);
    queue.advance(2 + 5, listener);
    QCOMPARE(queue.figures().oldestPublishedAt, 18);
}

void FrameQueueTest::whatWasTakenIsGivenBack()
{
    FrameQueue queue;
    TakenFrames listener;
    std::vector<std::weak_ptr<const Frame>> all;
    for (int i = 0; i < 5000; ++i) { // never quite empty
        const FramePtr next = frame("xx");
        all.push_back(next);
        queue.push(next);
        if (i > 0)
            queue.advance(2, listener);
    }
    QCOMPARE(queue.size(), 1);
    const auto alive = std::count_if(all.cbegin(), all.cend(), [](const auto &weak) { return !weak.expired(); });
    QCOMPARE(alive, 1);
    QCOMPARE(listener.taken.size(), 4999);
}

QTEST_APPLESS_MAIN(FrameQueueTest)
#include "tst_framequeue.moc"
