// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/columnlayout.h"

#include <QTest>

#include <numeric>

using namespace helio;

namespace {

int sum(const QList<int> &widths)
{
    return std::accumulate(widths.begin(), widths.end(), 0);
}

QStringList list(const char *words)
{
    return QString::fromLatin1(words).split(u' ');
}

/// Columns with these ids, of which `data` stretches; paths are added ones.
QList<ColumnSpec> specs(const char *words)
{
    QList<ColumnSpec> all;
    for (const QString &id : list(words))
        all.append({.id = id, .stretches = id == QLatin1String("data"), .isAdded = id.startsWith(u'$')});
    return all;
}

QStringList entries(const char *saved)
{
    return QString::fromLatin1(saved).split(u'|');
}

} // namespace

class ColumnLayoutTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void allRoomIsUsed_data();
    void allRoomIsUsed();
    void whereTheTableScrollsNothingIsSqueezed();
    void titlesAreNeverCut();
    void nothingIsCutWhereThereIsRoom();
    void shortTextsAreNotCutBesideALongOne();
    void longTextsShareTheRoomWithTheOneThatStretches();
    void theOneThatStretchesHasTheRest();
    void withoutOneThatStretchesTheLastHasTheRest();
    void newColumnsComeBeforeTheOneThatStretches();
    void theOneThatStretchesStandsWhereItsTableHasIt();
    void columnsThatAreAwayKeepTheirPlace();
    void whatIsSavedComesBack();
    void aWidthIsNoPlace();
    void whatIsNotUnderstoodIsIgnored_data();
    void whatIsNotUnderstoodIsIgnored();
};

void ColumnLayoutTest::allRoomIsUsed_data()
{
    QTest::addColumn<int>("room");
    for (const int room : {160, 180, 300, 1000, 5000})
        QTest::addRow("%d pixels", room) << room;
}

void ColumnLayoutTest::allRoomIsUsed()
{
    QFETCH(int, room);
    const QList<ColumnNeed> needs{{30, 60, 200}, {30, 60, 40}, {30, 100, 0, true}};
    const QList<int> widths = shareRoom(needs, room);
    QCOMPARE(sum(widths), room);
}

void ColumnLayoutTest::whereTheTableScrollsNothingIsSqueezed()
{
    QCOMPARE(shareRoom({{30, 60, 200}, {30, 60, 40}, {30, 100, 0, true}}, 159), (QList<int>{60, 40, 100}));
}

void ColumnLayoutTest::titlesAreNeverCut()
{
    QCOMPARE(shareRoom({{50, 80, 80}, {70, 80, 300}}, 120), (QList<int>{50, 70}));
    QCOMPARE(shareRoom({{50, 40, 40}, {70, 40, 300}}, 10), (QList<int>{50, 70}));
}

void ColumnLayoutTest::nothingIsCutWhereThereIsRoom()
{
    const QList<int> widths = shareRoom({{50, 80, 180}, {70, 80, 300}, {40, 100, 0, true}}, 700);
    QCOMPARE(widths, (QList<int>{180, 300, 220}));
}

void ColumnLayoutTest::shortTextsAreNotCutBesideALongOne()
{
    QCOMPARE(shareRoom({{40, 100, 200}, {40, 100, 1000, true}}, 400), (QList<int>{200, 200}));
    QCOMPARE(shareRoom({{40, 100, 200}, {40, 100, 1000, true}}, 250), (QList<int>{150, 100}));
}

void ColumnLayoutTest::longTextsShareTheRoomWithTheOneThatStretches()
{
    // Beyond twice what is wanted 100 too few for the one, 900 for the other: of the 200 that there are, each has its
    // part.
    QCOMPARE(shareRoom({{40, 100, 300}, {40, 100, 1000, true}}, 500), (QList<int>{220, 280}));
}

void ColumnLayoutTest::theOneThatStretchesHasTheRest()
{
    QCOMPARE(shareRoom({{40, 100, 0, true}, {50, 80, 80}}, 700), (QList<int>{620, 80}));
}

void ColumnLayoutTest::withoutOneThatStretchesTheLastHasTheRest()
{
    QCOMPARE(shareRoom({{40, 80, 80}, {50, 80, 80}}, 700), (QList<int>{80, 620}));
}

void ColumnLayoutTest::newColumnsComeBeforeTheOneThatStretches()
{
    ColumnState state;
    QCOMPARE(state.orderOf(specs("time data $.a")), list("time $.a data"));
    state.setOrder(list("data time"));
    QCOMPARE(state.orderOf(specs("time data $.a")), list("$.a data time"));
}

void ColumnLayoutTest::theOneThatStretchesStandsWhereItsTableHasIt()
{
    QCOMPARE(ColumnState().orderOf(specs("address data since")), list("address data since"));
}

void ColumnLayoutTest::columnsThatAreAwayKeepTheirPlace()
{
    ColumnState state;
    state.setOrder(list("time $.a channel data"));
    state.setOrder(list("time data channel"));
    QCOMPARE(state.orderOf(specs("time channel data $.a")), list("time $.a data channel"));
}

void ColumnLayoutTest::whatIsSavedComesBack()
{
    const ColumnSpec time{.id = QStringLiteral("time")};
    const ColumnSpec spaced{.id = QStringLiteral("$['a b'].c")};
    const ColumnSpec untouched{.id = QStringLiteral("id"), .isShown = false};
    ColumnState state;
    state.followsContent = false;
    state.sortId = time.id;
    state.sortOrder = Qt::DescendingOrder;
    state.setOrder({spaced.id, time.id, untouched.id});
    state.setWidth(spaced.id, 123);
    state.setShown(time.id, false);
    const auto back = ColumnState::restored(state.save());
    QVERIFY(back);
    QVERIFY(!back->followsContent);
    QCOMPARE(back->sortId, time.id);
    QCOMPARE(back->sortOrder, Qt::DescendingOrder);
    QCOMPARE(back->width(spaced.id), 123);
    QVERIFY(!back->isShown(time));
    QVERIFY(back->isShown(spaced));
    QVERIFY(!back->isShown(untouched));
    QCOMPARE(back->orderOf({time, spaced}), (QStringList{spaced.id, time.id}));
}

void ColumnLayoutTest::aWidthIsNoPlace()
{
    ColumnState state;
    for (const char *id : {"data", "channel", "time"})
        state.setWidth(QLatin1String(id), 50);
    const auto back = ColumnState::restored(state.save());
    QVERIFY(back);
    QCOMPARE(back->orderOf(specs("time channel data")), list("time channel data"));
    QCOMPARE(back->width(QStringLiteral("channel")), 50);
}

void ColumnLayoutTest::whatIsNotUnderstoodIsIgnored_data()
{
    QTest::addColumn<QStringList>("saved");
    QTest::newRow("nothing") << QStringList();
    QTest::newRow("another version") << entries("2|fixed||ascending");
    QTest::newRow("too short") << entries("1|fixed");
    QTest::newRow("no width") << entries("1|fixed||ascending|+ x time");
    QTest::newRow("a width below nothing") << entries("1|fixed||ascending|+ -5 time");
    QTest::newRow("no column") << entries("1|fixed||ascending|+ 5");
}

void ColumnLayoutTest::whatIsNotUnderstoodIsIgnored()
{
    QFETCH(QStringList, saved);
    QVERIFY(!ColumnState::restored(saved));
}

QTEST_APPLESS_MAIN(ColumnLayoutTest)
#include "tst_columnlayout.moc"
