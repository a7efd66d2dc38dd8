// SPDX-License-Identifier: GPL-3.0-or-later
// The tab Charts, by clicks.
#include "chartdata.h"
#include "desk.h"
#include "ui/charts/chartmenu.h"
#include "ui/charts/chartspanel.h"
#include "ui/charts/timechart.h"

#include <QApplication>
#include <QComboBox>
#include <QInputDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabBar>
#include <QToolButton>

using namespace helio;

namespace {

constexpr qint64 Minute = 60 * Second;
constexpr qint64 Hour = 60 * Minute;

/// The panel over a scripted hub.
struct PanelBench : FakeGround
{
    PanelBench() { open(); }
    void open()
    {
        panel.reset();
        panel = std::make_unique<ChartsPanel>(
            ChartsPanel::Parts{monitor.figures(), monitor.values(), monitor.streams(), monitor.events()}, settings);
        panel->resize(900, 700);
        showActive(*panel);
    }
    template <typename T>
    T *find(const char *name) const
    {
        return childOf<T>(*panel, name);
    }
    TimeChart *own(qsizetype place) const
    {
        const auto charts = panel->list().charts();
        return find<TimeChart>(("ownChart" + QByteArray::number(charts.at(place).id)).constData());
    }
    QAction *menuAction(TimeChart *chart, const char *name) const
    {
        if (auto *before = panel->findChild<QMenu *>(QStringLiteral("chartMenu")))
            delete before;
        QTest::mouseClick(chart->findChild<QToolButton *>(chart->objectName() + QStringLiteral("Menu")),
                          Qt::LeftButton);
        auto *menu = find<QMenu>("chartMenu");
        auto *action = menu->findChild<QAction *>(QLatin1String(name));
        if (!action)
            qFatal("no %s", name);
        return action;
    }
    QString notice() const { return find<QLabel>("chartNoticeText")->text(); }

    std::unique_ptr<ChartsPanel> panel;
};

} // namespace

class ChartsPanelTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void aNumberOfTheInspectorGetsAChart();
    void theSecondChartOffersToJoinTheFirst();
    void valuesComeFromAStreamToo();
    void aRemovedChartComesBackByUndo();
    void aChartIsRenamed();
    void chartsArePutInAnotherOrder();
    void thePageOfOnesOwnTeachesWhileItIsEmpty();
    void theSystemPageShowsEachCore();
    void theBusiestChannelsHaveLines();
    void pageTimeAndChartsComeBack();
    void aChartIsSavedAsPictureAndTable();
    void whatCannotBeWrittenIsReported();
    void theControlsFollowTheView();
    void chartsAreReachedByTab();
    void everyControlSaysWhatItIs();
};

void ChartsPanelTest::initTestCase()
{
    qRegisterMetaType<QList<ReceivedEvent>>();
}

void ChartsPanelTest::aNumberOfTheInspectorGetsAChart()
{
    PanelBench bench;
    QSignalSpy shown(bench.panel.get(), &ChartsPanel::showRequested);
    bench.panel->addNumber(HubSource, "orders", "price", path("$.price"));
    QCOMPARE(shown.size(), 1);
    QCOMPARE(bench.panel->page(), ChartsPanel::Mine);
    TimeChart *chart = bench.own(0);
    QTRY_VERIFY(chart->isVisible());
    QTRY_VERIFY(chart->hasFocus());
    QCOMPARE(chart->accessibleName(), QStringLiteral("orders: price"));
    bench.hub.tap()->emitEvents(
        {received("orders", "price", R"({"price":"101.25"})"), received("orders", "other", R"({"price":7})")});
    QTRY_COMPARE(chart->accessibleDescription(), QStringLiteral("101.25"));
    // The same number again shows the chart that has it.
    bench.panel->setPage(ChartsPanel::Hub);
    bench.panel->addNumber(HubSource, "orders", "price", path("$.price"));
    QCOMPARE(bench.panel->page(), ChartsPanel::Mine);
    QCOMPARE(bench.panel->list().charts().size(), 1);
    QVERIFY(!bench.find<QWidget>("chartNotice")->isVisible());
}

