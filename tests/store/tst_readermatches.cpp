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
    void theJournalKnowsTheTrimsAboveANumber();
    void whatTheJournalForgotItDoesNotAnswerFor();
};

namespace {

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

} // namespace

void ReaderMatchesTest::aSelectionIsComparedWithAChannelOnce()
{
    ReaderMatches matches;
    const Selection selection = manyPatterns("a");
    for (const QByteArray channel : {"x.7a", "x.7b"}) {
        QCOMPARE(comparisonsFor(matches, selection, channel), 99);
        QCOMPARE(comparisonsFor(matches, selection, channel), 1);
    }
}

void ReaderMatchesTest::readersOfTheSameSelectionShareWhatWasCompared()
{
    ReaderMatches matches;
    QCOMPARE(comparisonsFor(matches, manyPatterns("a"), "x.7a"), 99);
    QCOMPARE(comparisonsFor(matches, manyPatterns("b"), "x.7a"), 99);
    QCOMPARE(comparisonsFor(matches, manyPatterns("a"), "x.7a"), 1);
    QCOMPARE(matches.size(), size_t(2));
}

void ReaderMatchesTest::aRestrictionMakesAnotherSelection()
{
    ReaderMatches matches;
    const Selection all = manyPatterns("a");
    Selection some = all;
    some.restrictPatterns({Pattern("y.*")});
    QCOMPARE(comparisonsFor(matches, all, "x.7a"), 99);
    QCOMPARE(comparisonsFor(matches, some, "x.7a"), 100);
    QCOMPARE(comparisonsFor(matches, all, "x.7a"), 1);
}

void ReaderMatchesTest::whatIsRememberedIsBounded()
{
    ReaderMatches matches;
    for (size_t i = 0; i < 2 * ReaderMatches::MaximumSelections; ++i)
        QVERIFY(comparisonsFor(matches, manyPatterns(QByteArray::number(qulonglong(i))), "x") > 1);
    QCOMPARE(matches.size(), ReaderMatches::MaximumSelections);
    const Selection selection = manyPatterns("a");
    for (int i = 0; i < ReaderMatches::MaximumChannels + 10; ++i) {
        QCOMPARE(comparisonsFor(matches, selection, "x." + QByteArray::number(i)), 99);
        QVERIFY(matches.of(selection).knownChannels() <= ReaderMatches::MaximumChannels);
    }
}

void ReaderMatchesTest::theJournalKnowsTheTrimsAboveANumber()
{
    TrimJournal journal;
    QVERIFY(!journal.reachesBackTo(0));
    journal.note(2, {20, 0}, "a");
    journal.note(3, {10, 0}, "b");
    journal.note(4, {30, 0}, "a");
    QVERIFY(!journal.reachesBackTo(0));
    QVERIFY(journal.reachesBackTo(1));
    const auto isB = [](const QByteArray &channel) { return channel == "b"; };
    QVERIFY(journal.anyAbove(1, {9, 0}, isB));
    QVERIFY(journal.anyAbove(2, {9, 0}, isB));
    QVERIFY(!journal.anyAbove(3, {9, 0}, isB));
    QVERIFY(!journal.anyAbove(1, {10, 0}, isB));
    QVERIFY(!journal.anyAbove(4, {0, 0}, [](const QByteArray &) { return true; }));
}

void ReaderMatchesTest::whatTheJournalForgotItDoesNotAnswerFor()
{
    TrimJournal journal;
    for (quint64 number = 1; number <= TrimJournal::MaximumTrims + 2; ++number)
        journal.note(number, {number, 0}, QByteArray::number(number));
    QVERIFY(!journal.reachesBackTo(1));
    QVERIFY(journal.reachesBackTo(2));
    int asked = 0;
    journal.anyAbove(2, {}, [&](const QByteArray &) { return ++asked < 0; });
    QCOMPARE(asked, int(TrimJournal::MaximumTrims));
}

QTEST_APPLESS_MAIN(ReaderMatchesTest)
#include "tst_readermatches.moc"
