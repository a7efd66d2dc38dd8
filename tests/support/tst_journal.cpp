// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/journal.h"

#include <QTest>

using namespace helio;
using namespace helio::test;

/// The judge of what clients received must see every way to be wrong.
class JournalTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void judges_data();
    void judges();
    void anEventThatDiffersInAnyPartIsAnother();
    void aGapMustNameTheClientsIdAndWhatComesNext();
};

namespace {

/// a1 b2 a3 b4 a5, as channel and id.
Event eventFor(const QByteArray &name)
{
    return {name.left(1), name, {}, "data " + name};
}

Event gapEvent(const QByteArray &lastId, const QByteArray &requested, const QByteArray &oldest)
{
    return {{}, lastId, "gap", "{\"requested\":\"" + requested + "\",\"oldest\":\"" + oldest + "\"}"};
}

Journal journalOf(const QByteArray &names)
{
    Journal journal;
    QByteArray last("start");
    const QByteArrayList all = names.split(' ');
    for (qsizetype i = 0; i < all.size(); ++i) {
        if (all[i] == "gap") {
            const QByteArray next = all.value(i + 1) == "gap" ? QByteArray() : all.value(i + 1);
            journal.addGap(gapEvent(last, last, next));
        } else if (!all[i].isEmpty()) {
            journal.add(eventFor(all[i]));
            last = all[i];
        }
    }
    return journal;
}

Reference reference()
{
    QList<Event> events;
    for (const char *name : {"a1", "b2", "a3", "b4", "a5"})
        events.append(eventFor(name));
    return Reference(events);
}

} // namespace

void JournalTest::judges_data()
{
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<QByteArray>("received");
    QTest::addColumn<QString>("problem");
    const auto row = [](const char *query, const char *received, const char *problem) {
        QTest::addRow("%s: %s", query, received)
            << QByteArray(query) << QByteArray(received) << QString::fromUtf8(problem);
    };
    row("pattern=*", "a1 b2 a3 b4 a5", "");
    row("channel=a", "a1 a3 a5", "");
    row("channel=b", "b2 b4", "");
    row("channel=c", "", "");
    row("channel=a", "a1 a5", "lost 1, and no gap");
    row("channel=a", "a3 a5", "lost 1, and no gap");
    row("channel=a", "a1 a3", "lost 1, and no gap");
    row("channel=a", "", "lost 3, and no gap");
    row("channel=a", "a1 a1 a3 a5", "twice or out of order");
    row("channel=a", "a1 a5 a3", "lost 1");
    row("channel=a", "a1 b2 a3 a5", "never published");
    row("channel=a", "gap a5", "");
    row("channel=a", "gap a3 gap a5", "a gap was told and nothing is missing");
    row("channel=a", "a1 gap gap a5", "");
    row("channel=a", "a1 a3 gap", "");
    row("channel=a", "a1 a3 a5 gap", "a gap was told and nothing is missing");
    row("channel=a", "a1 gap a3 a5", "a gap was told and nothing is missing");
    row("channel=a", "gap a1 a5", "lost 1, and no gap");
    row("channel=a", "gap a5 a5", "twice or out of order");
    row("channel=c", "gap", "a gap was told and nothing is missing");
    // Of several channels one may be whole and another not: the gap stands before both.
    row("pattern=*", "a1 gap b2 b4 a5", "");
    row("pattern=*", "a1 gap b2 gap b4 a5", "");
    row("pattern=*", "gap a1 b2 b4 a5", "lost 1, and no gap");
}

void JournalTest::judges()
{
    QFETCH(QByteArray, query);
    QFETCH(QByteArray, received);
    QFETCH(QString, problem);
    const QString found = reference().problemWith(journalOf(received), selectionOf(query), Reference::Begin::First);
    QVERIFY2(found.startsWith(problem) || found.contains(problem), qPrintable(found));
    QVERIFY2(found.isEmpty() == problem.isEmpty(), qPrintable(found));
}

void JournalTest::anEventThatDiffersInAnyPartIsAnother()
{
    const Event event{"channel", "id", "type", "data"};
    QCOMPARE(Journal::digest(event), Journal::digest({"channel", "id", "type", "data"}));
    for (const Event &other : {Event{"channel2", "id", "type", "data"}, Event{"channel", "id2", "type", "data"},
                               Event{"channel", "id", "", "data"}, Event{"channel", "id", "type", "data\n"}})
        QVERIFY(Journal::digest(event) != Journal::digest(other));
}

void JournalTest::aGapMustNameTheClientsIdAndWhatComesNext()
{
    const Selection selection = selectionOf("channel=a");
    Journal journal = journalOf("a1");
    journal.addGap(gapEvent("a1", "b2", "a5"));
    journal.add(eventFor("a5"));
    QVERIFY(reference().problemWith(journal, selection, Reference::Begin::First).contains(QLatin1String("another id")));
    journal = journalOf("a1");
    journal.addGap(gapEvent("a1", "a1", "a3"));
    journal.add(eventFor("a5"));
    QVERIFY(
        reference().problemWith(journal, selection, Reference::Begin::First).contains(QLatin1String("the gap said")));
    QCOMPARE(reference().problemWith(journalOf("a3 a5"), selection, Reference::Begin::Anywhere), QString());
}

QTEST_GUILESS_MAIN(JournalTest)
#include "tst_journal.moc"
