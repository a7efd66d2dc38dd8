// SPDX-License-Identifier: GPL-3.0-or-later
// How streams and their secrets are kept for the next start.
#include "fakehub.h"
#include "fakesecrets.h"
#include "ui/streams/keychainstore.h"
#include "ui/streams/requestsecrets.h"
#include "ui/streams/requestsettings.h"
#include "ui/streams/savedstreams.h"
#include "ui/streams/streamlist.h"

#include <QFile>
#include <QJsonObject>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <functional>

using namespace helio;

namespace {

/// One run of the program, as far as its streams go.
struct Run
{
    Run(QSettings &settings, SecretStore &secrets, SavedStreams::Opening opening = SavedStreams::Opening::AsLeft)
        : saved(list, secrets, settings)
    {
        saved.restore(opening);
    }

    FakeOpener opener;
    FeedQueue queue{1024 * 1024};
    StreamList list{opener, queue};
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
    request.format = StreamFormat::JsonArray;
    request.acceptsAnyType = true;
    request.reconnectionTime = std::chrono::milliseconds(500);
    request.maximumReconnects = 7;
    return request;
}

} // namespace

Q_DECLARE_METATYPE(std::function<void(Run &, int)>)

class SavedStreamsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void streamsComeBackAsTheyWereLeft();
    void aRequestWithABodyComesBackClosed_data();
    void aRequestWithABodyComesBackClosed();
    void whatCameToRestByItselfSaysSoAfterARestart_data();
    void whatCameToRestByItselfSaysSoAfterARestart();
    void aRefusalIsSaidAgainWhenTheSecretsHaveCome();
    void whatAServerSaidOfASecretIsNotWrittenDown();
    void secretsGoToTheStoreAndNeverToTheSettings();
    void withoutAStoreAStreamWithSecretsComesBackClosedAndSaysWhy();
    void secretsWrittenAnewAreKeptAgain();
    void aRemovedStreamTakesItsSecretsAlong();
    void aStoreThatKeepsWhatIsRemovedIsReported();
    void windowsThatShareSettingsKeepEachOthersStreams();
    void whatOneWindowRemovedTheOtherDoesNotWriteAgain();
    void anEditHereKeepsWhatWasRemovedElsewhere();
    void afterADeathWhileConnectingStreamsWait();
    void pausedStreamsOpenAtOnceOrOneByOne();
    void pausedStreamsWithSecretsOpenWhenTheseHaveCome();
    void aStreamThatIsNotKeptLeavesNothing();
    void aUrlOfTheCommandLineIsNotDoubled();
    void aUrlOfTheCommandLineWaitsForTheKeychain();
    void settingsOfSomebodyElseDoNoHarm();
    void aRequestSurvivesTheSettings();
    void whereThereIsNoKeychainThatIsSaid();
};

void SavedStreamsTest::streamsComeBackAsTheyWereLeft()
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

void SavedStreamsTest::aRequestWithABodyComesBackClosed_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("POST") << QByteArray("POST") << QByteArray("{}");
    QTest::newRow("POST without a body") << QByteArray("POST") << QByteArray();
    QTest::newRow("GET with a body") << QByteArray("GET") << QByteArray("{}");
}

void SavedStreamsTest::aRequestWithABodyComesBackClosed()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, body);
    QTemporaryDir directory;
    QSettings settings(directory.filePath(QStringLiteral("s.ini")), QSettings::IniFormat);
    FakeSecretStore secrets;
    StreamRequest request{QUrl(QStringLiteral("http://a/1")), {}, {}};
    request.method = method;
    request.body = body;
    {
        Run run(settings, secrets);
        run.list.open(request);
    }
    Run run(settings, secrets);
    const int id = run.list.ids().constFirst();
    QCOMPARE(run.list.request(id), request);
    QCOMPARE(run.list.state(id), StreamList::State::Closed);
    QCOMPARE(run.list.stateText(id), QStringLiteral("not sent again"));
    QVERIFY(run.list.problem(id).contains(QStringLiteral("Reopen the stream")));
    run.list.reopen(id);
    QCOMPARE(run.list.state(id), StreamList::State::Connecting);
    QVERIFY(run.list.problem(id).isEmpty());
}

