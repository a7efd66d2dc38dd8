// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/banlist.h"

#include <QTest>

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
    bans.ban(QStringLiteral("x"), now_ + 10s, now_);
    QVERIFY(bans.isBanned(QStringLiteral("x"), now_));
    QVERIFY(bans.isBanned(QStringLiteral("x"), now_ + 9'999ms));
    QVERIFY(!bans.isBanned(QStringLiteral("y"), now_));
    QVERIFY(!bans.isBanned(QStringLiteral("x"), now_ + 10s));
}

void BanListTest::theLastBanOfAKeyHolds()
{
    BanList bans;
    bans.ban(QStringLiteral("x"), now_ + 100s, now_);
    bans.ban(QStringLiteral("x"), now_ + 10s, now_);
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
        bans.ban(QString::number(i), now_ + 10s, now_);
    bans.ban(QStringLiteral("later"), now_ + 30s, now_ + 20s);
    QVERIFY(bans.isBanned(QStringLiteral("later"), now_ + 20s));
}

void BanListTest::whenFullTheBanThatEndsFirstGivesWay()
{
    BanList bans;
    for (int i = 0; i < BanList::MaximumBans; ++i)
        bans.ban(QString::number(i), now_ + (i == 4711 ? 10s : 20s), now_);
    QVERIFY(bans.isBanned(QStringLiteral("4711"), now_));
    bans.ban(QStringLiteral("one more"), now_ + 5s, now_);
    QVERIFY(bans.isBanned(QStringLiteral("one more"), now_));
    QVERIFY(!bans.isBanned(QStringLiteral("4711"), now_));
    QVERIFY(bans.isBanned(QStringLiteral("4710"), now_));
}

void BanListTest::aKnownKeyNeedsNoRoom()
{
    BanList bans;
    for (int i = 0; i < BanList::MaximumBans; ++i)
        bans.ban(QString::number(i), now_ + (i == 4711 ? 10s : 20s), now_);
    bans.ban(QStringLiteral("1"), now_ + 30s, now_);
    QVERIFY(bans.isBanned(QStringLiteral("4711"), now_));
}

void BanListTest::bansThatHoldAreListedByKey()
{
    BanList bans;
    bans.ban(QStringLiteral("y"), now_ + 20s, now_);
    bans.ban(QStringLiteral("x"), now_ + 10s, now_);
    QCOMPARE(bans.all(now_).size(), 2);
    QCOMPARE(bans.all(now_)[0].key, QStringLiteral("x"));
    QVERIFY(bans.all(now_)[1].until == now_ + 20s);
    QCOMPARE(bans.all(now_ + 10s).size(), 1);
    QVERIFY(bans.all(now_ + 20s).isEmpty());
}

void BanListTest::aBanIsLiftedOnce()
{
    BanList bans;
    bans.ban(QStringLiteral("x"), now_ + 10s, now_);
    QVERIFY(!bans.lift(QStringLiteral("y"), now_));
    QVERIFY(bans.lift(QStringLiteral("x"), now_));
    QVERIFY(!bans.isBanned(QStringLiteral("x"), now_));
    QVERIFY(!bans.lift(QStringLiteral("x"), now_));
}

QTEST_GUILESS_MAIN(BanListTest)
#include "tst_banlist.moc"
