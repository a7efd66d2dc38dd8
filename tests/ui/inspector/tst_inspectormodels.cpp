// SPDX-License-Identifier: GPL-3.0-or-later
#include "event/eventstreamparser.h"
#include "fakehub.h"
#include "json/unseen.h"
#include "json/utf8.h"
#include "ui/events/eventtablemodel.h"
#include "ui/inspector/copyforms.h"
#include "ui/inspector/diffmodel.h"
#include "ui/inspector/jsontreemodel.h"
#include "ui/inspector/rawmodel.h"
#include "ui/inspector/showntext.h"
#include "ui/window/languages.h"

#include <QAbstractItemModelTester>
#include <QProcess>
#include <QSignalSpy>
#include <QTemporaryFile>
#include <QTest>

using namespace helio;

/// What the inspector shows of an event and copies from it, without a widget.
class InspectorModelsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { languages_.use(QStringLiteral("en")); } // plurals
    void aDocumentIsATreeOfItsBytes();
    void theTreeKeepsTheRulesOfModels();
    void whatIsNoJsonLeavesTheTreeEmpty();
    void containersReportHowManyTheyHold_data();
    void containersReportHowManyTheyHold();
    void tenMegabytesOpenWithNothingFoundYet();
    void aMillionElementsComeInChunks();
    void aPathFindsItsRow_data();
    void aPathFindsItsRow();
    void numbersAreToldFromTheirLike_data();
    void numbersAreToldFromTheirLike();

    void textComesInChunksOfWholeCharacters_data();
    void textComesInChunksOfWholeCharacters();
    void jsonIsLaidOutTheSameInChunks();
    void linesTooLongAreBroken();

    void differencesAreReported_data();
    void differencesAreReported();
    void differencesHaveABound();
    void deepDocumentsAreCompared();
    void theEventBeforeIsOfTheSameSourceChannelAndType();
    void theWayBackHasABound();
    void theDiffIsATable();

    void nothingInRawTextIsInvisible_data();
    void nothingInRawTextIsInvisible();
    void rawRowsHoldAllBytesInTheirOrder_data();
    void rawRowsHoldAllBytesInTheirOrder();
    void rawRowsHaveABound();

    void aShellWordIsExactlyItsBytes_data();
    void aShellWordIsExactlyItsBytes();
    void commandsHandOverExactlyTheData_data();
    void commandsHandOverExactlyTheData();
    void theEventStreamFormReadsBackAsTheEvent();

private:
    Languages languages_;
};

