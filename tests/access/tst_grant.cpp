// SPDX-License-Identifier: GPL-3.0-or-later
#include "access/accesstoken.h"
#include "access/grant.h"

#include <QTest>

using namespace helio;

/// Globs of rules, and tokens.
class GrantTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theSubjectStandsForItself_data();
    void theSubjectStandsForItself();
    void withoutASubjectItsGlobsGrantNothing();
    void aSubjectBehindABackslashOrInAClassOpensNothing_data();
    void aSubjectBehindABackslashOrInAClassOpensNothing();
    void nothingIsGrantedByDefault();
    void everythingMeansEverything();
    void tokensAreLongAndDifferent();
    void aDigestIsSixtyFourHexadecimalDigits();
    void aTokenIsFoundByItsDigest();
};

void GrantTest::theSubjectStandsForItself_data()
{
    QTest::addColumn<QString>("subject");
    QTest::addColumn<QByteArray>("channel");
    QTest::addColumn<bool>("granted");
    QTest::newRow("its own") << "alice" << QByteArray("users.alice") << true;
    QTest::newRow("another's") << "alice" << QByteArray("users.bob") << false;
    QTest::newRow("longer") << "alice" << QByteArray("users.alice2") << false;
    QTest::newRow("a star opens nothing") << "*" << QByteArray("users.bob") << false;
    QTest::newRow("a star is a star") << "*" << QByteArray("users.*") << true;
    QTest::newRow("a question mark") << "al?ce" << QByteArray("users.alice") << false;
    QTest::newRow("a class") << "[ab]" << QByteArray("users.a") << false;
    QTest::newRow("a class is its letters") << "[ab]" << QByteArray("users.[ab]") << true;
    QTest::newRow("a backslash") << "a\\b" << QByteArray("users.a\\b") << true;
    QTest::newRow("a backslash and a star") << "\\*" << QByteArray("users.\\x") << false;
    QTest::newRow("not Latin") << QString::fromUtf8("愛") << QByteArray("users.愛") << true;
}

void GrantTest::theSubjectStandsForItself()
{
    QFETCH(QString, subject);
    QFETCH(QByteArray, channel);
    Grant grant;
    grant.subscribe = grantedPatterns({"users.{sub}"}, subject);
    QTEST(grant.maySubscribe(channel), "granted");
}

void GrantTest::withoutASubjectItsGlobsGrantNothing()
{
    QCOMPARE(grantedPatterns({"users.{sub}", "{sub}*", "news"}, {}), QList<Pattern>{Pattern("news")});
}

void GrantTest::aSubjectBehindABackslashOrInAClassOpensNothing_data()
{
    QTest::addColumn<QString>("subject");
    QTest::addColumn<QByteArray>("channel");
    QTest::addColumn<bool>("granted");
    QTest::newRow("x.\\{sub}") << "*" << QByteArray("x.anything") << false;
    QTest::newRow("x.\\{sub} ") << "*" << QByteArray("x.\\anything") << false;
    QTest::newRow("x.\\{sub}  ") << "?" << QByteArray("x.\\a") << false;
    QTest::newRow("x.\\{sub}   ") << "alice" << QByteArray("x.{sub}   ") << true; // the five bytes
    QTest::newRow("x.\\\\{sub}") << "*" << QByteArray("x.\\a") << false;
    QTest::newRow("x.\\\\{sub} ") << "*" << QByteArray("x.\\* ") << true; // a backslash, and the subject
    QTest::newRow("x.[{sub}]") << "a-z" << QByteArray("x.b") << true;     // one of the bytes of {sub}
    QTest::newRow("x.[{sub}] ") << "a-z" << QByteArray("x.m ") << false;
    QTest::newRow("x.[{sub}") << "]*" << QByteArray("x.anything") << false;
    QTest::newRow("x.[\\]{sub}]*") << "]*" << QByteArray("x.zebra") << false;
    QTest::newRow("x.[^]{sub}") << "*" << QByteArray("x.yz") << false; // an empty class, and the subject
    QTest::newRow("x.[^]{sub} ") << "*" << QByteArray("x.y* ") << true;
    QTest::newRow("*\\{sub}") << "*" << QByteArray("anything") << false;
}

void GrantTest::aSubjectBehindABackslashOrInAClassOpensNothing()
{
    QFETCH(QString, subject);
    QFETCH(QByteArray, channel);
    Grant grant;
    grant.subscribe = grantedPatterns({QTest::currentDataTag()}, subject);
    QTEST(grant.maySubscribe(channel), "granted");
}

void GrantTest::nothingIsGrantedByDefault()
{
    const Grant grant;
    QVERIFY(!grant.maySubscribe("sse") && !grant.mayPublish("sse") && !grant.admin && grant.isAnonymous);
}

void GrantTest::everythingMeansEverything()
{
    const Grant grant = Grant::everything();
    QVERIFY(grant.maySubscribe("sse") && grant.mayPublish("*") && grant.admin && grant.maySubscribeToAll());
}

void GrantTest::tokensAreLongAndDifferent()
{
    const QByteArray one = makeToken();
    QVERIFY(one.startsWith("hlg_") && one.size() == 4 + 43);
    QVERIFY(makeToken() != one);
}

void GrantTest::aDigestIsSixtyFourHexadecimalDigits()
{
    const QByteArray digest = tokenDigest("secret");
    QCOMPARE(normalizedDigest(digest), digest);
    QCOMPARE(normalizedDigest(digest.toUpper()), digest);
    for (const QByteArray &bad : {QByteArray(), digest.first(63), digest + 'a', 'g' + digest.sliced(1)})
        QVERIFY(normalizedDigest(bad).isEmpty());
    QVERIFY2(normalizedDigest(tokenDigest({})).isEmpty(), "an empty token must not be one");
}

void GrantTest::aTokenIsFoundByItsDigest()
{
    const QByteArrayList digests{tokenDigest("a"), tokenDigest("b"), tokenDigest("c")};
    QCOMPARE(indexOfDigest(digests, tokenDigest("a")), 0);
    QCOMPARE(indexOfDigest(digests, tokenDigest("c")), 2);
    QCOMPARE(indexOfDigest(digests, tokenDigest("d")), -1);
    QCOMPARE(indexOfDigest({}, tokenDigest("a")), -1);
}

QTEST_GUILESS_MAIN(GrantTest)
#include "tst_grant.moc"
