// SPDX-License-Identifier: GPL-3.0-or-later
#include "lensbench.h"

#include <QTemporaryDir>

using namespace helio;

/// Files of dialects: what is read, and what is wrong with one, by file and line.
class DialectTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aFileIsRead();
    void commentsAreAllowed();
    void whatIsWrongNamesFileAndLine_data();
    void whatIsWrongNamesFileAndLine();
    void boundsAreToldOnBothSides();
    void aFileThatIsTooLargeIsRefused();
    void theUsersFolderWinsByName();
    void aWrongFileOfTheUsersIsNamedAndTheOthersAreRead();
    void whatADetectionSaysIsScored_data();
    void whatADetectionSaysIsScored();
};

namespace {

QString problemOf(const QByteArray &file)
{
    QString problem;
    const auto dialect = Dialect::read(file, QStringLiteral("mine.json"), problem);
    return dialect ? QString() : problem;
}

QByteArray withRule(const QByteArray &rule)
{
    return "{\"dialect\": \"d\",\n \"rules\": [\n  " + rule + "]}";
}

void write(const QString &path, const QByteArray &content)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(content);
}

} // namespace

void DialectTest::aFileIsRead()
{
    QString problem;
    const auto dialect = Dialect::read(
        R"({"dialect":"d","version":1,"formats":["ndjson","sse"],"detect":[{"$.a":1},{"$.b":true}],
            "complete":{"mark":{"data":"end"}},"rules":[{"do":[["append","text","$.a"]]}]})",
        QStringLiteral("d.json"), problem);
    QVERIFY2(dialect, qPrintable(problem));
    QCOMPARE(dialect->name(), "d");
    QCOMPARE(dialect->formats(), QList<StreamFormat>({StreamFormat::JsonLines, StreamFormat::EventStream}));
    QCOMPARE(dialect->detectCount(), 2);
    QVERIFY(dialect->hasLastMark());
    QCOMPARE(dialect->origin(), Dialect::Origin::User);
}

void DialectTest::commentsAreAllowed()
{
    QCOMPARE(problemOf("// mine\n{\"dialect\": \"a//b\", // its name\n\"rules\": [{\"do\": [[\"append\", \"text\", "
                       "\"$['//']\"]]}]} // end"),
             QString());
}

void DialectTest::whatIsWrongNamesFileAndLine_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<QString>("problem");
    const auto row = [](const char *name, const QByteArray &file, const char *problem) {
        QTest::newRow(name) << file << QString::fromUtf8(problem);
    };
    row("no JSON", "{\n\"dialect\" \"d\"}", "mine.json, line 2: a colon is missing behind a member's name");
    row("no object", "[]", "mine.json, line 1: a dialect is a JSON object");
    row("no name", R"({"rules":[{"do":[["begin"]]}]})",
        R"(mine.json, line 1: a dialect needs a name: "dialect": "NAME")");
    row("no rules", R"({"dialect":"d"})", "mine.json, line 1: a dialect needs rules");
    row("unknown key", "{\"dialect\": \"d\",\n\"detects\": []}", "mine.json, line 2: “detects” is no key of a dialect");
    row("unknown key of a rule", withRule(R"({"wen": {}})"), "mine.json, line 3: “wen” is no key of a rule");
    row("another version", "{\"dialect\": \"d\",\n\n\"version\": 2}",
        "mine.json, line 3: “version” must be 1, the version of this form of file");
    row("unknown format", R"({"dialect":"d","formats":["xml"]})",
        "mine.json, line 1: a format is one of sse, ndjson, json-array");
    row("unknown verb", withRule(R"({"do": [["add", "text", "$.a"]]})"),
        "mine.json, line 3: an operation is a list that begins with one of append, set, start, json, push, merge, "
        "check, end, begin, replace");
    row("unknown target", withRule(R"({"do": [["append", "txt", "$.a"]]})"),
        "mine.json, line 3: a target is one of id, role, model, finishReason, usage, error, text, reasoning, refusal, "
        "tool.id, tool.name, tool.arguments, tool.result, other");
    row("a verb that does not fit", withRule(R"({"do": [["append", "model", "$.a"]]})"),
        "mine.json, line 3: this operation cannot be done with “model”");
    row("a path that is none", withRule(R"({"do": [["append", "text", "$.a["]]})"),
        "mine.json, line 3: “$.a[”: between brackets stands a number from 0 on, or a name in quotes");
    row("an element without each", withRule(R"({"do": [["append", "text", "@.a"]]})"),
        "mine.json, line 3: “@.a” is of an element, and there is no “each” around it");
    row("an outer element without one", withRule(R"({"each": "$.a[*]", "do": [["append", "text", "@@.a"]]})"),
        "mine.json, line 3: “@@.a” is of an element, and there is no “each” around it");
    row("each of no array", withRule(R"({"each": "$.a", "do": []})"),
        "mine.json, line 3: “each” is a path to an array with [*] behind it");
    row("each of the document within each", withRule(R"({"each": "$.a[*]", "rules": [{"each": "$.b[*]"}]})"),
        "mine.json, line 3: an “each” within another begins with @, its element");
    row("a condition on nothing", withRule(R"({"when": {"type": "a"}})"),
        "mine.json, line 3: “type” is no path, nor event, data or header:NAME");
    row("a value of another kind", withRule(R"({"when": {"$.a": null}})"),
        "mine.json, line 3: a value is a string, a number, a list of them, true (it is there) or false (it is not)");
    row("an end of another kind", withRule(R"({"do": [["end", "done"]]})"),
        "mine.json, line 3: a message ends as one of complete, stopped, failed");
    row("needs something else", R"({"dialect":"d","complete":{"needs":"text"}})",
        "mine.json, line 1: “needs” is one of finishReason, end");
}

