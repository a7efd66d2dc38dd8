// SPDX-License-Identifier: GPL-3.0-or-later
#include "fakehub.h"
#include "ui/streams/streamlist.h"
#include "ui/streams/streamnames.h"

#include <QSignalSpy>
#include <QTest>

using namespace helio;

namespace {

StreamRequest to(const char *url, const char *name = "")
{
    StreamRequest request;
    request.url = QUrl(QString::fromLatin1(url));
    request.name = QString::fromLatin1(name);
    return request;
}

} // namespace

class StreamNamesTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void namesSayWhatDiffers_data();
    void namesSayWhatDiffers();
    void credentialsAreInNoName();
    void aNameBecomesLongerWhenAnotherStreamNeedsThat();
};

void StreamNamesTest::namesSayWhatDiffers_data()
{
    QTest::addColumn<QList<StreamRequest>>("requests");
    QTest::addColumn<QStringList>("names");
    const auto row = [](const char *title, const QList<StreamRequest> &requests, const char *names) {
        QTest::newRow(title) << requests << QString::fromLatin1(names).split(u'|', Qt::SkipEmptyParts);
    };
    row("none", {}, "");
    row("one", {to("https://example.org/stream?channel=a")}, "example.org");
    row("given", {to("https://example.org/", " my  stream ")}, "my stream");
    row("other hosts", {to("http://a/s"), to("http://b/s")}, "a|b");
    row("other ports", {to("http://a:1/s"), to("http://a:2/s")}, "a:1|a:2");
    row("other paths", {to("http://a/x"), to("http://a/y/"), to("http://b/x")}, "a/x|a/y|b");
    row("other queries", {to("http://a/s?c=1"), to("http://a/s?c=2")}, "a/s?c=1|a/s?c=2");
    row("a path and none", {to("http://a/s"), to("http://a/")}, "a/s|a");
    row("the same", {to("http://a/s"), to("http://a/s")}, "a/s|a/s 2");
    row("the same name given", {to("http://a/", "lab"), to("http://b/", "lab")}, "lab|lab 2");
    row("a name given that another would have", {to("http://a/s"), to("http://b/", "a")}, "a/s|a");
    row("IPv6", {to("http://[::1]:7373/stream")}, "[::1]:7373");
}

void StreamNamesTest::namesSayWhatDiffers()
{
    QFETCH(QList<StreamRequest>, requests);
    QFETCH(QStringList, names);
    QCOMPARE(streamNames(requests), names);
}

void StreamNamesTest::credentialsAreInNoName()
{
    const QStringList names =
        streamNames({to("http://me:TOPSECRET@a/s?token=TOPSECRET"), to("http://a/s?token=TOPSECRET2")});
    for (const QString &name : names)
        QVERIFY2(!name.contains(QStringLiteral("TOPSECRET")), qPrintable(name));
    QVERIFY(names[0] != names[1]);
}

void StreamNamesTest::aNameBecomesLongerWhenAnotherStreamNeedsThat()
{
    FakeOpener opener;
    FeedQueue queue(1024 * 1024);
    StreamList list(opener, queue);
    QSignalSpy renamed(&list, &StreamList::renamed);
    const int first = list.open(to("http://a/x"));
    QCOMPARE(list.name(first), QStringLiteral("a"));
    const int second = list.open(to("http://a/y"));
    QCOMPARE(list.name(first), QStringLiteral("a/x"));
    QCOMPARE(list.name(second), QStringLiteral("a/y"));
    QCOMPARE(renamed.size(), 1);
    QCOMPARE(renamed.constFirst().constFirst().toInt(), first);
    list.remove(second);
    QCOMPARE(list.name(first), QStringLiteral("a"));
    QCOMPARE(renamed.size(), 2);
}

QTEST_GUILESS_MAIN(StreamNamesTest)
#include "tst_streamnames.moc"
