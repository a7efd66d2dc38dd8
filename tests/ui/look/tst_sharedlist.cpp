// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/sharedlist.h"

#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

using namespace helio;

class SharedListTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { list = {QString::fromLatin1(QTest::currentTestFunction()), 10}; }
    void whatOthersWroteStaysBehind();
    void whatOneTookOutStaysOut();
    void whatWasTakenOutElsewhereIsThereAgainWhenItIsAddedAgain();
    void entriesOfSeveralTextsGoTogether();
    void theLastOnesHaveNoRoom();
    void nothingIsWrittenWhereNothingIs();

private:
    QStringList kept() const { return list.read(settings); }

    QTemporaryDir directory;
    QSettings settings{directory.filePath(QStringLiteral("s.ini")), QSettings::IniFormat};
    SharedList list;
};

static QStringList texts(const char *letters)
{
    return QString::fromLatin1(letters).split(u' ', Qt::SkipEmptyParts);
}

void SharedListTest::whatOthersWroteStaysBehind()
{
    QVERIFY(kept().isEmpty());
    list.write(settings, texts("a b"));
    list.write(settings, texts("c a"));
    QCOMPARE(kept(), texts("c a b"));
    list.write(settings, texts("d c d"), texts("c"));
    QCOMPARE(kept(), texts("d c a b"));
}

void SharedListTest::whatOneTookOutStaysOut()
{
    list.write(settings, texts("a b c"));
    // This window knew all three, and took one out.
    list.write(settings, texts("a c"), texts("a b c"));
    QCOMPARE(kept(), texts("a c"));
    // Another knows it still, and adds its own.
    list.write(settings, texts("a b c d"), texts("a b c"));
    QCOMPARE(kept(), texts("a c d"));
}

void SharedListTest::whatWasTakenOutElsewhereIsThereAgainWhenItIsAddedAgain()
{
    list.write(settings, texts("b"));
    list.write(settings, texts("a b"), texts("a b"));
    QCOMPARE(kept(), texts("b"));
    list.write(settings, texts("b"), texts("a b"));
    list.write(settings, texts("b a"), texts("b"));
    QCOMPARE(kept(), texts("b a"));
}

void SharedListTest::entriesOfSeveralTextsGoTogether()
{
    list.entrySize = 2;
    list.write(settings, texts("price all volume all"));
    list.write(settings, texts("price orders"), texts("price all"));
    QCOMPARE(kept(), texts("price orders volume all"));
    settings.setValue(list.key, texts("a b incomplete"));
    list.write(settings, texts("c d"));
    QCOMPARE(kept(), texts("c d a b"));
}

void SharedListTest::theLastOnesHaveNoRoom()
{
    list.write(settings, texts("1 2 3 4 5 6"));
    list.write(settings, texts("a b c d e f"));
    QCOMPARE(kept(), texts("a b c d e f 1 2 3 4"));
}

void SharedListTest::nothingIsWrittenWhereNothingIs()
{
    list.write(settings, {});
    QVERIFY(!settings.contains(list.key));
}

QTEST_GUILESS_MAIN(SharedListTest)
#include "tst_sharedlist.moc"
