// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/hub/clientstab.h"

#include "json/unseen.h"
#include "ui/hub/clientactions.h"
#include "ui/hub/clientfilterbar.h"
#include "ui/hub/clientjournal.h"
#include "ui/hub/clientpage.h"
#include "ui/hub/clientremoval.h"
#include "ui/hub/clientsanswer.h"
#include "ui/hub/clientspanel.h"
#include "ui/hub/clientssummary.h"
#include "ui/hub/clienttablemodel.h"
#include "ui/hub/departurespanel.h"
#include "ui/hub/hubstate.h"
#include "ui/look/sharedlist.h"

#include <QAction>
#include <QItemSelection>
#include <QKeyEvent>
#include <QLabel>
#include <QMenu>
#include <QPointer>
#include <QSettings>
#include <QSplitter>
#include <QToolBar>
#include <QToolButton>
#include <QVBoxLayout>

namespace helio {

namespace {

const QString JournalKey = QStringLiteral("clients/journal");
const QString SplitterKey = QStringLiteral("clients/splitter");
const SharedList Filters{QStringLiteral("clients/filters"), FilterField::MaximumHistory};

/// A splitter shares what there is in these proportions.
constexpr int ShareOfTables = 1000;

/// What goes to the filter over the events elsewhere, goes to this one here.
bool isFilterKey(const QKeyEvent *event)
{
    return event->matches(QKeySequence::Find) ||
           (event->key() == Qt::Key_L && event->modifiers() == Qt::ControlModifier);
}

QByteArrayList idsOf(const QList<ClientInfo> &clients)
{
    QByteArrayList ids;
    for (const ClientInfo &client : clients)
        ids.append(client.id);
    return ids;
}

} // namespace

ClientsTab::ClientsTab(const Parts &parts, QSettings &settings, QWidget *parent)
    : QWidget(parent)
    , hub_(parts.hub)
    , settings_(settings)
    , removal_(new ClientRemoval(parts.hub.control(), this))
    , journal_(new ClientJournal(parts.hub, this))
    , actions_(new ClientActions(
          {parts.hub, parts.clients, *removal_, parts.actions, parts.confirmations, [this] { return menuPlace(); }},
          *this))
    , clients_(new ClientsPanel(parts.clients, parts.hub))
    , departures_(new DeparturesPanel(*journal_, parts.hub))
    , filter_(new ClientFilterBar(parts.clients, journal_->table(), this))
    , page_(new ClientPage(parts.clients, parts.hub, this))
    , summary_(new ClientsSummary(parts.clients, parts.hub, this))
    , answer_(new ClientsAnswer(*removal_))
    , tools_(new QToolBar)
    , keepAway_(new QToolButton)
    , more_(new QToolButton)
    , showJournal_(new QAction(this))
    , journalTitle_(new QLabel)
    , journalSide_(new QWidget)
    , splitter_(new QSplitter(Qt::Vertical))
{
    setObjectName(QStringLiteral("clientsTab"));
    page_->hide();
    summary_->hide();
    makeTools();
    parts.actions.insert(showJournal_, MenuId::Hub, ActionId::PublishToChannel);
    journalTitle_->setObjectName(QStringLiteral("journalTitle"));
    journalTitle_->setContentsMargins(8, 4, 8, 2);
    QFont strong = font();
    strong.setBold(true);
    journalTitle_->setFont(strong);
    auto *journalLayout = new QVBoxLayout(journalSide_);
    journalLayout->setContentsMargins({});
    journalLayout->setSpacing(0);
    journalLayout->addWidget(journalTitle_);
    journalLayout->addWidget(departures_, 1);
    splitter_->setObjectName(QStringLiteral("clientsSplitter"));
    splitter_->setChildrenCollapsible(false);
    splitter_->addWidget(clients_);
    splitter_->addWidget(journalSide_);
    splitter_->setStretchFactor(0, 3);
    splitter_->setStretchFactor(1, 2);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(filter_);
    layout->addWidget(tools_);
    layout->addWidget(answer_);
    layout->addWidget(splitter_, 1);
    setFocusProxy(&clients_->view());

    connectTables();
    connect(filter_, &FilterField::left, this, [this] {
        Filters.write(settings_, filter_->history());
        clients_->view().setFocus();
    });
    connect(clients_, &ClientsPanel::clearFilterRequested, this, [this] { filter_->setText({}); });
    connect(&parts.hub, &HubState::changed, filter_, &ClientFilterBar::refresh);
    connect(&parts.hub, &HubState::changed, this, &ClientsTab::showJournalTitle);
    connect(actions_, &ClientActions::publishRequested, this, &ClientsTab::publishRequested);
    connect(actions_, &ClientActions::historyRequested, this, [this] {
        page_->askHistory();
        Q_EMIT pageOpened();
    });
    restore();
    retranslate();
    actions_->setSelection({}, {});
}

ClientsTab::~ClientsTab()
{
    // The views go first: they speak of what they show, which is made of this tab's other children.
    delete splitter_;
}

QWidget *ClientsTab::page() const
{
    return areSeveral_ ? static_cast<QWidget *>(summary_) : page_;
}

void ClientsTab::showClient(const QByteArray &id)
{
    const auto &model = static_cast<const ClientTableModel &>(*clients_->view().model());
    if (model.rowOf(id) < 0)
        filter_->setText({});
    if (const int row = model.rowOf(id); row >= 0) {
        clients_->view().selectRow(row);
        clients_->view().scrollTo(clients_->view().currentIndex());
    }
    clients_->view().setFocus();
}

void ClientsTab::resetLayout()
{
    showJournal_->setChecked(true);
    settings_.remove(SplitterKey);
    splitter_->setSizes({3 * ShareOfTables, 2 * ShareOfTables});
}

ClientsTab::JournalPlace ClientsTab::journalPlace() const
{
    return {showJournal_->isChecked(), settings_.value(SplitterKey).toByteArray()};
}

void ClientsTab::setJournalPlace(const JournalPlace &place)
{
    showJournal_->setChecked(place.isShown);
    if (splitter_->restoreState(place.splitter))
        settings_.setValue(SplitterKey, place.splitter);
}

void ClientsTab::makeTools()
{
    tools_->setObjectName(QStringLiteral("clientsTools"));
    tools_->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    tools_->setIconSize({14, 14});
    keepAway_->setObjectName(QStringLiteral("keepAwayButton"));
    keepAway_->setDefaultAction(actions_->keepAwayMenu()->menuAction());
    keepAway_->setPopupMode(QToolButton::InstantPopup);
    keepAway_->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    showJournal_->setObjectName(QStringLiteral("showJournal"));
    showJournal_->setCheckable(true);
    connect(showJournal_, &QAction::toggled, this, &ClientsTab::showJournal);
    connect(showJournal_, &QAction::triggered, this, [this](bool shown) {
        if (shown && !isVisible())
            Q_EMIT showRequested();
    });
    connect(splitter_, &QSplitter::splitterMoved, this,
            [this] { settings_.setValue(SplitterKey, splitter_->saveState()); });
    tools_->addAction(actions_->disconnectAction());
    tools_->addWidget(keepAway_);
    tools_->addAction(actions_->historyAction());
    tools_->addSeparator();
    tools_->addAction(showJournal_);
    makeMore();
    tools_->addWidget(more_);
    auto *line = new QAction(this);
    line->setSeparator(true);
    for (QAction *action :
         {actions_->disconnectAction(), actions_->keepAwayMenu()->menuAction(), actions_->historyAction(),
          actions_->publishAction(), line, actions_->copyAction(), actions_->copyJsonAction()})
        clients_->view().addAction(action);
    for (QAction *action : {actions_->historyAction(), actions_->copyAction(), actions_->copyJsonAction()})
        departures_->view().addAction(action);
}

/// What is used less, so that all has room in a small window.
void ClientsTab::makeMore()
{
    auto *menu = new QMenu(more_);
    menu->setObjectName(QStringLiteral("clientsMoreMenu"));
    menu->addActions({actions_->publishAction(), actions_->copyAction(), actions_->copyJsonAction()});
    menu->addSeparator();
    menu->addAction(actions_->bansAction());
    menu->setToolTipsVisible(true); // why one cannot be chosen
    more_->setObjectName(QStringLiteral("clientsMore"));
    more_->setMenu(menu);
    more_->setPopupMode(QToolButton::InstantPopup);
}

void ClientsTab::connectTables()
{
    connect(clients_->view().selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &ClientsTab::onClientSelected);
    connect(departures_->view().selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &ClientsTab::onDepartureSelected);
    for (const QTableView *view : {&clients_->view(), &departures_->view()})
        connect(view, &QAbstractItemView::activated, this, &ClientsTab::pageOpened);
}

void ClientsTab::restore()
{
    filter_->setHistory(Filters.read(settings_));
    splitter_->restoreState(settings_.value(SplitterKey).toByteArray());
    const bool shown = settings_.value(JournalKey, true).toBool();
    showJournal_->setChecked(shown);
    journalSide_->setVisible(shown);
}

// One of the tables has a selection: what the actions hit is never in doubt.
void ClientsTab::onClientSelected(const QItemSelection &added)
{
    const QList<ClientInfo> selected = clients_->selectedClients();
    if (!selected.isEmpty())
        departures_->view().clearSelection();
    // Those that leave are selected no more, which nobody did.
    if (!added.isEmpty())
        answer_->onOthersSelected();
    actions_->setSelection(idsOf(selected), departures_->selectedDepartures());
    if (selected.isEmpty())
        return;
    areSeveral_ = selected.size() > 1;
    if (areSeveral_)
        summary_->showClients(selected);
    else
        page_->showClient(selected.constFirst());
    Q_EMIT pageFilled();
}

void ClientsTab::onDepartureSelected(const QItemSelection &added)
{
    const QList<DepartureInfo> selected = departures_->selectedDepartures();
    if (!selected.isEmpty())
        clients_->view().clearSelection();
    if (!added.isEmpty())
        answer_->onOthersSelected();
    actions_->setSelection(idsOf(clients_->selectedClients()), selected);
    if (selected.isEmpty())
        return;
    areSeveral_ = selected.size() > 1;
    if (areSeveral_)
        summary_->showDepartures(selected);
    else
        page_->showDeparture(selected.constFirst());
    Q_EMIT pageFilled();
}

QPoint ClientsTab::menuPlace() const
{
    const QTableView &view = clients_->view();
    if (!view.isVisible())
        return window()->mapToGlobal(window()->rect().center());
    const QRect row = view.visualRect(view.currentIndex()) & view.viewport()->rect();
    return view.viewport()->mapToGlobal(row.isEmpty() ? QPoint() : row.bottomLeft());
}

void ClientsTab::showJournal(bool shown)
{
    journalSide_->setVisible(shown);
    settings_.setValue(JournalKey, shown);
}

/// Each hub of a group knows its own alone.
void ClientsTab::showJournalTitle()
{
    const QString name = hub_.selfName();
    const QString title =
        name.isEmpty() ? tr("Who left, and why") : tr("Who left this hub, %1, and why").arg(visibleLine(name));
    if (title == journalTitle_->text())
        return;
    journalTitle_->setText(title);
    journalTitle_->setToolTip(name.isEmpty() ? QString()
                                             : tr("Who left another hub of the group stands in a window on that hub, "
                                                  "and in its answer to GET /api/disconnects."));
}

bool ClientsTab::event(QEvent *event)
{
    // Before it goes to whom the key is elsewhere.
    if (event->type() == QEvent::ShortcutOverride && isFilterKey(static_cast<QKeyEvent *>(event))) {
        event->accept();
        return true;
    }
    return QWidget::event(event);
}

void ClientsTab::keyPressEvent(QKeyEvent *event)
{
    if (isFilterKey(event)) {
        filter_->focusField();
        return;
    }
    QWidget::keyPressEvent(event);
}

void ClientsTab::retranslate()
{
    setAccessibleName(tr("Clients"));
    tools_->setAccessibleName(tr("What can be done with clients"));
    actions_->retranslate();
    Actions::setTexts(*showJournal_, tr("Who le&ft"), tr("Show below who left, when and why"));
    showJournalTitle();
    keepAway_->setAccessibleName(tr("Keep away"));
    more_->setText(tr("More"));
    more_->setToolTip(tr("What else can be done with clients"));
    more_->setAccessibleName(tr("What else can be done with clients"));
}

void ClientsTab::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace helio
