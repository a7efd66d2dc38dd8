// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "feed/hubcontrol.h"
#include "ui/look/tone.h"
#include "ui/streams/streamlist.h"

#include <QAbstractItemModel>

namespace helio {

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
        StreamRole,              ///< int, the stream's id
        ToneRole,                ///< Tone
        ShapeRole,               ///< QString, ● ◐ ○ ✕, empty where there is no state
        DetailRole,              ///< QString: a state as a word, or a number of events
        TrendRole,               ///< QList<double>: the last rates of a channel or a stream
        MutedRole,               ///< bool
        ValueRole,               ///< QString: the beginning of the last event's data, on one line
        FlashRole,               ///< bool: an event came just now, there or below
    };

    /// Events of `hubSource` are the hub's; those of other sources, the streams' with that id.
    explicit NavigatorModel(StreamList &streams, int hubSource = 0, QObject *parent = nullptr);
    ~NavigatorModel() override;

    void setHub(HubControl::State state, const QString &problem);
    void setChannels(const QList<ChannelInfo> &channels);
    void setMuted(const QByteArray &channel, bool muted);
    /// Shows the last of them as values. Those of channels that setChannels() did not name yet wait until it does.
    void takeEvents(const std::deque<FeedQueue::Item> &items);
    /// To be called once a second: the streams' rates are counted from one call to the next.
    void takeSecond();
    void retranslate();

    QModelIndex hubIndex() const { return index(0, 0); }
    QModelIndex streamsIndex() const { return index(1, 0); }
    QModelIndex channelIndex(const QByteArray &channel) const;

    /// The types of events seen on a channel of the hub (`stream` 0) or on a stream; not more than a few.
    QByteArrayList typesSeen(const QByteArray &channel, int stream) const;
    /// How long FlashRole stays true after an event.
    static constexpr std::chrono::milliseconds FlashTime{400};

    static QString hubStateText(HubControl::State state);
    static Tone hubTone(HubControl::State state);

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &child) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

private:
    struct Node;

    Node *nodeOf(const QModelIndex &index) const;
    QModelIndex indexOf(const Node *node) const;
    Node *childFor(Node *parent, const QByteArray &path, const QString &label);
    void prune(Node *node);
    void changed(const Node *node);
    void changed(const QSet<Node *> &nodes);
    void addStream(int id);
    void removeStream(int id);
    Tone toneOf(const Node *node) const;
    QString detailOf(const Node *node) const;
    QString nameOf(const Node *node) const;

    StreamList &streams_;
    int hubSource_;
    std::unique_ptr<Node> root_;
    Node *hub_;
    Node *streamsNode_;
    QHash<int, Node *> streamNodes_;
    QHash<QByteArray, Node *> channels_; ///< the nodes that are channels
    QSet<QByteArray> muted_;
    QHash<QByteArray, Event> early_; ///< the newest event of each channel that is not known yet
    HubControl::State hubState_ = HubControl::State::Stopped;
    QString hubProblem_;
};

} // namespace helio
