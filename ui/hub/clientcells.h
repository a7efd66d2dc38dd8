// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "feed/hubinfo.h"
#include "ui/events/filter/filtercompletions.h"

#include <QHash>
#include <QSet>

namespace helio {

/// What tables of clients have in common: those of who is connected, and of who left.
namespace clientcells {

/// Its channels and patterns, one behind the other.
QString channels(const ClientInfo &client);
/// The name of its hub; empty where that is alone.
QString hub(const ClientInfo &client);
/// That hub's id, which the client's own begins with.
QString hubId(const ClientInfo &client);
/// A number of events.
QString sent(const ClientInfo &client);
/// A number of events with their bytes; `0` when nothing waits.
QString queued(const ClientInfo &client);
/// As a row of cells is copied: with tabs between them. Tabs and line ends within them are shown as marks anyway.
QString line(const QStringList &cells);
/// Numbers within are compared as numbers: port 80 stands before 443, and client 9 before 10.
bool isNaturallyLess(QStringView a, QStringView b);

} // namespace clientcells

/// programOf() each user agent, read once.
class ProgramNames
{
public:
    QString operator()(const QByteArray &userAgent) const;

private:
    /// Clients may send what they like.
    static constexpr qsizetype MaximumNames = 4000;

    mutable QHash<QByteArray, QString> names_;
};

/// Collects the names that a filter of clients may ask for.
class SeenClients
{
public:
    void note(const ClientInfo &client, const QString &program);
    /// In order; of endlessly many the first.
    KnownNames names() const;

private:
    QHash<FieldTerm::Field, QSet<QString>> names_;
};

} // namespace helio
