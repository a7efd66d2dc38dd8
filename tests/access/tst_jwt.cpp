// SPDX-License-Identifier: GPL-3.0-or-later
#include "access/accesstoken.h"
#include "access/base64url.h"
#include "access/jwtclaims.h"
#include "access/jwtkey.h"
#include "jwtsigner.h"

#include <QTest>

using namespace helio;
using namespace helio::test;

namespace {

constexpr qint64 Now = 1'763'690'000'000;
const QByteArray Secret(32, 's');
const QByteArray Claims("{\"sub\":\"alice\",\"mercure\":{\"subscribe\":[\"users.{sub}\"],\"publish\":[\"a\"]}}");

JwtKey secretKey(const QByteArray &secret = Secret)
{
    QString problem;
    return JwtKey(SignatureKey::fromSecret(secret, problem).value());
}

JwtKey pemKey(JwtAlgorithm algorithm, const JwtSigner &signer)
{
    QString problem;
    return JwtKey(SignatureKey::fromPem(algorithm, signer.publicPem(), problem).value());
}

/// What the key grants, or nothing.
std::optional<Grant> judge(const JwtKey &key, const QByteArray &token, qint64 now = Now)
{
    const auto jwt = Jwt::parse(token);
    const auto answer = jwt ? key.judge(*jwt, now) : std::nullopt;
    if (!answer || !std::holds_alternative<Grant>(*answer))
        return {};
    return std::get<Grant>(*answer);
}

QByteArray claimsWith(const QByteArray &name, qint64 seconds)
{
    return "{\"" + name + "\":" + QByteArray::number(Now / 1000 + seconds) + '}';
}

} // namespace

/// JSON Web Tokens: which are believed, and which must not be.
class JwtTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void eachAlgorithmIsVerified();
    void mercuresClaimIsAGrant();
    void adminIsAClaimOfItsOwn();
    void aKeysTokensAreGrantedItsLimitsAtMost();
    void algorithmNoneIsNone_data();
    void algorithmNoneIsNone();
    void aPublicKeyIsNoSecret();
    void anotherAlgorithmOfTheSameKeyIsRefused();
    void anotherKeysSignatureIsRefused();
    void shortSecretsAreRefused();
    void weakAndUnfitKeysAreRefused();
    void anExpiredTokenIsRefusedAfterTheLeeway();
    void aTokenOfTheFutureIsRefusedBeforeTheLeeway();
    void theStreamsEndIsKnown();
    void issuerAndAudienceMustFit();
    void whatIsNoTokenIsRefused_data();
    void whatIsNoTokenIsRefused();
    void truncatedTokensAreRefused();
    void changedTokensAreRefused();
    void doubledClaimsAreRefused_data();
    void doubledClaimsAreRefused();
    void aSubjectKeepsItsByteOrderMark();
    void badClaimsAreRefused_data();
    void badClaimsAreRefused();
    void eightKibibytesAreTheMost();
};

void JwtTest::eachAlgorithmIsVerified()
{
    QVERIFY(judge(secretKey(), JwtSigner::withSecret(Secret).sign(Claims)));
    const JwtSigner rsa = JwtSigner::rsa();
    QVERIFY(judge(pemKey(JwtAlgorithm::RS256, rsa), rsa.sign(Claims)));
    const JwtSigner ec = JwtSigner::p256();
    const JwtKey ecKey = pemKey(JwtAlgorithm::ES256, ec);
    for (int i = 0; i < 20; ++i) // numbers with leading zeros, too
        QVERIFY(judge(ecKey, ec.sign(Claims + QByteArray(i, ' '))));
}

void JwtTest::mercuresClaimIsAGrant()
{
    const auto grant = judge(secretKey(), JwtSigner::withSecret(Secret).sign(Claims));
    QVERIFY(grant && !grant->isAnonymous && !grant->admin && !grant->expiresAt);
    QCOMPARE(grant->subject, QStringLiteral("alice"));
    QVERIFY(grant->mayPublish("a") && !grant->mayPublish("b"));
    QVERIFY(grant->maySubscribe("users.alice") && !grant->maySubscribe("users.bob") && !grant->maySubscribe("a"));
    const auto nothing = judge(secretKey(), JwtSigner::withSecret(Secret).sign("{}"));
    QVERIFY(nothing && nothing->publish.isEmpty() && nothing->subscribe.isEmpty());
}

