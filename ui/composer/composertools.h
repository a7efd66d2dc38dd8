// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/composer/draft.h"
#include "ui/look/actions.h"

#include <QWidget>

class QMenu;
class QToolButton;

namespace helio {

class DraftStore;

/// Buttons beside the data: presets, and what else can be done with an event.
class ComposerTools : public QWidget
{
    Q_OBJECT
public:
    /// Both are borrowed.
    ComposerTools(DraftStore &store, Actions &actions, QWidget *parent = nullptr);

    void retranslate();

Q_SIGNALS:
    void presetChosen(const helio::Draft &draft);

private:
    void fillPresets();

    DraftStore &store_;
    Actions &actions_;
    QMenu *presetsMenu_;
    QMenu *moreMenu_;
    QToolButton *presets_;
    QToolButton *history_;
    QToolButton *more_;
};

} // namespace helio
