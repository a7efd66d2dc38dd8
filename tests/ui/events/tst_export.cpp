// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/events/eventexport.h"
#include "ui/events/exportdialog.h"

#include <QBuffer>
#include <QCheckBox>
#include <QComboBox>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace helio;

namespace {

EventExtract extractOf(const QList<Event> &events)
{
    EventRing ring;
    EventExtract extract{EventRing(), {}, {{0, QStringLiteral("hub")}, {1, QStringLiteral("wiki, \"live\"")}}};
    for (qsizetype i = 0; i < events.size(); ++i) {
        extract.rows.push_back(ring.next());
        ring.append(int(i % 2), {events[i], 1'700'000'000'000'000'000 + i});
    }
    extract.events = ring.snapshot();
    return extract;
}

EventExtract manyEvents(int count)
{
    EventRing ring;
    EventExtract extract{EventRing(), {}, {{0, QStringLiteral("hub")}}};
    for (int i = 0; i < count; ++i) {
        extract.rows.push_back(ring.next());
        ring.append(0, {{"orders", QByteArray::number(i), "price", "{\"price\":" + QByteArray::number(i) + "}"}, i});
    }
    extract.events = ring.snapshot();
    return extract;
}

QByteArray written(const EventExtract &extract, ExportFormat format)
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    if (!writeEvents(extract, format, buffer, [](quint64) { return true; }))
        return "not written";
    return buffer.data();
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class ExportTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theColumnsOfTheTableAreWrittenInTheirOrder();
    void theDialogRemembersThatColumnsAreWanted();
    void ndjsonHasOneObjectALine();
    void csvQuotesWhatItMust();
    void jsonIsOneArray();
    void anEmptyExtractIsAFileOfItsFormat();
    void bytesThatAreNoUtf8GetAReplacement();
    void aMillionEventsAreWrittenWhileTheRingGoesOn();
    void aCancelledExportLeavesWhatWasThere();
    void anExportThatCannotBeWrittenSaysWhy();
    void anExportEndsWithItsOwner();
    void theDialogFollowsFormatAndFile();
    void theDialogOffersASelectionOfSeveral();
};

void ExportTest::theColumnsOfTheTableAreWrittenInTheirOrder()
{
    using Field = ExportColumn::Field;
    EventExtract extract = extractOf(
        {{"orders", "1", "", R"({"price":1.50,"name":"a, b","of":{"x": [1]}})"}, {"orders", "2", "price", "no JSON"}});
    extract.columns = {{Field::Path, *JsonPath::parse(QStringLiteral("$.price"))},
                       {Field::Path, *JsonPath::parse(QStringLiteral("$.name"))},
                       {Field::Path, *JsonPath::parse(QStringLiteral("$.of"))},
                       {Field::Type},
                       {Field::Delta},
                       {Field::Bytes}};
    QCOMPARE(written(extract, ExportFormat::Csv), QByteArray("$.price,$.name,$.of,type,deltaMs,bytes\r\n"
                                                             "1.50,\"a, b\",\"{\"\"x\"\": [1]}\",message,,44\r\n"
                                                             ",,,price,0.000,7\r\n"));
    // Numbers keep their digits.
    QCOMPARE(written(extract, ExportFormat::Ndjson),
             QByteArray("{\"$.price\":1.50,\"$.name\":\"a, b\",\"$.of\":{\"x\":[1]},\"type\":\"message\","
                        "\"deltaMs\":null,\"bytes\":44}\n"
                        "{\"$.price\":null,\"$.name\":null,\"$.of\":null,\"type\":\"price\","
                        "\"deltaMs\":0,\"bytes\":7}\n"));
}

void ExportTest::theDialogRemembersThatColumnsAreWanted()
{
    QTemporaryDir directory;
    QSettings settings(directory.filePath(QStringLiteral("s.ini")), QSettings::IniFormat);
    {
        ExportDialog dialog(12, 1, settings);
        QVERIFY(!dialog.areColumnsWanted());
        dialog.findChild<QCheckBox *>(QStringLiteral("exportColumns"))->setChecked(true);
        dialog.accept();
    }
    QVERIFY(ExportDialog(12, 1, settings).areColumnsWanted());
}

