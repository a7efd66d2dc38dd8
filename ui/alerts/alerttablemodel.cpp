// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/alerts/alerttablemodel.h"

#include "ui/alerts/alerts.h"
#include "ui/alerts/alerttexts.h"
#include "ui/look/format.h"
#include "ui/look/tone.h"

namespace helio {

AlertTableModel::AlertTableModel(Alerts &alerts, QObject *parent)
    : RowsModel(parent)
    , alerts_(alerts)
{
    sort(Name);
    assign(alerts.rules().all());
    connect(&alerts.rules(), &AlertRules::changed, this, [this] { assign(alerts_.rules().all()); });
    for (const auto signal : {&Alerts::alerted, &Alerts::finished})
        connect(&alerts, signal, this, &AlertTableModel::showLast);
}

void AlertTableModel::showLast(const QByteArray &key)
{
    if (const int row = rowOf(key); row >= 0)
        Q_EMIT dataChanged(index(row, Last), index(row, Last));
}

QByteArray AlertTableModel::keyAt(int row) const
{
    const AlertRules::Entry *entry = rowAt(row);
    return entry ? entry->key : QByteArray();
}

bool AlertTableModel::lessThan(const AlertRules::Entry &a, const AlertRules::Entry &b, int column) const
{
    switch (Column(column)) {
    case Name:
    case ColumnCount:
        break;
    case Condition:
        return conditionText(a.rule) < conditionText(b.rule);
    case Actions:
        return actionsText(a.rule) < actionsText(b.rule);
    case Last:
        return alerts_.last(a.key).at < alerts_.last(b.key).at;
    }
    return QString::localeAwareCompare(a.rule.name, b.rule.name) < 0;
}

QString AlertTableModel::lastText(const AlertRules::Entry &entry) const
{
    const Alerts::Last last = alerts_.last(entry.key);
    if (last.at == 0)
        return tr("never");
    const QString when = format::moment(last.at);
    if (last.isBad)
        return tr("%1 %2, not all of it worked").arg(toneShape(Tone::Failed), when);
    return last.isTrial ? tr("%1, tried").arg(when) : when;
}

QVariant AlertTableModel::data(const QModelIndex &index, int role) const
{
    const AlertRules::Entry *entry = rowAt(index.row());
    if (!index.isValid() || !entry)
        return {};
    if (role == Qt::CheckStateRole && index.column() == Name)
        return entry->rule.isEnabled ? Qt::Checked : Qt::Unchecked;
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    switch (Column(index.column())) {
    case Name:
        return format::oneLine(entry->rule.name.toUtf8(), 300);
    case Condition:
        return format::oneLine(conditionText(entry->rule).toUtf8(), 1000);
    case Actions:
        return actionsText(entry->rule);
    case Last:
        return lastText(*entry);
    case ColumnCount:
        break;
    }
    return {};
}

bool AlertTableModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::CheckStateRole || index.column() != Name || !rowAt(index.row()))
        return false;
    alerts_.rules().setEnabled(keyAt(index.row()), value.toInt() == Qt::Checked);
    return true;
}

Qt::ItemFlags AlertTableModel::flags(const QModelIndex &index) const
{
    const Qt::ItemFlags flags = RowsModel::flags(index);
    return index.column() == Name ? flags | Qt::ItemIsUserCheckable : flags;
}

QVariant AlertTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (Column(section)) {
    case Name:
        return tr("Alert");
    case Condition:
        return tr("When");
    case Actions:
        return tr("What it does");
    case Last:
        return tr("Last");
    case ColumnCount:
        break;
    }
    return {};
}

} // namespace helio
