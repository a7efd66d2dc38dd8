// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/events/filter/eventfilter.h"
#include "ui/events/filter/filtercompletions.h"
#include "ui/events/filter/filtersuggestion.h"
#include "ui/events/filter/seennames.h"

#include <QRandomGenerator>
#include <QTest>

using namespace helio;

namespace {

/// An event that lives as long as the test needs its bytes.
struct Sample
{
    QByteArray channel = "orders.eu";
    QByteArray id = "1763-4";
    QByteArray type = "price";
    QByteArray data = R"({"price":101.5,"symbol":"ACME","open":true,"note":null,"deep":{"list":[1,{"x y":"7"}]}})";

    EventView view() const { return {0, 0, channel, id, type, data}; }
};

bool passes(const QString &filter, const Sample &sample = {}, const QString &source = QStringLiteral("hub"))
{
    EventFilter::Mistake mistake;
    const auto parsed = EventFilter::parse(filter, &mistake);
    if (!parsed)
        qFatal("%s: %s", qPrintable(filter), qPrintable(mistake.what));
    return parsed->matches(sample.view(), source);
}

} // namespace

class FilterTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void anEventPassesWhenEachTermIsMet_data();
    void anEventPassesWhenEachTermIsMet();
    void whatIsNoFilterIsSaidWithItsPlace_data();
    void whatIsNoFilterIsSaidWithItsPlace();
    void textIsFoundInAnyLanguageAndInBrokenBytes_data();
    void textIsFoundInAnyLanguageAndInBrokenBytes();
    void textIsFoundWhereASimpleSearchFindsIt();
    void anEventWithoutTypeIsOfTypeMessage();
    void anEmptyEventIsFoundByWhatItIs();
    void largeEventsAreSearchedToTheirEnd();
    void largeIntegersAreNotConfused();
    void aHostileExpressionGivesUp_data();
    void aHostileExpressionGivesUp();
    void anExpressionReadsTheBeginningOfLargeData();
    void aQuotedTextIsTakenLiterally_data();
    void aQuotedTextIsTakenLiterally();
    void aTermMadeFromANameFindsExactlyIt_data();
    void aTermMadeFromANameFindsExactlyIt();
    void anotherTermForTheSameFieldTakesItsPlace();
    void aTermIsJoinedOnce();
    void namesAreOfferedWhereOneWrites_data();
    void namesAreOfferedWhereOneWrites();
    void namesAreKeptInBounds();
    void anyTextIsAFilterOrAMistakeWithinIt();
    void aComparisonWithoutAPathSuggestsOne_data();
    void aComparisonWithoutAPathSuggestsOne();
};

void FilterTest::aComparisonWithoutAPathSuggestsOne_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("meant"); // empty: it is taken as it stands
    const std::pair<const char *, const char *> rows[] = {
        {"price>100", "$.price>100"},
        {"price >= 100", "$.price>=100"},
        {"price> 100", "$.price>100"},
        {"price >100", "$.price>100"},
        {"$price<5", "$.price<5"},
        {".price!=5", "$.price!=5"},
        {"-price=5", "-$.price=5"},
        {"items[0].price>1", "$.items[0].price>1"},
        {"symbol=ACME", "$.symbol=ACME"},
        {"channel:orders price>100 acme", "channel:orders $.price>100 acme"},
        {"a>1 b<2", "$.a>1 $.b<2"},
        {"", ""},
        {"price", ""},
        {"$.price>100", ""},
        {"\"price>100\"", ""},
        {"/price>100/", ""},
        {"price>cheap", ""}, // no number
        {"<b>x", ""},
        {"abc=", ""},
        {"100>price", ""},
        {"http://example/?a=1", ""},
        {"price>100 /(/", ""}, // no filter at all
    };
    for (const auto &[text, meant] : rows)
        QTest::newRow(text) << QString::fromLatin1(text) << QString::fromLatin1(meant);
}

