// SPDX-License-Identifier: GPL-3.0-or-later
#include "event/pattern.h"
#include "sharedcases.h"
#include "simplepattern.h"

#include <QRandomGenerator>
#include <QTest>

using namespace helio;
using namespace helio::test;

/// Globs as Redis PSUBSCRIBE reads them.
class PatternTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void matchesAsRedisDoes_data();
    void matchesAsRedisDoes();
    void pagesReadTheSameCases();
    void aHostilePatternCostsNoMoreThanPatternTimesName();
    void anyGlobMatchesWhatTheSimpleMatcherSays_data();
    void anyGlobMatchesWhatTheSimpleMatcherSays();
    void everyNameThatMatchesHoldsTheLiterals();
};

namespace {

struct Case
{
    QByteArray glob;
    QByteArray name;
    bool matches;
};

QList<Case> cases()
{
    QList<Case> all;
    const auto row = [&all](const char *glob, const char *name, bool matches) { all.append({glob, name, matches}); };
    row("news", "news", true);
    row("news", "newsx", false);
    row("news", "new", false);
    row("news", "News", false);
    row("*", "anything", true);
    row("users.*", "users.7", true);
    row("users.*", "users.", true);
    row("users.*", "users", false);
    row("users.*", "users.7.inbox", true);
    row("*.log", "a.log.log", true);
    row("*.log", "a.logs", false);
    row("a*b*c", "aXbYc", true);
    row("a*b*c", "abbc", true);
    row("a*b*c", "acb", false);
    row("a**c", "abc", true);
    row("h?llo", "hello", true);
    row("h?llo", "hllo", false);
    row("h?", "h\xC3\xA4", false); // a byte, not a character
    row("h??", "h\xC3\xA4", true);
    row("h[ae]llo", "hallo", true);
    row("h[ae]llo", "hillo", false);
    row("h[^e]llo", "hallo", true);
    row("h[^e]llo", "hello", false);
    row("h[a-c]llo", "hbllo", true);
    row("h[a-c]llo", "hdllo", false);
    row("h[c-a]llo", "hbllo", true); // Redis swaps the ends
    row("[a-cx-z]", "y", true);
    row("[a-cx-z]", "d", false);
    row("[\\]]", "]", true);
    row("[\\^]", "^", true);
    row("[a^]", "^", true);
    row("[]", "a", false);
    row("[^]", "a", true);
    row("[abc", "b", true); // never closed: the pattern's end closes it
    row("[abc", "d", false);
    row("a\\*b", "a*b", true);
    row("a\\*b", "axb", false);
    row("a\\?", "a?", true);
    row("a\\[b", "a[b", true);
    row("a\\\\b", "a\\b", true);
    row("a\\", "a\\", true);
    row("a[*]b", "a*b", true);
    row("a[*]b", "axb", false);
    row("*[0-9]", "room42", true);
    row("*[0-9]", "room4x", false);
    row("*?", "a", true);
    row("**", "a", true);
    row("", "a", false);
    return all;
}

} // namespace

void PatternTest::matchesAsRedisDoes_data()
{
    QTest::addColumn<QByteArray>("glob");
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<bool>("matches");
    for (const Case &each : cases()) {
        QTest::addRow("%s %s %s", each.glob.constData(), each.matches ? "matches" : "does not match",
                      each.name.constData())
            << each.glob << each.name << each.matches;
    }
}

void PatternTest::matchesAsRedisDoes()
{
    QFETCH(QByteArray, glob);
    QFETCH(QByteArray, name);
    QTEST(Pattern(glob).matches(name), "matches");
}

void PatternTest::pagesReadTheSameCases()
{
    QJsonArray shared;
    for (const Case &each : cases()) {
        shared.append(QJsonObject{{QStringLiteral("glob"), sharedBytes(each.glob)},
                                  {QStringLiteral("name"), sharedBytes(each.name)},
                                  {QStringLiteral("matches"), each.matches}});
    }
    QVERIFY(areSharedCases(QStringLiteral("patterns"), shared));
}

void PatternTest::aHostilePatternCostsNoMoreThanPatternTimesName()
{
    const Pattern pattern(QByteArray("a*").repeated(127) + "b");
    const QByteArray name(256, 'a');
    // 256 × 255 steps; a matcher that tries every star again would outlive us all.
    QVERIFY(!pattern.matches(name));
}

namespace {

/// Of few different bytes, so that much matches, nearly matches and matches in several ways.
QByteArray randomText(QRandomGenerator &random, const QByteArray &bytes, int maximumSize)
{
    QByteArray text;
    for (int i = random.bounded(maximumSize + 1); i > 0; --i)
        text.append(bytes[random.bounded(int(bytes.size()))]);
    return text;
}

} // namespace

void PatternTest::anyGlobMatchesWhatTheSimpleMatcherSays_data()
{
    QTest::addColumn<QByteArray>("globBytes");
    QTest::addColumn<QByteArray>("nameBytes");
    QTest::addColumn<int>("size");
    QTest::newRow("stars") << QByteArray("aab*") << QByteArray("ab") << 12;
    QTest::newRow("any byte") << QByteArray("aab*?") << QByteArray("ab") << 12;
    QTest::newRow("classes") << QByteArray("aab[]^-*\\") << QByteArray("ab]-^[") << 12;
    QTest::newRow("all bytes") << QByteArray("a*?[]^-\\\xff\x80z") << QByteArray("a\xff\x80z*?\\") << 8;
    QTest::newRow("as long as names may be")
        << QByteArray("aaaaaaaaaaaaaaaaab??*[ab]") << QByteArray("aaaaaaaab") << 256;
    QTest::newRow("longer") << QByteArray("a?***[ab]") << QByteArray("ab") << 700;
}

void PatternTest::anyGlobMatchesWhatTheSimpleMatcherSays()
{
    QFETCH(QByteArray, globBytes);
    QFETCH(QByteArray, nameBytes);
    QFETCH(int, size);
    QRandomGenerator random(11);
    int matched = 0;
    const int rounds = size > 100 ? 1000 : 15'000;
    for (int i = 0; i < rounds; ++i) {
        QByteArray glob = randomText(random, globBytes, size);
        const QByteArray name = randomText(random, nameBytes, size);
        if (random.bounded(4) == 0) { // one that is near the name
            glob = name;
            for (int change = random.bounded(5); change > 0 && !glob.isEmpty(); --change)
                glob.replace(random.bounded(int(glob.size())), random.bounded(3), randomText(random, globBytes, 3));
        }
        const bool expected = simplyMatches(glob, name);
        matched += expected;
        if (Pattern(glob).matches(name) != expected)
            QFAIL(qPrintable(
                QStringLiteral("%1 on %2 must be %3").arg(QLatin1String(glob), QLatin1String(name)).arg(expected)));
    }
    QVERIFY(matched > rounds / 100);
    QVERIFY(matched < rounds);
}

void PatternTest::everyNameThatMatchesHoldsTheLiterals()
{
    QCOMPARE(Pattern("users.*.in[b]ox").literals(), (QByteArrayList{"users.", ".inbox"}));
    QCOMPARE(Pattern("*a?bc*[de]f\\*").literals(), (QByteArrayList{"a", "bc", "f*"}));
    QCOMPARE(Pattern("news").literals(), QByteArrayList{"news"});
    QCOMPARE(Pattern("*?[ab]").literals(), QByteArrayList{});
    QCOMPARE(Pattern("us\\*ers*").literalStart(), QByteArray("us*ers"));
}

QTEST_APPLESS_MAIN(PatternTest)
#include "tst_pattern.moc"
