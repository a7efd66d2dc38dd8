// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/networkmanager.h"
#include "client/networkmanagerpool.h"

#include <QTest>

#include <set>
#include <thread>

using namespace helio;

class NetworkManagerPoolTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void fiveShareOne();
    void aPlaceThatBecameFreeIsTaken();
    void whatIsUnusedEnds();
    void otherSettingsAreOfAnotherManager();
    void eachThreadHasItsOwn();
};

void NetworkManagerPoolTest::fiveShareOne()
{
    NetworkManagerPool pool;
    std::vector<std::shared_ptr<QNetworkAccessManager>> taken;
    std::set<QNetworkAccessManager *> managers;
    for (int i = 0; i < 100; ++i) {
        taken.push_back(pool.lend({}));
        managers.insert(taken.back().get());
    }
    QCOMPARE(managers.size(), 20U);
    QCOMPARE(pool.managerCount(), 20);
}

void NetworkManagerPoolTest::aPlaceThatBecameFreeIsTaken()
{
    NetworkManagerPool pool;
    std::vector<std::shared_ptr<QNetworkAccessManager>> taken;
    for (int i = 0; i < 6; ++i)
        taken.push_back(pool.lend({}));
    QNetworkAccessManager *const first = taken.front().get();
    QVERIFY(taken.back().get() != first);
    taken.erase(taken.begin());
    taken.push_back(pool.lend({}));
    QCOMPARE(taken.back().get(), first);
}

void NetworkManagerPoolTest::whatIsUnusedEnds()
{
    NetworkManagerPool pool;
    auto one = pool.lend({});
    auto other = pool.lend({});
    bool isGone = false;
    connect(one.get(), &QObject::destroyed, this, [&isGone] { isGone = true; });
    one.reset();
    QVERIFY(!isGone);
    other.reset();
    QVERIFY(isGone);
    QCOMPARE(pool.managerCount(), 0);
}

void NetworkManagerPoolTest::otherSettingsAreOfAnotherManager()
{
    NetworkManagerPool pool;
    const QNetworkProxy proxy(QNetworkProxy::HttpProxy, QStringLiteral("127.0.0.1"), 8080);
    TlsSettings tls;
    tls.authorities = QSslCertificate::fromPath(QStringLiteral(TLS_FILES "/authority.pem"));
    QCOMPARE(tls.authorities.size(), 1);
    const auto plain = pool.lend({});
    const auto viaProxy = pool.lend({proxy, {}, false});
    const auto direct = pool.lend({QNetworkProxy(QNetworkProxy::NoProxy), {}, false});
    const auto trusting = pool.lend({{}, tls, false});
    const auto http2 = pool.lend({{}, {}, true});
    QCOMPARE(std::set({plain, viaProxy, direct, trusting, http2}).size(), 5U);
    QCOMPARE(pool.lend({proxy, {}, false}), viaProxy);
    QCOMPARE(pool.lend({{}, tls, false}), trusting);
    QCOMPARE(viaProxy->proxy(), proxy);
}

void NetworkManagerPoolTest::eachThreadHasItsOwn()
{
    NetworkManagerPool pool;
    const auto here = pool.lend({});
    QNetworkAccessManager *there = nullptr;
    const QThread *thread = nullptr;
    std::jthread([&] {
        const auto taken = pool.lend({});
        there = taken.get();
        thread = taken->thread();
    }).join();
    QVERIFY(there != here.get());
    QVERIFY(thread != here->thread());
    QCOMPARE(pool.managerCount(), 1);
}

QTEST_GUILESS_MAIN(NetworkManagerPoolTest)
#include "tst_networkmanagerpool.moc"
