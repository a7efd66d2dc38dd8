// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/streams/streamrequest.h"

#include <QObject>

class QAction;

namespace helio {

class ConversationActions;
class ConversationModel;
class ConversationView;
class LensFeed;
struct LensMessage;
class McpSessions;
class StreamList;

/// What is done with the messages of *Conversation*: they are copied and saved, and requests of MCP are sent.
class ConversationCommands : public QObject
{
    Q_OBJECT
public:
    struct Parts
    {
        ConversationView &view;
        ConversationModel &model;
        LensFeed &feed;
        McpSessions &mcp;
        StreamList &streams;
        ConversationActions &actions;
    };

    /// All are borrowed.
    explicit ConversationCommands(const Parts &parts, QObject *parent = nullptr);

    /// The message that is chosen, else the newest; null when there is none.
    const LensMessage *currentMessage() const;

Q_SIGNALS:
    /// What became of what was done last, for people; empty: nothing is to be said of it.
    void said(const QString &text);
    /// A request of MCP goes out to the stream that the feed follows, next.
    void sends();

private:
    StreamRequest currentRequest() const;
    void copyText() const;
    void copySelected() const;
    void askToSave();
    void askForRequest();
    void showMenu(const QPoint &at);

    Parts parts_;
    QAction *copyLines_;
};

} // namespace helio
