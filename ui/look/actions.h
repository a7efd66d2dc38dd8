// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/look/icons.h"

#include <QAction>
#include <QHash>

class QMenu;

namespace helio {

/// All that can be done in the window, each once. Menus, toolbar and the cheat sheet are made from this list.
enum class ActionId {
    OpenStream,
    Quit,
    CopyEvent,
    ExportEvents,
    CopyJson,
    CopyEventStream,
    CopyCurl,
    CopyHelioPublish,
    ClearEvents,
    UndoClear,
    FilterEvents,
    FindEvent,
    FindNext,
    FindPrevious,
    ShowOnlyChannel,
    HideChannel,
    FilterByType,
    MuteEventChannel,
    ShowEvents,
    ShowClients,
    ShowChannels,
    ShowCharts,
    BackToLive,
    Pause,
    ResetLayout,
    ToggleHub,
    CopyStreamUrl,
    AccessSettings,
    RedisSettings,
    DisconnectClients,
    MuteChannel,
    PublishToChannel,
    CopyUrl,
    CopyStreamJavaScript,
    CopyStreamCurl,
    ShowConnection,
    EditStream,
    CloseStream,
    ReopenStream,
    RemoveStream,
    Publish,
    WriteEvent,
    PublishAgain,
    CheatSheet,
    About,
};

enum class MenuId { File, Edit, View, Hub, Streams, Publish, Help };

class Actions : public QObject
{
    Q_OBJECT
public:
    explicit Actions(QObject *parent);

    QAction *operator[](ActionId id) const { return actions_.value(id); }
    QList<ActionId> of(MenuId menu) const;
    /// All, in the order of the menus.
    QList<std::pair<MenuId, QAction *>> all() const;

    static QString menuTitle(MenuId menu);
    /// Texts and tips in the present language.
    void retranslate();

private:
    QHash<ActionId, QAction *> actions_;
};

} // namespace helio
