// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk.h"
#include "ui/inspector/deliveryline.h"
#include "ui/inspector/inspector.h"
#include "ui/inspector/inspectorpages.h"
#include "ui/inspector/jsondelegate.h"
#include "ui/inspector/jsontreeview.h"
#include "ui/inspector/rawmodel.h"
#include "ui/inspector/textpage.h"

#include <QCheckBox>
#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTableView>
#include <QTimer>
#include <QToolButton>

using namespace helio;

/// An inspector over a scripted hub, made anew for each test.
struct InspectorBench : FakeGround
{
    InspectorBench()
    {
        hub.start();
        inspector = std::make_unique<Inspector>(monitor.events(), monitor.streams(), hub, actions);
        inspector->resize(320, 700);
        showActive(*inspector);
    }
    template <typename T>
    T *find(const char *name) const
    {
        return childOf<T>(*inspector, name);
    }
    /// Has the hub take an event, and shows it.
    void show(const QByteArray &data, const QByteArray &channel = "orders", const QByteArray &type = "price",
              const QByteArray &id = "1-1")
    {
        const int rows = monitor.events().rowCount();
        hub.tap()->emitEvents({received(channel, type, data, id)});
        QTRY_COMPARE(monitor.events().rowCount(), rows + 1);
        showRow(rows);
    }
    void showRow(int row) { inspector->showItem(*monitor.events().eventAt(row), monitor.events().sequenceAt(row)); }
    JsonTreeView *tree() const { return find<JsonTreeView>("inspectorTree"); }
    QTabWidget *views() const { return find<QTabWidget>("inspectorViews"); }
    /// The value's cell of the row that shows this name.
    QModelIndex value(const char *name) const
    {
        for (QModelIndex index = tree()->model()->index(0, 0); index.isValid(); index = tree()->indexBelow(index)) {
            if (index.data().toString() == QLatin1String(name))
                return index.siblingAtColumn(JsonTreeModel::Value);
        }
        qFatal("no row %s", name);
    }
    static QString copied() { return QGuiApplication::clipboard()->text(); }

    Actions actions{nullptr};
    std::unique_ptr<Inspector> inspector;
};

class InspectorTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void withoutAnEventItSaysWhatToDo();
    void aPageOfSomethingElseGivesWayToTheEventsWhenItIsDeleted();
    void jsonOpensAsATreeAndTextAsText();
    void theViewThatWasChosenStays();
    void theChoiceIsRemembered();
    void whatWasOpenedAndClosedStaysSoInTheNextEvent();
    void aNumbersButtonChartsIt();
    void theKeyboardChartsFiltersAndCopies();
    void termsSayWhatTheyMean_data();
    void termsSayWhatTheyMean();
    void expandingAllBelowHasABound();
    void aMillionElementsAreReachedByScrolling();
    void controlFFindsInTheText();
    void theWindowsOwnFindDoesNotGetInTheWay();
    void longTextComesInPartsAndWhole();
    void rawShowsTheBlockAndItsBytes();
    void diffComparesWithTheEventBefore();
    void deliveryIsReportedAndAskedAgain();
    void deliveryIsAskedForWhereTheSelectionRests();
    void ofRemoteStreamsThereIsNoDelivery();
    void whatIsWrongWithTheDataIsSaid_data();
    void whatIsWrongWithTheDataIsSaid();
    void copyHasItsForms();
    void publishAgainGivesAllButTheId();
    void tooLongDataIsNotComposed();
    void narrowAndInJapaneseItStaysUseful();
};

void InspectorTest::withoutAnEventItSaysWhatToDo()
{
    InspectorBench bench;
    QVERIFY(bench.find<QLabel>("inspectorEmpty")->isVisible());
    QVERIFY(!bench.views()->isVisible());
    QVERIFY(!bench.actions[ActionId::PublishAgain]->isEnabled());
    QVERIFY(!bench.actions[ActionId::CopyEvent]->isEnabled());
    bench.show("{}");
    QVERIFY(!bench.find<QLabel>("inspectorEmpty")->isVisible());
    QVERIFY(bench.actions[ActionId::CopyEvent]->isEnabled());
    bench.inspector->clear();
    QVERIFY(bench.find<QLabel>("inspectorEmpty")->isVisible());
}

