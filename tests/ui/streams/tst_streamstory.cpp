// SPDX-License-Identifier: GPL-3.0-or-later
#include "fakehub.h"
#include "ui/streams/streamstory.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace helio;

using Kind = StoryEntry::Kind;

namespace {

constexpr qint64 Second = 1'000'000'000;

StoryEntry comment(const char *text, qint64 at)
{
    return {.kind = Kind::Comment, .at = at, .text = text};
}

StoryEntry request(qint64 at)
{
    return {.kind = Kind::Request,
            .at = at,
            .method = "GET",
            .url = QUrl(QStringLiteral("http://a.b/s")),
            .headers = {{"Accept", "text/event-stream"}, {"X-A", "b"}}};
}

QString textAt(const StreamStory &story, int row)
{
    return story.index(row, StreamStory::What).data().toString();
}

} // namespace

class StreamStoryTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void entriesComeInOrderWithTheirHeadersBelow();
    void theSameCommentAgainIsCounted();
    void anotherEntryEndsTheCounting();
    void theOldestGoWhenThereAreTooMany();
    void theOldestGoWhenTheyAreTooLarge();
    void clearForgetsAll();
    void waitingCountsDownOnlyAtTheEnd();
    void everyKindHasAText_data();
    void everyKindHasAText();
    void theTextHoldsAllThatIsShown();
};

void StreamStoryTest::entriesComeInOrderWithTheirHeadersBelow()
{
    StreamStory story;
    QAbstractItemModelTester tester(&story);
    story.append({request(Second), {.kind = Kind::Opened, .at = Second + 2'500'000}});
    QCOMPARE(story.rowCount(), 2);
    const QModelIndex first = story.index(0, 0);
    QCOMPARE(story.rowCount(first), 2);
    QCOMPARE(story.index(1, StreamStory::What, first).data().toString(), QStringLiteral("X-A: b"));
    QCOMPARE(story.parent(story.index(1, 0, first)), first);
    QCOMPARE(textAt(story, 0), QStringLiteral("request: GET http://a.b/s"));
    QCOMPARE(textAt(story, 1), QStringLiteral("open"));
    QCOMPARE(story.index(1, StreamStory::Delta).data().toString(), QStringLiteral("2.50"));
}

void StreamStoryTest::theSameCommentAgainIsCounted()
{
    StreamStory story;
    QAbstractItemModelTester tester(&story);
    QSignalSpy inserted(&story, &QAbstractItemModel::rowsInserted);
    story.append({comment(" heartbeat", 0), comment(" heartbeat", 15 * Second)});
    for (int i = 2; i < 12; ++i)
        story.append({comment(" heartbeat", i * 15 * Second)});
    QCOMPARE(story.rowCount(), 1);
    QCOMPARE(inserted.size(), 1);
    QCOMPARE(textAt(story, 0), QStringLiteral("comment: heartbeat ×12, every 15 s"));
}

void StreamStoryTest::anotherEntryEndsTheCounting()
{
    StreamStory story;
    story.append({comment("a", 1), comment("b", 2), comment("a", 3), comment("a", 4)});
    QCOMPARE(story.rowCount(), 3);
    QCOMPARE(textAt(story, 2), QStringLiteral("comment: a ×2"));
}

void StreamStoryTest::theOldestGoWhenThereAreTooMany()
{
    StreamStory story(10);
    QAbstractItemModelTester tester(&story);
    QSignalSpy trimmed(&story, &StreamStory::trimmedChanged);
    story.append({request(1)});
    const QPersistentModelIndex header = story.index(1, 0, story.index(0, 0));
    QList<StoryEntry> more;
    for (int i = 0; i < 10; ++i)
        more.append({.kind = Kind::Retry, .at = i, .time = std::chrono::milliseconds(i)});
    story.append(more);
    QCOMPARE(story.rowCount(), 10);
    QCOMPARE(story.trimmedCount(), 1u);
    QCOMPARE(trimmed.size(), 1);
    QVERIFY(!header.isValid());
    // Headers stay below their entry when older ones go.
    story.append({request(20)});
    const QPersistentModelIndex kept = story.index(0, 0, story.index(9, 0));
    story.append({{.kind = Kind::Opened, .at = 21}});
    QCOMPARE(story.parent(kept).row(), 8);
    QVERIFY(story.text().contains(QStringLiteral("3 older entries are gone")));
}

