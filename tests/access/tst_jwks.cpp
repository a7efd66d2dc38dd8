// SPDX-License-Identifier: GPL-3.0-or-later
#include "access/jwtkey.h"
#include "jwtsigner.h"

#include <QTest>

using namespace helio;
using namespace helio::test;

namespace {

QByteArray setOf(const QByteArrayList &keys)
{
    return "{\"keys\":[" + keys.join(',') + "]}";
}

bool believes(const JwkSet &set, JwtAlgorithm algorithm, const QByteArray &token)
{
    const auto jwt = Jwt::parse(token);
    return jwt && JwtKey(algorithm, set).judge(*jwt, 0).has_value();
}

} // namespace

/// Sets of keys: which of them checks a token.
class JwksTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theKeyIsFoundByItsId();
    void aWrongIdFindsNothing();
    void withoutAnIdTheOnlyKeyChecks();
    void eachTypeOfKeyIsRead();
    void keysThatDoNotFitArePassedOver_data();
    void keysThatDoNotFitArePassedOver();
    void badSetsAreRefused_data();
    void badSetsAreRefused();
};

void JwksTest::theKeyIsFoundByItsId()
{
    const JwtSigner one = JwtSigner::rsa();
    const JwtSigner other = JwtSigner::rsa();
    QString problem;
    const auto set =
        JwkSet::parse(JwtAlgorithm::RS256, setOf({one.jwk("\"kid\":\"1\","), other.jwk("\"kid\":\"2\",")}), problem);
    QVERIFY2(set, qPrintable(problem));
    QVERIFY(believes(*set, JwtAlgorithm::RS256, one.sign("{}", ",\"kid\":\"1\"")));
    QVERIFY(believes(*set, JwtAlgorithm::RS256, other.sign("{}", ",\"kid\":\"2\"")));
}

void JwksTest::aWrongIdFindsNothing()
{
    const JwtSigner one = JwtSigner::rsa();
    const JwtSigner other = JwtSigner::rsa();
    QString problem;
    const auto set =
        JwkSet::parse(JwtAlgorithm::RS256, setOf({one.jwk("\"kid\":\"1\","), other.jwk("\"kid\":\"2\",")}), problem);
    QVERIFY(!believes(*set, JwtAlgorithm::RS256, one.sign("{}", ",\"kid\":\"2\"")));
    QVERIFY(!believes(*set, JwtAlgorithm::RS256, one.sign("{}", ",\"kid\":\"3\"")));
    QVERIFY(!believes(*set, JwtAlgorithm::RS256, one.sign("{}", ",\"kid\":\"\"")));
    QVERIFY2(!believes(*set, JwtAlgorithm::RS256, one.sign("{}")), "which of the two is not clear");
}

void JwksTest::withoutAnIdTheOnlyKeyChecks()
{
    const JwtSigner one = JwtSigner::rsa();
    QString problem;
    const auto set = JwkSet::parse(JwtAlgorithm::RS256, setOf({one.jwk("\"kid\":\"1\",")}), problem);
    QVERIFY(believes(*set, JwtAlgorithm::RS256, one.sign("{}")));
    QVERIFY(!believes(*set, JwtAlgorithm::RS256, one.sign("{}", ",\"kid\":\"2\"")));
}

void JwksTest::eachTypeOfKeyIsRead()
{
    QString problem;
    const JwtSigner secret = JwtSigner::withSecret(QByteArray(40, 'k'));
    const auto secrets = JwkSet::parse(JwtAlgorithm::HS256, setOf({secret.jwk("\"alg\":\"HS256\",")}), problem);
    QVERIFY2(secrets && believes(*secrets, JwtAlgorithm::HS256, secret.sign("{}")), qPrintable(problem));
    const JwtSigner ec = JwtSigner::p256();
    const auto points =
        JwkSet::parse(JwtAlgorithm::ES256, setOf({ec.jwk("\"use\":\"sig\",\"alg\":\"ES256\",")}), problem);
    QVERIFY2(points && believes(*points, JwtAlgorithm::ES256, ec.sign("{}")), qPrintable(problem));
}

void JwksTest::keysThatDoNotFitArePassedOver_data()
{
    QTest::addColumn<QByteArray>("more");
    QTest::newRow("for another algorithm") << QByteArray("\"alg\":\"RS512\",");
    QTest::newRow("for encryption") << QByteArray("\"use\":\"enc\",");
    QTest::newRow("for signing only") << QByteArray("\"key_ops\":[\"sign\"],");
    QTest::newRow("alg no string") << QByteArray("\"alg\":1,");
}

void JwksTest::keysThatDoNotFitArePassedOver()
{
    QFETCH(QByteArray, more);
    const JwtSigner unfit = JwtSigner::rsa();
    const JwtSigner fit = JwtSigner::rsa();
    QString problem;
    const auto set = JwkSet::parse(
        JwtAlgorithm::RS256,
        setOf({unfit.jwk(more + "\"kid\":\"1\","), JwtSigner::p256().jwk("\"kid\":\"3\","), fit.jwk("\"kid\":\"2\",")}),
        problem);
    QVERIFY2(set, qPrintable(problem));
    QVERIFY(!believes(*set, JwtAlgorithm::RS256, unfit.sign("{}", ",\"kid\":\"1\"")));
    QVERIFY(believes(*set, JwtAlgorithm::RS256, fit.sign("{}")));
}

void JwksTest::badSetsAreRefused_data()
{
    QTest::addColumn<QByteArray>("json");
    const JwtSigner rsa = JwtSigner::rsa();
    QTest::newRow("no JSON") << QByteArray("keys");
    QTest::newRow("no keys") << QByteArray("{}");
    QTest::newRow("an empty set") << setOf({});
    QTest::newRow("none that fits") << setOf({JwtSigner::p256().jwk()});
    QTest::newRow("the same id twice") << setOf({rsa.jwk("\"kid\":\"1\","), JwtSigner::rsa().jwk("\"kid\":\"1\",")});
    QTest::newRow("weak") << setOf({JwtSigner::rsa(1024).jwk()});
    QTest::newRow("no numbers") << QByteArray("{\"keys\":[{\"kty\":\"RSA\"}]}");
    QTest::newRow("bad base64") << QByteArray("{\"keys\":[{\"kty\":\"RSA\",\"n\":\"+/\",\"e\":\"AQAB\"}]}");
    QTest::newRow("a member twice") << setOf({rsa.jwk("\"kid\":\"1\",\"kid\":\"2\",")});
}

void JwksTest::badSetsAreRefused()
{
    QFETCH(QByteArray, json);
    QString problem;
    QVERIFY(!JwkSet::parse(JwtAlgorithm::RS256, json, problem));
    QVERIFY(!problem.isEmpty());
}

QTEST_GUILESS_MAIN(JwksTest)
#include "tst_jwks.moc"
