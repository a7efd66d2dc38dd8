// SPDX-License-Identifier: GPL-3.0-or-later
#include "fakehub.h"
#include "ui/inspector/copyforms.h"
#include "ui/look/actions.h"
#include "ui/navigator/navigatordelegate.h"
#include "ui/navigator/navigatormodel.h"
#include "ui/navigator/navigatorpanel.h"

#include <QAbstractItemModelTester>
#include <QProcess>
#include <QProxyStyle>
#include <QSignalSpy>
#include <QTest>

using namespace helio;

namespace {

ChannelInfo channel(const QByteArray &name, quint64 events = 0)
{
    ChannelInfo info;
    info.name = name;
    info.events = events;
    return info;
}

FeedQueue::Item eventOf(int source, const QByteArray &channel, const QByteArray &data, const QByteArray &type = {})
{
    return {source, {{channel, {}, type, data}, 0}};
}

struct Bench
{
    FeedQueue queue{1024};
    FakeOpener opener;
    StreamList streams{opener, queue};
    NavigatorModel model{streams};
    QAbstractItemModelTester tester{&model};

    int open(const QString &url) { return streams.open({QUrl(url), {}, {}}); }
    QVariant of(const QByteArray &name, NavigatorModel::Role role) const { return model.channelIndex(name).data(role); }
};

/// Counts how often a widget is painted.
class PaintCounter : public QObject
{
public:
    PaintCounter(QWidget &widget, int &count)
        : QObject(&widget)
        , count_(count)
    {
        widget.installEventFilter(this);
    }
    bool eventFilter(QObject *, QEvent *event) override
    {
        if (event->type() == QEvent::Paint)
            ++count_;
        return false;
    }

private:
    int &count_;
};

/// Of a desktop that wants nothing to move.
class StillStyle : public QProxyStyle
{
public:
    int styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                  QStyleHintReturn *data) const override
    {
        return hint == SH_Widget_Animation_Duration ? 0 : QProxyStyle::styleHint(hint, option, widget, data);
    }
};

} // namespace

/// What the navigator shows of channels and streams beside their states.
class NavigatorTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aChannelShowsItsLastValueOnOneLine();
    void aStreamShowsItsLastValueAndCountsItsEvents();
    void aStreamThatEndsByItselfWasNotClosedByTheUser();
    void aStreamsTrendIsItsEventsEachSecond();
    void whatChangedFlashesForAMoment();
    void aFolderFlashesForWhatIsBelowIt();
    void whatNeverRestsStillFlashes();
    void aFlashIsPaintedAndGone();
    void nothingFlashesWhereNothingIsToMove();
    void numbersAreNeverCut();
    void itAsksForTheRoomThatItsRowsNeed();
    void mutedFoldersAndStreamsAreSeen();
    void aChannelStaysAsLongAsItsEventsAreHeld();
    void thousandsOfChannelsAreReportedInOneRange();
    void anEventThatComesBeforeItsChannelIsShownWithIt();
    void typesSeenAreAFew();
    void theCopiedJavaScriptListensToEachType();
    void theCopiedCurlIsOneArgumentForAShell();
    void theCopiedCurlAsksAsTheStreamDoes();
    void aStreamsToolTipShowsNoSecrets();
};

void NavigatorTest::aChannelShowsItsLastValueOnOneLine()
{
    Bench bench;
    bench.model.setChannels({channel("orders", 2)});
    bench.model.onEvents({eventOf(0, "orders", "first"), eventOf(0, "orders", "a\nb 日本")});
    QCOMPARE(bench.of("orders", NavigatorModel::ValueRole).toString(), QStringLiteral("a⏎b 日本"));
    QCOMPARE(bench.of("orders", NavigatorModel::DetailRole).toString(), QStringLiteral("2"));
    bench.model.onEvents({eventOf(0, "orders", QByteArray(10'000'000, 'x'))});
    QVERIFY(bench.of("orders", NavigatorModel::ValueRole).toString().size() < 1000);
}

