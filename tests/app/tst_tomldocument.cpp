// SPDX-License-Identifier: GPL-3.0-or-later
#include "tomldocument.h"

#include <QTest>

using namespace helio;

namespace {

const TomlEntries Entries{{"publish", tomlList(QStringList())},
                          {"subscribe", tomlList(QStringList{QStringLiteral("a")})}};

} // namespace

/// Documents that are changed in one place, and are the same to the byte everywhere else.
class TomlDocumentTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void entriesAreSet_data();
    void entriesAreSet();
    void whatHasNoPlaceIsLeftAlone_data();
    void whatHasNoPlaceIsLeftAlone();
    void aSectionIsAppended_data();
    void aSectionIsAppended();
    void aSectionIsRemoved_data();
    void aSectionIsRemoved();
    void stringsAreEscaped();
};

void TomlDocumentTest::entriesAreSet_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QByteArray>("changed");
    const QByteArray lines("publish = []\nsubscribe = [\"a\"]\n");
    QTest::newRow("an empty document") << QByteArray() << "[anonymous]\n" + lines;
    QTest::newRow("no such section, no line end") << QByteArray("[x]\na = 1") << "[x]\na = 1\n\n[anonymous]\n" + lines;
    QTest::newRow("no such section, CR LF")
        << QByteArray("[x]\r\na = 1\r\n")
        << QByteArray("[x]\r\na = 1\r\n\r\n[anonymous]\r\npublish = []\r\nsubscribe = [\"a\"]\r\n");
    QTest::newRow("an empty section at the end")
        << QByteArray("[anonymous]") << QByteArray("[anonymous]\nsubscribe = [\"a\"]\npublish = []\n");
    QTest::newRow("comments and spaces")
        << QByteArray(
               "# mine\n[ anonymous ] # who has no token\n  publish=['x' , \"y\"]# ] [\n\n# to read\nsubscribe = [\n"
               "  \"b\", # 日本\n  ]\t# end\n[x] # last\n")
        << QByteArray(
               "# mine\n[ anonymous ] # who has no token\n  publish=[]# ] [\n\n# to read\nsubscribe = [\"a\"]\t# end\n"
               "[x] # last\n");
    QTest::newRow("a missing key") << QByteArray("[anonymous] # c\r\npublish = [\"*\"] # p\r\n")
                                   << QByteArray("[anonymous] # c\r\nsubscribe = [\"a\"]\r\npublish = [] # p\r\n");
    QTest::newRow("inline") << QByteArray("anonymous = {publish = ['日本'], subscribe = []} # c\n")
                            << QByteArray("anonymous = {publish = [], subscribe = [\"a\"]} # c\n");
    QTest::newRow("dotted") << QByteArray("anonymous.publish = ['x']\nanonymous.subscribe = ['y'] # c")
                            << QByteArray("anonymous.publish = []\nanonymous.subscribe = [\"a\"] # c");
    QTest::newRow("a byte order mark") << QByteArray("\xEF\xBB\xBF"
                                                     "anonymous = {publish = ['x'], subscribe = []}")
                                       << QByteArray("\xEF\xBB\xBF"
                                                     "anonymous = {publish = [], subscribe = [\"a\"]}");
    QTest::newRow("brackets in a text")
        << QByteArray("a = '''\n[anonymous]\npublish = []\n'''\n[anonymous]\npublish = ['x']\nsubscribe = []\n")
        << QByteArray("a = '''\n[anonymous]\npublish = []\n'''\n[anonymous]\npublish = []\nsubscribe = [\"a\"]\n");
    QTest::newRow("a quoted name") << QByteArray("[\"anonymous\"]\n'publish' = ['x']\nsubscribe = []\n")
                                   << QByteArray("[\"anonymous\"]\n'publish' = []\nsubscribe = [\"a\"]\n");
}

void TomlDocumentTest::entriesAreSet()
{
    QFETCH(QByteArray, content);
    QFETCH(QByteArray, changed);
    TomlDocument document(content);
    QVERIFY(document.setEntries("anonymous", Entries));
    QCOMPARE(document.content(), changed);
    QVERIFY(document.setEntries("anonymous", Entries)); // what is so already stays
    QCOMPARE(document.content(), changed);
}

void TomlDocumentTest::whatHasNoPlaceIsLeftAlone_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("no TOML") << QByteArray("[anonymous\n");
    QTest::newRow("cut in a string") << QByteArray("[anonymous]\npublish = [\"x");
    QTest::newRow("not UTF-8") << QByteArray("# \xFF\n");
    QTest::newRow("a section that is a value") << QByteArray("anonymous = 1\n");
    QTest::newRow("a list of sections") << QByteArray("[[anonymous]]\npublish = []\nsubscribe = []\n");
    QTest::newRow("inline without the key") << QByteArray("anonymous = {publish = []}\n");
    QTest::newRow("dotted without the key") << QByteArray("anonymous.publish = []\nx = 1\n");
    QTest::newRow("only a section within it") << QByteArray("[anonymous.more]\na = 1\n");
}

