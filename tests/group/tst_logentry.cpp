// SPDX-License-Identifier: GPL-3.0-or-later
#include "group/logentry.h"
#include "group/logreplies.h"
#include "history/selectiontext.h"
#include "hub/store.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace helio;

namespace {

constexpr qsizetype MaximumDataBytes = 1000;

RespValue text(const QByteArray &bytes)
{
    return {.kind = RespValue::Kind::String, .text = bytes, .items = {}};
}

RespValue list(const QList<RespValue> &items)
{
    return {.kind = RespValue::Kind::Array, .text = {}, .items = items};
}

RespValue entryOf(const QByteArrayList &fields, const QByteArray &id = "1700000000000-7")
{
    QList<RespValue> values;
    for (const QByteArray &one : fields)
        values.append(text(one));
    return list({text(id), list(values)});
}

LogEntry read(const QByteArrayList &fields)
{
    return LogEntry::read(entryOf(fields), MaximumDataBytes);
}

/// As textOf() writes it; not by a Selection, which compares each name with all others.
QByteArray listOf(qsizetype names, const QByteArrayList &patterns = {})
{
    QJsonArray channels;
    for (qsizetype i = 0; i < names; ++i)
        channels.append(QStringLiteral("c%1").arg(i));
    QJsonArray globs;
    for (const QByteArray &glob : patterns)
        globs.append(QString::fromUtf8(glob));
    return QJsonDocument(QJsonObject{{QStringLiteral("channels"), channels}, {QStringLiteral("patterns"), globs}})
        .toJson(QJsonDocument::Compact);
}

void listsThatAreTooMuch()
{
    QTest::addColumn<QByteArray>("of");
    QTest::newRow("one name more than a reader may have") << listOf(Selection::MaximumEntries + 1);
    QTest::newRow("names and patterns together") << listOf(Selection::MaximumEntries, {"b.*"});
    QTest::newRow("as many as an entry has room for") << listOf(400'000);
    QTest::newRow("a name that no channel has") << QByteArray(R"({"channels":["a\nb"],"patterns":[]})");
    QTest::newRow("a pattern that is too long") << listOf(0, {QByteArray(100'000, '*')});
}

const Position At = {1'700'000'000'000, 7};

} // namespace

class LogEntryTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void eachFieldComesBackAsItWasWritten();
    void anEntryOfAStrangerNeedsDataAlone();
    void anOwnIdThatAnotherChannelHasStaysOffTheWire();
    void onlyAStrangersIdIsToBeClaimed();
    void unknownFieldsArePassedOver();
    void lineEndsAndTheTypeMessageBecomeAHubs();
    void lossesAndClearingsSayOfWhat();
    void asManyNamesAsAReaderMayHaveAreRead();
    void aLossOfWhatIsTooMuchToCompareIsOneOfAllChannels_data();
    void aLossOfWhatIsTooMuchToCompareIsOneOfAllChannels();
    void aClearingOfWhatIsTooMuchToCompareClearsNothing_data();
    void aClearingOfWhatIsTooMuchToCompareClearsNothing();
    void whatIsPutBackIsReadAsItWas_data();
    void whatIsPutBackIsReadAsItWas();
    void whatBreaksTheRulesIsLeftOutAndSaid_data();
    void whatBreaksTheRulesIsLeftOutAndSaid();
    void aFieldThatIsPassedOverMayBeOfAnySize();
    void whatIsTooLargeIsLeftOutOfItsChannel_data();
    void whatIsTooLargeIsLeftOutOfItsChannel();
    void anIdThatFoundNoRoomIsReadAgain();
    void anEntryOfMoreFieldsThanAreReadIsPassedOverByItsId();
    void whatIsNoEntryHasNoPosition_data();
    void whatIsNoEntryHasNoPosition();
    void digestsTellTypeAndDataApart();
};

void LogEntryTest::eachFieldComesBackAsItWasWritten()
{
    const LogEntry entry = read(
        {"channel", "news", "type", "headline", "id", "n-1", "data", "a\nb", "retry", "2500", "from", "q1w2e3 17 4"});
    QCOMPARE(entry.kind, LogEntry::Kind::Event);
    QCOMPARE(entry.position, At);
    QCOMPARE(entry.event, (Event{"news", "n-1", "headline", "a\nb"}));
    QCOMPARE(entry.ownId, "n-1");
    QCOMPARE(entry.retry, std::chrono::milliseconds(2500));
    QCOMPARE(entry.from, (LogEntry::From{"q1w2e3", 17, 4}));
    const StoredEvent stored = entry.stored();
    QCOMPARE(stored.position, At);
    QCOMPARE(stored.event, entry.event);
    QCOMPARE(stored.ownId, "n-1");
    QCOMPARE(stored.storedAt, 1'700'000'000'000);
}

void LogEntryTest::anEntryOfAStrangerNeedsDataAlone()
{
    const LogEntry entry = read({"data", ""});
    QCOMPARE(entry.kind, LogEntry::Kind::Event);
    QCOMPARE(entry.event, (Event{DefaultChannel, "1700000000000-7", "", ""}));
    QVERIFY(!entry.from);
    QVERIFY(!entry.retry);
    QVERIFY(entry.ownId.isEmpty());
    QVERIFY(!entry.isToBeClaimed());
}

void LogEntryTest::anOwnIdThatAnotherChannelHasStaysOffTheWire()
{
    const LogEntry entry = read({"own", "n-1", "data", "x", "from", "h 1 0"});
    QCOMPARE(entry.event.id, "1700000000000-7");
    QCOMPARE(entry.ownId, "n-1");
    QVERIFY(!entry.isOwnIdOnWire());
}

void LogEntryTest::onlyAStrangersIdIsToBeClaimed()
{
    QVERIFY(!read({"id", "n-1", "data", "x", "from", "h 1 0"}).isToBeClaimed());
    LogEntry strange = read({"id", "n-1", "data", "x"});
    QVERIFY(strange.isToBeClaimed());
    QVERIFY(strange.isOwnIdOnWire());
    strange.giveUpOwnId();
    QVERIFY(!strange.isToBeClaimed());
    QCOMPARE(strange.event.id, "1700000000000-7");
}

void LogEntryTest::unknownFieldsArePassedOver()
{
    const LogEntry entry = read({"shade", "red", "data", "x", "from", "somebody", "channel", "a"});
    QCOMPARE(entry.kind, LogEntry::Kind::Event);
    QCOMPARE(entry.event, (Event{"a", "1700000000000-7", "", "x"}));
    QVERIFY(!entry.from);
}

void LogEntryTest::lineEndsAndTheTypeMessageBecomeAHubs()
{
    const LogEntry entry = read({"type", "message", "data", "a\r\nb\rc"});
    QCOMPARE(entry.event.type, "");
    QCOMPARE(entry.event.data, "a\nb\nc");
}

void LogEntryTest::lossesAndClearingsSayOfWhat()
{
    Selection some;
    some.addChannel("a");
    some.addPattern("b.*");
    const LogEntry loss = read({"control", "loss", "of", textOf(some), "from", "h 0 0"});
    QCOMPARE(loss.kind, LogEntry::Kind::Loss);
    QCOMPARE(loss.of, some);
    QCOMPARE(LogEntry::read(entryOf(loss.fields()), MaximumDataBytes).of, some);
    const LogEntry clear = read({"control", "clear", "of", textOf(some)});
    QCOMPARE(clear.kind, LogEntry::Kind::Clear);
    QCOMPARE(clear.of, some);
    QCOMPARE(read({"control", "loss"}).of, everyChannel());
}

void LogEntryTest::asManyNamesAsAReaderMayHaveAreRead()
{
    const QByteArray of = listOf(Selection::MaximumEntries - 1, {"b.*"});
    QCOMPARE(read({"control", "loss", "of", of}).of.size(), Selection::MaximumEntries);
    QCOMPARE(read({"control", "clear", "of", of}).of.size(), Selection::MaximumEntries);
}

void LogEntryTest::aLossOfWhatIsTooMuchToCompareIsOneOfAllChannels_data()
{
    listsThatAreTooMuch();
}

void LogEntryTest::aLossOfWhatIsTooMuchToCompareIsOneOfAllChannels()
{
    QFETCH(QByteArray, of);
    const LogEntry loss = read({"control", "loss", "of", of});
    QCOMPARE(loss.kind, LogEntry::Kind::Loss);
    QCOMPARE(loss.of, everyChannel());
}

void LogEntryTest::aClearingOfWhatIsTooMuchToCompareClearsNothing_data()
{
    listsThatAreTooMuch();
}

void LogEntryTest::aClearingOfWhatIsTooMuchToCompareClearsNothing()
{
    QFETCH(QByteArray, of);
    QCOMPARE(read({"control", "clear", "of", of}).kind, LogEntry::Kind::Unreadable);
}

void LogEntryTest::whatIsPutBackIsReadAsItWas_data()
{
    QTest::addColumn<QByteArray>("id");
    QTest::addColumn<QByteArray>("ownId");
    QTest::newRow("without an own id") << QByteArray("1700000000000-7") << QByteArray();
    QTest::newRow("with one on the wire") << QByteArray("n-1") << QByteArray("n-1");
    QTest::newRow("with one off the wire") << QByteArray("1700000000000-7") << QByteArray("n-1");
}

void LogEntryTest::whatIsPutBackIsReadAsItWas()
{
    QFETCH(QByteArray, id);
    QFETCH(QByteArray, ownId);
    const StoredEvent event = {At, {"news", id, "headline", "a\nb"}, qint64(At.milliseconds), ownId, false};
    const LogEntry entry = read(LogEntry::putBack(event, "q1w2e3").fields());
    QCOMPARE(entry.event, event.event);
    QCOMPARE(entry.ownId, ownId);
    QVERIFY(!entry.isToBeClaimed());
    QVERIFY(!entry.stored().isFlasks);
    // What the bridge heard stays what it is.
    StoredEvent heard = event;
    heard.isFlasks = true;
    const LogEntry again = read(LogEntry::putBack(heard, "q1w2e3").fields());
    QCOMPARE(again.from, (LogEntry::From{BridgeHub}));
    QVERIFY(again.stored().isFlasks);
    QCOMPARE(entry.from, (LogEntry::From{"q1w2e3", 0, 0}));
}

void LogEntryTest::whatBreaksTheRulesIsLeftOutAndSaid_data()
{
    QTest::addColumn<QByteArrayList>("fields");
    QTest::newRow("no data") << QByteArrayList{"channel", "a"};
    QTest::newRow("no field at all") << QByteArrayList{};
    QTest::newRow("an empty channel") << QByteArrayList{"channel", "", "data", "x"};
    QTest::newRow("a type with a line end") << QByteArrayList{"type", "a\nb", "data", "x"};
    QTest::newRow("a type of the hub's own") << QByteArrayList{"type", "gap", "data", "x"};
    QTest::newRow("an id of the hub's form") << QByteArrayList{"id", "1-2", "data", "x"};
    QTest::newRow("no UTF-8") << QByteArrayList{"data", "\xff"};
    QTest::newRow("a retry that is no number") << QByteArrayList{"data", "x", "retry", "soon"};
    QTest::newRow("a retry that is too short") << QByteArrayList{"data", "x", "retry", "1"};
    QTest::newRow("a clearing of nothing") << QByteArrayList{"control", "clear"};
    QTest::newRow("a clearing by a name alone") << QByteArrayList{"control", "clear", "of", "prices"};
    QTest::newRow("a clearing with one list") << QByteArrayList{"control", "clear", "of", R"({"channels":["a"]})"};
    QTest::newRow("a clearing with no names")
        << QByteArrayList{"control", "clear", "of", R"({"channels":[1],"patterns":[]})"};
    QTest::newRow("an unknown control") << QByteArrayList{"control", "dance", "data", "x"};
}

void LogEntryTest::whatBreaksTheRulesIsLeftOutAndSaid()
{
    QFETCH(QByteArrayList, fields);
    const LogEntry entry = read(fields);
    QCOMPARE(entry.kind, LogEntry::Kind::Unreadable);
    QCOMPARE(entry.position, At); // whoever reads on knows where
    QVERIFY(!entry.problem.isEmpty());
    QVERIFY(!entry.isOversize);
}

void LogEntryTest::aFieldThatIsPassedOverMayBeOfAnySize()
{
    const RespValue huge = {.kind = RespValue::Kind::Oversize, .text = {}, .number = 1'000'000'000, .items = {}};
    for (const char *control : {"loss", "clear"}) {
        const RespValue entry = list(
            {text("5-0"), list({text("control"), text(control), text("of"), text(listOf(1)), text("note"), huge})});
        const LogEntry read = LogEntry::read(entry, MaximumDataBytes);
        QVERIFY(read.kind != LogEntry::Kind::Unreadable && !read.isOversize);
        QCOMPARE(read.of.channels(), QByteArrayList{"c0"});
    }
}

void LogEntryTest::whatIsTooLargeIsLeftOutOfItsChannel_data()
{
    QTest::addColumn<RespValue>("data");
    QTest::newRow("than may be published") << text(QByteArray(MaximumDataBytes + 1, 'x'));
    QTest::newRow("than is read") << RespValue{
        .kind = RespValue::Kind::Oversize, .text = {}, .number = 1'000'000'000, .items = {}};
}

void LogEntryTest::whatIsTooLargeIsLeftOutOfItsChannel()
{
    QFETCH(RespValue, data);
    const RespValue entry = list({text("5-0"), list({text("data"), data, text("channel"), text("a")})});
    const LogEntry read = LogEntry::read(entry, MaximumDataBytes);
    QCOMPARE(read.kind, LogEntry::Kind::Unreadable);
    QVERIFY(read.isOversize);
    QCOMPARE(read.position, (Position{5, 0}));
    QCOMPARE(read.event.channel, "a");
    QCOMPARE(LogEntry::read(list({text("5-0"), list({text("data"), text(QByteArray(MaximumDataBytes, 'x'))})}),
                            MaximumDataBytes)
                 .kind,
             LogEntry::Kind::Event);
}

void LogEntryTest::whatIsNoEntryHasNoPosition_data()
{
    QTest::addColumn<RespValue>("value");
    QTest::newRow("null") << RespValue{};
    QTest::newRow("a text") << text("5-0");
    QTest::newRow("an id that is none") << list({text("x"), list({text("data"), text("x")})});
    QTest::newRow("an id without fields") << list({text("5-0"), text("data")});
}

void LogEntryTest::whatIsNoEntryHasNoPosition()
{
    QFETCH(RespValue, value);
    const LogEntry entry = LogEntry::read(value, MaximumDataBytes);
    QCOMPARE(entry.kind, LogEntry::Kind::Unreadable);
    QCOMPARE(entry.position, Position());
    QVERIFY(!entry.problem.isEmpty());
}

void LogEntryTest::digestsTellTypeAndDataApart()
{
    QCOMPARE(contentDigest("a", "b").size(), 22);
    QCOMPARE(contentDigest("a", "b"), contentDigest("a", "b"));
    QVERIFY(contentDigest("a", "b") != contentDigest("", "ab"));
    QVERIFY(contentDigest("a", "b") != contentDigest("ab", ""));
    QVERIFY(contentDigest("a", "b") != contentDigest("a", "c"));
}

void LogEntryTest::anIdThatFoundNoRoomIsReadAgain()
{
    RespValue second = entryOf({"data", "2"});
    second.items[0] = {.kind = RespValue::Kind::Oversize, .text = {}, .number = 15, .items = {}};
    const ReadEntries read = entriesOf(list({entryOf({"data", "1"}), second}), {}, MaximumDataBytes);
    QVERIFY(read.isCut);
    QCOMPARE(read.entries.size(), 1);
}

void LogEntryTest::anEntryOfMoreFieldsThanAreReadIsPassedOverByItsId()
{
    RespLimits limits;
    limits.items = 8;
    const RespValue few = entryOf({"data", "1", "a", "b"});
    const RespValue many = entryOf({"data", "2", "a", "b", "c", "d"});
    for (const auto &entries : {QList<RespValue>{few, many}, QList<RespValue>{many, few}}) {
        const ReadEntries read = entriesOf(list(entries), limits, MaximumDataBytes);
        QVERIFY(!read.isCut);
        const qsizetype at = entries[0].items[1].items.size() > 4 ? 0 : 1;
        QCOMPARE(read.entries[at].kind, LogEntry::Kind::Unreadable);
        QVERIFY(read.entries[at].isOversize && read.entries[at].position > Position());
        QCOMPARE(read.entries[1 - at].event.data, QByteArray("1"));
    }
    // Where those before it took the room, it has it the next time.
    RespValue second = few;
    second.items[1] = {.kind = RespValue::Kind::Oversize, .text = {}, .number = 4, .items = {}};
    QVERIFY(entriesOf(list({few, second}), limits, MaximumDataBytes).isCut);
    QVERIFY(entriesOf(list({few, {.kind = RespValue::Kind::Oversize, .text = {}, .number = 2, .items = {}}}), limits,
                      MaximumDataBytes)
                .isCut);
}

QTEST_GUILESS_MAIN(LogEntryTest)
#include "tst_logentry.moc"
