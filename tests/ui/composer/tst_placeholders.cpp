// SPDX-License-Identifier: GPL-3.0-or-later
// Placeholders in what the composer holds, the check of data that has some, and how it is laid out.
#include "ui/composer/builtinpresets.h"
#include "ui/composer/eventtemplate.h"
#include "ui/composer/templatejson.h"

#include <QRandomGenerator>
#include <QRegularExpression>
#include <QTest>
#include <QUuid>

using namespace helio;

class PlaceholdersTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void textWithoutPlaceholdersStaysAsItIs();
    void eachPlaceholderGivesItsValue_data();
    void eachPlaceholderGivesItsValue();
    void aRandomNumberStaysBetweenItsBoundsAndReachesBoth();
    void aRandomNumberHasAsManyDecimalsAsItsBounds();
    void anUuidIsRandomAndOfVersion4();
    void theSameSeedGivesTheSameValues();
    void fourBracesStandForTwo_data();
    void fourBracesStandForTwo();
    void whatIsEscapedComesOutAsItWas();
    void aMistakeIsNamedWithItsPlace_data();
    void aMistakeIsNamedWithItsPlace();
    void jsonWithPlaceholdersIsCheckedAsItGoesOut();
    void aMistakeInJsonIsPlacedWhereItIsWritten();
    void formatKeepsDigitsAndPlaceholders();
    void whatIsNoJsonIsNotFormatted();
    void eachBuiltinPresetMakesJsonThatMayBePublished();
};

static QString expanded(const QString &text, qint64 number = 1, quint32 seed = 1)
{
    Placeholders::Mistake mistake;
    const auto placeholders = Placeholders::parse(text, &mistake);
    if (!placeholders)
        return QStringLiteral("mistake: ") + mistake.what;
    QRandomGenerator chance(seed);
    return placeholders->expand({number, 1'763'690'523'456, &chance});
}

void PlaceholdersTest::textWithoutPlaceholdersStaysAsItIs()
{
    for (const QString &text :
         {QString(), QStringLiteral("hello"), QStringLiteral("{\"a\":{\"b\":1}}"), QStringLiteral("} }} {a} 日本")})
        QCOMPARE(expanded(text), text);
    QVERIFY(Placeholders::parse(QStringLiteral("{\"a\":{\"b\":1}}"))->isConstant());
    QVERIFY(!Placeholders::parse(QStringLiteral("{{n}}"))->isConstant());
}

void PlaceholdersTest::eachPlaceholderGivesItsValue_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("value");
    QTest::newRow("n") << "event {{n}} of many"
                       << "event 7 of many";
    QTest::newRow("with spaces") << "{{ n }}"
                                 << "7";
    QTest::newRow("beside braces") << "{\"a\":{{n}}}"
                                   << "{\"a\":7}";
    QTest::newRow("behind a brace") << "{{{n}}}"
                                    << "{7}";
    QTest::newRow("now") << "{{now}}"
                         << "2025-11-21T02:02:03.456Z";
    QTest::newRow("random of one") << "{{random 5 5}}"
                                   << "5";
    QTest::newRow("random of one, below zero") << "{{random -1.50 -1.50}}"
                                               << "-1.50";
    QTest::newRow("random near zero") << "{{random -0.05 -0.05}}"
                                      << "-0.05";
    QTest::newRow("pick of the same") << "{{pick a b|a b}}"
                                      << "a b";
}

void PlaceholdersTest::eachPlaceholderGivesItsValue()
{
    QFETCH(QString, text);
    QFETCH(QString, value);
    QCOMPARE(expanded(text, 7), value);
}

void PlaceholdersTest::aRandomNumberStaysBetweenItsBoundsAndReachesBoth()
{
    QSet<int> seen;
    for (quint32 seed = 0; seed < 400; ++seed)
        seen.insert(expanded(QStringLiteral("{{random -2 2}}"), 1, seed).toInt());
    QCOMPARE(seen, (QSet<int>{-2, -1, 0, 1, 2}));
    QSet<QString> picked;
    for (quint32 seed = 0; seed < 100; ++seed)
        picked.insert(expanded(QStringLiteral("{{pick a||c}}"), 1, seed));
    QCOMPARE(picked, (QSet<QString>{QStringLiteral("a"), QString(QLatin1String("")), QStringLiteral("c")}));
}

void PlaceholdersTest::aRandomNumberHasAsManyDecimalsAsItsBounds()
{
    const QRegularExpression form(QStringLiteral("^(9\\d|10\\d|110)\\.\\d\\d$"));
    for (quint32 seed = 0; seed < 100; ++seed)
        QVERIFY(form.match(expanded(QStringLiteral("{{random 90 110.00}}"), 1, seed)).hasMatch());
}

void PlaceholdersTest::anUuidIsRandomAndOfVersion4()
{
    const QUuid first(expanded(QStringLiteral("{{uuid}}"), 1, 1));
    QCOMPARE(first.version(), QUuid::Random);
    QCOMPARE(first.variant(), QUuid::DCE);
    QVERIFY(first != QUuid(expanded(QStringLiteral("{{uuid}}"), 1, 2)));
}

void PlaceholdersTest::theSameSeedGivesTheSameValues()
{
    const QString text = QStringLiteral("{{uuid}} {{random 1 1000000}} {{pick a|b|c|d}}");
    QCOMPARE(expanded(text, 1, 5), expanded(text, 1, 5));
    QVERIFY(expanded(text, 1, 5) != expanded(text, 1, 6));
}

