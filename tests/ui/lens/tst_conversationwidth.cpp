// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lens/conversationview.h"

#include <QAbstractEventDispatcher>
#include <QDeadlineTimer>
#include <QScrollBar>
#include <QTest>

using namespace helio;

namespace {

constexpr int Stream = 3;

QString textAt(const ConversationModel &model, int row)
{
    return model.index(row).data(ConversationModel::TextRole).toString();
}

/// Whether it begins to break anew, turn by turn of the event loop: all of it may be done within some of them.
bool begins(const ConversationModel &model)
{
    const QDeadlineTimer deadline(60'000);
    while (!model.isBreaking() && !deadline.hasExpired())
        QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents);
    return model.isBreaking();
}

/// A conversation of ten megabytes in one message, in a window. What a test does with columns itself it does in a model
/// of its own: those of this one are the view's.
struct Bench
{
    explicit Bench(qsizetype bytes = 10 * 1024 * 1024)
    {
        feed.follow({{Stream, {}, false}, {}, dialect()}, DialectLibrary());
        QByteArray text;
        for (int i = 0; text.size() < bytes; ++i)
            text += QByteArray::number(i) + " the quick brown fox jumps over the lazy dog and runs on and on, "
                                            "until this line is longer than any window is wide\\n";
        ring.append(Stream, {{{}, {}, {}, R"({"text":")" + text + R"("})"}, 1});
        view.resize(800, 400);
        view.show();
        (void)QTest::qWaitForWindowExposed(&view);
        QTRY_VERIFY_WITH_TIMEOUT((feed.readOn(), feed.hasReadAll()), 60'000);
        QTRY_VERIFY_WITH_TIMEOUT(isLaid(), 60'000);
    }
    static Dialect dialect()
    {
        QString problem;
        return *Dialect::read(R"({"dialect": "texts", "version": 1, "formats": ["sse"],
            "rules": [{"do": [["append", "text", "$.text"]]}]})",
                              {}, problem);
    }
    /// Of the text: figures come behind it.
    static int lastLine(const ConversationModel &of)
    {
        int row = of.rowCount() - 1;
        while (row > 0 && of.index(row).data(ConversationModel::RowRole).toInt() != int(ConversationRow::Text))
            --row;
        return row;
    }
    bool isLaid() const { return isLaid(model); }
    bool isLaid(const ConversationModel &of) const
    {
        const LensPart &part = feed.lens().messages().front().parts.first();
        const auto last = of.anchorOf(lastLine(of));
        return !of.isBreaking() && last && last->byte > part.text.size() - 200;
    }
    QString textAt(int row) const { return ::textAt(model, row); }
    int top() const { return view.verticalScrollBar()->value(); }
    /// In which line of the text a row stands.
    QString lineAt(int row) const
    {
        for (; row > 0; --row) {
            if (const QString text = textAt(row); !text.isEmpty() && text.at(0).isDigit())
                return text.section(u' ', 0, 0);
        }
        return {};
    }

    EventRing ring;
    LensFeed feed{ring};
    ConversationModel model{feed};
    ConversationView view{model};
};

/// What is broken into lines between two turns of the event loop, at most.
class Turns : public QObject
{
public:
    explicit Turns(const ConversationModel &model)
        : model_(model)
        , before_(model.laidBytes())
    {
        connect(QAbstractEventDispatcher::instance(), &QAbstractEventDispatcher::awake, this, &Turns::count);
        connect(QAbstractEventDispatcher::instance(), &QAbstractEventDispatcher::aboutToBlock, this, &Turns::count);
    }
    void count()
    {
        const quint64 now = model_.laidBytes();
        most = std::max(most, now - std::exchange(before_, now));
        all += now - start_;
        start_ = now;
    }
    quint64 most = 0;
    quint64 all = 0;

private:
    const ConversationModel &model_;
    quint64 before_;
    quint64 start_ = before_;
};

} // namespace

class ConversationWidthTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void noTurnBreaksMoreThanASliceIntoLines();
    void whatIsInSightIsBrokenBeforeTheRest();
    void theLineAtTheTopStays();
    void theEndStaysInSight();
    void aWidthThatChangesAgainMeanwhileIsTheOneThatCounts();
    void aTextThatGrowsMeanwhileIsWhole();
    void aSmallConversationIsBrokenAtOnce();
};

