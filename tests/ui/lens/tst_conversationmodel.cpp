// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lens/conversationmodel.h"
#include "ui/look/tone.h"

#include <QAbstractItemModelTester>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

using namespace helio;

namespace {

constexpr quint64 First = EventRing::FirstLive;

constexpr int Stream = 3;
constexpr qint64 Millisecond = 1'000'000;

QByteArray delta(const QByteArray &text, int index = 0)
{
    return R"({"type":"content_block_delta","index":)" + QByteArray::number(index) +
           R"(,"delta":{"type":"text_delta","text":")" + text + R"("}})";
}

QByteArray toolDelta(const QByteArray &json, int index = 0)
{
    QByteArray escaped = json;
    escaped.replace('"', "\\\"");
    return R"({"type":"content_block_delta","index":)" + QByteArray::number(index) +
           R"(,"delta":{"type":"input_json_delta","partial_json":")" + escaped + R"("}})";
}

const QByteArray Start = R"({"type":"message_start","message":{"id":"m","role":"assistant","model":"model-1"}})";
const QByteArray Stop = R"({"type":"message_stop"})";

struct Bench
{
    explicit Bench(const std::optional<Dialect> &dialect = {})
    {
        feed.follow({{Stream, {}, false}, {}, dialect}, DialectLibrary::builtIn());
    }

    void add(const QByteArray &data, McpSide from = McpSide::Server)
    {
        if (from == McpSide::Client) {
            feed.addSent((at += 10) * Millisecond, data);
            return;
        }
        ring.append(Stream, {{{}, {}, {}, data}, (at += 10) * Millisecond});
        QTRY_VERIFY(readOn());
    }
    bool readOn()
    {
        feed.readOn();
        return feed.hasReadAll();
    }
    void end()
    {
        StoryEntry entry{.kind = StoryEntry::Kind::Ended, .at = (at += 10) * Millisecond};
        feed.addStory({entry});
        QTRY_VERIFY(feed.lens().messages().back().isEnded());
    }
    QStringList texts() const
    {
        QStringList texts;
        for (int row = 0; row < model.rowCount(); ++row)
            texts.append(model.index(row).data().toString());
        return texts;
    }
    /// Without heads and figures.
    QStringList parts() const
    {
        QStringList texts;
        for (int row = 0; row < model.rowCount(); ++row) {
            const auto kind = ConversationModel::Row(model.index(row).data(ConversationModel::RowRole).toInt());
            if (kind != ConversationModel::Row::Head && kind != ConversationModel::Row::Figures)
                texts.append(model.index(row).data().toString());
        }
        return texts;
    }

    EventRing ring;
    qint64 at = 0;
    LensFeed feed{ring};
    ConversationModel model{feed};
    QAbstractItemModelTester tester{&model};
};

} // namespace

class ConversationModelTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aMessageHasAHeadItsTextAndItsFigures();
    void aTextGrowsByLinesAndLeavesTheOthersAlone();
    void aCutMessageIsMarkedByShapeAndWords();
    void argumentsOfToolsAreShownAsFarAsTheyGo();
    void partsThatGrowSideBySideStayApart();
    void anotherWidthBreaksAllLinesAnew();
    void aRowKnowsItsEventsAndAnEventItsRow();
    void anotherSubjectEmptiesIt();
    void aTextOfTenMegabytesGrowsInUsefulTime();
    void aCallThatDidNotChangeIsNotLaidOutAgain();
    void aLargeResultStaysTheLensesAlone();
    void anAnswerOfMcpStandsOnceBehindItsProgress();
    void whatAnAnswerOfMcpSaysBesideItsTextIsShown();
    void aToolThatFailedIsToldInItsColorAndWords();
    void figuresAreBrokenBetweenThemWhereTheViewEnds();
    void aRefusalIsNoCompleteAnswer();
};

void ConversationModelTest::aMessageHasAHeadItsTextAndItsFigures()
{
    Bench bench;
    bench.add(Start);
    bench.add(delta("Good morning"));
    bench.add(Stop);
    const QStringList texts = bench.texts();
    QCOMPARE(texts.size(), 3);
    QVERIFY(texts[0].contains(QStringLiteral("assistant")) && texts[0].contains(QStringLiteral("model-1")));
    QVERIFY(texts[0].contains(QStringLiteral("complete")));
    QCOMPARE(texts[1], QStringLiteral("Good morning"));
    QVERIFY(texts[2].contains(QStringLiteral("3 events")) || texts[2].contains(QStringLiteral("3 event(s)")));
    QCOMPARE(bench.model.index(0).data(ConversationModel::ToneRole).value<Tone>(), Tone::Open);
}

