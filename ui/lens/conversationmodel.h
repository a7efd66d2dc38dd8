// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/lens/conversationrows.h"
#include "ui/lens/lensfeed.h"

#include <QAbstractListModel>

#include <functional>

namespace helio {

/// The messages of a feed as lines of one height: of each its head, its parts, and its figures. Only where lines begin
/// is kept; their texts are made when a view asks for them, and a message that grows costs what it grew by. Parts can
/// be folded, so that their label alone stands there; reasoning is from the start.
///
/// Never is more than SliceBytes broken into lines at once: what is left over, as all of a conversation whose width
/// changed, follows in slices of that size, between which the program does what is due.
class ConversationModel : public QAbstractListModel
{
    Q_OBJECT
public:
    using Row = ConversationRow;
    enum Role {
        RowRole = Qt::UserRole, ///< Row
        ToneRole,               ///< Tone: what became of the message
        PartRole,               ///< LensPart::Kind of labels, texts and results, as int
        MessageRole,            ///< LensMessage::number
        StateRole,              ///< what became of the message, of a head: the end of what it shows
        TextRole,               ///< of a text or a result as it is, without signs for what is not seen
        WrapRole,               ///< bool: it goes on in the next row, without a line feed
    };
    /// A few milliseconds' work.
    static constexpr qsizetype SliceBytes = 256 * 1024;

    /// `feed` is borrowed.
    explicit ConversationModel(LensFeed &feed, QObject *parent = nullptr);

    using Sight = ConversationRows::Sight;
    /// How many columns a line has; all is broken anew when it changes: at once where one slice will do, else what is
    /// in sight at once, and the rest when all of it is broken. While isBreaking(), what came in sight meanwhile is,
    /// too.
    void setColumns(int columns, const Sight &sight = {});
    int columns() const { return columns_; }
    /// Lines of another width are shown still.
    bool isBreaking() const { return isBreaking_; }
    /// How many bytes were ever broken into lines.
    quint64 laidBytes() const { return laidBytes_; }

    /// Whether there is something to fold or unfold at the row.
    bool canFold(int row) const;
    bool isFolded(int row) const;
    /// What can be folded at the row, is or is not from now on.
    void setFolded(int row, bool folded);

    using Anchor = ConversationAnchor;
    /// Nothing for a row that is not there.
    std::optional<Anchor> anchorOf(int row) const { return rows_.anchorOf(row); }
    /// The row that is nearest to it; -1 while there is none.
    int rowOf(const Anchor &anchor) const { return rows_.rowOf(anchor); }

    /// The message of a row; null where there is none.
    const LensMessage *messageAt(const QModelIndex &index) const;
    /// The events that what stands in the row came from; empty where there is none.
    EventNumbers eventsAt(const QModelIndex &index) const;
    /// The row of the part, else of the message, that came from an event; -1: none did.
    int rowOfEvent(quint64 sequence) const;

    void retranslate();

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

private:
    using Place = ConversationRows::Place;
    using Block = ConversationRows::Block;

    void restart();
    void onChanges(const QList<MessageChange> &changes);
    void dropOld();
    QStringList figures(const Block &block, const LensMessage &message) const;
    Block blockFor(const LensMessage &message, LayingBudget &budget) const;
    void append(const LensMessage &message, LayingBudget &budget);
    void update(size_t block, const LensMessage &message, bool isRebuilt, LayingBudget &budget);
    void setRows(int first, int before, int after, const std::function<void()> &change);

    void note(const LayingBudget &budget);
    void workOnce();
    bool work(LayingBudget &budget);
    bool workOn(size_t block, LayingBudget &budget);
    void showAnew();
    void countFigures();

    const LensMessage *messageOf(size_t block) const;
    QString textAt(const Place &place, const LensMessage &message) const;

    LensFeed &feed_;
    int columns_ = 80;
    ConversationRows rows_;
    bool isBreaking_ = false;
    quint64 unfinished_ = 0; ///< no message before it has anything left to be laid out
    quint64 laidBytes_ = 0;
    QTimer nextSlice_;
};

} // namespace helio