namespace {

QString shown(const QModelIndex &index, int column = JsonTreeModel::Value)
{
    return index.siblingAtColumn(column).data().toString();
}

/// All that is found now, one line a row, with its depth.
void list(const JsonTreeModel &model, const QModelIndex &parent, QStringList &lines, int depth = 0)
{
    for (int row = 0; row < model.rowCount(parent); ++row) {
        const QModelIndex index = model.index(row, 0, parent);
        lines.append(QString(depth, u' ') + shown(index, JsonTreeModel::Name) + u'=' + shown(index));
        list(model, index, lines, depth + 1);
    }
}

void fetchAll(JsonTreeModel &model, const QModelIndex &parent)
{
    while (model.canFetchMore(parent))
        model.fetchMore(parent);
    for (int row = 0; row < model.rowCount(parent); ++row)
        fetchAll(model, model.index(row, 0, parent));
}

QByteArray numbers(int count)
{
    QByteArray text("[");
    for (int i = 0; i < count; ++i)
        text += QByteArray::number(i) + ',';
    text.back() = ']';
    return text;
}

/// What `sh -c` makes of a command: its standard output.
QByteArray shell(const QString &command)
{
    QProcess process;
    QTemporaryFile script; // what is longer than an argument may be is pasted into a file
    const QByteArray utf8 = command.toUtf8();
    if (utf8.size() > 100'000 && (!script.open() || script.write(utf8) != utf8.size() || !script.flush()))
        qFatal("no script");
    process.start(QStringLiteral("sh"),
                  script.isOpen() ? QStringList{script.fileName()} : QStringList{QStringLiteral("-c"), command});
    process.closeWriteChannel();
    if (!process.waitForFinished(60'000) || process.exitCode() != 0)
        qFatal("%s", process.readAllStandardError().constData());
    return process.readAllStandardOutput();
}

QString sign(EventDiff::Sign sign)
{
    return sign == EventDiff::Sign::Added     ? QStringLiteral("+")
           : sign == EventDiff::Sign::Removed ? QStringLiteral("-")
                                              : QStringLiteral("~");
}

std::deque<FeedQueue::Item> items(int source, const QList<ReceivedEvent> &events)
{
    std::deque<FeedQueue::Item> all;
    for (const ReceivedEvent &event : events)
        all.push_back({source, event});
    return all;
}

} // namespace

void InspectorModelsTest::aDocumentIsATreeOfItsBytes()
{
    JsonTreeModel model;
    QVERIFY(model.setDocument(R"({"price":101.20,"at":{"x":"1","\u65e5":null},"all":[true,"a\nb",[]],"n":"\"q\""})"));
    QCOMPARE(model.rowCount(), 1);
    const QModelIndex root = model.index(0, 0);
    QCOMPARE(model.rowCount(root), 0); // nothing before somebody asks
    QVERIFY(model.hasChildren(root));
    fetchAll(model, root);
    QStringList lines;
    list(model, {}, lines);
    QCOMPARE(lines, QStringList({
                        QStringLiteral("$={ } 4 members"),
                        QStringLiteral(" price=101.20"),
                        QStringLiteral(" at={ } 2 members"),
                        QStringLiteral("  x=\"1\""),
                        QStringLiteral("  日=null"),
                        QStringLiteral(" all=[ ] 3 elements"),
                        QStringLiteral("  0=true"),
                        QStringLiteral("  1=\"a⏎b\""),
                        QStringLiteral("  2=[ ] 0 elements"),
                        QStringLiteral(" n=\"\"q\"\""),
                    }));
    const QModelIndex deep = model.index(1, 0, model.index(1, 0, root));
    QCOMPARE(model.path(deep).toString(), QStringLiteral("$.at.日"));
    QCOMPARE(model.value(deep).text.toByteArray(), QByteArray("null"));
    QCOMPARE(model.path(deep.siblingAtColumn(1)), model.path(deep));
}

void InspectorModelsTest::theTreeKeepsTheRulesOfModels()
{
    for (const QByteArray document : {R"({"a":[1,{"b":[]},[[2]]],"c":{}})", "7", "[ ]", "[[[[{}]]]]"}) {
        JsonTreeModel model;
        QVERIFY(model.setDocument(document));
        // From here on: the tester fetches from within the signals of a reset, which it then takes for a mistake.
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        fetchAll(model, {});
        QVERIFY(model.rowCount() == 1);
    }
    JsonTreeModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.clear();
    QVERIFY(!model.setDocument("no"));
}

void InspectorModelsTest::whatIsNoJsonLeavesTheTreeEmpty()
{
    JsonTreeModel model;
    JsonValue::Mistake mistake;
    QVERIFY(!model.setDocument("{\"a\":", &mistake));
    QVERIFY(!mistake.what.isEmpty());
    QVERIFY(model.isEmpty());
    QCOMPARE(model.rowCount(), 0);
    QVERIFY(!model.hasChildren());
    QVERIFY(model.setDocument("\"one text\""));
    QCOMPARE(shown(model.index(0, 0)), QStringLiteral("\"one text\""));
}

void InspectorModelsTest::containersReportHowManyTheyHold_data()
{
    QTest::addColumn<QByteArray>("document");
    QTest::addColumn<QString>("text");
    QTest::newRow("none") << QByteArray("[ ]") << QStringLiteral("[ ] 0 elements");
    QTest::newRow("one") << QByteArray("[[1,2]]") << QStringLiteral("[ ] 1 element");
    QTest::newRow("one member") << QByteArray("{\"a\":{}}") << QStringLiteral("{ } 1 member");
    QTest::newRow("thousands") << numbers(12'000) << QStringLiteral("[ ] 12,000 elements");
}

void InspectorModelsTest::containersReportHowManyTheyHold()
{
    QFETCH(QByteArray, document);
    JsonTreeModel model;
    QVERIFY(model.setDocument(document));
    QTEST(shown(model.index(0, 0)), "text");
}

void InspectorModelsTest::tenMegabytesOpenWithNothingFoundYet()
{
    QByteArray document("{\"items\":[");
    while (document.size() < 10 * 1024 * 1024)
        document += R"({"id":1234567,"name":"a name of some length","price":101.25},)";
    document.back() = ']';
    document += ",\"last\":7}";
    JsonTreeModel model;
    QVERIFY(model.setDocument(document));
    const QModelIndex root = model.index(0, 0);
    QCOMPARE(model.rowCount(root), 0);
    model.fetchMore(root);
    QCOMPARE(model.rowCount(root), 2);
    const QModelIndex many = model.index(0, 0, root);
    QCOMPARE(model.rowCount(many), 0);
    // Counted only so far as costs nothing.
    QVERIFY2(shown(many).startsWith(QLatin1String("[ ] more than ")), qPrintable(shown(many)));
    QCOMPARE(shown(model.index(1, 0, root)), QStringLiteral("7"));
}

void InspectorModelsTest::aMillionElementsComeInChunks()
{
    constexpr int Million = 1'000'000;
    JsonTreeModel model;
    QVERIFY(model.setDocument(numbers(Million)));
    const QModelIndex root = model.index(0, 0);
    QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    model.fetchMore(root);
    QCOMPARE(model.rowCount(root), int(JsonTreeModel::FirstChunk));
    while (model.canFetchMore(root))
        model.fetchMore(root);
    QCOMPARE(model.rowCount(root), Million);
    for (const QList<QVariant> &chunk : std::as_const(inserted))
        QVERIFY(chunk[2].toInt() - chunk[1].toInt() < JsonTreeModel::LargestChunk);
    QCOMPARE(shown(root), QStringLiteral("[ ] 1,000,000 elements"));
    const QModelIndex last = model.index(Million - 1, 0, root);
    QCOMPARE(shown(last), QStringLiteral("999999"));
    QCOMPARE(model.path(last).toString(), QStringLiteral("$[999999]"));
}

void InspectorModelsTest::aPathFindsItsRow_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("value"); // null: none
    QTest::newRow("the document") << QStringLiteral("$") << QStringLiteral("{ } 2 members");
    QTest::newRow("deep") << QStringLiteral("$.a[1].b") << QStringLiteral("3");
    QTest::newRow("not there") << QStringLiteral("$.a[7]") << QString();
    QTest::newRow("of another kind") << QStringLiteral("$.a.b") << QString();
}

void InspectorModelsTest::aPathFindsItsRow()
{
    QFETCH(QString, path);
    QFETCH(QString, value);
    JsonTreeModel model;
    QVERIFY(model.setDocument(R"({"a":[1,{"b":3}],"c":4})"));
    const QModelIndex index = model.indexOf(*JsonPath::parse(path));
    QCOMPARE(index.isValid(), !value.isNull());
    QCOMPARE(shown(index), value);
}

void InspectorModelsTest::numbersAreToldFromTheirLike_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<bool>("isNumber");
    QTest::newRow("number") << QByteArray("-1.5e3") << true;
    QTest::newRow("a text that is one") << QByteArray("\"101.20\"") << true;
    QTest::newRow("text") << QByteArray("\"101 EUR\"") << false;
    QTest::newRow("true") << QByteArray("true") << false;
    QTest::newRow("too large for a chart") << QByteArray("1e999") << false;
    QTest::newRow("container") << QByteArray("[1]") << false;
}

void InspectorModelsTest::numbersAreToldFromTheirLike()
{
    QFETCH(QByteArray, value);
    JsonTreeModel model;
    QVERIFY(model.setDocument(value));
    QTEST(model.index(0, 1).data(JsonTreeModel::IsNumberRole).toBool(), "isNumber");
}

void InspectorModelsTest::textComesInChunksOfWholeCharacters_data()
{
    QTest::addColumn<QByteArray>("data");
    QTest::newRow("Japanese") << QByteArray("日本語のテキスト\n二行目");
    QTest::newRow("outside the first plane") << QByteArray("a😀b😀c");
    QTest::newRow("invalid at every place") << QByteArray("\xff日\xe6\x97\x80\x80本\xf0\x9f");
    QTest::newRow("right to left") << QByteArray("שלום\nעולם");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("one byte") << QByteArray("x");
}

void InspectorModelsTest::textComesInChunksOfWholeCharacters()
{
    QFETCH(QByteArray, data);
    for (qsizetype chunk = 1; chunk < 9; ++chunk) {
        ShownText text(data, false);
        QString all;
        while (!text.atEnd())
            all += text.take(chunk);
        QCOMPARE(all, decodeUtf8(data));
    }
}

void InspectorModelsTest::jsonIsLaidOutTheSameInChunks()
{
    const QByteArray json = R"( {"b":1.00,"a":[ ],"t":"a\"{,}","日":[{"x":12345678901234567890}]} )";
    const QString wanted =
        QStringLiteral("{\n  \"b\": 1.00,\n  \"a\": [],\n  \"t\": \"a\\\"{,}\",\n  \"日\": [\n    {\n"
                       "      \"x\": 12345678901234567890\n    }\n  ]\n}");
    for (qsizetype chunk = 1; chunk < 40; ++chunk) {
        ShownText text(json, true);
        QString all;
        while (!text.atEnd())
            all += text.take(chunk);
        QCOMPARE(all, wanted);
    }
}

