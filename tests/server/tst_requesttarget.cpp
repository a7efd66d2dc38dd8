// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/requesttarget.h"

#include <QTest>

using namespace helio;

/// Targets, taken apart from their raw bytes.
class RequestTargetTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void pathIsSplitBeforeItIsDecoded_data();
    void pathIsSplitBeforeItIsDecoded();
    void queryIsFormEncoded_data();
    void queryIsFormEncoded();
    void isRefused_data();
    void isRefused();
    void valuesOfOneName();
};

void RequestTargetTest::pathIsSplitBeforeItIsDecoded_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArrayList>("path");
    QTest::newRow("/") << QByteArray("/") << QByteArrayList{};
    QTest::newRow("/stream") << QByteArray("/stream") << QByteArrayList{"stream"};
    QTest::newRow("/a/") << QByteArray("/a/") << QByteArrayList{"a", ""};
    QTest::newRow("//a") << QByteArray("//a") << QByteArrayList{"", "a"};
    QTest::newRow("/a%2Fb") << QByteArray("/a%2Fb") << QByteArrayList{"a/b"};
    QTest::newRow("/a%2fb/c") << QByteArray("/a%2fb/c") << QByteArrayList{"a/b", "c"};
    QTest::newRow("/%252F: decoded once") << QByteArray("/%252F") << QByteArrayList{"%2F"};
    QTest::newRow("/a+b: no space in a path") << QByteArray("/a+b") << QByteArrayList{"a+b"};
    QTest::newRow("/a%20b") << QByteArray("/a%20b") << QByteArrayList{"a b"};
    QTest::newRow("/%E6%97%A5%E6%9C%AC") << QByteArray("/%E6%97%A5%E6%9C%AC") << QByteArrayList{"日本"};
    QTest::newRow("/日本 as raw bytes") << QByteArray("/日本") << QByteArrayList{"日本"};
    QTest::newRow("/a%3Fb?c") << QByteArray("/a%3Fb?c") << QByteArrayList{"a?b"};
    QTest::newRow("/..: a name like any other") << QByteArray("/../%2e%2e") << QByteArrayList{"..", ".."};
}

void RequestTargetTest::pathIsSplitBeforeItIsDecoded()
{
    QFETCH(QByteArray, target);
    QString problem;
    const auto parsed = RequestTarget::parse(target, problem);
    QVERIFY2(parsed, qPrintable(problem));
    QTEST(parsed->path, "path");
}

void RequestTargetTest::queryIsFormEncoded_data()
{
    using Query = QList<std::pair<QByteArray, QByteArray>>;
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<Query>("query");
    QTest::newRow("none") << QByteArray("/a") << Query{};
    QTest::newRow("empty") << QByteArray("/a?") << Query{};
    QTest::newRow("a pair") << QByteArray("/?a=b") << Query{{"a", "b"}};
    QTest::newRow("no value") << QByteArray("/?a&b=") << Query{{"a", ""}, {"b", ""}};
    QTest::newRow("no name") << QByteArray("/?=x") << Query{{"", "x"}};
    QTest::newRow("plus is a space") << QByteArray("/?a+b=c+d") << Query{{"a b", "c d"}};
    QTest::newRow("%2B is a plus") << QByteArray("/?a=c%2Bd") << Query{{"a", "c+d"}};
    QTest::newRow("%26 and %3D") << QByteArray("/?a=b%26c%3Dd") << Query{{"a", "b&c=d"}};
    QTest::newRow("an equals sign in the value") << QByteArray("/?a=b=c") << Query{{"a", "b=c"}};
    QTest::newRow("a question mark in the value") << QByteArray("/?a=b?c") << Query{{"a", "b?c"}};
    QTest::newRow("empty pairs") << QByteArray("/?&a=b&&c=d&") << Query{{"a", "b"}, {"c", "d"}};
    QTest::newRow("percent in the last place") << QByteArray("/?a=%25") << Query{{"a", "%"}};
}

void RequestTargetTest::queryIsFormEncoded()
{
    using Query = QList<std::pair<QByteArray, QByteArray>>;
    QFETCH(QByteArray, target);
    QString problem;
    const auto parsed = RequestTarget::parse(target, problem);
    QVERIFY2(parsed, qPrintable(problem));
    QFETCH(Query, query);
    QCOMPARE(parsed->query, query);
}

void RequestTargetTest::isRefused_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::newRow("% at the end") << QByteArray("/a%");
    QTest::newRow("%4 at the end") << QByteArray("/a%4");
    QTest::newRow("%zz") << QByteArray("/a%zz");
    QTest::newRow("%-1") << QByteArray("/a%-1");
    QTest::newRow("100% in a query") << QByteArray("/?a=100%");
    QTest::newRow("a bad escape in a name") << QByteArray("/?%g0=1");
    QTest::newRow("%FF: not UTF-8") << QByteArray("/%FF");
    QTest::newRow("%C0%AF: an overlong slash") << QByteArray("/a%C0%AFb");
    QTest::newRow("a surrogate") << QByteArray("/?a=%ED%A0%80");
    QTest::newRow("half a character") << QByteArray("/%E6%97/%A5");
    QTest::newRow("a raw byte that is not UTF-8") << QByteArray("/\xff");
}

void RequestTargetTest::isRefused()
{
    QFETCH(QByteArray, target);
    QString problem;
    QVERIFY(!RequestTarget::parse(target, problem));
    QVERIFY(!problem.isEmpty());
}

void RequestTargetTest::valuesOfOneName()
{
    QString problem;
    const auto target = RequestTarget::parse("/?a=1&b=2&a=&a=3&c", problem);
    QVERIFY(target);
    QCOMPARE(target->values("a"), (QByteArrayList{"1", "3"}));
    QCOMPARE(target->value("a"), QByteArray("3"));
    QCOMPARE(target->value("c"), QByteArray());
    QVERIFY(target->value("c").has_value());
    QVERIFY(!target->value("d").has_value());
}

QTEST_APPLESS_MAIN(RequestTargetTest)
#include "tst_requesttarget.moc"
