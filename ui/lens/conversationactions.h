// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/look/actions.h"

namespace helio {

/// What can be done in *Conversation*, each action once, at the end of the menu *Streams*.
class ConversationActions : public QObject
{
    Q_OBJECT
public:
    ConversationActions(Actions &actions, QObject *parent);

    QAction *const showHere;   ///< the selected event's message
    QAction *const showEvents; ///< of what is chosen
    QAction *const copyText;
    QAction *const save;
    QAction *const markdown; ///< checkable
    QAction *const copyCurl;
    QAction *const copyCurlWithSecrets;
    QAction *const send;
    QAction *const cancel; ///< what was sent

    void retranslate();

private:
    Actions &actions_;
};

} // namespace helio