void DialectTest::whatIsWrongNamesFileAndLine()
{
    QFETCH(const QByteArray, file);
    QTEST(problemOf(file), "problem");
}

void DialectTest::boundsAreToldOnBothSides()
{
    const auto nested = [](int depth) {
        QByteArray rule = R"({"do":[["begin"]]})";
        for (int i = 0; i < depth; ++i)
            rule = (i == depth - 1 ? R"({"each":"$.a[*]","rules":[)" : R"({"each":"@.a[*]","rules":[)") + rule + "]}";
        return withRule(rule);
    };
    QCOMPARE(problemOf(nested(3)), QString());
    QVERIFY(problemOf(nested(4)).contains(QLatin1String("at most 3 deep")));

    const auto many = [](qsizetype count) {
        return withRule(QByteArrayList(count, R"({"do":[["begin"]]})").join(','));
    };
    QCOMPARE(problemOf(many(Dialect::MaximumRules)), QString());
    QVERIFY(problemOf(many(Dialect::MaximumRules + 1)).contains(QLatin1String("more than 512 rules")));

    const auto longPath = [](qsizetype steps) {
        return withRule(R"({"do":[["append","text","$)" + QByteArray(".a").repeated(steps) + R"("]]})");
    };
    QCOMPARE(problemOf(longPath(Dialect::MaximumSteps)), QString());
    QVERIFY(problemOf(longPath(Dialect::MaximumSteps + 1)).contains(QLatin1String("at most 32 steps")));
}

void DialectTest::aFileThatIsTooLargeIsRefused()
{
    const QByteArray file = withRule(R"({"do":[["begin"]]})");
    QCOMPARE(problemOf(file.leftJustified(Dialect::MaximumFileBytes)), QString());
    QVERIFY(problemOf(file.leftJustified(Dialect::MaximumFileBytes + 1)).contains(QLatin1String("262144 bytes")));
}

void DialectTest::theUsersFolderWinsByName()
{
    const QTemporaryDir folder;
    write(folder.filePath(QStringLiteral("x.json")), R"({"dialect":"anthropic","rules":[{"do":[["begin"]]}]})");
    write(folder.filePath(QStringLiteral("y.json")), R"({"dialect":"mine","rules":[{"do":[["begin"]]}]})");
    DialectLibrary library = DialectLibrary::builtIn();
    const qsizetype before = library.dialects().size();
    QCOMPARE(library.addFolder(folder.path()), QStringList());
    QCOMPARE(library.dialects().size(), before + 1);
    QCOMPARE(library.find("anthropic")->origin(), Dialect::Origin::User);
    QCOMPARE(library.find("mine")->origin(), Dialect::Origin::User);
    QCOMPARE(library.find("gemini")->origin(), Dialect::Origin::BuiltIn);
    QCOMPARE(DialectLibrary().addFolder(folder.filePath(QStringLiteral("nowhere"))), QStringList());
}

void DialectTest::aWrongFileOfTheUsersIsNamedAndTheOthersAreRead()
{
    const QTemporaryDir folder;
    write(folder.filePath(QStringLiteral("a.json")), "{");
    write(folder.filePath(QStringLiteral("b.json")), R"({"dialect":"mine","rules":[{"do":[["begin"]]}]})");
    DialectLibrary library;
    const QStringList problems = library.addFolder(folder.path());
    QCOMPARE(problems.size(), 1);
    QVERIFY2(problems.first().contains(QLatin1String("a.json, line 1: ")), qPrintable(problems.first()));
    QCOMPARE(library.names(), QStringList(QStringLiteral("mine")));
}

void DialectTest::whatADetectionSaysIsScored_data()
{
    QTest::addColumn<QByteArray>("detect");
    QTest::addColumn<int>("score");
    QTest::newRow("a value") << QByteArray(R"({"$.type":"abc"})") << 4;
    QTest::newRow("a list") << QByteArray(R"({"$.type":["x","abc"]})") << 3;
    QTest::newRow("a beginning") << QByteArray(R"({"$.type":"ab*"})") << 2;
    QTest::newRow("presence") << QByteArray(R"({"$.type":true})") << 1;
    QTest::newRow("absence") << QByteArray(R"({"$.other":false})") << 1;
    QTest::newRow("two conditions") << QByteArray(R"({"$.type":"abc","$.n":1})") << 8;
    QTest::newRow("one of two is not met") << QByteArray(R"({"$.type":"abc","$.n":2})") << 0;
    QTest::newRow("the best alternative") << QByteArray(R"({"$.type":true},{"$.n":1},{"$.type":"ab*"})") << 4;
    QTest::newRow("the event's type") << QByteArray(R"({"event":"message"})") << 4;
    QTest::newRow("a field of the head") << QByteArray(R"({"header:x-kind":"k"})") << 4;
}

void DialectTest::whatADetectionSaysIsScored()
{
    QFETCH(const QByteArray, detect);
    const Dialect dialect = dialectOf(R"([{"do":[["begin"]]}])", R"(,"detect":[)" + detect + ']');
    QTEST(dialect.score({}, R"({"type":"abc","n":1,"other":null})", {{"X-Kind", "k"}}), "score");
    QCOMPARE(dialect.score("nothing", "no JSON", {}), detect.contains("false") ? 1 : 0);
}

QTEST_APPLESS_MAIN(DialectTest)
#include "tst_dialect.moc"
