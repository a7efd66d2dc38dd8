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
        failed = std::make_unique<QSignalSpy>(far->access(), &AccessControl::failed);
        made = std::make_unique<QSignalSpy>(far->access(), &AccessControl::tokenMade);
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
    std::unique_ptr<QSignalSpy> changed, failed, made;
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
    access.makeToken({QStringLiteral("ci"), {"builds.*"}, {"*"}, false});
    QTRY_COMPARE_WITH_TIMEOUT(both.changed->size(), 2, 20'000);
    QCOMPARE(both.made->size(), 1);
    QCOMPARE(both.made->at(0)[0].toString(), QStringLiteral("ci"));
    QVERIFY(both.made->at(0)[1].toByteArray().size() > 20);
    QCOMPARE(access.overview().tokens.size(), 2);
    QCOMPARE(access.overview().tokens[1].publish, (QByteArrayList{"builds.*"}));
    QCOMPARE(both.file.overview().tokens.size(), 2);
    access.setAnonymous({{}, {"news"}});
    QTRY_COMPARE_WITH_TIMEOUT(both.changed->size(), 3, 20'000);
    QCOMPARE(access.overview().anonymous->subscribe, (QByteArrayList{"news"}));
    access.revokeToken(QStringLiteral("ci"));
    QTRY_COMPARE_WITH_TIMEOUT(both.changed->size(), 4, 20'000);
    QCOMPARE(both.file.overview().tokens.size(), 1);
    QCOMPARE(both.failed->size(), 0);
    QCOMPARE(both.far->state(), HubControl::State::Open);
}

void RemoteHubAccessTest::whatIsRefusedIsSaid()
{
    Both both;
    both.far->access()->revokeToken(QStringLiteral("nobody"));
    QTRY_COMPARE_WITH_TIMEOUT(both.failed->size(), 1, 20'000);
    QVERIFY(both.failed->at(0)[0].toString().contains(QStringLiteral("404")));
    both.far->access()->makeToken({QString(), {}, {}, false});
    QTRY_COMPARE_WITH_TIMEOUT(both.failed->size(), 2, 20'000);
    // Others may change the rules, too.
    both.file.makeToken({QStringLiteral("other"), {}, {"*"}, true});
    both.far->access()->refresh();
    QTRY_COMPARE_WITH_TIMEOUT(both.far->access()->overview().tokens.size(), 2, 20'000);
}

QTEST_GUILESS_MAIN(RemoteHubAccessTest)
#include "tst_remotehub_access.moc"