void InspectorModelsTest::linesTooLongAreBroken()
{
    QCOMPARE(ShownText("a\tb\x1b[31m", false).take(100), QStringLiteral("a\tb‹1B›[31m"));
    ShownText text(QByteArray("short\n") + QByteArray(ShownText::MaximumLine * 3, 'x'), false);
    QString all;
    while (!text.atEnd())
        all += text.take(1000);
    QVERIFY(text.hasBrokenLines());
    QCOMPARE(all.count(u'x'), ShownText::MaximumLine * 3);
    const QStringList lines = all.split(u'\n');
    QCOMPARE(lines.size(), 4);
    for (const QString &line : lines)
        QVERIFY(line.size() <= ShownText::MaximumLine);
}

void InspectorModelsTest::differencesAreReported_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<QStringList>("changes");
    const auto row = [](const char *name, const char *before, const char *after, const QStringList &changes) {
        QTest::newRow(name) << QByteArray(before) << QByteArray(after) << changes;
    };
    const auto lines = [](std::initializer_list<const char *> all) {
        QStringList list;
        for (const char *line : all)
            list.append(QString::fromUtf8(line));
        return list;
    };
    row("the same", R"({"a":1})", R"({"a":1})", {});
    row("other order and white space", R"({"a":1,"b":"x"})", "{ \"b\":\"x\",\n\"a\" : 1}", {});
    row("the same text written otherwise", R"({"a":"\u65e5"})", R"({"a":"日"})", {});
    row("a number", R"({"price":101.2,"s":"A"})", R"({"price":101.5,"s":"A"})", lines({"~ $.price|101.2|101.5"}));
    row("digits", "[1.0]", "[1.00]", lines({"~ $[0]|1.0|1.00"}));
    row("added and removed", R"({"a":1,"b":2})", R"({"b":2,"c":3})", lines({"+ $.c||3", "- $.a|1|"}));
    row("deep", R"({"a":{"b":[1,{"c":2}]}})", R"({"a":{"b":[1,{"c":3}]}})", lines({"~ $.a.b[1].c|2|3"}));
    row("an element more", "[1,2]", "[1,2,3]", lines({"+ $[2]||3"}));
    row("an element less", "[1,2]", "[1]", lines({"- $[1]|2|"}));
    row("another kind", R"({"a":[1]})", R"({"a":{"b":1}})", lines({"~ $.a|[1]|{\"b\":1}"}));
    row("text from JSON", "{\"a\":1}", "no", lines({"~ 1|{\"a\":1}|no"}));
    row("a line more", "a\nb", "a\nx\nb", lines({"+ 2||x"}));
    row("a line less", "a\nx\nb", "a\nb", lines({"- 2|x|"}));
    row("a line changed", "a\nb\nc", "a\nB\nc", lines({"~ 2|b|B"}));
    row("two places", "a\nb\nc\nd\ne", "a\nB\nc\nd\nE\nf", lines({"~ 2|b|B", "~ 5|e|E", "+ 6||f"}));
    row("a line end at the end", "a", "a\n", lines({"+ 2||"}));
    row("from nothing", "", "a", lines({"+ 1||a"}));
    row("to nothing", "a", "", lines({"- 1|a|"}));
    row("nothing both", "", "", {});
}

