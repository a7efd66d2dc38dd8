// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/scriptedtransport.h"
#include "server/httpconnections.h"
#include "server/scannedrequest.h"

#include <QTest>

using namespace helio;
using namespace helio::test;

/// The bound of all connections together, with a handler that answers when the test says so.
class HttpConnectionsBoundsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aBodyCountsUntilItsRequestIsAnswered();
};

namespace {

constexpr qsizetype Bound = 1024 * 1024;

struct LateHandler final : HttpRequestHandler
{
    bool admit(HttpConnection &, const ScannedRequest &) override { return true; }
    void handle(HttpConnection &connection, const ScannedRequest &) override { answers.append(connection.answerer()); }
    FieldList fieldsForAll(const ScannedRequest &) const override { return {}; }

    QList<std::function<void(const HttpResponse &)>> answers;
};

std::shared_ptr<Line> connectTo(HttpConnections &connections)
{
    auto line = std::make_shared<Line>();
    connections.add(std::make_unique<ScriptedTransport>(line));
    return line;
}

QByteArray request(qsizetype announced, qsizetype sent)
{
    return "POST /publish HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + QByteArray::number(announced) +
           "\r\n\r\n" + QByteArray(sent, 'x');
}

} // namespace

void HttpConnectionsBoundsTest::aBodyCountsUntilItsRequestIsAnswered()
{
    LateHandler handler;
    HttpConnections connections(handler, {}, {.heldBytes = Bound}, Bound, {});
    const auto whole = connectTo(connections);
    whole->receive(request(Bound - 1000, Bound - 1000));
    QCOMPARE(handler.answers.size(), 1);

    const auto half = connectTo(connections);
    half->receive(request(400'000, 200'000));
    QVERIFY2(half->bytes().startsWith("HTTP/1.1 503 "), half->bytes().constData());
    QCOMPARE(whole->bytes(), QByteArray()); // who waits for an answer is let wait

    handler.answers.takeFirst()(HttpResponse::noContent());
    QVERIFY(whole->bytes().startsWith("HTTP/1.1 204 "));
    const auto another = connectTo(connections);
    another->receive(request(400'000, 200'000));
    QCOMPARE(another->bytes(), QByteArray());
}

QTEST_GUILESS_MAIN(HttpConnectionsBoundsTest)
#include "tst_httpconnections.moc"