void SavedStreamsTest::whatCameToRestByItselfSaysSoAfterARestart_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<std::function<void(Run &, int)>>("end");
    QTest::addColumn<StreamList::State>("state");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("problem");
    const auto ends = [](Run &run, int) {
        Q_EMIT run.opener.last->stateChanged(ReadyState::Open);
        Q_EMIT run.opener.last->stateChanged(ReadyState::Closed);
    };
    // As event sources have it: the state first, then why.
    const auto refuses = [](Run &run, int) {
        Q_EMIT run.opener.last->stateChanged(ReadyState::Closed);
        Q_EMIT run.opener.last->failed({Failure::Refused, 404, QStringLiteral("404 Not Found")});
    };
    const auto givesUp = [](Run &run, int) {
        Q_EMIT run.opener.last->failed({Failure::GaveUp, 0, QStringLiteral("Gave up.")});
        Q_EMIT run.opener.last->stateChanged(ReadyState::Closed);
    };
    const auto closes = [](Run &run, int id) { run.list.close(id); };
    using State = StreamList::State;
    const auto row = [](const char *name, const QByteArray &method, const std::function<void(Run &, int)> &end,
                        State state, const QString &text,
                        const QString &problem) { QTest::newRow(name) << method << end << state << text << problem; };
    row("ended", "GET", ends, State::Ended, QStringLiteral("ended"), {});
    row("refused", "GET", refuses, State::Refused, QStringLiteral("refused"), QStringLiteral("404 Not Found"));
    row("gave up", "GET", givesUp, State::Refused, QStringLiteral("refused"), QStringLiteral("Gave up."));
    row("closed", "GET", closes, State::Closed, QStringLiteral("closed by you"), {});
    row("a POST that ended", "POST", ends, State::Ended, QStringLiteral("ended"), {});
    row("a POST that was refused", "POST", refuses, State::Refused, QStringLiteral("refused"),
        QStringLiteral("404 Not Found"));
}

void SavedStreamsTest::whatCameToRestByItselfSaysSoAfterARestart()
{
    using End = std::function<void(Run &, int)>;
    QFETCH(QByteArray, method);
    QFETCH(End, end);
    QFETCH(StreamList::State, state);
    QFETCH(QString, text);
    QFETCH(QString, problem);
    QTemporaryDir directory;
    QSettings settings(directory.filePath(QStringLiteral("s.ini")), QSettings::IniFormat);
    FakeSecretStore secrets;
    StreamRequest request{QUrl(QStringLiteral("http://a/1")), {}, {}};
    request.method = method;
    {
        Run run(settings, secrets);
        end(run, run.list.open(request));
    }
    // Twice: a start in which nothing is done forgets nothing.
    for (int start = 0; start < 2; ++start) {
        Run run(settings, secrets);
        const int id = run.list.ids().constFirst();
        QCOMPARE(run.list.state(id), state);
        QCOMPARE(run.list.stateText(id), text);
        QCOMPARE(run.list.problem(id), problem);
    }
    Run run(settings, secrets);
    const int id = run.list.ids().constFirst();
    run.list.reopen(id);
    QCOMPARE(run.list.state(id), StreamList::State::Connecting);
    QCOMPARE(run.list.rest(id), StreamRest());
}