void NavigatorTest::aStreamShowsItsLastValueAndCountsItsEvents()
{
    Bench bench;
    const int id = bench.open(QStringLiteral("http://lab.example/a"));
    const int other = bench.open(QStringLiteral("http://lab.example/b"));
    Q_EMIT bench.opener.last->stateChanged(ReadyState::Open);
    bench.model.onEvents({eventOf(id, "orders", "1"), eventOf(other, {}, "2"), eventOf(id, {}, "3")});
    const QModelIndex first = bench.model.index(0, 0, bench.model.streamsIndex());
    const QModelIndex second = bench.model.index(1, 0, bench.model.streamsIndex());
    QCOMPARE(first.data(NavigatorModel::ValueRole).toString(), QStringLiteral("3"));
    QVERIFY(first.data(NavigatorModel::DetailRole).toString().endsWith(QStringLiteral("2")));
    QCOMPARE(second.data(NavigatorModel::DetailRole).toString(), QStringLiteral("open · 1"));
    bench.model.setChannels({channel("orders")});
    bench.streams.remove(id);
    bench.model.onEvents({eventOf(id, "orders", "late"), eventOf(other, {}, "4")});
    QCOMPARE(bench.of("orders", NavigatorModel::ValueRole).toString(), QString());
    QCOMPARE(bench.model.index(0, 0, bench.model.streamsIndex()).data(NavigatorModel::ValueRole).toString(),
             QStringLiteral("4"));
}

void NavigatorTest::aStreamThatEndsByItselfWasNotClosedByTheUser()
{
    Bench bench;
    const int id = bench.open(QStringLiteral("http://lab.example/a"));
    Q_EMIT bench.opener.last->stateChanged(ReadyState::Open);
    Q_EMIT bench.opener.last->stateChanged(ReadyState::Closed);
    const QModelIndex stream = bench.model.index(0, 0, bench.model.streamsIndex());
    QCOMPARE(stream.data(NavigatorModel::DetailRole).toString(), QStringLiteral("ended"));
    QCOMPARE(stream.data(NavigatorModel::ShapeRole).toString(), QStringLiteral("○"));
    bench.streams.reopen(id);
    QCOMPARE(bench.streams.state(id), StreamList::State::Connecting);
    bench.streams.close(id);
    Q_EMIT bench.opener.last->stateChanged(ReadyState::Closed);
    QCOMPARE(stream.data(NavigatorModel::DetailRole).toString(), QStringLiteral("closed by you"));
}

void NavigatorTest::aStreamsTrendIsItsEventsEachSecond()
{
    Bench bench;
    const int id = bench.open(QStringLiteral("http://lab.example/a"));
    bench.model.onSecond();
    bench.model.onEvents({eventOf(id, {}, "1"), eventOf(id, {}, "2")});
    bench.model.onSecond();
    bench.model.onSecond();
    const QModelIndex stream = bench.model.index(0, 0, bench.model.streamsIndex());
    QCOMPARE(stream.data(NavigatorModel::TrendRole).value<QList<double>>(), QList<double>({0, 2, 0}));
}

void NavigatorTest::whatChangedFlashesForAMoment()
{
    Bench bench;
    bench.model.setChannels({channel("orders"), channel("quiet")});
    QVERIFY(!bench.of("orders", NavigatorModel::FlashRole).toBool());
    bench.model.onEvents({eventOf(0, "orders", "1")});
    QVERIFY(bench.of("orders", NavigatorModel::FlashRole).toBool());
    QVERIFY(!bench.of("quiet", NavigatorModel::FlashRole).toBool());
    QTRY_VERIFY(!bench.of("orders", NavigatorModel::FlashRole).toBool());
}

void NavigatorTest::aFolderFlashesForWhatIsBelowIt()
{
    Bench bench;
    bench.model.setChannels({channel("plant.press.1")});
    bench.model.onEvents({eventOf(0, "plant.press.1", "1")});
    const QModelIndex plant = bench.model.index(0, 0, bench.model.hubIndex());
    QCOMPARE(plant.data(NavigatorModel::KindRole).value<NavigatorModel::Kind>(), NavigatorModel::Kind::Folder);
    QVERIFY(plant.data(NavigatorModel::FlashRole).toBool());
}

void NavigatorTest::whatNeverRestsStillFlashes()
{
    Bench bench;
    bench.model.setChannels({channel("orders")});
    const auto flashes = [&bench] {
        bench.model.onEvents({eventOf(0, "orders", "1")});
        return bench.of("orders", NavigatorModel::FlashRole).toBool();
    };
    QVERIFY(flashes());
    // Events go on coming: it ends all the same, and comes again.
    QTRY_VERIFY(!flashes());
    QTRY_VERIFY(flashes());
}

