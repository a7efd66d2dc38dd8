// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/columnmenu.h"
#include "ui/look/columns.h"
#include "ui/look/tablecolumns.h"

#include <QAction>
#include <QApplication>
#include <QHeaderView>
#include <QHelpEvent>
#include <QSettings>
#include <QStandardItemModel>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QToolTip>

using namespace helio;

namespace {

/// A table of three columns: a name, a number, a text that stretches.
struct Bench
{
    Bench() { open(); }
    void open()
    {
        view = std::make_unique<QTableView>();
        view->setObjectName(QStringLiteral("table"));
        view->setItemDelegate(new ColumnDelegate(view.get()));
        view->setModel(&model);
        view->verticalHeader()->hide();
        view->setSelectionBehavior(QAbstractItemView::SelectRows);
        columns = new TableColumns(*view);
        view->horizontalHeader()->setSortIndicator(0, Qt::AscendingOrder);
        view->setSortingEnabled(true);
        columns->setSpecs(specs());
        columns->keepIn(settings);
        view->resize(900, 300);
        view->show();
    }
    static QList<ColumnSpec> specs()
    {
        return {{.id = QStringLiteral("name"), .characters = 8},
                {.id = QStringLiteral("number"), .characters = 6, .isWhole = true},
                {.id = QStringLiteral("text"), .characters = 10, .stretches = true}};
    }
    void add(const QString &name, const QString &number, const QString &text)
    {
        model.appendRow({new QStandardItem(name), new QStandardItem(number), new QStandardItem(text)});
    }
    QHeaderView *header() const { return view->horizontalHeader(); }
    int width(int column) const { return header()->sectionSize(column); }
    int widths() const { return header()->length(); }
    QAction *inMenu(const char *name) const
    {
        Q_EMIT columns->menu()->aboutToShow();
        return columns->menu()->findChild<QAction *>(QLatin1String(name));
    }

    QTemporaryDir directory;
    QSettings settings{directory.filePath(QStringLiteral("s.ini")), QSettings::IniFormat};
    QStandardItemModel model{0, 3};
    std::unique_ptr<QTableView> view;
    TableColumns *columns = nullptr;
};

QString longText()
{
    return QString(40, u'm');
}

} // namespace

class TableColumnsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void widthsFollowTheContentAtFirst();
    void whatWasThereBeforeCountsNoMore();
    void whatTheUserSetsStays();
    void noRoomIsLeftOver();
    void noTitleIsCut();
    void noColumnHidesItself();
    void allComesBackAtTheNextStart();
    void theMenuShowsAndHides();
    void theLastColumnStays();
    void oneThatMeansNothingIsNotOffered();
    void resetBringsAllBackAsAtFirst();
    void theKeyboardSortsByTheCurrentColumn();
    void aCellThatIsCutHasAToolTip();
};

void TableColumnsTest::widthsFollowTheContentAtFirst()
{
    Bench bench;
    const int before = bench.width(0);
    bench.add(longText(), QStringLiteral("1"), QStringLiteral("x"));
    QTRY_VERIFY(bench.width(0) > before);
    QVERIFY(bench.width(0) >= bench.view->fontMetrics().horizontalAdvance(longText()));
}

void TableColumnsTest::whatWasThereBeforeCountsNoMore()
{
    Bench bench;
    bench.add(longText(), QStringLiteral("1"), QStringLiteral("a"));
    QTRY_VERIFY(bench.width(0) > 300);
    bench.model.removeRows(0, 1);
    bench.add(QStringLiteral("a"), QStringLiteral("1"), QStringLiteral("a"));
    bench.columns->forgetContent();
    QTRY_VERIFY(bench.width(0) < 150);
    // Nor does it change what the user set.
    bench.header()->resizeSection(0, 222);
    bench.columns->forgetContent();
    QCoreApplication::processEvents();
    QCOMPARE(bench.width(0), 222);
}

void TableColumnsTest::whatTheUserSetsStays()
{
    Bench bench;
    bench.header()->resizeSection(0, 120);
    bench.add(longText(), longText(), longText());
    QTest::qWait(0);
    QCOMPARE(bench.width(0), 120);
    bench.view->resize(600, 300);
    bench.view->resize(900, 300);
    QCOMPARE(bench.width(0), 120);
    bench.columns->fitAll();
    QVERIFY(bench.width(0) > 120);
}

void TableColumnsTest::noRoomIsLeftOver()
{
    Bench bench;
    for (const int width : {700, 1500}) {
        bench.view->resize(width, 300);
        QTRY_COMPARE(bench.widths(), bench.view->viewport()->width());
        bench.header()->resizeSection(0, 90);
        QCOMPARE(bench.widths(), bench.view->viewport()->width());
        // Nor can it be made, by narrowing the last.
        bench.header()->resizeSection(2, 50);
        QCOMPARE(bench.widths(), bench.view->viewport()->width());
    }
}

