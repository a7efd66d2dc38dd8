// SPDX-License-Identifier: GPL-3.0-or-later
#include "access/accesstoken.h"
#include "accessfile.h"
#include "remote/remotehub.h"
#include "server/localhub.h"
#include "store/memorystore.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace helio;
using namespace std::chrono_literals;

/// The access rules of a hub far away.
class RemoteHubAccessTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theRulesAreKnownAndChanged();
    void whatIsRefusedIsSaid();
};

namespace {

/// A hub that keeps its rules in a file, and the same from far away.
struct Both
{
    Both()
    {
        QFile kept(file.path());
        QVERIFY(kept.open(QIODevice::WriteOnly));
        kept.write("[[token]]\nname = \"ops\"\nsha256 = \"" + tokenDigest("ops-token") + "\"\nadmin = true\n");
        kept.close();
        near.setAccessControl(&file);
        near.start();
        QVERIFY(QTest::qWaitFor([this] { return near.state() == HubControl::State::Open; }, 20'000));
        far = std::make_unique<RemoteHub>(HubAddress{QUrl(near.urls().constFirst()), "ops-token"});
        changed = std::make_unique<QSignalSpy>(far->access(), &AccessControl::changed);
        far->start();
        QVERIFY(QTest::qWaitFor([this] { return changed->size() == 1; }, 20'000));
    }
    static HubConfig config()
    {
        HubConfig config;
        config.listen = {QStringLiteral("127.0.0.1:0")};
        config.makeStore = makeMemoryStore;
        config.server.access = policyFor(rules());
        return config;
    }
    static AccessRules rules()
    {
        AccessRules rules;
        rules.tokens = {{QStringLiteral("ops"), tokenDigest("ops-token"), {}, {}, true}};
        return rules;
    }

    QTemporaryDir directory;
    LocalHub near{config()};
    AccessFile file{near, directory.filePath(QStringLiteral("hub.toml")), rules()};
    std::unique_ptr<RemoteHub> far;
    std::unique_ptr<QSignalSpy> changed;
    QList<AccessOutcome> outcomes;
    AccessControl::Done keep = [this](const AccessOutcome &outcome) { outcomes.append(outcome); };
};

} // namespace

void RemoteHubAccessTest::theRulesAreKnownAndChanged()
{
    Both both;
    AccessControl &access = *both.far->access();
    QCOMPARE(both.far->lacks(HubControl::Feature::Access), QString());
    QCOMPARE(access.overview().tokens.size(), 1);
    QVERIFY(access.overview().tokens[0].admin);
    QVERIFY(!access.caution().isEmpty()); // this window, too, may do only what its token allows
    QCOMPARE(access.overview().keptIn, both.file.overview().keptIn);
    access.makeToken({QStringLiteral("ci"), {"builds.*"}, {"*"}, false}, both.keep);
    QTRY_COMPARE_WITH_TIMEOUT(both.outcomes.size(), 1, 20'000);
    QCOMPARE(both.changed->size(), 2); // before the answer
    QVERIFY(both.outcomes[0].problem.isEmpty());
    QVERIFY(both.outcomes[0].token.size() > 20);
    QCOMPARE(access.overview().tokens.size(), 2);
    QCOMPARE(access.overview().tokens[1].publish, (QByteArrayList{"builds.*"}));
    QCOMPARE(both.file.overview().tokens.size(), 2);
    access.setAnonymous({{}, {"news"}}, both.keep);
    QTRY_COMPARE_WITH_TIMEOUT(both.outcomes.size(), 2, 20'000);
    QCOMPARE(access.overview().anonymous->subscribe, (QByteArrayList{"news"}));
    access.revokeToken(QStringLiteral("ci"), both.keep);
    QTRY_COMPARE_WITH_TIMEOUT(both.outcomes.size(), 3, 20'000);
    QCOMPARE(both.file.overview().tokens.size(), 1);
    for (const AccessOutcome &outcome : std::as_const(both.outcomes))
        QVERIFY(outcome.problem.isEmpty());
    QCOMPARE(both.far->state(), HubControl::State::Open);
}

void RemoteHubAccessTest::whatIsRefusedIsSaid()
{
    Both both;
    both.far->access()->revokeToken(QStringLiteral("nobody"), both.keep);
    QTRY_COMPARE_WITH_TIMEOUT(both.outcomes.size(), 1, 20'000);
    QVERIFY(both.outcomes[0].problem.english().contains(QStringLiteral("404")));
    both.far->access()->makeToken({QString(), {}, {}, false}, both.keep);
    QTRY_COMPARE_WITH_TIMEOUT(both.outcomes.size(), 2, 20'000);
    QVERIFY(!both.outcomes[1].problem.isEmpty());
    // Others may change the rules, too.
    both.file.makeToken({QStringLiteral("other"), {}, {"*"}, true}, both.keep);
    both.far->access()->refresh(both.keep);
    QTRY_COMPARE_WITH_TIMEOUT(both.far->access()->overview().tokens.size(), 2, 20'000);
}

QTEST_GUILESS_MAIN(RemoteHubAccessTest)
#include "tst_remotehub_access.moc"
