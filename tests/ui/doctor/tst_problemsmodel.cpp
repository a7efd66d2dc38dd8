// SPDX-License-Identifier: GPL-3.0-or-later
// Problems without a window: the rows, what is ignored, where the evidence is, remedies.
#include "fakehub.h"
#include "findings/findingtable.h"
#include "ui/doctor/eventplaces.h"
#include "ui/doctor/problemmarks.h"
#include "ui/doctor/problemremedy.h"
#include "ui/doctor/problemsmodel.h"
#include "ui/events/eventtablemodel.h"
#include "ui/streams/sources.h"
#include "ui/streams/streamlist.h"

#include <QProcess>
#include <QSettings>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace helio;

class ProblemsModelTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void theWorstStandsFirst();
    void aFindingThatGrowsIsTheSameRowWithNewFigures();
    void manyReportsAreOneUpdate();
    void aFindingIsReportedOnceHoweverItGrows();
    void notesAreShownAndDoNotCount();
    void findingsOfTheHubComeAndGo();
    void whatIsIgnoredIsNeitherShownNorCountedNorReported();
    void whatIsIgnoredOfOneStreamIsShownOfAnother();
    void whatIsIgnoredStaysSoAfterARestart();
    void whatIsIgnoredIsKeptWithoutSecrets();
    void theFilterKnowsSeverityStreamCodeAndText_data();
    void theFilterKnowsSeverityStreamCodeAndText();
    void aStreamThatIsRemovedTakesItsProblemsAlong();
    void aStreamThatIsAskedForOtherwiseIsJudgedAnew();
    void ofVeryManyTheWorstAreKept();
    void eventsAreFoundByTheirNumbers();
    void aLossTakesTheNumbersOfItsOwnSourceOnly();
    void whatComesBesideAStreamTakesNoNumber();
    void theEventsOfTheEvidenceAreMarked();
    void whatIsReadAnywayIsReadAsWhatItIs_data();
    void whatIsReadAnywayIsReadAsWhatItIs();
    void nginxTakesTheBlockThatIsCopied_data();
    void nginxTakesTheBlockThatIsCopied();
};

namespace {

Finding found(FindingCase which, quint64 revision = 1)
{
    Finding finding = makeFinding(which, {Message::number(qint64(revision)), {}, {}, {}});
    finding.revision = revision;
    return finding;
}

/// Streams whose reports the test writes, and their problems.
struct Bench
{
    FakeOpener opener;
    FeedQueue queue{1024 * 1024};
    StreamList streams{opener, queue};
    ProblemsModel problems{streams};
    qint64 now = 1'000'000;

    Bench()
    {
        problems.setClock([this] { return now; });
    }
    int open(const char *url, FakeConnection *&connection)
    {
        StreamRequest request;
        request.url = QUrl(QLatin1String(url));
        const int id = streams.open(request);
        connection = opener.last;
        return id;
    }
    /// What is found of the stream now, as the rows show it soon.
    void report(FakeConnection *connection, const QList<Finding> &findings)
    {
        connection->setFindings(findings);
        problems.updateRows();
    }
    QStringList column(ProblemsModel::Column column) const
    {
        QStringList cells;
        for (int row = 0; row < problems.rowCount(); ++row)
            cells.append(problems.index(row, column).data().toString());
        return cells;
    }
    QStringList codes() const { return column(ProblemsModel::Code); }
};

std::deque<FeedQueue::Item> items(const QList<int> &sources)
{
    std::deque<FeedQueue::Item> items;
    for (const int source : sources)
        items.push_back({source, received("", "t", "data " + QByteArray::number(source))});
    return items;
}

/// Events of the sources 1 and 2 on their way into the ring.
struct PlacesBench
{
    EventRing ring;
    EventPlaces places;