void FilterTest::aComparisonWithoutAPathSuggestsOne()
{
    QFETCH(QString, text);
    QTEST(suggestedFilter(text), "meant");
}

void FilterTest::anEventPassesWhenEachTermIsMet_data()
{
    QTest::addColumn<QString>("filter");
    QTest::addColumn<bool>("expected");
    const std::pair<const char *, bool> rows[] = {
        {"", true},
        {"   ", true},
        {"acme", true},
        {"ACME price", true},
        {"ACME missing", false},
        {"orders.eu", true},
        {"1763", true},
        {"hub", false},
        {"-missing", true},
        {"-acme", false},
        {"-\"acme\"", false},
        {"\"price\\\":101\"", true},
        {"\"symbol\\\":\\\"acme\"", true},
        {"\"two words\"", false},
        {"\"channel:orders.eu\"", false},
        {"http://example", false},
        {"channel:orders.eu", true},
        {"channel:orders", false},
        {"channel:orders.*", true},
        {"channel:ORDERS.*", false},
        {"channel:\"orders.*\"", false},
        {"channel:\"orders.eu\"", true},
        {"channel:orders.[a-f]u", true},
        {"channel:order?.eu", true},
        {"-channel:orders.*", false},
        {"type:price", true},
        {"type:pri*", true},
        {"type:\"\"", false},
        {"id:1763-4", true},
        {"id:1763-?", true},
        {"source:hub", true},
        {"source:h*", true},
        {"source:other", false},
        {"$", true},
        {"$.price", true},
        {"$.missing", false},
        {"-$.missing", true},
        {"$.price>100", true},
        {"$.price>101.5", false},
        {"$.price>=101.5", true},
        {"$.price<101.5", false},
        {"$.price<=101.5", true},
        {"$.price<1e3", true},
        {"$.price=101.50", true},
        {"$.price==101.5", true},
        {"$.price!=101.5", false},
        {"$.price!=7", true},
        {"$.missing!=7", false},
        {"-$.missing=7", true},
        {"$.symbol=ACME", true},
        {"$.symbol=\"ACME\"", true},
        {"$.symbol=acme", false},
        {"$.symbol!=\"X\"", true},
        {"$.price=\"101.5\"", false},
        {"$.open=true", true},
        {"$.open=false", false},
        {"$.open=\"true\"", false},
        {"$.note=null", true},
        {"$.note!=null", false},
        {"$.deep.list[0]=1", true},
        {"$.deep.list[1]['x y']=7", true},
        {"$.deep.list[1][\"x y\"]>6", true},
        {"$.deep.list[1]['x y']=\"7\"", true},
        {"$5", false},
        {"/ac(m)e/", false},
        {"/ac(m)e/i", true},
        {"/AC.E\".*true/", true},
        {"/^orders\\.(eu|us)$/", true},
        {"/^price$/", true},
        {"/\\//", false},
        {"/[/]/", false},
        {"-/ACME/", false},
        {"-/zzz/", true},
        {"channel:orders.* type:price $.price>100 /ACME/ -zzz", true},
        {"channel:orders.* type:price $.price>100 /ACME/ zzz", false},
        {"\tacme\u3000price ", true},
    };
    for (const auto &[filter, expected] : rows)
        QTest::newRow(filter) << QString::fromUtf8(filter) << expected;
}

void FilterTest::anEventPassesWhenEachTermIsMet()
{
    QFETCH(const QString, filter);
    QFETCH(const bool, expected);
    QCOMPARE(passes(filter), expected);
}

