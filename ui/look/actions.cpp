// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/actions.h"

#include <QCoreApplication>
#include <QKeySequence>

namespace helio {

namespace {

struct Spec
{
    ActionId id;
    MenuId menu;
    const char *name; ///< the object's name
    const char *text;
    const char *tip;
    const char *keys; ///< portable text; empty when it has none
    Glyph glyph = Glyph::None;
    bool isCheckable = false;
};

const char *const Context = "helio::Actions";

// clang-format off
const Spec Specs[] = {
    {ActionId::OpenStream, MenuId::Streams, "openStream", QT_TRANSLATE_NOOP("helio::Actions", "&Open a stream…"),
     QT_TRANSLATE_NOOP("helio::Actions", "Read a remote event stream"), "Ctrl+N", Glyph::Plus},
    {ActionId::EditStream, MenuId::Streams, "editStream", QT_TRANSLATE_NOOP("helio::Actions", "&Edit the stream…"),
     QT_TRANSLATE_NOOP("helio::Actions", "Change how the stream chosen in the navigator is asked for, and reconnect"), ""},
    {ActionId::CloseStream, MenuId::Streams, "closeStream", QT_TRANSLATE_NOOP("helio::Actions", "&Close the stream"),
     QT_TRANSLATE_NOOP("helio::Actions", "Stop reading the stream chosen in the navigator"), ""},
    {ActionId::ReopenStream, MenuId::Streams, "reopenStream", QT_TRANSLATE_NOOP("helio::Actions", "&Reopen the stream"),
     QT_TRANSLATE_NOOP("helio::Actions", "Read the stream chosen in the navigator again, from where it stopped"), ""},
    {ActionId::RemoveStream, MenuId::Streams, "removeStream", QT_TRANSLATE_NOOP("helio::Actions", "Re&move the stream"),
     QT_TRANSLATE_NOOP("helio::Actions", "Close the stream chosen in the navigator and take it off the list"), ""},
    {ActionId::ExportEvents, MenuId::File, "exportEvents", QT_TRANSLATE_NOOP("helio::Actions", "&Export events…"),
     QT_TRANSLATE_NOOP("helio::Actions", "Write the events shown, or those selected, to a file"), "Ctrl+E", Glyph::None},
    {ActionId::Quit, MenuId::File, "quit", QT_TRANSLATE_NOOP("helio::Actions", "&Quit"),
     QT_TRANSLATE_NOOP("helio::Actions", "Let the hub finish and leave"), "Ctrl+Q"},
    {ActionId::CopyEvent, MenuId::Edit, "copyEvent", QT_TRANSLATE_NOOP("helio::Actions", "&Copy event data"),
     QT_TRANSLATE_NOOP("helio::Actions", "Copy the data of the selected event"), "Ctrl+Shift+C", Glyph::Copy},
    {ActionId::CopyJson, MenuId::Edit, "copyJson", QT_TRANSLATE_NOOP("helio::Actions", "Copy event as &JSON"),
     QT_TRANSLATE_NOOP("helio::Actions", "Copy the data of the selected event with line breaks and indents"), ""},
    {ActionId::CopyEventStream, MenuId::Edit, "copyEventStream", QT_TRANSLATE_NOOP("helio::Actions", "Copy event as event &stream"),
     QT_TRANSLATE_NOOP("helio::Actions", "Copy the selected event as a block of an event stream"), ""},
    {ActionId::CopyCurl, MenuId::Edit, "copyCurl", QT_TRANSLATE_NOOP("helio::Actions", "Copy event as c&url command"),
     QT_TRANSLATE_NOOP("helio::Actions", "Copy a command that publishes the selected event to the hub, or reads the remote stream it came from"), ""},
    {ActionId::CopyHelioPublish, MenuId::Edit, "copyHelioPublish", QT_TRANSLATE_NOOP("helio::Actions", "Copy event as &helio command"),
     QT_TRANSLATE_NOOP("helio::Actions", "Copy a helio publish command that publishes the selected event to the hub"), ""},
    {ActionId::ClearEvents, MenuId::Edit, "clearEvents", QT_TRANSLATE_NOOP("helio::Actions", "C&lear events"),
     QT_TRANSLATE_NOOP("helio::Actions", "Empty the events table; it can be undone for a minute"), "Ctrl+Shift+L", Glyph::Clear},
    {ActionId::UndoClear, MenuId::Edit, "undoClear", QT_TRANSLATE_NOOP("helio::Actions", "&Undo clear"),
     QT_TRANSLATE_NOOP("helio::Actions", "Bring the cleared events back"), "Ctrl+Shift+Z"},
    {ActionId::FilterEvents, MenuId::Edit, "filterEvents", QT_TRANSLATE_NOOP("helio::Actions", "&Filter events"),
     QT_TRANSLATE_NOOP("helio::Actions", "Say which events the table shows"), "Ctrl+L"},
    {ActionId::FindEvent, MenuId::Edit, "findEvent", QT_TRANSLATE_NOOP("helio::Actions", "F&ind in events…"),
     QT_TRANSLATE_NOOP("helio::Actions", "Find text in the events shown"), "Ctrl+F"},
    {ActionId::FindNext, MenuId::Edit, "findNext", QT_TRANSLATE_NOOP("helio::Actions", "Find &next"),
     QT_TRANSLATE_NOOP("helio::Actions", "Go to the next event with the text"), "F3"},
    {ActionId::FindPrevious, MenuId::Edit, "findPrevious", QT_TRANSLATE_NOOP("helio::Actions", "Find &previous"),
     QT_TRANSLATE_NOOP("helio::Actions", "Go to the event before with the text"), "Shift+F3"},
    {ActionId::ShowOnlyChannel, MenuId::Edit, "showOnlyChannel", QT_TRANSLATE_NOOP("helio::Actions", "Show &only this channel"),
     QT_TRANSLATE_NOOP("helio::Actions", "Filter the events by the channel of the selected one"), ""},
    {ActionId::HideChannel, MenuId::Edit, "hideChannel", QT_TRANSLATE_NOOP("helio::Actions", "&Hide this channel"),
     QT_TRANSLATE_NOOP("helio::Actions", "Leave the channel of the selected event out by the filter"), ""},
    {ActionId::FilterByType, MenuId::Edit, "filterByType", QT_TRANSLATE_NOOP("helio::Actions", "Filter by this &type"),
     QT_TRANSLATE_NOOP("helio::Actions", "Filter the events by the type of the selected one"), ""},
    {ActionId::MuteEventChannel, MenuId::Edit, "muteEventChannel", QT_TRANSLATE_NOOP("helio::Actions", "&Mute this channel"),
     QT_TRANSLATE_NOOP("helio::Actions", "Leave the channel of the selected event out of the table, whatever the filter"), ""},
    {ActionId::ShowEvents, MenuId::View, "showEvents", QT_TRANSLATE_NOOP("helio::Actions", "&Events"),
     QT_TRANSLATE_NOOP("helio::Actions", "Show the events"), "Ctrl+1"},
    {ActionId::ShowClients, MenuId::View, "showClients", QT_TRANSLATE_NOOP("helio::Actions", "&Clients"),
     QT_TRANSLATE_NOOP("helio::Actions", "Show who is connected to the hub"), "Ctrl+2"},
    {ActionId::ShowChannels, MenuId::View, "showChannels", QT_TRANSLATE_NOOP("helio::Actions", "C&hannels"),
     QT_TRANSLATE_NOOP("helio::Actions", "Show the channels of the hub"), "Ctrl+3"},
    {ActionId::ShowCharts, MenuId::View, "showCharts", QT_TRANSLATE_NOOP("helio::Actions", "Ch&arts"),
     QT_TRANSLATE_NOOP("helio::Actions", "Show the charts"), "Ctrl+4"},
    {ActionId::ShowConnection, MenuId::View, "showConnection", QT_TRANSLATE_NOOP("helio::Actions", "C&onnection"),
     QT_TRANSLATE_NOOP("helio::Actions", "Show what happened to the connection of a stream"), "Ctrl+6"},
    {ActionId::Pause, MenuId::View, "pause", QT_TRANSLATE_NOOP("helio::Actions", "&Pause"),
     QT_TRANSLATE_NOOP("helio::Actions", "Hold the events table still; events go on arriving and wait"), "Space", Glyph::Pause, true},
    {ActionId::BackToLive, MenuId::View, "backToLive", QT_TRANSLATE_NOOP("helio::Actions", "Back to &live"),
     QT_TRANSLATE_NOOP("helio::Actions", "Go to the newest event and follow"), "End"},
    {ActionId::ResetLayout, MenuId::View, "resetLayout", QT_TRANSLATE_NOOP("helio::Actions", "&Reset layout"),
     QT_TRANSLATE_NOOP("helio::Actions", "Put panels and columns back to where they were at first"), ""},
    {ActionId::ToggleHub, MenuId::Hub, "toggleHub", QT_TRANSLATE_NOOP("helio::Actions", "&Start hub"),
     QT_TRANSLATE_NOOP("helio::Actions", "Let clients connect"), "", Glyph::Start},
    {ActionId::CopyStreamUrl, MenuId::Hub, "copyStreamUrl", QT_TRANSLATE_NOOP("helio::Actions", "&Copy stream URL"),
     QT_TRANSLATE_NOOP("helio::Actions", "Copy the address that clients connect to"), "Ctrl+Shift+U", Glyph::Copy},
    {ActionId::AccessSettings, MenuId::Hub, "accessSettings", QT_TRANSLATE_NOOP("helio::Actions", "&Access…"),
     QT_TRANSLATE_NOOP("helio::Actions", "Say who may publish and read: make tokens, and revoke them"), ""},
    {ActionId::RedisSettings, MenuId::Hub, "redisSettings", QT_TRANSLATE_NOOP("helio::Actions", "&Redis…"),
     QT_TRANSLATE_NOOP("helio::Actions", "Share channels with Flask-SSE applications over Redis: connect, test, disconnect"), ""},
    {ActionId::DisconnectClients, MenuId::Hub, "disconnectClients", QT_TRANSLATE_NOOP("helio::Actions", "&Disconnect clients"),
     QT_TRANSLATE_NOOP("helio::Actions", "End the connections of the clients selected in Clients; they may come back"), ""},
    {ActionId::PublishToChannel, MenuId::Hub, "publishToChannel", QT_TRANSLATE_NOOP("helio::Actions", "&Publish to the channel"),
     QT_TRANSLATE_NOOP("helio::Actions", "Write an event for the selected channel"), ""},
    {ActionId::MuteChannel, MenuId::Hub, "muteChannel", QT_TRANSLATE_NOOP("helio::Actions", "&Mute the channel"),
     QT_TRANSLATE_NOOP("helio::Actions", "Leave the events of the selected channel out of the events table"), "", Glyph::None, true},
    {ActionId::CopyUrl, MenuId::Edit, "copyUrl", QT_TRANSLATE_NOOP("helio::Actions", "Copy stream &URL"),
     QT_TRANSLATE_NOOP("helio::Actions", "Copy where clients receive what is chosen in the navigator"), "", Glyph::Copy},
    {ActionId::CopyStreamJavaScript, MenuId::Edit, "copyStreamJavaScript", QT_TRANSLATE_NOOP("helio::Actions", "Copy stream as &JavaScript"),
     QT_TRANSLATE_NOOP("helio::Actions", "Copy an EventSource for what is chosen in the navigator"), ""},
    {ActionId::CopyStreamCurl, MenuId::Edit, "copyStreamCurl", QT_TRANSLATE_NOOP("helio::Actions", "Copy stream as c&url"),
     QT_TRANSLATE_NOOP("helio::Actions", "Copy a curl command for what is chosen in the navigator"), ""},
    {ActionId::WriteEvent, MenuId::Publish, "writeEvent", QT_TRANSLATE_NOOP("helio::Actions", "&Write an event"),
     QT_TRANSLATE_NOOP("helio::Actions", "Go to the composer"), "Ctrl+Shift+E"},
    {ActionId::PublishAgain, MenuId::Publish, "publishAgain", QT_TRANSLATE_NOOP("helio::Actions", "Publish &again"),
     QT_TRANSLATE_NOOP("helio::Actions", "Put the selected event into the composer, ready to be published"), "Ctrl+Shift+A", Glyph::Send},
    {ActionId::Publish, MenuId::Publish, "publish", QT_TRANSLATE_NOOP("helio::Actions", "&Publish"),
     QT_TRANSLATE_NOOP("helio::Actions", "Publish what the composer holds"), "Ctrl+Return", Glyph::Send},
    {ActionId::CheatSheet, MenuId::Help, "cheatSheet", QT_TRANSLATE_NOOP("helio::Actions", "&Keys"),
     QT_TRANSLATE_NOOP("helio::Actions", "Show all keys"), "F1"},
    {ActionId::About, MenuId::Help, "about", QT_TRANSLATE_NOOP("helio::Actions", "&About Heliograph"),
     QT_TRANSLATE_NOOP("helio::Actions", "Say what this program is"), ""},
};
// clang-format on

} // namespace

Actions::Actions(QObject *parent)
    : QObject(parent)
{
    for (const Spec &spec : Specs) {
        auto *action = new QAction(this);
        action->setObjectName(QLatin1String(spec.name));
        action->setCheckable(spec.isCheckable);
        action->setIcon(glyphIcon(spec.glyph));
        if (*spec.keys)
            action->setShortcut(QKeySequence(QLatin1String(spec.keys), QKeySequence::PortableText));
        actions_.insert(spec.id, action);
    }
    // Plain keys, which mean something else where one writes: they act in the events table only.
    for (const ActionId id : {ActionId::Pause, ActionId::BackToLive})
        actions_[id]->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    // The key pad's Enter publishes too.
    actions_[ActionId::Publish]->setShortcuts(
        {QKeySequence(Qt::CTRL | Qt::Key_Return), QKeySequence(Qt::CTRL | Qt::Key_Enter)});
    retranslate();
}

QList<ActionId> Actions::of(MenuId menu) const
{
    QList<ActionId> ids;
    for (const Spec &spec : Specs) {
        if (spec.menu == menu)
            ids.append(spec.id);
    }
    return ids;
}

QList<std::pair<MenuId, QAction *>> Actions::all() const
{
    QList<std::pair<MenuId, QAction *>> all;
    for (const MenuId menu :
         {MenuId::File, MenuId::Edit, MenuId::View, MenuId::Hub, MenuId::Streams, MenuId::Publish, MenuId::Help}) {
        const QList<ActionId> ids = of(menu);
        for (const ActionId id : ids)
            all.append({menu, actions_.value(id)});
    }
    return all;
}

QString Actions::menuTitle(MenuId menu)
{
    switch (menu) {
    case MenuId::File:
        return tr("&File");
    case MenuId::Edit:
        return tr("&Edit");
    case MenuId::View:
        return tr("&View");
    case MenuId::Hub:
        return tr("H&ub");
    case MenuId::Streams:
        return tr("&Streams");
    case MenuId::Publish:
        return tr("&Publish");
    case MenuId::Help:
        return tr("&Help");
    }
    return {};
}

void Actions::retranslate()
{
    for (const Spec &spec : Specs) {
        QAction *action = actions_.value(spec.id);
        action->setText(QCoreApplication::translate(Context, spec.text));
        const QString tip = QCoreApplication::translate(Context, spec.tip);
        const QString keys = action->shortcut().toString(QKeySequence::NativeText);
        action->setStatusTip(tip);
        action->setToolTip(keys.isEmpty() ? tip : QStringLiteral("%1 (%2)").arg(tip, keys));
    }
}

} // namespace helio