void ExportTest::ndjsonHasOneObjectALine()
{
    const QByteArray text =
        written(extractOf({{"orders", "7", "price", "a\nb \"日本\""}, {{}, {}, {}, {}}}), ExportFormat::Ndjson);
    QCOMPARE(text, QByteArray("{\"receivedAt\":1700000000000000000,\"source\":\"hub\",\"channel\":\"orders\",\"type\":"
                              "\"price\",\"id\":\"7\",\"data\":\"a\\nb \\\"日本\\\"\"}\n"
                              "{\"receivedAt\":1700000000000000001,\"source\":\"wiki, \\\"live\\\"\",\"channel\":\"\","
                              "\"type\":\"message\",\"id\":\"\",\"data\":\"\"}\n"));
}

void ExportTest::csvQuotesWhatItMust()
{
    const QByteArray text =
        written(extractOf({{"a,b", "7", "price", "plain"}, {{}, {}, {}, "say \"hi\"\r\nthere"}}), ExportFormat::Csv);
    QCOMPARE(text, QByteArray("receivedAt,source,channel,type,id,data\r\n"
                              "1700000000000000000,hub,\"a,b\",price,7,plain\r\n"
                              "1700000000000000001,\"wiki, \"\"live\"\"\",,message,,\"say \"\"hi\"\"\r\nthere\"\r\n"));
}

void ExportTest::jsonIsOneArray()
{
    const QByteArray text = written(extractOf({{"a", "1", {}, "x"}, {"b", "2", {}, "y"}}), ExportFormat::Json);
    const QJsonArray array = QJsonDocument::fromJson(text).array();
    QCOMPARE(array.size(), 2);
    QCOMPARE(array[1].toObject().value(QLatin1String("data")).toString(), QStringLiteral("y"));
}

void ExportTest::anEmptyExtractIsAFileOfItsFormat()
{
    QCOMPARE(written(extractOf({}), ExportFormat::Ndjson), QByteArray(""));
    QCOMPARE(written(extractOf({}), ExportFormat::Csv), QByteArray("receivedAt,source,channel,type,id,data\r\n"));
    QVERIFY(QJsonDocument::fromJson(written(extractOf({}), ExportFormat::Json)).isArray());
}

void ExportTest::bytesThatAreNoUtf8GetAReplacement()
{
    const EventExtract extract = extractOf({{"a", {}, {}, "x\xffy"}});
    for (const ExportFormat format : {ExportFormat::Ndjson, ExportFormat::Csv, ExportFormat::Json}) {
        const QByteArray text = written(extract, format);
        QVERIFY2(text.contains("x\xEF\xBF\xBDy"), text.constData());
    }
}

