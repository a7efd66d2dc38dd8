// SPDX-License-Identifier: GPL-3.0-or-later
// The tables and lists of the composer, by the rules of models.
#include "ui/composer/channelnamesmodel.h"
#include "ui/composer/keptmodel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace helio;

static KeptItem item(const char *key, qint64 time, const char *data)
{
    Draft draft;
    draft.data = QString::fromUtf8(data);
    return {key, time, time, false, QString::fromUtf8(key), draft};
}

template <typename Model>
static QStringList texts(const Model &model, int column = 0, int role = Qt::DisplayRole)
{
    QStringList texts;
    for (int row = 0; row < model.rowCount(); ++row)
        texts.append(model.index(row, column).data(role).toString());
    return texts;
}

class ComposerModelsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void keptItemsComeGoAndAreSearchedInTheirPlaces();
    void aNameIsChangedInItsRow();
    void manyKeptItemsAreTakenOverInTurns();
    void namesOfChannelsComeAndGoInTheirOrder();
    void manyNamesOfChannelsAreTakenOverInTurns();
};

void ComposerModelsTest::keptItemsComeGoAndAreSearchedInTheirPlaces()
{
    KeptModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    model.sort(KeptModel::Time, Qt::DescendingOrder);
    const QList<KeptItem> all{item("a", 1, "price of gold"), item("b", 2, "progress"), item("c", 3, "gold and silver")};
    model.setItems(all);
    QCOMPARE(texts(model), (QStringList{QStringLiteral("c"), QStringLiteral("b"), QStringLiteral("a")}));
    const QPersistentModelIndex gold(model.index(2, KeptModel::Data));
    model.setItems(all, QStringLiteral("GOLD"));
    QCOMPARE(texts(model), (QStringList{QStringLiteral("c"), QStringLiteral("a")}));
    QCOMPARE(gold.data().toString(), QStringLiteral("price of gold"));
    model.setItems({item("d", 4, "new"), item("a", 5, "price of gold")});
    QCOMPARE(texts(model), (QStringList{QStringLiteral("a"), QStringLiteral("d")}));
    QCOMPARE(gold.row(), 0);
    for (int column = 0; column < KeptModel::ColumnCount; ++column)
        model.sort(column);
    model.setItems({});
    QCOMPARE(model.rowCount(), 0);
    QVERIFY(!gold.isValid());
    QCOMPARE(reset.size(), 0);
}

void ComposerModelsTest::aNameIsChangedInItsRow()
{
    KeptModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const QList<KeptItem> all{item("a", 1, "1"), item("b", 2, "2")};
    model.sort(KeptModel::Name);
    model.setItems(all);
    QVERIFY(!model.setData(model.index(0, KeptModel::Name), QStringLiteral("z")));
    QVERIFY(!model.flags(model.index(0, KeptModel::Name)).testFlag(Qt::ItemIsEditable));
    model.setRename([&](const QByteArray &key, const QString &name) {
        if (name == QStringLiteral("b"))
            return QStringLiteral("there is one");
        QList<KeptItem> renamed = all;
        for (KeptItem &item : renamed) {
            if (item.key == key)
                item.name = name;
        }
        model.setItems(renamed);
        return QString();
    });
    QVERIFY(model.flags(model.index(0, KeptModel::Name)).testFlag(Qt::ItemIsEditable));
    QVERIFY(!model.flags(model.index(0, KeptModel::Data)).testFlag(Qt::ItemIsEditable));
    QSignalSpy refused(&model, &KeptModel::renameRefused);
    QVERIFY(!model.setData(model.index(0, KeptModel::Name), QStringLiteral("b")));
    QCOMPARE(refused.size(), 1);
    QVERIFY(model.setData(model.index(0, KeptModel::Name), QStringLiteral("z")));
    QCOMPARE(texts(model), (QStringList{QStringLiteral("b"), QStringLiteral("z")}));
}

void ComposerModelsTest::manyKeptItemsAreTakenOverInTurns()
{
    KeptModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.sort(KeptModel::Time, Qt::DescendingOrder);
    QList<KeptItem> all;
    for (int i = 0; i < 2 * KeptModel::MostAtOnce; ++i)
        all.append(item(QByteArray::number(i).constData(), i, "x"));
    model.setItems(all);
    model.setItems(all.mid(10));
    QTRY_VERIFY_WITH_TIMEOUT(model.isSettled(), 60'000);
    QCOMPARE(model.rowCount(), int(all.size()) - 10);
    QCOMPARE(model.index(0, KeptModel::Name).data().toString(), QString::number(all.size() - 1));
}

void ComposerModelsTest::namesOfChannelsComeAndGoInTheirOrder()
{
    ChannelNamesModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    model.sort(0);
    model.assign({"orders", "demo", "a\tb"});
    QCOMPARE(texts(model, 0, Qt::EditRole),
             (QStringList{QStringLiteral("a\tb"), QStringLiteral("demo"), QStringLiteral("orders")}));
    QVERIFY(texts(model).constFirst() != QStringLiteral("a\tb"));
    const QPersistentModelIndex demo(model.index(1, 0));
    model.assign({"zebra", "demo"});
    QCOMPARE(texts(model), (QStringList{QStringLiteral("demo"), QStringLiteral("zebra")}));
    QCOMPARE(demo.row(), 0);
    model.assign({"demo", "demo"});
    QCOMPARE(model.rowCount(), 1);
    model.assign({});
    QCOMPARE(model.rowCount(), 0);
    QVERIFY(!demo.isValid());
    QCOMPARE(reset.size(), 0);
}

void ComposerModelsTest::manyNamesOfChannelsAreTakenOverInTurns()
{
    ChannelNamesModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.sort(0);
    QByteArrayList names;
    for (int i = 0; i < 3 * ChannelNamesModel::MostAtOnce; ++i)
        names.prepend("channel." + QByteArray::number(100'000 + i));
    model.assign(names);
    QTRY_VERIFY_WITH_TIMEOUT(model.isSettled(), 60'000);
    std::sort(names.begin(), names.end());
    QCOMPARE(model.rows(), QList<QByteArray>(names));
    names.removeAt(7);
    model.assign(names);
    QTRY_VERIFY_WITH_TIMEOUT(model.isSettled(), 60'000);
    QCOMPARE(model.rows(), QList<QByteArray>(names));
}

QTEST_MAIN(ComposerModelsTest)
#include "tst_composermodels.moc"
