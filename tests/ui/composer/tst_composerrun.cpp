// SPDX-License-Identifier: GPL-3.0-or-later
// A run of events: its pace, its answers, its end, and the files it plays.
#include "ui/composer/composerrun.h"
#include "ui/composer/eventfile.h"
#include "ui/composer/repeatedevent.h"

#include <QElapsedTimer>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace helio;
using namespace std::chrono_literals;

namespace {

/// Answers when the test says so, or at once.
class StubPublisher : public Publisher
{
public:
    quint64 publish(const QList<Publication> &publications) override
    {
        published.append(publications);
        waiting.append(++lastTicket_);
        mostWaiting = std::max(mostWaiting, waiting.size());
        if (answers)
            QMetaObject::invokeMethod(
                this, [this] { answerOne(); }, Qt::QueuedConnection);
        return lastTicket_;
    }
    void answerOne(const QString &error = {})
    {
        PublishReceipt receipt;
        receipt.ticket = waiting.takeFirst();
        receipt.subscribers = 3;
        receipt.error = error;
        if (error.isEmpty())
            receipt.ids = {QByteArray::number(receipt.ticket)};
        Q_EMIT finished(receipt);
    }

    QList<Publication> published;
    QList<quint64> waiting;
    qsizetype mostWaiting = 0;
    bool answers = true;

private:
    quint64 lastTicket_ = 0;
};

EventTemplate eventOf(const QString &data)
{
    Draft draft;
    draft.channel = QStringLiteral("demo");
    draft.data = data;
    return *EventTemplate::parse(draft);
}

std::unique_ptr<PublicationSource> repeated(const QString &data, qint64 count)
{
    return std::make_unique<RepeatedEvent>(eventOf(data), count, 1);
}

} // namespace

class ComposerRunTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void itPublishesSoOftenAndFinishesWhenAllIsAnswered();
    void eachEventHasItsOwnValues();
    void betweenTwoEventsIsTheTimeAskedFor();
    void noMoreThanAFewAreInFlight();
    void whatWasHeldUpIsNotMadeUpForByABurst();
    void itPausesAndGoesOn();
    void itStopsAndCountsWhatIsAnsweredStill();
    void aRefusalEndsIt();
    void withoutEndItGoesOnUntilStopped();
    void aTextFileGivesOneEventALine();
    void anNdjsonFileGivesWhatItsLinesSay();
    void anExportCanBePlayed();
    void aBadLineIsNamedAndStopsTheRun_data();
    void aBadLineIsNamedAndStopsTheRun();
    void badLinesAreSkippedAndCountedWhereOneWants();
    void aLineThatIsTooLongIsOneBadLine();
    void aFileThatIsNoneIsRefused();
    void aLargeFileIsReadAsItIsPlayed();

private:
    QString fileOf(const QByteArray &content)
    {
        const QString path = directory_.filePath(QStringLiteral("events"));
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("cannot write");
        return path;
    }
    std::unique_ptr<PublicationSource> source(const QByteArray &content, EventFile::Form form)
    {
        auto file = std::make_unique<EventFile>(fileOf(content), form, base_);
        if (!file->open())
            qFatal("cannot read");
        return file;
    }

    QTemporaryDir directory_;
    Publication base_{"demo", "tick", {}, {}, {}};
};

void ComposerRunTest::itPublishesSoOftenAndFinishesWhenAllIsAnswered()
{
    StubPublisher publisher;
    publisher.answers = false;
    ComposerRun run(publisher, repeated(QStringLiteral("x"), 5), {});
    run.start();
    QTRY_COMPARE(publisher.published.size(), 5);
    QCOMPARE(run.state(), ComposerRun::State::Running);
    QCOMPARE(*run.part(), 1.0);
    while (!publisher.waiting.isEmpty())
        publisher.answerOne();
    QTRY_COMPARE(run.state(), ComposerRun::State::Finished);
    QCOMPARE(run.figures().sent, 5);
    QCOMPARE(run.figures().answered, 5);
    QCOMPARE(run.figures().subscribers, 3);
    QCOMPARE(run.figures().lastId, QByteArray("5"));
}

