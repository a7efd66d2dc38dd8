// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTabWidget>

#include <span>

class QSettings;

namespace helio {

class Actions;
class Confirmations;
class Monitor;
class TableColumns;

/// What the panels of tabs are made of.
struct TabParts
{
    Monitor &monitor;
    Actions &actions;
    QSettings &settings;
    Confirmations &confirmations;
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
        for (QWidget *panel : panels_) {
            if (auto *found = qobject_cast<Panel *>(panel))
                return found;
        }
        return nullptr;
    }

    /// The id of the tab that is shown.
    QString current() const;
    /// Shows the tab with this id; an unknown one, or one whose panel stands elsewhere, changes nothing.
    void showTab(const QString &id);
    /// Shows the panel, in its tab or where else it stands (see panelWanted()).
    void showPanel(QWidget *panel);
    /// Takes the panel with this id out of the tabs, for who gives it another place until putBack(); null when it is
    /// unknown or taken already.
    QWidget *take(const QString &id);
    void putBack(const QString &id);
    /// The title of the tab with this id, with its number.
    QString title(const QString &id) const;
    void retranslate();

    /// Of the page that is shown: no other one makes a small window higher.
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    /// A panel that was taken is to be seen.
    void panelWanted(QWidget *panel);
    void titlesChanged();

private:
    static qsizetype placeOf(const QString &id); ///< among all(); -1: unknown
    QString titleAt(qsizetype place) const;
    void showTitles();
    /// Of the table that is shown; null where there is none.
    TableColumns *tableColumns() const;
    void openColumns();

    Monitor &monitor_;
    QList<QWidget *> panels_;  ///< one for each of all()
    QList<QAction *> actions_; ///< in the same order
    QAction *columns_;         ///< opens the menu of the columns of the table that is shown
};

} // namespace helio