void NavigatorTest::aFlashIsPaintedAndGone()
{
    Bench bench;
    Actions actions(nullptr);
    NavigatorPanel panel(bench.model, actions);
    panel.resize(300, 300);
    panel.show();
    bench.model.setChannels({channel("orders"), channel("stock")});
    const auto colorOf = [&](const char *name) {
        const QRect row = panel.visualRect(bench.model.channelIndex(name));
        return panel.viewport()->grab().toImage().pixelColor(row.left() + 1, row.top() + 1);
    };
    const QColor plain = colorOf("orders");
    bench.model.onEvents({eventOf(0, "orders", "1")});
    QVERIFY(colorOf("orders") != plain);
    // Nothing else happens: the panel paints it once more by itself, also one that began while another was shown.
    bench.model.onEvents({eventOf(0, "stock", "1")});
    int painted = 0;
    PaintCounter counter(*panel.viewport(), painted);
    QTRY_VERIFY(painted > 0 && !bench.of("stock", NavigatorModel::FlashRole).toBool());
    QCOMPARE(colorOf("orders"), plain);
    QTRY_COMPARE(colorOf("stock"), plain);
}

void NavigatorTest::nothingFlashesWhereNothingIsToMove()
{
    Bench bench;
    Actions actions(nullptr);
    NavigatorPanel panel(bench.model, actions);
    StillStyle still;
    panel.setStyle(&still);
    panel.resize(300, 300);
    panel.show();
    bench.model.setChannels({channel("orders")});
    const QRect row = panel.visualRect(bench.model.channelIndex("orders"));
    const auto color = [&] { return panel.viewport()->grab().toImage().pixelColor(row.left() + 1, row.top() + 1); };
    const QColor plain = color();
    bench.model.onEvents({eventOf(0, "orders", "1")});
    QVERIFY(bench.of("orders", NavigatorModel::FlashRole).toBool());
    QCOMPARE(color(), plain);
}

void NavigatorTest::numbersAreNeverCut()
{
    const QFontMetrics metrics(QGuiApplication::font());
    const auto within = [&metrics](const char *room, const char *detail, int fewer = 0) {
        const int pixels = metrics.horizontalAdvance(QString::fromUtf8(room));
        return NavigatorDelegate::detailWithin(pixels, pixels - fewer, QString::fromUtf8(detail), metrics);
    };
    QCOMPARE(within("open · 12,345", "open · 12,345"), QStringLiteral("open · 12,345"));
    QCOMPARE(within("open · 12,3", "open · 12,345"), QStringLiteral("open"));
    QCOMPARE(within("✕ error · refused ", "✕ error · refused · 12"), QStringLiteral("✕ error · refused"));
    QVERIFY(within("op", "open · 12,345").size() <= 3);
    // Of words the beginning says something, too.
    const QString words = within("open · 3,312 B, no event yet", "open · 3,312 B, no event yet: no blank line came");
    QVERIFY2(words.startsWith(QStringLiteral("open · 3,312 B, no")) && words.endsWith(u'…'), qPrintable(words));
    // But for what is wrong in a few characters no name is cut.
    QCOMPARE(within("✕ error · refused", "✕ error · refused", 150), QStringLiteral("✕ error"));
    QCOMPARE(within("open · 12,345", "open · 12,345", 150), QStringLiteral("open · 12,345"));
    const QString wrong = within("✕ the content type is wrong", "✕ the content type is wrong · open", 150);
    QVERIFY2(wrong.endsWith(u'…') && wrong.size() >= 10 && wrong.size() < 20, qPrintable(wrong));
    QCOMPARE(within("✕ error · the content type is wrong", "✕ error · the content type is wrong", 150),
             QStringLiteral("✕ error"));
    QCOMPARE(within("open · 3,312 B, no event yet", "open · 3,312 B, no event yet: no blank line came", 100),
             QStringLiteral("open"));
}

void NavigatorTest::itAsksForTheRoomThatItsRowsNeed()
{
    Bench bench;
    Actions actions(nullptr);
    NavigatorPanel panel(bench.model, actions);
    panel.show();
    const int atFirst = panel.sizeHint().width();
    const auto widthOf = [&panel](const char *text) {
        return panel.fontMetrics().horizontalAdvance(QString::fromUtf8(text));
    };
    QVERIFY(atFirst > widthOf("127.0.0.1:7373 needs its secrets"));
    bench.open(QStringLiteral("http://a.name.that.goes.on/for/so/long/that/nobody/would/want/to/read/it/all"));
    Q_EMIT bench.opener.last->reconnectScheduled(std::chrono::hours(20), 1);
    QCoreApplication::processEvents();
    const int wide = panel.sizeHint().width();
    QVERIFY(wide > atFirst);
    QVERIFY(wide < 2 * atFirst);
}