void JwtTest::adminIsAClaimOfItsOwn()
{
    const JwtSigner signer = JwtSigner::withSecret(Secret);
    JwtKey key = secretKey();
    key.admin = true;
    QVERIFY(judge(key, signer.sign("{\"heliograph\":{\"admin\":true}}"))->admin);
    QVERIFY(!judge(key, signer.sign("{\"heliograph\":{\"admin\":false},\"admin\":true}"))->admin);
    QVERIFY(!judge(secretKey(), signer.sign("{\"heliograph\":{\"admin\":true}}"))->admin); // unless the key may
}

void JwtTest::aKeysTokensAreGrantedItsLimitsAtMost()
{
    const JwtSigner signer = JwtSigner::withSecret(Secret);
    JwtKey key = secretKey();
    key.publish = QByteArrayList{"builds.*", "users.{sub}"};
    key.subscribe = QByteArrayList{};
    const auto grant =
        judge(key, signer.sign("{\"sub\":\"7\",\"mercure\":{\"publish\":[\"*\"],\"subscribe\":[\"*\"]}}"));
    QVERIFY(grant);
    QVERIFY(grant->mayPublish("builds.1") && grant->mayPublish("users.7"));
    QVERIFY(!grant->mayPublish("orders") && !grant->mayPublish("users.8"));
    QVERIFY(!grant->maySubscribe("builds.1") && grant->subscribe.isEmpty());
    const auto narrower = judge(key, signer.sign("{\"mercure\":{\"publish\":[\"*.ci\",\"orders\"]}}"));
    QVERIFY(narrower->mayPublish("builds.x.ci"));
    QVERIFY(!narrower->mayPublish("builds.x") && !narrower->mayPublish("a.ci") && !narrower->mayPublish("orders"));
}

void JwtTest::algorithmNoneIsNone_data()
{
    QTest::addColumn<QByteArray>("header");
    for (const char *name : {"none", "None", "NONE", "nOnE", "", "hs256", "HS256 ", "HS384", "RS512", "PS256", "EdDSA"})
        QTest::newRow(name) << QByteArray("{\"alg\":\"") + name + "\"}";
    QTest::newRow("no alg") << QByteArray("{}");
    QTest::newRow("null") << QByteArray("{\"alg\":null}");
    QTest::newRow("a list") << QByteArray("{\"alg\":[\"HS256\"]}");
    QTest::newRow("said twice") << QByteArray("{\"alg\":\"none\",\"alg\":\"HS256\"}");
    QTest::newRow("crit") << QByteArray("{\"alg\":\"HS256\",\"crit\":[\"b64\"],\"b64\":false}");
}

void JwtTest::algorithmNoneIsNone()
{
    QFETCH(QByteArray, header);
    static const JwtSigner rsa = JwtSigner::rsa();
    for (const JwtKey &key : {secretKey(), pemKey(JwtAlgorithm::RS256, rsa)}) {
        QVERIFY(!judge(key, jwtOf(header, Claims, {})));
        QVERIFY(!judge(key, JwtSigner::withSecret(Secret).signWithHeader(header, Claims)));
        QVERIFY(!judge(key, rsa.signWithHeader(header, Claims)));
    }
}

void JwtTest::aPublicKeyIsNoSecret()
{
    const JwtSigner rsa = JwtSigner::rsa();
    const QByteArray forged = JwtSigner::withSecret(rsa.publicPem()).sign(Claims); // says HS256
    QVERIFY(!judge(pemKey(JwtAlgorithm::RS256, rsa), forged));
    QVERIFY(!judge(pemKey(JwtAlgorithm::RS256, rsa),
                   JwtSigner::withSecret(rsa.publicPem()).signWithHeader("{\"alg\":\"RS256\"}", Claims)));
    QString problem;
    QVERIFY(!SignatureKey::fromSecret(rsa.publicPem(), problem));
    QVERIFY2(problem.contains(QLatin1String("PEM")), qPrintable(problem));
}