    PlacesBench()
    {
        places.restart(1);
        places.restart(2);
    }
    void arrive(const std::deque<FeedQueue::Item> &some, const FeedQueue::Losses &lost = {})
    {
        places.onEvents(some, ring, lost);
        for (const FeedQueue::Item &item : some)
            ring.append(item.source, item.received);
    }
    std::optional<quint64> of(int source, quint64 number) const { return places.sequenceOf(source, number, ring); }
};

} // namespace

void ProblemsModelTest::initTestCase()
{
    QLocale::setDefault(QLocale::c());
}

void ProblemsModelTest::theWorstStandsFirst()
{
    Bench bench;
    FakeConnection *one = nullptr;
    FakeConnection *other = nullptr;
    bench.open("http://a.example/s", one);
    bench.open("http://b.example/s", other);
    bench.report(one, {found(FindingCase::NoIds)});
    bench.report(other, {found(FindingCase::NoBlankLine), found(FindingCase::RetryShort)});
    bench.problems.setHubFindings({found(FindingCase::SlowClients)});
    QCOMPARE(bench.codes().first(), QStringLiteral("no-blank-line"));
    QCOMPARE(bench.codes().last(), QStringLiteral("no-ids"));
    QCOMPARE(bench.codes().size(), 4);
    QCOMPARE(bench.column(ProblemsModel::SeverityColumn).first(), QStringLiteral("✕ error"));
    QVERIFY(bench.column(ProblemsModel::Subject).contains(QStringLiteral("Hub")));
}

void ProblemsModelTest::aFindingThatGrowsIsTheSameRowWithNewFigures()
{
    Bench bench;
    FakeConnection *connection = nullptr;
    bench.open("http://a.example/s", connection);
    bench.report(connection, {found(FindingCase::NoIds), found(FindingCase::RepeatedId, 1)});
    const QPersistentModelIndex row = bench.problems.index(0, ProblemsModel::Words);
    QSignalSpy inserted(&bench.problems, &QAbstractItemModel::rowsInserted);
    QSignalSpy removed(&bench.problems, &QAbstractItemModel::rowsRemoved);
    const QString before = row.data().toString();
    bench.now += 5'000;
    bench.report(connection, {found(FindingCase::NoIds), found(FindingCase::RepeatedId, 2)});
    QVERIFY(row.isValid());
    QVERIFY(row.data().toString() != before);
    QCOMPARE(inserted.count() + removed.count(), 0);
    const Problem problem = *bench.problems.rowAt(row.row());
    QCOMPARE(problem.since, 1'000'000);
    QCOMPARE(problem.last, 1'005'000);
}

void ProblemsModelTest::manyReportsAreOneUpdate()
{
    Bench bench;
    QList<FakeConnection *> connections(20);
    for (FakeConnection *&connection : connections)
        bench.open("http://a.example/s", connection);
    QTest::qWait(0);
    bench.problems.updateRows();
    QSignalSpy updated(&bench.problems, &ProblemsModel::rowsUpdated);
    QSignalSpy inserted(&bench.problems, &QAbstractItemModel::rowsInserted);
    for (quint64 revision = 1; revision <= 10; ++revision) {
        for (FakeConnection *connection : std::as_const(connections))
            connection->setFindings({found(FindingCase::RepeatedId, revision)});
    }
    QCOMPARE(bench.problems.of(1).first().finding.revision, 10U); // what is asked of one is never late
    QTRY_COMPARE(bench.problems.rowCount(), 20);
    QCOMPARE(bench.problems.count(), 20);
    QCOMPARE(updated.count(), 1);
    QCOMPARE(inserted.count(), 1);
}

void ProblemsModelTest::aFindingIsReportedOnceHoweverItGrows()
{
    Bench bench;
    QSignalSpy reported(&bench.problems, &ProblemsModel::problemFound);
    FakeConnection *connection = nullptr;
    const int id = bench.open("http://a.example/s", connection);
    for (quint64 revision = 1; revision <= 5; ++revision)
        bench.report(connection, {found(FindingCase::RepeatedId, revision)});
    QCOMPARE(reported.count(), 1);
    QCOMPARE(reported.first().first().toInt(), id);
    QCOMPARE(reported.first().at(1).value<Finding>().code, FindingCode::RepeatedId);
    // Another one is another.
    bench.report(connection, {found(FindingCase::RepeatedId, 6), found(FindingCase::NoIds)});
    QCOMPARE(reported.count(), 2);
}

