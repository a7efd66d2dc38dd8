// SPDX-License-Identifier: GPL-3.0-or-later
// How the hub's channels come and go, in slices.
#include "json/unseen.h"
#include "json/utf8.h"
#include "ui/navigator/navigatormodel.h"
#include "ui/navigator/navigatornode.h"

#include <QElapsedTimer>

#include <utility>

namespace helio {

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

} // namespace helio
