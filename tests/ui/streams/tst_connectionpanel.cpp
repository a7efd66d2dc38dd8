// SPDX-License-Identifier: GPL-3.0-or-later
// The panel Connection over streams whose reports the test writes.
#include "fakehub.h"
#include "ui/streams/connectionpanel.h"
#include "ui/streams/streamlist.h"

#include <QPlainTextEdit>
#include <QScrollBar>
#include <QTest>

using namespace helio;

class ConnectionPanelTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aRefusalStaysWhereItWasScrolledTo_data();
    void aRefusalStaysWhereItWasScrolledTo();
};

void ConnectionPanelTest::aRefusalStaysWhereItWasScrolledTo_data()
{
    QTest::addColumn<QByteArray>("lineEnd");
    QTest::newRow("line feeds") << QByteArray("\n");
    QTest::newRow("carriage returns too") << QByteArray("\r\n");
    QTest::newRow("carriage returns") << QByteArray("\r");
}

void ConnectionPanelTest::aRefusalStaysWhereItWasScrolledTo()
{
    QFETCH(QByteArray, lineEnd);
    FakeOpener opener;
    FeedQueue queue(1024 * 1024);
    StreamList streams(opener, queue);
    QObject parent;
    Actions actions(&parent);
    ConnectionPanel panel(streams, actions);
    StreamRequest request;
    request.url = QUrl(QStringLiteral("http://a.example/s"));
    panel.showStream(streams.open(request));
    panel.resize(600, 500);
    panel.show();
    SourceReport report;
    for (int i = 0; i < 40; ++i)
        report.refusal += "line " + QByteArray::number(i) + lineEnd;
    opener.last->setReport(report);
    auto *body = panel.findChild<QPlainTextEdit *>(QStringLiteral("connectionRefusal"));
    QVERIFY(body);
    QTRY_VERIFY(body->verticalScrollBar()->maximum() > 20);
    body->verticalScrollBar()->setValue(20);
    opener.last->setReport(report);
    QCOMPARE(body->verticalScrollBar()->value(), 20);
    // What is another is read from its beginning.
    report.refusal += "more";
    opener.last->setReport(report);
    QCOMPARE(body->verticalScrollBar()->value(), 0);
}

QTEST_MAIN(ConnectionPanelTest)
#include "tst_connectionpanel.moc"