void SavedStreamsTest::aRefusalIsSaidAgainWhenTheSecretsHaveCome()
{
    QTemporaryDir directory;
    QSettings settings(directory.filePath(QStringLiteral("s.ini")), QSettings::IniFormat);
    FakeSecretStore secrets;
    StreamRequest request = secretRequest();
    request.method = "GET";
    request.body.clear();
    {
        Run run(settings, secrets);
        run.list.open(request);
        Q_EMIT run.opener.last->failed({Failure::Refused, 401, QStringLiteral("401 Unauthorized")});
    }
    Run run(settings, secrets);
    const int id = run.list.ids().constFirst();
    QCOMPARE(run.list.stateText(id), QStringLiteral("needs its secrets"));
    QTRY_COMPARE_WITH_TIMEOUT(run.list.state(id), StreamList::State::Refused, 30'000);
    QCOMPARE(run.list.problem(id), QStringLiteral("401 Unauthorized"));
    QCOMPARE(run.list.request(id), request);
}

void SavedStreamsTest::whatAServerSaidOfASecretIsNotWrittenDown()
{
    QTemporaryDir directory;
    const QString name = directory.filePath(QStringLiteral("s.ini"));
    QSettings settings(name, QSettings::IniFormat);
    FakeSecretStore secrets;
    Run run(settings, secrets);
    run.list.open(secretRequest());
    Q_EMIT run.opener.last->failed({Failure::Refused, 401, QStringLiteral("What is Bearer TOPSECRET5?")});
    settings.sync();
    QFile written(name);
    QVERIFY(written.open(QIODevice::ReadOnly));
    const QByteArray contents = written.readAll();
    QVERIFY(contents.contains("What is Bearer"));
    QVERIFY2(!contents.contains("TOPSECRET"), contents.constData());
}

void SavedStreamsTest::secretsGoToTheStoreAndNeverToTheSettings()
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
    QTRY_COMPARE_WITH_TIMEOUT(run.list.request(id), secretRequest(), 30'000);
    QCOMPARE(run.opener.requests.last(), secretRequest());
    run.list.reopen(id); // by hand, as it has a body
    QCOMPARE(run.list.state(id), StreamList::State::Connecting);
}

void SavedStreamsTest::withoutAStoreAStreamWithSecretsComesBackClosedAndSaysWhy()
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
        QCOMPARE(run.list.state(id), StreamList::State::Closed);
        run.list.reopen(id); // by hand, as it has a body
        QCOMPARE(run.list.state(id), StreamList::State::Connecting);
        QVERIFY(run.list.problem(id).isEmpty());
    }
}

void SavedStreamsTest::secretsWrittenAnewAreKeptAgain()
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

void SavedStreamsTest::aRemovedStreamTakesItsSecretsAlong()
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

void SavedStreamsTest::aStoreThatKeepsWhatIsRemovedIsReported()
{
    QTemporaryDir directory;
    QSettings settings(directory.filePath(QStringLiteral("s.ini")), QSettings::IniFormat);
    FakeSecretStore secrets;
    Run run(settings, secrets);
    QSignalSpy reported(&run.saved, &SavedStreams::secretsNotRemoved);
    StreamRequest request = secretRequest();
    request.name = QStringLiteral("lab");
    const int removed = run.list.open(request);
    run.list.remove(removed);
    const int edited = run.list.open(request);
    StreamRequest plain;
    plain.url = QUrl(QStringLiteral("http://plain/"));
    secrets.keepsAll = true;
    run.list.edit(edited, plain);
    QTRY_COMPARE(reported.size(), 1); // not the one that went
    QCOMPARE(reported.takeFirst().at(1).toString(), QStringLiteral("It is locked."));
    const int last = run.list.open(request);
    run.list.remove(last);
    QTRY_COMPARE(reported.size(), 1);
    QCOMPARE(reported.takeFirst().at(0).toString(), QStringLiteral("lab"));
}

void SavedStreamsTest::windowsThatShareSettingsKeepEachOthersStreams()
{
    QTemporaryDir directory;
    QSettings settings(directory.filePath(QStringLiteral("s.ini")), QSettings::IniFormat);
    FakeSecretStore secrets;
    {
        Run one(settings, secrets);
        Run other(settings, secrets);
        one.list.open({QUrl(QStringLiteral("http://one/1")), {}, {}});
        other.list.open({QUrl(QStringLiteral("http://other/1")), {}, {}});
        const int second = one.list.open({QUrl(QStringLiteral("http://one/2")), {}, {}});
        one.list.remove(second);
        other.list.open({QUrl(QStringLiteral("http://other/2")), {}, {}});
    }
    // What is on the disk counts, not what a window holds.
    QFile file(settings.fileName());
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray content = file.readAll();
    for (const char *url : {"http://one/1", "http://other/1", "http://other/2"})
        QVERIFY2(content.contains(url), url);
    Run next(settings, secrets);
    QSet<QUrl> urls;
    const QList<int> ids = next.list.ids();
    for (const int id : ids)
        urls.insert(next.list.url(id));
    QCOMPARE(ids.size(), 3);
    QCOMPARE(urls, (QSet<QUrl>{QUrl(QStringLiteral("http://one/1")), QUrl(QStringLiteral("http://other/1")),
                               QUrl(QStringLiteral("http://other/2"))}));
}

