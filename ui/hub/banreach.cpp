// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/hub/banreach.h"

#include "json/unseen.h"
#include "ui/hub/clienthost.h"

#include <QHash>
#include <QHostAddress>
#include <QSet>

#include <algorithm>

namespace helio {

namespace {

constexpr qsizetype MostNames = 3;

} // namespace

BanReach::Key BanReach::keyOf(const ClientInfo &client)
{
    if (!client.subject.isEmpty())
        return {client.subject, true};
    return {hostOf(QStringView(client.remoteAddress)).toString(), false};
}

BanReach::BanReach(const QList<ClientInfo> &chosen, const QList<ClientInfo> &all)
{
    QSet<QByteArray> ids;
    QHash<Key, qsizetype> places;
    for (const ClientInfo &client : chosen) {
        ids.insert(client.id);
        const Key key = keyOf(client);
        if (places.contains(key))
            continue;
        places.insert(key, hits_.size());
        hits_.append({key});
    }
    for (const ClientInfo &client : all) {
        const auto place = ids.contains(client.id) ? places.cend() : places.constFind(keyOf(client));
        if (place == places.cend())
            continue;
        ++hits_[*place].others;
        ++others_;
    }
}

bool BanReach::isOfHubsMachine(const Key &key)
{
    return !key.isSubject && QHostAddress(key.name).isLoopback();
}

bool BanReach::isInVain() const
{
    return !hits_.isEmpty() &&
           std::all_of(hits_.begin(), hits_.end(), [](const Hit &hit) { return isOfHubsMachine(hit.key); });
}

QString BanReach::names() const
{
    QStringList names;
    for (const Hit &hit : hits_.first(std::min(hits_.size(), MostNames)))
        names.append(visibleLine(hit.key.name));
    if (hits_.size() > MostNames)
        names.append(QStringLiteral("…"));
    return names.join(QStringLiteral(", "));
}

QString BanReach::lineOf(const Hit &hit)
{
    const QString name = visibleLine(hit.key.name);
    const auto others = int(hit.others);
    if (hit.key.isSubject)
        return others == 0 ? tr("Subject %1: nobody else has it now.").arg(name)
                           : tr("Subject %1: %Ln other client(s) have it; they stay connected, but cannot come back.",
                                nullptr, others)
                                 .arg(name);
    if (isOfHubsMachine(hit.key))
        return tr("Address %1: all on the hub's own machine have it; the hub keeps nobody away by that.").arg(name);
    return others == 0
               ? tr("Address %1: nobody else comes from there now.").arg(name)
               : tr("Address %1: %Ln other client(s) come from there; they stay connected, but cannot come back.",
                    nullptr, others)
                     .arg(name);
}

QString BanReach::text() const
{
    QStringList lines;
    const qsizetype shown = hits_.size() > MostLines ? MostLines - 1 : hits_.size();
    qsizetype behind = others_;
    for (const Hit &hit : hits_.first(shown)) {
        lines.append(lineOf(hit));
        behind -= hit.others;
    }
    if (shown < hits_.size())
        lines.append(
            tr("And %1 more; %Ln other client(s) come from these.", nullptr, int(behind)).arg(hits_.size() - shown));
    return lines.join(u'\n');
}

} // namespace helio
