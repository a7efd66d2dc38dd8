// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/hub/clientfilterbar.h"

#include "ui/hub/clienttablemodel.h"
#include "ui/hub/departuretablemodel.h"
#include "ui/look/format.h"

#include <QHBoxLayout>

namespace helio {

ClientFilterBar::ClientFilterBar(ClientTableModel &clients, DepartureTableModel &departures, QWidget *parent)
    : FilterField(QStringLiteral("clientFilter"), parent)
    , clients_(clients)
    , departures_(departures)
{
    line().setContentsMargins(6, 4, 6, 4);
    setLayout(&line());
    for (const auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(&clients_, signal, this, &ClientFilterBar::refresh);
    ClientFilterBar::retranslate();
}

bool ClientFilterBar::apply(const QString &text, FilterMistake &mistake)
{
    const auto filter = ClientFilter::parse(text, &mistake);
    if (filter) {
        clients_.setFilter(*filter);
        departures_.setFilter(*filter);
    }
    return filter.has_value();
}

QString ClientFilterBar::textInForce() const
{
    return clients_.filter().text();
}

FilterCompletions ClientFilterBar::completionsAt(const QString &text, qsizetype cursor) const
{
    KnownNames known = clients_.knownNames();
    known.insert(ClientFilter::Field::Reason, DepartureTableModel::knownReasons());
    QList<ClientFilter::Field> fields = ClientFilter::syntax().fields;
    if (known.value(ClientFilter::Field::Hub).isEmpty())
        fields.removeOne(ClientFilter::Field::Hub);
    return FilterCompletions::of(text, cursor, fields, known);
}

FilterField::State ClientFilterBar::state() const
{
    if (clients_.filter().isEmpty())
        return {};
    return {Tone::Open,
            tr("✓ %1 of %2")
                .arg(format::count(quint64(clients_.rowCount())), format::count(quint64(clients_.all().size())))};
}

QString ClientFilterBar::placeholder() const
{
    return tr("Filter: text, /regex/, channel:, subject:, address:, program:, origin:, reason: (Ctrl+L)");
}

} // namespace helio
