// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lens/lensmessage.h"

#include <QByteArray>
#include <QString>

#include <deque>

namespace helio {

/// Messages as they are copied and saved, UTF-8.

enum class ConversationFormat { Text, Markdown, Json };

/// By the ending of a file's name: `.md` and `.json`, else text.
ConversationFormat conversationFormatOf(const QString &fileName);

/// What a message says: its texts and refusals alone.
QByteArray spokenText(const LensMessage &message);
/// Text and Markdown: with head, reasoning, calls of tools and what became of it. JSON: one object in one line, as
/// `helio listen --lens --json` prints it. Ends with a line feed.
void appendMessage(QByteArray &out, const LensMessage &message, ConversationFormat format);

/// Writes them to a file, in the form that its name asks for. Answers what went wrong, for people, and empty when
/// nothing did.
QString saveMessages(const std::deque<LensMessage> &messages, const QString &path);

} // namespace helio
