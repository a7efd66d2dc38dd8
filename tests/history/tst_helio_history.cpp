// SPDX-License-Identifier: GPL-3.0-or-later
#include "filebench.h"
#include "history/fileclaim.h"
#include "support/childprocess.h"
#include "support/helioprocess.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTest>

using namespace helio;
using namespace helio::test;
using namespace std::chrono_literals;

class HelioHistoryTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aSoundFileIsSaidToBe();
    void aFileThatAHubUsesIsCheckedAndExported();
    void aChangedByteIsNamed();
    void eventsBehindABrokenPageAreCountedToo();
    void aDamagedHeaderIsSaid();
    void anOwnIdThatStandsForNothingIsNamed();
    void whatIsNoHistoryIsRefused();
    void anExportIsWhatPublishTakes();
    void anExportBeginsBehindAnId();
    void aFileWithoutAnythingIsExportedAsNothing();
    void whoLooksLeavesNothingBesideTheFile_data();
    void whoLooksLeavesNothingBesideTheFile();
    void aDamagedEventIsLeftOutAndSaid();
    void anExportGoesAroundWhatCannotBeRead_data();
    void anExportGoesAroundWhatCannotBeRead();
    void aFileIsMadeSmall();
    void aFileThatAHubUsesIsNotCompacted();
    void wrongArgumentsAreUsageErrors_data();
    void wrongArgumentsAreUsageErrors();

private:
    struct Said
    {
        int code = -1;
        QByteArray out;
        QByteArray err;
    };
    static Said history(const QStringList &arguments);
};

HelioHistoryTest::Said HelioHistoryTest::history(const QStringList &arguments)
{
    ChildProcess process(HelioProcess::program(), QStringList(QStringLiteral("history")) + arguments);
    if (!process.start())
        return {};
    const int code = process.waitForExit(30s).value_or(-1);
    return {code, process.standardOutput(), process.standardError()};
}

namespace {

bool change(const FileBench &bench, const char *sql)
{
    Database database;
    return database.open(bench.options.path, Database::Access::Write) && database.execute(sql);
}

} // namespace

void HelioHistoryTest::aSoundFileIsSaidToBe()
{
    FileBench bench;
    bench.open();
    bench.append({said("a", "1", "mine"), said("b", "2")});
    bench.file->close(bench.now);
    const Said said = history({QStringLiteral("check"), bench.options.path});
    QCOMPARE(said.err, QByteArray());
    QCOMPARE(said.out, QByteArray("2 events in 2 channels, damaged ones: 0; gaps noted so far: 0\nsound\n"));
    QCOMPARE(said.code, 0);
}

void HelioHistoryTest::aFileThatAHubUsesIsCheckedAndExported()
{
    FileBench bench;
    FileFault fault;
    const FileClaim claim = FileClaim::of(bench.options.path, FileClaim::Folder::MustExist, fault);
    QVERIFY(!bench.open().fault);
    bench.publish("a", 3);
    const Said checked = history({QStringLiteral("check"), bench.options.path});
    QVERIFY2(checked.out.contains("a hub uses the file"), (checked.out + checked.err).constData());
    QCOMPARE(checked.code, 0);
    const Said exported = history({QStringLiteral("export"), bench.options.path});
    QCOMPARE(exported.out.count('\n'), 3);
    QVERIFY(!bench.publish("a", 1).fault); // its log is still its own
    QCOMPARE(bench.all().size(), 4);
}

void HelioHistoryTest::aChangedByteIsNamed()
{
    FileBench bench;
    bench.open();
    const QByteArray id = bench.append({said("a", "first"), said("a", "2")}).append.entries[0].event->event.id;
    bench.file->close(bench.now);
    QFile file(bench.options.path);
    QVERIFY(file.open(QIODevice::ReadWrite));
    const qsizetype at = file.readAll().indexOf("first");
    QVERIFY(at > 0 && file.seek(at) && file.write("F") == 1);
    file.close();
    const Said said = history({QStringLiteral("check"), bench.options.path});
    QCOMPARE(said.out, "the event " + id +
                           " of the channel \"a\" is damaged\n"
                           "2 events in 1 channel, damaged ones: 1; gaps noted so far: 0\nnot sound\n");
    QCOMPARE(said.code, 1);
}