void ProblemsModelTest::notesAreShownAndDoNotCount()
{
    Bench bench;
    QSignalSpy counted(&bench.problems, &ProblemsModel::countChanged);
    FakeConnection *connection = nullptr;
    bench.open("http://a.example/s", connection);
    bench.report(connection, {found(FindingCase::NoIds)});
    QCOMPARE(bench.problems.rowCount(), 1);
    QCOMPARE(bench.problems.count(), 0);
    QCOMPARE(counted.count(), 0);
    bench.report(connection,
                 {found(FindingCase::NoBlankLine), found(FindingCase::RetryShort), found(FindingCase::NoIds)});
    QCOMPARE(bench.problems.rowCount(), 3);
    QCOMPARE(bench.problems.count(), 2);
    QCOMPARE(counted.count(), 1);
}

void ProblemsModelTest::findingsOfTheHubComeAndGo()
{
    Bench bench;
    QSignalSpy reported(&bench.problems, &ProblemsModel::problemFound);
    bench.problems.setHubFindings({found(FindingCase::RedisAway)});
    QCOMPARE(bench.codes(), QStringList{QStringLiteral("redis-away")});
    QCOMPARE(reported.first().first().toInt(), HubSource);
    QCOMPARE(bench.problems.of(HubSource).size(), 1);
    bench.problems.setHubFindings({});
    QCOMPARE(bench.problems.rowCount(), 0);
    // What comes again is found again.
    bench.problems.setHubFindings({found(FindingCase::RedisAway)});
    QCOMPARE(reported.count(), 2);
}

void ProblemsModelTest::whatIsIgnoredIsNeitherShownNorCountedNorReported()
{
    Bench bench;
    FakeConnection *connection = nullptr;
    const int id = bench.open("http://a.example/s", connection);
    bench.report(connection, {found(FindingCase::RetryShort), found(FindingCase::NoIds)});
    bench.problems.ignore(bench.problems.of(id).first());
    QCOMPARE(bench.codes(), QStringList{QStringLiteral("no-ids")});
    QCOMPARE(bench.problems.count(), 0);
    QCOMPARE(bench.problems.of(id).size(), 1);
    QSignalSpy reported(&bench.problems, &ProblemsModel::problemFound);
    bench.report(connection, {});
    bench.report(connection, {found(FindingCase::RetryShort)});
    QCOMPARE(reported.count(), 0);
    const IgnoredKinds::Kind kind = bench.problems.ignored().all().first();
    QCOMPARE(bench.problems.titleOf(kind), QStringLiteral("a.example"));
    bench.problems.ignored().setIgnored(kind.subject, kind.code, false);
    QCOMPARE(bench.codes(), QStringList{QStringLiteral("harmful-retry")});
    QCOMPARE(bench.problems.count(), 1);
}

void ProblemsModelTest::whatIsIgnoredOfOneStreamIsShownOfAnother()
{
    Bench bench;
    FakeConnection *one = nullptr;
    FakeConnection *other = nullptr;
    const int id = bench.open("http://a.example/s", one);
    bench.open("http://b.example/s", other);
    bench.report(one, {found(FindingCase::NoIds)});
    bench.report(other, {found(FindingCase::NoIds)});
    bench.problems.ignore(bench.problems.of(id).first());
    QCOMPARE(bench.column(ProblemsModel::Subject), QStringList{QStringLiteral("b.example")});
}

