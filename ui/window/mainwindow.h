// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/look/actions.h"
#include "ui/look/appearance.h"

#include <QMainWindow>
#include <QTimer>

class QActionGroup;
class QDockWidget;
class QLineEdit;
class QPushButton;
class QSettings;
class QTabWidget;
class QToolBar;

namespace helio {

class Banner;
class ChannelsPanel;
class ChartsPanel;
class ClientsPanel;
class Commands;
class Composer;
class ConnectionPanel;
class EventsPanel;
class Exporter;
class Inspector;
class Languages;
class Monitor;
class NavigatorPanel;
class SecretStore;
class StatusLine;

/// The window: puts the panels together and remembers how the user left them.
class MainWindow : public QMainWindow
{
    Q_OBJECT
public:
    /// All are borrowed and must outlive the window. `secrets`: where those of streams are kept; null: streams are not
    /// kept for the next start.
    MainWindow(Monitor &monitor, Languages &languages, QSettings &settings, const SecretStore *secrets = nullptr);
    ~MainWindow() override;

    Actions &actions() { return *actions_; }

Q_SIGNALS:
    /// The user wants to leave; the window is about to hide.
    void closing();

protected:
    void closeEvent(QCloseEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    QDockWidget *addDock(QWidget *content, const QString &name, Qt::DockWidgetArea area);
    void makeTabs();
    void makeDocks();
    void makeToolBar();
    void makeMenus();
    void makeBanners();
    void connectPanels();

    void showHub();
    void showCounts();
    void showSelectedEvent(int row);
    void openStream();
    void exportEvents();
    void askForSecrets(int id);
    void editStream(int id);
    void showConnection(int id);
    void showAccess();
    void showRedis();
    void about();
    void setAppearance(Appearance appearance);

    void retranslate();
    void resetLayout();
    void restoreLayout();
    void saveLayout();

    Monitor &monitor_;
    Languages &languages_;
    QSettings &settings_;
    const SecretStore *secrets_;
    Actions *actions_;
    Commands *commands_;
    Exporter *exporter_;
    QTabWidget *tabs_;
    EventsPanel *events_;
    ClientsPanel *clients_;
    ChannelsPanel *channels_;
    ChartsPanel *charts_;
    ConnectionPanel *connection_;
    NavigatorPanel *navigator_;
    Composer *composer_;
    Inspector *inspector_;
    StatusLine *status_;
    QDockWidget *navigatorDock_ = nullptr;
    QDockWidget *composerDock_ = nullptr;
    QDockWidget *inspectorDock_ = nullptr;
    QToolBar *toolBar_ = nullptr;
    QLineEdit *url_ = nullptr;
    QHash<MenuId, QMenu *> menus_;
    QMenu *appearanceMenu_ = nullptr;
    QMenu *languageMenu_ = nullptr;
    QActionGroup *appearances_ = nullptr;
    Banner *failed_ = nullptr;
    Banner *cleared_ = nullptr;
    QPushButton *freePort_ = nullptr;
    QPushButton *tryAgain_ = nullptr;
    QPushButton *undo_ = nullptr;
    QTimer hideCleared_;
    quint64 clearedCount_ = 0;
};

} // namespace helio
