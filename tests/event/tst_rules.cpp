// SPDX-License-Identifier: GPL-3.0-or-later
#include "event/rules.h"

#include <QTest>

using namespace helio;
using namespace std::chrono_literals;

/// What may be published: both sides of each limit.
class RulesTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void channels_data();
    void channels();
    void eventIds_data();
    void eventIds();
    void eventTypes_data();
    void eventTypes();
    void reconnectionTimes_data();
    void reconnectionTimes();
    void patternsAreAsChannels();
    void aPublicationIsJudgedAsAWhole();
    void badDataIsNamedByItsOffset();
};

namespace {

void good(const char *name, const QByteArray &value)
{
    QTest::newRow(name) << value << true;
}

void bad(const char *name, const QByteArray &value)
{
    QTest::newRow(name) << value << false;
}

void addColumns()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<bool>("allowed");
}

} // namespace

void RulesTest::channels_data()
{
    addColumns();
    good("one character", "a");
    good("256 bytes", QByteArray(256, 'a'));
    good("slash, space and colon", "a/b c:d");
    good("beyond ASCII", "ünï/日本");
    good("glob characters", "a*[b]?");
    bad("empty", "");
    bad("257 bytes", QByteArray(257, 'a'));
    bad("line feed", "a\nb");
    bad("NUL", QByteArray("a\0", 2));
    bad("U+001F", "a\x1F");
    bad("DEL", "a\x7F");
    bad("invalid UTF-8", "a\xFF");
}

void RulesTest::channels()
{
    QFETCH(QByteArray, value);
    QTEST(channelProblem(value).isEmpty(), "allowed");
}

void RulesTest::eventIds_data()
{
    addColumns();
    good("a word", "order-7");
    good("256 bytes", QByteArray(256, 'a'));
    good("a space within", "a b");
    good("a single number", "7");
    good("Earliest", "Earliest");
    good("three numbers", "1-2-3");
    good("a UUID", "0b6f1d3e-97f1-4c9c-8b7e-3c5d5be2a0a4");
    bad("empty", "");
    bad("257 bytes", QByteArray(257, 'a'));
    bad("a leading space", " a");
    bad("a trailing space", "a ");
    bad("a tab", "a\tb");
    bad("a line feed", "a\nb");
    bad("NUL", QByteArray("a\0", 2));
    bad("earliest", "earliest");
    bad("the hub's form", "1763690000000-4");
    bad("the hub's form, too large", "99999999999999999999999-0");
    bad("invalid UTF-8", "\xC3");
}

void RulesTest::eventIds()
{
    QFETCH(QByteArray, value);
    QTEST(eventIdProblem(value).isEmpty(), "allowed");
}

void RulesTest::eventTypes_data()
{
    addColumns();
    good("empty", "");
    good("a word", "price");
    good("error, as an EventSource names its own", "error");
    good("gap in another case", "Gap");
    good("a long one", QByteArray(100'000, 'a'));
    bad("gap", "gap");
    bad("shutdown", "shutdown");
    bad("CR", "a\rb");
    bad("LF", "a\nb");
    bad("NUL", QByteArray("a\0", 2));
    bad("invalid UTF-8", "\xFF");
}

void RulesTest::eventTypes()
{
    QFETCH(QByteArray, value);
    QTEST(eventTypeProblem(value).isEmpty(), "allowed");
}

void RulesTest::reconnectionTimes_data()
{
    QTest::addColumn<int>("milliseconds");
    QTest::addColumn<bool>("allowed");
    for (const int time : {100, 3000, 86'400'000})
        QTest::addRow("%d", time) << time << true;
    for (const int time : {-1, 0, 99, 86'400'001})
        QTest::addRow("%d", time) << time << false;
}

void RulesTest::reconnectionTimes()
{
    QFETCH(int, milliseconds);
    QTEST(retryProblem(std::chrono::milliseconds(milliseconds)).isEmpty(), "allowed");
}

void RulesTest::patternsAreAsChannels()
{
    QVERIFY(patternProblem("*").isEmpty());
    QVERIFY(patternProblem(QByteArray(256, '*')).isEmpty());
    QVERIFY(!patternProblem(QByteArray(257, '*')).isEmpty());
    QVERIFY(!patternProblem("").isEmpty());
    QVERIFY(!patternProblem("a\n*").isEmpty());
    QVERIFY(!patternProblem("\xFF*").isEmpty());
}

void RulesTest::aPublicationIsJudgedAsAWhole()
{
    Publication publication;
    QVERIFY(publicationProblem(publication).isEmpty()); // the hub makes the id, empty data is data
    publication = {"news", "type", "data\r\n", "id", 100ms};
    QVERIFY(publicationProblem(publication).isEmpty());
    for (const auto &spoil : std::initializer_list<void (*)(Publication &)>{
             [](Publication &p) { p.channel.clear(); }, [](Publication &p) { p.type = "gap"; },
             [](Publication &p) { p.id = "1-1"; }, [](Publication &p) { p.retry = 0ms; },
             [](Publication &p) { p.data = "\xFF"; }}) {
        Publication spoiled = publication;
        spoil(spoiled);
        QVERIFY(!publicationProblem(spoiled).isEmpty());
    }
}

void RulesTest::badDataIsNamedByItsOffset()
{
    Publication publication;
    publication.data = "abc\xFFgh";
    QVERIFY(publicationProblem(publication).english().contains(u'3'));
}

QTEST_APPLESS_MAIN(RulesTest)
#include "tst_rules.moc"
