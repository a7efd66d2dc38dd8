// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/banlist.h"

#include <QTest>

#include <algorithm>
#include <ctime>

using namespace helio;
using namespace std::chrono_literals;

/// Who is kept away, and until when.
class BanListTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void nobodyIsBannedAtFirst();
    void aBanEndsAtItsTime();
    void theLastBanOfAKeyHolds();
    void aSubjectStandsForItselfAndElseTheAddress();
    void endedBansMakeRoom();
    void whenFullTheBanThatEndsFirstGivesWay();
    void aKnownKeyNeedsNoRoom();
    void aFullListTakesManyMoreInTime();
    void bansThatHoldAreListedByKey();
    void aBanIsLiftedOnce();

private:
    const BanList::TimePoint now_{1'000s};
};

void BanListTest::nobodyIsBannedAtFirst()
{
    BanList bans;
    QVERIFY(!bans.isBanned(QStringLiteral("x"), now_));
}

void BanListTest::aBanEndsAtItsTime()
{
    BanList bans;
    bans.ban(QStringLiteral("x"), now_ + 10s);
    QVERIFY(bans.isBanned(QStringLiteral("x"), now_));
    QVERIFY(bans.isBanned(QStringLiteral("x"), now_ + 9'999ms));
    QVERIFY(!bans.isBanned(QStringLiteral("y"), now_));
    QVERIFY(!bans.isBanned(QStringLiteral("x"), now_ + 10s));
}

void BanListTest::theLastBanOfAKeyHolds()
{
    BanList bans;
    bans.ban(QStringLiteral("x"), now_ + 100s);
    bans.ban(QStringLiteral("x"), now_ + 10s);
    QVERIFY(bans.isBanned(QStringLiteral("x"), now_ + 9s));
    QVERIFY(!bans.isBanned(QStringLiteral("x"), now_ + 11s));
}

void BanListTest::aSubjectStandsForItselfAndElseTheAddress()
{
    const QHostAddress one(QStringLiteral("192.0.2.1")), two(QStringLiteral("192.0.2.2"));
    QCOMPARE(BanList::keyOf(QStringLiteral("ada"), one), BanList::keyOf(QStringLiteral("ada"), two));
    QVERIFY(BanList::keyOf({}, one) != BanList::keyOf({}, two));
    QVERIFY(BanList::keyOf(one.toString(), two) != BanList::keyOf({}, one)); // a subject that looks like an address
}

void BanListTest::endedBansMakeRoom()
{
    BanList bans;
    for (int i = 0; i < BanList::MaximumBans; ++i)
        bans.ban(QString::number(i), now_ + 10s);
    bans.ban(QStringLiteral("later"), now_ + 30s);
    QVERIFY(bans.isBanned(QStringLiteral("later"), now_ + 20s));
}

void BanListTest::whenFullTheBanThatEndsFirstGivesWay()
{
    BanList bans;
    for (int i = 0; i < BanList::MaximumBans; ++i)
        bans.ban(QString::number(i), now_ + (i == 4711 ? 10s : 20s));
    QVERIFY(bans.isBanned(QStringLiteral("4711"), now_));
    bans.ban(QStringLiteral("one more"), now_ + 5s);
    QVERIFY(bans.isBanned(QStringLiteral("one more"), now_));
    QVERIFY(!bans.isBanned(QStringLiteral("4711"), now_));
    QVERIFY(bans.isBanned(QStringLiteral("4710"), now_));
}

void BanListTest::aKnownKeyNeedsNoRoom()
{
    BanList bans;
    for (int i = 0; i < BanList::MaximumBans; ++i)
        bans.ban(QString::number(i), now_ + (i == 4711 ? 10s : 20s));
    bans.ban(QStringLiteral("1"), now_ + 30s);
    QVERIFY(bans.isBanned(QStringLiteral("4711"), now_));
}

void BanListTest::aFullListTakesManyMoreInTime()
{
    BanList bans;
    const auto timeOf = [&](const QString &kind, BanList::TimePoint until) {
        const std::clock_t before = std::clock();
        for (int i = 0; i < BanList::MaximumBans; ++i)
            bans.ban(kind + QString::number(i), until);
        return std::max<double>(double(std::clock() - before), CLOCKS_PER_SEC / 100.0);
    };
    const double filling = timeOf(QStringLiteral("a"), now_ + 20s);
    const double replacing = timeOf(QStringLiteral("b"), now_ + 30s);
    QVERIFY2(replacing < 20 * filling, qPrintable(QStringLiteral("%1 after %2").arg(replacing).arg(filling)));
    QVERIFY(!bans.isBanned(QStringLiteral("a1"), now_));
    QVERIFY(bans.isBanned(QStringLiteral("b1"), now_));
}

void BanListTest::bansThatHoldAreListedByKey()
{
    BanList bans;
    bans.ban(QStringLiteral("y"), now_ + 20s);
    bans.ban(QStringLiteral("x"), now_ + 10s);
    const auto first = bans.next({}, now_);
    QVERIFY(first);
    QCOMPARE(first->key, QStringLiteral("x"));
    const auto second = bans.next(first->key, now_);
    QVERIFY(second && second->until == now_ + 20s);
    QVERIFY(!bans.next(second->key, now_));
    QCOMPARE(bans.next({}, now_ + 10s)->key, QStringLiteral("y"));
    QVERIFY(!bans.next({}, now_ + 20s));
}

void BanListTest::aBanIsLiftedOnce()
{
    BanList bans;
    bans.ban(QStringLiteral("x"), now_ + 10s);
    QVERIFY(!bans.lift(QStringLiteral("y"), now_));
    QVERIFY(bans.lift(QStringLiteral("x"), now_));
    QVERIFY(!bans.isBanned(QStringLiteral("x"), now_));
    QVERIFY(!bans.lift(QStringLiteral("x"), now_));
}

QTEST_GUILESS_MAIN(BanListTest)
#include "tst_banlist.moc"
