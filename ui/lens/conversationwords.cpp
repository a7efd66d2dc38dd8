// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lens/conversationwords.h"

#include "event/pluralform.h"
#include "ui/lens/lensfeed.h"
#include "ui/look/format.h"
#include "ui/streams/sources.h"
#include "ui/streams/streamlist.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace helio {

namespace {

struct WordsText
{
    Q_DECLARE_TR_FUNCTIONS(helio::ConversationWords)
};

bool isNamedMcp(const QUrl &url)
{
    return url.path().split(u'/').contains(QLatin1String("mcp"), Qt::CaseInsensitive);
}

QString readingText(const LensFeed &feed)
{
    return WordsText::tr("%1 % of the events that the window holds are read.").arg(int(100 * feed.progress()));
}

/// Of a stream that brought no event: what happened to it instead.
ConversationEmpty withoutEvents(const StreamList &streams, int stream, const QString &name)
{
    const QString problem = streams.problem(stream);
    const QString waiting = streams.waitingText(stream);
    switch (streams.state(stream)) {
    case StreamList::State::Refused:
        return {WordsText::tr("The stream was refused"),
                problem.isEmpty() ? WordsText::tr("%1 brought no event, and does not try again.").arg(name) : problem};
    case StreamList::State::Connecting:
        return {WordsText::tr("Nothing came yet"), WordsText::tr("%1 was asked, and has not answered yet.").arg(name)};
    case StreamList::State::Waiting:
        return {WordsText::tr("Nothing came yet"),
                WordsText::tr("%1 is asked again soon. %2").arg(name, problem).trimmed()};
    case StreamList::State::Open:
        return {WordsText::tr("Nothing came yet"),
                waiting.isEmpty()
                    ? WordsText::tr("%1 is open. Its first events will show how it is to be read.").arg(name)
                    : WordsText::tr("%1 is open: %2.").arg(name, waiting)};
    case StreamList::State::Closed:
        return {WordsText::tr("Nothing came"), WordsText::tr("%1 is closed, and brought no event.").arg(name)};
    case StreamList::State::Ended:
        return {WordsText::tr("Nothing came"), WordsText::tr("%1 ended without an event.").arg(name)};
    }
    return {};
}

} // namespace

bool looksLikeMcp(const LensFeed &feed, const StreamList &streams)
{
    const int stream = feed.subject().events.source.value_or(HubSource);
    if (!streams.contains(stream))
        return false;
    if (feed.lens().mcp())
        return true;
    if (feed.lens().dialect())
        return false;
    for (const auto &[name, value] : feed.head()) {
        if (name.toLower().startsWith("mcp-"))
            return true;
    }
    static const QRegularExpression words(QStringLiteral("mcp|session.?id|not initialized"),
                                          QRegularExpression::CaseInsensitiveOption);
    return streams.state(stream) == StreamList::State::Refused &&
           (isNamedMcp(streams.url(stream)) || words.match(streams.problem(stream)).hasMatch());
}

ConversationEmpty conversationEmpty(const LensFeed &feed, const StreamList &streams, const QString &name, bool isFolder)
{
    const EventSelection &subject = feed.subject().events;
    const Lens &lens = feed.lens();
    if (subject.isEmpty())
        return {WordsText::tr("No conversation chosen"),
                WordsText::tr("Choose a stream, or one channel, in the navigator: answers of language models, and "
                              "requests of MCP with their answers, are shown here as messages that grow. To read one, "
                              "open a stream and paste the curl command of its request."),
                !isFolder, false};
    if (!feed.hasReadAll())
        return {WordsText::tr("Reading"), readingText(feed), false, true};
    if (feed.readCount() == 0) {
        const int stream = *subject.source;
        ConversationEmpty empty =
            stream == HubSource
                ? ConversationEmpty{WordsText::tr("Nothing came yet"),
                                    WordsText::tr("The first events of %1 will show how it is to be read.").arg(name)}
                : withoutEvents(streams, stream, name);
        empty.canChoose = true;
        empty.canSend = looksLikeMcp(feed, streams);
        if (empty.canSend && streams.state(stream) == StreamList::State::Refused)
            empty.explanation +=
                u'\n' + WordsText::tr("A server of MCP wants a session first: send initialize, and the stream comes "
                                      "back by itself.");
        return empty;
    }
    if (!lens.isDetecting() && !lens.dialect())
        return {WordsText::tr("No dialect fits these events"),
                WordsText::tr("The first events of %1 look like no stream of messages that is known here. Choose how "
                              "to read them: a dialect, a file of your own, or a JSON path at which the text stands.")
                    .arg(name),
                false, true};
    return {WordsText::tr("No message yet"),
            lens.isDetecting()
                ? WordsText::tr("The first events of %1 will show how it is to be read.").arg(name)
                : WordsText::tr("What %1 brings is read as %2.").arg(name, QString::fromUtf8(lens.dialect()->name())),
            false, true};
}

QStringList conversationLacks(const LensFeed &feed)
{
    QStringList lines;
    if (feed.isCatchingUp())
        lines.append(readingText(feed));
    if (const quint64 dropped = feed.droppedCount())
        lines.append(
            WordsText::tr("The oldest %Ln message(s) are gone: of those that ended the newest %1 are kept, and of "
                          "all up to %2 of text.",
                          nullptr, pluralCount(dropped))
                .arg(format::count(quint64(LensFeed::Bounds.endedMessages)),
                     format::bytes(double(LensFeed::Bounds.allBytes))));
    if (const quint64 missed = feed.missedCount())
        lines.append(WordsText::tr("%Ln event(s) went before they could be read: messages may lack a part.", nullptr,
                                   pluralCount(missed)));
    return lines;
}

} // namespace helio