void InspectorModelsTest::differencesAreReported()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    const EventDiff diff = EventDiff::of(before, after);
    QStringList changes;
    for (const EventDiff::Change &change : diff.changes)
        changes.append(sign(change.sign) + u' ' + change.place + u'|' + change.before + u'|' + change.after);
    QTEST(changes, "changes");
    QVERIFY(!diff.isCut);
}

void InspectorModelsTest::differencesHaveABound()
{
    const QByteArray before = numbers(50'000);
    QByteArray after = before;
    after.replace(',', ",1");
    const EventDiff json = EventDiff::of(before, after);
    QCOMPARE(json.changes.size(), EventDiff::MaximumChanges);
    QVERIFY(json.isCut);
    const EventDiff text = EventDiff::of(QByteArray("a\n").repeated(100'000), QByteArray("b\n").repeated(90'000));
    QCOMPARE(text.changes.size(), EventDiff::MaximumChanges);
    QVERIFY(text.isCut);
    const EventDiff large = EventDiff::of(QByteArray(EventDiff::MaximumTextBytes, 'x'),
                                          QByteArray(EventDiff::MaximumTextBytes, 'x') + "tail");
    QVERIFY(large.changes.isEmpty());
    QVERIFY(large.isCut); // what was not compared is not called the same
    DiffModel model;
    model.setDiff(large);
    QVERIFY(model.summary() != DiffModel().summary());
}

void InspectorModelsTest::deepDocumentsAreCompared()
{
    const auto nested = [](const QByteArray &core) { return QByteArray(1000, '[') + core + QByteArray(1000, ']'); };
    const EventDiff diff = EventDiff::of(nested("1"), nested("2"));
    QCOMPARE(diff.changes.size(), 1);
    QCOMPARE(diff.changes.constFirst().before, QStringLiteral("1"));
    QCOMPARE(diff.changes.constFirst().place.size(), 1 + 3 * 1000);
}

void InspectorModelsTest::theEventBeforeIsOfTheSameSourceChannelAndType()
{
    EventTableModel events;
    events.append(items(1, {received("a", "t", "first")}));
    events.append(items(2, {received("a", "t", "another source")}));
    events.append(items(
        1, {received("b", "t", "another channel"), received("a", "u", "another type"), received("a", "t", "second")}));
    const quint64 second = events.sequenceAt(4);
    const Predecessor found = Predecessor::of(events.ring(), second);
    QCOMPARE(found.found, Predecessor::Found::Yes);
    QCOMPARE(events.ring().at(found.sequence).data.toByteArray(), QByteArray("first"));
    QCOMPARE(Predecessor::of(events.ring(), events.sequenceAt(0)).found, Predecessor::Found::No);
    QCOMPARE(Predecessor::of(events.ring(), second + 1).found, Predecessor::Found::NotHeld);
    // Also among those that were loaded of the time before.
    events.prepend(1, {received("b", "t", "older")});
    events.dropPrepended();
    events.prepend(1, {received("a", "t", "oldest"), received("b", "t", "older")});
    const Predecessor older = Predecessor::of(events.ring(), events.sequenceAt(2));
    QCOMPARE(older.found, Predecessor::Found::Yes);
    QCOMPARE(events.ring().at(older.sequence).data.toByteArray(), QByteArray("oldest"));
    QCOMPARE(Predecessor::of(events.ring(), events.sequenceAt(0)).found, Predecessor::Found::No);
}

void InspectorModelsTest::theWayBackHasABound()
{
    EventRing ring;
    ring.append(1, received("a", "", "x"));
    const ReceivedEvent other = received("b", "", "x");
    for (quint64 i = 0; i + 1 < Predecessor::MaximumSteps; ++i)
        ring.append(1, other);
    ring.append(1, received("a", "", "y"));
    QCOMPARE(Predecessor::of(ring, EventRing::FirstLive + Predecessor::MaximumSteps).found, Predecessor::Found::Yes);
    ring.append(1, other);
    ring.append(1, received("c", "", "y"));
    QCOMPARE(Predecessor::of(ring, EventRing::FirstLive + Predecessor::MaximumSteps + 2).found,
             Predecessor::Found::TooFar);
}

void InspectorModelsTest::theDiffIsATable()
{
    DiffModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setDiff(EventDiff::of(R"({"a":1,"b":2})", R"({"a":3,"c":4,"d":5})"));
    QCOMPARE(model.rowCount(), 4);
    QCOMPARE(model.index(0, DiffModel::Place).data().toString(), QStringLiteral("~ $.a"));
    QCOMPARE(model.index(0, DiffModel::What).data().toString(), QStringLiteral("1 → 3"));
    QCOMPARE(model.index(1, DiffModel::Place).data().toString(), QStringLiteral("+ $.c"));
    QCOMPARE(model.index(3, DiffModel::Place).data().toString(), QStringLiteral("− $.b"));
    QCOMPARE(model.summary(), QStringLiteral("~ 1 changed, + 2 added, − 1 removed"));
    model.setDiff({});
    QCOMPARE(model.summary(), QStringLiteral("no difference"));
}

void InspectorModelsTest::nothingInRawTextIsInvisible_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("text");
    QTest::newRow("line ends") << QByteArray("a\r\nb\t") << QStringLiteral("a‹CR›⏎b⇥");
    QTest::newRow("NUL, escape, DEL") << QByteArray("\0\x1b\x7f", 3) << QStringLiteral("‹00›‹1B›‹7F›");
    QTest::newRow("invalid") << QByteArray("a\xff\xe6\x97z") << QStringLiteral("a‹FF›‹E6›‹97›z");
    QTest::newRow("Japanese") << QByteArray("日本") << QStringLiteral("日本");
    QTest::newRow("turned round") << QByteArray("a\xE2\x80\xAE"
                                                "b")
                                  << QStringLiteral("a‹U+202E›b");
}

