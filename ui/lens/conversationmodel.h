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
/// is kept; their texts are made when a view asks for them, and a message that grows costs what it grew by.
class ConversationModel : public QAbstractListModel
{
    Q_OBJECT
public:
    enum class Row {
        Head,   ///< of a message: who says it, and what became of it
        Label,  ///< of a part: which tool is called, that it is reasoning
        Text,   ///< a line of a part
        Result, ///< a line of what a tool answered
        Figures ///< times and numbers of a message; that it is cut
    };
    enum Role {
        RowRole = Qt::UserRole, ///< Row
        ToneRole,               ///< Tone: what became of the message
        PartRole,               ///< LensPart::Kind of labels, texts and results, as int
        MessageRole,            ///< LensMessage::number
    };
    /// Arguments and results of tools up to so many bytes are laid out as JSON; larger ones stand as they came.
    static constexpr qsizetype MaximumPrintedBytes = 64 * 1024;

    /// `feed` is borrowed.
    explicit ConversationModel(LensFeed &feed, QObject *parent = nullptr);

    /// How many columns a line has; all is broken anew when it changes.
    void setColumns(int columns);
    int columns() const { return columns_; }

    /// The message of a row; null where there is none.
    const LensMessage *messageAt(const QModelIndex &index) const;
    /// The events that what stands in the row came from; empty where there is none.
    EventNumbers eventsAt(const QModelIndex &index) const;
    /// The row of the part, else of the message, that came from an event; -1: none did.
    int rowOfEvent(quint64 sequence) const;
    /// What became of a message, with its shape, for people, e.g. `✕ cut: the stream ended within it`.
    static QString stateText(const LensMessage &message);
    static Tone toneOf(const LensMessage &message);

    void retranslate();

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

private:
    struct Part
    {
        bool isPrinted = false; ///< `text` stands for what the message has
        QByteArray text;
        TextLines lines;
        QByteArray resultText;
        TextLines result;
        // What views know of it.
        int labels = 0;
        int textRows = 0;
        int resultRows = 0;

        int rows() const { return labels + textRows + resultRows; }
        /// From now on views know it as it is; answers how many rows it has then.
        int show(LensPart::Kind kind);
        int rowsToBe(LensPart::Kind kind) const;
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
    void lay(Part &part, const LensPart &from, bool isRebuilt) const;
    void layAndShow(Part &part, const LensPart &from) const;
    void setRows(int first, int before, int after, const std::function<void()> &change);
    int firstRowOf(size_t block) const;
    std::optional<size_t> blockOf(quint64 message) const;
    std::optional<Place> placeOf(int row) const;
    QString textAt(const Place &place, const LensMessage &message) const;
    static QString headText(const LensMessage &message);
    static QString labelText(const LensPart &part);
    static QString figuresText(const LensMessage &message);

    LensFeed &feed_;
    int columns_ = 80;
    std::deque<Block> blocks_;
    mutable std::vector<int> firstRows_; ///< of the blocks, and of one behind them; empty: to be counted anew
};

} // namespace helio