void NavigatorTest::mutedFoldersAndStreamsAreSeen()
{
    Bench bench;
    const int id = bench.open(QStringLiteral("http://lab.example/a"));
    bench.model.setChannels({channel("plant.a", 3), channel("plant.b", 4)});
    const QModelIndex folder = bench.model.channelIndex("plant.a").parent();
    const QModelIndex stream = bench.model.index(0, 0, bench.model.streamsIndex());
    MutedParts muted;
    muted.set(MutedPart::folder(0, "plant"), true);
    muted.set(MutedPart::all(id), true);
    bench.model.setMuted(muted);
    QCOMPARE(folder.data(NavigatorModel::DetailRole).toString(), QStringLiteral("muted"));
    QVERIFY(stream.data(NavigatorModel::DetailRole).toString().endsWith(QStringLiteral(", muted")));
    QVERIFY(stream.data(NavigatorModel::MutedRole).toBool());
    // What is below is left out, too, but is not what was muted.
    QVERIFY(bench.of("plant.a", NavigatorModel::MutedRole).toBool());
    QVERIFY(!bench.of("plant.a", NavigatorModel::MutedItselfRole).toBool());
    QCOMPARE(bench.of("plant.a", NavigatorModel::DetailRole).toString(), QStringLiteral("3"));
    bench.model.setMuted({});
    QCOMPARE(folder.data(NavigatorModel::DetailRole).toString(), QString());
    QVERIFY(!bench.of("plant.a", NavigatorModel::MutedRole).toBool());
}

void NavigatorTest::aChannelStaysAsLongAsItsEventsAreHeld()
{
    Bench bench;
    bench.model.setChannels({channel("orders.eu", 1), channel("silent")});
    bench.model.onEvents({eventOf(0, "orders.eu", "1"), eventOf(0, "early", "2")});
    bench.model.setChannels({channel("orders.eu", 1), channel("silent"), channel("early", 1)});
    bench.model.setHeldEvents(2);
    // The hub starts anew.
    bench.model.setChannels({});
    QVERIFY(!bench.model.channelIndex("silent").isValid());
    QCOMPARE(bench.of("orders.eu", NavigatorModel::DetailRole).toString(), QStringLiteral("quiet"));
    QCOMPARE(bench.of("orders.eu", NavigatorModel::ValueRole).toString(), QStringLiteral("1"));
    QVERIFY(bench.of("early", NavigatorModel::QuietRole).toBool());
    // One of them comes again.
    bench.model.setChannels({channel("early", 7)});
    QCOMPARE(bench.of("early", NavigatorModel::DetailRole).toString(), QStringLiteral("7"));
    QVERIFY(bench.of("orders.eu", NavigatorModel::QuietRole).toBool());
    // The oldest event is trimmed.
    bench.model.setHeldEvents(1);
    bench.model.setChannels({channel("early", 7)});
    QVERIFY(!bench.model.channelIndex("orders.eu").isValid());
    QCOMPARE(bench.model.rowCount(bench.model.hubIndex()), 1);
}