void ProblemsModelTest::whatIsIgnoredStaysSoAfterARestart()
{
    QTemporaryDir directory;
    QSettings settings(directory.filePath(QStringLiteral("s.ini")), QSettings::IniFormat);
    {
        Bench bench;
        bench.problems.ignored().keepIn(settings);
        FakeConnection *connection = nullptr;
        const int id = bench.open("http://a.example/s", connection);
        bench.report(connection, {found(FindingCase::NoIds)});
        bench.problems.ignore(bench.problems.of(id).first());
        bench.problems.setHubFindings({found(FindingCase::RedisAway)});
        bench.problems.ignore(bench.problems.of(HubSource).first());
    }
    Bench bench;
    bench.problems.ignored().keepIn(settings);
    QSignalSpy reported(&bench.problems, &ProblemsModel::problemFound);
    FakeConnection *connection = nullptr;
    bench.open("http://a.example/s", connection);
    bench.report(connection, {found(FindingCase::NoIds)});
    bench.problems.setHubFindings({found(FindingCase::RedisAway)});
    QCOMPARE(bench.problems.rowCount(), 0);
    QCOMPARE(reported.count(), 0);
    QCOMPARE(bench.problems.ignored().all().size(), 2);
}

void ProblemsModelTest::whatIsIgnoredIsKeptWithoutSecrets()
{
    QTemporaryDir directory;
    QSettings settings(directory.filePath(QStringLiteral("s.ini")), QSettings::IniFormat);
    Bench bench;
    bench.problems.ignored().keepIn(settings);
    FakeConnection *connection = nullptr;
    const int id = bench.open("http://joe:TOPSECRET1@a.example/s?token=TOPSECRET2&x=1", connection);
    bench.report(connection, {found(FindingCase::NoIds)});
    bench.problems.ignore(bench.problems.of(id).first());
    settings.sync();
    QFile file(settings.fileName());
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray written = file.readAll();
    QVERIFY(written.contains("no-ids"));
    QVERIFY2(!written.contains("TOPSECRET"), written.constData());
}

void ProblemsModelTest::theFilterKnowsSeverityStreamCodeAndText_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("codes");
    const QString blank = QStringLiteral("no-blank-line");
    const QString retry = QStringLiteral("harmful-retry");
    const QString ids = QStringLiteral("no-ids");
    const QString redis = QStringLiteral("redis-away");
    QTest::newRow("nothing") << QString() << QStringList{blank, redis, retry, ids};
    QTest::newRow("severity") << QStringLiteral("severity:error") << QStringList{blank, redis};
    QTest::newRow("all but a severity") << QStringLiteral("-severity:note") << QStringList{blank, redis, retry};
    QTest::newRow("stream") << QStringLiteral("stream:a.example") << QStringList{blank, ids};
    QTest::newRow("stream by a glob") << QStringLiteral("stream:b.*") << QStringList{retry};
    QTest::newRow("the hub") << QStringLiteral("stream:Hub") << QStringList{redis};
    QTest::newRow("code") << QStringLiteral("code:no-*") << QStringList{blank, ids};
    QTest::newRow("text of the words") << QStringLiteral("blank") << QStringList{blank};
    QTest::newRow("two terms") << QStringLiteral("stream:a.example severity:note") << QStringList{ids};
}

void ProblemsModelTest::theFilterKnowsSeverityStreamCodeAndText()
{
    QFETCH(QString, text);
    Bench bench;
    FakeConnection *one = nullptr;
    FakeConnection *other = nullptr;
    bench.open("http://a.example/s", one);
    bench.open("http://b.example/s", other);
    bench.report(one, {found(FindingCase::NoBlankLine), found(FindingCase::NoIds)});
    bench.report(other, {found(FindingCase::RetryShort)});
    bench.problems.setHubFindings({found(FindingCase::RedisAway)});
    const auto filter = ProblemFilter::parse(text);
    QVERIFY(filter);
    bench.problems.setFilter(*filter);
    QTEST(bench.codes(), "codes");
    FilterMistake mistake;
    QVERIFY(!ProblemFilter::parse(QStringLiteral("channel:a"), &mistake));
    QVERIFY(mistake.what.contains(QStringLiteral("severity:")));
}

