// SPDX-License-Identifier: GPL-3.0-or-later
// How actions stand in the menus, and what they wait for while they are not possible.
#include "ui/look/actions.h"

namespace helio {

std::optional<ActionId> Actions::idOf(const QAction *action) const
{
    for (auto it = actions_.cbegin(); it != actions_.cend(); ++it) {
        if (it.value() == action)
            return it.key();
    }
    return std::nullopt;
}

QString Actions::submenuTitle(SubmenuId submenu)
{
    switch (submenu) {
    case SubmenuId::None:
    case SubmenuId::Appearance:
    case SubmenuId::Language:
        break;
    case SubmenuId::CopyEventAs:
        return tr("Copy event &as");
    case SubmenuId::CopyStream:
        return tr("Copy s&tream");
    case SubmenuId::InspectorValue:
        return tr("&Value in the inspector");
    case SubmenuId::Navigator:
        return tr("Chosen in the navi&gator");
    case SubmenuId::LoadOlder:
        return tr("Load olde&r");
    case SubmenuId::Layout:
        return tr("La&yout");
    case SubmenuId::KeepAway:
        return tr("&Keep away");
    }
    return {};
}

SubmenuId Actions::submenuOf(ActionId id)
{
    static const QHash<ActionId, SubmenuId> submenus{
        {ActionId::CopyJson, SubmenuId::CopyEventAs},      {ActionId::CopyEventStream, SubmenuId::CopyEventAs},
        {ActionId::CopyCurl, SubmenuId::CopyEventAs},      {ActionId::CopyHelioPublish, SubmenuId::CopyEventAs},
        {ActionId::CopyUrl, SubmenuId::CopyStream},        {ActionId::CopyStreamJavaScript, SubmenuId::CopyStream},
        {ActionId::CopyStreamCurl, SubmenuId::CopyStream}, {ActionId::ResetLayout, SubmenuId::Layout},
    };
    return submenus.value(id, SubmenuId::None);
}

SubmenuId Actions::submenuOf(const QAction *action) const
{
    const auto id = idOf(action);
    return id ? submenuOf(*id) : inserted_.value(action).submenu;
}

bool Actions::beginsSection(const QAction *action) const
{
    static const QSet<ActionId> first{ActionId::Quit,           ActionId::ClearEvents,     ActionId::FilterEvents,
                                      ActionId::CopyUrl,        ActionId::ShowOnlyChannel, ActionId::Pause,
                                      ActionId::ResetLayout,    ActionId::AccessSettings,  ActionId::DisconnectClients,
                                      ActionId::CommandPalette, ActionId::PublishToChannel};
    const auto id = idOf(action);
    return id ? first.contains(*id) : inserted_.value(action).beginsSection;
}

QString Actions::needs(ActionId id)
{
    static const char *const anEvent = QT_TR_NOOP("select an event in Events first");
    static const char *const aChannel = QT_TR_NOOP("choose a channel in the navigator or in Channels first");
    static const char *const aStream = QT_TR_NOOP("choose a stream in the navigator first");
    static const char *const aHub = QT_TR_NOOP("the hub does not serve now");
    static const char *const anOffer = QT_TR_NOOP("this hub does not offer it");
    static const QHash<ActionId, const char *> needs{
        {ActionId::CopyEvent, anEvent},
        {ActionId::CopyEventStream, anEvent},
        {ActionId::CopyCurl, anEvent},
        {ActionId::CopyHelioPublish, anEvent},
        {ActionId::ShowOnlyChannel, anEvent},
        {ActionId::HideChannel, anEvent},
        {ActionId::FilterByType, anEvent},
        {ActionId::MuteEventChannel, anEvent},
        {ActionId::CopyJson, QT_TR_NOOP("select an event whose data is JSON first")},
        {ActionId::PublishAgain, QT_TR_NOOP("select an event that is not too large to be edited first")},
        {ActionId::UndoClear, QT_TR_NOOP("nothing was cleared in the last minute")},
        {ActionId::ExportEvents, QT_TR_NOOP("an export is under way")},
        {ActionId::PublishToChannel, aChannel},
        {ActionId::MuteChannel, aChannel},
        {ActionId::ClearChannel, QT_TR_NOOP("choose a channel first, while the hub serves")},
        {ActionId::UndoRemoveStream, QT_TR_NOOP("no stream was removed")},
        {ActionId::ShowRun, QT_TR_NOOP("something is being repeated or played: stop that first")},
        {ActionId::StopRun, QT_TR_NOOP("nothing is being repeated or played")},
        {ActionId::EditStream, aStream},
        {ActionId::RemoveStream, aStream},
        {ActionId::CloseStream, QT_TR_NOOP("choose a stream that is not closed in the navigator first")},
        {ActionId::ReopenStream, QT_TR_NOOP("choose a stream that is closed in the navigator first")},
        {ActionId::CopyStreamUrl, aHub},
        {ActionId::CopyUrl, aHub},
        {ActionId::CopyStreamCurl, aHub},
        {ActionId::Publish, aHub},
        {ActionId::CopyStreamJavaScript, QT_TR_NOOP("an EventSource asks by GET alone, and the hub must serve")},
        {ActionId::DisconnectClients, QT_TR_NOOP("select clients in Clients first")},
        {ActionId::ToggleHub, QT_TR_NOOP("the hub is starting or stopping")},
        {ActionId::ConnectHub, QT_TR_NOOP("this window cannot open others")},
        {ActionId::AccessSettings, anOffer},
        {ActionId::RedisSettings, anOffer},
        {ActionId::GroupOverview, QT_TR_NOOP("this hub is in no group")},
    };
    const char *text = needs.value(id);
    return text ? tr(text) : tr("it is not possible now");
}

QString Actions::whyDisabled(const QAction *action) const
{
    if (action->isEnabled())
        return {};
    // Who disables an action for a reason of its own puts that into the tip, which else begins as the status line says.
    if (!action->toolTip().startsWith(action->statusTip()))
        return action->toolTip();
    const auto id = idOf(action);
    if (id)
        return needs(*id);
    if (const QString needs = inserted_.value(action).needs; !needs.isEmpty())
        return needs;
    return submenuOf(action) == SubmenuId::InspectorValue
               ? tr("choose a value for which it can be done in the inspector's tree first")
               : tr("it is not possible now");
}

} // namespace helio
