// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/accessiblechart.h"

#include "ui/charts/timechart.h"

namespace helio {

namespace {

QAccessibleInterface *makeInterface(const QString &, QObject *object)
{
    auto *chart = qobject_cast<TimeChart *>(object);
    return chart ? new AccessibleChart(chart) : nullptr;
}

} // namespace

AccessibleChart::AccessibleChart(QWidget *chart)
    : QAccessibleWidget(chart, QAccessible::Chart)
{}

void AccessibleChart::install()
{
    static const bool isInstalled = [] {
        QAccessible::installFactory(makeInterface);
        return true;
    }();
    Q_UNUSED(isInstalled);
}

QString AccessibleChart::text(QAccessible::Text kind) const
{
    return QAccessibleWidget::text(kind == QAccessible::Value ? QAccessible::Description : kind);
}

} // namespace helio
