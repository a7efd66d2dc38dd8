// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/look/actions.h"

class QMenu;
class QMenuBar;

namespace helio {

/// The menu bar, made of the list of actions: each in its menu, with lines between sections and menus within menus
/// where Actions says so.
class MainMenus : public QObject
{
    Q_OBJECT
public:
    /// All are borrowed. `ready`: menus that are made elsewhere.
    MainMenus(QMenuBar &bar, const Actions &actions, const QHash<SubmenuId, QMenu *> &ready, QObject *parent);

    QMenu *operator[](MenuId id) const { return menus_.value(id); }
    QMenu *submenu(SubmenuId id) const { return submenus_.value(id); }
    void retranslate();

private:
    QHash<MenuId, QMenu *> menus_;
    QHash<SubmenuId, QMenu *> submenus_;
};

} // namespace helio
