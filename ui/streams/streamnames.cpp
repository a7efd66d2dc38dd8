// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/streams/streamnames.h"

#include "ui/streams/requestsecrets.h"

#include <QHash>
#include <QSet>

namespace helio {

namespace {

/// How much of a URL is in the name.
enum Form { Authority, WithPath, WithQuery, FormCount };

QString nameIn(const QUrl &url, Form form)
{
    QUrl::FormattingOptions options = QUrl::RemoveScheme | QUrl::RemoveUserInfo | QUrl::RemoveFragment;
    if (form == Authority)
        options |= QUrl::RemovePath;
    if (form != WithQuery)
        options |= QUrl::RemoveQuery;
    QString name = url.toString(options).mid(2); // behind the slashes
    if (name.endsWith(u'/'))
        name.chop(1);
    return name;
}

} // namespace

QStringList streamNames(const QList<StreamRequest> &requests)
{
    QHash<QString, int> uses; // how many streams could bear it; what somebody gave is taken
    QList<QUrl> urls;
    for (const StreamRequest &request : requests) {
        urls.append(withoutSecrets(request).url);
        if (const QString given = request.name.simplified(); !given.isEmpty())
            uses[given] += 2;
        for (int form = 0; form < FormCount; ++form)
            ++uses[nameIn(urls.constLast(), Form(form))];
    }
    QStringList names;
    QSet<QString> taken;
    for (qsizetype i = 0; i < requests.size(); ++i) {
        QString base = requests[i].name.simplified();
        if (base.isEmpty()) {
            int form = Authority;
            // A URL without path and query has one name in all forms.
            const auto isShared = [&](const QString &name) {
                int own = 0;
                for (int other = 0; other < FormCount; ++other)
                    own += nameIn(urls[i], Form(other)) == name ? 1 : 0;
                return uses.value(name) > own;
            };
            while (form + 1 < FormCount && isShared(nameIn(urls[i], Form(form))))
                ++form;
            base = nameIn(urls[i], Form(form));
        }
        QString name = base;
        for (int number = 2; taken.contains(name); ++number)
            name = QStringLiteral("%1 %2").arg(base).arg(number);
        taken.insert(name);
        names.append(name);
    }
    return names;
}

} // namespace helio
