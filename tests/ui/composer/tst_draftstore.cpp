// SPDX-License-Identifier: GPL-3.0-or-later
// What the composer keeps: over restarts, over the death of the program, and between windows.
#include "ui/composer/draftstore.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QProcess>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace helio;

static Draft draftOf(const QString &data, const QString &channel = QStringLiteral("demo"))
{
    Draft draft;
    draft.channel = channel;
    draft.isChannelSet = true;
    draft.data = data;
    return draft;
}

static QStringList datasOf(const QList<KeptItem> &items)
{
    QStringList datas;
    for (const KeptItem &item : items)
        datas.append(item.draft.data);
    return datas;
}

class DraftStoreTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void whatIsKeptComesBackAtTheNextStart();
    void itIsWrittenWithinASecondOfTheChange();
    void itSurvivesTheDeathOfTheProgram();
    void twoWindowsEachHaveTheirDraft();
    void twoWindowsKeepBothHistoriesAndPresets();
    void whatOneWindowDeletedNoOtherBringsBack();
    void aWindowTakesTheLatestDraftThatIsOpenNowhere();
    void whatIsPublishedTwiceIsOneEntryAndTheNewest();
    void historyIsBoundedByEntriesAndBytes();
    void whatIsTooLargeToBeKeptTakesNothingElseAway();
    void whatHasNoRoomGoesAndTheOlderStays();
    void aClearedHistoryCanBeBroughtBack();
    void presetsAreSavedRenamedAndDeletedWithUndo();
    void aNameIsTakenOnlyOnce();
    void aReplacedPresetComesBackByUndo();
    void aBrokenFileIsPutAsideWithAWord_data();
    void aBrokenFileIsPutAsideWithAWord();
    void aFileThatCannotBeOpenedNowStaysAndIsReadLater();
    void aDraftWrittenWhileNoneCouldBeReadTakesThePlaceOfNone();
    void aFolderThatTakesNoFileIsReportedAndNothingIsLostInMemory();
    void onlyTheUserMayReadTheFiles();

private:
    QString folder() const { return directory_->filePath(QStringLiteral("composer")); }
    QString file(const char *name) const { return QDir(folder()).filePath(QLatin1String(name)); }

    std::unique_ptr<QTemporaryDir> directory_;
};

void DraftStoreTest::init()
{
    directory_ = std::make_unique<QTemporaryDir>();
}

void DraftStoreTest::whatIsKeptComesBackAtTheNextStart()
{
    Draft draft = draftOf(QStringLiteral("half\nwritten 日本 \"quoted\" \u0001"));
    draft.type = QStringLiteral("price");
    draft.id = QStringLiteral("7");
    draft.retry = QStringLiteral("soon");
    {
        DraftStore store(folder());
        QVERIFY(store.problems().isEmpty());
        QVERIFY(store.draft() == Draft());
        store.setDraft(draft);
        store.remember(draftOf(QStringLiteral("one")));
        store.remember(draftOf(QStringLiteral("two")));
        QVERIFY(store.savePreset(QStringLiteral("mine"), draft).isEmpty());
    }
    DraftStore store(folder());
    QVERIFY(store.draft() == draft);
    QCOMPARE(datasOf(store.history()), (QStringList{QStringLiteral("two"), QStringLiteral("one")}));
    QCOMPARE(store.presets().size(), 1);
    QCOMPARE(store.presets().constFirst().name, QStringLiteral("mine"));
    QVERIFY(store.presets().constFirst().draft == draft);
}

void DraftStoreTest::itIsWrittenWithinASecondOfTheChange()
{
    DraftStore store(folder());
    store.setDraft(draftOf(QStringLiteral("typed")));
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(file("drafts.json")), 30'000);
    QFile written(file("drafts.json"));
    QVERIFY(written.open(QIODevice::ReadOnly));
    QVERIFY(written.readAll().contains("typed"));
}

