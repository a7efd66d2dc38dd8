// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/palettemodel.h"

#include "event/pluralform.h"
#include "json/unseen.h"
#include "json/utf8.h"

#include <QElapsedTimer>

#include <algorithm>

namespace helio {

namespace {

/// How many candidates are looked at before the clock is.
constexpr qsizetype Stride = 128;
/// What having been chosen last counts for, in FuzzyMatch's measure; those before count less.
constexpr int RecentScore = 40;

QString placesOf(const ClientInfo &client)
{
    QByteArrayList names = client.channels + client.patterns;
    return visibleLine(decodeUtf8(names.join(", ")));
}

} // namespace

PaletteModel::PaletteModel(QObject *parent)
    : QAbstractListModel(parent)
{
    nextSlice_.setSingleShot(true);
    connect(&nextSlice_, &QTimer::timeout, this, &PaletteModel::work);
}

void PaletteModel::setItems(const QList<PaletteItem> &items)
{
    items_ = items;
    searchAnew();
}

void PaletteModel::setChannels(const QList<ChannelInfo> &channels)
{
    channels_ = channels;
    searchAnew();
}

void PaletteModel::setClients(const QList<ClientInfo> &clients)
{
    clients_ = clients;
    searchAnew();
}

void PaletteModel::setTyped(const QString &typed)
{
    pattern_ = FuzzyPattern(typed);
    searchAnew();
}

void PaletteModel::setRecent(const QByteArrayList &keys)
{
    recent_ = keys.mid(0, MostRecent);
    recentRank_.clear();
    for (qsizetype i = 0; i < recent_.size(); ++i)
        recentRank_.insert(recent_[i], int(i));
    searchAnew();
}

void PaletteModel::remember(const PaletteItem &item)
{
    const QByteArray key = keyOf(item.kind, item.id);
    QByteArrayList keys = recent_;
    keys.removeAll(key);
    keys.prepend(key);
    setRecent(keys);
}

QByteArray PaletteModel::keyOf(PaletteItem::Kind kind, const QByteArray &id)
{
    return QByteArray::number(int(kind)) + '/' + id;
}

QByteArray PaletteModel::keyAt(qsizetype place) const
{
    if (place < items_.size())
        return keyOf(items_[place].kind, items_[place].id);
    place -= items_.size();
    if (place < channels_.size())
        return keyOf(PaletteItem::Kind::Channel, channels_[place].name);
    return keyOf(PaletteItem::Kind::Client, clients_[place - channels_.size()].id);
}

void PaletteModel::searchAnew()
{
    at_ = 0;
    found_.clear();
    nextSlice_.start(0);
}

void PaletteModel::work()
{
    QElapsedTimer spent;
    spent.start();
    const qsizetype all = count();
    while (at_ < all && spent.elapsed() < SliceMs) {
        for (const qsizetype end = std::min(all, at_ + Stride); at_ < end; ++at_)
            consider(at_);
    }
    show();
    if (at_ < all)
        nextSlice_.start(0);
    else
        Q_EMIT settled();
}

QString PaletteModel::textOf(qsizetype place) const
{
    if (place < items_.size())
        return items_[place].text;
    place -= items_.size();
    if (place < channels_.size())
        return decodeUtf8(channels_[place].name);
    const ClientInfo &client = clients_[place - channels_.size()];
    return QStringList{client.remoteAddress, client.subject, decodeUtf8(client.origin)}.join(u' ').simplified();
}

PaletteItem PaletteModel::itemOf(qsizetype place) const
{
    if (place < items_.size())
        return items_[place];
    PaletteItem item;
    item.text = visibleLine(textOf(place));
    place -= items_.size();
    if (place < channels_.size()) {
        item.kind = PaletteItem::Kind::Channel;
        item.id = channels_[place].name;
        item.detail = tr("%Ln client(s)", nullptr, pluralCount(channels_[place].subscribers));
        return item;
    }
    const ClientInfo &client = clients_[place - channels_.size()];
    item.kind = PaletteItem::Kind::Client;
    item.id = client.id;
    item.detail = placesOf(client);
    return item;
}

void PaletteModel::consider(qsizetype place)
{
    const QString text = textOf(place);
    const auto match = pattern_.match(text);
    if (!match)
        return;
    Found found;
    found.score = match->score;
    found.place = place;
    if (!recentRank_.isEmpty()) {
        if (const auto rank = recentRank_.constFind(keyAt(place)); rank != recentRank_.cend())
            found.score += RecentScore - *rank;
    }
    const auto isBetter = [](const Found &a, const Found &b) {
        return a.score != b.score ? a.score > b.score : a.place < b.place;
    };
    const bool isFull = qsizetype(found_.size()) >= MostRows;
    if (isFull && !isBetter(found, found_.front()))
        return;
    found.positions = match->positions;
    found.item = itemOf(place);
    // Marks would stand beside their letters where a text is shown with more of them than it has.
    if (found.item.text != text) {
        const auto shown = pattern_.match(found.item.text);
        found.positions = shown ? shown->positions : QList<int>();
    }
    if (isFull) {
        std::pop_heap(found_.begin(), found_.end(), isBetter);
        found_.back() = std::move(found);
    } else {
        found_.push_back(std::move(found));
    }
    std::push_heap(found_.begin(), found_.end(), isBetter);
}

void PaletteModel::show()
{
    std::vector<Found> next = found_;
    std::sort(next.begin(), next.end(), [](const Found &a, const Found &b) {
        return a.score != b.score ? a.score > b.score : a.place < b.place;
    });
    const int before = int(rows_.size());
    const int after = int(next.size());
    if (after < before) {
        beginRemoveRows({}, after, before - 1);
        rows_.resize(size_t(after));
        endRemoveRows();
    }
    const int common = std::min(before, after);
    std::move(next.begin(), next.begin() + common, rows_.begin());
    if (common > 0)
        Q_EMIT dataChanged(index(0), index(common - 1));
    if (after > before) {
        beginInsertRows({}, before, after - 1);
        rows_.insert(rows_.end(), std::make_move_iterator(next.begin() + common), std::make_move_iterator(next.end()));
        endInsertRows();
    }
}

const PaletteItem *PaletteModel::itemAt(int row) const
{
    return row >= 0 && row < int(rows_.size()) ? &rows_[size_t(row)].item : nullptr;
}

QString PaletteModel::spoken(int row) const
{
    const PaletteItem &item = rows_[size_t(row)].item;
    QStringList parts{item.text};
    for (const QString &part : {item.detail, item.keys}) {
        if (!part.isEmpty())
            parts.append(part);
    }
    if (!item.whyNot.isEmpty())
        parts.append(tr("not now: %1").arg(item.whyNot));
    return parts.join(QStringLiteral(", "));
}

int PaletteModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(rows_.size());
}

QVariant PaletteModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Found &found = rows_[size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return found.item.text;
    case Qt::ToolTipRole:
    case Qt::AccessibleTextRole:
        return spoken(index.row());
    case KindRole:
        return int(found.item.kind);
    case DetailRole:
        return found.item.detail;
    case KeysRole:
        return found.item.keys;
    case WhyNotRole:
        return found.item.whyNot;
    case PositionsRole:
        return QVariant::fromValue(found.positions);
    default:
        return {};
    }
}

} // namespace helio
