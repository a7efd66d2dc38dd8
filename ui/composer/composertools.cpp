// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/composertools.h"

#include "ui/composer/builtinpresets.h"
#include "ui/composer/draftstore.h"

#include <QMenu>
#include <QToolButton>
#include <QVBoxLayout>

namespace helio {

namespace {

/// More stand in the dialog.
constexpr qsizetype MaximumInMenu = 20;

/// A name that the user gave: an ampersand in it is one.
QString menuText(QString name)
{
    return name.left(60).replace(u'&', QLatin1String("&&"));
}

} // namespace

ComposerTools::ComposerTools(DraftStore &store, Actions &actions, QWidget *parent)
    : QWidget(parent)
    , store_(store)
    , actions_(actions)
    , presetsMenu_(new QMenu(this))
    , moreMenu_(new QMenu(this))
    , presets_(new QToolButton)
    , history_(new QToolButton)
    , more_(new QToolButton)
{
    setObjectName(QStringLiteral("composerTools"));
    presets_->setObjectName(QStringLiteral("composerPresets"));
    presetsMenu_->setObjectName(QStringLiteral("composerPresetsMenu"));
    history_->setObjectName(QStringLiteral("composerHistory"));
    more_->setObjectName(QStringLiteral("composerMore"));
    presets_->setMenu(presetsMenu_);
    more_->setMenu(moreMenu_);
    history_->setDefaultAction(actions[ActionId::EventHistory]);
    moreMenu_->addActions({actions[ActionId::FormatData], actions[ActionId::ShowWire], actions[ActionId::ShowRun],
                           actions[ActionId::StopRun]});
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(2);
    for (QToolButton *button : {presets_, history_, more_}) {
        button->setToolButtonStyle(Qt::ToolButtonTextOnly);
        button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        button->setAutoRaise(true);
        button->setFocusPolicy(Qt::TabFocus);
        if (button->menu())
            button->setPopupMode(QToolButton::InstantPopup);
        layout->addWidget(button);
    }
    layout->addStretch(1);
    connect(presetsMenu_, &QMenu::aboutToShow, this, &ComposerTools::fillPresets);
}

void ComposerTools::fillPresets()
{
    presetsMenu_->clear();
    const auto add = [this](const QString &name, const Draft &draft) {
        QAction *action = presetsMenu_->addAction(menuText(name));
        connect(action, &QAction::triggered, this, [this, draft] { Q_EMIT presetChosen(draft); });
        return action;
    };
    const QList<KeptItem> own = store_.presets();
    for (const KeptItem &item : own.first(std::min(own.size(), MaximumInMenu)))
        add(item.name, item.draft);
    if (!own.isEmpty())
        presetsMenu_->addSeparator();
    for (const BuiltinPreset &preset : builtinPresets())
        add(preset.name, preset.draft)->setObjectName(QStringLiteral("preset_") + preset.id);
    presetsMenu_->addSeparator();
    presetsMenu_->addAction(actions_[ActionId::EditPresets]);
}

void ComposerTools::retranslate()
{
    presets_->setText(tr("Presets"));
    presets_->setAccessibleName(tr("Presets"));
    presets_->setToolTip(tr("Begin with an event that is ready, or save this one"));
    // Without the dots of the menu: the column is narrow.
    history_->setText(tr("History"));
    history_->setAccessibleName(tr("History"));
    more_->setText(tr("More"));
    more_->setAccessibleName(tr("More"));
    more_->setToolTip(tr("Format, bytes, repeat, play a file"));
}

} // namespace helio
