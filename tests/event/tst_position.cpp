// SPDX-License-Identifier: GPL-3.0-or-later
#include "event/position.h"

#include <QTest>

using namespace helio;

class PositionTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void positionsAreOrderedByTimeThenSequence();
    void nothingStandsBetweenAPositionAndTheNext();
    void aTimeBeyondAllClocksIsTheLatest();
    void anIdIsReadBack_data();
    void anIdIsReadBack();
    void onlyTheExactFormIsAPosition_data();
    void onlyTheExactFormIsAPosition();
};

void PositionTest::positionsAreOrderedByTimeThenSequence()
{
    QVERIFY(Position() < Position({0, 1}));
    QVERIFY(Position({0, 1}) < Position({1, 0}));
    QVERIFY(Position({9, 9}) < Position({10, 0})); // as numbers, not as text
    QVERIFY(Position({1, 9}) < Position({1, 10}));
}

void PositionTest::nothingStandsBetweenAPositionAndTheNext()
{
    QCOMPARE(nextPosition({5, 6}), (Position{5, 7}));
    constexpr quint64 Most = std::numeric_limits<quint64>::max();
    QCOMPARE(nextPosition({5, Most}), (Position{6, 0}));
    QCOMPARE(nextPosition({Most, Most}), (Position{Most, Most})); // and not the lowest one
}

void PositionTest::aTimeBeyondAllClocksIsTheLatest()
{
    QCOMPARE(Position({7, 1}).time(), 7);
    QCOMPARE(Position({std::numeric_limits<quint64>::max(), 0}).time(), std::numeric_limits<qint64>::max());
}

void PositionTest::anIdIsReadBack_data()
{
    QTest::addColumn<QByteArray>("id");
    for (const char *id : {"0-0", "0-1", "1763690000000-4", "18446744073709551615-18446744073709551615"})
        QTest::newRow(id) << QByteArray(id);
}

void PositionTest::anIdIsReadBack()
{
    QFETCH(QByteArray, id);
    const auto position = Position::fromId(id);
    QVERIFY(position);
    QCOMPARE(position->toId(), id);
    QVERIFY(Position::hasForm(id));
}

void PositionTest::onlyTheExactFormIsAPosition_data()
{
    QTest::addColumn<QByteArray>("id");
    QTest::addColumn<bool>("hasForm"); // kept for the hub, even if no position
    const auto row = [](const QByteArray &id, bool hasForm) { QTest::newRow(id.constData()) << id << hasForm; };
    row("", false);
    row("-", false);
    row("1", false);
    row("1-", false);
    row("-1", false);
    row("1-2-3", false);
    row("1--2", false);
    row("+1-2", false);
    row("1-+2", false);
    row(" 1-2", false);
    row("1-2 ", false);
    row("1.0-2", false);
    row("a-b", false);
    row("01-2", true);
    row("1-02", true);
    row("18446744073709551616-0", true);
    row("0-18446744073709551616", true);
    row("99999999999999999999999-1", true);
}

void PositionTest::onlyTheExactFormIsAPosition()
{
    QFETCH(QByteArray, id);
    QVERIFY(!Position::fromId(id));
    QTEST(Position::hasForm(id), "hasForm");
}

QTEST_APPLESS_MAIN(PositionTest)
#include "tst_position.moc"
