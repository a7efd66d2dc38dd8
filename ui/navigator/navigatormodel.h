// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "feed/hubcontrol.h"
#include "ui/events/mutedparts.h"
#include "ui/look/tone.h"
#include "ui/streams/streamlist.h"

#include <QAbstractItemModel>
#include <QTimer>

#include <optional>

namespace helio {

struct NavigatorNode;

/// What is wrong with a stream or the hub, in short.
struct NavigatorMark
{
    Tone tone = Tone::None;
    QString text = {}; ///< the shape and the word of the worst; empty: nothing is
    QString tip = {};  ///< all of it, a line each; may be there without a text

    friend bool operator==(const NavigatorMark &, const NavigatorMark &) = default;
};

/// What the window is connected to, as a tree: the hub with its channels, split at `.` and `/`, and the remote streams.
class NavigatorModel : public QAbstractItemModel
{
    Q_OBJECT
public:
    enum class Kind {
        Hub,
        Folder, ///< a part of channel names that is no channel itself
        Channel,
        Streams,
        Stream,
    };
    Q_ENUM(Kind)

    enum Role {
        KindRole = Qt::UserRole, ///< Kind
        NameRole,                ///< the text without shape and detail
        ChannelRole,             ///< QByteArray, the channel's whole name
        FolderRole,              ///< QByteArray, what the names of the channels below begin with, up to `.` or `/`
        StreamRole,              ///< int, the stream's id
        ToneRole,                ///< Tone
        ShapeRole,               ///< QString, ● ◐ ○ ✕, empty where there is no state
        DetailRole,              ///< QString: a state as a word, or a number of events
        TrendRole,               ///< QList<double>: the last rates of a channel or a stream
        MutedRole,               ///< bool: its events are left out of the table, by itself or by what it is below
        MutedItselfRole,         ///< bool: this very channel, folder or stream was muted
        QuietRole,               ///< bool: a channel that the hub names no more
        ValueRole,               ///< QString: the beginning of the last event's data, on one line
        MarkToneRole,            ///< Tone of what is wrong with it; None: nothing is
        FlashRole,               ///< bool: an event came just now, there or below
    };

    explicit NavigatorModel(StreamList &streams, QObject *parent = nullptr);
    ~NavigatorModel() override;

    void setHub(HubControl::State state, const QString &problem);
    /// Takes over what there is now. More than MostAtOnce channels come in slices, each a turn of the event loop, so
    /// that they hold nobody up; where one is under way still, the newest that waits comes next.
    void setChannels(const QList<ChannelInfo> &channels);
    static constexpr qsizetype MostAtOnce = 2000;
    static constexpr qint64 SliceMs = 8;
    /// Whether all that setChannels() was given is there.
    bool isSettled() const { return !next_; }
    void setMuted(const MutedParts &muted);
    /// So many of the events that came last are held elsewhere still. A channel that setChannels() names no more stays,
    /// quiet, as long as one of them is its own: the next setChannels() sees to it.
    void setHeldEvents(quint64 events) { heldEvents_ = events; }
    /// Shows the last of them as values. Those of channels that setChannels() did not name yet wait until it does.
    void onEvents(const std::deque<FeedQueue::Item> &items);
    /// Of a stream, or of the hub (HubSource).
    void setMark(int source, const NavigatorMark &mark);
    /// To be called once a second: the streams' rates are counted from one call to the next.
    void onSecond();
    void retranslate();

    QModelIndex hubIndex() const { return NavigatorModel::index(0, 0); }
    QModelIndex streamsIndex() const { return NavigatorModel::index(1, 0); }
    qsizetype channelCount() const { return channels_.size(); }
    QModelIndex channelIndex(const QByteArray &channel) const;

    /// The types of events seen on a channel of the hub (`stream` 0) or on a stream; not more than a few.
    QByteArrayList typesSeen(const QByteArray &channel, int stream) const;
    /// How long FlashRole stays true after an event.
    static constexpr std::chrono::milliseconds FlashTime{200};
    /// What comes so soon after a flash begins no other one: so that it is one, however much comes.
    static constexpr std::chrono::milliseconds RestTime{400};

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &child) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

Q_SIGNALS:
    void mutedChanged();
    /// FlashRole became true somewhere.
    void flashed();

private:
    /// The newest event of a channel that is not known yet.
    struct Early
    {
        Event event;
        quint64 number = 0;
    };

    NavigatorNode *nodeOf(const QModelIndex &index) const;
    QModelIndex indexOf(const NavigatorNode *node) const;
    void work();
    void takeOver(const ChannelInfo &channel, QSet<NavigatorNode *> &touched);
    void findGone();
    NavigatorNode *childFor(NavigatorNode *parent, const QByteArray &path, const QString &label);
    void prune(NavigatorNode *node);
    void changed(const NavigatorNode *node);
    void changed(const QSet<NavigatorNode *> &nodes);
    void changedBelow(const NavigatorNode *node);
    bool isHeld(const NavigatorNode *node) const;
    bool isMuted(const NavigatorNode *node) const;
    bool isMutedItself(const NavigatorNode *node) const;
    void addStream(int id);
    void removeStream(int id);
    Tone toneOf(const NavigatorNode *node) const;
    QString detailOf(const NavigatorNode *node) const;
    QString nameOf(const NavigatorNode *node) const;
    NavigatorMark markOf(const NavigatorNode *node) const;

    StreamList &streams_;
    std::unique_ptr<NavigatorNode> root_;
    NavigatorNode *hub_;
    NavigatorNode *streamsNode_;
    QHash<int, NavigatorNode *> streamNodes_;
    QHash<QByteArray, NavigatorNode *> channels_; ///< the nodes that are channels
    MutedParts muted_;
    QHash<QByteArray, Early> early_; ///< by channel
    quint64 lastNumber_ = 0;         ///< of the events that came, of any source
    quint64 heldEvents_ = 0;
    // What setChannels() brought.
    std::optional<QList<ChannelInfo>> next_; ///< under way
    std::optional<QList<ChannelInfo>> waiting_;
    qsizetype at_ = 0;                     ///< the first in next_ that was not taken over
    quint64 generation_ = 0;               ///< of next_
    qsizetype known_ = 0;                  ///< how many channels there are of this generation
    QHash<QByteArray, Early> earlyBefore_; ///< of early_, what came before next_ began
    QByteArrayList gone_;
    bool isGoneFound_ = false;
    QTimer nextSlice_;
    QHash<int, NavigatorMark> marks_; ///< by source
    HubControl::State hubState_ = HubControl::State::Stopped;
    QString hubProblem_;
};

} // namespace helio
