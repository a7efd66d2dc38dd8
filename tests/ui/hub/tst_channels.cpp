// SPDX-License-Identifier: GPL-3.0-or-later
// What the window says of the history of channels, and of the file that it is in.
#include "answer.h"
#include "desk.h"
#include "ui/hub/channeltablemodel.h"
#include "ui/window/safeguard.h"

#include <QLabel>
#include <QTableView>

using namespace helio;

namespace {

constexpr qint64 Hour = 3'600'000;

struct ChannelsDesk : Desk
{
    ChannelsDesk()
    {
        const qint64 now = QDateTime::currentMSecsSinceEpoch();
        hub.snapshot.channels = {
            channel("empty", 0, 0),
            channel("new", 2, now - Hour),
            channel("old", 3, now - 5 * Hour),
        };
        report();
        showTab("channels");
    }
    static ChannelInfo channel(const QByteArray &name, qint64 events, qint64 oldestAt)
    {
        ChannelInfo channel;
        channel.name = name;
        channel.historyEvents = events;
        channel.historyBytes = 2 * events;
        channel.oldestAt = oldestAt;
        if (events > 0)
            channel.oldestId = QByteArray::number(oldestAt) + "-0";
        return channel;
    }
    QTableView *table() const { return find<QTableView>("channelsTable"); }
    QString column(int column) const
    {
        QStringList texts;
        for (int row = 0; row < table()->model()->rowCount(); ++row)
            texts.append(table()->model()->index(row, column).data().toString());
        return texts.join(u'|');
    }
    void report()
    {
        QSignalSpy changed(&monitor.hubState(), &HubState::changed);
        monitor.hubState().requestSnapshot();
        QTRY_VERIFY(!changed.isEmpty());
    }
    void putOnDisk()
    {
        hub.snapshot.totals.store.disk =
            StoreInfo::Disk{.usedBytes = 100 << 20, .fileBytes = 200 << 20, .logBytes = 12 << 20};
        report();
    }
};

} // namespace

class ChannelsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theTableSaysHowFarBackHistoryGoes();
    void thePageOfAChannelSaysIt();
    void theStatusLineSaysHowLargeTheFileIs();
    void whoClearsAChannelHearsThatItGoesFromTheFileToo();
    void aRestartLosesOnlyWhatIsInMemory();
};

void ChannelsTest::theTableSaysHowFarBackHistoryGoes()
{
    ChannelsDesk desk;
    QCOMPARE(desk.column(ChannelTableModel::Name), QStringLiteral("empty|new|old"));
    QCOMPARE(desk.column(ChannelTableModel::Age), QStringLiteral("|1 h 0 min|5 h 0 min"));
    const QAbstractItemModel *model = desk.table()->model();
    QVERIFY(!model->index(0, ChannelTableModel::Age).data(Qt::ToolTipRole).isValid());
    QVERIFY(model->index(1, ChannelTableModel::Age).data(Qt::ToolTipRole).toString().contains(u'-'));
    desk.table()->sortByColumn(ChannelTableModel::Age, Qt::DescendingOrder);
    QCOMPARE(desk.column(ChannelTableModel::Name), QStringLiteral("old|new|empty"));
}

void ChannelsTest::thePageOfAChannelSaysIt()
{
    ChannelsDesk desk;
    const auto age = [&desk] { return desk.find<QLabel>("channelPageFigure7"); };
    desk.table()->selectRow(2);
    QTRY_COMPARE(age()->text(), QStringLiteral("5 h 0 min"));
    QVERIFY(age()->isVisible());
    QCOMPARE(age()->accessibleName(), QStringLiteral("Age"));
    desk.table()->selectRow(0);
    QTRY_VERIFY(!age()->isVisible());
}

void ChannelsTest::theStatusLineSaysHowLargeTheFileIs()
{
    ChannelsDesk desk;
    const auto *history = desk.find<QLabel>("statusHistory");
    QVERIFY(!history->isVisible());
    desk.putOnDisk();
    QVERIFY(history->isVisible());
    QVERIFY(history->text().endsWith(QStringLiteral("history file 212 MB")));
    QVERIFY(history->toolTip().contains(QStringLiteral("100 MB")));
}

void ChannelsTest::whoClearsAChannelHearsThatItGoesFromTheFileToo()
{
    ChannelsDesk desk;
    Answer answer("confirmationCancel");
    desk.table()->selectRow(1);
    desk.trigger(ActionId::ClearChannel);
    QVERIFY(answer.text.contains(QStringLiteral("2 events will be gone for good.")));
    QVERIFY(!answer.text.contains(QStringLiteral("file")));
    desk.putOnDisk();
    desk.trigger(ActionId::ClearChannel);
    QCOMPARE(answer.asked, 2);
    QVERIFY(answer.text.contains(QStringLiteral("It goes from the file on disk, too.")));
}

void ChannelsTest::aRestartLosesOnlyWhatIsInMemory()
{
    ChannelsDesk desk;
    desk.hub.snapshot.totals.clients = 3;
    desk.report();
    auto *safeguard = desk.window->findChild<Safeguard *>();
    Answer answer("confirmationCancel");
    QVERIFY(!safeguard->agreesToRestart());
    QVERIFY(answer.text.contains(QStringLiteral("History in memory begins anew")));
    desk.putOnDisk();
    QVERIFY(!safeguard->agreesToRestart());
    QCOMPARE(answer.asked, 2);
    QVERIFY(answer.text.contains(QStringLiteral("3 clients")));
    QVERIFY(!answer.text.contains(QStringLiteral("begins anew")));
}

QTEST_MAIN(ChannelsTest)
#include "tst_channels.moc"
