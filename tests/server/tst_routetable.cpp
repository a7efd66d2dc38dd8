// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/exchange.h"
#include "server/routetable.h"

#include <QTest>

using namespace helio;

/// Which row answers a path.
class RouteTableTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aPathFindsItsRow_data();
    void aPathFindsItsRow();
    void theFirstRowThatMatchesAnswers();
    void theFallbackAnswersWhatIsNotBelowARow_data();
    void theFallbackAnswersWhatIsNotBelowARow();
};

namespace {

Route row(const QByteArrayList &path, const QByteArray &method)
{
    return {path, {method}, Needs::Nothing, [](Exchange &) {}};
}

RouteTable someTable()
{
    RouteTable table;
    table.add({row({}, "ROOT"), row({"stream"}, "STREAM")});
    table.add({row({"api", "clients"}, "CLIENTS"), row({"api", "clients", "*"}, "CLIENT")});
    return table;
}

/// The row is known by its method.
QByteArray found(const RouteTable &table, const QByteArrayList &path)
{
    const Route *route = table.find(path);
    return route ? route->methods.join() : QByteArray();
}

} // namespace

void RouteTableTest::aPathFindsItsRow_data()
{
    QTest::addColumn<QByteArrayList>("path");
    QTest::addColumn<QByteArray>("row");
    QTest::newRow("/") << QByteArrayList{} << QByteArray("ROOT");
    QTest::newRow("/stream") << QByteArrayList{"stream"} << QByteArray("STREAM");
    QTest::newRow("/stream/") << QByteArrayList{"stream", ""} << QByteArray();
    QTest::newRow("/STREAM") << QByteArrayList{"STREAM"} << QByteArray();
    QTest::newRow("/api") << QByteArrayList{"api"} << QByteArray();
    QTest::newRow("/api/clients") << QByteArrayList{"api", "clients"} << QByteArray("CLIENTS");
    QTest::newRow("/api/clients/1") << QByteArrayList{"api", "clients", "1"} << QByteArray("CLIENT");
    QTest::newRow("/api/clients/") << QByteArrayList{"api", "clients", ""} << QByteArray("CLIENT");
    QTest::newRow("/api/clients/1/2") << QByteArrayList{"api", "clients", "1", "2"} << QByteArray();
    QTest::newRow("/nowhere") << QByteArrayList{"nowhere"} << QByteArray();
}

void RouteTableTest::aPathFindsItsRow()
{
    QFETCH(QByteArrayList, path);
    QFETCH(QByteArray, row);
    QCOMPARE(found(someTable(), path), row);
}

void RouteTableTest::theFirstRowThatMatchesAnswers()
{
    RouteTable table = someTable();
    table.add({row({"api", "*"}, "ANY"), row({"stream"}, "LATER")});
    QCOMPARE(found(table, {"api", "clients"}), "CLIENTS");
    QCOMPARE(found(table, {"api", "others"}), "ANY");
    QCOMPARE(found(table, {"stream"}), "STREAM");
}

void RouteTableTest::theFallbackAnswersWhatIsNotBelowARow_data()
{
    QTest::addColumn<QByteArrayList>("path");
    QTest::addColumn<QByteArray>("row");
    QTest::newRow("/") << QByteArrayList{} << QByteArray("ROOT");
    QTest::newRow("/index.html") << QByteArrayList{"index.html"} << QByteArray("FALLBACK");
    QTest::newRow("/css/page.css") << QByteArrayList{"css", "page.css"} << QByteArray("FALLBACK");
    QTest::newRow("//") << QByteArrayList{"", ""} << QByteArray("FALLBACK");
    QTest::newRow("/stream") << QByteArrayList{"stream"} << QByteArray("STREAM");
    QTest::newRow("/stream/x") << QByteArrayList{"stream", "x"} << QByteArray();
    QTest::newRow("/api") << QByteArrayList{"api"} << QByteArray();
    QTest::newRow("/api/x.html") << QByteArrayList{"api", "x.html"} << QByteArray();
}

void RouteTableTest::theFallbackAnswersWhatIsNotBelowARow()
{
    QFETCH(QByteArrayList, path);
    QFETCH(QByteArray, row);
    RouteTable table = someTable();
    table.setFallback(::row({}, "FALLBACK"));
    QCOMPARE(found(table, path), row);
}

QTEST_GUILESS_MAIN(RouteTableTest)
#include "tst_routetable.moc"