void InspectorModelsTest::nothingInRawTextIsInvisible()
{
    QFETCH(QByteArray, bytes);
    QTEST(visibleText(bytes), "text");
}

void InspectorModelsTest::rawRowsHoldAllBytesInTheirOrder_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("one byte") << QByteArray("x");
    QTest::newRow("a block") << QByteArray("id: 1\nevent: price\ndata: {\"a\":1}\ndata:\n\n");
    QTest::newRow("one long line") << QByteArray(5000, 'x');
    QTest::newRow("wide") << QByteArray("日本語").repeated(300);
    QTest::newRow("invalid") << QByteArray("\x80\xff").repeated(400);
    QTest::newRow("just full") << QByteArray(16, 'x') + '\n';
}

void InspectorModelsTest::rawRowsHoldAllBytesInTheirOrder()
{
    QFETCH(QByteArray, bytes);
    RawModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setTextColumns(16);
    model.setBytes(bytes);
    for (const RawModel::Form form : {RawModel::Form::Text, RawModel::Form::Hex}) {
        model.setForm(form);
        model.setBytesPerRow(8);
        QCOMPARE(model.bytesOf(0, model.rowCount() - 1), bytes);
        QString text;
        for (int row = 0; row < model.rowCount(); ++row) {
            const QString line = model.index(row, RawModel::Text).data().toString();
            if (form == RawModel::Form::Text) // a row's line feed may stand behind what fills it
                QVERIFY2(line.size() <= 17, qPrintable(line));
            text += line;
        }
        if (form == RawModel::Form::Text) // a row of digits may end within a character
            QCOMPARE(text, visibleText(bytes));
        else if (!bytes.isEmpty())
            QCOMPARE(model.index(0, RawModel::Hex).data().toString(),
                     hexDigits(bytes.first(std::min<qsizetype>(8, bytes.size()))));
    }
    QVERIFY(!model.isCut());
}

