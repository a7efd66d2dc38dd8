// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/columnlayout.h"

#include <algorithm>

namespace helio {

namespace {

const QString Version = QStringLiteral("1");
const QString Follows = QStringLiteral("follows");
const QString Fixed = QStringLiteral("fixed");
const QString Ascending = QStringLiteral("ascending");
const QString Descending = QStringLiteral("descending");
/// Behind whether it is shown: it stands where its table has it.
constexpr QChar Unplaced = u'~';
constexpr qsizetype HeadEntries = 4;

/// No screen is wider; what a settings file says is not trusted.
constexpr int WidestColumn = 20'000;

/// Brings the widths nearer to the targets, all of them where there is room. Answers what is left.
int raise(QList<int> &widths, const QList<int> &targets, int room)
{
    qint64 missing = 0;
    for (qsizetype i = 0; i < widths.size(); ++i)
        missing += std::max(0, targets[i] - widths[i]);
    if (missing == 0 || room <= 0)
        return std::max(0, room);
    int left = room;
    for (qsizetype i = 0; i < widths.size(); ++i) {
        const int lacks = std::max(0, targets[i] - widths[i]);
        const int gets = missing <= room ? lacks : int(qint64(lacks) * room / missing);
        widths[i] += gets;
        left -= gets;
    }
    return missing <= room ? left : 0;
}

} // namespace

QList<int> shareRoom(const QList<ColumnNeed> &needs, int room)
{
    QList<int> widths;
    QList<int> wanted;
    QList<int> twice;
    QList<int> whole;
    qsizetype stretching = needs.size() - 1;
    for (qsizetype i = 0; i < needs.size(); ++i) {
        const ColumnNeed &need = needs[i];
        if (need.stretches)
            stretching = i;
        widths.append(need.stretches ? std::max(need.least, need.wanted) : need.least);
        wanted.append(need.stretches ? widths[i] : std::min(need.wanted, need.whole));
        twice.append(need.stretches ? widths[i] : std::min(2 * need.wanted, need.whole));
        whole.append(need.stretches ? std::max(widths[i], need.whole) : need.whole);
        room -= widths[i];
    }
    if (room < 0) {
        for (qsizetype i = 0; i < widths.size(); ++i)
            widths[i] = std::max(widths[i], wanted[i]);
        return widths;
    }
    room = raise(widths, wanted, room);
    room = raise(widths, twice, room);
    room = raise(widths, whole, room);
    if (stretching >= 0)
        widths[stretching] += room;
    return widths;
}

QStringList ColumnState::orderOf(const QList<ColumnSpec> &specs) const
{
    QStringList order;
    for (const QString &id : order_) {
        if (std::any_of(specs.begin(), specs.end(), [&id](const ColumnSpec &spec) { return spec.id == id; }))
            order.append(id);
    }
    QString stretching;
    for (const ColumnSpec &spec : specs) {
        if (spec.stretches)
            stretching = spec.id;
        if (order.contains(spec.id))
            continue;
        const qsizetype place = spec.isAdded ? order.indexOf(stretching) : -1;
        order.insert(place < 0 ? order.size() : place, spec.id);
    }
    return order;
}

void ColumnState::setOrder(const QStringList &ids)
{
    QStringList order = ids;
    // Those that are not there stay behind the one behind which they stood.
    for (qsizetype i = 0; i < order_.size(); ++i) {
        if (!order.contains(order_[i]))
            order.insert(i == 0 ? 0 : order.indexOf(order_[i - 1]) + 1, order_[i]);
    }
    order_ = order;
}

QStringList ColumnState::save() const
{
    QStringList saved{Version, followsContent ? Follows : Fixed, sortId,
                      sortOrder == Qt::AscendingOrder ? Ascending : Descending};
    QStringList unplaced = columns_.keys();
    unplaced.removeIf([this](const QString &id) { return order_.contains(id); });
    unplaced.sort(); // a hash has another order each time
    for (const QString &id : (order_ + unplaced).mid(0, MaximumColumns)) {
        const Column column = columns_.value(id);
        QString shown = !column.shown ? QStringLiteral("?") : *column.shown ? QStringLiteral("+") : QStringLiteral("-");
        if (!order_.contains(id))
            shown += Unplaced;
        saved.append(QStringLiteral("%1 %2 %3").arg(shown).arg(column.width).arg(id));
    }
    return saved;
}

std::optional<ColumnState> ColumnState::restored(const QStringList &saved)
{
    if (saved.size() < HeadEntries || saved[0] != Version)
        return std::nullopt;
    ColumnState state;
    state.followsContent = saved[1] == Follows;
    state.sortId = saved[2];
    state.sortOrder = saved[3] == Descending ? Qt::DescendingOrder : Qt::AscendingOrder;
    for (const QString &entry : saved.mid(HeadEntries, MaximumColumns)) {
        const QString id = entry.section(u' ', 2);
        bool ok = false;
        const int width = entry.section(u' ', 1, 1).toInt(&ok);
        if (!ok || id.isEmpty() || width < 0 || width > WidestColumn)
            return std::nullopt;
        Column &column = state.columns_[id];
        column.width = width;
        if (!entry.startsWith(u'?'))
            column.shown = entry.startsWith(u'+');
        if (entry.section(u' ', 0, 0).size() == 1)
            state.order_.append(id);
    }
    return state;
}

} // namespace helio