void TomlDocumentTest::whatHasNoPlaceIsLeftAlone()
{
    QFETCH(QByteArray, content);
    TomlDocument document(content);
    QVERIFY(!document.setEntries("anonymous", Entries));
    QVERIFY(!document.removeSection("token", 0));
    QCOMPARE(document.content(), content);
}

void TomlDocumentTest::aSectionIsAppended_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<bool>("works");
    QTest::newRow("empty") << QByteArray() << QByteArray() << true;
    QTest::newRow("behind another") << QByteArray("[[token]]\nname = \"1\"\n") << QByteArray("\n") << true;
    QTest::newRow("without a line end") << QByteArray("[x]") << QByteArray("\n\n") << true;
    QTest::newRow("behind a comment") << QByteArray("[x]\n# [[token]]") << QByteArray("\n\n") << true;
    QTest::newRow("inline") << QByteArray("token = [{name = \"1\"}]\n") << QByteArray() << false;
    QTest::newRow("a table") << QByteArray("[token]\nname = \"1\"\n") << QByteArray() << false;
}

void TomlDocumentTest::aSectionIsAppended()
{
    QFETCH(QByteArray, content);
    QFETCH(QByteArray, before);
    QFETCH(bool, works);
    TomlDocument document(content);
    QCOMPARE(document.appendSection("token", {{"name", QStringLiteral("\"2\"")}}), works);
    QCOMPARE(document.content(), works ? content + before + "[[token]]\nname = \"2\"\n" : content);
}

void TomlDocumentTest::aSectionIsRemoved_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<int>("nth");
    QTest::addColumn<QByteArray>("changed");
    const QByteArray two("[a]\n\n[[token]] # 1\nname = \"1\"\n# one's end\n\n# about 2\n[[token]]\nname = \"2\"\n");
    QTest::newRow("the first of two") << two << 0
                                      << QByteArray("[a]\n\n# one's end\n\n# about 2\n[[token]]\nname = \"2\"\n");
    QTest::newRow("the second of two") << two << 1
                                       << QByteArray("[a]\n\n[[token]] # 1\nname = \"1\"\n# one's end\n\n# about 2\n");
    QTest::newRow("past the last") << two << 2 << QByteArray();
    QTest::newRow("the only one") << QByteArray("[[token]]\nname = \"1\"") << 0 << QByteArray("");
    QTest::newRow("one of nothing") << QByteArray("[[token]]\n\n\n[a]\n") << 0 << QByteArray("[a]\n");
    QTest::newRow("CR LF") << QByteArray("[[token]]\r\nname = \"1\"\r\n\r\n[a]\r\n") << 0 << QByteArray("[a]\r\n");
    QTest::newRow("brackets at the line's begin")
        << QByteArray("[[token]]\nname = '''\n[a]\n[[token]]\n'''\nsubscribe = [\n[],\n]\n[b]\n") << 0
        << QByteArray("[b]\n");
    QTest::newRow("keys with dots") << QByteArray("[[token]]\na.b = 1\nc.d.e = 2 # c\n[b]\n") << 0
                                    << QByteArray("[b]\n");
    QTest::newRow("a section within it") << QByteArray("[[token]]\na = 1\n[token.b]\nc = 2\n[d]\n") << 0
                                         << QByteArray("[d]\n");
    QTest::newRow("inline") << QByteArray("token = [{name = \"1\"}]\n") << 0 << QByteArray();
    QTest::newRow("none") << QByteArray("[a]\n") << 0 << QByteArray();
}

void TomlDocumentTest::aSectionIsRemoved()
{
    QFETCH(QByteArray, content);
    QFETCH(int, nth);
    QFETCH(QByteArray, changed);
    TomlDocument document(content);
    const bool works = !changed.isNull();
    QCOMPARE(document.removeSection("token", nth), works);
    QCOMPARE(document.content(), works ? changed : content);
}

void TomlDocumentTest::stringsAreEscaped()
{
    QCOMPARE(tomlString(QStringLiteral("a\"\\b")), QStringLiteral("\"a\\\"\\\\b\""));
    QCOMPARE(tomlString(QStringLiteral("a\n\x7F")), QStringLiteral("\"a\\u000a\\u007f\""));
    QCOMPARE(tomlList(QByteArrayList{"日本", ""}), QStringLiteral("[\"日本\", \"\"]"));
}

QTEST_GUILESS_MAIN(TomlDocumentTest)
#include "tst_tomldocument.moc"