void SavedStreamsTest::whatOneWindowRemovedTheOtherDoesNotWriteAgain()
{
    QTemporaryDir directory;
    QSettings settings(directory.filePath(QStringLiteral("s.ini")), QSettings::IniFormat);
    FakeSecretStore secrets;
    {
        Run first(settings, secrets);
        first.list.open({QUrl(QStringLiteral("http://a/1")), {}, {}});
        first.list.open({QUrl(QStringLiteral("http://a/2")), {}, {}});
    }
    {
        Run one(settings, secrets);
        Run other(settings, secrets);
        one.list.remove(one.list.ids()[0]);
        // It is still in this one's list, and changes there.
        other.list.close(other.list.ids()[0]);
        other.list.close(other.list.ids()[1]);
        other.list.open({QUrl(QStringLiteral("http://a/3")), {}, {}});
        other.list.reopen(other.list.ids()[0]);
        QCOMPARE(other.list.ids().size(), 3);
    }
    Run next(settings, secrets);
    const QList<int> ids = next.list.ids();
    QCOMPARE(ids.size(), 2);
    QCOMPARE(next.list.url(ids[0]), QUrl(QStringLiteral("http://a/2")));
    QCOMPARE(next.list.state(ids[0]), StreamList::State::Closed);
    QCOMPARE(next.list.url(ids[1]), QUrl(QStringLiteral("http://a/3")));
}

void SavedStreamsTest::anEditHereKeepsWhatWasRemovedElsewhere()
{
    QTemporaryDir directory;
    QSettings settings(directory.filePath(QStringLiteral("s.ini")), QSettings::IniFormat);
    FakeSecretStore secrets;
    {
        Run first(settings, secrets);
        first.list.open({QUrl(QStringLiteral("http://a/1")), {}, {}});
    }
    {
        Run one(settings, secrets);
        Run other(settings, secrets);
        one.list.remove(one.list.ids()[0]);
        const int id = other.list.ids()[0];
        other.list.close(id);
        other.list.edit(id, {QUrl(QStringLiteral("http://a/new")), {}, {}});
    }
    Run next(settings, secrets);
    QCOMPARE(next.list.ids().size(), 1);
    QCOMPARE(next.list.url(next.list.ids()[0]), QUrl(QStringLiteral("http://a/new")));
}

void SavedStreamsTest::afterADeathWhileConnectingStreamsWait()
{
    QTemporaryDir directory;
    QSettings settings(directory.filePath(QStringLiteral("s.ini")), QSettings::IniFormat);
    FakeSecretStore secrets;
    {
        Run run(settings, secrets);
        run.list.open({QUrl(QStringLiteral("http://a/1")), {}, {}});
        run.list.close(run.list.open({QUrl(QStringLiteral("http://a/2")), {}, {}}));
    }
    {
        Run run(settings, secrets, SavedStreams::Opening::Paused);
        const QList<int> ids = run.list.ids();
        QCOMPARE(run.list.state(ids[0]), StreamList::State::Closed);
        QVERIFY(run.list.isPaused(ids[0]));
        QCOMPARE(run.list.stateText(ids[0]), QStringLiteral("paused"));
        QVERIFY(!run.list.problem(ids[0]).isEmpty());
        // The user had closed this one: nobody waits for it.
        QVERIFY(!run.list.isPaused(ids[1]));
    }
    // Nobody pressed anything: it is still wanted open.
    Run run(settings, secrets);
    QCOMPARE(run.list.state(run.list.ids()[0]), StreamList::State::Connecting);
    QCOMPARE(run.list.state(run.list.ids()[1]), StreamList::State::Closed);
}

