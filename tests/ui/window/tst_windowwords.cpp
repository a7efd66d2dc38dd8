// SPDX-License-Identifier: GPL-3.0-or-later
// What one reads in the window: whole, in each language, and for assistive technology.
#include "desk.h"
#include "ui/look/appearance.h"
#include "ui/window/cheatsheet.h"

#include <QApplication>
#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTabWidget>
#include <QTableView>
#include <QToolButton>
#include <QToolTip>
#include <QTreeWidget>

using namespace helio;

namespace {

ChannelInfo channelOf(const QByteArray &name)
{
    ChannelInfo channel;
    channel.name = name;
    channel.events = 1;
    return channel;
}

ClientInfo clientOf(const QByteArray &id)
{
    ClientInfo client;
    client.id = id;
    return client;
}

} // namespace

class WindowWordsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void noTextIsReadAsHtml();
    void titlesOfColumnsAreWholeInEachLanguage();
    void textThatStandsBackHasItsColorInTheDark();
    void whatCannotBeSeenIsShownAsMarks();
    void theLanguageChangesWhileTheWindowRuns();
    void everyActionHasATextInJapanese();
    void noButtonHasALetterBehindItsJapaneseText();
    void theCheatSheetShowsTheActionsWhole();
    void theAddressIsShownFromItsBeginning();
    void theStatusLineShowsTheMemoryInUse();
    void everyControlHasANameAndAnAccessibleName();
};

void WindowWordsTest::initTestCase()
{
    qRegisterMetaType<QList<ReceivedEvent>>();
}

void WindowWordsTest::noTextIsReadAsHtml()
{
    Desk desk;
    const QString hostile = QStringLiteral("comment: <img src='file:///dev/zero'>");
    QLabel label(hostile);
    label.show();
    QCOMPARE(label.textFormat(), Qt::PlainText);
    QToolTip::showText({10, 10}, hostile, desk.window.get());
    const auto tip = [] {
        const QWidgetList all = QApplication::topLevelWidgets();
        const auto found = std::find_if(all.begin(), all.end(), [](QWidget *w) { return w->inherits("QTipLabel"); });
        return found == all.end() ? nullptr : qobject_cast<QLabel *>(*found);
    };
    QTRY_VERIFY(tip());
    QCOMPARE(tip()->text(), hostile);
    QCOMPARE(tip()->textFormat(), Qt::PlainText);
    QToolTip::hideText();
    // Who says so is rich still.
    QLabel rich(QStringLiteral("<b>x</b>"));
    rich.setTextFormat(Qt::RichText);
    rich.show();
    QCOMPARE(rich.textFormat(), Qt::RichText);
}

void WindowWordsTest::titlesOfColumnsAreWholeInEachLanguage()
{
    Desk desk;
    for (const QString &language : {QStringLiteral("en"), QStringLiteral("ja")}) {
        desk.languages.use(language);
        QCoreApplication::processEvents();
        for (const char *name : {"clientsTable", "channelsTable"}) {
            const QHeaderView *header = desk.find<QTableView>(name)->horizontalHeader();
            for (int column = 0; column < header->count(); ++column) {
                const QString title = header->model()->headerData(column, Qt::Horizontal).toString();
                if (!header->isSectionHidden(column))
                    QVERIFY2(header->sectionSize(column) > header->fontMetrics().horizontalAdvance(title),
                             qPrintable(title));
            }
        }
    }
}

void WindowWordsTest::textThatStandsBackHasItsColorInTheDark()
{
    Desk desk;
    const auto *note = desk.find<QLabel>("composerNote");
    for (const Appearance appearance : {Appearance::Dark, Appearance::Light, Appearance::Dark}) {
        applyAppearance(appearance);
        QTRY_COMPARE(note->palette().color(QPalette::WindowText), mutedColor(desk.window->palette()));
    }
    applyAppearance(Appearance::Light);
}