/// Not a test: what itSurvivesTheDeathOfTheProgram() starts and kills.
static int writeAndWait(const QString &folder)
{
    DraftStore store(folder);
    store.setDraft(draftOf(QStringLiteral("unsent")));
    store.remember(draftOf(QStringLiteral("sent")));
    return QCoreApplication::exec();
}

void DraftStoreTest::itSurvivesTheDeathOfTheProgram()
{
    QProcess program;
    program.start(QCoreApplication::applicationFilePath(), {QStringLiteral("--write"), folder()});
    QVERIFY(program.waitForStarted(30'000));
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(file("drafts.json")) && QFile::exists(file("history.json")), 60'000);
    program.kill();
    QVERIFY(program.waitForFinished(30'000));
    DraftStore store(folder());
    QVERIFY(store.problems().isEmpty());
    QCOMPARE(store.draft().data, QStringLiteral("unsent"));
    QCOMPARE(datasOf(store.history()), QStringList{QStringLiteral("sent")});
}

void DraftStoreTest::twoWindowsEachHaveTheirDraft()
{
    {
        DraftStore first(folder());
        DraftStore second(folder());
        first.setDraft(draftOf(QStringLiteral("of the first")));
        second.setDraft(draftOf(QStringLiteral("of the second")));
    }
    DraftStore first(folder());
    DraftStore second(folder());
    QCOMPARE((QSet<QString>{first.draft().data, second.draft().data}),
             (QSet<QString>{QStringLiteral("of the first"), QStringLiteral("of the second")}));
}

void DraftStoreTest::twoWindowsKeepBothHistoriesAndPresets()
{
    {
        DraftStore first(folder());
        DraftStore second(folder());
        for (int i = 0; i < 5; ++i) {
            first.remember(draftOf(QStringLiteral("a%1").arg(i)));
            second.remember(draftOf(QStringLiteral("b%1").arg(i)));
        }
        QVERIFY(first.savePreset(QStringLiteral("first's"), {}).isEmpty());
        QVERIFY(second.savePreset(QStringLiteral("second's"), {}).isEmpty());
        // Each merges the other's when it writes, while both are open.
        QTRY_VERIFY_WITH_TIMEOUT(first.presets().size() + second.presets().size() >= 3, 30'000);
    }
    DraftStore store(folder());
    QCOMPARE(store.history().size(), 10);
    QCOMPARE(store.presets().size(), 2);
}

void DraftStoreTest::whatOneWindowDeletedNoOtherBringsBack()
{
    {
        DraftStore store(folder());
        QVERIFY(store.savePreset(QStringLiteral("gone"), {}).isEmpty());
        store.remember(draftOf(QStringLiteral("secret")));
    }
    {
        auto first = std::make_unique<DraftStore>(folder());
        auto second = std::make_unique<DraftStore>(folder());
        first->removePreset(first->presets().constFirst().key);
        first->clearHistory();
        first.reset();
        second->remember(draftOf(QStringLiteral("new")));
        QVERIFY(second->savePreset(QStringLiteral("new"), {}).isEmpty());
    }
    DraftStore store(folder());
    QCOMPARE(datasOf(store.history()), QStringList{QStringLiteral("new")});
    QCOMPARE(store.presets().size(), 1);
    QFile written(file("history.json"));
    QVERIFY(written.open(QIODevice::ReadOnly));
    QVERIFY(!written.readAll().contains("secret"));
}

void DraftStoreTest::aWindowTakesTheLatestDraftThatIsOpenNowhere()
{
    auto first = std::make_unique<DraftStore>(folder());
    auto second = std::make_unique<DraftStore>(folder());
    first->setDraft(draftOf(QStringLiteral("older")));
    const QDateTime then = QDateTime::currentDateTimeUtc();
    QTRY_VERIFY(QDateTime::currentDateTimeUtc() > then);
    second->setDraft(draftOf(QStringLiteral("newer")));
    second.reset();
    QCOMPARE(DraftStore(folder()).draft().data, QStringLiteral("newer"));
    first.reset();
    QCOMPARE(DraftStore(folder()).draft().data, QStringLiteral("newer"));
}

void DraftStoreTest::whatIsPublishedTwiceIsOneEntryAndTheNewest()
{
    DraftStore store(folder());
    for (const char *data : {"one", "two", "one"})
        store.remember(draftOf(QLatin1String(data)));
    store.remember(draftOf(QStringLiteral("one"), QStringLiteral("elsewhere")));
    QCOMPARE(datasOf(store.history()),
             (QStringList{QStringLiteral("one"), QStringLiteral("one"), QStringLiteral("two")}));
}

void DraftStoreTest::historyIsBoundedByEntriesAndBytes()
{
    DraftStore store(folder());
    for (int i = 0; i < 510; ++i)
        store.remember(draftOf(QString::number(i)));
    QCOMPARE(store.history().size(), DraftStore::HistoryBounds.count);
    QCOMPARE(store.history().constFirst().draft.data, QStringLiteral("509"));
    QCOMPARE(store.history().constLast().draft.data, QStringLiteral("10"));
    for (const QChar letter : {u'x', u'y'})
        QVERIFY(store.remember(draftOf(QString(int(DraftStore::HistoryBounds.bytes / 4) - 250, letter))));
    QVERIFY(store.history().size() < 200);
    qsizetype bytes = 0;
    for (const KeptItem &item : store.history())
        bytes += item.draft.bytes();
    QVERIFY(bytes <= DraftStore::HistoryBounds.bytes);
}

void DraftStoreTest::whatIsTooLargeToBeKeptTakesNothingElseAway()
{
    const QString large(int(DraftStore::HistoryBounds.bytes / 2) + 1, u'x');
    {
        DraftStore store(folder());
        QVERIFY(store.remember(draftOf(QStringLiteral("one"))));
        QVERIFY(!store.remember(draftOf(large)));
        QVERIFY(!store.remember(draftOf(large.left(int(DraftStore::MaximumDraftBytes / 2)))));
        QCOMPARE(datasOf(store.history()), QStringList{QStringLiteral("one")});
    }
    QCOMPARE(datasOf(DraftStore(folder()).history()), QStringList{QStringLiteral("one")});
    // Another version may have written it.
    KeptItems items;
    items.put({"1", 1, 1, false, {}, draftOf(QStringLiteral("one"))});
    items.put({"2", 2, 2, false, {}, draftOf(large)});
    items.trim(DraftStore::HistoryBounds);
    QCOMPARE(datasOf(items.newestFirst()), QStringList{QStringLiteral("one")});
}

void DraftStoreTest::whatHasNoRoomGoesAndTheOlderStays()
{
    KeptItems items;
    const QString half(40, u'x');
    for (const qint64 time : {1, 2, 3, 4})
        items.put({QByteArray::number(time), time, time, false, {}, draftOf(time == 2 ? half + half : half, {})});
    items.trim({10, half.size() * 2 * 3});
    QCOMPARE(datasOf(items.newestFirst()), (QStringList{half, half, half}));
    items.trim({2, half.size() * 2 * 3});
    QCOMPARE(items.newestFirst().size(), 2);
    QVERIFY(items.find("4") && items.find("3"));
}

void DraftStoreTest::aClearedHistoryCanBeBroughtBack()
{
    DraftStore store(folder());
    store.remember(draftOf(QStringLiteral("one")));
    store.remember(draftOf(QStringLiteral("two")));
    const QList<KeptItem> before = store.history();
    QVERIFY(!store.canUndoClear());
    QSignalSpy changed(&store, &DraftStore::historyChanged);
    store.clearHistory();
    QVERIFY(store.history().isEmpty());
    QVERIFY(store.canUndoClear());
    store.undoClear();
    QCOMPARE(changed.size(), 2);
    QCOMPARE(datasOf(store.history()), datasOf(before));
    QCOMPARE(store.history().constFirst().madeAt, before.constFirst().madeAt);
}

void DraftStoreTest::presetsAreSavedRenamedAndDeletedWithUndo()
{
    DraftStore store(folder());
    QVERIFY(!store.canUndoPreset());
    QVERIFY(store.savePreset(QStringLiteral(" zebra "), draftOf(QStringLiteral("z"))).isEmpty());
    QVERIFY(store.savePreset(QStringLiteral("ant"), draftOf(QStringLiteral("a"))).isEmpty());
    QCOMPARE(datasOf(store.presets()), (QStringList{QStringLiteral("a"), QStringLiteral("z")}));
    const QByteArray key = store.presetNamed(QStringLiteral("zebra"))->key;
    QVERIFY(store.renamePreset(key, QStringLiteral("aardvark")).isEmpty());
    QCOMPARE(datasOf(store.presets()), (QStringList{QStringLiteral("z"), QStringLiteral("a")}));
    store.removePreset(key);
    QCOMPARE(store.presets().size(), 1);
    store.undoPreset();
    QCOMPARE(store.presets().constFirst().name, QStringLiteral("aardvark"));
    store.undoPreset();
    QVERIFY(store.presetNamed(QStringLiteral("zebra")));
    QVERIFY(!store.canUndoPreset());
}

void DraftStoreTest::aNameIsTakenOnlyOnce()
{
    DraftStore store(folder());
    QVERIFY(!store.savePreset(QStringLiteral("  "), {}).isEmpty());
    QVERIFY(store.savePreset(QStringLiteral("a"), {}).isEmpty());
    QVERIFY(store.savePreset(QStringLiteral("b"), {}).isEmpty());
    const QByteArray key = store.presetNamed(QStringLiteral("b"))->key;
    QVERIFY(store.renamePreset(key, QStringLiteral("a")).contains(u'a'));
    QVERIFY(!store.renamePreset(key, QStringLiteral(" ")).isEmpty());
    QCOMPARE(store.presets().constLast().name, QStringLiteral("b"));
}

void DraftStoreTest::aReplacedPresetComesBackByUndo()
{
    DraftStore store(folder());
    QVERIFY(store.savePreset(QStringLiteral("a"), draftOf(QStringLiteral("first"))).isEmpty());
    QVERIFY(store.savePreset(QStringLiteral("a"), draftOf(QStringLiteral("second"))).isEmpty());
    QCOMPARE(datasOf(store.presets()), QStringList{QStringLiteral("second")});
    store.undoPreset();
    QCOMPARE(datasOf(store.presets()), QStringList{QStringLiteral("first")});
}

void DraftStoreTest::aBrokenFileIsPutAsideWithAWord_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("cut") << QByteArray(R"({"version":1,"items":[{"key":"a","changed)");
    QTest::newRow("other JSON") << QByteArray("[1,2,3]");
    QTest::newRow("of a later version") << QByteArray(R"({"version":2,"items":[]})");
    QTest::newRow("items without a key") << QByteArray(R"({"version":1,"items":[{"data":"x"}]})");
    QTest::newRow("items that are none") << QByteArray(R"({"version":1,"items":[7]})");
    QTest::newRow("bytes") << QByteArray("\xff\x00\xfe", 3);
}

void DraftStoreTest::aBrokenFileIsPutAsideWithAWord()
{
    QFETCH(QByteArray, content);
    QVERIFY(QDir().mkpath(folder()));
    QFile broken(file("history.json"));
    QVERIFY(broken.open(QIODevice::WriteOnly));
    broken.write(content);
    broken.close();
    {
        DraftStore store(folder());
        QCOMPARE(store.problems().size(), 1);
        QVERIFY(store.problems().constFirst().contains(QStringLiteral("history.json")));
        QVERIFY(store.history().isEmpty());
        store.remember(draftOf(QStringLiteral("goes on")));
    }
    QCOMPARE(DraftStore(folder()).history().size(), 1);
    const QStringList aside = QDir(folder()).entryList({QStringLiteral("history.json.bad-*")});
    QCOMPARE(aside.size(), 1);
    QFile kept(QDir(folder()).filePath(aside.constFirst()));
    QVERIFY(kept.open(QIODevice::ReadOnly));
    QCOMPARE(kept.readAll(), content);
}

void DraftStoreTest::aFileThatCannotBeOpenedNowStaysAndIsReadLater()
{
    {
        DraftStore store(folder());
        store.remember(draftOf(QStringLiteral("before")));
    }
    QVERIFY(QFile::rename(file("history.json"), file("elsewhere.json")));
    // Nobody can open a folder as a file, whatever he may do.
    QVERIFY(QDir().mkpath(file("history.json")));
    DraftStore store(folder());
    QCOMPARE(store.problems().size(), 1);
    QVERIFY(store.problems().constFirst().contains(QStringLiteral("history.json")));
    QSignalSpy problems(&store, &DraftStore::problemOccurred);
    QVERIFY(store.remember(draftOf(QStringLiteral("meanwhile"))));
    QTRY_VERIFY_WITH_TIMEOUT(!problems.isEmpty(), 30'000);
    QVERIFY(QDir(folder()).entryList({QStringLiteral("*.bad-*")}).isEmpty());
    QVERIFY(QFileInfo(file("history.json")).isDir());
    QVERIFY(QDir().rmdir(file("history.json")));
    QVERIFY(QFile::rename(file("elsewhere.json"), file("history.json")));
    QTRY_COMPARE_WITH_TIMEOUT(store.history().size(), 2, 30'000);
    QCOMPARE(datasOf(store.history()), (QStringList{QStringLiteral("meanwhile"), QStringLiteral("before")}));
}

void DraftStoreTest::aDraftWrittenWhileNoneCouldBeReadTakesThePlaceOfNone()
{
    {
        DraftStore store(folder());
        store.setDraft(draftOf(QStringLiteral("before")));
    }
    QVERIFY(QFile::rename(file("drafts.json"), file("elsewhere.json")));
    QVERIFY(QDir().mkpath(file("drafts.json")));
    {
        DraftStore store(folder());
        QCOMPARE(store.problems().size(), 1);
        store.setDraft(draftOf(QStringLiteral("meanwhile")));
        QVERIFY(QDir().rmdir(file("drafts.json")));
        QVERIFY(QFile::rename(file("elsewhere.json"), file("drafts.json")));
        const auto isWritten = [this] {
            QFile written(file("drafts.json"));
            return written.open(QIODevice::ReadOnly) && written.readAll().contains("meanwhile");
        };
        QTRY_VERIFY_WITH_TIMEOUT(isWritten(), 30'000);
    }
    DraftStore first(folder());
    DraftStore second(folder());
    QCOMPARE(first.draft().data, QStringLiteral("meanwhile"));
    QCOMPARE(second.draft().data, QStringLiteral("before"));
}

void DraftStoreTest::aFolderThatTakesNoFileIsReportedAndNothingIsLostInMemory()
{
    // A file stands where the folder should be.
    QFile inTheWay(folder());
    QVERIFY(inTheWay.open(QIODevice::WriteOnly));
    inTheWay.close();
    DraftStore store(folder());
    QSignalSpy problems(&store, &DraftStore::problemOccurred);
    store.setDraft(draftOf(QStringLiteral("x")));
    store.remember(draftOf(QStringLiteral("y")));
    QTRY_VERIFY_WITH_TIMEOUT(!problems.isEmpty(), 30'000);
    QCOMPARE(store.history().size(), 1);
}

void DraftStoreTest::onlyTheUserMayReadTheFiles()
{
    {
        DraftStore store(folder());
        store.remember(draftOf(QStringLiteral("secret")));
    }
    QCOMPARE(QFile::permissions(file("history.json")) &
                 (QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ReadOther | QFileDevice::WriteOther),
             QFileDevice::Permissions());
}

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    if (app.arguments().value(1) == QLatin1String("--write"))
        return writeAndWait(app.arguments().value(2));
    DraftStoreTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_draftstore.moc"