void FilterTest::whatIsNoFilterIsSaidWithItsPlace_data()
{
    QTest::addColumn<QString>("filter");
    QTest::addColumn<int>("at");
    QTest::addColumn<QString>("word");
    const std::tuple<const char *, int, const char *> rows[] = {
        {"a \"b c", 2, "quote"},
        {"a \"\"", 2, "nothing between"},
        {"a \"b\"c", 5, "space"},
        {"\"price\":101", 7, "space"},
        {"-", 0, "left out"},
        {"a - b", 2, "left out"},
        {"/abc", 0, "/ at the end"},
        {"x /stream", 2, "/ at the end"},
        {"//", 0, "nothing between"},
        {"/a/x", 3, "Only i"},
        {"/a(b/", 4, "not valid"},
        {"a /a)b/", 4, "not valid"},
        {"/[z-a]/", 4, "not valid"},
        {"channel:", 0, "name is missing"},
        {"a type: b", 2, "name is missing"},
        {"chanel:orders", 0, "chanel:"},
        {"level:error", 0, "\"level:error\""},
        {"channel:\"a", 8, "quote"},
        {"$.", 0, "path"},
        {"$.a.", 0, "path"},
        {"$.a[", 0, "path"},
        {"$[1", 0, "path"},
        {"$.price>", 7, "value is missing"},
        {"$.price> 5", 7, "value is missing"},
        {"$.price!5", 7, "!="},
        {"$.price>abc", 8, "numbers"},
        {"$.price>\"5\"", 8, "numbers"},
        {"$.price>inf", 8, "numbers"},
        {"$.a=\"b", 4, "quote"},
    };
    for (const auto &[filter, at, word] : rows)
        QTest::newRow(filter) << QString::fromUtf8(filter) << at << QString::fromUtf8(word);
}

void FilterTest::whatIsNoFilterIsSaidWithItsPlace()
{
    QFETCH(const QString, filter);
    QFETCH(const int, at);
    QFETCH(const QString, word);
    EventFilter::Mistake mistake;
    QVERIFY(!EventFilter::parse(filter, &mistake));
    QVERIFY2(mistake.what.contains(word), qPrintable(mistake.what));
    QCOMPARE(mistake.at, at);
    QVERIFY(mistake.length > 0);
}

void FilterTest::textIsFoundInAnyLanguageAndInBrokenBytes_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QByteArray>("data");
    QTest::addColumn<int>("at");
    QTest::newRow("Japanese") << QStringLiteral("日本語") << QByteArray("これは日本語です") << 9;
    QTest::newRow("Japanese and Latin") << QStringLiteral("日本go") << QByteArray("x日本GO") << 1;
    QTest::newRow("another Japanese") << QStringLiteral("日本酒") << QByteArray("これは日本語です") << -1;
    QTest::newRow("umlaut, other case") << QStringLiteral("ÄRGER") << QByteArray("so viel ärger") << 8;
    QTest::newRow("Greek final sigma") << QStringLiteral("ΣΟΦΟΣ") << QByteArray("ο σοφος") << 3;
    QTest::newRow("Cyrillic") << QStringLiteral("привет") << QByteArray("ПРИВЕТ, мир") << 0;
    QTest::newRow("other lengths") << QStringLiteral("\u2C65x") << QByteArray("\xC8\xBAX") << 0; // Ⱥ and ⱥ
    QTest::newRow("right to left") << QStringLiteral("שלום") << QByteArray("{\"a\":\"שלום עולם\"}") << 6;
    QTest::newRow("Arabic") << QStringLiteral("مرحبا") << QByteArray("مرحبا") << 0;
    QTest::newRow("emoji") << QStringLiteral("🌞") << QByteArray("a🌞b") << 1;
    QTest::newRow("Deseret, other case") << QString::fromUtf8("𐐨") << QByteArray("𐐀") << 0;
    QTest::newRow("behind broken bytes") << QStringLiteral("end") << QByteArray("\xFF\xC3(\xE6\x97 END") << 6;
    QTest::newRow("umlaut behind broken bytes") << QStringLiteral("Ä") << QByteArray("\xC3\xC3\xA4") << 1;
    QTest::newRow("cut character") << QStringLiteral("ä") << QByteArray("x\xC3") << -1;
    QTest::newRow("overlong form") << QStringLiteral("äA") << QByteArray("\xC3\xA4\xC1\x81") << -1;
    QTest::newRow("no data") << QStringLiteral("x") << QByteArray() << -1;
    QTest::newRow("longer than the data") << QStringLiteral("xxxx") << QByteArray("xxx") << -1;
    QTest::newRow("NUL before it") << QStringLiteral("b") << QByteArray("a\0b", 3) << 2;
    QTest::newRow("nothing") << QString() << QByteArray("x") << 0;
}