void ProblemsModelTest::aStreamThatIsRemovedTakesItsProblemsAlong()
{
    Bench bench;
    FakeConnection *connection = nullptr;
    const int id = bench.open("http://a.example/s", connection);
    bench.report(connection, {found(FindingCase::NoBlankLine)});
    bench.problems.setSelection(id);
    bench.streams.remove(id);
    QCOMPARE(bench.problems.rowCount(), 0);
    QCOMPARE(bench.problems.count(), 0);
    QVERIFY(!bench.problems.selection());
}

void ProblemsModelTest::aStreamThatIsAskedForOtherwiseIsJudgedAnew()
{
    Bench bench;
    FakeConnection *connection = nullptr;
    const int id = bench.open("http://a.example/s", connection);
    bench.report(connection, {found(FindingCase::NoBlankLine)});
    StreamRequest request = bench.streams.request(id);
    request.acceptsAnyType = true;
    bench.streams.edit(id, request);
    QTRY_COMPARE(bench.problems.rowCount(), 0);
}

void ProblemsModelTest::ofVeryManyTheWorstAreKept()
{
    Bench bench;
    QList<Finding> findings{found(FindingCase::NoBlankLine)};
    for (int i = 0; i < 500; ++i) {
        findings.append(found(FindingCase::StoppedEarly));
        findings.last().subject = QByteArray::number(i);
    }
    for (int i = 0; i < 40; ++i) {
        FakeConnection *connection = nullptr;
        bench.open(qPrintable(QStringLiteral("http://a.example/%1").arg(i)), connection);
        bench.report(connection, findings);
    }
    QCOMPARE(bench.problems.rowCount(), int(ProblemsModel::MaximumProblems));
    QCOMPARE(bench.codes().count(QStringLiteral("no-blank-line")), 40);
}

void ProblemsModelTest::eventsAreFoundByTheirNumbers()
{
    EventRing ring(8 * 1024 * 1024);
    EventPlaces places;
    places.restart(1);
    places.restart(2);
    QHash<quint64, quint64> wanted; // of source 1: sequence numbers by the event's own
    quint64 count = 0;
    for (int batch = 0; batch < 400; ++batch) {
        QList<int> sources;
        for (int i = 0; i < 50; ++i)
            sources.append(i % 7 == 0 ? 1 : i % 3 == 0 ? 2 : HubSource);
        for (qsizetype i = 0; i < sources.size(); ++i) {
            if (sources[i] == 1)
                wanted.insert(++count, ring.next() + quint64(i));
        }
        places.onEvents(items(sources), ring);
        for (const FeedQueue::Item &item : items(sources))
            ring.append(item.source, item.received);
    }
    for (quint64 number = 1; number <= count; number += 37)
        QCOMPARE(places.sequenceOf(1, number, ring), std::optional(wanted.value(number)));
    QCOMPARE(places.sequenceOf(1, count, ring), std::optional(wanted.value(count)));
    QVERIFY(!places.sequenceOf(1, 0, ring));
    QVERIFY(!places.sequenceOf(1, count + 1, ring));
    QVERIFY(places.isAwaited(1, count + 1));
    QVERIFY(!places.sequenceOf(HubSource, 1, ring));

    // What the ring let go of is not found; what it holds is.
    ring.setMaximumBytes(ring.bytes() / 2);
    ring.trim();
    places.onEvents(items({1}), ring);
    ring.append(1, items({1}).front().received);
    QVERIFY(!places.sequenceOf(1, 1, ring));
    QCOMPARE(places.sequenceOf(1, count, ring), std::optional(wanted.value(count)));
    QCOMPARE(places.sequenceOf(1, count + 1, ring), std::optional(ring.next() - 1));

    // Numbers begin anew.
    places.restart(1);
    QVERIFY(!places.sequenceOf(1, 1, ring));
    places.onEvents(items({2, 1}), ring);
    for (const FeedQueue::Item &item : items({2, 1}))
        ring.append(item.source, item.received);
    QCOMPARE(places.sequenceOf(1, 1, ring), std::optional(ring.next() - 1));
}

