// SPDX-License-Identifier: GPL-3.0-or-later
// Remote streams as the window has them, against real servers: their story, their test, and how they are kept.
#include "fakehub.h"
#include "scriptedserver.h"
#include "ui/streams/eventsourceopener.h"
#include "ui/streams/keychainstore.h"
#include "ui/streams/savedstreams.h"
#include "ui/streams/secrets.h"
#include "ui/streams/streamlist.h"
#include "ui/streams/streamprobe.h"
#include "ui/streams/streamstory.h"

#include <QFile>
#include <QJsonObject>
#include <QSettings>
#include <QSignalSpy>
#include <QSslServer>
#include <QSslSocket>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>

using namespace helio;

using Ending = ScriptedServer::Ending;

namespace {

/// Answers from the event loop, as a keychain does.
class FakeSecretStore : public SecretStore
{
public:
    Availability availability() const override { return there; }
    void read(const QString &key) override
    {
        QMetaObject::invokeMethod(
            this,
            [this, key] {
                const bool isThere = there == Availability::Available && secrets.contains(key);
                Q_EMIT readFinished(key,
                                    there != Availability::Available ? Outcome::Failed
                                    : isThere                        ? Outcome::Done
                                                                     : Outcome::NotThere,
                                    isThere ? secrets.value(key) : QByteArray(),
                                    there == Availability::Available ? QString() : QStringLiteral("It is locked."));
            },
            Qt::QueuedConnection);
    }
    void write(const QString &key, const QByteArray &secret) override { secrets.insert(key, secret); }
    void remove(const QString &key) override { secrets.remove(key); }

    QHash<QString, QByteArray> secrets;
    Availability there = Availability::Available;
};

/// One run of the program, as far as its streams go.
struct Run
{
    Run(QSettings &settings, SecretStore &secrets)
        : saved(list, secrets, settings)
    {
        saved.restore();
    }