void InspectorTest::aPageOfSomethingElseGivesWayToTheEventsWhenItIsDeleted()
{
    InspectorBench bench;
    InspectorPages pages(bench.inspector.release());
    QVERIFY(pages.isEventShown());
    auto *client = new QLabel;
    auto *channel = new QLabel;
    pages.showPage(client);
    pages.showPage(channel);
    QCOMPARE(pages.currentWidget(), channel);
    delete client;
    QCOMPARE(pages.currentWidget(), channel);
    delete channel;
    QVERIFY(pages.isEventShown());
}

void InspectorTest::jsonOpensAsATreeAndTextAsText()
{
    InspectorBench bench;
    bench.show("{\"price\":7}");
    QCOMPARE(bench.views()->currentIndex(), int(Inspector::Tree));
    QCOMPARE(bench.value("price").data().toString(), QStringLiteral("7"));
    bench.show("no JSON");
    QCOMPARE(bench.views()->currentIndex(), int(Inspector::Text));
    QVERIFY(!bench.views()->isTabEnabled(Inspector::Tree));
    QCOMPARE(bench.find<QPlainTextEdit>("inspectorData")->toPlainText(), QStringLiteral("no JSON"));
    bench.show("7");
    QCOMPARE(bench.views()->currentIndex(), int(Inspector::Tree));
}

void InspectorTest::theViewThatWasChosenStays()
{
    InspectorBench bench;
    bench.show("{\"price\":7.10}");
    QTest::mouseClick(bench.views()->tabBar(), Qt::LeftButton, {},
                      bench.views()->tabBar()->tabRect(Inspector::Text).center());
    QCOMPARE(bench.find<QPlainTextEdit>("inspectorData")->toPlainText(), QStringLiteral("{\n  \"price\": 7.10\n}"));
    bench.show("{\"price\":8}");
    QCOMPARE(bench.views()->currentIndex(), int(Inspector::Text));
    QCOMPARE(bench.find<QPlainTextEdit>("inspectorData")->toPlainText(), QStringLiteral("{\n  \"price\": 8\n}"));
}

void InspectorTest::theChoiceIsRemembered()
{
    InspectorBench first;
    first.inspector->setView(Inspector::Raw);
    first.find<QCheckBox>("inspectorHex")->setChecked(true);
    const QByteArray state = first.inspector->saveState();
    InspectorBench second;
    second.inspector->restoreState("9 nonsense");
    second.inspector->restoreState({});
    QCOMPARE(second.inspector->view(), Inspector::Tree);
    second.inspector->restoreState(state);
    QCOMPARE(second.inspector->view(), Inspector::Raw);
    QVERIFY(second.find<QCheckBox>("inspectorHex")->isChecked());
}

void InspectorTest::whatWasOpenedAndClosedStaysSoInTheNextEvent()
{
    InspectorBench bench;
    bench.show(R"({"a":{"x":1},"b":{"y":2}})");
    const auto isOpen = [&](const char *name) {
        return bench.tree()->isExpanded(bench.value(name).siblingAtColumn(0));
    };
    QVERIFY(isOpen("a") && isOpen("b"));
    bench.tree()->setFocus();
    bench.tree()->setCurrentIndex(bench.value("a").siblingAtColumn(0));
    QTest::keyClick(bench.tree(), Qt::Key_Left);
    QVERIFY(!isOpen("a"));
    bench.show(R"({"a":{"x":3},"b":{"y":4}})");
    QVERIFY(!isOpen("a") && isOpen("b"));
    QCOMPARE(bench.tree()->currentIndex().data().toString(), QStringLiteral("a"));
    QTest::keyClick(bench.tree(), Qt::Key_Right);
    bench.show(R"({"a":{"x":5},"b":{"y":6}})");
    QVERIFY(isOpen("a"));
}