void ProblemsModelTest::aLossTakesTheNumbersOfItsOwnSourceOnly()
{
    PlacesBench bench;
    bench.arrive(items({1, 2}));
    bench.arrive(items({2, 1}), {{1, 3}});
    QCOMPARE(bench.of(1, 1), std::optional<quint64>(0));
    for (const quint64 lost : {2, 3, 4})
        QVERIFY(!bench.of(1, lost));
    QCOMPARE(bench.of(1, 5), std::optional<quint64>(3));
    QVERIFY(!bench.places.isAwaited(1, 5));
    QVERIFY(bench.places.isAwaited(1, 6));
    QCOMPARE(bench.of(2, 1), std::optional<quint64>(1));
    QCOMPARE(bench.of(2, 2), std::optional<quint64>(2));
    // Two losses on end are one; what follows is found still.
    bench.arrive({}, {{1, 2}});
    bench.arrive(items({1, 1}), {{1, 1}});
    for (const quint64 lost : {6, 7, 8})
        QVERIFY(!bench.of(1, lost));
    QCOMPARE(bench.of(1, 9), std::optional<quint64>(4));
    QCOMPARE(bench.of(1, 10), std::optional<quint64>(5));
}

void ProblemsModelTest::whatComesBesideAStreamTakesNoNumber()
{
    PlacesBench bench;
    auto some = items({1, 1, 1, 2, 1});
    some[1].isBeside = true;
    bench.arrive(some);
    bench.arrive(items({1}));
    QCOMPARE(bench.of(1, 1), std::optional<quint64>(0));
    QCOMPARE(bench.of(1, 2), std::optional<quint64>(2));
    QCOMPARE(bench.of(1, 3), std::optional<quint64>(4));
    QCOMPARE(bench.of(1, 4), std::optional<quint64>(5));
    QCOMPARE(bench.of(1, 2), std::optional<quint64>(2)); // asked again
    QVERIFY(bench.places.isAwaited(1, 5));
}

void ProblemsModelTest::theEventsOfTheEvidenceAreMarked()
{
    Bench bench;
    EventTableModel events;
    EventPlaces places;
    ProblemMarks marks(bench.problems, events, places);
    FakeConnection *connection = nullptr;
    const int id = bench.open("http://a.example/s", connection);
    places.restart(id);
    const auto arrive = [&](const QList<int> &sources) {
        places.onEvents(items(sources), events.ring());
        events.append(items(sources));
        marks.onEvents();
    };
    arrive({id, HubSource, id});
    Finding finding = found(FindingCase::RepeatedId);
    finding.evidence.addEvent(2);
    finding.evidence.addEvent(3); // has not come yet
    bench.report(connection, {finding});
    const auto mark = [&](int row, int role) { return events.index(row, EventTableModel::Time).data(role); };
    QTRY_COMPARE(mark(2, EventTableModel::MarkRole).toString(), QStringLiteral("▲"));
    QVERIFY(mark(2, Qt::ToolTipRole).toString().startsWith(QStringLiteral("▲ warning: ")));
    QVERIFY(mark(2, Qt::AccessibleTextRole).toString().contains(QStringLiteral("warning")));
    QCOMPARE(mark(0, EventTableModel::MarkRole).toString(), QString());
    arrive({id});
    QTRY_COMPARE(mark(3, EventTableModel::MarkRole).toString(), QStringLiteral("▲"));
    // The worst has the shape.
    Finding worse = found(FindingCase::StreamError);
    worse.evidence.addEvent(3);
    bench.report(connection, {worse, finding});
    QTRY_COMPARE(mark(3, EventTableModel::MarkRole).toString(), QStringLiteral("✕"));
    QCOMPARE(mark(3, Qt::ToolTipRole).toString().count(u'\n'), 1);
    bench.problems.ignore(bench.problems.of(id).last());
    QTRY_COMPARE(mark(2, EventTableModel::MarkRole).toString(), QString());
}

