// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

namespace helio {

class Actions;

/// All actions with their keys, made from the list of actions.
class CheatSheet : public QDialog
{
    Q_OBJECT
public:
    explicit CheatSheet(const Actions &actions, QWidget *parent = nullptr);
};

} // namespace helio