void HelioHistoryTest::eventsBehindABrokenPageAreCountedToo()
{
    FileBench bench;
    bench.open();
    for (int i = 0; i < 100; ++i)
        bench.append({said("a", '|' + QByteArray::number(i) + '|' + QByteArray(400, 'x'))});
    bench.file->close(bench.now);
    QFile file(bench.options.path);
    QVERIFY(file.open(QIODevice::ReadWrite));
    QVERIFY(file.seek(file.readAll().indexOf("|50|") / 4096 * 4096) && file.write(QByteArray(64, '\xFF')) == 64);
    file.close();
    const Said said = history({QStringLiteral("check"), bench.options.path});
    QVERIFY2(said.out.count("cannot be read\n") == 1, said.out.constData());
    QVERIFY2(said.out.contains("\n9"), said.out.constData());
    QCOMPARE(said.code, 1);
}

void HelioHistoryTest::aDamagedHeaderIsSaid()
{
    FileBench bench;
    bench.open();
    bench.publish("a", 3);
    bench.file->close(bench.now);
    QFile file(bench.options.path);
    QVERIFY(file.open(QIODevice::ReadWrite) && file.seek(68) && file.write("h") == 1); // of the application's id
    file.close();
    for (const char *action : {"check", "export", "compact"}) {
        const Said said = history({QString::fromLatin1(action), bench.options.path});
        QVERIFY2((said.out + said.err).contains("its first hundred bytes say what cannot be"), said.err.constData());
        QVERIFY2(!said.out.contains("events in"), said.out.constData()); // nothing was counted
        QCOMPARE(said.code, 1);
    }
}

void HelioHistoryTest::anOwnIdThatStandsForNothingIsNamed()
{
    FileBench bench;
    bench.open();
    bench.append({said("a", "1", "mine"), said("a", "2", "other")});
    bench.file->close(bench.now);
    QVERIFY(change(bench, "DELETE FROM event WHERE own='mine'; DELETE FROM own_id WHERE id='other'"));
    const Said said = history({QStringLiteral("check"), bench.options.path});
    QVERIFY2(said.out.contains("the publisher's id \"mine\" stands for no event"), said.out.constData());
    QVERIFY2(said.out.contains("cannot be found by its publisher's id \"other\""), said.out.constData());
    QCOMPARE(said.code, 1);
}

void HelioHistoryTest::whatIsNoHistoryIsRefused()
{
    FileBench bench;
    Database foreign;
    QVERIFY(foreign.open(bench.options.path, Database::Access::Create) && foreign.execute("CREATE TABLE t(a)"));
    foreign.close();
    for (const char *action : {"check", "compact", "export"}) {
        const Said said = history({QString::fromLatin1(action), bench.options.path});
        QVERIFY2(said.err.contains("no history of Heliograph"), said.err.constData());
        QCOMPARE(said.code, 1);
        const Said none = history({QString::fromLatin1(action), bench.options.path + QStringLiteral("none")});
        QVERIFY2(none.err.contains("there is no such file"), none.err.constData());
        QVERIFY(!QFileInfo::exists(bench.options.path + QStringLiteral("none")));
    }
}

void HelioHistoryTest::anExportIsWhatPublishTakes()
{
    FileBench bench;
    bench.open();
    Publication publication = said("orders", "line \"one\"\nline two", "mine");
    publication.type = "tick";
    bench.append({publication, said("b", ""), said("c", "\xE3\x81\x82")});
    const Said all = history({QStringLiteral("export"), bench.options.path});
    QCOMPARE(all.out,
             QByteArray("{\"channel\":\"orders\",\"id\":\"mine\",\"type\":\"tick\",\"data\":\"line \\\"one\\\"\\nline "
                        "two\"}\n{\"channel\":\"b\",\"data\":\"\"}\n{\"channel\":\"c\",\"data\":\"\xE3\x81\x82\"}\n"));
    QCOMPARE(all.code, 0);
    const Said some = history({QStringLiteral("export"), bench.options.path, QStringLiteral("--channel"),
                               QStringLiteral("c"), QStringLiteral("--channel"), QStringLiteral("b")});
    QCOMPARE(some.out.count('\n'), 2);
}

