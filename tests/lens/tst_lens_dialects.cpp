// SPDX-License-Identifier: GPL-3.0-or-later
#include "event/eventstreamparser.h"
#include "lensbench.h"
#include "samples.h"

using namespace helio;

/// The dialects that are built in: what they make of streams, whole and cut.
class LensDialectsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void allAreThere();
    void aWholeStreamIsItsMessages_data() { addSamples(); }
    void aWholeStreamIsItsMessages();
    void itIsFoundOutByItsFirstEvents_data() { addSamples(); }
    void itIsFoundOutByItsFirstEvents();
    void everyEventIsKnown_data() { addSamples(); }
    void everyEventIsKnown();
    void cutAfterAnyEventItIsMarked_data() { addSamples(); }
    void cutAfterAnyEventItIsMarked();
    void bytesCutAnywhereMakeTheSame_data() { addSamples(); }
    void bytesCutAnywhereMakeTheSame();
    void whatADoneEventSaysOtherwiseIsNoted();

private:
    static void addSamples();
};

namespace {

Lens whole(const Sample &sample)
{
    Lens lens(builtIn(sample.dialect));
    feed(lens, sample.data);
    lens.onEnd(0);
    return lens;
}

} // namespace

Q_DECLARE_METATYPE(helio::Sample)

void LensDialectsTest::addSamples()
{
    QTest::addColumn<Sample>("sample");
    for (const Sample &sample : samples())
        QTest::newRow(sample.name) << sample;
}

void LensDialectsTest::allAreThere()
{
    const QStringList all{QStringLiteral("ag-ui"),
                          QStringLiteral("anthropic"),
                          QStringLiteral("gemini"),
                          QStringLiteral("mcp"),
                          QStringLiteral("ollama"),
                          QStringLiteral("openai-chat"),
                          QStringLiteral("openai-responses"),
                          QStringLiteral("vercel-ui")};
    QCOMPARE(DialectLibrary::builtIn().names(), all);
}

void LensDialectsTest::aWholeStreamIsItsMessages()
{
    QFETCH(const Sample, sample);
    QCOMPARE(shown(whole(sample)), sample.shown);
}

void LensDialectsTest::itIsFoundOutByItsFirstEvents()
{
    QFETCH(const Sample, sample);
    Lens lens(DialectLibrary::builtIn());
    feed(lens, sample.data);
    lens.onEnd(0);
    QVERIFY(lens.dialect());
    QCOMPARE(lens.dialect()->name(), QByteArray(sample.dialect));
    QCOMPARE(shown(lens), sample.shown);
}

void LensDialectsTest::everyEventIsKnown()
{
    QFETCH(const Sample, sample);
    QCOMPARE(whole(sample).unknownCount(), quint64(0));
}

void LensDialectsTest::cutAfterAnyEventItIsMarked()
{
    QFETCH(const Sample, sample);
    const Lens all = whole(sample);
    for (qsizetype count = 1; count < sample.data.size(); ++count) {
        Lens lens(builtIn(sample.dialect));
        feed(lens, sample.data.first(count));
        lens.onEnd(0);
        for (const LensMessage &message : lens.messages()) {
            const bool isMarked = !message.cut.isEmpty() || message.state == LensMessage::State::Failed;
            QVERIFY2(isMarked,
                     qPrintable(QStringLiteral("after %1 events: ").arg(count) + QString::fromUtf8(shown(message))));
            QCOMPARE(message.state == LensMessage::State::Cut || message.lacksLastMark, !message.cut.isEmpty());
        }
    }
    for (const LensMessage &message : all.messages())
        QVERIFY(message.cut.isEmpty());
}

void LensDialectsTest::bytesCutAnywhereMakeTheSame()
{
    QFETCH(const Sample, sample);
    QByteArray stream;
    for (const QByteArray &data : sample.data)
        stream += "data: " + data + "\n\n";
    for (const qsizetype step : {qsizetype(1), qsizetype(7), stream.size()}) {
        EventStreamParser parser;
        Lens lens(builtIn(sample.dialect));
        quint64 number = 0;
        for (qsizetype at = 0; at < stream.size(); at += step) {
            parser.feed(QByteArrayView(stream).sliced(at, qMin(step, stream.size() - at)));
            while (const auto event = parser.next())
                lens.feed(*event, 0, ++number);
        }
        lens.onEnd(0);
        QCOMPARE(shown(lens), sample.shown);
    }
}

void LensDialectsTest::whatADoneEventSaysOtherwiseIsNoted()
{
    Lens lens(builtIn("openai-responses"));
    feed(lens, {R"({"type":"response.output_text.delta","output_index":0,"content_index":0,"delta":"Helo"})",
                R"({"type":"response.output_text.done","output_index":0,"content_index":0,"text":"Hello"})"});
    const LensMessage &message = lens.messages().front();
    QCOMPARE(message.text(), "Hello");
    QCOMPARE(message.mismatchCount, quint64(1));
    QCOMPARE(message.mismatches.first().event, quint64(2));
    QCOMPARE(message.mismatches.first().grownBytes, qsizetype(4));
    QCOMPARE(message.mismatches.first().saidBytes, qsizetype(5));
}

QTEST_APPLESS_MAIN(LensDialectsTest)
#include "tst_lens_dialects.moc"