void JwtTest::anotherAlgorithmOfTheSameKeyIsRefused()
{
    const JwtSigner rsa = JwtSigner::rsa();
    QVERIFY(!judge(pemKey(JwtAlgorithm::RS256, rsa), rsa.signWithHeader("{\"alg\":\"HS256\"}", Claims)));
    QVERIFY(!judge(secretKey(), JwtSigner::withSecret(Secret).signWithHeader("{\"alg\":\"RS256\"}", Claims)));
}

void JwtTest::anotherKeysSignatureIsRefused()
{
    QVERIFY(!judge(secretKey(), JwtSigner::withSecret(QByteArray(32, 't')).sign(Claims)));
    QVERIFY(!judge(secretKey(), JwtSigner::withSecret({}).sign(Claims)));
    QVERIFY(!judge(pemKey(JwtAlgorithm::RS256, JwtSigner::rsa()), JwtSigner::rsa().sign(Claims)));
    const JwtSigner ec = JwtSigner::p256();
    QVERIFY(!judge(pemKey(JwtAlgorithm::ES256, ec), JwtSigner::p256().sign(Claims)));
    // The numbers 0 and 0, which careless implementations take for a signature of anything.
    QVERIFY(!judge(pemKey(JwtAlgorithm::ES256, ec), jwtOf("{\"alg\":\"ES256\"}", Claims, QByteArray(64, '\0'))));
    QVERIFY(!judge(pemKey(JwtAlgorithm::ES256, ec), jwtOf("{\"alg\":\"ES256\"}", Claims, QByteArray(70, '\1'))));
}

void JwtTest::shortSecretsAreRefused()
{
    for (const QByteArray &secret : {QByteArray(), QByteArray("short"), QByteArray(31, 's')}) {
        QString problem;
        QVERIFY(!SignatureKey::fromSecret(secret, problem));
        QVERIFY(!problem.isEmpty());
    }
    QString problem;
    QVERIFY(SignatureKey::fromSecret(QByteArray(32, 's'), problem) && problem.isEmpty());
}

void JwtTest::weakAndUnfitKeysAreRefused()
{
    const auto isRefused = [](JwtAlgorithm algorithm, const QByteArray &pem) {
        QString problem;
        return !SignatureKey::fromPem(algorithm, pem, problem) && !problem.isEmpty();
    };
    QVERIFY(isRefused(JwtAlgorithm::RS256, JwtSigner::rsa(1024).publicPem()));
    QVERIFY(isRefused(JwtAlgorithm::ES256, JwtSigner::p384().publicPem()));
    QVERIFY(isRefused(JwtAlgorithm::ES256, JwtSigner::rsa().publicPem()));
    QVERIFY(isRefused(JwtAlgorithm::RS256, JwtSigner::p256().publicPem()));
    QVERIFY(isRefused(JwtAlgorithm::HS256, JwtSigner::rsa().publicPem()));
    QVERIFY(isRefused(JwtAlgorithm::RS256, JwtSigner::rsa().privatePem()));
    QVERIFY(isRefused(JwtAlgorithm::RS256, "nonsense"));
    QVERIFY(isRefused(JwtAlgorithm::RS256, {}));
}

void JwtTest::anExpiredTokenIsRefusedAfterTheLeeway()
{
    const JwtSigner signer = JwtSigner::withSecret(Secret);
    QVERIFY(judge(secretKey(), signer.sign(claimsWith("exp", 1))));
    QVERIFY(judge(secretKey(), signer.sign(claimsWith("exp", -59))));
    QVERIFY(!judge(secretKey(), signer.sign(claimsWith("exp", -60))));
    QVERIFY(!judge(secretKey(), signer.sign(claimsWith("exp", -1000000))));
}

void JwtTest::aTokenOfTheFutureIsRefusedBeforeTheLeeway()
{
    const JwtSigner signer = JwtSigner::withSecret(Secret);
    QVERIFY(judge(secretKey(), signer.sign(claimsWith("nbf", 60))));
    QVERIFY(!judge(secretKey(), signer.sign(claimsWith("nbf", 61))));
}