void PlaceholdersTest::fourBracesStandForTwo_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("value");
    QTest::newRow("alone") << "{{{{"
                           << "{{";
    QTest::newRow("a name") << "Hello {{{{name}}"
                            << "Hello {{name}}";
    QTest::newRow("before one that counts") << "{{{{{{n}}"
                                            << "{{7";
    QTest::newRow("with a third") << "{{{{{"
                                  << "{{{";
}

void PlaceholdersTest::fourBracesStandForTwo()
{
    QFETCH(QString, text);
    QFETCH(QString, value);
    QCOMPARE(expanded(text, 7), value);
}

void PlaceholdersTest::whatIsEscapedComesOutAsItWas()
{
    for (const char *text : {"{{", "{{{", "{{{{", "{{{{{", "a {{n}} b", "{{n}}{{{now}}}", "plain {a}"})
        QCOMPARE(expanded(Placeholders::escaped(QLatin1String(text))), QLatin1String(text));
}

void PlaceholdersTest::aMistakeIsNamedWithItsPlace_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("line");
    QTest::addColumn<int>("column");
    QTest::addColumn<QString>("what");
    QTest::newRow("unknown") << "a\n日本 {{nam}}" << 2 << 4 << "nam";
    QTest::newRow("open at the end") << "x {{n" << 1 << 3 << "not closed";
    QTest::newRow("open at the line's end") << "{{n\n}}" << 1 << 1 << "not closed";
    QTest::newRow("empty") << "{{}}" << 1 << 1 << "no placeholder";
    QTest::newRow("random of one number") << "{{random 90}}" << 1 << 1 << "two numbers";
    QTest::newRow("random of words") << "{{random a b}}" << 1 << 1 << "two numbers";
    QTest::newRow("random of too large ones") << "{{random 1 99999999999}}" << 1 << 1 << "two numbers";
    QTest::newRow("random upside down") << "{{random 2 1.5}}" << 1 << 1 << "above";
    QTest::newRow("pick of one") << "{{pick a}}" << 1 << 1 << "choose";
    QTest::newRow("n with something") << "{{n 3}}" << 1 << 1 << "nothing behind";
}

void PlaceholdersTest::aMistakeIsNamedWithItsPlace()
{
    QFETCH(QString, text);
    QFETCH(int, line);
    QFETCH(int, column);
    QFETCH(QString, what);
    Placeholders::Mistake mistake;
    QVERIFY(!Placeholders::parse(text, &mistake));
    QCOMPARE(int(mistake.line), line);
    QCOMPARE(int(mistake.column), column);
    QVERIFY2(mistake.what.contains(what), qPrintable(mistake.what));
    Draft draft;
    draft.data = text;
    QString problem;
    QVERIFY(!EventTemplate::parse(draft, &problem));
    QVERIFY2(problem.contains(QStringLiteral("line %1, column %2").arg(line).arg(column)), qPrintable(problem));
}

void PlaceholdersTest::jsonWithPlaceholdersIsCheckedAsItGoesOut()
{
    QCOMPARE(TemplateCheck::of(QStringLiteral("{\"price\":{{random 90 110}}}")).check.form, DataCheck::Form::Json);
    QCOMPARE(TemplateCheck::of(QStringLiteral("{\"id\":{{uuid}}}")).check.form, DataCheck::Form::BrokenJson);
    QCOMPARE(TemplateCheck::of(QStringLiteral("{\"n\":{{n}}}")).bytes, 7);
    QVERIFY(TemplateCheck::of(QStringLiteral("{\"n\":{{m}}}")).note().contains(QStringLiteral("line 1, column 6")));
}

void PlaceholdersTest::aMistakeInJsonIsPlacedWhereItIsWritten()
{
    const TemplateCheck check = TemplateCheck::of(QStringLiteral("{\"now\":\"{{now}}\",\n \"id\":\"{{uuid}}\" x}"));
    QCOMPARE(check.check.form, DataCheck::Form::BrokenJson);
    QCOMPARE(check.check.line, 2);
    QCOMPARE(check.check.column, 18);
}

void PlaceholdersTest::formatKeepsDigitsAndPlaceholders()
{
    const auto formatted = formattedTemplate(
        QStringLiteral("{\"a\":1.10,\"b\":{{random 90 110}},\"c\":\"{{n}} of 9 {{{{x}}\",\"d\":{{pick true|false}}}"));
    QVERIFY(formatted);
    QCOMPARE(*formatted, QStringLiteral("{\n  \"a\": 1.10,\n  \"b\": {{random 90 110}},\n  \"c\": \"{{n}} of 9 "
                                        "{{{{x}}\",\n  \"d\": {{pick true|false}}\n}"));
}

void PlaceholdersTest::whatIsNoJsonIsNotFormatted()
{
    for (const char *text : {"", "hello", "{\"a\":", "{\"a\":{{m}}}"})
        QVERIFY(!formattedTemplate(QLatin1String(text)));
}

void PlaceholdersTest::eachBuiltinPresetMakesJsonThatMayBePublished()
{
    const QList<BuiltinPreset> presets = builtinPresets();
    QCOMPARE(presets.size(), 5);
    for (const BuiltinPreset &preset : presets) {
        QVERIFY(!preset.name.isEmpty());
        QVERIFY(EventTemplate::parse(preset.draft));
        QCOMPARE(TemplateCheck::of(preset.draft.data).check.form, DataCheck::Form::Json);
    }
}

QTEST_GUILESS_MAIN(PlaceholdersTest)
#include "tst_placeholders.moc"