void InspectorTest::aNumbersButtonChartsIt()
{
    InspectorBench bench;
    QSignalSpy charts(bench.inspector.get(), &Inspector::chartRequested);
    bench.show(R"({"symbol":"A","cpu":{"cores":[3,"4.5"]}})");
    const auto click = [&](const QModelIndex &index) {
        const QRect cell = bench.tree()->visualRect(index);
        QTest::mouseClick(bench.tree()->viewport(), Qt::LeftButton, {}, {cell.right() - 8, cell.center().y()});
    };
    click(bench.value("symbol"));
    QCOMPARE(charts.size(), 0);
    click(bench.value("1"));
    QCOMPARE(charts.size(), 1);
    QCOMPARE(charts[0][0].toInt(), HubSource);
    QCOMPARE(charts[0][1].toByteArray(), QByteArray("orders"));
    QCOMPARE(charts[0][2].toByteArray(), QByteArray("price"));
    QCOMPARE(charts[0][3].value<JsonPath>().toString(), QStringLiteral("$.cpu.cores[1]"));
}

void InspectorTest::theKeyboardChartsFiltersAndCopies()
{
    InspectorBench bench;
    QSignalSpy charts(bench.inspector.get(), &Inspector::chartRequested);
    QSignalSpy filters(bench.inspector.get(), &Inspector::filterRequested);
    bench.show(R"({"price":101.20,"name":"日本 \"x\""})");
    bench.tree()->setFocus();
    bench.tree()->setCurrentIndex(bench.value("price").siblingAtColumn(0));
    QTest::keyClick(bench.tree(), Qt::Key_G, Qt::ControlModifier);
    QCOMPARE(charts.size(), 1);
    QTest::keyClick(bench.tree(), Qt::Key_F, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(filters.size(), 1);
    QCOMPARE(filters[0][0].toString(), QStringLiteral("$.price=101.20"));
    QTest::keyClick(bench.tree(), Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(InspectorBench::copied(), QStringLiteral("101.20"));
    QTest::keyClick(bench.tree(), Qt::Key_Down);
    QTest::keyClick(bench.tree(), Qt::Key_G, Qt::ControlModifier); // no number
    QCOMPARE(charts.size(), 1);
    QTest::keyClick(bench.tree(), Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(InspectorBench::copied(), QStringLiteral("日本 \"x\""));
    QTest::keyClick(bench.tree(), Qt::Key_C, Qt::ControlModifier | Qt::AltModifier);
    QCOMPARE(InspectorBench::copied(), QStringLiteral("$.name"));
}

void InspectorTest::termsSayWhatTheyMean_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QString>("term");
    QTest::newRow("number") << QByteArray("-1.50") << QStringLiteral("$.a=-1.50");
    QTest::newRow("text") << QByteArray("\"A b\"") << QStringLiteral("$.a=\"A b\"");
    QTest::newRow("quotes in it") << QByteArray(R"("a\"b\\")") << QStringLiteral("$.a=\"a\\\"b\\\\\"");
    QTest::newRow("lines") << QByteArray(R"("a\nb\tc")") << QStringLiteral("$.a=\"a\\nb\\tc\"");
    QTest::newRow("true") << QByteArray("true") << QStringLiteral("$.a=true");
    QTest::newRow("null") << QByteArray("null") << QStringLiteral("$.a=null");
    QTest::newRow("container") << QByteArray("[1]") << QString();
    QTest::newRow("too long") << '"' + QByteArray(2000, 'x') + '"' << QString();
}

void InspectorTest::termsSayWhatTheyMean()
{
    QFETCH(QByteArray, value);
    QTEST(filterTerm(*JsonPath::parse(u"$.a"), *JsonValue::read(value)), "term");
}

void InspectorTest::expandingAllBelowHasABound()
{
    InspectorBench bench;
    QByteArray document("[");
    for (int i = 0; i < 4000; ++i)
        document += "[[1,2],[3,4]],";
    document.back() = ']';
    bench.show(document);
    bench.tree()->setFocus();
    bench.tree()->setCurrentIndex(bench.tree()->model()->index(0, 0));
    QTest::keyClick(bench.tree(), Qt::Key_Asterisk);
    int rows = 0;
    for (QModelIndex index = bench.tree()->model()->index(0, 0); index.isValid();
         index = bench.tree()->indexBelow(index))
        ++rows;
    QVERIFY2(rows > 2000 && rows < JsonTreeView::MaximumExpandedRows * 2, qPrintable(QString::number(rows)));
}

