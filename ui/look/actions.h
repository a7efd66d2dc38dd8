// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/look/icons.h"

#include <QAction>
#include <QHash>
#include <QList>

#include <optional>
#include <span>

namespace helio {

/// All that can be done in the window but to show a tab (see Tabs), each once, with a row in actions.cpp. Menus,
/// toolbar and the cheat sheet are made from these.
enum class ActionId {
    OpenStream,
    Settings,
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
    BackToLive,
    Pause,
    CommandPalette,
    NextPane,
    PreviousPane,
    ResetLayout,
    ToggleHub,
    ConnectHub,
    CopyStreamUrl,
    AccessSettings,
    RedisSettings,
    GroupOverview,
    DisconnectClients,
    MuteChannel,
    PublishToChannel,
    ClearChannel,
    CopyUrl,
    CopyStreamJavaScript,
    CopyStreamCurl,
    EditStream,
    CloseStream,
    ReopenStream,
    RemoveStream,
    UndoRemoveStream,
    Publish,
    WriteEvent,
    PublishAgain,
    FormatData,
    EventHistory,
    EditPresets,
    ShowWire,
    ShowRun,
    StopRun,
    Alerts,
    CheatSheet,
    About,
};

enum class MenuId { File, Edit, View, Hub, Streams, Publish, Tools, Help };
/// In the order of the menu bar.
constexpr MenuId Menus[] = {MenuId::File,    MenuId::Edit,    MenuId::View,  MenuId::Hub,
                            MenuId::Streams, MenuId::Publish, MenuId::Tools, MenuId::Help};

/// Menus within menus; a menu has at most MostLines lines between two separators.
enum class SubmenuId {
    None,
    CopyEventAs,
    CopyStream,
    InspectorValue,
    Navigator,
    LoadOlder,
    Layout,
    Appearance,
    Language,
    KeepAway
};
constexpr int MostLines = 10;

class Actions : public QObject
{
    Q_OBJECT
public:
    explicit Actions(QObject *parent);

    QAction *operator[](ActionId id) const { return actions_.value(id); }
    /// One that has no ActionId, into the menu before `before`, which is in that menu. It keeps its owner, who gives it
    /// its texts; it must live as long as this object is asked.
    void insert(QAction *action, MenuId menu, ActionId before, SubmenuId submenu = SubmenuId::None);
    /// The same at the end of the menu as it is, below a line where it begins a section.
    void append(QAction *action, MenuId menu, bool beginsSection, SubmenuId submenu = SubmenuId::None);
    /// What it takes to make one without an ActionId possible, for people, e.g. `select clients in Clients first`.
    void setNeeds(const QAction *inserted, const QString &needs);
    /// In their order.
    QList<QAction *> of(MenuId menu) const { return menus_.value(menu); }
    /// All, in the order of the menus.
    QList<std::pair<MenuId, QAction *>> all() const;

    static QString menuTitle(MenuId menu);
    /// Empty for those that have their title from their own class.
    static QString submenuTitle(SubmenuId submenu);
    /// Where it stands within its menu; None: in the menu itself.
    SubmenuId submenuOf(const QAction *action) const;
    /// Whether a line stands before it in its menu.
    bool beginsSection(const QAction *action) const;
    /// What it takes to make it possible, for people; empty when it is possible.
    QString whyDisabled(const QAction *action) const;
    /// `keys`: portable text; empty: none.
    static void setKeys(QAction &action, const char *keys);
    /// The text, in menus with its letter, on buttons without: `ハブを停止(&S)` is `ハブを停止` there.
    static void setText(QAction &action, const QString &text);
    /// The same, and the tip with the keys behind it.
    static void setTexts(QAction &action, const QString &text, const QString &tip);
    /// Texts and tips in the present language.
    void retranslate();

private:
    struct Row;
    static std::span<const Row> rows();
    std::optional<ActionId> idOf(const QAction *action) const;
    static SubmenuId submenuOf(ActionId id);
    static QString needs(ActionId id);

    /// What is known of one without an ActionId.
    struct Inserted
    {
        SubmenuId submenu = SubmenuId::None;
        bool beginsSection = false;
        QString needs;
    };

    QHash<ActionId, QAction *> actions_;
    QHash<MenuId, QList<QAction *>> menus_;
    QHash<const QAction *, Inserted> inserted_;
};

} // namespace helio
