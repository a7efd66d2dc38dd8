// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/hub/clientspanel.h"

#include "ui/hub/clientsdelegate.h"
#include "ui/hub/clienttablemodel.h"
#include "ui/hub/rowanchor.h"
#include "ui/inspector/copyforms.h"
#include "ui/look/emptypane.h"
#include "ui/look/tablecolumns.h"

#include <QPushButton>
#include <QScrollBar>
#include <QToolBar>

namespace helio {

using namespace std::chrono_literals;

namespace {

QList<ColumnSpec> clientColumns()
{
    return {
        {.id = QStringLiteral("address"), .characters = 17, .isWhole = true},
        {.id = QStringLiteral("program"), .characters = 15},
        {.id = QStringLiteral("origin"), .characters = 14, .elide = Qt::ElideLeft},
        {.id = QStringLiteral("subject"), .characters = 8, .elide = Qt::ElideMiddle},
        {.id = QStringLiteral("channels"), .characters = 13, .stretches = true},
        {.id = QStringLiteral("hub"), .characters = 20, .elide = Qt::ElideMiddle},
        {.id = QStringLiteral("since"), .characters = 8, .isWhole = true},
        {.id = QStringLiteral("sent"), .characters = 8, .isWhole = true},
        {.id = QStringLiteral("queued"), .characters = 11, .isWhole = true},
        {.id = QStringLiteral("unsent"), .characters = 8, .isWhole = true},
        {.id = QStringLiteral("roundTrip"), .characters = 9, .isWhole = true},
        {.id = QStringLiteral("lastEventId"), .characters = 17, .elide = Qt::ElideLeft},
        {.id = QStringLiteral("gaps"), .characters = 5, .isWhole = true},
        {.id = QStringLiteral("id"), .characters = 6},
    };
}

} // namespace

ClientsPanel::ClientsPanel(ClientTableModel &clients, HubState &hub, QWidget *parent)
    : TablePanel(
          clients, QStringLiteral("clients"), clientColumns(),
          new ClientsDelegate(ClientTableModel::Address, ClientTableModel::ToneRole, ClientTableModel::ShareRole),
          parent)
    , clients_(clients)
    , hub_(hub)
    , wish_(hub)
    , clearFilter_(empty().addButton(QStringLiteral("clearClientFilter")))
{
    tools().hide();
    new RowAnchor(view());

    settle_.setSingleShot(true);
    settle_.setInterval(100ms);
    connect(&settle_, &QTimer::timeout, this, &ClientsPanel::reportShown);
    connect(&hub_, &HubState::changed, &settle_, qOverload<>(&QTimer::start));
    connect(view().verticalScrollBar(), &QScrollBar::valueChanged, &settle_, qOverload<>(&QTimer::start));

    const auto showHubs = [this] { columns().setAvailable(ClientTableModel::Hub, hub_.group().has_value()); };
    connect(&hub_, &HubState::changed, this, showHubs);
    showHubs();
    connect(clearFilter_, &QPushButton::clicked, this, &ClientsPanel::clearFilterRequested);
    connect(&hub.control(), &HubControl::stateChanged, this, &ClientsPanel::teach);
    connect(&clients_, &ClientTableModel::filterChanged, this, &ClientsPanel::teach);
    for (const auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(&clients_, signal, this, &ClientsPanel::teach);
    retranslate();
}

QList<ClientInfo> ClientsPanel::selectedClients() const
{
    QList<ClientInfo> selected;
    const QList<int> rows = selectedRows();
    for (const int row : rows) {
        if (const ClientInfo *client = clients_.rowAt(row))
            selected.append(*client);
    }
    return selected;
}

void ClientsPanel::reportShown()
{
    QByteArrayList ids;
    if (isVisible()) {
        const int first = view().rowAt(0);
        const int last = view().rowAt(view().viewport()->height() - 1);
        for (int row = first; row >= 0 && row < clients_.rowCount() && (last < 0 || row <= last); ++row)
            ids.append(clients_.idAt(row));
    }
    if (ids == shown_)
        return;
    shown_ = ids;
    hub_.control().setShownClients(shown_);
}

void ClientsPanel::teach()
{
    const bool isFiltered = !clients_.filter().isEmpty() && !clients_.all().isEmpty();
    clearFilter_->setVisible(isFiltered);
    const HubControl &control = hub_.control();
    const bool isUnknown = control.isFar() && control.state() != HubControl::State::Open;
    // What a hub elsewhere publishes by itself is not known.
    const QString url = hub_.streamUrl(control.isFar() ? QByteArray() : hub_.systemChannel());
    empty().setCommand(isFiltered || isUnknown || url.isEmpty() ? QString() : curlSubscribe(url));
    if (isUnknown)
        empty().setTexts(tr("Who is connected is not known now"), control.problem());
    else if (isFiltered)
        empty().setTexts(tr("No client passes the filter"),
                         tr("%Ln client(s) are connected.", nullptr, int(clients_.all().size())));
    else
        empty().setTexts(tr("No clients are connected"),
                         tr("A browser's EventSource, curl or any other client of the hub appears here. Try it in a "
                            "terminal:"));
}

void ClientsPanel::showEvent(QShowEvent *event)
{
    TablePanel::showEvent(event);
    wish_.set(true);
    settle_.start();
}

void ClientsPanel::hideEvent(QHideEvent *event)
{
    TablePanel::hideEvent(event);
    wish_.set(false);
    reportShown();
}

void ClientsPanel::retranslate()
{
    view().setAccessibleName(tr("Clients"));
    clearFilter_->setText(tr("Clear the filter"));
    teach();
}

} // namespace helio
