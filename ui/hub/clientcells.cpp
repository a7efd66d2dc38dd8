// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/hub/clientcells.h"

#include "json/unseen.h"
#include "json/utf8.h"
#include "ui/hub/clienthost.h"
#include "ui/hub/clientprogram.h"
#include "ui/look/format.h"

#include <QCoreApplication>

#include <algorithm>

namespace helio {

namespace {

struct ClientTableModelText
{
    Q_DECLARE_TR_FUNCTIONS(helio::ClientTableModel)
};

/// So many of each field are offered.
constexpr qsizetype MaximumNames = 500;

} // namespace

namespace clientcells {

QString channels(const ClientInfo &client)
{
    QStringList names;
    for (const QByteArray &channel : client.channels)
        names.append(decodeUtf8(channel));
    for (const QByteArray &pattern : client.patterns)
        names.append(decodeUtf8(pattern));
    return visibleLine(names.join(QStringLiteral(", ")));
}

QString hub(const ClientInfo &client)
{
    return format::oneLine(client.hub.toUtf8(), 300);
}

QString hubId(const ClientInfo &client)
{
    return format::oneLine(client.id.left(std::max<qsizetype>(0, client.id.lastIndexOf('.'))), 100);
}

QString sent(const ClientInfo &client)
{
    return format::count(client.sentEvents);
}

QString queued(const ClientInfo &client)
{
    return client.queuedEvents == 0
               ? QStringLiteral("0")
               : ClientTableModelText::tr("%1 (%2)").arg(format::count(quint64(client.queuedEvents)),
                                                         format::bytes(double(client.queuedBytes)));
}

QString line(const QStringList &cells)
{
    return cells.join(u'\t');
}

bool isNaturallyLess(QStringView a, QStringView b)
{
    const auto isDigit = [](QChar c) { return c >= u'0' && c <= u'9'; };
    qsizetype i = 0;
    qsizetype k = 0;
    while (i < a.size() && k < b.size()) {
        if (!isDigit(a[i]) || !isDigit(b[k])) {
            if (a[i] != b[k])
                return a[i] < b[k];
            ++i;
            ++k;
            continue;
        }
        while (i < a.size() && a[i] == u'0')
            ++i;
        while (k < b.size() && b[k] == u'0')
            ++k;
        const qsizetype fromA = i;
        const qsizetype fromB = k;
        while (i < a.size() && isDigit(a[i]))
            ++i;
        while (k < b.size() && isDigit(b[k]))
            ++k;
        if (i - fromA != k - fromB)
            return i - fromA < k - fromB;
        if (const int order = a.sliced(fromA, i - fromA).compare(b.sliced(fromB, k - fromB)); order != 0)
            return order < 0;
    }
    return a.size() - i < b.size() - k;
}

} // namespace clientcells

QString ProgramNames::operator()(const QByteArray &userAgent) const
{
    if (const auto known = names_.constFind(userAgent); known != names_.cend())
        return *known;
    if (names_.size() >= MaximumNames)
        names_.clear();
    return *names_.insert(userAgent, programOf(userAgent));
}

void SeenClients::note(const ClientInfo &client, const QString &program)
{
    const auto add = [this](FieldTerm::Field field, const QString &name) {
        QSet<QString> &names = names_[field];
        if (!name.isEmpty() && names.size() < MaximumNames)
            names.insert(name);
    };
    add(FieldTerm::Field::Program, program);
    add(FieldTerm::Field::Origin, decodeUtf8(client.origin));
    add(FieldTerm::Field::Subject, client.subject);
    add(FieldTerm::Field::Hub, client.hub);
    add(FieldTerm::Field::Address, hostOf(QStringView(client.remoteAddress)).toString());
    for (const QByteArray &channel : client.channels)
        add(FieldTerm::Field::Channel, decodeUtf8(channel));
}

KnownNames SeenClients::names() const
{
    KnownNames known;
    for (auto names = names_.cbegin(); names != names_.cend(); ++names) {
        QStringList sorted = names->values();
        sorted.sort();
        known.insert(names.key(), sorted);
    }
    return known;
}

} // namespace helio