void ExportTest::aMillionEventsAreWrittenWhileTheRingGoesOn()
{
    constexpr int Count = 1'000'000;
    QTemporaryDir directory;
    const QString path = directory.filePath(QStringLiteral("events.ndjson"));
    EventRing ring(64 * 1024 * 1024);
    EventExtract extract{EventRing(), {}, {{0, QStringLiteral("hub")}}};
    for (int i = 0; i < Count; ++i) {
        extract.rows.push_back(ring.next());
        ring.append(0, {{{}, {}, {}, QByteArray::number(i)}, i});
    }
    extract.events = ring.snapshot();
    EventExport job(std::move(extract), ExportFormat::Ndjson, path);
    QSignalSpy finished(&job, &EventExport::finished);
    job.start();
    // Over the bound: all that is being exported goes from the ring meanwhile.
    for (int i = 0; i < 2 * Count; ++i) {
        ring.append(0, {{{}, {}, {}, "later"}, i});
        if (i % 10'000 == 0)
            ring.trim();
    }
    QVERIFY(finished.wait(120'000));
    QCOMPARE(finished[0][0].value<EventExport::Outcome>(), EventExport::Outcome::Written);
    QCOMPARE(job.written(), quint64(Count));
    const QByteArray text = contentOf(path);
    QCOMPARE(text.size(), job.bytes());
    QCOMPARE(text.count('\n'), Count);
    QVERIFY(!text.contains("later"));
    QVERIFY(text.endsWith("\"data\":\"999999\"}\n"));
}

void ExportTest::aCancelledExportLeavesWhatWasThere()
{
    QTemporaryDir directory;
    const QString path = directory.filePath(QStringLiteral("events.csv"));
    QFile before(path);
    QVERIFY(before.open(QIODevice::WriteOnly));
    before.write("mine");
    before.close();
    EventExport job(manyEvents(200'000), ExportFormat::Csv, path);
    QSignalSpy finished(&job, &EventExport::finished);
    job.cancel();
    job.start();
    QVERIFY(finished.wait(30'000));
    QCOMPARE(finished[0][0].value<EventExport::Outcome>(), EventExport::Outcome::Cancelled);
    QCOMPARE(contentOf(path), QByteArray("mine"));
    QCOMPARE(QDir(directory.path()).entryList(QDir::Files).size(), 1);
}

void ExportTest::anExportThatCannotBeWrittenSaysWhy()
{
    QTemporaryDir directory;
    EventExport job(manyEvents(10), ExportFormat::Ndjson, directory.filePath(QStringLiteral("missing/events.ndjson")));
    QSignalSpy finished(&job, &EventExport::finished);
    job.start();
    QVERIFY(finished.wait(30'000));
    QCOMPARE(finished[0][0].value<EventExport::Outcome>(), EventExport::Outcome::Failed);
    QVERIFY(!job.problem().isEmpty());
}

void ExportTest::anExportEndsWithItsOwner()
{
    QTemporaryDir directory;
    const QString path = directory.filePath(QStringLiteral("events.ndjson"));
    {
        EventExport job(manyEvents(200'000), ExportFormat::Ndjson, path);
        job.start();
    }
    const QByteArray text = contentOf(path);
    QVERIFY(text.isEmpty() || text.count('\n') == 200'000);
}

void ExportTest::theDialogFollowsFormatAndFile()
{
    QTemporaryDir directory;
    QSettings settings(directory.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat);
    settings.setValue(QStringLiteral("export/folder"), directory.path());
    {
        ExportDialog dialog(12, 1, settings);
        dialog.show();
        auto *path = dialog.findChild<QLineEdit *>(QStringLiteral("exportPath"));
        auto *start = dialog.findChild<QPushButton *>(QStringLiteral("exportStart"));
        auto *note = dialog.findChild<QLabel *>(QStringLiteral("exportNote"));
        QVERIFY(path->text().endsWith(QStringLiteral(".ndjson")));
        QVERIFY(!dialog.isSelectionWanted());
        QVERIFY(start->isEnabled());
        dialog.findChild<QComboBox *>(QStringLiteral("exportFormat"))->setCurrentIndex(1);
        QVERIFY(path->text().endsWith(QStringLiteral(".csv")));
        QCOMPARE(dialog.format(), ExportFormat::Csv);
        path->setText(directory.filePath(QStringLiteral("nowhere/at/all.csv")));
        QVERIFY(!start->isEnabled());
        QVERIFY(note->text().contains(QStringLiteral("nowhere")));
        path->setText(directory.filePath(QStringLiteral("settings.ini")));
        settings.sync();
        path->setText(directory.filePath(QStringLiteral("mine.txt")));
        QVERIFY(start->isEnabled());
        dialog.findChild<QComboBox *>(QStringLiteral("exportFormat"))->setCurrentIndex(2);
        QVERIFY(path->text().endsWith(QStringLiteral("mine.txt")));
        QTest::mouseClick(start, Qt::LeftButton);
        QCOMPARE(dialog.result(), int(QDialog::Accepted));
    }
    ExportDialog again(12, 1, settings);
    again.show();
    QTest::keyClick(&again, Qt::Key_Return);
    QCOMPARE(again.result(), int(QDialog::Accepted)); // Enter exports
    QCOMPARE(again.format(), ExportFormat::Json);
    QVERIFY(again.path().startsWith(directory.path()));
}

void ExportTest::theDialogOffersASelectionOfSeveral()
{
    QTemporaryDir directory;
    QSettings settings(directory.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat);
    QVERIFY(ExportDialog(12, 3, settings).isSelectionWanted());
    ExportDialog none(12, 0, settings);
    QVERIFY(!none.isSelectionWanted());
    QVERIFY(!none.findChild<QRadioButton *>(QStringLiteral("exportSelected"))->isEnabled());
}

QTEST_MAIN(ExportTest)
#include "tst_export.moc"
