// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "feed/hubinfo.h"
#include "ui/look/fuzzymatch.h"

#include <QAbstractListModel>
#include <QHash>
#include <QTimer>

#include <vector>

namespace helio {

/// One thing that the command palette finds.
struct PaletteItem
{
    enum class Kind { Action, Layout, Stream, Channel, Client };

    Kind kind = Kind::Action;
    QByteArray id;  ///< of its kind, the same at the next start but for clients
    QString text;   ///< what is searched
    QString detail; ///< what else is said of it, e.g. the menu it stands in
    QString keys;
    QString whyNot; ///< why it cannot be done now; empty when it can

    bool operator==(const PaletteItem &other) const = default;
};

/// What matches the letters typed so far, the best first, and what was chosen lately before its equals; with nothing
/// typed all there is, lately chosen ones first. It shows MostRows of them at most, and goes through many channels and
/// clients in slices, each a turn of the event loop, so that it holds nobody up.
class PaletteModel : public QAbstractListModel
{
    Q_OBJECT
public:
    enum Role {
        KindRole = Qt::UserRole, ///< PaletteItem::Kind as int
        DetailRole,              ///< QString
        KeysRole,                ///< QString
        WhyNotRole,              ///< QString
        PositionsRole,           ///< QList<int>: the letters of the text that were typed
    };

    static constexpr qsizetype MostRows = 200;
    static constexpr qsizetype MostRecent = 20;
    static constexpr qint64 SliceMs = 4;

    explicit PaletteModel(QObject *parent = nullptr);

    /// All that is there but for channels and clients; it is searched anew.
    void setItems(const QList<PaletteItem> &items);
    /// Both are kept as they are given, without a copy, and searched anew.
    void setChannels(const QList<ChannelInfo> &channels);
    void setClients(const QList<ClientInfo> &clients);
    void setTyped(const QString &typed);

    /// The keys of what was chosen lately, the newest first.
    const QByteArrayList &recent() const { return recent_; }
    void setRecent(const QByteArrayList &keys);
    /// Takes note that it was chosen.
    void remember(const PaletteItem &item);

    /// Whether all there is was gone through; until then the rows are the best so far.
    bool isSettled() const { return !nextSlice_.isActive(); }
    const PaletteItem *itemAt(int row) const;
    /// All of a row as one sentence, for who cannot see it.
    QString spoken(int row) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

Q_SIGNALS:
    void settled();

private:
    struct Found
    {
        int score = 0;
        qsizetype place = 0; ///< among all candidates; the smaller goes first among equals
        PaletteItem item;
        QList<int> positions;
    };

    qsizetype count() const { return items_.size() + channels_.size() + clients_.size(); }
    void searchAnew();
    void work();
    void consider(qsizetype place);
    /// Without what only a row needs.
    QString textOf(qsizetype place) const;
    PaletteItem itemOf(qsizetype place) const;
    static QByteArray keyOf(PaletteItem::Kind kind, const QByteArray &id);
    QByteArray keyAt(qsizetype place) const;
    void show();

    QList<PaletteItem> items_;
    QList<ChannelInfo> channels_;
    QList<ClientInfo> clients_;
    FuzzyPattern pattern_;
    QByteArrayList recent_;
    QHash<QByteArray, int> recentRank_;
    qsizetype at_ = 0;         ///< the next candidate
    std::vector<Found> found_; ///< a heap with the worst on top
    std::vector<Found> rows_;
    QTimer nextSlice_;
};

} // namespace helio