void ComposerRunTest::eachEventHasItsOwnValues()
{
    StubPublisher publisher;
    ComposerRun run(publisher, repeated(QStringLiteral("{{n}} {{uuid}}"), 3), {});
    run.start();
    QTRY_COMPARE(run.state(), ComposerRun::State::Finished);
    QSet<QByteArray> uuids;
    for (qsizetype i = 0; i < 3; ++i) {
        const QByteArray data = publisher.published[i].data;
        QVERIFY(data.startsWith(QByteArray::number(i + 1) + ' '));
        uuids.insert(data.sliced(2));
    }
    QCOMPARE(uuids.size(), 3);
}

void ComposerRunTest::betweenTwoEventsIsTheTimeAskedFor()
{
    StubPublisher publisher;
    ComposerRun run(publisher, repeated(QStringLiteral("x"), 6), {20ms});
    QElapsedTimer clock;
    clock.start();
    run.start();
    QCOMPARE(publisher.published.size(), 1);
    QTRY_COMPARE_WITH_TIMEOUT(run.state(), ComposerRun::State::Finished, 30'000);
    QVERIFY2(clock.elapsed() >= 5 * 20, qPrintable(QString::number(clock.elapsed())));
}

void ComposerRunTest::noMoreThanAFewAreInFlight()
{
    StubPublisher publisher;
    publisher.answers = false;
    ComposerRun run(publisher, repeated(QStringLiteral("x"), 1000), {});
    QSignalSpy progressed(&run, &ComposerRun::progressed);
    run.start();
    QTRY_COMPARE(publisher.published.size(), ComposerRun::MaximumInFlight);
    // It has its turns, and publishes nothing in them.
    for (int i = 0; i < 10; ++i)
        QCoreApplication::processEvents();
    QCOMPARE(publisher.published.size(), ComposerRun::MaximumInFlight);
    publisher.answerOne();
    QTRY_COMPARE(publisher.published.size(), ComposerRun::MaximumInFlight + 1);
    publisher.answers = true;
    while (publisher.waiting.size() > 1)
        publisher.answerOne();
    publisher.answerOne();
    QTRY_COMPARE_WITH_TIMEOUT(run.figures().answered + publisher.waiting.size(), run.figures().sent, 30'000);
    QCOMPARE(publisher.mostWaiting, ComposerRun::MaximumInFlight);
}

void ComposerRunTest::whatWasHeldUpIsNotMadeUpForByABurst()
{
    StubPublisher publisher;
    publisher.answers = false;
    ComposerRun run(publisher, repeated(QStringLiteral("x"), 1000), {10ms});
    run.start();
    QTRY_COMPARE_WITH_TIMEOUT(publisher.published.size(), ComposerRun::MaximumInFlight, 30'000);
    // The hub is silent for as long as a hundred events take.
    QElapsedTimer silence;
    silence.start();
    QTRY_VERIFY_WITH_TIMEOUT(silence.elapsed() > 1000, 30'000);
    const qsizetype before = publisher.published.size();
    while (!publisher.waiting.isEmpty())
        publisher.answerOne();
    // At most what 100 ms make up for, and the one that is due.
    QVERIFY(publisher.published.size() - before <= 12 + ComposerRun::MaximumInFlight / 2);
    run.stop();
}

void ComposerRunTest::itPausesAndGoesOn()
{
    StubPublisher publisher;
    ComposerRun run(publisher, repeated(QStringLiteral("x"), 1000), {10ms});
    run.start();
    QTRY_VERIFY(publisher.published.size() >= 3);
    run.pause();
    QCOMPARE(run.state(), ComposerRun::State::Paused);
    const qsizetype before = publisher.published.size();
    QElapsedTimer pause;
    pause.start();
    QTRY_VERIFY_WITH_TIMEOUT(pause.elapsed() > 200, 30'000);
    QCOMPARE(publisher.published.size(), before);
    run.resume();
    QTRY_VERIFY(publisher.published.size() > before);
    run.stop();
    QCOMPARE(run.state(), ComposerRun::State::Stopped);
}

void ComposerRunTest::itStopsAndCountsWhatIsAnsweredStill()
{
    StubPublisher publisher;
    publisher.answers = false;
    ComposerRun run(publisher, repeated(QStringLiteral("x"), 0), {});
    run.start();
    QTRY_COMPARE(publisher.published.size(), ComposerRun::MaximumInFlight);
    run.stop();
    while (!publisher.waiting.isEmpty())
        publisher.answerOne();
    QCOMPARE(run.figures().answered, ComposerRun::MaximumInFlight);
    QCOMPARE(run.state(), ComposerRun::State::Stopped);
    QCOMPARE(publisher.published.size(), ComposerRun::MaximumInFlight);
}

void ComposerRunTest::aRefusalEndsIt()
{
    StubPublisher publisher;
    publisher.answers = false;
    ComposerRun run(publisher, repeated(QStringLiteral("x"), 0), {10ms});
    run.start();
    publisher.answerOne(QStringLiteral("The hub is stopped."));
    QCOMPARE(run.state(), ComposerRun::State::Failed);
    QCOMPARE(run.problem(), QStringLiteral("The hub is stopped."));
}

void ComposerRunTest::withoutEndItGoesOnUntilStopped()
{
    StubPublisher publisher;
    ComposerRun run(publisher, repeated(QStringLiteral("x"), 0), {});
    QVERIFY(!run.part());
    run.start();
    QTRY_VERIFY(run.figures().answered > 100);
    run.stop();
    QTRY_COMPARE(run.figures().answered, run.figures().sent);
    QVERIFY(publisher.mostWaiting <= ComposerRun::MaximumInFlight);
}

void ComposerRunTest::aTextFileGivesOneEventALine()
{
    StubPublisher publisher;
    ComposerRun run(publisher, source("\xEF\xBB\xBFone\r\n\n  two {{n}}\nthree", EventFile::Form::Text), {});
    run.start();
    QTRY_COMPARE(run.state(), ComposerRun::State::Finished);
    QCOMPARE(publisher.published.size(), 3);
    QCOMPARE(publisher.published[0].data, QByteArray("one"));
    QCOMPARE(publisher.published[1].data, QByteArray("  two {{n}}"));
    QCOMPARE(publisher.published[2].data, QByteArray("three"));
    QCOMPARE(publisher.published[2].channel, QByteArray("demo"));
    QCOMPARE(publisher.published[2].type, QByteArray("tick"));
    QCOMPARE(*run.part(), 1.0);
}

void ComposerRunTest::anNdjsonFileGivesWhatItsLinesSay()
{
    StubPublisher publisher;
    ComposerRun run(publisher,
                    source(R"({"channel":"orders","type":"price","id":"a1","retry":3000,"data":"x\ny"})"
                           "\n"
                           R"({"event":"other","data":{"a": 1.10}})"
                           "\n",
                           EventFile::Form::Ndjson),
                    {});
    run.start();
    QTRY_COMPARE(run.state(), ComposerRun::State::Finished);
    QCOMPARE(publisher.published.size(), 2);
    const Publication first = publisher.published[0];
    QCOMPARE(first.channel, QByteArray("orders"));
    QCOMPARE(first.type, QByteArray("price"));
    QCOMPARE(first.id, QByteArray("a1"));
    QCOMPARE(*first.retry, 3000ms);
    QCOMPARE(first.data, QByteArray("x\ny"));
    const Publication second = publisher.published[1];
    QCOMPARE(second.channel, QByteArray("demo"));
    QCOMPARE(second.type, QByteArray("other"));
    QCOMPARE(second.data, QByteArray("{\"a\":1.10}"));
    QVERIFY(second.id.isEmpty());
}

void ComposerRunTest::anExportCanBePlayed()
{
    StubPublisher publisher;
    ComposerRun run(
        publisher,
        source(R"({"receivedAt":1,"source":"hub","channel":"sse","type":"message","id":"1763690000000-4","data":"x"})",
               EventFile::Form::Ndjson),
        {});
    run.start();
    QTRY_COMPARE(run.state(), ComposerRun::State::Finished);
    QVERIFY(publisher.published[0].id.isEmpty());
    QVERIFY(publisher.published[0].type.isEmpty());
    QCOMPARE(publisher.published[0].channel, QByteArray("sse"));
}

void ComposerRunTest::aBadLineIsNamedAndStopsTheRun_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::newRow("no JSON") << QByteArray("{\"data\":");
    QTest::newRow("no object") << QByteArray("7");
    QTest::newRow("no data") << QByteArray("{\"channel\":\"a\"}");
    QTest::newRow("retry of words") << QByteArray(R"({"data":"x","retry":"soon"})");
    QTest::newRow("against the rules") << QByteArray(R"({"data":"x","type":"gap"})");
    QTest::newRow("no UTF-8") << QByteArray("{\"data\":\"\xff\"}");
}

void ComposerRunTest::aBadLineIsNamedAndStopsTheRun()
{
    QFETCH(QByteArray, line);
    StubPublisher publisher;
    ComposerRun run(publisher, source("{\"data\":\"1\"}\n\n" + line + "\n{\"data\":\"2\"}\n", EventFile::Form::Ndjson),
                    {});
    run.start();
    QTRY_COMPARE(run.state(), ComposerRun::State::Failed);
    QVERIFY2(run.problem().startsWith(QStringLiteral("line 3: ")), qPrintable(run.problem()));
    QCOMPARE(publisher.published.size(), 1);
}

void ComposerRunTest::badLinesAreSkippedAndCountedWhereOneWants()
{
    StubPublisher publisher;
    ComposerRun run(publisher, source("{\"data\":\"1\"}\nbad\n{\"data\":\"2\"}\nworse\n", EventFile::Form::Ndjson),
                    {0ns, ComposerRun::BadLines::Skip});
    run.start();
    QTRY_COMPARE(run.state(), ComposerRun::State::Finished);
    QCOMPARE(publisher.published.size(), 2);
    QCOMPARE(run.figures().skipped, 2);
    QVERIFY(run.problem().startsWith(QStringLiteral("line 4: ")));
}

void ComposerRunTest::aLineThatIsTooLongIsOneBadLine()
{
    StubPublisher publisher;
    ComposerRun run(
        publisher,
        source("one\n" + QByteArray(EventFile::MaximumLineBytes * 2 + 100, 'x') + "\ntwo\n", EventFile::Form::Text),
        {0ns, ComposerRun::BadLines::Skip});
    run.start();
    QTRY_COMPARE(run.state(), ComposerRun::State::Finished);
    QCOMPARE(publisher.published.size(), 2);
    QCOMPARE(publisher.published[1].data, QByteArray("two"));
    QCOMPARE(run.figures().skipped, 1);
    QVERIFY(run.problem().startsWith(QStringLiteral("line 2: ")));
}

void ComposerRunTest::aFileThatIsNoneIsRefused()
{
    for (const QString &path : {QString(), directory_.path(), directory_.filePath(QStringLiteral("nowhere"))}) {
        EventFile file(path, EventFile::Form::Text, base_);
        QVERIFY(!file.open());
        QVERIFY(!file.problem().isEmpty());
    }
    QCOMPARE(EventFile::formOf(QStringLiteral("/a/b.NDJSON")), EventFile::Form::Ndjson);
    QCOMPARE(EventFile::formOf(QStringLiteral("c.jsonl")), EventFile::Form::Ndjson);
    QCOMPARE(EventFile::formOf(QStringLiteral("c.log")), EventFile::Form::Text);
}

void ComposerRunTest::aLargeFileIsReadAsItIsPlayed()
{
    // A file of 1 TiB without content: read as a whole, it would not fit anywhere.
    QFile file(directory_.filePath(QStringLiteral("large")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("one\ntwo\n");
    if (!file.resize(qint64(1) << 40))
        QSKIP("no sparse files here");
    file.close();
    EventFile events(file.fileName(), EventFile::Form::Text, base_);
    QVERIFY(events.open());
    QCOMPARE(events.next().publication->data, QByteArray("one"));
    QCOMPARE(events.next().publication->data, QByteArray("two"));
    QVERIFY(*events.part() < 0.01);
}

QTEST_GUILESS_MAIN(ComposerRunTest)
#include "tst_composerrun.moc"
