// SPDX-License-Identifier: GPL-3.0-or-later
#include "recorder.h"
#include "scriptedserver.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QSignalSpy>
#include <QTest>
#include <QThread>

#include <atomic>

using namespace helio;

using Ending = ScriptedServer::Ending;

/// Listeners per type, and data as JSON.
class EventSourceListenersTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void eachTypeHasItsListeners();
    void listenersHearInTheOrderOfTheStream();
    void theBatchIsReportedFirst();
    void aListenerGetsTheArrivalTime();
    void aMemberFunctionMayListen();
    void aListenerEndsWithItsContext();
    void aContextMayGoInItsOwnListener();
    void aContextMayBeAChildOfTheSource();
    void aListenerIsCalledInTheThreadOfItsContext();
    void listenersAddedMeanwhileHearTheNextEvent();
    void jsonOfAnyKindIsRead_data();
    void jsonOfAnyKindIsRead();
    void dataThatIsNotJsonIsAnError_data();
    void dataThatIsNotJsonIsAnError();
    void listenersStayOverReconnections();

private:
    void takeEvent(const helio::Event &event) { heard_.append("member:" + event.data); }

    QByteArrayList heard_;
};

void EventSourceListenersTest::init()
{
    heard_.clear();
}

void EventSourceListenersTest::eachTypeHasItsListeners()
{
    ScriptedServer server;
    server.answerStream("event:price\ndata:1\n\ndata:2\n\nevent:message\ndata:3\n\nevent:Price\ndata:4\n\n");
    EventSource source(server.url());
    Recorder recorder(source);
    EventSource &same = source.on("price", this, [this](const Event &event) { heard_.append("p" + event.data); })
                            .on("message", this, [this](const Event &event) { heard_.append("m" + event.data); })
                            .on("", this, [this](const Event &event) { heard_.append("d" + event.data); });
    QCOMPARE(&same, &source);
    source.open();
    QTRY_COMPARE(recorder.data().size(), 4);
    QCOMPARE(heard_, QByteArrayList({"p1", "m2", "d2", "m3", "d3"}));
}

void EventSourceListenersTest::listenersHearInTheOrderOfTheStream()
{
    ScriptedServer server;
    server.answerStream("event:a\ndata:1\n\nevent:b\ndata:2\n\nevent:a\ndata:3\n\n");
    EventSource source(server.url());
    source.on("b", this, [this](const Event &event) { heard_.append(event.data); })
        .on("a", this, [this](const Event &event) { heard_.append(event.data); });
    source.open();
    QTRY_COMPARE(heard_, QByteArrayList({"1", "2", "3"}));
}

void EventSourceListenersTest::theBatchIsReportedFirst()
{
    ScriptedServer server;
    server.answerStream("data:1\n\n");
    EventSource source(server.url());
    source.on("message", this, [this] { heard_.append("listener"); });
    connect(&source, &EventSource::eventsArrived, this, [this] { heard_.append("batch"); });
    source.open();
    QTRY_COMPARE(heard_, QByteArrayList({"batch", "listener"}));
}

void EventSourceListenersTest::aListenerGetsTheArrivalTime()
{
    ScriptedServer server;
    server.answerStream("data:1\n\n");
    EventSource source(server.url());
    Recorder recorder(source);
    qint64 at = 0;
    source.on("message", this, [&at](const Event &, qint64 receivedAt) { at = receivedAt; });
    source.open();
    QTRY_VERIFY(at != 0);
    QCOMPARE(at, recorder.batches.first().first().receivedAt);
}

void EventSourceListenersTest::aMemberFunctionMayListen()
{
    ScriptedServer server;
    server.answerStream("data:1\n\n");
    EventSource source(server.url());
    source.on("message", this, &EventSourceListenersTest::takeEvent);
    source.open();
    QTRY_COMPARE(heard_, QByteArrayList({"member:1"}));
}

void EventSourceListenersTest::aListenerEndsWithItsContext()
{
    ScriptedServer server;
    server.answerStream("data:1\n\n");
    EventSource source(server.url());
    Recorder recorder(source);
    auto context = std::make_unique<QObject>();
    source.on("message", context.get(), [this](const Event &event) { heard_.append(event.data); });
    source.open();
    QTRY_COMPARE(heard_, QByteArrayList({"1"}));
    context.reset();
    server.send("data:2\n\n");
    QTRY_COMPARE(recorder.data().size(), 2);
    QCOMPARE(heard_, QByteArrayList({"1"}));
}

void EventSourceListenersTest::aContextMayGoInItsOwnListener()
{
    ScriptedServer server;
    server.answerStream("data:1\n\ndata:2\n\n");
    EventSource source(server.url());
    Recorder recorder(source);
    auto *const context = new QObject;
    source.on("message", context, [this, context](const Event &event) {
        heard_.append(event.data);
        delete context;
    });
    source.on("message", this, [this](const Event &event) { heard_.append("other" + event.data); });
    source.open();
    QTRY_COMPARE(recorder.data().size(), 2);
    QCOMPARE(heard_, QByteArrayList({"1", "other1", "other2"}));
}

void EventSourceListenersTest::aContextMayBeAChildOfTheSource()
{
    ScriptedServer server;
    server.answerStream("data:1\n\n");
    auto source = std::make_unique<EventSource>(server.url());
    source->on("message", new QObject(source.get()), [this] { heard_.append("child"); });
    source->on("message", source.get(), [this] { heard_.append("itself"); });
    source->open();
    QTRY_COMPARE(heard_, QByteArrayList({"child", "itself"}));
    source.reset();
}

