// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QTimer>
#include <QVariant>

#include <span>

class QAction;
class QActionGroup;
class QDockWidget;
class QMainWindow;
class QToolBar;

namespace helio {

class Actions;
class Banner;
class DockSizes;
class Inspector;
class KeptSettings;
class Tabs;
class Wall;

/// How the window is arranged for one kind of work. To add one, add a row in layouts.cpp.
struct Layout
{
    const char *id;   ///< of its action (`layout_ID`) and in the settings; never changes
    const char *text; ///< of that action
    const char *tip;
    const char *keys;  ///< as portable text
    const char *tab;   ///< shown at first
    const char *below; ///< the panel that stands under the tabs in a dock of its own, instead of in a tab; may be empty
    int docks;         ///< Layouts::Dock that are there at first, on tabs where they serve
    const char *view;  ///< of the inspector at first, as Inspector::saveState() has it
};

/// The layouts: arranges tabs and docks anew, and remembers how the user changed each: sizes and places for a wide
/// window and for a narrow one, in which the inspector lies below; the tab; and for each tab which docks are there.
class Layouts : public QObject
{
    Q_OBJECT
public:
    enum Dock { Navigator = 1, InspectorDock = 2, Composer = 4 };

    /// Below this width, in logical pixels, events would have no room between two side panels.
    static constexpr int WidthForBothSides = 1100;

    /// What is arranged; all are borrowed.
    struct Parts
    {
        QMainWindow &window;
        Tabs &tabs;
        Actions &actions;
        KeptSettings &settings;
        Inspector &inspector;
        QToolBar &toolBar;
        QDockWidget *navigatorDock;
        QDockWidget *inspectorDock;
        QDockWidget *composerDock;
    };

    Layouts(const Parts &parts, QObject *parent);
    ~Layouts() override;

    static std::span<const Layout> all();
    QString current() const;
    void choose(const QString &id);
    /// As it was left; at the first start as reset() has it.
    void restore();
    void save();
    /// Forgets how the user changed them all: everything is as at the first start.
    void reset();
    /// How the user has them all now, for restore().
    QHash<QString, QVariant> saved();
    void restore(const QHash<QString, QVariant> &saved);
    /// Shows a dock of the window, in front. A wall, which has none, is left.
    void showDock(QDockWidget *dock);
    /// What the wall has to say; it stands above the tabs.
    Banner &notice();
    void retranslate();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    enum class Form { Wide, Narrow };

    Form formOfWidth() const;
    QString key(const char *what) const; ///< in the settings, of the present layout
    QString stateKey() const;
    QString sizesKey() const;
    QString docksKey(const QString &tab) const;
    void enter(const Layout &layout, const QString &tab);
    void remember();
    void rememberDocks();
    void placeBelow(const Layout &layout);
    void arrange();
    void restoreState();
    void showDocks();
    void onTabChanged();
    void onPanelWanted(QWidget *panel);
    void fitWindow();
    QList<QDockWidget *> docks() const;

    Parts parts_;
    Wall *wall_;
    DockSizes *sizes_;
    QHash<QString, QDockWidget *> below_; ///< by the id of the panel that may stand in it
    QActionGroup *actions_;
    const Layout *current_;
    const Layout *beforeWall_;
    QString tab_; ///< whose docks are shown
    Form form_ = Form::Wide;
    bool isChanging_ = false;
    QTimer fitWindow_;
};

} // namespace helio
