// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/starts.h"
#include "store/readermatches.h"
#include "store/trimjournal.h"

#include <QTest>

using namespace helio;
using namespace helio::test;

/// What spares readers of patterns to compare again what was compared before, or to inspect what cannot concern them.
class ReaderMatchesTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aSelectionIsComparedWithAChannelOnce();
    void readersOfTheSameSelectionShareWhatWasCompared();
    void aRestrictionMakesAnotherSelection();
    void whatIsRememberedIsBounded();
    void whatIsRememberedTakesNoMoreThanItsShare();
    void theJournalKnowsTheTrimsAboveANumber();
    void whatTheJournalForgotItDoesNotAnswerFor();
    void theJournalTakesNoMoreThanItsShare();
};

namespace {

constexpr qint64 Plenty = qint64(1) << 30;

Selection manyPatterns(const QByteArray &end)
{
    Selection selection;
    for (int i = 0; i < 99; ++i)
        selection.addPattern("*." + QByteArray::number(i) + end);
    return selection;
}

qsizetype comparisonsFor(ReaderMatches &matches, const Selection &selection, const QByteArray &channel)
{
    qsizetype comparisons = 0;
    const bool isMatch = matches.of(selection).matches(channel, comparisons);
    return isMatch == selection.matches(channel) ? comparisons : -1;
}

QList<quint64> numbersAbove(const TrimJournal &journal, quint64 number)
{
    QList<quint64> numbers;
    journal.visitAbove(number, [&](const TrimJournal::Trim &trim) {
        numbers.append(trim.number);
        return true;
    });
    return numbers;
}

} // namespace

void ReaderMatchesTest::aSelectionIsComparedWithAChannelOnce()
{
    ReaderMatches matches(Plenty);
    const Selection selection = manyPatterns("a");
    for (const QByteArray channel : {"x.7a", "x.7b"}) {
        QCOMPARE(comparisonsFor(matches, selection, channel), 99);
        QCOMPARE(comparisonsFor(matches, selection, channel), 1);
    }
}

void ReaderMatchesTest::readersOfTheSameSelectionShareWhatWasCompared()
{
    ReaderMatches matches(Plenty);
    QCOMPARE(comparisonsFor(matches, manyPatterns("a"), "x.7a"), 99);
    QCOMPARE(comparisonsFor(matches, manyPatterns("b"), "x.7a"), 99);
    QCOMPARE(comparisonsFor(matches, manyPatterns("a"), "x.7a"), 1);
    QCOMPARE(matches.size(), size_t(2));
}

void ReaderMatchesTest::aRestrictionMakesAnotherSelection()
{
    ReaderMatches matches(Plenty);
    const Selection all = manyPatterns("a");
    Selection some = all;
    some.restrictPatterns({Pattern("y.*")});
    QCOMPARE(comparisonsFor(matches, all, "x.7a"), 99);
    QCOMPARE(comparisonsFor(matches, some, "x.7a"), 100);
    QCOMPARE(comparisonsFor(matches, all, "x.7a"), 1);
}

void ReaderMatchesTest::whatIsRememberedIsBounded()
{
    ReaderMatches matches(Plenty);
    for (size_t i = 0; i < 2 * ReaderMatches::MaximumSelections; ++i)
        QVERIFY(comparisonsFor(matches, manyPatterns(QByteArray::number(qulonglong(i))), "x") > 1);
    QCOMPARE(matches.size(), ReaderMatches::MaximumSelections);
    const Selection selection = manyPatterns("a");
    for (int i = 0; i < ReaderMatches::MaximumChannels + 10; ++i) {
        QCOMPARE(comparisonsFor(matches, selection, "x." + QByteArray::number(i)), 99);
        QVERIFY(matches.of(selection).knownChannels() <= ReaderMatches::MaximumChannels);
    }
}

void ReaderMatchesTest::whatIsRememberedTakesNoMoreThanItsShare()
{
    constexpr qint64 Share = 100'000;
    ReaderMatches matches(Share);
    for (int i = 0; i < 2'000; ++i) {
        const Selection selection = manyPatterns(QByteArray::number(i % 4));
        const QByteArray channel = QByteArray(200, 'x') + QByteArray::number(i);
        QCOMPARE(comparisonsFor(matches, selection, channel), 99);
        QCOMPARE(comparisonsFor(matches, selection, channel), matches.bytes() <= Share ? 1 : 99);
        QVERIFY2(matches.bytes() <= Share || matches.size() == 1, qPrintable(QString::number(matches.bytes())));
    }
    QVERIFY(matches.bytes() > 0);
}

void ReaderMatchesTest::theJournalKnowsTheTrimsAboveANumber()
{
    TrimJournal journal(Plenty);
    QVERIFY(!journal.reachesBackTo(0));
    journal.note(2, {20, 0}, "a");
    journal.note(3, {10, 0}, "b");
    journal.note(4, {30, 0}, "a");
    QVERIFY(!journal.reachesBackTo(0));
    QVERIFY(journal.reachesBackTo(1));
    QCOMPARE(numbersAbove(journal, 1), (QList<quint64>{2, 3, 4}));
    QCOMPARE(numbersAbove(journal, 2), (QList<quint64>{3, 4}));
    QCOMPARE(numbersAbove(journal, 4), QList<quint64>());
    int visited = 0;
    journal.visitAbove(1, [&](const TrimJournal::Trim &trim) {
        ++visited;
        return trim.channel != "b";
    });
    QCOMPARE(visited, 2);
}

void ReaderMatchesTest::whatTheJournalForgotItDoesNotAnswerFor()
{
    TrimJournal journal(Plenty);
    for (quint64 number = 1; number <= TrimJournal::MaximumTrims + 2; ++number)
        journal.note(number, {number, 0}, QByteArray::number(number));
    QVERIFY(!journal.reachesBackTo(1));
    QVERIFY(journal.reachesBackTo(2));
    QCOMPARE(numbersAbove(journal, 2).size(), qsizetype(TrimJournal::MaximumTrims));
}

void ReaderMatchesTest::theJournalTakesNoMoreThanItsShare()
{
    TrimJournal journal(100'000);
    for (quint64 number = 1; number <= 5'000; ++number)
        journal.note(number, {number, 0}, QByteArray(200, 'x'));
    QVERIFY(!journal.reachesBackTo(4'500));
    QVERIFY(journal.reachesBackTo(4'900));
}

QTEST_APPLESS_MAIN(ReaderMatchesTest)
#include "tst_readermatches.moc"
