// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/navigator/navigatormodel.h"

#include "client/exchange.h"
#include "json/unseen.h"
#include "json/utf8.h"
#include "ui/hub/hubstate.h"
#include "ui/look/format.h"
#include "ui/navigator/navigatornode.h"
#include "ui/streams/sources.h"
#include "ui/streams/streamtone.h"

#include <QElapsedTimer>

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

void NavigatorModel::setChannels(const QList<ChannelInfo> &channels)
{
    if (next_) {
        waiting_ = channels;
        return;
    }
    next_ = channels;
    work();
}

void NavigatorModel::work()
{
    QElapsedTimer spent;
    spent.start();
    const bool isSmall = std::max(next_->size(), channels_.size()) <= MostAtOnce;
    int steps = 0;
    const auto hasTime = [&] { return isSmall || ++steps % 32 != 0 || spent.elapsed() < SliceMs; };
    QSet<NavigatorNode *> touched;
    if (at_ == 0 && gone_.isEmpty() && !isGoneFound_) {
        ++generation_;
        known_ = 0;
        earlyBefore_ = std::exchange(early_, {});
    }
    while (at_ < next_->size() && hasTime())
        takeOver(next_->at(at_++), touched);
    changed(touched);
    if (at_ == next_->size() && !isGoneFound_)
        findGone();
    touched.clear();
    while (isGoneFound_ && !gone_.isEmpty() && hasTime()) {
        const QByteArray name = gone_.takeLast();
        NavigatorNode *node = channels_.value(name);
        if (isHeld(node)) {
            const bool wasQuiet = std::exchange(node->isQuiet, true);
            node->events = 0; // it begins anew should it come again
            if (node->addRate(0) || !wasQuiet)
                touched.insert(node);
            continue;
        }
        channels_.remove(name);
        touched.remove(node);
        node->kind = Kind::Folder;
        node->isQuiet = false;
        prune(node);
    }
    changed(touched);
    if (at_ < next_->size() || !gone_.isEmpty()) {
        nextSlice_.start(1);
        return;
    }
    at_ = 0;
    isGoneFound_ = false;
    earlyBefore_.clear();
    next_ = std::exchange(waiting_, std::nullopt);
    if (next_)
        nextSlice_.start(1);
}

void NavigatorModel::takeOver(const ChannelInfo &channel, QSet<NavigatorNode *> &touched)
{
    NavigatorNode *node = channels_.value(channel.name);
    const bool isNew = !node;
    if (!node) {
        // A loop, not recursion: the name decides the depth.
        node = hub_;
        qsizetype begin = 0;
        for (qsizetype end = 0; end <= channel.name.size(); ++end) {
            if (end < channel.name.size() && channel.name[end] != '.' && channel.name[end] != '/')
                continue;
            const bool afterSlash = begin > 0 && channel.name[begin - 1] == '/';
            const QString part = visibleLine(decodeUtf8(QByteArrayView(channel.name).sliced(begin, end - begin)));
            node = childFor(node, channel.name.first(end), afterSlash ? u'/' + part : part);
            begin = end + 1;
        }
        node->kind = Kind::Channel;
        channels_.insert(channel.name, node);
        for (const auto &early : {&early_, &earlyBefore_}) {
            if (const auto found = early->constFind(channel.name); found != early->cend()) {
                node->setLast(found->event);
                node->number = found->number;
                Q_EMIT flashed();
                break;
            }
        }
        early_.remove(channel.name);
    }
    if (std::exchange(node->generation, generation_) != generation_)
        ++known_;
    const bool wasQuiet = std::exchange(node->isQuiet, false);
    const bool isOther = std::exchange(node->events, channel.events) != channel.events || wasQuiet;
    // Thousands that rest cost no painting.
    if (node->addRate(channel.eventsPerSecond) || isOther || isNew)
        touched.insert(node);
}

void NavigatorModel::findGone()
{
    isGoneFound_ = true;
    if (known_ == channels_.size())
        return;
    for (auto it = channels_.cbegin(); it != channels_.cend(); ++it) {
        if (it.value()->generation != generation_)
            gone_.append(it.key());
    }
}

NavigatorNode *NavigatorModel::childFor(NavigatorNode *parent, const QByteArray &path, const QString &label)
{
    auto &children = parent->children;
    const auto place = std::lower_bound(children.begin(), children.end(), path,
                                        [](const auto &node, const QByteArray &wanted) { return node->path < wanted; });
    if (place != children.end() && (*place)->path == path)
        return place->get();
    auto node = std::make_unique<NavigatorNode>();
    node->path = path;
    node->label = label;
    node->parent = parent;
    NavigatorNode *added = node.get();
    const int row = int(place - children.begin());
    beginInsertRows(indexOf(parent), row, row);
    children.insert(place, std::move(node));
    endInsertRows();
    return added;
}

void NavigatorModel::prune(NavigatorNode *node)
{
    while (node->kind == Kind::Folder && node->children.empty()) {
        NavigatorNode *parent = node->parent;
        const int row = node->row();
        beginRemoveRows(indexOf(parent), row, row);
        parent->children.erase(parent->children.begin() + row);
        endRemoveRows();
        node = parent;
    }
    if (node->kind == Kind::Folder)
        changed(node);
}

