// SPDX-License-Identifier: GPL-3.0-or-later
// Conversation and Timing in the window: what is chosen in the navigator is their subject, and what is lost on the way
// to the window is lost to them.
#include "desk.h"
#include "ui/events/eventspanel.h"
#include "ui/lens/conversationpanel.h"
#include "ui/lens/timingstrip.h"
#include "ui/navigator/navigatorpanel.h"
#include "ui/streams/sources.h"
#include "ui/window/tabs.h"

#include <QLabel>
#include <QTcpServer>
#include <QTcpSocket>

using namespace helio;

namespace {

QByteArray delta(const QByteArray &text)
{
    return R"({"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":")" + text + R"("}})";
}

const QByteArray Start = R"({"type":"message_start","message":{"id":"m","role":"assistant","model":"model-1"}})";
const QByteArray Stop = R"({"type":"message_stop"})";

struct LensDesk : Desk
{
    LensDesk()
    {
        ChannelInfo info;
        info.name = "answers";
        info.subscribers = 1;
        hub.snapshot.channels.append(info);
        hub.requestSnapshot(false);
        QTRY_VERIFY(monitor.navigator().channelIndex("answers").isValid());
    }
    void say(const QByteArrayList &all, const QByteArray &channel = "answers")
    {
        const quint64 before = monitor.events().counters().received;
        QList<ReceivedEvent> events;
        for (const QByteArray &data : all)
            events.append(received(channel, {}, data));
        hub.tap()->emitEvents(events);
        QTRY_COMPARE(monitor.events().counters().received, before + quint64(all.size()));
    }
    void chooseChannel()
    {
        auto *navigator = find<NavigatorPanel>("navigator");
        navigator->setCurrentIndex(monitor.navigator().channelIndex("answers"));
        QTRY_COMPARE(monitor.events().selection().channel, QByteArray("answers"));
    }
    ConversationPanel &panel() const { return *find<ConversationPanel>("conversationPanel"); }
    int rowWith(const QString &text) const
    {
        const QAbstractItemModel *model = panel().view().model();
        for (int row = 0; row < model->rowCount(); ++row) {
            if (model->index(row, 0).data().toString().contains(text))
                return row;
        }
        return -1;
    }
    EventsView *events() const { return find<EventsView>("eventsTable"); }
};

} // namespace

class WindowLensTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theChosenChannelIsTheConversation();
    void whatIsChosenIsTheSubject();
    void whatIsLostOfTheSubjectIsMissedInTheConversation();
    void aConversationThatWasNeverShownReadsNothing();
    void aClickedPartSelectsItsEvents();
    void anEventIsShownInTheConversation();
    void anEventOfAnotherChannelIsShownToo();
    void timingIsShownAboveTheEventsAndKept();
    void aStretchOfTimingSelectsItsEvents();
    void aRequestOfMcpIsAnsweredInTheSameConversation();
};

void WindowLensTest::theChosenChannelIsTheConversation()
{
    LensDesk desk;
    desk.say({Start, delta("Good "), delta("morning")});
    desk.say({"something else"}, "orders");
    desk.chooseChannel();
    desk.showTab("conversation");
    QVERIFY(desk.panel().isVisible());
    QTRY_VERIFY(desk.rowWith(QStringLiteral("Good morning")) > 0);
    QCOMPARE(desk.panel().feed().lens().messages().size(), size_t(1));
    desk.say({delta(", world"), Stop});
    QTRY_VERIFY(desk.rowWith(QStringLiteral("Good morning, world")) > 0);
    QTRY_VERIFY(desk.rowWith(QStringLiteral("complete")) == 0);
}

void WindowLensTest::whatIsChosenIsTheSubject()
{
    LensDesk desk;
    const int stream = desk.monitor.streams().open({QUrl(QStringLiteral("http://lab/")), {}, {}});
    const auto subject = [&desk] { return desk.panel().feed().subject().events; };
    desk.showTab("conversation");
    auto *navigator = desk.find<NavigatorPanel>("navigator");
    navigator->selectStream(stream);
    QCOMPARE(subject(), (EventSelection{stream, {}, false}));
    desk.opener.last->tap.emitEvents({received({}, {}, Start), received({}, {}, delta("From afar"))});
    QTRY_COMPARE(desk.monitor.events().counters().received, quint64(2));
    desk.say({"of the hub"});
    QTRY_VERIFY(desk.rowWith(QStringLiteral("From afar")) > 0);
    QCOMPARE(desk.panel().feed().readCount(), quint64(2));
    desk.chooseChannel();
    QCOMPARE(subject(), (EventSelection{HubSource, "answers", false}));
    QTRY_COMPARE(desk.panel().feed().readCount(), quint64(1));
    // Where nothing is chosen, it is the stream that was opened last.
    navigator->clearChoice();
    QCOMPARE(subject().source, stream);
}

