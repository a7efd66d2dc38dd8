// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/navigator/navigatormodel.h"

#include "client/exchange.h"
#include "json/utf8.h"
#include "ui/look/format.h"
#include "ui/streams/streamtone.h"

namespace helio {

namespace {

constexpr qsizetype TrendLength = 24;
/// More than a navigator has room for.
constexpr qsizetype ValueBytes = 160;
constexpr qsizetype MaximumTypes = 8;
/// Channels that become known within a second.
constexpr qsizetype MaximumEarly = 10'000;

} // namespace

struct NavigatorModel::Node
{
    Kind kind = Kind::Folder;
    QString label;
    QByteArray path; ///< the beginning of channel names up to and with this part
    quint64 events = 0;
    quint64 eventsBefore = 0; ///< at the last takeSecond()
    QList<double> trend;
    QByteArray value; ///< the beginning of the last event's data
    QByteArrayList types;
    const Event *newest = nullptr; ///< only while takeEvents() works
    QDeadlineTimer flash;
    int stream = 0;
    Node *parent = nullptr;
    std::vector<std::unique_ptr<Node>> children; ///< channels and folders in the order of their paths

    int row() const
    {
        const auto &siblings = parent->children;
        const auto isMe = [this](const auto &node) { return node.get() == this; };
        // Channels may be thousands.
        const auto begin =
            path.isEmpty()
                ? siblings.begin()
                : std::lower_bound(siblings.begin(), siblings.end(), path,
                                   [](const auto &node, const QByteArray &wanted) { return node->path < wanted; });
        return int(std::find_if(begin, siblings.end(), isMe) - siblings.begin());
    }
    Node *add(Kind childKind)
    {
        children.push_back(std::make_unique<Node>());
        children.back()->kind = childKind;
        children.back()->parent = this;
        return children.back().get();
    }
    void addRate(double rate)
    {
        if (trend.size() == TrendLength)
            trend.removeFirst();
        trend.append(rate);
    }
    void take(const Event &event)
    {
        value = event.data.first(std::min(event.data.size(), ValueBytes));
        if (!event.type.isEmpty() && types.size() < MaximumTypes && !types.contains(event.type))
            types.append(event.type);
        // Whoever is folded up below it still sees that something came.
        for (Node *node = this; node->parent; node = node->parent)
            node->flash.setRemainingTime(FlashTime);
    }
};

NavigatorModel::NavigatorModel(StreamList &streams, int hubSource, QObject *parent)
    : QAbstractItemModel(parent)
    , streams_(streams)
    , hubSource_(hubSource)
    , root_(std::make_unique<Node>())
    , hub_(root_->add(Kind::Hub))
    , streamsNode_(root_->add(Kind::Streams))
{
    connect(&streams, &StreamList::added, this, &NavigatorModel::addStream);
    connect(&streams, &StreamList::removed, this, &NavigatorModel::removeStream);
    connect(&streams, &StreamList::changed, this, [this](int id) {
        if (const Node *node = streamNodes_.value(id))
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

void NavigatorModel::setChannels(const QList<ChannelInfo> &channels)
{
    QHash<QByteArray, Node *> gone = channels_;
    QSet<Node *> touched;
    for (const ChannelInfo &channel : channels) {
        Node *node = gone.take(channel.name);
        if (!node) {
            // A loop, not recursion: the name decides the depth.
            node = hub_;
            qsizetype begin = 0;
            for (qsizetype end = 0; end <= channel.name.size(); ++end) {
                if (end < channel.name.size() && channel.name[end] != '.' && channel.name[end] != '/')
                    continue;
                const bool afterSlash = begin > 0 && channel.name[begin - 1] == '/';
                const QString part = decodeUtf8(QByteArrayView(channel.name).sliced(begin, end - begin));
                node = childFor(node, channel.name.first(end), afterSlash ? u'/' + part : part);
                begin = end + 1;
            }
            node->kind = Kind::Channel;
            channels_.insert(channel.name, node);
            if (const auto early = early_.constFind(channel.name); early != early_.cend())
                node->take(*early);
        }
        node->events = channel.events;
        node->addRate(channel.eventsPerSecond);
        touched.insert(node);
    }
    early_.clear();
    changed(touched);
    for (auto it = gone.cbegin(); it != gone.cend(); ++it) {
        channels_.remove(it.key());
        it.value()->kind = Kind::Folder;
        prune(it.value());
    }
}

NavigatorModel::Node *NavigatorModel::childFor(Node *parent, const QByteArray &path, const QString &label)
{
    auto &children = parent->children;
    const auto place = std::lower_bound(children.begin(), children.end(), path,
                                        [](const auto &node, const QByteArray &wanted) { return node->path < wanted; });
    if (place != children.end() && (*place)->path == path)
        return place->get();
    auto node = std::make_unique<Node>();
    node->path = path;
    node->label = label;
    node->parent = parent;
    Node *added = node.get();
    const int row = int(place - children.begin());
    beginInsertRows(indexOf(parent), row, row);
    children.insert(place, std::move(node));
    endInsertRows();
    return added;
}

void NavigatorModel::prune(Node *node)
{
    while (node->kind == Kind::Folder && node->children.empty()) {
        Node *parent = node->parent;
        const int row = node->row();
        beginRemoveRows(indexOf(parent), row, row);
        parent->children.erase(parent->children.begin() + row);
        endRemoveRows();
        node = parent;
    }
    if (node->kind == Kind::Folder)
        changed(node);
}

void NavigatorModel::setMuted(const QByteArray &channel, bool muted)
{
    if (muted)
        muted_.insert(channel);
    else
        muted_.remove(channel);
    if (const Node *node = channels_.value(channel))
        changed(node);
}

void NavigatorModel::addStream(int id)
{
    const int row = int(streamsNode_->children.size());
    beginInsertRows(streamsIndex(), row, row);
    Node *node = streamsNode_->add(Kind::Stream);
    node->stream = id;
    streamNodes_.insert(id, node);
    endInsertRows();
    changed(streamsNode_);
}

void NavigatorModel::removeStream(int id)
{
    const Node *node = streamNodes_.take(id);
    if (!node)
        return;
    const int row = node->row();
    beginRemoveRows(streamsIndex(), row, row);
    streamsNode_->children.erase(streamsNode_->children.begin() + row);
    endRemoveRows();
    changed(streamsNode_);
}

void NavigatorModel::takeEvents(const std::deque<FeedQueue::Item> &items)
{
    QSet<Node *> touched;
    for (const FeedQueue::Item &item : items) {
        // What waited of a stream that was removed meanwhile is nobody's.
        const bool isOfHub = item.source == hubSource_;
        Node *node = isOfHub ? channels_.value(item.received.event.channel) : streamNodes_.value(item.source);
        if (node && !isOfHub)
            ++node->events;
        if (!node) {
            const Event &event = item.received.event;
            // Only what is shown of it: the event itself may be large, and many may wait.
            if (isOfHub && (early_.size() < MaximumEarly || early_.contains(event.channel)))
                early_.insert(event.channel, {{}, {}, event.type, event.data.left(ValueBytes)});
            continue;
        }
        if (!node->newest)
            touched.insert(node);
        node->newest = &item.received.event;
    }
    for (Node *node : std::as_const(touched))
        node->take(*std::exchange(node->newest, nullptr));
    changed(touched);
}

void NavigatorModel::takeSecond()
{
    QSet<Node *> touched;
    for (const auto &child : streamsNode_->children) {
        child->addRate(double(child->events - std::exchange(child->eventsBefore, child->events)));
        touched.insert(child.get());
    }
    changed(touched);
}

QByteArrayList NavigatorModel::typesSeen(const QByteArray &channel, int stream) const
{
    const Node *node = stream ? streamNodes_.value(stream) : channels_.value(channel);
    return node ? node->types : QByteArrayList();
}

void NavigatorModel::changed(const QSet<Node *> &nodes)
{
    // A view looks for each index it is told of: one range for each parent, however many children changed.
    QHash<Node *, std::pair<int, int>> ranges;
    for (const Node *node : nodes) {
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

void NavigatorModel::changed(const Node *node)
{
    const QModelIndex index = indexOf(node);
    Q_EMIT dataChanged(index, index);
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
    const Node *node = channels_.value(channel);
    return node ? indexOf(node) : QModelIndex();
}

QString NavigatorModel::hubStateText(HubControl::State state)
{
    switch (state) {
    case HubControl::State::Stopped:
        return tr("stopped");
    case HubControl::State::Starting:
        return tr("starting");
    case HubControl::State::Open:
        return tr("open");
    case HubControl::State::Draining:
        return tr("draining");
    case HubControl::State::Failed:
        return tr("failed");
    }
    return {};
}

Tone NavigatorModel::hubTone(HubControl::State state)
{
    switch (state) {
    case HubControl::State::Stopped:
        return Tone::Idle;
    case HubControl::State::Starting:
    case HubControl::State::Draining:
        return Tone::Waiting;
    case HubControl::State::Open:
        return Tone::Open;
    case HubControl::State::Failed:
        return Tone::Failed;
    }
    return Tone::None;
}

Tone NavigatorModel::toneOf(const Node *node) const
{
    if (node->kind == Kind::Hub)
        return hubTone(hubState_);
    if (node->kind != Kind::Stream)
        return Tone::None;
    return streamTone(streams_.state(node->stream));
}

QString NavigatorModel::nameOf(const Node *node) const
{
    switch (node->kind) {
    case Kind::Hub:
        return tr("Hub");
    case Kind::Streams:
        return tr("Streams");
    case Kind::Stream:
        return streams_.name(node->stream);
    case Kind::Folder:
    case Kind::Channel:
        return node->label;
    }
    return {};
}

QString NavigatorModel::detailOf(const Node *node) const
{
    switch (node->kind) {
    case Kind::Hub:
        return hubStateText(hubState_);
    case Kind::Streams:
        return node->children.empty() ? tr("none") : QString();
    case Kind::Stream: {
        const QString state = streams_.stateText(node->stream);
        return node->events > 0 ? QStringLiteral("%1 · %2").arg(state, format::count(node->events)) : state;
    }
    case Kind::Channel:
        return muted_.contains(node->path) ? tr("muted") : format::count(node->events);
    case Kind::Folder:
        break;
    }
    return {};
}

QVariant NavigatorModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Node *node = nodeOf(index);
    switch (role) {
    case Qt::DisplayRole:
    case NameRole:
        return nameOf(node);
    case Qt::AccessibleTextRole:
        return QStringLiteral("%1 %2").arg(nameOf(node), detailOf(node)).trimmed();
    case Qt::ToolTipRole:
        if (node->kind == Kind::Channel && !node->value.isEmpty())
            return decodeUtf8(node->path) + u'\n' + format::oneLine(node->value, ValueBytes);
        if (node->kind == Kind::Stream) {
            const QString problem = streams_.problem(node->stream);
            const QString url = maskedUrl(streams_.url(node->stream)).toDisplayString();
            return problem.isEmpty() ? url : url + u'\n' + problem;
        }
        return node->kind == Kind::Hub ? hubProblem_ : decodeUtf8(node->path);
    case KindRole:
        return QVariant::fromValue(node->kind);
    case ChannelRole:
        return node->kind == Kind::Channel ? node->path : QByteArray();
    case StreamRole:
        return node->stream;
    case ToneRole:
        return QVariant::fromValue(toneOf(node));
    case ShapeRole:
        return toneShape(toneOf(node));
    case DetailRole:
        return detailOf(node);
    case TrendRole:
        return QVariant::fromValue(node->trend);
    case MutedRole:
        return muted_.contains(node->path);
    case ValueRole:
        return format::oneLine(node->value, ValueBytes);
    case FlashRole:
        return !node->flash.isForever() && !node->flash.hasExpired();
    default:
        return {};
    }
}

NavigatorModel::Node *NavigatorModel::nodeOf(const QModelIndex &index) const
{
    return index.isValid() ? static_cast<Node *>(index.internalPointer()) : root_.get();
}

QModelIndex NavigatorModel::indexOf(const Node *node) const
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