void JwtTest::theStreamsEndIsKnown()
{
    const JwtSigner signer = JwtSigner::withSecret(Secret);
    QCOMPARE(judge(secretKey(), signer.sign(claimsWith("exp", 10)))->expiresAt, Now + 10'000);
    // Let in within the leeway: until its end, not at once.
    QCOMPARE(judge(secretKey(), signer.sign(claimsWith("exp", -10)))->expiresAt, Now + 50'000);
    QCOMPARE(judge(secretKey(), signer.sign("{\"exp\":1763690000.5}"))->expiresAt, Now + 500);
}

void JwtTest::issuerAndAudienceMustFit()
{
    const JwtSigner signer = JwtSigner::withSecret(Secret);
    JwtKey key = secretKey();
    QVERIFY2(!judge(key, signer.sign("{\"aud\":\"another\"}")), "a token for somebody else");
    key.issuer = QStringLiteral("us");
    key.audience = QStringLiteral("hub");
    QVERIFY(judge(key, signer.sign("{\"iss\":\"us\",\"aud\":\"hub\"}")));
    QVERIFY(judge(key, signer.sign("{\"iss\":\"us\",\"aud\":[\"a\",\"hub\"]}")));
    for (const QByteArray claims : {"{}", "{\"iss\":\"us\"}", "{\"aud\":\"hub\"}", "{\"iss\":\"them\",\"aud\":\"hub\"}",
                                    "{\"iss\":\"us\",\"aud\":[\"hubs\"]}", "{\"iss\":\"us\",\"aud\":[]}"})
        QVERIFY2(!judge(key, signer.sign(claims)), claims.constData());
}

void JwtTest::whatIsNoTokenIsRefused_data()
{
    QTest::addColumn<QByteArray>("token");
    const QByteArray good = JwtSigner::withSecret(Secret).sign(Claims);
    const QByteArrayList parts = good.split('.');
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("dots") << QByteArray("..");
    QTest::newRow("one part") << parts[0];
    QTest::newRow("two parts") << parts[0] + '.' + parts[1];
    QTest::newRow("four parts") << good + ".a";
    QTest::newRow("padding") << parts[0] + "=." + parts[1] + '.' + parts[2];
    QTest::newRow("padded signature") << good + '=';
    QTest::newRow("plus") << parts[0] + '.' + parts[1] + ".+" + parts[2].sliced(1);
    QTest::newRow("a space") << parts[0] + '.' + parts[1] + ". " + parts[2].sliced(1);
    QTest::newRow("a line end") << good + '\n';
    QTest::newRow("NUL") << parts[0] + '.' + parts[1] + '.' + QByteArray(43, '\0');
    QTest::newRow("one letter too few") << parts[0] + '.' + parts[1] + ".A";
    QTest::newRow("last bits that stand for nothing") << parts[0] + '.' + parts[1] + '.' + parts[2].chopped(1) + '_';
    QTest::newRow("header no JSON") << jwtOf("alg", Claims, "x");
    QTest::newRow("header no object") << jwtOf("[\"alg\"]", Claims, "x");
    QTest::newRow("header not UTF-8") << jwtOf("{\"alg\":\"HS256\",\"x\":\"\xff\"}", Claims, "x");
    QTest::newRow("kid a number") << jwtOf("{\"alg\":\"HS256\",\"kid\":1}", Claims, "x");
    QTest::newRow("header very deep") << jwtOf("{\"alg\":" + QByteArray(2000, '['), Claims, "x");
}

void JwtTest::whatIsNoTokenIsRefused()
{
    QFETCH(QByteArray, token);
    QVERIFY(!Jwt::parse(token));
}

void JwtTest::truncatedTokensAreRefused()
{
    const QByteArray good = JwtSigner::withSecret(Secret).sign(Claims);
    QVERIFY(judge(secretKey(), good));
    for (qsizetype size = 0; size < good.size(); ++size)
        QVERIFY(!judge(secretKey(), good.first(size)));
}

void JwtTest::changedTokensAreRefused()
{
    const QByteArray good = JwtSigner::withSecret(Secret).sign(Claims);
    for (qsizetype i = 0; i < good.size(); ++i) {
        QByteArray changed = good;
        changed[i] = good[i] == 'A' ? 'B' : 'A';
        QVERIFY(!judge(secretKey(), changed));
    }
}

void JwtTest::doubledClaimsAreRefused_data()
{
    QTest::addColumn<QByteArray>("claims");
    QTest::newRow("exp") << QByteArray("{\"exp\":1,\"exp\":99999999999}");
    QTest::newRow("the same") << QByteArray("{\"sub\":\"a\",\"sub\":\"a\"}");
    QTest::newRow("escaped") << QByteArray("{\"sub\":\"a\",\"s\\u0075b\":\"b\"}");
    QTest::newRow("deeper") << QByteArray("{\"mercure\":{\"publish\":[],\"publish\":[\"*\"]}}");
    QTest::newRow("in a list") << QByteArray("{\"x\":[{\"a\":1,\"a\":1}]}");
}

void JwtTest::doubledClaimsAreRefused()
{
    QFETCH(QByteArray, claims);
    QVERIFY(!judge(secretKey(), JwtSigner::withSecret(Secret).sign(claims)));
}

void JwtTest::aSubjectKeepsItsByteOrderMark()
{
    QString problem;
    const auto claims = JwtClaims::parse("{\"sub\":\"\\uFEFFalice\"}", problem);
    QVERIFY2(claims, qPrintable(problem));
    QCOMPARE(claims->subject, QChar(QChar::ByteOrderMark) + QStringLiteral("alice")); // not alice
}

void JwtTest::badClaimsAreRefused_data()
{
    QTest::addColumn<QByteArray>("claims");
    for (const char *claims : {"",
                               "[]",
                               "null",
                               "{",
                               "{\"exp\":\"1\"}",
                               "{\"exp\":null}",
                               "{\"exp\":1e300}",
                               "{\"exp\":1e999}",
                               "{\"nbf\":[]}",
                               "{\"x\":1e999}",
                               "{\"x\":[\"\\ud800\"]}",
                               "{\"\\udc00\":1}",
                               "{\"sub\":\"a\",}",
                               "{\"exp\":01}",
                               "{\"x\":[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]}",
                               "{\"sub\":1}",
                               "{\"sub\":\"a\\nb\"}",
                               "{\"sub\":\"a\\u0000\"}",
                               "{\"iss\":1}",
                               "{\"aud\":1}",
                               "{\"aud\":[1]}",
                               "{\"mercure\":[]}",
                               "{\"mercure\":{\"publish\":\"*\"}}",
                               "{\"mercure\":{\"subscribe\":[1]}}",
                               "{\"mercure\":{\"subscribe\":[\"\"]}}",
                               "{\"heliograph\":true}",
                               "{\"heliograph\":{\"admin\":1}}",
                               "{\"heliograph\":{\"admin\":\"true\"}}"})
        QTest::newRow(claims) << QByteArray(claims);
}

void JwtTest::badClaimsAreRefused()
{
    QFETCH(QByteArray, claims);
    QString problem;
    QVERIFY(!JwtClaims::parse(claims, problem));
    QVERIFY(!problem.isEmpty());
    QVERIFY(!judge(secretKey(), JwtSigner::withSecret(Secret).sign(claims)));
}

void JwtTest::eightKibibytesAreTheMost()
{
    const JwtSigner signer = JwtSigner::withSecret(Secret);
    const auto tokenOf = [&](qsizetype filling) { return signer.sign("{\"x\":\"" + QByteArray(filling, 'x') + "\"}"); };
    qsizetype filling = 0;
    while (tokenOf(filling + 1).size() <= MaximumTokenBytes)
        filling += std::max<qsizetype>(1, (MaximumTokenBytes - tokenOf(filling).size()) / 2);
    QVERIFY(tokenOf(filling).size() > MaximumTokenBytes - 4);
    QVERIFY(judge(secretKey(), tokenOf(filling)));
    QVERIFY(!judge(secretKey(), tokenOf(filling + 4)));
}

QTEST_GUILESS_MAIN(JwtTest)
#include "tst_jwt.moc"