void FilterTest::textIsFoundInAnyLanguageAndInBrokenBytes()
{
    QFETCH(const QString, text);
    QFETCH(const QByteArray, data);
    QFETCH(const int, at);
    QCOMPARE(TextFinder(text).indexIn(data), at);
}

void FilterTest::textIsFoundWhereASimpleSearchFindsIt()
{
    QRandomGenerator chance(7);
    const QString letters = QStringLiteral("abABäÄ日");
    const auto make = [&](int length) {
        QString text;
        for (int i = 0; i < length; ++i)
            text += letters[chance.bounded(int(letters.size()))];
        return text;
    };
    for (int i = 0; i < 20'000; ++i) {
        const QString needle = make(1 + chance.bounded(4));
        const QString text = make(chance.bounded(40));
        const qsizetype expected = text.indexOf(needle, 0, Qt::CaseInsensitive);
        const qsizetype inBytes = expected < 0 ? -1 : text.left(expected).toUtf8().size();
        QCOMPARE(TextFinder(needle).indexIn(text.toUtf8()), inBytes);
    }
}

void FilterTest::anEventWithoutTypeIsOfTypeMessage()
{
    Sample sample;
    sample.type.clear();
    QVERIFY(passes(QStringLiteral("type:message"), sample));
    QVERIFY(passes(QStringLiteral("type:mess*"), sample));
    QVERIFY(!passes(QStringLiteral("type:\"\""), sample));
    QVERIFY(!passes(QStringLiteral("message"), sample));
}

void FilterTest::anEmptyEventIsFoundByWhatItIs()
{
    const Sample empty{"a", {}, {}, {}};
    QVERIFY(passes(QStringLiteral("id:\"\""), empty));
    QVERIFY(passes(QStringLiteral("/^$/"), empty));
    QVERIFY(!passes(QStringLiteral("$"), empty));
    QVERIFY(!passes(QStringLiteral("x"), empty));
    // An event without an id is not one without data.
    QVERIFY(!passes(QStringLiteral("/^$/"), {"a", {}, {}, "x"}));
}

void FilterTest::largeEventsAreSearchedToTheirEnd()
{
    Sample large;
    large.data = "{\"a\":\"" + QByteArray(10 * 1024 * 1024, 'x') + "\",\"end\":7,\"name\":\"日本Ä\"}";
    QVERIFY(passes(QStringLiteral("\"end\\\":7\""), large));
    QVERIFY(passes(QStringLiteral("日本ä"), large));
    QVERIFY(passes(QStringLiteral("$.end>6"), large));
    QVERIFY(!passes(QStringLiteral("nowhere"), large));
}

void FilterTest::largeIntegersAreNotConfused()
{
    const Sample sample{"a", {}, {}, R"({"id":9007199254740993})"};
    QVERIFY(passes(QStringLiteral("$.id=9007199254740993"), sample));
    QVERIFY(!passes(QStringLiteral("$.id=9007199254740992"), sample));
}

void FilterTest::aHostileExpressionGivesUp_data()
{
    QTest::addColumn<QString>("pattern");
    for (const char *pattern : {"(a+)+$", "(a|aa)+$", "([a-z]+)*\\d", "a.*a.*a.*a.*\\d", "(\\w+\\s?)*[0-9]"})
        QTest::newRow(pattern) << QString::fromLatin1(pattern);
}

