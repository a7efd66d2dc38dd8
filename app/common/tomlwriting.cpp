// SPDX-License-Identifier: GPL-3.0-or-later
#include "tomlwriting.h"

namespace helio {

QString tomlString(const QString &text)
{
    QString result = text;
    result.replace(u'\\', QStringLiteral("\\\\")).replace(u'"', QStringLiteral("\\\""));
    return u'"' + result + u'"';
}

QString tomlList(const QStringList &texts)
{
    QStringList items;
    for (const QString &text : texts)
        items.append(tomlString(text));
    return u'[' + items.join(QStringLiteral(", ")) + u']';
}

QString tomlList(const QByteArrayList &texts)
{
    QStringList all;
    for (const QByteArray &text : texts)
        all.append(QString::fromUtf8(text));
    return tomlList(all);
}

} // namespace helio