void ConversationModelTest::aTextGrowsByLinesAndLeavesTheOthersAlone()
{
    Bench bench;
    bench.add(Start);
    bench.add(delta("one\\ntwo"));
    const QPersistentModelIndex first = bench.model.index(1);
    const QPersistentModelIndex figures = bench.model.index(3);
    QSignalSpy inserted(&bench.model, &QAbstractItemModel::rowsInserted);
    QSignalSpy reset(&bench.model, &QAbstractItemModel::modelReset);
    bench.add(delta(" and more\\nthree"));
    QCOMPARE(bench.parts(),
             QStringList({QStringLiteral("one"), QStringLiteral("two and more"), QStringLiteral("three")}));
    QCOMPARE(inserted.count(), 1);
    QCOMPARE(reset.count(), 0);
    QCOMPARE(first.row(), 1);
    QCOMPARE(figures.row(), 4);
}

void ConversationModelTest::aCutMessageIsMarkedByShapeAndWords()
{
    Bench bench;
    bench.add(Start);
    bench.add(delta("Good mor"));
    QVERIFY(bench.texts().first().contains(QStringLiteral("growing")));
    bench.end();
    const QModelIndex head = bench.model.index(0);
    QVERIFY(head.data().toString().contains(toneShape(Tone::Failed) + QStringLiteral(" cut: ")));
    QCOMPARE(head.data(ConversationModel::ToneRole).value<Tone>(), Tone::Failed);
}