void WindowLensTest::whatIsLostOfTheSubjectIsMissedInTheConversation()
{
    LensDesk desk;
    const int stream = desk.monitor.streams().open({QUrl(QStringLiteral("http://lab/")), {}, {}});
    desk.find<NavigatorPanel>("navigator")->selectStream(stream);
    desk.showTab("conversation");
    const auto lacksEvents = [&desk] { return desk.panel().feed().lens().messages().front().lacksEvents; };
    desk.opener.last->tap.emitEvents({received({}, {}, Start), received({}, {}, delta("From afar"))});
    QTRY_COMPARE(desk.panel().feed().readCount(), quint64(2));
    // More than may wait on the way: the oldest go, first the hub's alone, then the stream's.
    const QByteArray large(1024 * 1024, 'x');
    desk.hub.tap()->emitEvents(QList<ReceivedEvent>(70, received("answers", {}, large)));
    desk.opener.last->tap.emitEvents({received({}, {}, delta(", still"))});
    desk.monitor.drain();
    QTRY_COMPARE(desk.panel().feed().readCount(), quint64(3));
    QVERIFY(!lacksEvents());
    desk.opener.last->tap.emitEvents({received({}, {}, delta(", lost"))});
    desk.hub.tap()->emitEvents(QList<ReceivedEvent>(70, received("answers", {}, large)));
    desk.opener.last->tap.emitEvents({received({}, {}, delta(", the end")), received({}, {}, Stop)});
    desk.monitor.drain();
    QTRY_COMPARE(desk.panel().feed().readCount(), quint64(5));
    QVERIFY(lacksEvents());
}

void WindowLensTest::aConversationThatWasNeverShownReadsNothing()
{
    LensDesk desk;
    desk.chooseChannel();
    desk.say({Start, delta("Good "), delta("morning")});
    QCoreApplication::processEvents();
    QVERIFY(!desk.panel().isVisible());
    QCOMPARE(desk.panel().feed().readCount(), quint64(0));
    QCOMPARE(desk.find<TimingStrip>("timingStrip")->arrivals().count(), size_t(0));
    desk.showTab("conversation");
    QTRY_COMPARE(desk.panel().feed().readCount(), quint64(3));
    QTRY_VERIFY(desk.rowWith(QStringLiteral("Good morning")) > 0);
    // Whoever looked once finds it whole later.
    desk.showTab("events");
    desk.say({delta(", world"), Stop});
    QTRY_COMPARE(desk.panel().feed().readCount(), quint64(5));
}

void WindowLensTest::aClickedPartSelectsItsEvents()
{
    LensDesk desk;
    desk.say({Start, delta("Good ")});
    desk.say({"something else"}, "orders");
    desk.say({delta("morning"), Stop});
    desk.chooseChannel();
    QTRY_COMPARE(desk.monitor.events().rowCount(), 4);
    desk.showTab("conversation");
    QTRY_VERIFY(desk.rowWith(QStringLiteral("Good morning")) > 0);
    ConversationView &view = desk.panel().view();
    const QModelIndex line = view.model()->index(desk.rowWith(QStringLiteral("Good morning")), 0);
    QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, view.visualRect(line).center());
    QCOMPARE(desk.events()->selectedSequences(),
             (std::vector<quint64>{EventRing::FirstLive + 1, EventRing::FirstLive + 3}));
    QVERIFY(desk.panel().isVisible());
    desk.find<QAction>("conversationEvents")->trigger();
    QVERIFY(desk.events()->isVisible());
    QCOMPARE(desk.events()->currentIndex().row(), 1);
    QVERIFY(!desk.events()->isLive());
}

void WindowLensTest::anEventIsShownInTheConversation()
{
    LensDesk desk;
    desk.say({Start, delta("first"), Stop, Start, delta("second"), Stop});
    desk.chooseChannel();
    QTRY_COMPARE(desk.monitor.events().rowCount(), 6);
    auto *show = desk.find<QAction>("showInConversation");
    desk.events()->showRow(4);
    QVERIFY(show->isEnabled());
    show->trigger();
    QVERIFY(desk.panel().isVisible());
    QTRY_VERIFY(desk.rowWith(QStringLiteral("second")) > 0);
    QTRY_COMPARE(desk.panel().view().currentIndex().row(), desk.rowWith(QStringLiteral("second")));
}