void SavedStreamsTest::pausedStreamsOpenAtOnceOrOneByOne()
{
    QTemporaryDir directory;
    QSettings settings(directory.filePath(QStringLiteral("s.ini")), QSettings::IniFormat);
    FakeSecretStore secrets;
    {
        Run run(settings, secrets);
        for (const char *url : {"http://a/1", "http://a/2", "http://a/3"})
            run.list.open({QUrl(QLatin1String(url)), {}, {}});
    }
    Run run(settings, secrets, SavedStreams::Opening::Paused);
    const QList<int> ids = run.list.ids();
    run.list.reopen(ids[0]);
    QCOMPARE(run.list.state(ids[0]), StreamList::State::Connecting);
    QVERIFY(!run.list.isPaused(ids[0]));
    run.list.close(ids[1]);
    QVERIFY(!run.list.isPaused(ids[1]));
    run.list.openPaused();
    QCOMPARE(run.list.state(ids[1]), StreamList::State::Closed);
    QCOMPARE(run.list.state(ids[2]), StreamList::State::Connecting);
    QVERIFY(run.list.problem(ids[2]).isEmpty());
}

void SavedStreamsTest::pausedStreamsWithSecretsOpenWhenTheseHaveCome()
{
    QTemporaryDir directory;
    QSettings settings(directory.filePath(QStringLiteral("s.ini")), QSettings::IniFormat);
    FakeSecretStore secrets;
    StreamRequest request{QUrl(QStringLiteral("http://a/1")), {}, {}};
    request.bearerToken = "TOKEN";
    {
        Run run(settings, secrets);
        run.list.open(request);
        QTRY_VERIFY(!secrets.secrets.isEmpty());
    }
    Run run(settings, secrets, SavedStreams::Opening::Paused);
    const int id = run.list.ids()[0];
    QTRY_VERIFY(!run.list.areSecretsMissing(id));
    QVERIFY(run.list.isPaused(id));
    QCOMPARE(run.list.state(id), StreamList::State::Closed);
    run.list.openPaused();
    QCOMPARE(run.list.state(id), StreamList::State::Connecting);
    QCOMPARE(run.list.request(id).bearerToken, QByteArray("TOKEN"));
}

void SavedStreamsTest::aStreamThatIsNotKeptLeavesNothing()
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

void SavedStreamsTest::aUrlOfTheCommandLineIsNotDoubled()
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
    const int opened = run.saved.open(QUrl(QStringLiteral("http://a/3")));
    QCOMPARE(run.saved.open(QUrl(QStringLiteral("http://a/3"))), opened);
    const QList<int> ids = run.list.ids();
    QCOMPARE(ids.size(), 3);
    for (const int id : ids) // the second one when the keychain has answered
        QTRY_COMPARE_WITH_TIMEOUT(run.list.state(id), StreamList::State::Connecting, 30'000);
    QCOMPARE(run.list.url(ids[1]), QUrl(QStringLiteral("http://a/2?token=def")));
    QVERIFY(!run.list.request(ids[2]).isKept);
}

void SavedStreamsTest::aUrlOfTheCommandLineWaitsForTheKeychain()
{
    QTemporaryDir directory;
    QSettings settings(directory.filePath(QStringLiteral("s.ini")), QSettings::IniFormat);
    FakeSecretStore secrets;
    StreamRequest request = secretRequest();
    request.method = "GET";
    request.body.clear();
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

void SavedStreamsTest::settingsOfSomebodyElseDoNoHarm()
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

void SavedStreamsTest::aRequestSurvivesTheSettings()
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

void SavedStreamsTest::whereThereIsNoKeychainThatIsSaid()
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

QTEST_GUILESS_MAIN(SavedStreamsTest)
#include "tst_savedstreams.moc"