void InspectorModelsTest::rawRowsHaveABound()
{
    RawModel model;
    model.setBytes(QByteArray(2 * RawModel::MaximumRows, '\n'));
    QCOMPARE(model.rowCount(), int(RawModel::MaximumRows));
    QVERIFY(model.isCut());
    QCOMPARE(model.shownBytes(), RawModel::MaximumRows);
}

void InspectorModelsTest::aShellWordIsExactlyItsBytes_data()
{
    QTest::addColumn<QByteArray>("bytes");
    const auto row = [](const char *name, const QByteArray &bytes) { QTest::newRow(name) << bytes; };
    row("empty", "");
    row("plain", "price-1.5");
    row("spaces", " a  b ");
    row("single quotes", "it's 'so' ''");
    row("double quotes", "\"a\" \\\"");
    row("what shells act on", "$HOME `id` $(id) ; & | > < * ? ~ # ! \\ {a,b} [x]");
    row("JSON", "{\"price\":101.2,\"name\":\"O'Hara\"}");
    row("line feeds, also at the end", "a\n\nb\n\n");
    row("tab, return, escape, delete", "a\tb\rc\x1b[31m\x7f");
    row("control character at the end", "a\x01");
    row("control characters and digits", "\x01"
                                         "23\x02"
                                         "77");
    row("C1", "a\xc2\x85z");
    row("override of direction", "a\u202Eb");
    row("tags, in which text can hide", "a\U000E0001\U000E0041b\U000E007F");
    row("a character beyond 16 bits", "😀");
    row("日本語", "日本語 'です'\n");
    row("right to left", "שלום");
    row("invalid UTF-8", "a\xff'\xe6\x97 z\x80");
    row("percent and backslash", "100% \\n %s %%");
    row("an option", "-n");
    row("long", QByteArray("x'y\n").repeated(10'000));
}

void InspectorModelsTest::aShellWordIsExactlyItsBytes()
{
    QFETCH(QByteArray, bytes);
    QCOMPARE(shell(QStringLiteral("printf '%s' ") + shellWord(bytes)), bytes);
    forEachCharacter(shellWord(bytes), [](char32_t c, QStringView) {
        QVERIFY2(c == U'\n' || (c >= 0x20 && c != 0x7f && !isUnseen(c)), qPrintable(QString::number(uint(c), 16)));
    });
}

void InspectorModelsTest::commandsHandOverExactlyTheData_data()
{
    aShellWordIsExactlyItsBytes_data();
    QTest::newRow("NUL") << QByteArray("a\0b%'\\\n", 7);
    QTest::newRow("a dash") << QByteArray("-");
    QTest::newRow("a file's name to curl") << QByteArray("@/etc/passwd");
    QTest::newRow("longer than an argument may be") << QByteArray("0123456789'%\n").repeated(50'000);
}

void InspectorModelsTest::commandsHandOverExactlyTheData()
{
    QFETCH(QByteArray, bytes);
    // Programs that report what they were given: their arguments, each behind a mark, and what stands behind
    // --data-binary
    // @- or a last dash, from the pipe.
    const QString tellers =
        QStringLiteral("report() { last=; while [ $# -gt 1 ]; do printf '<%s>' \"$1\"; last=$1; shift; done\n"
                       "case $last in --data-binary|--ndjson) cat;; *) printf '%s' \"$1\";; esac; }\n"
                       "curl() { report \"$@\"; }\nhelio() { report \"$@\"; }\n");
    const Event event{"a channel/日", "1", "it's", bytes};
    const QString hub = QStringLiteral("http://127.0.0.1:7373");
    const QByteArray curl = shell(tellers + curlPublish(event, hub));
    QByteArray head = "<http://127.0.0.1:7373/channels/a%20channel%2F%E6%97%A5?event=it%27s>";
    head += curl.contains("<--data-raw>") ? "<--data-raw>" : "<--data-binary>";
    QVERIFY2(curl.startsWith(head), curl.first(std::min<qsizetype>(300, curl.size())).constData());
    QCOMPARE(curl.sliced(head.size()), bytes);

    const QByteArray helio = shell(tellers + helioPublish(event, hub));
    const QByteArray plain = "<publish><--url><http://127.0.0.1:7373><--channel=a channel/日><--event=it's><-->";
    if (helio.startsWith(plain)) {
        QCOMPARE(helio.sliced(plain.size()), bytes);
        return;
    }
    const QByteArray piped = "<publish><--url><http://127.0.0.1:7373><--ndjson>";
    QVERIFY(helio.startsWith(piped));
    const QByteArray line = helio.sliced(piped.size());
    QVERIFY(line.endsWith('\n'));
    QCOMPARE(JsonPath::parse(u"$.data")->find(line)->unescaped(), bytes);
    QCOMPARE(JsonPath::parse(u"$.channel")->find(line)->unescaped(), event.channel);
    QCOMPARE(JsonPath::parse(u"$.type")->find(line)->unescaped(), event.type);
}

void InspectorModelsTest::theEventStreamFormReadsBackAsTheEvent()
{
    for (const Event &event : {Event{"orders", "1-2", "price", "a\n\nb"}, Event{{}, {}, {}, "\xff"}}) {
        EventStreamParser parser;
        parser.feed(eventStreamForm(event));
        QCOMPARE(parser.takeAll(), QList<Event>{event});
    }
}

QTEST_MAIN(InspectorModelsTest)
#include "tst_inspectormodels.moc"