void WindowLensTest::anEventOfAnotherChannelIsShownToo()
{
    LensDesk desk;
    desk.say({Start, delta("first"), Stop});
    QTRY_COMPARE(desk.monitor.events().rowCount(), 3);
    desk.events()->showRow(1);
    desk.find<QAction>("showInConversation")->trigger();
    QTRY_COMPARE(desk.monitor.events().selection().channel, QByteArray("answers"));
    QTRY_VERIFY(desk.rowWith(QStringLiteral("first")) > 0);
    QTRY_COMPARE(desk.panel().view().currentIndex().row(), desk.rowWith(QStringLiteral("first")));
}

void WindowLensTest::timingIsShownAboveTheEventsAndKept()
{
    LensDesk desk;
    auto *strip = desk.find<TimingStrip>("timingStrip");
    QVERIFY(!strip->isVisible());
    desk.find<QAction>("showTiming")->trigger();
    QVERIFY(strip->isVisible());
    QVERIFY(strip->mapTo(desk.window.get(), QPoint()).y() <
            desk.find<QWidget>("eventsPanel")->mapTo(desk.window.get(), QPoint(0, 200)).y());
    desk.openWindow();
    QVERIFY(desk.find<TimingStrip>("timingStrip")->isVisible());
    desk.find<QAction>("showTiming")->trigger();
    QVERIFY(!desk.find<TimingStrip>("timingStrip")->isVisible());
}

void WindowLensTest::aStretchOfTimingSelectsItsEvents()
{
    LensDesk desk;
    desk.say({Start, delta("first"), Stop});
    desk.chooseChannel();
    QTRY_COMPARE(desk.monitor.events().rowCount(), 3);
    desk.find<QAction>("showTiming")->trigger();
    auto *strip = desk.find<TimingStrip>("timingStrip");
    QTRY_COMPARE(strip->arrivals().count(), size_t(3));
    QTRY_VERIFY(strip->end() > strip->begin());
    strip->setFocus();
    QTest::keyClick(strip, Qt::Key_Home);
    QTest::keyClick(strip, Qt::Key_End, Qt::ShiftModifier);
    QCOMPARE(desk.events()->selectedSequences().size(), size_t(3));
}

void WindowLensTest::aRequestOfMcpIsAnsweredInTheSameConversation()
{
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost, 0));
    QByteArray asked;
    connect(&server, &QTcpServer::newConnection, this, [&] {
        QTcpSocket *socket = server.nextPendingConnection();
        connect(socket, &QTcpSocket::readyRead, socket, [&, socket] {
            asked += socket->readAll();
            if (!asked.endsWith('}'))
                return;
            const QByteArray body = R"({"jsonrpc":"2.0","id":5,"result":{"tools":[{"name":"count"}]}})";
            socket->write(
                "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nMcp-Session-Id: s-1\r\nContent-Length: " +
                QByteArray::number(body.size()) + "\r\n\r\n" + body);
            socket->disconnectFromHost();
        });
    });
    LensDesk desk;
    StreamRequest request;
    request.url = QUrl(QStringLiteral("http://127.0.0.1:%1/mcp").arg(server.serverPort()));
    const int stream = desk.monitor.streams().open(request);
    desk.showTab("conversation");
    desk.panel().setDialect({QStringLiteral("mcp")});
    QVERIFY(desk.find<QAction>("conversationSend")->isEnabled());
    desk.panel().mcp().send(R"({"jsonrpc":"2.0","id":5,"method":"tools/list"})");
    QTRY_VERIFY(desk.rowWith(QStringLiteral("tools/list")) > 0);
    QTRY_VERIFY(desk.rowWith(QStringLiteral("answered after")) > desk.rowWith(QStringLiteral("tools/list")));
    QVERIFY(desk.rowWith(QStringLiteral("\"name\": \"count\"")) > desk.rowWith(QStringLiteral("answered after")));
    QCOMPARE(asked.count("POST "), 1);
    QCOMPARE(desk.panel().mcp().session().id, QByteArray("s-1"));
    QTRY_VERIFY(desk.panel().notice().contains(QStringLiteral("ended after")));
    // The next one goes within the session.
    asked.clear();
    desk.panel().mcp().send(R"({"jsonrpc":"2.0","method":"notifications/initialized"})");
    QTRY_VERIFY(asked.toLower().contains("mcp-session-id: s-1\r\n"));
    // That of an edited stream may be another server.
    request.url.setPath(QStringLiteral("/other"));
    desk.monitor.streams().edit(stream, request);
    desk.panel().setDialect({QStringLiteral("mcp")});
    QVERIFY(desk.panel().mcp().session().id.isEmpty());
    asked.clear();
    desk.panel().mcp().send(R"({"jsonrpc":"2.0","id":6,"method":"ping"})");
    QTRY_VERIFY(asked.endsWith('}'));
    QVERIFY(!asked.toLower().contains("mcp-session-id"));
}

QTEST_MAIN(WindowLensTest)
#include "tst_windowlens.moc"
