// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/actions.h"

#include <QKeySequence>
#include <QRegularExpression>

namespace helio {

struct Actions::Row
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

// A member, so that what stands in it is translated as the class's own.
std::span<const Actions::Row> Actions::rows()
{
    // clang-format off
    static const Row rows[] = {
        {ActionId::OpenStream, MenuId::Streams, "openStream", QT_TR_NOOP("&Open a stream…"),
         QT_TR_NOOP("Read a remote event stream"), "Ctrl+N", Glyph::Plus},
        {ActionId::EditStream, MenuId::Streams, "editStream", QT_TR_NOOP("&Edit the stream…"),
         QT_TR_NOOP("Change how the stream chosen in the navigator is asked for, and reconnect"), ""},
        {ActionId::CloseStream, MenuId::Streams, "closeStream", QT_TR_NOOP("&Close the stream"),
         QT_TR_NOOP("Stop reading the stream chosen in the navigator"), ""},
        {ActionId::ReopenStream, MenuId::Streams, "reopenStream", QT_TR_NOOP("&Reopen the stream"),
         QT_TR_NOOP("Read the stream chosen in the navigator again, from where it stopped"), ""},
        {ActionId::RemoveStream, MenuId::Streams, "removeStream", QT_TR_NOOP("Re&move the stream"),
         QT_TR_NOOP("Close the stream chosen in the navigator and take it off the list"), ""},
        {ActionId::UndoRemoveStream, MenuId::Streams, "undoRemoveStream", QT_TR_NOOP("&Undo remove"),
         QT_TR_NOOP("Bring back the stream that was removed last"), ""},
        {ActionId::ExportEvents, MenuId::File, "exportEvents", QT_TR_NOOP("&Export events…"),
         QT_TR_NOOP("Write the events shown, or those selected, to a file"), "Ctrl+E", Glyph::None},
        {ActionId::Quit, MenuId::File, "quit", QT_TR_NOOP("&Quit"),
         QT_TR_NOOP("Let the hub finish and leave"), "Ctrl+Q"},
        {ActionId::CopyEvent, MenuId::Edit, "copyEvent", QT_TR_NOOP("&Copy event data"),
         QT_TR_NOOP("Copy the data of the selected event"), "Ctrl+Shift+C", Glyph::Copy},
        {ActionId::CopyJson, MenuId::Edit, "copyJson", QT_TR_NOOP("Copy event as &JSON"),
         QT_TR_NOOP("Copy the data of the selected event with line breaks and indents"), ""},
        {ActionId::CopyEventStream, MenuId::Edit, "copyEventStream", QT_TR_NOOP("Copy event as event &stream"),
         QT_TR_NOOP("Copy the selected event as a block of an event stream"), ""},
        {ActionId::CopyCurl, MenuId::Edit, "copyCurl", QT_TR_NOOP("Copy event as c&url command"),
         QT_TR_NOOP("Copy a command that publishes the selected event to the hub, or reads the remote stream it came from"), ""},
        {ActionId::CopyHelioPublish, MenuId::Edit, "copyHelioPublish", QT_TR_NOOP("Copy event as &helio command"),
         QT_TR_NOOP("Copy a helio publish command that publishes the selected event to the hub"), ""},
        {ActionId::ClearEvents, MenuId::Edit, "clearEvents", QT_TR_NOOP("C&lear events"),
         QT_TR_NOOP("Empty the events table; it can be undone for a minute"), "Ctrl+Shift+L", Glyph::Clear},
        {ActionId::UndoClear, MenuId::Edit, "undoClear", QT_TR_NOOP("&Undo clear"),
         QT_TR_NOOP("Bring the cleared events back"), "Ctrl+Shift+Z"},
        {ActionId::FilterEvents, MenuId::Edit, "filterEvents", QT_TR_NOOP("&Filter events"),
         QT_TR_NOOP("Say which events the table shows"), "Ctrl+L"},
        {ActionId::FindEvent, MenuId::Edit, "findEvent", QT_TR_NOOP("F&ind in events…"),
         QT_TR_NOOP("Find text in the events shown"), "Ctrl+F"},
        {ActionId::FindNext, MenuId::Edit, "findNext", QT_TR_NOOP("Find &next"),
         QT_TR_NOOP("Go to the next event with the text"), "F3"},
        {ActionId::FindPrevious, MenuId::Edit, "findPrevious", QT_TR_NOOP("Find &previous"),
         QT_TR_NOOP("Go to the event before with the text"), "Shift+F3"},
        {ActionId::ShowOnlyChannel, MenuId::Edit, "showOnlyChannel", QT_TR_NOOP("Show &only this channel"),
         QT_TR_NOOP("Filter the events by the channel of the selected one"), ""},
        {ActionId::HideChannel, MenuId::Edit, "hideChannel", QT_TR_NOOP("&Hide this channel"),
         QT_TR_NOOP("Leave the channel of the selected event out by the filter"), ""},
        {ActionId::FilterByType, MenuId::Edit, "filterByType", QT_TR_NOOP("Filter by this &type"),
         QT_TR_NOOP("Filter the events by the type of the selected one"), ""},
        {ActionId::MuteEventChannel, MenuId::Edit, "muteEventChannel", QT_TR_NOOP("&Mute this channel"),
         QT_TR_NOOP("Leave the channel of the selected event out of the table, whatever the filter"), ""},
        {ActionId::Pause, MenuId::View, "pause", QT_TR_NOOP("&Pause"),
         QT_TR_NOOP("Hold the events table still; events go on arriving and wait"), "Space", Glyph::Pause, true},
        {ActionId::BackToLive, MenuId::View, "backToLive", QT_TR_NOOP("Back to &live"),
         QT_TR_NOOP("Go to the newest event and follow"), "End"},
        {ActionId::CommandPalette, MenuId::View, "commandPalette", QT_TR_NOOP("&Find a command…"),
         QT_TR_NOOP("Find actions, channels, streams, clients and layouts by some letters of their names"), "Ctrl+K"},
        {ActionId::NextPane, MenuId::View, "nextPane", QT_TR_NOOP("&Next pane"),
         QT_TR_NOOP("Go on to the next part of the window"), "F6"},
        {ActionId::PreviousPane, MenuId::View, "previousPane", QT_TR_NOOP("Pre&vious pane"),
         QT_TR_NOOP("Go back to the part of the window before"), "Shift+F6"},
        {ActionId::ResetLayout, MenuId::View, "resetLayout", QT_TR_NOOP("&Reset layout"),
         QT_TR_NOOP("Put layouts, panels and columns back to how they were at the first start"), ""},
        {ActionId::ToggleHub, MenuId::Hub, "toggleHub", QT_TR_NOOP("&Start hub"),
         QT_TR_NOOP("Let clients connect"), "", Glyph::Start},
        {ActionId::ConnectHub, MenuId::Hub, "connectHub", QT_TR_NOOP("Connec&t to a hub…"),
         QT_TR_NOOP("Open a window on a hub elsewhere, to watch and steer it"), ""},
        {ActionId::CopyStreamUrl, MenuId::Hub, "copyStreamUrl", QT_TR_NOOP("&Copy stream URL"),
         QT_TR_NOOP("Copy the address that clients connect to"), "Ctrl+Shift+U", Glyph::Copy},
        {ActionId::AccessSettings, MenuId::Hub, "accessSettings", QT_TR_NOOP("&Access…"),
         QT_TR_NOOP("Say who may publish and read: make tokens, and revoke them"), ""},
        {ActionId::RedisSettings, MenuId::Hub, "redisSettings", QT_TR_NOOP("&Redis…"),
         QT_TR_NOOP("Share channels with Flask-SSE applications over Redis: connect, test, disconnect"), ""},
        {ActionId::GroupOverview, MenuId::Hub, "groupOverview", QT_TR_NOOP("Gro&up of hubs…"),
         QT_TR_NOOP("Show the hubs that share this one's history: how they do, and who is silent"), ""},
        {ActionId::DisconnectClients, MenuId::Hub, "disconnectClients", QT_TR_NOOP("&Disconnect clients"),
         QT_TR_NOOP("End the connections of the clients selected in Clients; they may come back"), ""},
        {ActionId::PublishToChannel, MenuId::Hub, "publishToChannel", QT_TR_NOOP("&Publish to the channel"),
         QT_TR_NOOP("Write an event for the selected channel"), ""},
        {ActionId::MuteChannel, MenuId::Hub, "muteChannel", QT_TR_NOOP("&Mute the channel"),
         QT_TR_NOOP("Leave the events of the selected channel out of the events table"), "", Glyph::None, true},
        {ActionId::ClearChannel, MenuId::Hub, "clearChannel", QT_TR_NOOP("C&lear the channel…"),
         QT_TR_NOOP("Drop the history of the selected channel"), ""},
        {ActionId::CopyUrl, MenuId::Edit, "copyUrl", QT_TR_NOOP("Copy stream &URL"),
         QT_TR_NOOP("Copy where clients receive what is chosen in the navigator"), "", Glyph::Copy},
        {ActionId::CopyStreamJavaScript, MenuId::Edit, "copyStreamJavaScript", QT_TR_NOOP("Copy stream as &JavaScript"),
         QT_TR_NOOP("Copy an EventSource for what is chosen in the navigator"), ""},
        {ActionId::CopyStreamCurl, MenuId::Edit, "copyStreamCurl", QT_TR_NOOP("Copy stream as c&url"),
         QT_TR_NOOP("Copy a curl command for what is chosen in the navigator"), ""},
        {ActionId::Settings, MenuId::Edit, "settings", QT_TR_NOOP("S&ettings…"),
         QT_TR_NOOP("Change how the hub and the window work"), "Ctrl+,"},
        {ActionId::WriteEvent, MenuId::Publish, "writeEvent", QT_TR_NOOP("&Write an event"),
         QT_TR_NOOP("Go to the composer"), "Ctrl+Shift+E"},
        {ActionId::PublishAgain, MenuId::Publish, "publishAgain", QT_TR_NOOP("Publish &again"),
         QT_TR_NOOP("Put the selected event into the composer, ready to be published"), "Ctrl+Shift+A", Glyph::Send},
        {ActionId::Publish, MenuId::Publish, "publish", QT_TR_NOOP("&Publish"),
         QT_TR_NOOP("Publish what the composer holds"), "Ctrl+Return", Glyph::Send},
        {ActionId::FormatData, MenuId::Publish, "formatData", QT_TR_NOOP("&Format data"),
         QT_TR_NOOP("Lay the composer's JSON out with line breaks and indents; its digits stay"), "Ctrl+Shift+J"},
        {ActionId::EventHistory, MenuId::Publish, "eventHistory", QT_TR_NOOP("&History…"),
         QT_TR_NOOP("Search in what was published, and put one into the composer again"), "Ctrl+Shift+H"},
        {ActionId::EditPresets, MenuId::Publish, "editPresets", QT_TR_NOOP("P&resets…"),
         QT_TR_NOOP("Save what the composer holds for later, or change what is saved"), "Ctrl+Shift+P"},
        {ActionId::ShowWire, MenuId::Publish, "showWire", QT_TR_NOOP("Show &bytes"),
         QT_TR_NOOP("Show the bytes that go out beside the data"), "Ctrl+Shift+B", Glyph::None, true},
        {ActionId::ShowRun, MenuId::Publish, "showRun", QT_TR_NOOP("Repeat or play a f&ile"),
         QT_TR_NOOP("Publish an event again and again, or the lines of a file"), "Ctrl+Shift+R", Glyph::None, true},
        {ActionId::StopRun, MenuId::Publish, "stopRun", QT_TR_NOOP("&Stop publishing"),
         QT_TR_NOOP("Stop what is being repeated or played"), "Ctrl+Shift+."},
        {ActionId::Alerts, MenuId::Tools, "alerts", QT_TR_NOOP("&Alerts…"),
         QT_TR_NOOP("Have it said when a stream is silent, too fast or too slow, when an event comes, or something is wrong"), ""},
        {ActionId::CheatSheet, MenuId::Help, "cheatSheet", QT_TR_NOOP("&Keys"),
         QT_TR_NOOP("Show all keys"), "F1"},
        {ActionId::About, MenuId::Help, "about", QT_TR_NOOP("&About Heliograph"),
         QT_TR_NOOP("Say what this program is"), ""},
    };
    // clang-format on
    return rows;
}

Actions::Actions(QObject *parent)
    : QObject(parent)
{
    for (const Row &row : rows()) {
        auto *action = new QAction(this);
        action->setObjectName(QLatin1String(row.name));
        action->setCheckable(row.isCheckable);
        action->setIcon(glyphIcon(row.glyph));
        setKeys(*action, row.keys);
        actions_.insert(row.id, action);
        menus_[row.menu].append(action);
    }
    // Plain keys, which mean something else where one writes: they act in the events table only.
    for (const ActionId id : {ActionId::Pause, ActionId::BackToLive})
        actions_[id]->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    actions_[ActionId::ConnectHub]->setEnabled(false); // until somebody knows how (HubConnector)
    // In the composer only: what one has written there goes out, and whoever reads elsewhere may not think of it.
    actions_[ActionId::Publish]->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    // The key pad's Enter publishes too.
    actions_[ActionId::Publish]->setShortcuts(
        {QKeySequence(Qt::CTRL | Qt::Key_Return), QKeySequence(Qt::CTRL | Qt::Key_Enter)});
    retranslate();
}

void Actions::insert(QAction *action, MenuId menu, ActionId before, SubmenuId submenu)
{
    inserted_.insert(action, {submenu, false, {}});
    QList<QAction *> &all = menus_[menu];
    all.insert(all.indexOf(actions_.value(before)), action);
}

void Actions::append(QAction *action, MenuId menu, bool beginsSection, SubmenuId submenu)
{
    inserted_.insert(action, {submenu, beginsSection, {}});
    menus_[menu].append(action);
}

void Actions::setNeeds(const QAction *inserted, const QString &needs)
{
    inserted_[inserted].needs = needs;
}

QList<std::pair<MenuId, QAction *>> Actions::all() const
{
    QList<std::pair<MenuId, QAction *>> all;
    for (const MenuId menu : Menus) {
        const QList<QAction *> actions = of(menu);
        for (QAction *action : actions)
            all.append({menu, action});
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
    case MenuId::Tools:
        return tr("&Tools");
    case MenuId::Help:
        return tr("&Help");
    }
    return {};
}

void Actions::setKeys(QAction &action, const char *keys)
{
    if (*keys)
        action.setShortcut(QKeySequence(QLatin1String(keys), QKeySequence::PortableText));
}

void Actions::setText(QAction &action, const QString &text)
{
    // Qt takes the & away alone, and leaves the letter behind a Japanese text.
    static const QRegularExpression letter(QStringLiteral("\\(&.\\)|&(?!&)"));
    QString plain = text;
    action.setText(text);
    action.setIconText(plain.remove(letter).trimmed());
}

void Actions::setTexts(QAction &action, const QString &text, const QString &tip)
{
    setText(action, text);
    action.setStatusTip(tip);
    const QString keys = action.shortcut().toString(QKeySequence::NativeText);
    action.setToolTip(keys.isEmpty() ? tip : QStringLiteral("%1 (%2)").arg(tip, keys));
}

void Actions::retranslate()
{
    for (const Row &row : rows())
        setTexts(*actions_.value(row.id), tr(row.text), tr(row.tip));
}

} // namespace helio
