// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lens/conversationcommands.h"

#include "json/utf8.h"
#include "ui/inspector/copyforms.h"
#include "ui/lens/conversationactions.h"
#include "ui/lens/conversationtext.h"
#include "ui/lens/conversationview.h"
#include "ui/lens/mcpdialog.h"
#include "ui/lens/mcpsessions.h"
#include "ui/streams/streamlist.h"

#include <QClipboard>
#include <QFileDialog>
#include <QGuiApplication>
#include <QMenu>

namespace helio {

ConversationCommands::ConversationCommands(const Parts &parts, QObject *parent)
    : QObject(parent)
    , parts_(parts)
    , copyLines_(new QAction(this))
{
    const ConversationActions &actions = parts_.actions;
    copyLines_->setObjectName(QStringLiteral("conversationCopySelected"));
    copyLines_->setShortcut(QKeySequence::Copy);
    copyLines_->setShortcutContext(Qt::WidgetShortcut);
    parts_.view.addAction(copyLines_);
    parts_.view.setContextMenuPolicy(Qt::CustomContextMenu);
    connect(&parts_.view, &QWidget::customContextMenuRequested, this, &ConversationCommands::showMenu);
    connect(copyLines_, &QAction::triggered, this, &ConversationCommands::copySelected);
    connect(actions.copyText, &QAction::triggered, this, &ConversationCommands::copyText);
    connect(actions.save, &QAction::triggered, this, &ConversationCommands::askToSave);
    connect(actions.send, &QAction::triggered, this, &ConversationCommands::askForRequest);
    connect(actions.cancel, &QAction::triggered, this,
            [this] { parts_.mcp.cancel(parts_.model.messageAt(parts_.view.currentIndex())); });
    connect(actions.copyCurl, &QAction::triggered, this,
            [this] { QGuiApplication::clipboard()->setText(curlSubscribe(currentRequest())); });
    connect(actions.copyCurlWithSecrets, &QAction::triggered, this,
            [this] { QGuiApplication::clipboard()->setText(curlSubscribeWithSecrets(currentRequest())); });
}

const LensMessage *ConversationCommands::currentMessage() const
{
    if (const LensMessage *message = parts_.model.messageAt(parts_.view.currentIndex()))
        return message;
    const auto &messages = parts_.feed.lens().messages();
    return messages.empty() ? nullptr : &messages.back();
}

/// By which the current message came: what was sent for it alone, else the stream's.
StreamRequest ConversationCommands::currentRequest() const
{
    const LensMessage *message = currentMessage();
    const auto own = message ? parts_.mcp.requestOf(*message) : std::nullopt;
    return own ? *own : parts_.streams.request(*parts_.feed.subject().events.source);
}

void ConversationCommands::copyText() const
{
    if (const LensMessage *message = currentMessage())
        QGuiApplication::clipboard()->setText(decodeUtf8(spokenText(*message)));
}

void ConversationCommands::copySelected() const
{
    if (const QString text = parts_.view.selectedText(); !text.isEmpty())
        QGuiApplication::clipboard()->setText(text);
}

void ConversationCommands::askToSave()
{
    const QString path = QFileDialog::getSaveFileName(
        parts_.view.window(), tr("Save the conversation"), QStringLiteral("conversation.md"),
        tr("Markdown (*.md)") + QStringLiteral(";;") + tr("Text (*.txt)") + QStringLiteral(";;") + tr("JSON (*.json)"));
    if (path.isEmpty())
        return;
    const QString problem = saveMessages(parts_.feed.lens().messages(), path);
    Q_EMIT said(problem.isEmpty() ? tr("Written to %1.").arg(path) : problem);
}

void ConversationCommands::askForRequest()
{
    const auto stream = parts_.feed.subject().events.source;
    if (!stream)
        return;
    McpDialog dialog(
        parts_.mcp.target(), parts_.mcp.session(),
        {parts_.mcp.nextId(), parts_.mcp.nextMethod(), parts_.mcp.nextSubject(), parts_.mcp.nextArguments()},
        parts_.view.window());
    if (dialog.exec() != QDialog::Accepted || parts_.feed.subject().events.source != stream)
        return;
    Q_EMIT said({});
    const QByteArray body = dialog.body();
    if (body.isEmpty())
        return;
    Q_EMIT sends();
    parts_.mcp.send(body);
}

void ConversationCommands::showMenu(const QPoint &at)
{
    const ConversationActions &actions = parts_.actions;
    QMenu menu(&parts_.view);
    menu.setObjectName(QStringLiteral("conversationMenu"));
    copyLines_->setText(tr("Copy the &lines"));
    menu.addActions({actions.showEvents, copyLines_, actions.copyText, actions.save});
    menu.addSeparator();
    menu.addActions({actions.copyCurl, actions.copyCurlWithSecrets, actions.send, actions.cancel});
    menu.exec(parts_.view.viewport()->mapToGlobal(at));
}

} // namespace helio
