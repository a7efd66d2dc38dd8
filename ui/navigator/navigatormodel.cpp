// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/navigator/navigatormodel.h"

#include "ui/navigator/navigatornode.h"
#include "ui/streams/sources.h"

#include <utility>

namespace helio {

namespace {

/// Channels that become known within a second.
constexpr qsizetype MaximumEarly = 10'000;

} // namespace

NavigatorModel::NavigatorModel(StreamList &streams, QObject *parent)
    : QAbstractItemModel(parent)
    , streams_(streams)
    , root_(std::make_unique<NavigatorNode>())
    , hub_(root_->add(Kind::Hub))
    , streamsNode_(root_->add(Kind::Streams))
{
    nextSlice_.setSingleShot(true);
    connect(&nextSlice_, &QTimer::timeout, this, &NavigatorModel::work);
    connect(&streams, &StreamList::added, this, &NavigatorModel::addStream);
    connect(&streams, &StreamList::removed, this, &NavigatorModel::removeStream);
    for (const auto signal : {&StreamList::changed, &StreamList::reported})
        connect(&streams, signal, this, [this](int id) {
            if (const NavigatorNode *node = streamNodes_.value(id))
                changed(node);
        });
    const QList<int> ids = streams.ids();
    for (const int id : ids)
        addStream(id);
}

NavigatorModel::~NavigatorModel() = default;

void NavigatorModel::setHub(HubControl::State state, const QString &problem)
{
    hubState_ = state;
    hubProblem_ = problem;
    changed(hub_);
}

void NavigatorModel::setMark(int source, const NavigatorMark &mark)
{
    const NavigatorNode *node = source == HubSource ? hub_ : streamNodes_.value(source);
    if (!node || marks_.value(source) == mark)
        return;
    marks_.insert(source, mark);
    changed(node);
}

void NavigatorModel::setMuted(const MutedParts &muted)
{
    muted_ = muted;
    changedBelow(root_.get());
    Q_EMIT mutedChanged();
}

bool NavigatorModel::isMutedItself(const NavigatorNode *node) const
{
    switch (node->kind) {
    case Kind::Channel:
        // A folder may have become a channel since.
        return muted_.contains({HubSource, node->path}) || muted_.contains(MutedPart::folder(HubSource, node->path));
    case Kind::Folder:
        return muted_.contains(MutedPart::folder(HubSource, node->path));
    case Kind::Stream:
        return muted_.contains(MutedPart::all(node->stream));
    case Kind::Hub:
    case Kind::Streams:
        break;
    }
    return false;
}

bool NavigatorModel::isMuted(const NavigatorNode *node) const
{
    const bool isOfHub = node->kind == Kind::Channel || node->kind == Kind::Folder;
    return isMutedItself(node) || (isOfHub && muted_.holds(HubSource, node->path));
}

void NavigatorModel::addStream(int id)
{
    const int row = int(streamsNode_->children.size());
    beginInsertRows(streamsIndex(), row, row);
    NavigatorNode *node = streamsNode_->add(Kind::Stream);
    node->stream = id;
    streamNodes_.insert(id, node);
    endInsertRows();
    changed(streamsNode_);
}

void NavigatorModel::removeStream(int id)
{
    const NavigatorNode *node = streamNodes_.take(id);
    if (!node)
        return;
    marks_.remove(id);
    const int row = node->row();
    beginRemoveRows(streamsIndex(), row, row);
    streamsNode_->children.erase(streamsNode_->children.begin() + row);
    endRemoveRows();
    changed(streamsNode_);
}

void NavigatorModel::onEvents(const std::deque<FeedQueue::Item> &items)
{
    QSet<NavigatorNode *> touched;
    for (const FeedQueue::Item &item : items) {
        ++lastNumber_;
        // What waited of a stream that was removed meanwhile is nobody's.
        const bool isOfHub = item.source == HubSource;
        NavigatorNode *node = isOfHub ? channels_.value(item.received.event.channel) : streamNodes_.value(item.source);
        if (node && !isOfHub)
            ++node->events;
        if (!node) {
            const Event &event = item.received.event;
            // Only what is shown of it: the event itself may be large, and many may wait.
            if (isOfHub && (early_.size() < MaximumEarly || early_.contains(event.channel)))
                early_.insert(event.channel,
                              {{{}, {}, event.type, event.data.left(NavigatorNode::ValueBytes)}, lastNumber_});
            continue;
        }
        node->number = lastNumber_;
        node->noteType(item.received.event.type);
        if (!node->newest)
            touched.insert(node);
        node->newest = &item.received.event;
    }
    for (NavigatorNode *node : std::as_const(touched))
        node->setLast(*std::exchange(node->newest, nullptr));
    changed(touched);
    if (!touched.isEmpty())
        Q_EMIT flashed();
}

void NavigatorModel::onSecond()
{
    QSet<NavigatorNode *> touched;
    for (const auto &child : streamsNode_->children) {
        child->addRate(double(child->events - std::exchange(child->eventsBefore, child->events)));
        touched.insert(child.get());
    }
    changed(touched);
}

QByteArrayList NavigatorModel::typesSeen(const QByteArray &channel, int stream) const
{
    const NavigatorNode *node = stream ? streamNodes_.value(stream) : channels_.value(channel);
    return node ? node->types : QByteArrayList();
}

void NavigatorModel::changed(const QSet<NavigatorNode *> &nodes)
{
    // A view searches for each index that is reported: one range for each parent, however many children changed.
    QHash<NavigatorNode *, std::pair<int, int>> ranges;
    for (const NavigatorNode *node : nodes) {
        const int row = node->row();
        const auto range = ranges.find(node->parent);
        if (range == ranges.end())
            ranges.insert(node->parent, {row, row});
        else
            *range = {std::min(range->first, row), std::max(range->second, row)};
    }
    for (auto it = ranges.cbegin(); it != ranges.cend(); ++it) {
        const QModelIndex parent = indexOf(it.key());
        Q_EMIT dataChanged(index(it->first, 0, parent), index(it->second, 0, parent));
    }
}

void NavigatorModel::changed(const NavigatorNode *node)
{
    const QModelIndex index = indexOf(node);
    Q_EMIT dataChanged(index, index);
}

/// All below it; a range for each that has children.
void NavigatorModel::changedBelow(const NavigatorNode *node)
{
    std::vector<const NavigatorNode *> parents{node};
    while (!parents.empty()) {
        const NavigatorNode *parent = parents.back();
        parents.pop_back();
        if (parent->children.empty())
            continue;
        const QModelIndex of = indexOf(parent);
        Q_EMIT dataChanged(index(0, 0, of), index(int(parent->children.size()) - 1, 0, of));
        for (const auto &child : parent->children)
            parents.push_back(child.get());
    }
}

void NavigatorModel::retranslate()
{
    changed(hub_);
    changed(streamsNode_);
    for (const auto &child : streamsNode_->children)
        changed(child.get());
}

QModelIndex NavigatorModel::channelIndex(const QByteArray &channel) const
{
    const NavigatorNode *node = channels_.value(channel);
    return node ? indexOf(node) : QModelIndex();
}

NavigatorNode *NavigatorModel::nodeOf(const QModelIndex &index) const
{
    return index.isValid() ? static_cast<NavigatorNode *>(index.internalPointer()) : root_.get();
}

QModelIndex NavigatorModel::indexOf(const NavigatorNode *node) const
{
    return node == root_.get() ? QModelIndex() : createIndex(node->row(), 0, node);
}

QModelIndex NavigatorModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, nodeOf(parent)->children[size_t(row)].get());
}

QModelIndex NavigatorModel::parent(const QModelIndex &child) const
{
    return child.isValid() ? indexOf(nodeOf(child)->parent) : QModelIndex();
}

int NavigatorModel::rowCount(const QModelIndex &parent) const
{
    return int(nodeOf(parent)->children.size());
}

int NavigatorModel::columnCount(const QModelIndex &) const
{
    return 1;
}

} // namespace helio
