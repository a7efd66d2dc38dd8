// SPDX-License-Identifier: GPL-3.0-or-later
#include "access/commonpatterns.h"

#include <QElapsedTimer>
#include <QTest>

#include <algorithm>

using namespace helio;

/// What two lists of patterns have in common.
class CommonPatternsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void twoPatterns_data();
    void twoPatterns();
    void theyMatchExactlyWhatBothMatch();
    void patternsFullOfStarsTakeNoTime();
};

namespace {

QByteArrayList globsOf(const QList<Pattern> &patterns)
{
    QByteArrayList globs;
    for (const Pattern &pattern : patterns)
        globs.append(pattern.glob());
    std::sort(globs.begin(), globs.end());
    return globs;
}

bool anyMatches(const QList<Pattern> &patterns, const QByteArray &name)
{
    return std::any_of(patterns.cbegin(), patterns.cend(), [&](const Pattern &one) { return one.matches(name); });
}

} // namespace

void CommonPatternsTest::twoPatterns_data()
{
    QTest::addColumn<QByteArray>("one");
    QTest::addColumn<QByteArray>("other");
    QTest::addColumn<QByteArrayList>("common");
    const auto row = [](const char *one, const char *other, const QByteArrayList &common) {
        QTest::addRow("%s and %s", one, other) << QByteArray(one) << QByteArray(other) << common;
    };
    row("*", "a*", {"a*"});
    row("a*", "*", {"a*"});
    row("*", "*", {"*"});
    row("a", "a", {"a"});
    row("a", "b", {});
    row("builds.*", "builds.ci", {"builds.ci"});
    row("orders", "builds.*", {});
    row("a*", "*b", {"a*b"});
    row("ab*", "*bc", {"ab*bc", "abc"});
    row("?", "a", {"a"});
    row("??", "a?", {"a?"});
    row("[abc]", "[bcd]", {"[\\b\\c]"});
    row("[a-c]x", "bx", {"bx"});
    row("[^a]", "a", {});
    row("\\*", "*", {"\\*"});
    row("\\*a", "?a", {"\\*a"});
    row("\\**", "a*", {});
}

void CommonPatternsTest::twoPatterns()
{
    QFETCH(QByteArray, one);
    QFETCH(QByteArray, other);
    QFETCH(QByteArrayList, common);
    std::sort(common.begin(), common.end());
    QCOMPARE(globsOf(commonPatterns({Pattern(one)}, {Pattern(other)})), common);
}

void CommonPatternsTest::theyMatchExactlyWhatBothMatch()
{
    QByteArrayList names{{}};
    for (qsizetype from = 0, length = 1; length <= 4; ++length) {
        const qsizetype to = names.size();
        for (; from < to; ++from) {
            for (const char c : {'a', 'b', '*'})
                names.append(names[from] + c);
        }
    }
    quint32 state = 7;
    const auto random = [&state](quint32 below) {
        state = state * 1664525 + 1013904223;
        return (state >> 8) % below;
    };
    static const QByteArrayList Elements{"a", "b", "*", "?", "[ab]", "[^a]", "\\*", "\\a", "*", "[", "\\"};
    const auto glob = [&random] {
        QByteArray text;
        for (quint32 i = random(5); i-- > 0;)
            text += Elements[qsizetype(random(quint32(Elements.size())))];
        return text;
    };
    for (int run = 0; run < 2000; ++run) {
        const QList<Pattern> ones{Pattern(glob()), Pattern(glob())};
        const QList<Pattern> others{Pattern(glob()), Pattern(glob())};
        const QList<Pattern> common = commonPatterns(ones, others);
        for (const QByteArray &name : std::as_const(names)) {
            const bool wanted = anyMatches(ones, name) && anyMatches(others, name);
            QVERIFY2(anyMatches(common, name) == wanted,
                     (name + ": " + globsOf(ones).join(' ') + " | " + globsOf(others).join(' ')).constData());
        }
    }
}

void CommonPatternsTest::patternsFullOfStarsTakeNoTime()
{
    const Pattern stars(QByteArray("*a").repeated(128));
    const Pattern others(QByteArray("*b*a").repeated(64));
    QElapsedTimer timer;
    timer.start();
    const QList<Pattern> common = commonPatterns({stars}, {others});
    QVERIFY2(timer.elapsed() < 2000, qPrintable(QString::number(timer.elapsed())));
    for (const Pattern &pattern : common) {
        QByteArray name = pattern.glob();
        name.replace('*', QByteArray());
        QVERIFY(stars.matches(name) && others.matches(name)); // less than all, but nothing else
    }
}

QTEST_APPLESS_MAIN(CommonPatternsTest)
#include "tst_commonpatterns.moc"