void StreamStoryTest::theOldestGoWhenTheyAreTooLarge()
{
    StreamStory story(1000, 100'000);
    for (int i = 0; i < 100; ++i)
        story.append({comment(QByteArray(1000, char('a' + i % 26)).constData(), i)});
    QVERIFY(story.rowCount() < 100);
    QVERIFY(story.rowCount() > 10);
    QCOMPARE(quint64(story.rowCount()) + story.trimmedCount(), 100u);
}

void StreamStoryTest::clearForgetsAll()
{
    StreamStory story;
    QAbstractItemModelTester tester(&story);
    story.append({request(1), comment("a", 2)});
    story.clear();
    QCOMPARE(story.rowCount(), 0);
    story.append({comment("a", 3)});
    QCOMPARE(textAt(story, 0), QStringLiteral("comment: a"));
}

void StreamStoryTest::waitingCountsDownOnlyAtTheEnd()
{
    StreamStory story;
    const qint64 now = received("", "", "").receivedAt;
    story.append({{.kind = Kind::Waiting, .at = now, .time = std::chrono::hours(1), .count = 3}});
    QVERIFY(textAt(story, 0).startsWith(QStringLiteral("next attempt after 1 h 0 min; 3 failed in a row (")));
    QSignalSpy changed(&story, &QAbstractItemModel::dataChanged);
    story.refreshCountdown();
    QCOMPARE(changed.size(), 1);
    story.append({request(now)});
    QCOMPARE(textAt(story, 0), QStringLiteral("next attempt after 1 h 0 min; 3 failed in a row"));
    changed.clear();
    story.refreshCountdown();
    QCOMPARE(changed.size(), 0);
}

void StreamStoryTest::everyKindHasAText_data()
{
    QTest::addColumn<StoryEntry>("entry");
    QTest::addColumn<QString>("text");
    const auto row = [](StoryEntry entry, const char *text) {
        entry.at = 100 * Second;
        QTest::newRow(text) << entry << QString::fromUtf8(text);
    };
    row({.kind = Kind::Request, .method = "GET", .url = QUrl(QStringLiteral("http://a/")), .text = "17-4"},
        "request: GET http://a/, to continue after the event 17-4");
    row({.kind = Kind::Redirect, .url = QUrl(QStringLiteral("http://b/")), .status = 302}, "redirect 302 to http://b/");
    row({.kind = Kind::Answer, .status = 200, .text = "OK"}, "answer: 200 OK");
    row({.kind = Kind::Answer, .status = 200}, "answer: 200");
    row({.kind = Kind::Opened}, "open");
    row({.kind = Kind::FirstEvent}, "first event: message");
    row({.kind = Kind::Comment}, "empty comment");
    row({.kind = Kind::Heartbeat, .text = "ping", .count = 3, .lastAt = 104 * Second},
        "heartbeat: event ping ×3, every 2 s");
    row({.kind = Kind::Retry, .time = std::chrono::milliseconds(3210)}, "retry: the reconnection time is 3.21 s");
    row({.kind = Kind::Lost,
         .error = {Failure::Transient, 0, QStringLiteral("Reset.")},
         .events = 3,
         .bytes = 100,
         .openedAt = 40 * Second},
        "connection lost: Reset. It was open for 1 min and brought 3 event(s), 100 B.");
    row({.kind = Kind::Refused, .error = {Failure::Refused, 404, QStringLiteral("Not Found.")}}, "refused: Not Found.");
    row({.kind = Kind::Refused, .error = {Failure::GaveUp, 0, QStringLiteral("Gave up.")}}, "closed: Gave up.");
    row({.kind = Kind::Waiting, .time = std::chrono::milliseconds(3000)}, "next attempt after 3 s");
    row({.kind = Kind::Closed}, "closed by you.");
    row({.kind = Kind::Ended}, "the stream came to its end.");
    row({.kind = Kind::Missed, .count = 1234}, "1,234 entries came too fast to be listed");
}

void StreamStoryTest::everyKindHasAText()
{
    QFETCH(StoryEntry, entry);
    QFETCH(QString, text);
    StreamStory story;
    QCOMPARE(StreamStory::describe(entry), text);
}

void StreamStoryTest::theTextHoldsAllThatIsShown()
{
    StreamStory story;
    story.append({request(Second), comment("a", 2 * Second)});
    const QStringList lines = story.text().split(u'\n', Qt::SkipEmptyParts);
    QCOMPARE(lines.size(), 4);
    QVERIFY(lines[0].endsWith(QStringLiteral("request: GET http://a.b/s")));
    QCOMPARE(lines[2].trimmed(), QStringLiteral("X-A: b"));
    QVERIFY2(lines[3].contains(QStringLiteral("1,000  comment: a")), qPrintable(lines[3]));
}

QTEST_GUILESS_MAIN(StreamStoryTest)
#include "tst_streamstory.moc"