void ChartsPanelTest::theSecondChartOffersToJoinTheFirst()
{
    PanelBench bench;
    bench.panel->addNumber(HubSource, "orders", "price", path("$.price"));
    bench.panel->addNumber(HubSource, "orders", "price", path("$.volume"));
    QCOMPARE(bench.panel->list().charts().size(), 2);
    QVERIFY(bench.find<QWidget>("chartNotice")->isVisible());
    QVERIFY(bench.find<QPushButton>("addToChart")->isVisible());
    auto *menu = bench.find<QMenu>("addToChartMenu");
    QCOMPARE(menu->actions().size(), 1);
    QCOMPARE(menu->actions().constFirst()->text(), QStringLiteral("orders: price"));
    menu->actions().constFirst()->trigger();
    QCOMPARE(bench.panel->list().charts().size(), 1);
    QCOMPARE(bench.own(0)->lines().size(), 2);
    QCOMPARE(bench.own(0)->lines()[1].name, QStringLiteral("volume"));
    QTest::mouseClick(bench.find<QPushButton>("undoChart"), Qt::LeftButton);
    QCOMPARE(bench.panel->list().charts().size(), 2);
}

void ChartsPanelTest::valuesComeFromAStreamToo()
{
    PanelBench bench;
    const int stream = bench.monitor.streams().open({QUrl(QStringLiteral("http://lab.example/s")), {}, {}});
    bench.panel->addNumber(stream, {}, {}, path("$.t"));
    QCOMPARE(bench.own(0)->accessibleName(), QStringLiteral("lab.example: t"));
    bench.opener.last->tap.emitEvents({received({}, {}, R"({"t":18.5})")});
    QTRY_COMPARE(bench.own(0)->accessibleDescription(), QStringLiteral("18.5"));
}

void ChartsPanelTest::aRemovedChartComesBackByUndo()
{
    PanelBench bench;
    bench.panel->addNumber(HubSource, "one", {}, path("$"));
    bench.panel->addNumber(HubSource, "two", {}, path("$"));
    TimeChart *first = bench.own(0);
    first->setFocus();
    QTRY_VERIFY(first->hasFocus());
    QTest::keyClick(first, Qt::Key_Delete);
    QCOMPARE(bench.panel->list().charts().size(), 1);
    // The keyboard goes on with the next one.
    QTRY_VERIFY(bench.own(0)->hasFocus());
    QVERIFY(bench.notice().contains(QStringLiteral("one")));
    QTest::mouseClick(bench.find<QPushButton>("undoChart"), Qt::LeftButton);
    QCOMPARE(bench.panel->list().charts().size(), 2);
    QCOMPARE(bench.own(0)->accessibleName(), QStringLiteral("one: $"));
    QVERIFY(!bench.find<QWidget>("chartNotice")->isVisible());

    bench.menuAction(bench.own(1), "removeChart")->trigger();
    QCOMPARE(bench.panel->list().charts().size(), 1);
    QTest::keyClick(bench.find<TimeChart>("eventsInChart"), Qt::Key_Delete);
    QVERIFY(bench.find<TimeChart>("eventsInChart"));
}

void ChartsPanelTest::aChartIsRenamed()
{
    PanelBench bench;
    bench.panel->addNumber(HubSource, "one", {}, path("$"));
    QTest::keyClick(bench.own(0), Qt::Key_F2);
    auto *dialog = bench.find<QInputDialog>("renameDialog");
    QCOMPARE(dialog->textValue(), QStringLiteral("one: $"));
    auto *edit = dialog->findChild<QLineEdit *>();
    edit->selectAll();
    QTest::keyClicks(edit, QStringLiteral("Price & more"));
    QTest::keyClick(edit, Qt::Key_Return);
    QTRY_COMPARE(bench.own(0)->accessibleName(), QStringLiteral("Price & more"));
}

void ChartsPanelTest::chartsArePutInAnotherOrder()
{
    PanelBench bench;
    bench.panel->addNumber(HubSource, "one", {}, path("$"));
    bench.panel->addNumber(HubSource, "two", {}, path("$"));
    TimeChart *one = bench.own(0);
    QVERIFY(!bench.menuAction(one, "moveChartUp")->isEnabled());
    bench.menuAction(one, "moveChartDown")->trigger();
    QCOMPARE(bench.own(1), one);
    QTRY_VERIFY(bench.own(0)->x() < one->x() || bench.own(0)->y() < one->y());
}