void ConversationModelTest::argumentsOfToolsAreShownAsFarAsTheyGo()
{
    Bench bench;
    bench.add(Start);
    bench.add(
        R"({"type":"content_block_start","index":0,"content_block":{"type":"tool_use","id":"t","name":"weather","input":{}}})");
    bench.add(toolDelta(R"({"city":"Kyo)"));
    QVERIFY(bench.parts().first().endsWith(QStringLiteral("call of weather")));
    QCOMPARE(bench.parts().mid(1).join(QString()).remove(u' '), QStringLiteral(R"({"city":"Kyo"})"));
    bench.add(toolDelta(R"(to","days":3})"));
    QCOMPARE(bench.parts().mid(1).join(QString()).remove(u' '), QStringLiteral(R"({"city":"Kyoto","days":3})"));
}

void ConversationModelTest::partsThatGrowSideBySideStayApart()
{
    Bench bench;
    bench.add(Start);
    for (const char *text : {"a", "b\\nb", "c\\nc\\nc"}) {
        bench.add(delta(text, 0));
        bench.add(delta(text, 1));
    }
    QCOMPARE(bench.parts(), QStringLiteral("ab bc c c ab bc c c").split(u' '));
}

void ConversationModelTest::anotherWidthBreaksAllLinesAnew()
{
    Bench bench;
    bench.add(Start);
    bench.add(delta("The quick brown fox"));
    QCOMPARE(bench.parts().size(), 1);
    bench.model.setColumns(10);
    QCOMPARE(bench.parts(), QStringList({QStringLiteral("The quick "), QStringLiteral("brown fox")}));
    bench.add(delta(" jumps"));
    QCOMPARE(bench.parts().join(QString()), QStringLiteral("The quick brown fox jumps"));
}

void ConversationModelTest::aRowKnowsItsEventsAndAnEventItsRow()
{
    Bench bench;
    bench.add(Start);
    bench.add(delta("first", 0));
    bench.add(delta("second", 1));
    bench.add(Stop);
    QCOMPARE(bench.model.eventsAt(bench.model.index(1)).ranges(), QList<EventNumbers::Range>({{First + 1, First + 1}}));
    QCOMPARE(bench.model.eventsAt(bench.model.index(2)).ranges(), QList<EventNumbers::Range>({{First + 2, First + 2}}));
    QCOMPARE(bench.model.eventsAt(bench.model.index(0)).first(), First);
    QVERIFY(bench.model.eventsAt(bench.model.index(0)).contains(First + 2));
    QCOMPARE(bench.model.rowOfEvent(First + 2), 2);
    QCOMPARE(bench.model.rowOfEvent(First), 0);
    QCOMPARE(bench.model.rowOfEvent(First + 17), -1);
    QVERIFY(bench.model.eventsAt({}).isEmpty());
}

void ConversationModelTest::anotherSubjectEmptiesIt()
{
    Bench bench;
    bench.add(Start);
    bench.add(delta("Good"));
    QVERIFY(bench.model.rowCount() > 0);
    bench.feed.follow({}, DialectLibrary::builtIn());
    QCOMPARE(bench.model.rowCount(), 0);
}

void ConversationModelTest::aTextOfTenMegabytesGrowsInUsefulTime()
{
    EventRing ring;
    LensFeed feed(ring);
    ConversationModel model(feed);
    feed.follow({{Stream, {}, false}}, DialectLibrary::builtIn());
    ring.append(Stream, {{{}, {}, {}, Start}, 1});
    const QByteArray line = delta(QByteArray(100, 'x') + ' ');
    for (int i = 0; i < 100'000; ++i)
        ring.append(Stream, {{{}, {}, {}, line}, 2 + i});
    QTRY_VERIFY_WITH_TIMEOUT((feed.readOn(), feed.hasReadAll()), 60'000);
    QCOMPARE(feed.lens().messages().front().parts.first().text.size(), 10'100'000);
    QTRY_VERIFY(model.rowCount() > 100'000);
    QVERIFY(model.index(100'000).data().toString().startsWith(QStringLiteral("xxxx")));
}

void ConversationModelTest::aCallThatDidNotChangeIsNotLaidOutAgain()
{
    Bench bench;
    bench.add(Start);
    bench.add(
        R"({"type":"content_block_start","index":0,"content_block":{"type":"tool_use","id":"t","name":"n","input":{}}})");
    bench.add(toolDelta(R"({"city":"Paris"})"));
    bench.add(delta("Good", 1));
    QSignalSpy changed(&bench.model, &QAbstractItemModel::dataChanged);
    bench.add(delta(" morning", 1));
    const int text = int(bench.texts().indexOf(QStringLiteral("Good morning")));
    QVERIFY(text > 0);
    QCOMPARE(changed.count(), 2); // the head, and what is new
    QCOMPARE(changed.last().first().toModelIndex().row(), text);
    bench.add(toolDelta(" "));
    QVERIFY(changed.last().first().toModelIndex().row() < text);
}

void ConversationModelTest::aLargeResultStaysTheLensesAlone()
{
    QString problem;
    const auto dialect = Dialect::read(R"({"dialect": "answers", "version": 1, "formats": ["sse"],
        "rules": [{"when": {"$.more": true}, "do": [["append", "tool.result", "$.more"]]}]})",
                                       {}, problem);
    QVERIFY2(dialect.has_value(), qPrintable(problem));
    EventRing ring;
    LensFeed feed(ring);
    ConversationModel model(feed);
    feed.follow({{Stream, {}, false}, {}, *dialect}, DialectLibrary());
    const QByteArray piece(100 * 1024, 'x');
    for (int i = 0; i < 20; ++i) {
        ring.append(Stream, {{{}, {}, {}, R"({"more":")" + piece + R"("})"}, 1 + i});
        QTRY_VERIFY((feed.readOn(), feed.hasReadAll()));
        const LensPart &part = feed.lens().messages().front().parts.first();
        QCOMPARE(part.toolResult.size(), (i + 1) * piece.size());
        // Whoever holds a second reference makes each append copy all of it.
        QVERIFY(part.toolResult.isDetached());
    }
    QTRY_VERIFY(model.rowCount() > 20 * piece.size() / 80);
}

void ConversationModelTest::anAnswerOfMcpStandsOnceBehindItsProgress()
{
    Bench bench(Dialect::mcp());
    bench.add(R"({"jsonrpc":"2.0","id":1,"method":"add","params":{"_meta":{"progressToken":7}}})", McpSide::Client);
    bench.add(R"({"jsonrpc":"2.0","method":"notifications/progress","params":{"progressToken":7,"progress":1}})");
    bench.add(R"({"jsonrpc":"2.0","id":1,"result":{"content":[{"type":"text","text":"The sum is 3."}],)"
              R"("structuredContent":{"result":"The sum is 3."}}})");
    const QStringList parts = bench.parts();
    QCOMPARE(parts.filter(QStringLiteral("The sum is 3.")).size(), 1);
    QCOMPARE(parts.last(), QStringLiteral("The sum is 3."));
    QVERIFY2(parts[parts.size() - 2].contains(QStringLiteral("← answered after 20 ms")), qPrintable(parts.join(u'\n')));
    QVERIFY(parts.indexOf(QStringLiteral("▾ progress")) < parts.size() - 2);
    // It is folded as any other part.
    const int label = bench.model.rowCount() - 3;
    QVERIFY(bench.model.canFold(label));
    bench.model.setFolded(label, true);
    QVERIFY(!bench.parts().contains(QStringLiteral("The sum is 3.")));
}

void ConversationModelTest::whatAnAnswerOfMcpSaysBesideItsTextIsShown()
{
    Bench bench(Dialect::mcp());
    bench.add(R"({"jsonrpc":"2.0","id":1,"method":"look"})", McpSide::Client);
    bench.add(R"({"jsonrpc":"2.0","id":1,"result":{"content":[{"type":"text","text":"a picture"},)"
              R"({"type":"image","mimeType":"image/png","data":"iVBO"}]}})");
    const QStringList parts = bench.parts();
    QVERIFY(!parts.filter(QStringLiteral("as JSON")).isEmpty() && !parts.filter(QStringLiteral("iVBO")).isEmpty());
    // The text itself is not said again there.
    QCOMPARE(parts.filter(QStringLiteral("a picture")).size(), 1);
    QCOMPARE(parts.last(), QStringLiteral("a picture"));
}

void ConversationModelTest::aToolThatFailedIsToldInItsColorAndWords()
{
    Bench bench(Dialect::mcp());
    bench.add(R"({"jsonrpc":"2.0","id":1,"method":"read"})", McpSide::Client);
    bench.add(
        R"({"jsonrpc":"2.0","id":1,"result":{"content":[{"type":"text","text":"no such file"}],"isError":true}})");
    QCOMPARE(bench.model.index(0).data(ConversationModel::ToneRole).value<Tone>(), Tone::Failed);
    const QStringList texts = bench.texts();
    QVERIFY2(texts.first().contains(QStringLiteral("failed: no such file")), qPrintable(texts.first()));
    QVERIFY2(texts.last().contains(QStringLiteral("failed: no such file")), qPrintable(texts.last()));
    QVERIFY(texts.contains(QStringLiteral("▾ ← failed after 10 ms")));
    QCOMPARE(texts.filter(QRegularExpression(QStringLiteral("^no such file$"))).size(), 1);
    // So is an error of JSON-RPC, with all that it says.
    bench.add(R"({"jsonrpc":"2.0","id":2,"method":"read"})", McpSide::Client);
    bench.add(R"({"jsonrpc":"2.0","id":2,"error":{"code":-32602,"message":"Invalid params","data":"path: missing"}})");
    QVERIFY(!bench.texts().filter(QStringLiteral("failed: Invalid params")).isEmpty());
    QVERIFY(!bench.texts().filter(QStringLiteral("path: missing")).isEmpty());
}

void ConversationModelTest::figuresAreBrokenBetweenThemWhereTheViewEnds()
{
    Bench bench;
    bench.model.setColumns(40);
    bench.add(Start);
    bench.add(delta("Good morning"));
    const QPersistentModelIndex text = bench.model.index(1);
    bench.add(R"({"type":"message_delta","delta":{"stop_reason":"max_tokens"},)"
              R"("usage":{"output_tokens":7,"cache_creation_input_tokens":12000,"server_tool_use":{"web":1}}})");
    bench.add(Stop);
    QStringList figures = bench.texts().mid(2);
    QCOMPARE(text.row(), 1);
    QVERIFY2(figures.size() > 2, qPrintable(figures.join(u'\n')));
    QVERIFY(figures[0].startsWith(QStringLiteral("◐ stopped early  ·  max_tokens")));
    for (const QString &line : std::as_const(figures))
        QVERIFY2(line.size() <= 40 && !line.contains(QStringLiteral("·  ·")), qPrintable(line));
    for (const char *part : {"longest silence 10 ms", "usage output_tokens 7", "cache_creation_input_tokens 12000",
                             "server_tool_use {\"web\":1}"})
        QCOMPARE(figures.filter(QLatin1String(part)).size(), 1);
    // Of another width there are others, and a row of them leads to all of the message.
    bench.model.setColumns(400);
    QCOMPARE(bench.texts().size(), 3);
    QCOMPARE(bench.texts().last(), figures.join(QStringLiteral("  ·  ")));
    QCOMPARE(bench.model.eventsAt(bench.model.index(2)).count(), quint64(4));
    const auto anchor = bench.model.anchorOf(2);
    bench.model.setColumns(40);
    QCOMPARE(bench.texts().mid(2), figures);
    QCOMPARE(bench.model.rowOf(*anchor), 2);
    // A head ends where the view does, and is whole in its tool tip.
    QCOMPARE(bench.model.index(0).data(Qt::ToolTipRole), bench.model.index(0).data());
    QVERIFY(!bench.model.index(1).data(Qt::ToolTipRole).isValid() ||
            bench.model.index(1).data(Qt::ToolTipRole).toString().isEmpty());
}

void ConversationModelTest::aRefusalIsNoCompleteAnswer()
{
    Bench bench;
    bench.add(R"({"object":"chat.completion.chunk","choices":[{"index":0,"delta":{"refusal":"I cannot."}}]})");
    bench.add(R"({"object":"chat.completion.chunk","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]})");
    bench.add("[DONE]");
    QVERIFY2(bench.texts().first().contains(QStringLiteral("stopped early: a refusal")), qPrintable(bench.texts()[0]));
    QCOMPARE(bench.model.index(0).data(ConversationModel::ToneRole).value<Tone>(), Tone::Waiting);
}

QTEST_GUILESS_MAIN(ConversationModelTest)
#include "tst_conversationmodel.moc"