    FakeOpener opener;
    FeedQueue queue{1024 * 1024};
    StreamList list{opener, queue, 1};
    SavedStreams saved;
};

StreamRequest secretRequest()
{
    StreamRequest request;
    request.url = QUrl(QStringLiteral("https://joe:TOPSECRET1@a.b/s?channel=x&token=TOPSECRET2"));
    request.name = QStringLiteral("lab");
    request.headers = {{"X-A", "b"}, {"X-Api-Key", "TOPSECRET3"}, {"Cookie", "a=TOPSECRET4"}};
    request.bearerToken = "TOPSECRET5";
    request.userName = QStringLiteral("joe");
    request.password = QStringLiteral("TOPSECRET6");
    request.passphrase = QStringLiteral("TOPSECRET7");
    request.proxy = {StreamProxy::Kind::Given, QUrl(QStringLiteral("http://joe:TOPSECRET8@proxy:3128"))};
    request.method = "POST";
    request.body = "{\"a\":1}";
    request.reconnectionTime = std::chrono::milliseconds(500);
    request.maximumReconnects = 7;
    return request;
}

QString file(const char *name)
{
    return QStringLiteral(TLS_FILES "/") + QString::fromLatin1(name);
}

QSslConfiguration serverTls()
{
    QString problem;
    return TlsSettings::fromFiles(file("authority.pem"), file("server.pem"), file("server-key.pem"), {}, problem)
        .configuration(true);
}

/// The rows of a story, as words.
QStringList rowsOf(const StreamStory &story)
{
    QStringList rows;
    for (int row = 0; row < story.rowCount(); ++row)
        rows.append(StreamStory::words(*story.entryAt(row)));
    return rows;
}

/// All steps of a test, the last word of each.
QStringList stepsOf(StreamTest &test, bool &isGood)
{
    QStringList steps;
    QObject::connect(&test, &StreamTest::stepChanged, &test, [&steps](int index, const StreamTestStep &step) {
        const QString line = QStringLiteral("%1: %2").arg(int(step.state)).arg(step.words);
        if (index < steps.size())
            steps[index] = line;
        else
            steps.append(line);
    });
    QSignalSpy finished(&test, &StreamTest::finished);
    test.start();
    if (!QTest::qWaitFor([&finished] { return !finished.isEmpty(); }, 30'000))
        steps.append(QStringLiteral("not finished"));
    else
        isGood = finished.constFirst().constFirst().toBool();
    return steps;
}

} // namespace

class TestStreams : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theStoryOfAStreamComesInOrder();
    void secretsAreMaskedInTheStory();
    void aFloodOfCommentsStaysBounded();
    void aFileThatIsNoGoodIsToldAtOpening();
    void twentyStreamsToOneHostOpenFromTheList();
    void anEditedStreamGoesOnAfterItsLastEventId();

    void streamsComeBackAsTheyWereLeft();
    void secretsGoToTheStoreAndNeverToTheSettings();
    void withoutAStoreAStreamWithSecretsComesBackClosedAndSaysWhy();
    void secretsWrittenAnewAreKeptAgain();
    void aRemovedStreamTakesItsSecretsAlong();
    void aStreamThatIsNotKeptLeavesNothing();
    void aUrlOfTheCommandLineIsNotDoubled();
    void aUrlOfTheCommandLineWaitsForTheKeychain();
    void settingsOfSomebodyElseDoNoHarm();
    void aRequestSurvivesTheSettings();
    void whereThereIsNoKeychainThatIsSaid();

    void aTestShowsEachStep();
    void aTestFollowsRedirects();
    void aTestSaysWhatIsWrong_data();
    void aTestSaysWhatIsWrong();
    void aTestShowsTheCertificate();
    void aTestSaysWhyACertificateIsNotTrusted();
    void aTestOfAWrongHostSaysForWhomTheCertificateIs();
    void aQuietStreamIsDoubtfulButGood();
    void aTestThatIsDroppedLeavesNoConnection();
};

void TestStreams::theStoryOfAStreamComesInOrder()
{
    ScriptedServer server;
    server.answer(redirectAnswer(302, "/there"));
    server.answerStream(":hello\nretry:1\nid:7\ndata:a\n\n:beat\n:beat\n:beat\n", Ending::Reset);
    server.answer(plainAnswer("503 Unavailable", "Retry-After: 0\r\n"));
    server.answer(plainAnswer("404 Not Found"));
    EventSourceOpener opener;
    FeedQueue queue(1024 * 1024);
    StreamList list(opener, queue, 1);
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

void TestStreams::secretsAreMaskedInTheStory()
{
    ScriptedServer server;
    server.answer(streamHead("Set-Cookie: session=TOPSECRET1\r\n") + "data:a\n\n");
    EventSourceOpener opener;
    FeedQueue queue(1024 * 1024);
    StreamList list(opener, queue, 1);
    StreamRequest request{server.url(QStringLiteral("/s?token=TOPSECRET2")), {}, {{"X-Api-Key", "TOPSECRET3"}}};
    request.bearerToken = "TOPSECRET4TOPSECRET4";
    const int id = list.open(request);
    QTRY_VERIFY_WITH_TIMEOUT(list.story(id)->text().contains(QStringLiteral("first event")), 30'000);
    const QString text = list.story(id)->text();
    QVERIFY2(!text.contains(QStringLiteral("TOPSECRET")), qPrintable(text));
    QVERIFY(text.contains(QStringLiteral("Authorization: Bearer …RET4")));
    QCOMPARE(server.requests().first().header("authorization"), QByteArray("Bearer TOPSECRET4TOPSECRET4"));
    QVERIFY(!list.name(id).contains(QStringLiteral("TOPSECRET")));
}

void TestStreams::aFloodOfCommentsStaysBounded()
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

void TestStreams::aFileThatIsNoGoodIsToldAtOpening()
{
    EventSourceOpener opener;
    FeedQueue queue(1024 * 1024);
    StreamList list(opener, queue, 1);
    StreamRequest request{QUrl(QStringLiteral("https://localhost:1/")), {}, {}};
    request.authorityFile = QStringLiteral("/nowhere/ca.pem");
    const int id = list.open(request);
    QTRY_COMPARE_WITH_TIMEOUT(list.state(id), StreamList::State::Refused, 30'000);
    QVERIFY(list.problem(id).contains(QStringLiteral("/nowhere/ca.pem")));
    QTRY_COMPARE_WITH_TIMEOUT(list.story(id)->rowCount(), 1, 30'000);
}

void TestStreams::twentyStreamsToOneHostOpenFromTheList()
{
    constexpr int Count = 20;
    ScriptedServer server;
    EventSourceOpener opener;
    FeedQueue queue(1024 * 1024);
    StreamList list(opener, queue, 1);
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

void TestStreams::anEditedStreamGoesOnAfterItsLastEventId()
{
    ScriptedServer server;
    server.answerStream("id:7\ndata:a\n\n");
    server.answerStream("data:b\n\n");
    server.answerStream("data:c\n\n");
    EventSourceOpener opener;
    FeedQueue queue(1024 * 1024);
    StreamList list(opener, queue, 1);
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

void TestStreams::streamsComeBackAsTheyWereLeft()
{
    QTemporaryDir directory;
    QSettings settings(directory.filePath(QStringLiteral("s.ini")), QSettings::IniFormat);
    FakeSecretStore secrets;
    {
        Run run(settings, secrets);
        run.list.open({QUrl(QStringLiteral("http://a/1")), {}, {}});
        const int closed = run.list.open({QUrl(QStringLiteral("http://a/2")), "9", {{"X-A", "b"}}});
        run.list.close(closed);
        const int removed = run.list.open({QUrl(QStringLiteral("http://a/3")), {}, {}});
        run.list.remove(removed);
    }
    Run run(settings, secrets);
    const QList<int> ids = run.list.ids();
    QCOMPARE(ids.size(), 2);
    QCOMPARE(run.list.url(ids[0]), QUrl(QStringLiteral("http://a/1")));
    QCOMPARE(run.list.state(ids[0]), StreamList::State::Connecting);
    QCOMPARE(run.list.state(ids[1]), StreamList::State::Closed);
    QCOMPARE(run.list.request(ids[1]).lastEventId, QByteArray("9"));
    QCOMPARE(run.list.request(ids[1]).headers.size(), 1);
    QVERIFY(secrets.secrets.isEmpty());
}

void TestStreams::secretsGoToTheStoreAndNeverToTheSettings()
{
    QTemporaryDir directory;
    const QString name = directory.filePath(QStringLiteral("s.ini"));
    QSettings settings(name, QSettings::IniFormat);
    FakeSecretStore secrets;
    {
        Run run(settings, secrets);
        run.list.open(secretRequest());
    }
    settings.sync();
    QFile written(name);
    QVERIFY(written.open(QIODevice::ReadOnly));
    const QByteArray contents = written.readAll();
    QVERIFY(contents.contains("a.b/s"));
    QVERIFY2(!contents.contains("TOPSECRET"), contents.constData());
    QCOMPARE(secrets.secrets.size(), 1);
    for (int i = 1; i <= 8; ++i)
        QVERIFY(secrets.secrets.cbegin()->contains("TOPSECRET" + QByteArray::number(i)));

    Run run(settings, secrets);
    const int id = run.list.ids().constFirst();
    QCOMPARE(run.list.state(id), StreamList::State::Closed); // until the keychain has answered
    QTRY_COMPARE_WITH_TIMEOUT(run.list.state(id), StreamList::State::Connecting, 30'000);
    QCOMPARE(run.list.request(id), secretRequest());
    QCOMPARE(run.opener.requests.last(), secretRequest());
}

void TestStreams::withoutAStoreAStreamWithSecretsComesBackClosedAndSaysWhy()
{
    QTemporaryDir directory;
    const QString name = directory.filePath(QStringLiteral("s.ini"));
    QSettings settings(name, QSettings::IniFormat);
    FakeSecretStore secrets;
    secrets.there = SecretStore::Availability::None;
    {
        Run run(settings, secrets);
        run.list.open(secretRequest());
    }
    QVERIFY(secrets.secrets.isEmpty());
    settings.sync();
    QFile written(name);
    QVERIFY(written.open(QIODevice::ReadOnly));
    QVERIFY(!written.readAll().contains("TOPSECRET"));
    // Twice: a start in which nothing is written anew loses nothing.
    for (int start = 0; start < 2; ++start) {
        Run run(settings, secrets);
        const int id = run.list.ids().constFirst();
        QTRY_VERIFY_WITH_TIMEOUT(run.list.problem(id).contains(QStringLiteral("Edit the stream")), 30'000);
        QCOMPARE(run.list.state(id), StreamList::State::Closed);
        QCOMPARE(run.list.stateText(id), QStringLiteral("needs its secrets"));
        QSignalSpy needed(&run.list, &StreamList::secretsNeeded);
        run.list.reopen(id);
        QCOMPARE(needed.size(), 1);
        QCOMPARE(run.list.state(id), StreamList::State::Closed);
        run.list.edit(id, secretRequest());
        QCOMPARE(run.list.state(id), StreamList::State::Connecting);
        QVERIFY(run.list.problem(id).isEmpty());
    }
}

void TestStreams::secretsWrittenAnewAreKeptAgain()
{
    QTemporaryDir directory;
    QSettings settings(directory.filePath(QStringLiteral("s.ini")), QSettings::IniFormat);
    FakeSecretStore secrets;
    {
        Run run(settings, secrets);
        run.list.open(secretRequest());
    }
    secrets.secrets.clear();
    {
        Run run(settings, secrets);
        const int id = run.list.ids().constFirst();
        QTRY_VERIFY_WITH_TIMEOUT(run.list.areSecretsMissing(id), 30'000);
        QTRY_VERIFY_WITH_TIMEOUT(run.list.problem(id).contains(QStringLiteral("were not kept")), 30'000);
        run.list.edit(id, secretRequest());
    }
    QCOMPARE(secrets.secrets.size(), 1);
    Run run(settings, secrets);
    QTRY_COMPARE_WITH_TIMEOUT(run.list.request(run.list.ids().constFirst()), secretRequest(), 30'000);
}

void TestStreams::aRemovedStreamTakesItsSecretsAlong()
{
    QTemporaryDir directory;
    QSettings settings(directory.filePath(QStringLiteral("s.ini")), QSettings::IniFormat);
    FakeSecretStore secrets;
    Run run(settings, secrets);
    const int id = run.list.open(secretRequest());
    QCOMPARE(secrets.secrets.size(), 1);
    run.list.remove(id);
    QVERIFY(secrets.secrets.isEmpty());
    QCOMPARE(settings.allKeys(), QStringList(QStringLiteral("streams/order")));
}

void TestStreams::aStreamThatIsNotKeptLeavesNothing()
{
    QTemporaryDir directory;
    QSettings settings(directory.filePath(QStringLiteral("s.ini")), QSettings::IniFormat);
    FakeSecretStore secrets;
    Run run(settings, secrets);
    StreamRequest request = secretRequest();
    request.isKept = false;
    const int id = run.list.open(request);
    QVERIFY(secrets.secrets.isEmpty());
    QVERIFY(settings.allKeys().isEmpty());
    request.isKept = true;
    run.list.edit(id, request);
    QCOMPARE(secrets.secrets.size(), 1);
    request.isKept = false;
    run.list.edit(id, request);
    QVERIFY(secrets.secrets.isEmpty());
}

void TestStreams::aUrlOfTheCommandLineIsNotDoubled()
{
    QTemporaryDir directory;
    QSettings settings(directory.filePath(QStringLiteral("s.ini")), QSettings::IniFormat);
    FakeSecretStore secrets;
    const QUrl url(QStringLiteral("http://a/1?channel=x"));
    {
        Run run(settings, secrets);
        run.list.close(run.list.open({url, {}, {}}));
        run.list.open({QUrl(QStringLiteral("http://a/2?token=abc")), {}, {}});
    }
    Run run(settings, secrets);
    run.saved.open(url);
    run.saved.open(QUrl(QStringLiteral("http://a/2?token=def")));
    run.saved.open(QUrl(QStringLiteral("http://a/3")));
    run.saved.open(QUrl(QStringLiteral("http://a/3")));
    const QList<int> ids = run.list.ids();
    QCOMPARE(ids.size(), 3);
    for (const int id : ids) // the second one when the keychain has answered
        QTRY_COMPARE_WITH_TIMEOUT(run.list.state(id), StreamList::State::Connecting, 30'000);
    QCOMPARE(run.list.url(ids[1]), QUrl(QStringLiteral("http://a/2?token=def")));
    QVERIFY(!run.list.request(ids[2]).isKept);
}

void TestStreams::aUrlOfTheCommandLineWaitsForTheKeychain()
{
    QTemporaryDir directory;
    QSettings settings(directory.filePath(QStringLiteral("s.ini")), QSettings::IniFormat);
    FakeSecretStore secrets;
    StreamRequest request = secretRequest();
    request.method = "GET";
    {
        Run run(settings, secrets);
        run.list.close(run.list.open(request));
    }
    Run run(settings, secrets);
    QSignalSpy needed(&run.list, &StreamList::secretsNeeded);
    const int id = run.list.ids().constFirst();
    run.saved.open(QUrl(QStringLiteral("https://a.b/s?channel=x&token=brought")));
    QCOMPARE(run.list.ids().size(), 1);
    QTRY_COMPARE_WITH_TIMEOUT(run.list.state(id), StreamList::State::Connecting, 30'000);
    QCOMPARE(needed.size(), 0);
    QCOMPARE(run.list.url(id), QUrl(QStringLiteral("https://a.b/s?channel=x&token=brought")));
    // Nothing of the others was lost.
    QCOMPARE(run.list.request(id).headers, request.headers);
    QCOMPARE(run.list.request(id).password, request.password);
    QVERIFY(secrets.secrets.cbegin()->contains("TOPSECRET4"));
}

void TestStreams::settingsOfSomebodyElseDoNoHarm()
{
    QTemporaryDir directory;
    QSettings settings(directory.filePath(QStringLiteral("s.ini")), QSettings::IniFormat);
    settings.setValue(QStringLiteral("streams/order"),
                      QStringList{QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("c"), QStringLiteral("d")});
    settings.setValue(QStringLiteral("streams/a"), QStringLiteral("no JSON"));
    settings.setValue(QStringLiteral("streams/b"), QStringLiteral("{\"url\":7}"));
    settings.setValue(QStringLiteral("streams/c"),
                      QStringLiteral("{\"url\":\"http://a/\",\"headers\":[7,[],[\"X\"]],\"proxy\":9,"
                                     "\"reconnectionTime\":-5,\"maximumReconnects\":-9}"));
    FakeSecretStore secrets;
    Run run(settings, secrets);
    QCOMPARE(run.list.ids().size(), 1);
    const StreamRequest request = run.list.request(run.list.ids().constFirst());
    QCOMPARE(request.proxy.kind, StreamProxy::Kind::System);
    QCOMPARE(request.reconnectionTime.count(), 0);
    QCOMPARE(request.maximumReconnects, StreamRequest::NoLimit);
}

void TestStreams::aRequestSurvivesTheSettings()
{
    StreamRequest request = secretRequest();
    request.lastEventId = "5";
    request.authorityFile = QStringLiteral("/a.pem");
    request.certificateFile = QStringLiteral("/b.pem");
    request.keyFile = QStringLiteral("/c.pem");
    request.allowHttp2 = true;
    request.retriesServerErrors = false;
    StreamRequest back = requestFrom(settingsOf(request));
    QCOMPARE(back, withoutSecrets(request));
    QVERIFY(addSecrets(back, secretsOf(request)));
    QCOMPARE(back, request);
    QVERIFY(secretsOf(withoutSecrets(request)).isEmpty());
    QVERIFY(!addSecrets(back, "garbage"));
    QVERIFY(!addSecrets(back, "[\"too few\"]"));
    QCOMPARE(back, request);
    QCOMPARE(settingsOf({QUrl(QStringLiteral("http://a/")), {}, {}}).keys(), QStringList(QStringLiteral("url")));
}

void TestStreams::whereThereIsNoKeychainThatIsSaid()
{
    const QByteArray bus = qgetenv("DBUS_SESSION_BUS_ADDRESS");
    const QByteArray runtime = qgetenv("XDG_RUNTIME_DIR");
    qunsetenv("DBUS_SESSION_BUS_ADDRESS");
    qputenv("XDG_RUNTIME_DIR", "/nowhere");
    KeychainStore store(QStringLiteral("heliograph-test"));
    QCOMPARE(store.availability(), SecretStore::Availability::None);
    QSignalSpy read(&store, &SecretStore::readFinished);
    QSignalSpy written(&store, &SecretStore::writeFinished);
    store.read(QStringLiteral("a"));
    store.write(QStringLiteral("a"), "b");
    store.remove(QStringLiteral("a"));
    QVERIFY(read.isEmpty());
    QTRY_COMPARE_WITH_TIMEOUT(read.size(), 1, 30'000);
    QTRY_COMPARE_WITH_TIMEOUT(written.size(), 1, 30'000);
    QCOMPARE(read.first()[1].value<SecretStore::Outcome>(), SecretStore::Outcome::Failed);
    if (!bus.isEmpty())
        qputenv("DBUS_SESSION_BUS_ADDRESS", bus);
    qputenv("XDG_RUNTIME_DIR", runtime);
}

void TestStreams::aTestShowsEachStep()
{
    ScriptedServer server;
    server.answerStream("event:price\ndata:7\n\n");
    StreamProbe probe({server.url(QStringLiteral("/s"), QStringLiteral("localhost")), {}, {}});
    bool isGood = false;
    const QStringList steps = stepsOf(probe, isGood);
    QVERIFY2(isGood, qPrintable(steps.join(u'\n')));
    QCOMPARE(steps.size(), 7);
    QVERIFY(steps[0].contains(QStringLiteral("127.0.0.1")));
    QVERIFY(steps[1].contains(QString::number(server.port())));
    QVERIFY(steps[2].contains(QStringLiteral("GET http://localhost")));
    QVERIFY(steps[3].contains(QStringLiteral("200 OK")));
    QVERIFY(steps[4].contains(QStringLiteral("text/event-stream")));
    QVERIFY(steps[6].contains(QStringLiteral("price: 7")));
    QTRY_COMPARE_WITH_TIMEOUT(server.openCount(), 0, 30'000);
}

void TestStreams::aTestFollowsRedirects()
{
    ScriptedServer server;
    server.answer(redirectAnswer(307, "/there"));
    server.answerStream("data:7\n\n");
    StreamProbe probe({server.url(), {}, {}});
    bool isGood = false;
    const QStringList steps = stepsOf(probe, isGood);
    QVERIFY2(isGood, qPrintable(steps.join(u'\n')));
    QVERIFY(!steps.filter(QStringLiteral("/there")).isEmpty());
}

void TestStreams::aTestSaysWhatIsWrong_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<QString>("words");
    QTest::newRow("a page") << QByteArray(plainAnswer("200 OK", "Content-Type: text/html\r\n", "<p>"))
                            << QStringLiteral("text/html");
    QTest::newRow("not found") << QByteArray(plainAnswer("404 Not Found")) << QStringLiteral("404");
    QTest::newRow("busy") << QByteArray(plainAnswer("503 Unavailable")) << QStringLiteral("503");
    QTest::newRow("a redirect to nowhere") << redirectAnswer(302, "") << QStringLiteral("302");
    QTest::newRow("no HTTP") << QByteArrayLiteral("SSH-2.0\r\n\r\n") << QString();
    QTest::newRow("an end before the first event") << QByteArray() << QString();
}

void TestStreams::aTestSaysWhatIsWrong()
{
    QFETCH(QByteArray, answer);
    QFETCH(QString, words);
    ScriptedServer server;
    if (answer.isEmpty())
        server.answerStream(":a\n", Ending::Close);
    else
        server.answer(answer, Ending::Close);
    StreamProbe probe({server.url(), {}, {}});
    bool isGood = true;
    const QStringList steps = stepsOf(probe, isGood);
    QVERIFY2(!isGood, qPrintable(steps.join(u'\n')));
    QVERIFY2(steps.last().startsWith(QString::number(int(StreamTestStep::State::Failed))), qPrintable(steps.last()));
    QVERIFY2(steps.last().contains(words), qPrintable(steps.join(u'\n')));
    QTRY_COMPARE_WITH_TIMEOUT(server.openCount(), 0, 30'000);
}

void TestStreams::aTestShowsTheCertificate()
{
    ScriptedServer server(0, serverTls());
    server.answerStream("data:7\n\n");
    StreamRequest request{server.url(), {}, {}};
    request.authorityFile = file("authority.pem");
    StreamProbe probe(request);
    bool isGood = false;
    const QStringList steps = stepsOf(probe, isGood);
    QVERIFY2(isGood, qPrintable(steps.join(u'\n')));
    QVERIFY2(steps[2].contains(QStringLiteral("TLS 1.3")) && steps[2].contains(QStringLiteral("localhost")),
             qPrintable(steps[2]));
}

void TestStreams::aTestSaysWhyACertificateIsNotTrusted()
{
    ScriptedServer server(0, serverTls());
    StreamProbe probe({server.url(), {}, {}});
    bool isGood = true;
    const QStringList steps = stepsOf(probe, isGood);
    QVERIFY(!isGood);
    QCOMPARE(steps.size(), 3);
    QVERIFY2(steps[2].contains(QStringLiteral("authority")), qPrintable(steps[2]));
    QVERIFY(server.requests().isEmpty());
}

void TestStreams::aTestOfAWrongHostSaysForWhomTheCertificateIs()
{
    // Another address of this machine, which is not among the certificate's names.
    const QHostAddress other(QStringLiteral("127.0.0.2"));
    QSslServer server;
    server.setSslConfiguration(serverTls());
    if (!server.listen(other))
        QSKIP("this system has no 127.0.0.2");
    StreamRequest request{QUrl(QStringLiteral("https://127.0.0.2:%1/s").arg(server.serverPort())), {}, {}};
    request.authorityFile = file("authority.pem");
    StreamProbe probe(request);
    bool isGood = true;
    const QStringList steps = stepsOf(probe, isGood);
    QVERIFY(!isGood);
    QCOMPARE(steps.size(), 3);
    QVERIFY2(steps[2].contains(QStringLiteral("not for 127.0.0.2")), qPrintable(steps[2]));
    QVERIFY2(steps[2].contains(QStringLiteral("localhost")), qPrintable(steps[2]));
}

void TestStreams::aQuietStreamIsDoubtfulButGood()
{
    ScriptedServer server;
    server.answerStream(":beat\n");
    ProbeLimits limits;
    limits.event = std::chrono::milliseconds(50);
    StreamProbe probe({server.url(), {}, {}}, limits);
    bool isGood = false;
    const QStringList steps = stepsOf(probe, isGood);
    QVERIFY2(isGood, qPrintable(steps.join(u'\n')));
    QVERIFY2(steps.last().startsWith(QString::number(int(StreamTestStep::State::Doubtful))), qPrintable(steps.last()));
    QTRY_COMPARE_WITH_TIMEOUT(server.openCount(), 0, 30'000);

    QTcpServer refused;
    QVERIFY(refused.listen(QHostAddress::LocalHost));
    const quint16 port = refused.serverPort();
    refused.close();
    StreamProbe nobody({QUrl(QStringLiteral("http://127.0.0.1:%1/").arg(port)), {}, {}});
    const QStringList last = stepsOf(nobody, isGood);
    QVERIFY(!isGood);
    QVERIFY2(last.last().contains(QStringLiteral("Nobody listens")), qPrintable(last.last()));
}

void TestStreams::aTestThatIsDroppedLeavesNoConnection()
{
    ScriptedServer server;
    server.answerStream(":beat\n");
    auto probe = std::make_unique<StreamProbe>(StreamRequest{server.url(), {}, {}});
    probe->start();
    QTRY_COMPARE_WITH_TIMEOUT(server.requests().size(), 1, 30'000);
    probe.reset();
    QTRY_COMPARE_WITH_TIMEOUT(server.openCount(), 0, 30'000);
}

QTEST_GUILESS_MAIN(TestStreams)
#include "tst_streams.moc"