void ConversationWidthTest::noTurnBreaksMoreThanASliceIntoLines()
{
    Bench bench;
    const quint64 bytes = quint64(bench.feed.lens().messages().front().bytes);
    Turns turns(bench.model);
    bench.view.resize(500, 400);
    QVERIFY(begins(bench.model));
    QTRY_VERIFY_WITH_TIMEOUT(!bench.model.isBreaking(), 60'000);
    turns.count();
    QVERIFY2(turns.most <= quint64(ConversationModel::SliceBytes) + 4, qPrintable(QString::number(turns.most)));
    QVERIFY(turns.all >= bytes);
    QVERIFY(turns.all < bytes + bytes / 10);
    QVERIFY(bench.textAt(100).size() <= bench.model.columns());
}

void ConversationWidthTest::whatIsInSightIsBrokenBeforeTheRest()
{
    Bench bench;
    ConversationModel model(bench.feed);
    QTRY_VERIFY_WITH_TIMEOUT(bench.isLaid(model), 60'000);
    const int wider = model.columns();
    const int top = model.rowCount() / 2;
    model.setColumns(40, {top, 30});
    QVERIFY(model.isBreaking());
    int longest = 0;
    for (int i = 0; i < 30; ++i)
        longest = std::max(longest, int(textAt(model, top + i).trimmed().size()));
    QVERIFY2(longest <= 40, qPrintable(QString::number(longest)));
    // The others are as they were.
    QVERIFY(textAt(model, 1).size() > 40 && textAt(model, 1).size() <= wider + 1);
    QTRY_VERIFY_WITH_TIMEOUT(!model.isBreaking(), 60'000);
    QVERIFY(textAt(model, 1).trimmed().size() <= 40);
}

void ConversationWidthTest::theLineAtTheTopStays()
{
    Bench bench;
    bench.view.showRow(bench.model.rowCount() / 2);
    const QString line = bench.lineAt(bench.top());
    QVERIFY(!line.isEmpty());
    bench.view.resize(450, 400);
    QVERIFY(begins(bench.model));
    QCOMPARE(bench.lineAt(bench.top()), line);
    QTRY_VERIFY_WITH_TIMEOUT(!bench.model.isBreaking(), 60'000);
    QTRY_COMPARE(bench.lineAt(bench.top()), line);
    QVERIFY(!bench.view.isFollowing());
}

void ConversationWidthTest::theEndStaysInSight()
{
    Bench bench;
    QVERIFY(bench.view.isFollowing());
    bench.view.resize(450, 400);
    QVERIFY(begins(bench.model));
    QTRY_VERIFY_WITH_TIMEOUT(!bench.model.isBreaking(), 60'000);
    QVERIFY(bench.view.isFollowing());
    QTRY_COMPARE(bench.top(), bench.view.verticalScrollBar()->maximum());
}

void ConversationWidthTest::aWidthThatChangesAgainMeanwhileIsTheOneThatCounts()
{
    Bench bench;
    ConversationModel model(bench.feed);
    QTRY_VERIFY_WITH_TIMEOUT(bench.isLaid(model), 60'000);
    const int before = model.columns();
    QStringList texts;
    for (int row = 0; row < model.rowCount(); row += 1000)
        texts.append(textAt(model, row));
    model.setColumns(40, {0, 30});
    model.setColumns(50, {0, 30});
    model.setColumns(before, {0, 30});
    QTRY_VERIFY_WITH_TIMEOUT(!model.isBreaking(), 60'000);
    QStringList after;
    for (int row = 0; row < model.rowCount(); row += 1000)
        after.append(textAt(model, row));
    QCOMPARE(after.mid(1), texts.mid(1)); // the head has no text of its own
}

void ConversationWidthTest::aTextThatGrowsMeanwhileIsWhole()
{
    Bench bench(2 * 1024 * 1024);
    ConversationModel model(bench.feed);
    QTRY_VERIFY_WITH_TIMEOUT(bench.isLaid(model), 60'000);
    model.setColumns(40, {0, 30});
    QVERIFY(model.isBreaking());
    for (int i = 0; i < 10; ++i) {
        bench.ring.append(Stream, {{{}, {}, {}, R"({"text":"and on "})"}, 2 + i});
        QTRY_VERIFY((bench.feed.readOn(), bench.feed.hasReadAll()));
        QCoreApplication::processEvents();
    }
    QTRY_VERIFY_WITH_TIMEOUT(!model.isBreaking() && bench.isLaid(model), 60'000);
    QString joined;
    const int last = bench.lastLine(model);
    for (int row = 1; row <= last; ++row) {
        joined += textAt(model, row);
        if (!model.index(row).data(ConversationModel::WrapRole).toBool() && row < last)
            joined += u'\n';
    }
    QCOMPARE(joined.toUtf8(), bench.feed.lens().messages().front().text());
}

void ConversationWidthTest::aSmallConversationIsBrokenAtOnce()
{
    Bench bench(100 * 1024);
    ConversationModel model(bench.feed);
    model.setColumns(40);
    QVERIFY(!model.isBreaking());
    QVERIFY(textAt(model, 1).trimmed().size() <= 40);
}

QTEST_MAIN(ConversationWidthTest)
#include "tst_conversationwidth.moc"
