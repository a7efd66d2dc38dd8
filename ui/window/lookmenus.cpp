// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/lookmenus.h"

#include "ui/look/actions.h"
#include "ui/window/languages.h"

#include <QActionGroup>
#include <QSettings>

#include <algorithm>

namespace helio {

namespace {

const QString AppearanceKey = QStringLiteral("appearance");

} // namespace

AppearanceMenu::AppearanceMenu(QSettings &settings, QWidget *parent)
    : QMenu(parent)
    , settings_(settings)
    , choices_(new QActionGroup(this))
{
    for (const Appearance appearance : {Appearance::System, Appearance::Light, Appearance::Dark}) {
        QAction *action = addAction(QString());
        action->setObjectName(QStringLiteral("appearance%1").arg(int(appearance)));
        action->setCheckable(true);
        action->setData(int(appearance));
        choices_->addAction(action);
    }
    connect(choices_, &QActionGroup::triggered, this,
            [this](const QAction *action) { choose(Appearance(action->data().toInt())); });
    // Settings may hold anything.
    choose(Appearance(std::clamp(settings_.value(AppearanceKey, int(Appearance::System)).toInt(),
                                 int(Appearance::System), int(Appearance::Dark))));
}

void AppearanceMenu::choose(Appearance appearance)
{
    current_ = appearance;
    settings_.setValue(AppearanceKey, int(appearance));
    choices_->actions().at(int(appearance))->setChecked(true);
    applyAppearance(appearance);
}

void AppearanceMenu::appendTo(Actions &actions) const
{
    const QList<QAction *> all = choices_->actions();
    for (QAction *action : all)
        actions.append(action, MenuId::View, action == all.constFirst(), SubmenuId::Appearance);
}

void AppearanceMenu::retranslate()
{
    setTitle(tr("A&ppearance"));
    const QString texts[] = {tr("&System"), tr("&Light"), tr("&Dark")};
    for (int i = 0; i < 3; ++i) {
        QAction *action = choices_->actions().at(i);
        Actions::setTexts(*action, texts[i], tr("Choose the colors of the window"));
        // Where it stands without the menu's title.
        action->setIconText(tr("Appearance: %1").arg(action->iconText()));
    }
}

LanguageMenu::LanguageMenu(Languages &languages, QSettings &settings, QWidget *parent)
    : QMenu(parent)
    , languages_(languages)
    , choices_(new QActionGroup(this))
{
    const auto all = Languages::all();
    for (const auto &[code, name] : all) {
        QAction *action = addAction(name);
        action->setObjectName(QStringLiteral("language_") + code);
        action->setCheckable(true);
        action->setData(code);
        choices_->addAction(action);
        connect(action, &QAction::triggered, this,
                [this, &settings, wanted = code] { languages_.choose(wanted, settings); });
    }
}

void LanguageMenu::appendTo(Actions &actions) const
{
    const QList<QAction *> all = choices_->actions();
    for (QAction *action : all)
        actions.append(action, MenuId::View, false, SubmenuId::Language);
}

void LanguageMenu::retranslate()
{
    const QList<QAction *> all = choices_->actions();
    for (QAction *action : all) {
        action->setChecked(action->data().toString() == languages_.current());
        action->setStatusTip(tr("Choose the language of the window"));
        action->setIconText(tr("Language: %1").arg(action->text()));
    }
    // In its own language in both: who does not read the present one must find it.
    setTitle(languages_.current() == QLatin1String("ja") ? tr("&Language") : QStringLiteral("&Language / 言語"));
}

} // namespace helio
