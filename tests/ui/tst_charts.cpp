// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>
class TestCharts : public QObject
{
    Q_OBJECT
};
QTEST_MAIN(TestCharts)
#include "tst_charts.moc"