void FilterTest::aHostileExpressionGivesUp()
{
    QFETCH(const QString, pattern);
    const auto filter = EventFilter::parse(u'/' + pattern + u'/');
    QVERIFY(filter);
    QVERIFY(filter->isDear());
    const Sample sample{"!", {}, {}, QByteArray(3000, 'a') + "!" + QByteArray(100'000, 'a') + "!"};
    QCOMPARE(filter->judge(sample.view(), {}), Verdict::GaveUp);
    QVERIFY(!filter->matches(sample.view(), {}));
    // Who asks to leave out what it finds, does not get what nobody knows of either.
    QVERIFY(!passes(QStringLiteral("-/") + pattern + u'/', sample));
}

void FilterTest::anExpressionReadsTheBeginningOfLargeData()
{
    Sample sample;
    sample.data = QByteArray(RegexTerm::MaximumBytes - 3, 'x') + "abc";
    QVERIFY(passes(QStringLiteral("/abc/"), sample));
    sample.data = QByteArray(RegexTerm::MaximumBytes - 2, 'x') + "abc";
    QVERIFY(!passes(QStringLiteral("/abc/"), sample));
}

void FilterTest::aQuotedTextIsTakenLiterally_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text : {"a", "two words", "a\"b", "a\\b", "\\\"", "line\nbreak\ttab\rreturn", "channel:x", "-x",
                             "/x/", "$.a>1", "日本語 \"x\"", " ", "*[?", "\\n"})
        QTest::newRow(text) << QString::fromUtf8(text);
}

void FilterTest::aQuotedTextIsTakenLiterally()
{
    QFETCH(const QString, text);
    const QString quoted = EventFilter::quoted(text);
    QVERIFY(passes(quoted, {"c", {}, {}, "<" + text.toUtf8() + ">"}));
    QVERIFY(!passes(quoted, {"c", {}, {}, "other"}));
}

void FilterTest::aTermMadeFromANameFindsExactlyIt_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("term");
    QTest::newRow("plain") << QStringLiteral("orders.eu/retail") << QStringLiteral("channel:orders.eu/retail");
    QTest::newRow("Japanese") << QStringLiteral("ニュース") << QStringLiteral("channel:ニュース");
    QTest::newRow("space") << QStringLiteral("a b") << QStringLiteral("channel:\"a b\"");
    QTest::newRow("star") << QStringLiteral("a*") << QStringLiteral("channel:\"a*\"");
    QTest::newRow("quote") << QStringLiteral("a\"b\\") << QStringLiteral("channel:\"a\\\"b\\\\\"");
    QTest::newRow("empty") << QString() << QStringLiteral("channel:\"\"");
}

void FilterTest::aTermMadeFromANameFindsExactlyIt()
{
    QFETCH(const QString, name);
    QFETCH(const QString, term);
    QCOMPARE(EventFilter::term(EventFilter::Field::Channel, name), term);
    QVERIFY(passes(term, {name.toUtf8(), {}, {}, {}}));
    QVERIFY(!passes(term, {name.toUtf8() + "x", {}, {}, {}}));
}

void FilterTest::anotherTermForTheSameFieldTakesItsPlace()
{
    using Field = EventFilter::Field;
    const QString term = QStringLiteral("channel:b");
    QCOMPARE(EventFilter::withOnly({}, Field::Channel, term), term);
    QCOMPARE(EventFilter::withOnly(QStringLiteral("x  channel:a -channel:\"c d\" $.p>1"), Field::Channel, term),
             QStringLiteral("x $.p>1 channel:b"));
    QCOMPARE(EventFilter::withOnly(QStringLiteral("type:a"), Field::Channel, term), QStringLiteral("type:a channel:b"));
    QCOMPARE(EventFilter::withOnly(QStringLiteral("\"broken"), Field::Channel, term), term);
}

