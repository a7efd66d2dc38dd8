// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/snippets.h"

#include "event/json.h"

namespace helio {

namespace {

QString javaScriptString(const QByteArray &utf8)
{
    QByteArray quoted;
    appendJsonString(quoted, utf8);
    return QString::fromUtf8(quoted);
}

} // namespace

QString javaScriptFor(const QString &url, const QByteArrayList &types)
{
    QString text = QStringLiteral("const source = new EventSource(%1);\n"
                                  "source.onmessage = event => console.log(event.data);\n")
                       .arg(javaScriptString(url.toUtf8()));
    for (const QByteArray &type : types)
        text += QStringLiteral("source.addEventListener(%1, event => console.log(event.type, event.data));\n")
                    .arg(javaScriptString(type));
    return text;
}

QString curlFor(const QString &url)
{
    QString quoted = url;
    return QStringLiteral("curl -N '%1'").arg(quoted.replace(u'\'', QStringLiteral("'\\''")));
}

} // namespace helio
