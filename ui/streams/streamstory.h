// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/look/tone.h"
#include "ui/streams/storyentry.h"

#include <QAbstractItemModel>

#include <deque>

namespace helio {

/// What happened to one stream, in order: entries, and below requests and answers their headers. Bounded in number and
/// in bytes; the oldest go, and are counted.
class StreamStory : public QAbstractItemModel
{
    Q_OBJECT
public:
    static constexpr qsizetype MaximumEntries = 10'000;
    static constexpr qsizetype MaximumBytes = 8 * 1024 * 1024;

    enum Column { Time, Delta, What, ColumnCount };
    enum Role {
        ToneRole = Qt::UserRole, ///< Tone
        KindRole,                ///< int, StoryEntry::Kind; nothing for a header
    };

    explicit StreamStory(qsizetype maximumEntries = MaximumEntries, qsizetype maximumBytes = MaximumBytes,
                         QObject *parent = nullptr);

    void append(const QList<StoryEntry> &entries);
    void clear();
    /// While the stream waits for its next attempt, the last entry counts down: it is read anew.
    void refreshCountdown();
    void retranslate();

    /// How many were let go for lack of room since clear().
    quint64 trimmedCount() const { return trimmed_; }
    const StoryEntry *entryAt(int row) const;
    /// All of it as lines of text, as the table shows it.
    QString text() const;
    /// What the entry says, in the language of the window.
    static QString describe(const StoryEntry &entry);

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &child) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

Q_SIGNALS:
    void trimmedChanged();

private:
    void trim();
    QVariant textAt(size_t row, int column) const;
    QString textAt(size_t row) const;

    std::deque<StoryEntry> entries_;
    quint64 firstNumber_ = 0; ///< of the first entry: numbers stay when the oldest go
    qsizetype maximumEntries_;
    qsizetype maximumBytes_;
    qsizetype bytes_ = 0;
    quint64 trimmed_ = 0;
};

} // namespace helio