void EventSourceListenersTest::aListenerIsCalledInTheThreadOfItsContext()
{
#ifdef __SANITIZE_THREAD__
    QSKIP("what goes through Qt's event queue looks like a race to the thread sanitizer, which does not see its locks");
#endif
    ScriptedServer server;
    server.answerStream("event:a\ndata:1\n\nevent:json\ndata:{}\n\n");
    QThread thread;
    QObject context;
    context.moveToThread(&thread);
    thread.start();
    EventSource source(server.url());
    std::atomic<QThread *> calledIn = nullptr;
    std::atomic<QThread *> calledWithJsonIn = nullptr;
    source.on("a", &context, [&calledIn](const Event &) { calledIn = QThread::currentThread(); })
        .onJson("json", &context, [&calledWithJsonIn] { calledWithJsonIn = QThread::currentThread(); });
    source.open();
    QTRY_COMPARE(calledIn.load(), &thread);
    QTRY_COMPARE(calledWithJsonIn.load(), &thread);
    thread.quit();
    thread.wait();
}

void EventSourceListenersTest::listenersAddedMeanwhileHearTheNextEvent()
{
    ScriptedServer server;
    server.answerStream("data:1\n\ndata:2\n\n");
    EventSource source(server.url());
    Recorder recorder(source);
    source.on("message", this, [this, &source](const Event &event) {
        if (event.data != "1")
            return;
        for (int i = 0; i < 100; ++i)
            source.on("message", this, [this](const Event &later) { heard_.append(later.data); });
    });
    source.open();
    QTRY_COMPARE(recorder.data().size(), 2);
    QCOMPARE(heard_, QByteArrayList(100, "2"));
}

void EventSourceListenersTest::jsonOfAnyKindIsRead_data()
{
    QTest::addColumn<QJsonValue>("expected");
    QTest::newRow("{\"a\":1}") << QJsonValue(QJsonObject{{QStringLiteral("a"), 1}});
    QTest::newRow(" [ ] ") << QJsonValue(QJsonArray());
    QTest::newRow("\"ä\\n\"") << QJsonValue(QStringLiteral("ä\n"));
    QTest::newRow("-1.5e3") << QJsonValue(-1500);
    QTest::newRow("true") << QJsonValue(true);
    QTest::newRow("null") << QJsonValue(QJsonValue::Null);
}

void EventSourceListenersTest::jsonOfAnyKindIsRead()
{
    QFETCH(QJsonValue, expected);
    ScriptedServer server;
    server.answerStream("id:7\ndata:" + QByteArray(QTest::currentDataTag()) + "\n\n");
    EventSource source(server.url());
    QSignalSpy errors(&source, &EventSource::jsonErrorOccurred);
    QJsonValue heard(QJsonValue::Undefined);
    source.onJson("message", this, [this, &heard](const QJsonValue &json, const Event &event) {
        heard = json;
        heard_.append(event.id);
    });
    source.open();
    QTRY_COMPARE(heard_, QByteArrayList({"7"}));
    QCOMPARE(heard, expected);
    QVERIFY(errors.isEmpty());
}

void EventSourceListenersTest::dataThatIsNotJsonIsAnError_data()
{
    QTest::addColumn<QByteArray>("data");
    for (const char *data : {"", "  ", "{", "hello", "{\"a\":1", "1,2", "1],[2", "'a'", "{} {}"})
        QTest::newRow(data) << QByteArray(data);
}

void EventSourceListenersTest::dataThatIsNotJsonIsAnError()
{
    QFETCH(QByteArray, data);
    ScriptedServer server;
    server.answerStream("event:other\ndata:{\n\ndata:" + data +
                        " \n\ndata:{}\n\n"); // of each line one space is dropped
    EventSource source(server.url());
    Recorder recorder(source);
    QList<Event> failed;
    QStringList problems;
    connect(&source, &EventSource::jsonErrorOccurred, this, [&](const Event &event, const QString &problem) {
        failed.append(event);
        problems.append(problem);
    });
    source.onJson("message", this, [this](const QJsonValue &, const Event &event) { heard_.append(event.data); })
        .onJson("message", this, [this](const QJsonValue &, const Event &event) { heard_.append(event.data); });
    source.open();
    QTRY_COMPARE(heard_, QByteArrayList({"{}", "{}"})); // the stream goes on
    QCOMPARE(failed.size(), 1);                         // once, however many want it
    QCOMPARE(failed.first(), recorder.events().at(1));
    QVERIFY(!problems.first().isEmpty());
    QVERIFY(recorder.errors.isEmpty());
}

void EventSourceListenersTest::listenersStayOverReconnections()
{
    ScriptedServer server;
    server.answerStream("data:1\n\n", Ending::Close);
    server.answerStream("data:2\n\n");
    server.answerStream("data:3\n\n");
    EventSource source(server.url(), quickOptions());
    source.on("message", this, [this](const Event &event) { heard_.append(event.data); });
    source.open();
    QTRY_COMPARE(heard_, QByteArrayList({"1", "2"}));
    source.close();
    source.open();
    QTRY_COMPARE(heard_, QByteArrayList({"1", "2", "3"}));
}

QTEST_GUILESS_MAIN(EventSourceListenersTest)
#include "tst_eventsource_listeners.moc"
