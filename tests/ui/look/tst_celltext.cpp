// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/appearance.h"
#include "ui/look/columns.h"

#include <QStandardItemModel>
#include <QTableView>
#include <QTest>

using namespace helio;

namespace {

/// Monospace in the columns with odd numbers, as the table of events has it.
class MixedDelegate : public ColumnDelegate
{
public:
    using ColumnDelegate::ColumnDelegate;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override
    {
        ColumnDelegate::initStyleOption(option, index);
        if (index.column() % 2 == 1)
            option->font = dataFont();
    }
};

/// The lowest dark pixel of the first letter in `cell`.
int footOf(const QImage &picture, const QRect &cell)
{
    for (int y = cell.bottom() - 1; y > cell.top(); --y) {
        for (int x = cell.left() + 2; x < cell.left() + 10; ++x) {
            if (qGray(picture.pixel(x, y)) < 110)
                return y;
        }
    }
    return -1;
}

} // namespace

class CellTextTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void textsOfARowStandOnOneLine();
};

void CellTextTest::textsOfARowStandOnOneLine()
{
    applyAppearance(Appearance::Light);
    nameFallbackFonts();
    QStandardItemModel model;
    model.appendRow({new QStandardItem(QStringLiteral("I")), new QStandardItem(QStringLiteral("I")),
                     new QStandardItem(QStringLiteral("I ニュース")), new QStandardItem(QStringLiteral("I お知らせ")),
                     new QStandardItem(QStringLiteral("I ก็ ᄀ"))});
    QTableView view;
    view.setModel(&model);
    view.setItemDelegate(new MixedDelegate(&view));
    view.setShowGrid(false);
    for (const int height : {20, 21, 26}) {
        view.setRowHeight(0, height);
        view.resize(800, 100);
        view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        const QImage picture = view.viewport()->grab().toImage();
        const int first = footOf(picture, view.visualRect(model.index(0, 0)));
        QVERIFY(first > 0);
        for (int column = 1; column < model.columnCount(); ++column)
            QCOMPARE(footOf(picture, view.visualRect(model.index(0, column))), first);
    }
    applyAppearance(Appearance::System);
}

QTEST_MAIN(CellTextTest)
#include "tst_celltext.moc"
