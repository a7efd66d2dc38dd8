// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/events/filterfield.h"
#include "ui/hub/clientfilter.h"

namespace helio {

class ClientTableModel;
class DepartureTableModel;

/// The field over the tables of clients: one filter for who is connected and who left.
class ClientFilterBar : public FilterField
{
    Q_OBJECT
public:
    /// Both are borrowed.
    ClientFilterBar(ClientTableModel &clients, DepartureTableModel &departures, QWidget *parent = nullptr);

    /// Says again how many pass; to be called when there are others.
    void refresh() { showState(); }

protected:
    bool apply(const QString &text, FilterMistake &mistake) override;
    QString textInForce() const override;
    FilterCompletions completionsAt(const QString &text, qsizetype cursor) const override;
    State state() const override;
    QString placeholder() const override;

private:
    ClientTableModel &clients_;
    DepartureTableModel &departures_;
};

} // namespace helio