void TableColumnsTest::noTitleIsCut()
{
    Bench bench;
    bench.model.setHeaderData(0, Qt::Horizontal, QStringLiteral("A title that is long"));
    const int title = bench.header()->fontMetrics().horizontalAdvance(QStringLiteral("A title that is long"));
    QVERIFY(bench.width(0) > title);
    bench.header()->resizeSection(0, 20);
    QVERIFY(bench.width(0) > title);
    bench.view->resize(60, 300);
    QVERIFY(bench.width(0) > title);
}

void TableColumnsTest::noColumnHidesItself()
{
    Bench bench;
    bench.view->resize(60, 300);
    for (int column = 0; column < 3; ++column)
        QVERIFY(!bench.view->isColumnHidden(column));
}

void TableColumnsTest::allComesBackAtTheNextStart()
{
    Bench bench;
    bench.header()->resizeSection(0, 155);
    bench.header()->moveSection(1, 0);
    bench.view->sortByColumn(1, Qt::DescendingOrder);
    bench.columns->setShown(2, false);
    bench.open();
    QCOMPARE(bench.width(0) >= 155, true);
    QCOMPARE(bench.header()->logicalIndex(0), 1);
    QCOMPARE(bench.header()->sortIndicatorSection(), 1);
    QCOMPARE(bench.header()->sortIndicatorOrder(), Qt::DescendingOrder);
    QVERIFY(bench.view->isColumnHidden(2));
    // The one that is hidden has its place still.
    bench.columns->setShown(2, true);
    QCOMPARE(bench.header()->logicalIndex(2), 2);
    QCOMPARE(bench.width(0), 155);
}

void TableColumnsTest::theMenuShowsAndHides()
{
    Bench bench;
    bench.inMenu("columnShow_number")->trigger();
    QVERIFY(bench.view->isColumnHidden(1));
    QVERIFY(!bench.inMenu("columnShow_number")->isChecked());
    bench.inMenu("columnShow_number")->trigger();
    QVERIFY(!bench.view->isColumnHidden(1));
}

void TableColumnsTest::theLastColumnStays()
{
    Bench bench;
    bench.columns->setShown(0, false);
    bench.columns->setShown(1, false);
    QVERIFY(!bench.inMenu("columnShow_text")->isEnabled());
    bench.columns->setShown(2, false);
    QVERIFY(!bench.view->isColumnHidden(2));
}

void TableColumnsTest::oneThatMeansNothingIsNotOffered()
{
    Bench bench;
    bench.columns->setAvailable(1, false);
    QVERIFY(bench.view->isColumnHidden(1));
    QVERIFY(!bench.inMenu("columnShow_number"));
    bench.columns->setAvailable(1, true);
    QVERIFY(!bench.view->isColumnHidden(1));
}

void TableColumnsTest::resetBringsAllBackAsAtFirst()
{
    Bench bench;
    const QList<int> before{bench.width(0), bench.width(1), bench.width(2)};
    bench.header()->resizeSection(0, 300);
    bench.header()->moveSection(2, 0);
    bench.columns->setShown(1, false);
    bench.view->sortByColumn(2, Qt::DescendingOrder);
    bench.inMenu("columnReset")->trigger();
    QCOMPARE((QList<int>{bench.width(0), bench.width(1), bench.width(2)}), before);
    for (int column = 0; column < 3; ++column)
        QCOMPARE(bench.header()->visualIndex(column), column);
    QCOMPARE(bench.header()->sortIndicatorSection(), 0);
    QCOMPARE(bench.header()->sortIndicatorOrder(), Qt::AscendingOrder);
}

void TableColumnsTest::theKeyboardSortsByTheCurrentColumn()
{
    Bench bench;
    bench.add(QStringLiteral("b"), QStringLiteral("1"), {});
    bench.add(QStringLiteral("a"), QStringLiteral("2"), {});
    bench.view->setCurrentIndex(bench.model.index(0, 1));
    bench.inMenu("columnSortDescending")->trigger();
    QCOMPARE(bench.header()->sortIndicatorSection(), 1);
    QCOMPARE(bench.model.item(0, 1)->text(), QStringLiteral("2"));
    bench.inMenu("columnSortAscending")->trigger();
    QCOMPARE(bench.model.item(0, 1)->text(), QStringLiteral("1"));
}

void TableColumnsTest::aCellThatIsCutHasAToolTip()
{
    Bench bench;
    bench.add(longText(), QStringLiteral("1"), QStringLiteral("x"));
    bench.header()->resizeSection(0, 60);
    const auto hover = [&](int column) {
        const QRect cell = bench.view->visualRect(bench.model.index(0, column));
        QHelpEvent help(QEvent::ToolTip, cell.center(), bench.view->viewport()->mapToGlobal(cell.center()));
        QApplication::sendEvent(bench.view->viewport(), &help);
    };
    hover(0);
    QTRY_COMPARE(QToolTip::text(), longText());
    hover(1);
    QTRY_VERIFY(!QToolTip::isVisible());
}

QTEST_MAIN(TableColumnsTest)
#include "tst_tablecolumns.moc"