void WindowWordsTest::whatCannotBeSeenIsShownAsMarks()
{
    Desk desk;
    const QByteArray name = "pay\u202Elap.\u200Bx\u0085";
    const QString shown = QStringLiteral("pay‹U+202E›lap.‹U+200B›x‹U+0085›");
    ReceivedEvent event = received(name, name, name, "1");
    desk.hub.tap()->emitEvents({event});
    desk.hub.snapshot.channels = {channelOf(name)};
    desk.hub.snapshot.channels.first().lastEventId = name;
    ClientInfo client = clientOf("1");
    client.userAgent = client.origin = name;
    client.channels = {name};
    desk.hub.snapshot.clients = QList<ClientInfo>{client};
    desk.hub.requestSnapshot(true);
    auto &events = desk.monitor.events();
    QTRY_COMPARE(events.rowCount(), 1);
    for (const int column : {EventTableModel::Channel, EventTableModel::Type, EventTableModel::Data})
        QCOMPARE(events.index(0, column).data().toString(), shown);
    QTRY_COMPARE(desk.monitor.channels().rowCount(), 1);
    const auto cells = [&shown](const QAbstractItemModel &model, const QList<int> &columns) {
        for (const int column : columns) {
            QCOMPARE(model.index(0, column).data().toString(), shown);
            const QString tip = model.index(0, column).data(Qt::ToolTipRole).toString();
            QVERIFY2(tip.isEmpty() || tip == shown, qPrintable(tip));
        }
    };
    cells(desk.monitor.channels(), {ChannelTableModel::Name, ChannelTableModel::LastEventId});
    cells(desk.monitor.clients(), {ClientTableModel::Program, ClientTableModel::Origin, ClientTableModel::Channels});
    const QModelIndex channel = desk.monitor.navigator().channelIndex(name);
    QVERIFY(channel.isValid());
    QCOMPARE(channel.data().toString(), QStringLiteral("‹U+200B›x‹U+0085›"));
    QCOMPARE(channel.parent().data().toString(), QStringLiteral("pay‹U+202E›lap"));
    QVERIFY(channel.data(Qt::ToolTipRole).toString().startsWith(shown));
    QCOMPARE(channel.data(NavigatorModel::ValueRole).toString(), shown);
}

void WindowWordsTest::theLanguageChangesWhileTheWindowRuns()
{
    Desk desk;
    auto *tabs = desk.find<QTabWidget>("tabs");
    QCOMPARE(tabs->tabText(0), QStringLiteral("Events"));
    desk.find<QAction>("language_ja")->trigger();
    QTRY_COMPARE(tabs->tabText(0), QStringLiteral("イベント"));
    QCOMPARE(desk.find<QPushButton>("composerPublish")->text(), QStringLiteral("配信"));
    QCOMPARE(desk.monitor.events().headerData(EventTableModel::Time, Qt::Horizontal).toString(),
             QStringLiteral("時刻"));
    QCOMPARE(desk.settings.value(QStringLiteral("language")).toString(), QStringLiteral("ja"));
    desk.find<QAction>("language_en")->trigger();
    QTRY_COMPARE(tabs->tabText(0), QStringLiteral("Events"));
}

void WindowWordsTest::everyActionHasATextInJapanese()
{
    Desk desk;
    QStringList english;
    for (const auto &[menu, action] : desk.window->actionList().all())
        english.append(action->statusTip());
    desk.languages.use(QStringLiteral("ja"));
    QCoreApplication::processEvents();
    qsizetype at = 0;
    for (const auto &[menu, action] : desk.window->actionList().all()) {
        QVERIFY2(action->statusTip() != english[at], qPrintable(action->objectName()));
        QVERIFY2(!action->text().isEmpty(), qPrintable(action->objectName()));
        ++at;
    }
}