void ProblemsModelTest::whatIsReadAnywayIsReadAsWhatItIs_data()
{
    QTest::addColumn<int>("which");
    QTest::addColumn<bool>("isRead");
    QTest::addColumn<int>("format");
    QTest::newRow("a stream") << int(FindingCase::TypeIsStream) << true << int(StreamFormat::EventStream);
    QTest::newRow("no type") << int(FindingCase::TypeMissingStream) << true << int(StreamFormat::EventStream);
    QTest::newRow("unknown") << int(FindingCase::TypeIsOther) << true << int(StreamFormat::EventStream);
    QTest::newRow("one line of JSON so far")
        << int(FindingCase::TypeIsJsonLine) << true << int(StreamFormat::JsonLines);
    QTest::newRow("JSON lines") << int(FindingCase::TypeIsJsonLines) << true << int(StreamFormat::JsonLines);
    QTest::newRow("a page") << int(FindingCase::TypeIsHtml) << false << 0;
    QTest::newRow("one JSON value") << int(FindingCase::TypeIsJson) << false << 0;
    QTest::newRow("another finding") << int(FindingCase::NoIds) << false << 0;
}

void ProblemsModelTest::whatIsReadAnywayIsReadAsWhatItIs()
{
    QFETCH(int, which);
    QFETCH(bool, isRead);
    StreamRequest request;
    request.url = QUrl(QStringLiteral("http://a.example/s"));
    const auto asked = readAnyway(found(FindingCase(which)), request);
    QCOMPARE(asked.has_value(), isRead);
    if (!asked)
        return;
    QVERIFY(asked->acceptsAnyType);
    QTEST(int(asked->format), "format");
    QCOMPARE(asked->url, request.url);
    QVERIFY(!readAnyway(found(FindingCase(which)), *asked)); // once is enough
}

void ProblemsModelTest::nginxTakesTheBlockThatIsCopied_data()
{
    QTest::addColumn<QUrl>("url");
    QTest::newRow("a path") << QUrl(QStringLiteral("https://a.example/v1/stream?x=1"));
    QTest::newRow("no path") << QUrl(QStringLiteral("https://a.example"));
    QTest::newRow("what nginx would read itself") << QUrl(QStringLiteral("https://a.example/a%20b;%7B\"$x%5C"));
}

void ProblemsModelTest::nginxTakesTheBlockThatIsCopied()
{
    QFETCH(QUrl, url);
    const QString nginx = QStandardPaths::findExecutable(QStringLiteral("nginx"));
    const QString there = nginx.isEmpty()
                              ? QStandardPaths::findExecutable(QStringLiteral("nginx"), {QStringLiteral("/usr/sbin")})
                              : nginx;
    if (there.isEmpty())
        QSKIP("nginx is not installed");
    QTemporaryDir directory;
    QFile file(directory.filePath(QStringLiteral("nginx.conf")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    const QByteArray folder = directory.path().toUtf8();
    QByteArray paths;
    for (const char *kind : {"client_body", "proxy", "fastcgi", "uwsgi", "scgi"})
        paths += QByteArray(kind) + "_temp_path " + folder + "/" + kind + ";\n";
    file.write("error_log " + folder + "/error.log;\npid " + folder + "/pid;\nevents {}\nhttp {\naccess_log off;\n" +
               paths + "server {\nlisten unix:" + folder + "/socket;\n" + nginxBlock(url).toUtf8() + "}\n}\n");
    file.close();
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(
        there, {QStringLiteral("-t"), QStringLiteral("-p"), directory.path(), QStringLiteral("-c"), file.fileName()});
    QVERIFY(process.waitForFinished(60'000));
    QVERIFY2(process.exitCode() == 0, process.readAll().constData());
    QVERIFY(nginxBlock(url).contains(QStringLiteral("proxy_buffering off;")));
}

QTEST_GUILESS_MAIN(ProblemsModelTest)
#include "tst_problemsmodel.moc"
