// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/lens/lensfeed.h"
#include "ui/lens/textlines.h"
#include "ui/look/tone.h"

#include <QAbstractListModel>

#include <deque>
#include <functional>
#include <vector>

namespace helio {

/// The messages of a feed as lines of one height: of each its head, its parts, and its figures. Only where lines begin
/// is kept; their texts are made when a view asks for them, and a message that grows costs what it grew by. Parts can
/// be folded, so that their label alone stands there; reasoning is from the start.
class ConversationModel : public QAbstractListModel
{
    Q_OBJECT
public:
    enum class Row {
        Head,        ///< of a message: who says it, and what became of it
        Label,       ///< of a part: which tool is called, that it is reasoning
        Text,        ///< a line of a part
        ResultLabel, ///< before what a tool answered, where there is any
        Result,      ///< a line of that
        Figures      ///< times and numbers of a message; that it is cut
    };
    enum Role {
        RowRole = Qt::UserRole, ///< Row
        ToneRole,               ///< Tone: what became of the message
        PartRole,               ///< LensPart::Kind of labels, texts and results, as int
        MessageRole,            ///< LensMessage::number
        StateRole,              ///< what became of the message, of a head: the end of what it shows
        TextRole,               ///< of a text or a result as it is, without signs for what is not seen
        WrapRole,               ///< bool: it goes on in the next row, without a line feed
    };
    /// Arguments and results of tools up to so many bytes are laid out as JSON; larger ones stand as they came.
    static constexpr qsizetype MaximumPrintedBytes = 64 * 1024;

    /// `feed` is borrowed.
    explicit ConversationModel(LensFeed &feed, QObject *parent = nullptr);

    /// How many columns a line has; all is broken anew when it changes.
    void setColumns(int columns);
    int columns() const { return columns_; }

    /// Whether there is something to fold or unfold at the row.
    bool canFold(int row) const;
    bool isFolded(int row) const;
    /// What can be folded at the row, is or is not from now on.
    void setFolded(int row, bool folded);

    /// A place that stays the same while rows come and go, and lines are broken anew.
    struct Anchor
    {
        quint64 message = 0;
        Row row = Row::Head;
        size_t part = 0;
        qsizetype byte = 0;
    };
    /// Nothing for a row that is not there.
    std::optional<Anchor> anchorOf(int row) const;
    /// The row that is nearest to it; -1 while there is none.
    int rowOf(const Anchor &anchor) const;

    /// The message of a row; null where there is none.
    const LensMessage *messageAt(const QModelIndex &index) const;
    /// The events that what stands in the row came from; empty where there is none.
    EventNumbers eventsAt(const QModelIndex &index) const;
    /// The row of the part, else of the message, that came from an event; -1: none did.
    int rowOfEvent(quint64 sequence) const;
    /// What became of a message, with its shape, for people, e.g. `✕ cut: the stream ended within it`.
    static QString stateText(const LensMessage &message);
    static Tone toneOf(const LensMessage &message);
    /// Who says it, with what became of it behind.
    static QString headText(const LensMessage &message);

    void retranslate();

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

private:
    struct Part
    {
        bool isPrinted = false; ///< `text` stands for what the message has
        bool isFolded = false;
        bool isHidden = false; ///< what a tool answered says the same
        QByteArray text;
        TextLines lines;
        QByteArray resultText;
        TextLines result;
        // What of the message it was laid out for.
        qsizetype textBytes = 0;
        qsizetype resultBytes = 0;
        size_t resultHash = 0; ///< of one that is printed: another may be as long
        QByteArray toolName;
        // What views know of it.
        int labels = 0;
        int textRows = 0;
        int resultLabels = 0;
        int resultRows = 0;

        int rows() const { return labels + textRows + resultLabels + resultRows; }
        /// From now on views know it as it is; answers how many rows it has then.
        int show(LensPart::Kind kind);
        Part shownAs(LensPart::Kind kind) const;
        int rowsToBe(LensPart::Kind kind) const { return shownAs(kind).rows(); }
    };
    struct Block
    {
        quint64 message = 0;
        std::vector<Part> parts;

        int rows() const;
    };
    struct Place
    {
        size_t block = 0;
        Row row = Row::Head;
        size_t part = 0;
        qsizetype line = 0;
    };

    void restart();
    void onChanges(const QList<MessageChange> &changes);
    void dropOld();
    void append(const LensMessage &message);
    void update(size_t block, const LensMessage &message, bool isRebuilt);
    static bool isLaid(const Part &part, const LensPart &from);
    void lay(Part &part, const LensPart &from, const LensMessage &message, bool isRebuilt) const;
    void layAndShow(Part &part, const LensPart &from, const LensMessage &message) const;
    void setRows(int first, int before, int after, const std::function<void()> &change);
    int firstRowOf(size_t block) const;
    std::optional<size_t> blockOf(quint64 message) const;
    std::optional<Place> placeOf(int row) const;
    int firstRowOf(const Place &part) const;
    QByteArrayView bytesAt(const Place &place, const LensMessage &message) const;
    QString textAt(const Place &place, const LensMessage &message) const;
    QString labelText(const Place &place, const LensMessage &message) const;
    QString figuresText(const Place &place, const LensMessage &message) const;

    LensFeed &feed_;
    int columns_ = 80;
    std::deque<Block> blocks_;
    mutable std::vector<int> firstRows_; ///< of the blocks, and of one behind them; empty: to be counted anew
};

} // namespace helio
