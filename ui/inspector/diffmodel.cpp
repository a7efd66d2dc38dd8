// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/diffmodel.h"

namespace helio {

DiffModel::DiffModel(QObject *parent)
    : QAbstractTableModel(parent)
{}

void DiffModel::setDiff(const EventDiff &diff)
{
    beginResetModel();
    diff_ = diff;
    endResetModel();
}

QString DiffModel::summary() const
{
    if (diff_.changes.isEmpty())
        return diff_.isCut ? tr("no difference in the first part, more was not compared") : tr("no difference");
    const auto countOf = [this](EventDiff::Sign sign) {
        return int(std::count_if(diff_.changes.cbegin(), diff_.changes.cend(),
                                 [sign](const EventDiff::Change &change) { return change.sign == sign; }));
    };
    QStringList parts;
    if (const int changed = countOf(EventDiff::Sign::Changed))
        parts.append(tr("~ %Ln changed", nullptr, changed));
    if (const int added = countOf(EventDiff::Sign::Added))
        parts.append(tr("+ %Ln added", nullptr, added));
    if (const int removed = countOf(EventDiff::Sign::Removed))
        parts.append(tr("− %Ln removed", nullptr, removed));
    if (diff_.isCut)
        parts.append(tr("there may be more"));
    return parts.join(QStringLiteral(", "));
}

void DiffModel::retranslate()
{
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
}

int DiffModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(diff_.changes.size());
}

int DiffModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant DiffModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const EventDiff::Change &change = diff_.changes[index.row()];
    const bool isPlace = index.column() == Place;
    if (role == SignRole)
        return int(change.sign);
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole && role != Qt::AccessibleTextRole)
        return {};
    if (role == Qt::ToolTipRole)
        return QString(change.place + QStringLiteral("\n− ") + change.before + QStringLiteral("\n+ ") + change.after);
    QString sign;
    QString what;
    switch (change.sign) {
    case EventDiff::Sign::Added:
        sign = role == Qt::AccessibleTextRole ? tr("added") : QStringLiteral("+");
        what = change.after;
        break;
    case EventDiff::Sign::Removed:
        sign = role == Qt::AccessibleTextRole ? tr("removed") : QStringLiteral("−");
        what = change.before;
        break;
    case EventDiff::Sign::Changed:
        sign = role == Qt::AccessibleTextRole ? tr("changed") : QStringLiteral("~");
        what = tr("%1 → %2", "old value, new value").arg(change.before, change.after);
        break;
    }
    return isPlace ? sign + u' ' + change.place : what;
}

QVariant DiffModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    if (section == What)
        return tr("What");
    return diff_.form == EventDiff::Form::Json ? tr("Path") : tr("Line");
}

} // namespace helio
