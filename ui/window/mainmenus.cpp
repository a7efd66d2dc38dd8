// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/mainmenus.h"

#include <QMenuBar>

namespace helio {

MainMenus::MainMenus(QMenuBar &bar, const Actions &actions, const QHash<SubmenuId, QMenu *> &ready, QObject *parent)
    : QObject(parent)
{
    for (const MenuId id : Menus) {
        QMenu *menu = bar.addMenu(QString());
        menus_.insert(id, menu);
        const QList<QAction *> all = actions.of(id);
        for (QAction *action : all) {
            const SubmenuId place = actions.submenuOf(action);
            QMenu *within = place == SubmenuId::None ? menu : submenus_.value(place);
            if (actions.beginsSection(action))
                (within ? within : menu)->addSeparator();
            if (!within) {
                within = ready.value(place);
                if (within)
                    menu->addMenu(within);
                else
                    within = menu->addMenu(QString());
                submenus_.insert(place, within);
            }
            within->addAction(action);
        }
    }
    retranslate();
}

void MainMenus::retranslate()
{
    for (auto it = menus_.cbegin(); it != menus_.cend(); ++it)
        it.value()->setTitle(Actions::menuTitle(it.key()));
    for (auto it = submenus_.cbegin(); it != submenus_.cend(); ++it) {
        if (const QString title = Actions::submenuTitle(it.key()); !title.isEmpty())
            it.value()->setTitle(title);
    }
}

} // namespace helio
