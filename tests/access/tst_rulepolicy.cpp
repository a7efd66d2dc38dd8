// SPDX-License-Identifier: GPL-3.0-or-later
#include "access/accesstoken.h"
#include "access/rulepolicy.h"
#include "jwtsigner.h"

#include <QTest>

using namespace helio;
using namespace helio::test;

namespace {

const QByteArray Secret(32, 's');

AccessRules someRules()
{
    AccessRules rules;
    rules.anonymous = AnonymousRule{{}, {"public.*"}};
    rules.tokens = {{QStringLiteral("ci"), tokenDigest("ci-token"), {"builds.*"}, {"users.{sub}"}, false},
                    {QStringLiteral("ops"), tokenDigest("ops-token"), {"*"}, {"*"}, true}};
    QString problem;
    rules.jwtKeys = {JwtKey(SignatureKey::fromSecret(Secret, problem).value())};
    return rules;
}

AccessAnswer judge(const AccessRules &rules, const QByteArray &token, qint64 now = 0)
{
    return policyFor(rules)->judge({token, "GET", "/stream", QHostAddress(QHostAddress::LocalHost), now, {}});
}

Grant grantFor(const AccessRules &rules, const QByteArray &token)
{
    const AccessAnswer answer = judge(rules, token);
    return std::holds_alternative<Grant>(answer) ? std::get<Grant>(answer) : Grant();
}

QString messageFor(const AccessRules &rules, const QByteArray &token, qint64 now = 0)
{
    const AccessAnswer answer = judge(rules, token, now);
    return std::holds_alternative<Unauthenticated>(answer) ? std::get<Unauthenticated>(answer).message : QString();
}

} // namespace

/// The rules of a configuration.
class RulePolicyTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void withoutRulesEverythingIsOpen();
    void withoutAnonymousRuleNothingIsOpen();
    void anonymousSaysWhatNeedsNoToken();
    void aTokenGrantsItsOwnAndWhatNeedsNone();
    void aJwtGrantsItsOwnAndWhatNeedsNone();
    void aBadTokenGrantsNothingAndSaysWhy();
    void messagesNeverHoldTheToken();
};

void RulePolicyTest::withoutRulesEverythingIsOpen()
{
    QVERIFY(grantFor({}, {}).maySubscribeToAll());
    QVERIFY(grantFor({}, "whatever").admin);
}

void RulePolicyTest::withoutAnonymousRuleNothingIsOpen()
{
    AccessRules rules = someRules();
    rules.anonymous.reset();
    const Grant grant = grantFor(rules, {});
    QVERIFY(grant.isAnonymous && grant.publish.isEmpty() && grant.subscribe.isEmpty() && !grant.admin);
}

void RulePolicyTest::anonymousSaysWhatNeedsNoToken()
{
    const Grant grant = grantFor(someRules(), {});
    QVERIFY(grant.maySubscribe("public.a") && !grant.maySubscribe("private") && !grant.mayPublish("public.a"));
    QVERIFY(!grant.admin);
}

void RulePolicyTest::aTokenGrantsItsOwnAndWhatNeedsNone()
{
    const Grant ci = grantFor(someRules(), "ci-token");
    QCOMPARE(ci.subject, QStringLiteral("ci"));
    QVERIFY(ci.mayPublish("builds.1") && !ci.mayPublish("news"));
    QVERIFY(ci.maySubscribe("users.ci") && ci.maySubscribe("public.a") && !ci.maySubscribe("users.ops"));
    QVERIFY(!ci.admin && !ci.isAnonymous);
    const Grant ops = grantFor(someRules(), "ops-token");
    QVERIFY(ops.admin && ops.maySubscribeToAll());
}

void RulePolicyTest::aJwtGrantsItsOwnAndWhatNeedsNone()
{
    const QByteArray token = JwtSigner::withSecret(Secret).sign(
        "{\"sub\":\"eve\",\"mercure\":{\"subscribe\":[\"users.{sub}\"],\"publish\":[\"chat\"]}}");
    const Grant grant = grantFor(someRules(), token);
    QCOMPARE(grant.subject, QStringLiteral("eve"));
    QVERIFY(grant.maySubscribe("users.eve") && grant.maySubscribe("public.x") && grant.mayPublish("chat"));
}

void RulePolicyTest::aBadTokenGrantsNothingAndSaysWhy()
{
    const AccessRules rules = someRules();
    const JwtSigner signer = JwtSigner::withSecret(Secret);
    QVERIFY(messageFor(rules, "nobody").contains(QLatin1String("not known")));
    QVERIFY(messageFor(rules, "a.b.c").contains(QLatin1String("JSON Web Token")));
    QVERIFY(messageFor(rules, QByteArray(MaximumTokenBytes + 1, 'x')).contains(QLatin1String("8192")));
    QVERIFY(messageFor(rules, signer.sign("{\"exp\":1}"), 1'000'000).contains(QLatin1String("expired")));
    QVERIFY(messageFor(rules, signer.sign("{\"nbf\":5000}"), 1'000'000).contains(QLatin1String("not valid yet")));
    QVERIFY(messageFor(rules, JwtSigner::withSecret(QByteArray(32, 't')).sign("{}")).contains(QLatin1String("signed")));
    QVERIFY(!messageFor(rules, tokenDigest("ci-token")).isEmpty()); // the digest is no token
}

void RulePolicyTest::messagesNeverHoldTheToken()
{
    const JwtSigner signer = JwtSigner::withSecret(Secret);
    for (const QByteArray &token : {QByteArray("sesame"), signer.sign("{\"exp\":1}"), signer.sign("{\"sub\":7}")})
        QVERIFY(!messageFor(someRules(), token, 1'000'000).contains(QString::fromLatin1(token)));
}

QTEST_GUILESS_MAIN(RulePolicyTest)
#include "tst_rulepolicy.moc"