void HelioHistoryTest::anExportBeginsBehindAnId()
{
    FileBench bench;
    bench.open();
    const auto entries = bench.append({said("a", "1", "mine"), said("a", "2"), said("a", "3")}).append.entries;
    const auto after = [&](const QByteArray &id) {
        return history(
            {QStringLiteral("export"), bench.options.path, QStringLiteral("--after"), QString::fromUtf8(id)});
    };
    QCOMPARE(after("mine").out.count('\n'), 2);
    QCOMPARE(after(entries[1].event->event.id).out.count('\n'), 1);
    const Said none = after("nobody's");
    QCOMPARE(none.code, 1);
    QVERIFY2(none.err.contains("no event with the id"), none.err.constData());
}

void HelioHistoryTest::aFileWithoutAnythingIsExportedAsNothing()
{
    FileBench bench;
    QFile file(bench.options.path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    const Said said = history({QStringLiteral("export"), bench.options.path});
    QVERIFY2(said.code == 0 && said.out.isEmpty() && said.err.isEmpty(), said.err.constData());
}

void HelioHistoryTest::whoLooksLeavesNothingBesideTheFile_data()
{
    QTest::addColumn<QString>("action");
    for (const char *action : {"check", "export"})
        QTest::newRow(action) << QString::fromLatin1(action);
}

void HelioHistoryTest::whoLooksLeavesNothingBesideTheFile()
{
    QFETCH(QString, action);
    FileBench bench;
    bench.open();
    bench.publish("a", 3);
    const auto beside = [&bench] {
        const QFileInfo file(bench.options.path);
        return file.dir().entryList({file.fileName() + QStringLiteral("-*")}, QDir::Files, QDir::Name);
    };
    // What a hub has there stays as it is.
    const QStringList before = beside();
    QCOMPARE(before.size(), 2);
    const qint64 log = QFileInfo(bench.options.path + QStringLiteral("-wal")).size();
    QCOMPARE(history({action, bench.options.path}).code, 0);
    QCOMPARE(beside(), before);
    QCOMPARE(QFileInfo(bench.options.path + QStringLiteral("-wal")).size(), log);
    bench.file->close(bench.now);
    QCOMPARE(beside(), QStringList());
    QFile file(bench.options.path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray content = file.readAll();
    QCOMPARE(history({action, bench.options.path}).code, 0);
    QCOMPARE(beside(), QStringList());
    QVERIFY(file.seek(0) && file.readAll() == content);
}

void HelioHistoryTest::aDamagedEventIsLeftOutAndSaid()
{
    FileBench bench;
    bench.open();
    bench.publish("a", 3000);
    QVERIFY(change(bench, "UPDATE event SET data='y' WHERE position=(SELECT max(position) FROM event)"));
    const Said said = history({QStringLiteral("export"), bench.options.path});
    QCOMPARE(said.out.count('\n'), 2999);
    QVERIFY2(said.err.contains("is damaged, and left out"), said.err.constData());
    QCOMPARE(said.code, 1);
}

void HelioHistoryTest::anExportGoesAroundWhatCannotBeRead_data()
{
    QTest::addColumn<QByteArray>("channel");
    QTest::addColumn<int>("size"); // of an event's data
    QTest::addColumn<QByteArray>("place");
    QTest::newRow("a page of rows") << QByteArray() << 400 << QByteArray("|50|");
    QTest::newRow("a page of one channel's rows") << QByteArray("a") << 400 << QByteArray("|50|");
    // Rows stand behind each other: a broken page that a text goes on in costs that one alone.
    QTest::newRow("a page that a row goes on in") << QByteArray() << 9'000 << QByteArray("|50|");
}

void HelioHistoryTest::anExportGoesAroundWhatCannotBeRead()
{
    QFETCH(QByteArray, channel);
    QFETCH(int, size);
    QFETCH(QByteArray, place);
    FileBench bench;
    bench.open();
    for (int i = 0; i < 100; ++i) {
        bench.now.wall += 1'000;
        bench.append({said(i % 2 ? "b" : "a",
                           QByteArray(size / 2, 'x') + '|' + QByteArray::number(i) + '|' + QByteArray(size / 2, 'x'))});
    }
    bench.file->close(bench.now);
    QFile file(bench.options.path);
    QVERIFY(file.open(QIODevice::ReadWrite));
    const qsizetype at = file.readAll().indexOf(place) / 4096 * 4096;
    QVERIFY(at > 0 && file.seek(at) && file.write(QByteArray(64, '\xFF')) == 64);
    file.close();
    QStringList arguments{QStringLiteral("export"), bench.options.path};
    if (!channel.isEmpty())
        arguments += {QStringLiteral("--channel"), QString::fromUtf8(channel)};
    const Said said = history(arguments);
    const qsizetype expected = channel.isEmpty() ? 100 : 50;
    const qsizetype given = said.out.count('\n');
    QVERIFY2(given < expected && given >= (size > 4096 ? expected - 1 : expected * 8 / 10), said.err.constData());
    for (const QByteArray &one : {QByteArray("|0|"), QByteArray("|98|")})
        QVERIFY(said.out.contains(one));
    QVERIFY(!said.out.contains(place));
    QVERIFY2(said.err.count('\n') == 1, said.err.constData());
    QVERIFY2(said.err.contains("the file cannot be read; events left out: " + QByteArray::number(expected - given)),
             said.err.constData());
    QCOMPARE(said.code, 1);
}

void HelioHistoryTest::aFileIsMadeSmall()
{
    FileBench bench;
    bench.open();
    bench.publish("a", 2000, QByteArray(500, 'x'));
    bench.publish("b", 5);
    bench.file->close(bench.now);
    QVERIFY(change(bench, "DELETE FROM event WHERE channel=1"));
    const qint64 before = QFileInfo(bench.options.path).size();
    const Said said = history({QStringLiteral("compact"), bench.options.path});
    QVERIFY2(said.code == 0, said.err.constData());
    QVERIFY(QFileInfo(bench.options.path).size() < before / 4);
    QVERIFY2(said.out.endsWith(QByteArray::number(QFileInfo(bench.options.path).size()) + " now\n"),
             said.out.constData());
    QVERIFY(!bench.open().fault);
    QCOMPARE(bench.all().size(), 5);
}

void HelioHistoryTest::aFileThatAHubUsesIsNotCompacted()
{
    FileBench bench;
    FileFault fault;
    const FileClaim claim = FileClaim::of(bench.options.path, FileClaim::Folder::MustExist, fault);
    QVERIFY(!bench.open().fault);
    const Said said = history({QStringLiteral("compact"), bench.options.path});
    QCOMPARE(said.code, 1);
    QVERIFY2(said.err.contains("another hub uses the file of history"), said.err.constData());
}

void HelioHistoryTest::wrongArgumentsAreUsageErrors_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("nothing") << QStringList();
    QTest::newRow("another action") << QStringList{QStringLiteral("burn"), QStringLiteral("f")};
    QTest::newRow("no file") << QStringList{QStringLiteral("check")};
    QTest::newRow("two files") << QStringList{QStringLiteral("check"), QStringLiteral("f"), QStringLiteral("g")};
    QTest::newRow("export's option") << QStringList{QStringLiteral("check"), QStringLiteral("f"),
                                                    QStringLiteral("--channel"), QStringLiteral("c")};
    QTest::newRow("no option") << QStringList{QStringLiteral("export"), QStringLiteral("f"), QStringLiteral("--all")};
}

void HelioHistoryTest::wrongArgumentsAreUsageErrors()
{
    QFETCH(const QStringList, arguments);
    const Said said = history(arguments);
    QCOMPARE(said.code, 2);
    QCOMPARE(said.err.count('\n'), 1);
    QVERIFY2(said.err.contains("helio history --help"), said.err.constData());
}

QTEST_GUILESS_MAIN(HelioHistoryTest)
#include "tst_helio_history.moc"
