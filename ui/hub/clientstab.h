// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QItemSelection;
class QLabel;
class QSettings;
class QSplitter;
class QToolBar;
class QToolButton;

namespace helio {

class Actions;
class ClientActions;
class ClientFilterBar;
class ClientJournal;
class ClientPage;
class ClientRemoval;
class ClientsAnswer;
class ClientsPanel;
class ClientsSummary;
class ClientTableModel;
class Confirmations;
class DeparturesPanel;
class HubState;

/// The tab *Clients*: who is connected to the hub, and below it who left and why, under one filter; with all that can
/// be done with them.
class ClientsTab : public QWidget
{
    Q_OBJECT
public:
    struct Parts
    {
        ClientTableModel &clients;
        HubState &hub;
        Actions &actions;
        Confirmations &confirmations;
    };

    /// All are borrowed.
    ClientsTab(const Parts &parts, QSettings &settings, QWidget *parent = nullptr);
    ~ClientsTab() override;

    /// Of the client selected last, or of several together, for the inspector, which may take it as a child; another
    /// one at the next pageFilled(). It lives at least as long as this tab is shown.
    QWidget *page() const;
    ClientJournal &journal() { return *journal_; }
    /// Selects the client with this id, and gives its table the keyboard. A filter that hides it goes.
    void showClient(const QByteArray &id);
    /// As at the first start.
    void resetLayout();
    /// How the journal stands below the clients.
    struct JournalPlace
    {
        bool isShown = true;
        QByteArray splitter; ///< empty: as at the first start
    };
    JournalPlace journalPlace() const;
    void setJournalPlace(const JournalPlace &place);

Q_SIGNALS:
    /// A client was selected: page() shows it.
    void pageFilled();
    /// page() is to be seen.
    void pageOpened();
    /// An event is to be written for a channel.
    void publishRequested(const QByteArray &channel);
    /// Something is to be seen here: the tab should be shown.
    void showRequested();

protected:
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void makeTools();
    void connectTables();
    void restore();
    void onClientSelected(const QItemSelection &added);
    void onDepartureSelected(const QItemSelection &added);
    void makeMore();
    void showJournal(bool shown);
    void showJournalTitle();
    /// On the screen, below the row that is current.
    QPoint menuPlace() const;
    void retranslate();

    HubState &hub_;
    QSettings &settings_;
    ClientRemoval *removal_;
    ClientJournal *journal_;
    ClientActions *actions_;
    ClientsPanel *clients_;
    DeparturesPanel *departures_;
    ClientFilterBar *filter_;
    ClientPage *page_;
    ClientsSummary *summary_;
    bool areSeveral_ = false; ///< summary_ is the page
    ClientsAnswer *answer_;
    QToolBar *tools_;
    QToolButton *keepAway_;
    QToolButton *more_;
    QAction *showJournal_;
    QLabel *journalTitle_;
    QWidget *journalSide_;
    QSplitter *splitter_;
};

} // namespace helio
