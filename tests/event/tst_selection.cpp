// SPDX-License-Identifier: GPL-3.0-or-later
#include "event/selection.h"

#include <QTest>

using namespace helio;

class SelectionTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void anEmptySelectionReceivesNothing();
    void namesAndPatternsSelect();
    void aNameGivenTwiceIsOneName();
    void onlyOneNameAloneIsASingleChannel();
    void aNameIsNoPattern();
};

void SelectionTest::anEmptySelectionReceivesNothing()
{
    const Selection selection;
    QVERIFY(selection.isEmpty());
    QVERIFY(!selection.matches("sse"));
}

void SelectionTest::namesAndPatternsSelect()
{
    Selection selection;
    selection.addChannel("news");
    selection.addPattern("users.*");
    QVERIFY(selection.matches("news"));
    QVERIFY(selection.matches("users.7"));
    QVERIFY(!selection.matches("other"));
    QCOMPARE(selection.size(), 2);
}

void SelectionTest::aNameGivenTwiceIsOneName()
{
    Selection selection;
    selection.addChannel("b");
    selection.addChannel("a");
    selection.addChannel("b");
    selection.addPattern("*");
    selection.addPattern("*");
    QCOMPARE(selection.channels(), QByteArrayList({"b", "a"}));
    QCOMPARE(selection.patterns().size(), 1);
}

void SelectionTest::onlyOneNameAloneIsASingleChannel()
{
    Selection selection;
    QVERIFY(!selection.isSingleChannel());
    selection.addChannel("a");
    QVERIFY(selection.isSingleChannel());
    selection.addChannel("b");
    QVERIFY(!selection.isSingleChannel());

    Selection pattern;
    pattern.addPattern("a");
    QVERIFY(!pattern.isSingleChannel());
}

void SelectionTest::aNameIsNoPattern()
{
    Selection selection;
    selection.addChannel("users.*");
    QVERIFY(!selection.matches("users.7"));
    QVERIFY(selection.matches("users.*"));
}

QTEST_APPLESS_MAIN(SelectionTest)
#include "tst_selection.moc"