void FilterTest::aTermIsJoinedOnce()
{
    const QString once = EventFilter::joined(QStringLiteral("a"), QStringLiteral("$.symbol=\"A B\""));
    QCOMPARE(once, QStringLiteral("a $.symbol=\"A B\""));
    QCOMPARE(EventFilter::joined(once, QStringLiteral("$.symbol=\"A B\"")), once);
}

void FilterTest::namesAreOfferedWhereOneWrites_data()
{
    QTest::addColumn<QString>("text"); // the cursor is at the |
    QTest::addColumn<QStringList>("expected");
    QTest::newRow("nothing") << QStringLiteral("|") << QStringList();
    QTest::newRow("a field's first letter") << QStringLiteral("c|") << QStringList{QStringLiteral("channel:")};
    QTest::newRow("behind a minus") << QStringLiteral("x -t|") << QStringList{QStringLiteral("type:")};
    QTest::newRow("a field") << QStringLiteral("channel:|")
                             << QStringList{QStringLiteral("channel:orders.eu"), QStringLiteral("channel:orders.us"),
                                            QStringLiteral("channel:\"two words\"")};
    QTest::newRow("a name begun") << QStringLiteral("channel:ORD|")
                                  << QStringList{QStringLiteral("channel:orders.eu"),
                                                 QStringLiteral("channel:orders.us")};
    QTest::newRow("a quoted name begun") << QStringLiteral("channel:\"two w|")
                                         << QStringList{QStringLiteral("channel:\"two words\"")};
    QTest::newRow("a whole name") << QStringLiteral("channel:orders.eu|") << QStringList();
    QTest::newRow("in the middle") << QStringLiteral("type:pr| channel:a") << QStringList{QStringLiteral("type:price")};
    QTest::newRow("in quotes") << QStringLiteral("\"a c|") << QStringList();
    QTest::newRow("sources") << QStringLiteral("source:h|") << QStringList{QStringLiteral("source:hub")};
}

void FilterTest::namesAreOfferedWhereOneWrites()
{
    QFETCH(QString, text);
    QFETCH(const QStringList, expected);
    const qsizetype cursor = text.indexOf(u'|');
    text.remove(cursor, 1);
    using Field = EventFilter::Field;
    const KnownNames known{
        {Field::Channel, {QStringLiteral("orders.eu"), QStringLiteral("orders.us"), QStringLiteral("two words")}},
        {Field::Type, {QStringLiteral("price")}},
        {Field::Source, {QStringLiteral("hub")}}};
    const auto completions = FilterCompletions::of(text, cursor, EventFilter::syntax().fields, known);
    QCOMPARE(completions.candidates, expected);
    QCOMPARE(completions.at + completions.length, cursor);
}

void FilterTest::namesAreKeptInBounds()
{
    SeenNames names;
    names.note("");
    for (int i = 0; i < 3000; ++i)
        names.note(QByteArray::number(i % 2000));
    QCOMPARE(names.names().size(), SeenNames::MaximumNames);
}

void FilterTest::anyTextIsAFilterOrAMistakeWithinIt()
{
    QRandomGenerator chance(20251121);
    const QString letters = QStringLiteral("ab \"/\\-$.[]'=<>!:*?(){}+|^15日channel:type:");
    for (int i = 0; i < 20'000; ++i) {
        QString text;
        for (int length = chance.bounded(24); length > 0; --length)
            text += letters[chance.bounded(int(letters.size()))];
        EventFilter::Mistake mistake;
        const auto filter = EventFilter::parse(text, &mistake);
        if (filter) {
            (void)filter->matches(Sample().view(), {});
        } else {
            QVERIFY2(!mistake.what.isEmpty() && mistake.at >= 0 && mistake.at <= text.size() && mistake.length > 0,
                     qPrintable(text));
        }
    }
}

QTEST_MAIN(FilterTest)
#include "tst_filter.moc"