void InspectorTest::aMillionElementsAreReachedByScrolling()
{
    InspectorBench bench;
    bench.show('[' + QByteArray("7,").repeated(999'999) + "8]");
    const QAbstractItemModel *model = bench.tree()->model();
    const QModelIndex root = model->index(0, 0);
    QVERIFY(model->rowCount(root) < 20'000);
    // Each time one comes to the end there is more, until there is not.
    QScrollBar *bar = bench.tree()->verticalScrollBar();
    while (model->canFetchMore(root)) {
        const int before = model->rowCount(root);
        bar->setValue(bar->maximum());
        QTRY_VERIFY(model->rowCount(root) > before || !model->canFetchMore(root));
    }
    QCOMPARE(model->rowCount(root), 1'000'000);
}

void InspectorTest::controlFFindsInTheText()
{
    InspectorBench bench;
    bench.show(R"({"a":"needle","b":"hay","c":"needle"})");
    bench.tree()->setFocus();
    QTest::keyClick(bench.tree(), Qt::Key_F, Qt::ControlModifier);
    auto *text = bench.find<QPlainTextEdit>("inspectorData");
    auto *find = bench.find<QLineEdit>("inspectorFind");
    QTRY_VERIFY(find->hasFocus());
    QVERIFY(text->isVisible());
    QTest::keyClicks(find, QStringLiteral("needle"));
    QCOMPARE(text->textCursor().selectedText(), QStringLiteral("needle"));
    const int first = text->textCursor().position();
    QTest::keyClick(find, Qt::Key_Return);
    QVERIFY(text->textCursor().position() > first);
    QTest::keyClick(find, Qt::Key_Return); // once round
    QCOMPARE(text->textCursor().position(), first);
    QTest::keyClick(find, Qt::Key_Return, Qt::ShiftModifier);
    QVERIFY(text->textCursor().position() > first);
    QTest::keyClicks(find, QStringLiteral("s"));
    QCOMPARE(bench.find<QLabel>("inspectorFound")->text(), QStringLiteral("not found"));
    QTest::keyClick(find, Qt::Key_Escape);
    QVERIFY(!bench.find<QWidget>("inspectorFindBar")->isVisible());
    QVERIFY(text->hasFocus());
}

void InspectorTest::theWindowsOwnFindDoesNotGetInTheWay()
{
    InspectorBench bench;
    QAction other;
    other.setShortcut(QKeySequence(QKeySequence::Find));
    bench.inspector->addAction(&other); // for the whole window
    QSignalSpy triggered(&other, &QAction::triggered);
    bench.show("{}");
    bench.tree()->setFocus();
    QTest::keyClick(bench.tree(), Qt::Key_F, Qt::ControlModifier);
    QVERIFY(bench.find<QWidget>("inspectorFindBar")->isVisible());
    QCOMPARE(triggered.size(), 0);
}

void InspectorTest::longTextComesInPartsAndWhole()
{
    InspectorBench bench;
    QByteArray text;
    while (text.size() < 3 * TextPage::FirstBytes)
        text += "a line of text\n";
    text += "the end";
    bench.show(text);
    auto *view = bench.find<QPlainTextEdit>("inspectorData");
    auto *all = bench.find<QPushButton>("inspectorShowAll");
    QTRY_COMPARE(view->toPlainText().size(), TextPage::FirstBytes);
    QTRY_VERIFY(all->isVisible());
    QCOMPARE(bench.find<QLabel>("inspectorTextNote")->text(), QStringLiteral("the first 256 KB of 768 KB"));
    all->click();
    QTRY_COMPARE(view->toPlainText().toUtf8(), text);
    QVERIFY(!all->isVisible());
    QVERIFY(!bench.find<QLabel>("inspectorTextNote")->isVisible());
}

void InspectorTest::rawShowsTheBlockAndItsBytes()
{
    InspectorBench bench;
    bench.show("a\tb\n\xff");
    bench.inspector->setView(Inspector::Raw);
    const QAbstractItemModel *model = bench.find<QTableView>("inspectorRaw")->model();
    QStringList lines;
    for (int row = 0; row < model->rowCount(); ++row)
        lines.append(model->index(row, RawModel::Text).data().toString());
    QCOMPARE(lines, QStringList({QStringLiteral("id: 1-1⏎"), QStringLiteral("channel: orders⏎"),
                                 QStringLiteral("event: price⏎"), QStringLiteral("data: a⇥b⏎"),
                                 QStringLiteral("data: ‹FF›⏎"), QStringLiteral("⏎")}));
    QVERIFY(bench.find<QLabel>("inspectorRawNote")->text().contains(QLatin1String("as the hub writes it")));
    QTest::mouseClick(bench.find<QCheckBox>("inspectorHex"), Qt::LeftButton, {}, {8, 8});
    QVERIFY(model->index(0, RawModel::Hex).data().toString().startsWith(QLatin1String("69 64 3A 20")));
    auto *table = bench.find<QTableView>("inspectorRaw");
    table->setFocus();
    QTest::keyClick(table, Qt::Key_C, Qt::ControlModifier);
    QVERIFY(InspectorBench::copied().startsWith(QLatin1String("id: 1-1\nchannel: orders\nevent: price\ndata: a\tb\n")));
}

void InspectorTest::diffComparesWithTheEventBefore()
{
    InspectorBench bench;
    bench.inspector->setView(Inspector::Diff);
    bench.show(R"({"price":1,"a":0})");
    auto *summary = bench.find<QLabel>("inspectorDiffText");
    QCOMPARE(summary->text(), QStringLiteral("There is no event before it of the same source, channel and type."));
    QVERIFY(!bench.find<QTableView>("inspectorDiff")->isVisible());
    bench.show("{}", "orders", "another type");
    bench.show(R"({"price":2,"a":0})");
    const QAbstractItemModel *model = bench.find<QTableView>("inspectorDiff")->model();
    QCOMPARE(model->rowCount(), 1);
    QCOMPARE(model->index(0, 0).data().toString(), QStringLiteral("~ $.price"));
    QCOMPARE(model->index(0, 1).data().toString(), QStringLiteral("1 → 2"));
    QVERIFY2(summary->text().contains(QLatin1String("1 changed")), qPrintable(summary->text()));
}

void InspectorTest::deliveryIsReportedAndAskedAgain()
{
    InspectorBench bench;
    bench.hub.deliveries.insert("7-0", {{}, true, 36, 1, 0, 35, 0});
    auto *line = bench.find<QLabel>("inspectorDelivery");
    bench.show("{}", "orders", "price", "7-0");
    QTRY_COMPARE(line->text(), QStringLiteral("sent to 36 clients: 35 acknowledged, 1 queued"));
    QVERIFY(line->toolTip().contains(QLatin1String("queued: ")));
    // The last one reads it.
    bench.hub.deliveries.insert("7-0", {{}, true, 36, 0, 0, 36, 0});
    QTRY_COMPARE(line->text(), QStringLiteral("sent to 36 clients: 36 acknowledged"));
    bench.hub.deliveries.insert("8-0", {{}, true, 0, 0, 0, 0, 0});
    bench.show("{}", "orders", "price", "8-0");
    QTRY_COMPARE(line->text(), QStringLiteral("no client was there to receive it"));
    bench.hub.deliveries.insert("9-0", {});
    bench.show("{}", "orders", "price", "9-0");
    QTRY_VERIFY(line->text().contains(QLatin1String("history does not hold it")));
}

void InspectorTest::deliveryIsAskedForWhereTheSelectionRests()
{
    InspectorBench bench;
    auto *next = bench.find<QTimer>("inspectorDeliveryNext");
    bench.hub.answersDeliveries = false;
    for (const QByteArray id : {"1-0", "2-0", "3-0"}) {
        bench.hub.tap()->emitEvents({received("orders", "price", "{}", id)});
        bench.hub.deliveries.insert(id, {{}, true, 2, 1, 0, 1, 0});
    }
    QTRY_COMPARE(bench.monitor.events().rowCount(), 3);
    for (const int row : {0, 1, 2})
        bench.showRow(row);
    QVERIFY(bench.hub.deliveriesAsked.isEmpty());
    QTRY_COMPARE(bench.hub.deliveriesAsked, QByteArrayList{"3-0"});
    // One at a time.
    bench.showRow(0);
    QTRY_VERIFY(!next->isActive());
    QCOMPARE(bench.hub.deliveriesAsked, QByteArrayList{"3-0"});
    bench.hub.answerDelivery("3-0");
    QTRY_COMPARE(bench.hub.deliveriesAsked, (QByteArrayList{"3-0", "1-0"}));
    bench.hub.answerDelivery("1-0");
    QTRY_VERIFY(next->isActive()); // one waits, so it asks again
    QTRY_COMPARE(bench.hub.deliveriesAsked, (QByteArrayList{"3-0", "1-0", "1-0"}));
    // Nothing can become of it any more.
    bench.hub.deliveries.insert("1-0", {{}, true, 2, 0, 0, 1, 1});
    bench.hub.answerDelivery("1-0");
    QTRY_COMPARE(bench.find<QLabel>("inspectorDelivery")->text(),
                 QStringLiteral("sent to 2 clients: 1 acknowledged, 1 lost"));
    QVERIFY(!next->isActive());
    // It is not shown.
    bench.inspector->hide();
    bench.showRow(1);
    QVERIFY(!next->isActive());
    bench.inspector->QWidget::show();
    QTRY_COMPARE(bench.hub.deliveriesAsked.last(), QByteArray("2-0"));
}

void InspectorTest::ofRemoteStreamsThereIsNoDelivery()
{
    InspectorBench bench;
    bench.monitor.streams().open({QUrl(QStringLiteral("https://user:secret@example.org/stream?a=b c")), {}, {}});
    bench.opener.last->tap.emitEvents({received({}, {}, "x", "1")});
    QTRY_COMPARE(bench.monitor.events().rowCount(), 1);
    bench.showRow(0);
    QVERIFY(!bench.find<QLabel>("inspectorDelivery")->isVisible());
    QCOMPARE(bench.find<QLabel>("inspectorType")->text(), QStringLiteral("message"));
    bench.inspector->setView(Inspector::Raw);
    QVERIFY(bench.find<QLabel>("inspectorRawNote")->text().contains(QLatin1String("put together from its fields")));
    bench.actions[ActionId::CopyCurl]->trigger();
    QCOMPARE(InspectorBench::copied(),
             QStringLiteral("curl -N -H 'Accept: text/event-stream' 'https://example.org/stream?a=b%20c'"));
    StreamRequest request{QUrl(QStringLiteral("https://example.org/?token=secret")), {}, {{"Cookie", "secret"}}};
    request.method = "POST";
    request.body = "{}";
    bench.monitor.streams().edit(bench.monitor.streams().ids().constFirst(), request);
    bench.actions[ActionId::CopyCurl]->trigger();
    QCOMPARE(InspectorBench::copied(),
             QStringLiteral("curl -N -H 'Accept: text/event-stream' -H 'Content-Type: application/json' "
                            "'https://example.org/?token' --data-raw '{}'"));
}

void InspectorTest::whatIsWrongWithTheDataIsSaid_data()
{
    QTest::addColumn<QByteArray>("data");
    QTest::addColumn<QString>("note");
    QTest::newRow("empty") << QByteArray() << QStringLiteral("empty");
    QTest::newRow("one byte") << QByteArray("x") << QStringLiteral("text, 1 B");
    QTest::newRow("JSON") << QByteArray("{}") << QStringLiteral("JSON, valid, 2 B");
    QTest::newRow("broken") << QByteArray("{\n \"a\" 1}") << QStringLiteral("JSON, invalid at line 2, column 6; 9 B");
    QTest::newRow("invalid UTF-8") << QByteArray(211, 'x') + "\xff"
                                   << QStringLiteral("text, 212 B; invalid UTF-8 at byte 211");
    QTest::newRow("right to left") << QByteArray("שלום") << QStringLiteral("text, 8 B");
}

void InspectorTest::whatIsWrongWithTheDataIsSaid()
{
    QFETCH(QByteArray, data);
    InspectorBench bench;
    bench.show(data);
    QTEST(bench.find<QLabel>("inspectorNote")->text(), "note");
    for (const auto view : {Inspector::Text, Inspector::Raw, Inspector::Diff})
        bench.inspector->setView(view);
}

void InspectorTest::copyHasItsForms()
{
    InspectorBench bench;
    bench.show("{\"a\":1.0}", "orders", "it's");
    bench.find<QToolButton>("inspectorCopy")->click();
    QCOMPARE(InspectorBench::copied(), QStringLiteral("{\"a\":1.0}"));
    const auto copy = [&](ActionId id) {
        bench.actions[id]->trigger();
        return InspectorBench::copied();
    };
    QCOMPARE(copy(ActionId::CopyJson), QStringLiteral("{\n  \"a\": 1.0\n}"));
    QCOMPARE(copy(ActionId::CopyEventStream),
             QStringLiteral("id: 1-1\nchannel: orders\nevent: it's\ndata: {\"a\":1.0}\n\n"));
    QCOMPARE(copy(ActionId::CopyCurl),
             QStringLiteral("curl 'http://127.0.0.1:7373/channels/orders?event=it%27s' --data-raw '{\"a\":1.0}'"));
    QCOMPARE(copy(ActionId::CopyHelioPublish),
             QStringLiteral("helio publish --url http://127.0.0.1:7373 --channel=orders --event='it'\\''s' -- "
                            "'{\"a\":1.0}'"));
    QCOMPARE(bench.find<QToolButton>("inspectorCopy")->menu()->actions().size(), 5);
    bench.show("no JSON");
    QVERIFY(!bench.actions[ActionId::CopyJson]->isEnabled());
}

void InspectorTest::publishAgainGivesAllButTheId()
{
    InspectorBench bench;
    QSignalSpy again(bench.inspector.get(), &Inspector::publishAgainRequested);
    bench.show("日本", "orders", "price", "7-1");
    QTest::mouseClick(bench.find<QPushButton>("inspectorPublishAgain"), Qt::LeftButton);
    QCOMPARE(again.size(), 1);
    const auto publication = again[0][0].value<Publication>();
    QCOMPARE(publication.channel, QByteArray("orders"));
    QCOMPARE(publication.type, QByteArray("price"));
    QCOMPARE(publication.data, QByteArray("日本"));
    QVERIFY(publication.id.isEmpty());
    QVERIFY(bench.hub.publisher()->published.isEmpty());
}

void InspectorTest::tooLongDataIsNotComposed()
{
    InspectorBench bench;
    bench.show(QByteArray(Inspector::MaximumComposedBytes + 1, 'x'));
    QVERIFY(!bench.find<QPushButton>("inspectorPublishAgain")->isEnabled());
    QVERIFY(bench.find<QPushButton>("inspectorPublishAgain")->toolTip().contains(QLatin1String("256 KB")));
    QVERIFY(!bench.actions[ActionId::PublishAgain]->isEnabled());
    QVERIFY(bench.actions[ActionId::CopyCurl]->isEnabled());
}

void InspectorTest::narrowAndInJapaneseItStaysUseful()
{
    InspectorBench bench;
    bench.show(R"({"値段":101.2,"名前":"日本電気"})", QByteArray(200, 'c'), QByteArray(200, 't'), QByteArray(250, 'i'));
    for (const char *language : {"en", "ja"}) {
        bench.languages.use(QString::fromLatin1(language));
        QTRY_COMPARE(bench.views()->tabText(Inspector::Tree), bench.languages.current() == QLatin1String("ja")
                                                                  ? QStringLiteral("ツリー")
                                                                  : QStringLiteral("Tree"));
        bench.inspector->resize(260, 500);
        QTRY_COMPARE(bench.inspector->width(), 260);
        QTRY_VERIFY(bench.tree()->height() > 150);
        QVERIFY(bench.tree()->columnWidth(JsonTreeModel::Value) > 80);
        const QRect all = bench.inspector->rect();
        for (const char *name : {"inspectorCopy", "inspectorPublishAgain", "inspectorViews", "inspectorNote"}) {
            const auto *widget = bench.find<QWidget>(name);
            QVERIFY2(all.contains(QRect(widget->mapTo(bench.inspector.get(), QPoint()), widget->size())), name);
        }
        auto *time = bench.find<QLabel>("inspectorTime");
        QVERIFY(time->width() >= time->fontMetrics().horizontalAdvance(time->text()));
    }
}

QTEST_MAIN(InspectorTest)
#include "tst_inspector.moc"