/// Events are let go oldest first.
bool NavigatorModel::isHeld(const NavigatorNode *node) const
{
    return node->number > 0 && lastNumber_ - node->number < heldEvents_;
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

Tone NavigatorModel::toneOf(const NavigatorNode *node) const
{
    if (node->kind == Kind::Hub)
        return HubState::tone(hubState_);
    if (node->kind != Kind::Stream)
        return Tone::None;
    return streamTone(streams_.state(node->stream));
}

QString NavigatorModel::nameOf(const NavigatorNode *node) const
{
    switch (node->kind) {
    case Kind::Hub:
        return tr("Hub");
    case Kind::Streams:
        return tr("Streams");
    case Kind::Stream:
        return visibleLine(streams_.name(node->stream));
    case Kind::Folder:
    case Kind::Channel:
        return node->label.isEmpty() ? tr("(no name)") : node->label;
    }
    return {};
}

NavigatorMark NavigatorModel::markOf(const NavigatorNode *node) const
{
    if (node->kind == Kind::Hub)
        return marks_.value(HubSource);
    return node->kind == Kind::Stream ? marks_.value(node->stream) : NavigatorMark();
}

QString NavigatorModel::detailOf(const NavigatorNode *node) const
{
    // The worst first: where there is little room, the rest is cut.
    const QString mark = markOf(node).text;
    const auto marked = [&mark](const QString &text) {
        return mark.isEmpty() ? text : QStringLiteral("%1 · %2").arg(mark, text);
    };
    switch (node->kind) {
    case Kind::Hub:
        return marked(HubState::stateText(hubState_));
    case Kind::Streams:
        return node->children.empty() ? tr("none") : QString();
    case Kind::Stream: {
        const QString state = isMutedItself(node) ? tr("%1, muted").arg(streams_.stateText(node->stream))
                                                  : streams_.stateText(node->stream);
        if (const QString waiting = streams_.waitingText(node->stream); !waiting.isEmpty())
            return marked(QStringLiteral("%1 · %2").arg(state, waiting));
        // Its figures are elsewhere, what is wrong is not.
        const bool isCounted = node->events > 0 && mark.isEmpty();
        return marked(isCounted ? QStringLiteral("%1 · %2").arg(state, format::count(node->events)) : state);
    }
    case Kind::Channel:
        if (!isMutedItself(node))
            return node->isQuiet ? tr("quiet") : format::count(node->events);
        return tr("muted");
    case Kind::Folder:
        return isMutedItself(node) ? tr("muted") : QString();
    }
    return {};
}

QVariant NavigatorModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const NavigatorNode *node = nodeOf(index);
    switch (role) {
    case Qt::DisplayRole:
    case NameRole:
        return nameOf(node);
    case Qt::AccessibleTextRole:
        return QStringLiteral("%1 %2").arg(nameOf(node), detailOf(node)).trimmed();
    case Qt::ToolTipRole:
        if (node->kind == Kind::Channel) {
            QStringList lines{visibleLine(decodeUtf8(node->path))};
            if (!node->value.isEmpty())
                lines.append(format::oneLine(node->value, NavigatorNode::ValueBytes));
            if (node->isQuiet)
                lines.append(tr("The hub does not name this channel now; events of it are in the table still."));
            return lines.join(u'\n');
        }
        if (node->kind == Kind::Stream) {
            QStringList lines{visibleLine(maskedUrl(streams_.url(node->stream)).toDisplayString()),
                              visibleLine(streams_.problem(node->stream)), streams_.waitingText(node->stream),
                              markOf(node).tip};
            lines.removeAll(QString());
            return lines.join(u'\n');
        }
        if (node->kind == Kind::Hub) {
            QStringList lines{hubProblem_, markOf(node).tip};
            lines.removeAll(QString());
            return lines.join(u'\n');
        }
        return visibleLine(decodeUtf8(node->path));
    case KindRole:
        return QVariant::fromValue(node->kind);
    case ChannelRole:
        return node->kind == Kind::Channel ? node->path : QByteArray();
    case FolderRole:
        return node->kind == Kind::Folder ? node->path : QByteArray();
    case StreamRole:
        return node->stream;
    case ToneRole:
        return QVariant::fromValue(toneOf(node));
    case MarkToneRole:
        return QVariant::fromValue(markOf(node).tone);
    case ShapeRole:
        return toneShape(toneOf(node));
    case DetailRole:
        return detailOf(node);
    case TrendRole:
        return QVariant::fromValue(node->trend);
    case MutedRole:
        return isMuted(node);
    case MutedItselfRole:
        return isMutedItself(node);
    case QuietRole:
        return node->isQuiet;
    case ValueRole:
        return format::oneLine(node->value, NavigatorNode::ValueBytes);
    case FlashRole:
        return !node->flash.isForever() && !node->flash.hasExpired();
    default:
        return {};
    }
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
