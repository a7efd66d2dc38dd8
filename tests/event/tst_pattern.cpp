// SPDX-License-Identifier: GPL-3.0-or-later
#include "event/pattern.h"

#include <QTest>

using namespace helio;

/// Globs as Redis PSUBSCRIBE reads them.
class PatternTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void matchesAsRedisDoes_data();
    void matchesAsRedisDoes();
    void aHostilePatternCostsNoMoreThanPatternTimesName();
};

void PatternTest::matchesAsRedisDoes_data()
{
    QTest::addColumn<QByteArray>("glob");
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<bool>("matches");
    const auto row = [](const char *glob, const char *name, bool matches) {
        QTest::addRow("%s %s %s", glob, matches ? "matches" : "does not match", name)
            << QByteArray(glob) << QByteArray(name) << matches;
    };
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
}

void PatternTest::matchesAsRedisDoes()
{
    QFETCH(QByteArray, glob);
    QFETCH(QByteArray, name);
    QTEST(Pattern(glob).matches(name), "matches");
}

void PatternTest::aHostilePatternCostsNoMoreThanPatternTimesName()
{
    const Pattern pattern(QByteArray("a*").repeated(127) + "b");
    const QByteArray name(256, 'a');
    // 256 × 255 steps; a matcher that tries every star again would outlive us all.
    QVERIFY(!pattern.matches(name));
}

QTEST_APPLESS_MAIN(PatternTest)
#include "tst_pattern.moc"