void ChartsPanelTest::thePageOfOnesOwnTeachesWhileItIsEmpty()
{
    PanelBench bench;
    bench.panel->setPage(ChartsPanel::Mine);
    auto *empty = bench.find<QWidget>("ownChartsEmpty");
    QVERIFY(empty->isVisible());
    QVERIFY(empty->accessibleDescription().contains(QStringLiteral("Inspector")));
    bench.panel->addNumber(HubSource, "one", {}, path("$"));
    QVERIFY(!empty->isVisible());
    QTest::keyClick(bench.own(0), Qt::Key_Delete);
    QVERIFY(empty->isVisible());
}

void ChartsPanelTest::theSystemPageShowsEachCore()
{
    PanelBench bench;
    bench.panel->setPage(ChartsPanel::System);
    QCOMPARE(bench.settings.value(QStringLiteral("charts/page")).toString(), QStringLiteral("system")); // by name
    QByteArray cores = "1";
    for (int i = 2; i <= 12; ++i)
        cores += ',' + QByteArray::number(i);
    bench.hub.tap()->emitEvents({received("system", "", "{\"cpu\":{\"percent\":41.5,\"cores\":[" + cores + "]}}")});
    QTRY_COMPARE_WITH_TIMEOUT(bench.find<TimeChart>("cpuChart")->accessibleDescription(), QStringLiteral("42 %"),
                              10'000);
    QTRY_VERIFY(bench.panel->findChild<TimeChart *>(QStringLiteral("coresChart2")));
    QCOMPARE(bench.find<TimeChart>("coresChart1")->lines().size(), 8);
    QCOMPARE(bench.find<TimeChart>("coresChart2")->lines().size(), 4);
    QVERIFY(bench.menuAction(bench.find<TimeChart>("coresChart2"), "saveChartValues"));
}

void ChartsPanelTest::theBusiestChannelsHaveLines()
{
    PanelBench bench;
    ChannelInfo channel;
    channel.name = "orders";
    channel.eventsPerSecond = 12;
    bench.hub.snapshot.channels = {channel};
    bench.hub.snapshot.totals.delivered = 5;
    bench.hub.snapshot.totals.recentLatency = HubTotals::RecentLatency{400, 2500};
    bench.hub.requestSnapshot(false);
    QTRY_COMPARE_WITH_TIMEOUT(bench.find<TimeChart>("channelRatesChart")->accessibleDescription(),
                              QStringLiteral("12/s"), 10'000);
    QTRY_COMPARE_WITH_TIMEOUT(bench.find<TimeChart>("latencyChart")->accessibleDescription(),
                              QStringLiteral("half within 400 µs, 99 % within 2.5 ms"), 10'000);
}

void ChartsPanelTest::pageTimeAndChartsComeBack()
{
    PanelBench bench;
    bench.panel->addNumber(HubSource, "one", {}, path("$"));
    bench.panel->view().setWindow(Hour);
    bench.panel->view().setAxis(TimeView::Axis::Clock);
    bench.open();
    QCOMPARE(bench.panel->page(), ChartsPanel::Mine);
    QCOMPARE(bench.panel->view().window(), Hour);
    QCOMPARE(bench.panel->view().axis(), TimeView::Axis::Clock);
    QVERIFY(bench.own(0)->isVisible());
    QCOMPARE(bench.find<QComboBox>("chartWindow")->currentText(), QStringLiteral("last hour"));
}

void ChartsPanelTest::aChartIsSavedAsPictureAndTable()
{
    PanelBench bench;
    bench.panel->addNumber(HubSource, "one", {}, path("$"));
    bench.hub.tap()->emitEvents({received("one", "", "5")});
    QTRY_COMPARE(bench.own(0)->accessibleDescription(), QStringLiteral("5"));
    QStringList asked;
    bench.panel->menu().setAskForPath([&](const QString &suggested, const QString &) {
        asked.append(suggested);
        return bench.directory.filePath(QStringLiteral("saved"));
    });
    bench.menuAction(bench.own(0), "saveChartValues")->trigger();
    bench.menuAction(bench.own(0), "saveChartPicture")->trigger();
    QVERIFY(asked[0].contains(QStringLiteral("one $ ")) && asked[0].endsWith(QStringLiteral(".csv")));
    QVERIFY(asked[1].endsWith(QStringLiteral(".png")));
    QFile table(bench.directory.filePath(QStringLiteral("saved.csv")));
    QVERIFY(table.open(QIODevice::ReadOnly));
    const QByteArray text = table.readAll();
    QVERIFY2(text.startsWith("time,$\r\n") && text.endsWith("Z,5\r\n"), text.constData());
    QVERIFY(!QImage(bench.directory.filePath(QStringLiteral("saved.png"))).isNull());
    QVERIFY(bench.notice().contains(QStringLiteral("saved.png")));

    bench.panel->menu().setAskForPath([](const QString &, const QString &) { return QString(); });
    bench.menuAction(bench.own(0), "saveChartValues")->trigger();
    QVERIFY(!bench.find<QWidget>("chartProblem")->isVisible());
}

void ChartsPanelTest::whatCannotBeWrittenIsReported()
{
    PanelBench bench;
    bench.panel->menu().setAskForPath([&](const QString &, const QString &) {
        return bench.directory.filePath(QStringLiteral("no/such/folder/x.csv"));
    });
    bench.menuAction(bench.find<TimeChart>("clientsChart"), "saveChartValues")->trigger();
    QVERIFY(bench.find<QWidget>("chartProblem")->isVisible());
    QVERIFY(bench.find<QLabel>("chartProblemText")->text().contains(QStringLiteral("x.csv could not be written")));
}

void ChartsPanelTest::theControlsFollowTheView()
{
    PanelBench bench;
    auto *pause = bench.find<QToolButton>("pauseCharts");
    auto *now = bench.find<QToolButton>("chartsBackToNow");
    auto *window = bench.find<QComboBox>("chartWindow");
    QVERIFY(!now->isEnabled());
    QTest::mouseClick(pause, Qt::LeftButton);
    QVERIFY(bench.panel->view().isPaused());
    QTest::mouseClick(now, Qt::LeftButton);
    QVERIFY(!pause->isChecked());
    bench.panel->view().zoom(1.4, bench.panel->view().end());
    QCOMPARE(window->currentIndex(), -1);
    QCOMPARE(window->placeholderText(), QStringLiteral("last 7 min"));
    window->setFocus();
    QTest::keyClick(window, Qt::Key_Home);
    QCOMPARE(bench.panel->view().window(), Minute);
    // Narrow, it takes two lines and keeps everything.
    bench.panel->resize(330, 600);
    QTRY_VERIFY(window->y() + window->parentWidget()->y() > bench.find<QTabBar>("chartPages")->geometry().bottom());
    QTRY_VERIFY(now->isVisible() && now->geometry().right() <= now->parentWidget()->width());
}

void ChartsPanelTest::chartsAreReachedByTab()
{
    PanelBench bench;
    bench.find<QToolButton>("pauseCharts")->setFocus();
    QStringList reached;
    for (int i = 0; i < 20 && !reached.contains(QStringLiteral("channelRatesChart")); ++i) {
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        reached.append(QApplication::focusWidget()->objectName());
    }
    qsizetype at = -1;
    for (const char *name :
         {"eventsInChart", "eventsOutChart", "clientsChart", "bytesOutChart", "latencyChart", "channelRatesChart"}) {
        const qsizetype found = reached.indexOf(QLatin1String(name));
        QVERIFY2(found > at, qPrintable(reached.join(u' ')));
        at = found;
    }
}

void ChartsPanelTest::everyControlSaysWhatItIs()
{
    PanelBench bench;
    bench.panel->addNumber(HubSource, "one", {}, path("$"));
    for (const QWidget *widget : bench.panel->findChildren<QWidget *>()) {
        const bool isControl = widget->inherits("QAbstractButton") || widget->inherits("QComboBox") ||
                               widget->inherits("QTabBar") || widget->inherits("helio::TimeChart");
        if (!isControl || widget->objectName().startsWith(QLatin1String("qt_")))
            continue;
        // Parts that Qt makes of its own.
        if (widget->parentWidget()->inherits("QTabBar"))
            continue;
        QVERIFY2(!widget->objectName().isEmpty() || widget->parentWidget()->inherits("helio::Banner"),
                 widget->metaObject()->className());
        QVERIFY2(!widget->accessibleName().isEmpty() || !widget->property("text").toString().isEmpty(),
                 qPrintable(widget->objectName()));
    }
}

QTEST_MAIN(ChartsPanelTest)
#include "tst_chartspanel.moc"
