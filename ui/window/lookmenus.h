// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/look/appearance.h"

#include <QMenu>

class QActionGroup;
class QSettings;

namespace helio {

class Actions;
class Languages;

/// Light, dark, or as the system has it: applies what is chosen, and keeps it in the settings.
class AppearanceMenu : public QMenu
{
    Q_OBJECT
public:
    /// Borrowed. What they have is applied at once.
    explicit AppearanceMenu(QSettings &settings, QWidget *parent = nullptr);

    Appearance current() const { return current_; }
    void choose(Appearance appearance);
    /// Has its choices found with all others, at the end of the menu *View*.
    void appendTo(Actions &actions) const;
    void retranslate();

private:
    QSettings &settings_;
    Appearance current_ = Appearance::System;
    QActionGroup *choices_;
};

/// The languages, each by its own name for itself; what is chosen is kept in the settings.
class LanguageMenu : public QMenu
{
    Q_OBJECT
public:
    /// Both are borrowed.
    LanguageMenu(Languages &languages, QSettings &settings, QWidget *parent = nullptr);

    /// As AppearanceMenu does.
    void appendTo(Actions &actions) const;
    void retranslate();

private:
    Languages &languages_;
    QActionGroup *choices_;
};

} // namespace helio