void WindowWordsTest::noButtonHasALetterBehindItsJapaneseText()
{
    Desk desk;
    desk.languages.use(QStringLiteral("ja"));
    QCoreApplication::processEvents();
    for (const auto started : {true, false}) {
        if (!started)
            desk.hub.stop();
        const auto buttons = desk.window->findChildren<QToolButton *>();
        QVERIFY(!buttons.isEmpty());
        for (const QToolButton *button : buttons)
            QVERIFY2(!button->text().contains(u'('), qPrintable(button->text()));
    }
    // The menus keep theirs.
    QVERIFY(desk.window->actionList()[ActionId::ToggleHub]->text().contains(QStringLiteral("(&S)")));
}

void WindowWordsTest::theCheatSheetShowsTheActionsWhole()
{
    Desk desk;
    for (const QString &language : {QStringLiteral("en"), QStringLiteral("ja")}) {
        desk.languages.use(language);
        QCoreApplication::processEvents();
        const CheatSheet sheet(desk.window->actionList());
        auto *list = sheet.findChild<QTreeWidget *>(QStringLiteral("cheatSheetList"));
        for (QTreeWidgetItemIterator item(list, QTreeWidgetItemIterator::NoChildren); *item; ++item) {
            for (const int column : {0, 1}) {
                const int room = list->columnWidth(column) - (column == 0 ? 2 * list->indentation() : 0);
                QVERIFY2(list->fontMetrics().horizontalAdvance((*item)->text(column)) <= room,
                         qPrintable((*item)->text(column)));
            }
        }
    }
}

void WindowWordsTest::theAddressIsShownFromItsBeginning()
{
    Desk desk;
    desk.layOut(900, 600);
    desk.hub.setListenAddress(QStringLiteral("127.0.0.1:46639"));
    desk.hub.setState(HubControl::State::Open);
    auto *url = desk.find<QLineEdit>("hubUrl");
    QCOMPARE(url->text(), QStringLiteral("http://127.0.0.1:46639/stream"));
    QCOMPARE(url->cursorPosition(), 0);
    const auto cursor = [url] { return url->inputMethodQuery(Qt::ImCursorRectangle).toRect().left(); };
    const int start = cursor();
    url->end(false);
    QVERIFY(cursor() - start >= url->fontMetrics().horizontalAdvance(url->text()) - 2);
    url->home(false);
}

void WindowWordsTest::theStatusLineShowsTheMemoryInUse()
{
    Desk desk;
    auto *memory = desk.find<QLabel>("statusMemory");
    QCOMPARE(memory->text(), QStringLiteral("·  0 B of 512 MB"));
    desk.hub.tap()->emitEvents(
        {received("demo", "", QByteArray(950, 'x')), received("demo", "", QByteArray(950, 'x'))});
    QTRY_COMPARE(memory->text(), QStringLiteral("·  2.0 KB of 512 MB"));
}

void WindowWordsTest::everyControlHasANameAndAnAccessibleName()
{
    Desk desk;
    const auto widgets = desk.window->findChildren<QWidget *>();
    for (const QWidget *widget : widgets) {
        // Parts that Qt makes of its own have names of its own.
        const QByteArray type = widget->metaObject()->className();
        const bool isControl = widget->inherits("QPushButton") || widget->inherits("QComboBox") ||
                               (widget->inherits("QLineEdit") && !widget->parent()->inherits("QComboBox")) ||
                               widget->inherits("QPlainTextEdit") || widget->inherits("QTableView") ||
                               widget->inherits("QTreeView");
        if (!isControl || widget->objectName().startsWith(QLatin1String("qt_")) ||
            widget->window() != desk.window.get())
            continue;
        QVERIFY2(!widget->objectName().isEmpty(), type.constData());
        const bool saysItself = widget->inherits("QPushButton") && !widget->property("text").toString().isEmpty();
        QVERIFY2(saysItself || !widget->accessibleName().isEmpty(), qPrintable(widget->objectName()));
    }
}

QTEST_MAIN(WindowWordsTest)
#include "tst_windowwords.moc"
