// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/look/actions.h"
#include "ui/window/keptsettings.h"

#include <QMainWindow>

#include <memory>

class QDockWidget;
class QLineEdit;
class QSettings;
class QToolBar;

namespace helio {

class AlertLinks;
class AppearanceMenu;
class ChannelsPanel;
class ChartsPanel;
class ClearedBanner;
class Commands;
class Composer;
class Confirmations;
class ConnectionPanel;
class DraftStore;
class EventsPanel;
class Exporter;
class HistoryStrip;
class HubControl;
class HubFailedBanner;
class Inspector;
class InspectorPages;
class LanguageMenu;
class Languages;
class Layouts;
class Leaving;
class LensLinks;
class MainMenus;
class Monitor;
class NavigatorPanel;
class NothingChosen;
class Palette;
class Panes;
class PausedStreamsBanner;
class RemovedStreamBanner;
class Safeguard;
class SecretStore;
class SecretsNotKeptBanner;
class StatusLine;
class Tabs;
class Tray;
class WindowSettings;
class WindowTitle;

/// The window: puts the panels together and remembers how the user left them.
class MainWindow : public QMainWindow
{
    Q_OBJECT
public:
    /// All are borrowed and must outlive the window. `secrets`: where those of streams are kept; null: streams are not
    /// kept for the next start.
    MainWindow(Monitor &monitor, Languages &languages, QSettings &settings, DraftStore &drafts,
               SecretStore *secrets = nullptr);
    ~MainWindow() override;

    /// Ends as the user would by *Quit*, but asks nothing: for whoever cannot answer.
    void leave();
    /// As a click on it in the navigator.
    void chooseStream(int id);
    /// Brings the window to the front, from wherever it is. `activationToken`: what the desktop gave whoever asks for
    /// it; may be empty.
    void bringToFront(const QByteArray &activationToken);

    /// What watches for what the user wants to be told.
    AlertLinks &alerts() { return *alerts_; }
    /// Each action of the window.
    Actions &actionList() { return *actions_; }

    /// The keychain did not take the secrets of the stream `name`; `problem` is for people.
    void reportSecretsNotKept(const QString &name, const QString &problem);
    /// It did not remove them, though they are no longer wanted.
    void reportSecretsNotRemoved(const QString &name, const QString &problem);

    /// It did not take the token of the hub far away.
    void reportTokenNotKept(const QString &hub, const QString &problem);

Q_SIGNALS:
    /// The user wants to leave; the window is about to hide.
    void closing();

protected:
    void closeEvent(QCloseEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    HubControl &hub();
    QDockWidget *addDock(QWidget *content, const QString &name, Qt::DockWidgetArea area);
    void makeCenter();
    void makeDocks();
    void makeToolBar();
    void makeMenus();
    void connectPanels();
    void connectWays();

    void showHub();
    void showSelectedEvent(int row);
    void showChannel(const QByteArray &channel);
    void showClient(const QByteArray &id);
    void openStream();
    void exportEvents();
    void askForSecrets(int id);
    void editStream(int id);
    void showConnection(int id);
    void showAccess();
    void showRedis();
    void showGroup();
    void about();

    void retranslate();
    void restoreLayout();
    void saveLayout();

    Monitor &monitor_;
    QSettings &settings_;
    const SecretStore *secrets_;
    KeptSettings kept_;   ///< of the layout
    QStringList filters_; ///< used lately, as they were written last
    std::unique_ptr<Confirmations> confirmations_;
    Actions *actions_;
    Safeguard *safeguard_;
    Leaving *leaving_;
    Commands *commands_;
    Exporter *exporter_;
    Tabs *tabs_;
    EventsPanel *events_;
    ChannelsPanel *channels_;
    ChartsPanel *charts_;
    ConnectionPanel *connection_;
    NavigatorPanel *navigator_;
    Composer *composer_;
    Inspector *inspector_;
    InspectorPages *inspectorPages_;
    StatusLine *status_;
    QDockWidget *navigatorDock_ = nullptr;
    QDockWidget *composerDock_ = nullptr;
    QDockWidget *inspectorDock_ = nullptr;
    QToolBar *toolBar_ = nullptr;
    QLineEdit *url_ = nullptr;
    MainMenus *menus_ = nullptr;
    Layouts *layouts_ = nullptr;
    Panes *panes_ = nullptr;
    LensLinks *lens_ = nullptr;
    HistoryStrip *history_ = nullptr;
    NothingChosen *nothing_ = nullptr;
    Palette *palette_ = nullptr;
    WindowTitle *title_;
    AppearanceMenu *appearanceMenu_;
    LanguageMenu *languageMenu_;
    Tray *tray_;
    AlertLinks *alerts_;
    WindowSettings *windowSettings_;
    HubFailedBanner *failed_;
    SecretsNotKeptBanner *notKept_;
    ClearedBanner *cleared_;
    PausedStreamsBanner *paused_;
    RemovedStreamBanner *removed_;
};

} // namespace helio
