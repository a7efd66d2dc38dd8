// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTabWidget>

#include <span>

class QSettings;

namespace helio {

class Actions;
class Monitor;

/// What the panels of tabs are made of.
struct TabParts
{
    Monitor &monitor;
    Actions &actions;
    QSettings &settings;
};

/// One tab of the window. To add one, write its panel, and a row for it in tabs.cpp.
struct Tab
{
    const char *id;    ///< of its action (`showTab_ID`) and in the settings; never changes
    const char *title; ///< of the tab, with `%1` where `count` goes
    const char *text;  ///< of the action that shows it
    const char *tip;   ///< of that action
    const char *keys;  ///< of that action, as portable text; may be empty
    QWidget *(*make)(const TabParts &parts);
    quint64 (*count)(Monitor &monitor) = nullptr; ///< shown in the title, anew with each snapshot
};

/// The tabs in the middle of the window: makes them and their actions, at the head of the menu *View*, of one list.
class Tabs : public QTabWidget
{
    Q_OBJECT
public:
    /// All are borrowed.
    explicit Tabs(const TabParts &parts, QWidget *parent = nullptr);

    /// In the order in which they stand.
    static std::span<const Tab> all();

    /// The panel of that class; null when no tab has one.
    template <typename Panel>
    Panel *panel() const
    {
        for (int i = 0; i < count(); ++i) {
            if (auto *found = qobject_cast<Panel *>(widget(i)))
                return found;
        }
        return nullptr;
    }

    /// The id of the tab that is shown.
    QString current() const;
    /// Shows the tab with this id; an unknown one changes nothing.
    void showTab(const QString &id);
    void retranslate();

private:
    void showTitles();

    Monitor &monitor_;
    QList<QAction *> actions_; ///< one for each tab
};

} // namespace helio
