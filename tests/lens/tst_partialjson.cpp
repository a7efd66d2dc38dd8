// SPDX-License-Identifier: GPL-3.0-or-later
#include "json/jsonvalue.h"
#include "lens/partialjson.h"

#include <QTest>

using namespace helio;

class PartialJsonTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whatIsNotFinishedIsClosed_data();
    void whatIsNotFinishedIsClosed();
    void everyBeginningOfADocumentIsShownAsOne();
    void whatIsNoJsonIsShownAsItIs_data();
    void whatIsNoJsonIsShownAsItIs();
};

void PartialJsonTest::whatIsNotFinishedIsClosed_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("shown");
    const std::pair<const char *, const char *> rows[] = {
        {"", ""},
        {"{", "{}"},
        {R"({"ci)", "{}"},
        {R"({"city")", "{}"},
        {R"({"city":)", "{}"},
        {R"({"city":"Par)", R"({"city":"Par"})"},
        {R"({"city":"Paris","to)", R"({"city":"Paris"})"},
        {R"({"a":"x\)", R"({"a":"x"})"},
        {R"({"a":"x\u00e)", R"({"a":"x"})"},
        {R"({"a":"x\u00e9)", R"({"a":"x\u00e9"})"},
        {R"({"a":tru)", "{}"},
        {R"({"a":true)", R"({"a":true})"},
        {R"({"a":12)", R"({"a":12})"},
        {R"({"a":1.)", "{}"},
        {R"({"a":[1,2)", R"({"a":[1,2]})"},
        {R"({"a":[1,)", R"({"a":[1]})"},
        {R"({"a":[{"b":[)", R"({"a":[{"b":[]}]})"},
        {R"({"a":1})", R"({"a":1})"},
        {R"("tex)", R"("tex")"},
    };
    for (const auto &[text, shown] : rows)
        QTest::newRow(text) << QByteArray(text) << QByteArray(shown);
}

void PartialJsonTest::whatIsNotFinishedIsClosed()
{
    QFETCH(const QByteArray, text);
    PartialJson whole;
    whole.feed(text);
    QTEST(whole.shown(text), "shown");
    PartialJson bytewise;
    for (const char c : text)
        bytewise.feed({&c, 1});
    QTEST(bytewise.shown(text), "shown");
}

void PartialJsonTest::everyBeginningOfADocumentIsShownAsOne()
{
    const QByteArray document =
        R"( {"a" : [1, -2.5e3, true, null, "x\"\\\u00e9\n", {}, []], "b":{"c":"é😀"}, "d":[[{"e":0}]] } )";
    PartialJson partial;
    for (qsizetype i = 0; i < document.size(); ++i) {
        partial.feed(document.sliced(i, 1));
        const QByteArray shown = partial.shown(document.first(i + 1));
        // Half a character of UTF-8 is none of ours to mend.
        const bool isWithinCharacter = i + 1 < document.size() && (uchar(document[i + 1]) & 0xC0) == 0x80;
        if (!shown.trimmed().isEmpty() && !isWithinCharacter)
            QVERIFY2(JsonValue::read(shown), shown.constData());
    }
    QVERIFY(partial.isWhole());
}

void PartialJsonTest::whatIsNoJsonIsShownAsItIs_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char *text : {"*** Begin Patch", "{a:1", R"({"a"})", "[1]]", "{} x", R"({"a":"\x)", "]"})
        QTest::newRow(text) << QByteArray(text);
    QTest::newRow("deep") << QByteArray(PartialJson::MaximumDepth + 1, '[');
}

void PartialJsonTest::whatIsNoJsonIsShownAsItIs()
{
    QFETCH(const QByteArray, text);
    PartialJson partial;
    partial.feed(text);
    QVERIFY(partial.isBroken());
    QCOMPARE(partial.shown(text), text);
}

QTEST_APPLESS_MAIN(PartialJsonTest)
#include "tst_partialjson.moc"
