// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/events/eventselection.h"

#include <QStringList>

namespace helio {

class LensFeed;
class StreamList;

/// What *Conversation* says while there is no message, and why there is none.
struct ConversationEmpty
{
    QString title;
    QString explanation;
    bool canOpen = false;   ///< another stream would help
    bool canChoose = false; ///< another dialect may help
    bool canSend = false;   ///< a request of MCP may help
};

/// Whether the stream that the feed follows is read as MCP, or what its server answered, if only to refuse it, looks as
/// if it spoke that.
bool looksLikeMcp(const LensFeed &feed, const StreamList &streams);

/// `name`: of the subject that the feed follows. `isFolder`: nothing is followed, as a folder was chosen.
ConversationEmpty conversationEmpty(const LensFeed &feed, const StreamList &streams, const QString &name,
                                    bool isFolder);

/// What of the conversation is not there yet, or is gone, one sentence each; empty when nothing is.
QStringList conversationLacks(const LensFeed &feed);

} // namespace helio
