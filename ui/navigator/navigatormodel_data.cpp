// SPDX-License-Identifier: GPL-3.0-or-later
// What is shown of each row.
#include "client/exchange.h"
#include "json/unseen.h"
#include "json/utf8.h"
#include "ui/hub/hubstate.h"
#include "ui/look/format.h"
#include "ui/navigator/navigatormodel.h"
#include "ui/navigator/navigatornode.h"
#include "ui/streams/sources.h"
#include "ui/streams/streamtone.h"

namespace helio {

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

} // namespace helio
