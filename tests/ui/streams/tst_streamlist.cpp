// SPDX-License-Identifier: GPL-3.0-or-later
// Remote streams as the window has them, against real servers.
#include "fakehub.h"
#include "scriptedserver.h"
#include "ui/streams/eventsourceopener.h"
#include "ui/streams/streamlist.h"
#include "ui/streams/streamstory.h"

#include <QTest>

using namespace helio;

using Ending = ScriptedServer::Ending;

namespace {

/// The rows of a story, as text.
QStringList rowsOf(const StreamStory &story)
{
    QStringList rows;
    for (int row = 0; row < story.rowCount(); ++row)
        rows.append(StreamStory::describe(*story.entryAt(row)));
    return rows;
}

} // namespace

class StreamListTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theStoryOfAStreamComesInOrder();
    void secretsAreMaskedInTheStory();
    void aFloodOfCommentsStaysBounded();
    void aFileThatIsNoGoodIsReportedAtOpening();
    void twentyStreamsToOneHostOpenFromTheList();
    void anEditedStreamGoesOnAfterItsLastEventId();
    void anEditOfARequestWithABodySendsNothing();
};

void StreamListTest::theStoryOfAStreamComesInOrder()
{
    ScriptedServer server;
    server.answer(redirectAnswer(302, "/there"));
    server.answerStream(":hello\nretry:1\nid:7\ndata:a\n\n:beat\n:beat\n:beat\n", Ending::Reset);
    server.answer(plainAnswer("503 Unavailable", "Retry-After: 0\r\n"));
    server.answer(plainAnswer("404 Not Found"));
    EventSourceOpener opener;
    FeedQueue queue(1024 * 1024);
    StreamList list(opener, queue);
    StreamRequest request{server.url(QStringLiteral("/here")), {}, {}};
    request.reconnectionTime = std::chrono::milliseconds(1);
    const int id = list.open(request);
    const StreamStory &story = *list.story(id);
    QTRY_COMPARE_WITH_TIMEOUT(list.state(id), StreamList::State::Refused, 30'000);
    QTRY_VERIFY_WITH_TIMEOUT(!rowsOf(story).isEmpty() && rowsOf(story).last().startsWith(QStringLiteral("refused")),
                             30'000);

    QStringList rows = rowsOf(story);
    // What a system calls a reset, and how long things took, is its own.
    for (QString &row : rows)
        row = row.section(QStringLiteral(": "), 0, row.startsWith(QStringLiteral("connection lost")) ? 0 : 1)
                  .section(QStringLiteral(" http"), 0, 0)
                  .section(QStringLiteral(" after "), 0, 0);
    const QStringList wanted{
        QStringLiteral("request: GET"),
        QStringLiteral("answer: 302 Redirect"),
        QStringLiteral("redirect 302 to"),
        QStringLiteral("request: GET"),
        QStringLiteral("answer: 200 OK"),
        QStringLiteral("open"),
        QStringLiteral("retry: the reconnection time is 0.001 s"),
        QStringLiteral("comment: hello"),
        QStringLiteral("first event: message"),
        QStringLiteral("comment: beat ×3"),
        QStringLiteral("connection lost"),
        QStringLiteral("next attempt"),
        QStringLiteral("request: GET"),
        QStringLiteral("answer: 503 Unavailable"),
        QStringLiteral("connection lost"),
        QStringLiteral("next attempt"),
        QStringLiteral("request: GET"),
        QStringLiteral("answer: 404 Not Found"),
    };
    QCOMPARE(rows.mid(0, wanted.size()), wanted);
    QVERIFY(rowsOf(story)[12].contains(QStringLiteral("after the event 7")));
    QVERIFY(rowsOf(story)[10].contains(QStringLiteral("brought 1 ")));
    const StreamTotals totals = list.totals(id);
    QCOMPARE(totals.attempts, 4u);
    QCOMPARE(totals.events, 1u);
    QCOMPARE(totals.lastEventId, QByteArray("7"));
    QCOMPARE(totals.reconnectionTime, std::chrono::milliseconds(1));
    QCOMPARE(totals.openedAt, 0);
    QVERIFY(totals.bytes > 20);
}

void StreamListTest::secretsAreMaskedInTheStory()
{
    ScriptedServer server;
    server.answer(streamHead("Set-Cookie: session=TOPSECRET1\r\n") + "data:a\n\n");
    EventSourceOpener opener;
    FeedQueue queue(1024 * 1024);
    StreamList list(opener, queue);
    StreamRequest request{server.url(QStringLiteral("/s?token=TOPSECRET2")), {}, {{"X-Api-Key", "TOPSECRET3"}}};
    request.bearerToken = "TOPSECRET4TOPSECRET4";
    const int id = list.open(request);
    QTRY_VERIFY_WITH_TIMEOUT(list.story(id)->text().contains(QStringLiteral("first event")), 30'000);
    const QString text = list.story(id)->text();
    QVERIFY2(!text.contains(QStringLiteral("TOPSECRET")), qPrintable(text));
    QVERIFY(text.contains(QStringLiteral("Authorization: Bearer …RET4"), Qt::CaseInsensitive));
    QCOMPARE(server.requests().first().header("authorization"), QByteArray("Bearer TOPSECRET4TOPSECRET4"));
    QVERIFY(!list.name(id).contains(QStringLiteral("TOPSECRET")));
}

void StreamListTest::aFloodOfCommentsStaysBounded()
{
    QByteArray flood;
    for (int i = 0; i < 50'000; ++i)
        flood += ":" + QByteArray::number(i) + "\n";
    flood += "data:end\n\n";
    ScriptedServer server;
    server.answerStream(flood);
    EventSourceOpener opener;
    const auto connection = opener.connection({server.url(), {}, {}});
    connection->open();
    // Nobody takes them: the newest are there, and the rest is counted.
    QTRY_COMPARE_WITH_TIMEOUT(connection->totals().events, 1u, 60'000);
    const QList<StoryEntry> story = connection->takeStory();
    QVERIFY(story.size() <= qsizetype(501));
    QCOMPARE(story.first().kind, StoryEntry::Kind::Missed);
    QVERIFY(story.first().count > 49'000);
    QCOMPARE(story.last().kind, StoryEntry::Kind::FirstEvent);
}

void StreamListTest::aFileThatIsNoGoodIsReportedAtOpening()
{
    EventSourceOpener opener;
    FeedQueue queue(1024 * 1024);
    StreamList list(opener, queue);
    StreamRequest request{QUrl(QStringLiteral("https://localhost:1/")), {}, {}};
    request.authorityFile = QStringLiteral("/nowhere/ca.pem");
    const int id = list.open(request);
    QTRY_COMPARE_WITH_TIMEOUT(list.state(id), StreamList::State::Refused, 30'000);
    QVERIFY(list.problem(id).contains(QStringLiteral("/nowhere/ca.pem")));
    QTRY_COMPARE_WITH_TIMEOUT(list.story(id)->rowCount(), 1, 30'000);
}

void StreamListTest::twentyStreamsToOneHostOpenFromTheList()
{
    constexpr int Count = 20;
    ScriptedServer server;
    EventSourceOpener opener;
    FeedQueue queue(1024 * 1024);
    StreamList list(opener, queue);
    for (int i = 0; i < Count; ++i) {
        server.answerStream("data:a\n\n");
        list.open({server.url(), {}, {}});
    }
    const auto openStreams = [&list] {
        int open = 0;
        const QList<int> ids = list.ids();
        for (const int id : ids)
            open += list.state(id) == StreamList::State::Open;
        return open;
    };
    QTRY_COMPARE_WITH_TIMEOUT(openStreams(), Count, 30'000);
    QCOMPARE(server.openCount(), Count);
}

void StreamListTest::anEditedStreamGoesOnAfterItsLastEventId()
{
    ScriptedServer server;
    server.answerStream("id:7\ndata:a\n\n");
    server.answerStream("data:b\n\n");
    server.answerStream("data:c\n\n");
    EventSourceOpener opener;
    FeedQueue queue(1024 * 1024);
    StreamList list(opener, queue);
    const int id = list.open({server.url(), {}, {}});
    QTRY_COMPARE_WITH_TIMEOUT(list.totals(id).lastEventId, QByteArray("7"), 30'000);
    StreamRequest request = list.request(id);
    request.name = QStringLiteral("lab");
    list.edit(id, request);
    QTRY_COMPARE_WITH_TIMEOUT(server.requests().size(), 2, 30'000);
    QCOMPARE(server.requests().last().header("last-event-id"), QByteArray("7"));
    QCOMPARE(list.name(id), QStringLiteral("lab"));
    request.lastEventId = "5";
    list.edit(id, request);
    QTRY_COMPARE_WITH_TIMEOUT(server.requests().size(), 3, 30'000);
    QCOMPARE(server.requests().last().header("last-event-id"), QByteArray("5"));
    QTRY_COMPARE_WITH_TIMEOUT(server.openCount(), 1, 30'000);
}

void StreamListTest::anEditOfARequestWithABodySendsNothing()
{
    ScriptedServer server;
    server.answerStream("data:a\n\n", ScriptedServer::Ending::Close);
    server.answerStream("data:b\n\n");
    EventSourceOpener opener;
    FeedQueue queue(1024 * 1024);
    StreamList list(opener, queue);
    StreamRequest request{server.url(), {}, {}};
    request.method = "POST";
    request.body = "{}";
    const int id = list.open(request);
    QTRY_COMPARE_WITH_TIMEOUT(list.state(id), StreamList::State::Ended, 30'000);
    QVERIFY(!list.isWanted(id));
    request.name = QStringLiteral("lab");
    list.edit(id, request);
    QCOMPARE(list.state(id), StreamList::State::Closed);
    QCOMPARE(list.stateText(id), QStringLiteral("not sent again"));
    // What is asked next is the second request there is, not the third.
    list.open({server.url(QStringLiteral("/clock")), {}, {}});
    QTRY_COMPARE_WITH_TIMEOUT(server.requests().size(), 2, 30'000);
    QCOMPARE(server.requests().last().target, QByteArray("/clock"));
    list.reopen(id);
    QTRY_COMPARE_WITH_TIMEOUT(server.requests().size(), 3, 30'000);
    QCOMPARE(server.requests().last().method, QByteArray("POST"));
}

QTEST_GUILESS_MAIN(StreamListTest)
#include "tst_streamlist.moc"