void NavigatorTest::thousandsOfChannelsAreReportedInOneRange()
{
    Bench bench;
    QList<ChannelInfo> channels;
    std::deque<FeedQueue::Item> items;
    for (int i = 0; i < 1000; ++i) {
        channels.append(channel(QByteArray::number(10'000 + i)));
        items.push_back(eventOf(0, channels.last().name, "1"));
    }
    bench.model.setChannels(channels);
    QSignalSpy changes(&bench.model, &QAbstractItemModel::dataChanged);
    bench.model.onEvents(items);
    bench.model.setChannels(channels);
    QCOMPARE(changes.size(), 1); // what is as it was is not reported
    for (ChannelInfo &one : channels)
        ++one.events;
    bench.model.setChannels(channels);
    QCOMPARE(changes.size(), 2);
    QCOMPARE(changes[0][0].toModelIndex().row(), 0);
    QCOMPARE(changes[0][1].toModelIndex().row(), 999);
}

void NavigatorTest::anEventThatComesBeforeItsChannelIsShownWithIt()
{
    Bench bench;
    bench.model.setChannels({channel("known")});
    QSignalSpy changes(&bench.model, &QAbstractItemModel::dataChanged);
    bench.model.onEvents({eventOf(0, "new", "1"), eventOf(0, "new", "2"), eventOf(7, "known to no stream", "1")});
    QCOMPARE(changes.size(), 0);
    bench.model.setChannels({channel("known"), channel("new", 2), channel("known to no stream")});
    QCOMPARE(bench.of("new", NavigatorModel::ValueRole).toString(), QStringLiteral("2"));
    QCOMPARE(bench.of("known to no stream", NavigatorModel::ValueRole).toString(), QString());
    bench.model.setChannels({});
    QCOMPARE(bench.model.rowCount(bench.model.hubIndex()), 0);
}

void NavigatorTest::typesSeenAreAFew()
{
    Bench bench;
    bench.model.setChannels({channel("orders")});
    for (int i = 0; i < 100; ++i)
        bench.model.onEvents({eventOf(0, "orders", "1", "type" + QByteArray::number(i % 50))});
    bench.model.onEvents({eventOf(0, "orders", "1")});
    const QByteArrayList types = bench.model.typesSeen("orders", 0);
    QCOMPARE(types.first(), "type0");
    QVERIFY(types.size() < 10);
    QVERIFY(!types.contains(QByteArray()));
    QVERIFY(bench.model.typesSeen("nothing", 0).isEmpty());
}

void NavigatorTest::theCopiedJavaScriptListensToEachType()
{
    const QString text =
        javaScriptSubscribe(QStringLiteral("http://127.0.0.1:7373/stream?channel=a"), {"price", "it's \"quoted\"\n"});
    QVERIFY(text.contains(QStringLiteral("new EventSource(\"http://127.0.0.1:7373/stream?channel=a\")")));
    QVERIFY(text.contains(QStringLiteral("onmessage")));
    QVERIFY(text.contains(QStringLiteral("addEventListener(\"price\"")));
    QVERIFY(text.contains(QStringLiteral("addEventListener(\"it's \\\"quoted\\\"\\n\"")));
}

void NavigatorTest::theCopiedCurlIsOneArgumentForAShell()
{
    const QString url = QStringLiteral("http://127.0.0.1:1/stream?channel=it's&pattern=$(x)*");
    QProcess shell;
    shell.start(QStringLiteral("sh"),
                {QStringLiteral("-c"),
                 QStringLiteral("curl() { for a; do printf '%s\\n' \"$a\"; done; }\n") + curlSubscribe(url)});
    QVERIFY(shell.waitForFinished());
    QCOMPARE(QString::fromUtf8(shell.readAllStandardOutput()),
             QStringLiteral("-N\n-H\nAccept: text/event-stream\n") + url + u'\n');
}

void NavigatorTest::theCopiedCurlAsksAsTheStreamDoes()
{
    StreamRequest request{QUrl(QStringLiteral("https://joe:TOPSECRET1@a.b/s?access_token=TOPSECRET2&x=1")), "5", {}};
    request.headers = {{"X-A", "it's"}, {"Cookie", "a=TOPSECRET3"}, {"accept", "*/*"}};
    request.bearerToken = "TOPSECRET4";
    request.userName = QStringLiteral("joe");
    request.password = QStringLiteral("TOPSECRET5");
    request.method = "POST";
    request.body = "@{\"a\":\n1}";
    const QString command = curlSubscribe(request);
    QProcess shell;
    shell.start(
        QStringLiteral("sh"),
        {QStringLiteral("-c"), QStringLiteral("curl() { for a; do printf '%s\\n' \"$a\"; done; }\n") + command});
    QVERIFY(shell.waitForFinished(30'000));
    QCOMPARE(QString::fromUtf8(shell.readAllStandardOutput()),
             QStringLiteral("-N\n-H\nContent-Type: application/json\n-H\nLast-Event-ID: 5\n-H\nX-A: it's\n"
                            "-H\naccept: */*\nhttps://a.b/s?access_token&x=1\n--data-raw\n@{\"a\":\n1}\n"));
    request.method = "PUT";
    QVERIFY(curlSubscribe(request).startsWith(QStringLiteral("curl -N -X PUT ")));
    request.body.clear();
    request.method = "POST";
    QVERIFY(curlSubscribe(request).startsWith(QStringLiteral("curl -N -X POST ")));
}

void NavigatorTest::aStreamsToolTipShowsNoSecrets()
{
    Bench bench;
    bench.open(QStringLiteral("https://joe:TOPSECRET1@a.b/s?access_token=TOPSECRET2&x=1"));
    const QModelIndex streams = bench.model.index(bench.model.rowCount() - 1, 0);
    const QString tip = bench.model.index(0, 0, streams).data(Qt::ToolTipRole).toString();
    QVERIFY2(tip.contains(QStringLiteral("a.b/s")) && tip.contains(QStringLiteral("x=1")), qPrintable(tip));
    QVERIFY2(!tip.contains(QStringLiteral("TOPSECRET")), qPrintable(tip));
}

QTEST_MAIN(NavigatorTest)
#include "tst_navigator.moc"
