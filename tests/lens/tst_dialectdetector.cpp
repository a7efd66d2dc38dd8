// SPDX-License-Identifier: GPL-3.0-or-later
#include "lensbench.h"

using namespace helio;

class DialectDetectorTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void nothingIsFoundInOrdinaryEvents();
    void twoEventsForOneDialectAreEnough();
    void theHighestSumOfEightEventsWins();
    void aUsersDialectWinsATie();
    void aHeadDecides();
    void eventsBeforeTheDecisionAreReadByIt();
    void muchDataIsNotWaitedFor();
};

namespace {

Dialect named(const QByteArray &name, const QByteArray &detect, Dialect::Origin origin)
{
    QString problem;
    const auto dialect = Dialect::read(R"({"dialect":")" + name + R"(","detect":[)" + detect +
                                           R"(],"rules":[{"do":[["append","text","$.t"]]}]})",
                                       QStringLiteral("x.json"), problem, origin);
    if (!dialect)
        qFatal("%s", qPrintable(problem));
    return *dialect;
}

DialectLibrary libraryOf(const QList<Dialect> &dialects)
{
    DialectLibrary library;
    for (const Dialect &dialect : dialects)
        library.add(dialect);
    return library;
}

QByteArray nameOf(const DialectDetector &detector)
{
    const auto dialect = detector.dialect();
    return dialect ? dialect->name() : QByteArray("none");
}

} // namespace

void DialectDetectorTest::nothingIsFoundInOrdinaryEvents()
{
    DialectDetector detector;
    for (int i = 1; i <= DialectDetector::MaximumEvents; ++i) {
        QVERIFY(!detector.isDecided());
        detector.feed({}, R"({"price":17.2,"symbol":"ABC"})");
    }
    QVERIFY(detector.isDecided());
    QCOMPARE(nameOf(detector), "none");
}

void DialectDetectorTest::twoEventsForOneDialectAreEnough()
{
    DialectDetector detector;
    detector.feed({}, R"({"type":"message_start"})");
    QVERIFY(!detector.isDecided());
    detector.feed({}, R"({"type":"content_block_start"})");
    QVERIFY(detector.isDecided());
    QCOMPARE(nameOf(detector), "anthropic");
}

void DialectDetectorTest::theHighestSumOfEightEventsWins()
{
    DialectDetector detector(libraryOf({named("a", R"({"$.x":"1"})", Dialect::Origin::BuiltIn),
                                        named("b", R"({"$.y":true})", Dialect::Origin::BuiltIn)}));
    detector.feed({}, R"({"x":"1","y":1})");
    for (int i = 0; i < 4; ++i)
        detector.feed({}, R"({"y":1})");
    QVERIFY(!detector.isDecided());
    QCOMPARE(nameOf(detector), "b");
}

void DialectDetectorTest::aUsersDialectWinsATie()
{
    const QByteArray same = R"({"$.x":true})";
    DialectDetector user(
        libraryOf({named("a", same, Dialect::Origin::BuiltIn), named("z", same, Dialect::Origin::User)}));
    user.feed({}, R"({"x":1})");
    QCOMPARE(nameOf(user), "z");
    DialectDetector fewer(libraryOf(
        {named("a", same + ',' + same, Dialect::Origin::BuiltIn), named("b", same, Dialect::Origin::BuiltIn)}));
    fewer.feed({}, R"({"x":1})");
    QCOMPARE(nameOf(fewer), "b");
    DialectDetector byName(
        libraryOf({named("b", same, Dialect::Origin::BuiltIn), named("a", same, Dialect::Origin::BuiltIn)}));
    byName.feed({}, R"({"x":1})");
    QCOMPARE(nameOf(byName), "a");
}

void DialectDetectorTest::aHeadDecides()
{
    DialectDetector detector;
    detector.setHead({{"X-Vercel-AI-UI-Message-Stream", "v1"}});
    detector.feed({}, R"({"type":"custom"})");
    QCOMPARE(nameOf(detector), "vercel-ui");
}

void DialectDetectorTest::eventsBeforeTheDecisionAreReadByIt()
{
    Lens lens(DialectLibrary::builtIn());
    lens.onRequest(0);
    feed(lens, {R"({"type":"message_start","message":{"role":"assistant"}})"});
    QVERIFY(lens.isDetecting());
    QVERIFY(lens.messages().empty());
    QVERIFY(lens.verdicts().isEmpty());
    feed(lens, {R"({"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"a"}})"}, 2);
    QVERIFY(!lens.isDetecting());
    QCOMPARE(lens.messages().size(), size_t(1));
    QCOMPARE(lens.messages().front().events.first(), quint64(1));
    QCOMPARE(lens.messages().front().timeToFirstEvent(), 10 * Millisecond);
    QCOMPARE(lens.verdicts().size(), 2);
}

void DialectDetectorTest::muchDataIsNotWaitedFor()
{
    Lens lens(DialectLibrary::builtIn());
    feed(lens, {QByteArray(Lens::MaximumDetectionBytes - 1, 'x')});
    QVERIFY(lens.isDetecting());
    feed(lens, {QByteArray("x")}, 2);
    QVERIFY(!lens.isDetecting());
    QVERIFY(!lens.dialect());
}

QTEST_APPLESS_MAIN(DialectDetectorTest)
#include "tst_dialectdetector.moc"
