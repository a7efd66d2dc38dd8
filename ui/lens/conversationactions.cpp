// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lens/conversationactions.h"

namespace helio {

ConversationActions::ConversationActions(Actions &actions, QObject *parent)
    : QObject(parent)
    , showHere(new QAction(this))
    , showEvents(new QAction(this))
    , copyText(new QAction(this))
    , save(new QAction(this))
    , markdown(new QAction(this))
    , copyCurl(new QAction(this))
    , copyCurlWithSecrets(new QAction(this))
    , send(new QAction(this))
    , cancel(new QAction(this))
    , actions_(actions)
{
    showHere->setObjectName(QStringLiteral("showInConversation"));
    showEvents->setObjectName(QStringLiteral("conversationEvents"));
    copyText->setObjectName(QStringLiteral("conversationCopyText"));
    save->setObjectName(QStringLiteral("conversationSave"));
    markdown->setObjectName(QStringLiteral("conversationMarkdown"));
    copyCurl->setObjectName(QStringLiteral("conversationCurl"));
    copyCurlWithSecrets->setObjectName(QStringLiteral("conversationCurlWithSecrets"));
    send->setObjectName(QStringLiteral("conversationSend"));
    cancel->setObjectName(QStringLiteral("conversationCancel"));
    copyText->setIcon(glyphIcon(Glyph::Copy));
    send->setIcon(glyphIcon(Glyph::Send));
    cancel->setIcon(glyphIcon(Glyph::Stop));
    markdown->setCheckable(true);
    for (QAction *action :
         {showHere, showEvents, copyText, save, markdown, copyCurl, copyCurlWithSecrets, send, cancel})
        actions.append(action, MenuId::Streams, action == showHere);
    retranslate();
}

void ConversationActions::retranslate()
{
    Actions::setTexts(*showHere, tr("&Show in Conversation"), tr("Go to the message that the selected event made"));
    Actions::setTexts(*showEvents, tr("Show its e&vents"),
                      tr("Go to the events that what is chosen in Conversation came from"));
    Actions::setTexts(*copyText, tr("Copy &text"), tr("Copy what the chosen message says, else the newest one"));
    Actions::setTexts(*save, tr("S&ave…"), tr("Write all messages to a file, as text, Markdown or JSON"));
    Actions::setTexts(*markdown, tr("Mar&kdown"),
                      tr("Show the chosen message as Markdown; nothing is loaded for it, and links ask first"));
    Actions::setTexts(*copyCurl, tr("Copy as cur&l"),
                      tr("Copy the request that made the chosen message as a curl command, without its secrets"));
    Actions::setTexts(
        *copyCurlWithSecrets, tr("Copy as curl, &with its secrets"),
        tr("Copy the request that made the chosen message as a curl command, with its tokens and passwords"));
    Actions::setTexts(*send, tr("Send a re&quest…"),
                      tr("Send the stream the next request of MCP within its session, once"));
    Actions::setTexts(*cancel, tr("Cancel t&he request"),
                      tr("Give up the chosen request of MCP that was sent, else the newest, and tell the server so"));
    const QString aMessage = tr("choose a stream or channel with messages first");
    for (QAction *action : {showEvents, copyText, save, markdown})
        actions_.setNeeds(action, aMessage);
    actions_.setNeeds(showHere, tr("select an event in Events first"));
    for (QAction *action : {copyCurl, copyCurlWithSecrets, send})
        actions_.setNeeds(action, tr("choose a stream in the navigator first"));
    actions_.setNeeds(cancel, tr("send a request that is not answered yet first"));
}

} // namespace helio
