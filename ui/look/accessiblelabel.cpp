// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/accessiblelabel.h"

#include <QLabel>

namespace helio {

namespace {

QAccessibleInterface *makeInterface(const QString &, QObject *object)
{
    auto *label = qobject_cast<QLabel *>(object);
    const bool hasName = label && !label->accessibleName().isEmpty() && !label->buddy();
    return hasName ? new AccessibleLabel(label) : nullptr;
}

} // namespace

AccessibleLabel::AccessibleLabel(QLabel *label)
    : QAccessibleWidget(label, QAccessible::StaticText)
{}

void AccessibleLabel::install()
{
    static const bool isInstalled = [] {
        QAccessible::installFactory(makeInterface);
        return true;
    }();
    Q_UNUSED(isInstalled);
}

QString AccessibleLabel::text(QAccessible::Text kind) const
{
    if (kind != QAccessible::Description && kind != QAccessible::Value)
        return QAccessibleWidget::text(kind);
    const QString own = QAccessibleWidget::text(QAccessible::Description);
    const auto *label = static_cast<const QLabel *>(widget());
    return kind == QAccessible::Description && !own.isEmpty() && own != label->toolTip() ? own : label->text();
}

} // namespace helio
