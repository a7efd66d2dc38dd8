// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/hub/clientsums.h"

#include "json/unseen.h"
#include "json/utf8.h"
#include "ui/hub/clienthost.h"
#include "ui/look/format.h"

#include <algorithm>
#include <vector>

namespace helio {

void ClientSums::add(const ClientInfo &client, const QString &program)
{
    ++clients_;
    if (!program.isEmpty())
        ++programs_[program];
    for (const QByteArrayList *names : {&client.channels, &client.patterns}) {
        for (const QByteArray &name : *names)
            ++channels_[visibleLine(decodeUtf8(name))];
    }
    addresses_.insert(hostOf(QStringView(client.remoteAddress)).toString());
    sentEvents_ += client.sentEvents;
    sentBytes_ += client.sentBytes;
    queuedEvents_ += quint64(client.queuedEvents);
    queuedBytes_ += quint64(client.queuedBytes);
    gaps_ += client.gapsReported;
    oldest_ = oldest_ == 0 ? client.connectedAt : std::min(oldest_, client.connectedAt);
    newest_ = std::max(newest_, client.connectedAt);
}

QString ClientSums::listed(const QHash<QString, qsizetype> &counts)
{
    std::vector<std::pair<qsizetype, QString>> most;
    for (auto it = counts.cbegin(); it != counts.cend(); ++it)
        most.emplace_back(-it.value(), it.key());
    const auto shown = std::min<size_t>(most.size(), size_t(MostNamed));
    std::partial_sort(most.begin(), most.begin() + qsizetype(shown), most.end());
    QStringList texts;
    for (size_t i = 0; i < shown; ++i)
        texts.append(QStringLiteral("%1 × %2").arg(most[i].second, format::count(quint64(-most[i].first))));
    if (shown < most.size())
        texts.append(QStringLiteral("…"));
    return texts.join(QStringLiteral(", "));
}

} // namespace helio
