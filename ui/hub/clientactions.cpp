// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/hub/clientactions.h"

#include "event/timeforpeople.h"
#include "json/utf8.h"
#include "ui/hub/banreach.h"
#include "ui/hub/bansdialog.h"
#include "ui/hub/clientforms.h"
#include "ui/hub/clientremoval.h"
#include "ui/hub/clienttablemodel.h"
#include "ui/hub/departuretablemodel.h"
#include "ui/hub/hubstate.h"
#include "ui/hub/keepawaydialog.h"
#include "ui/look/format.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMenu>

namespace helio {

using namespace std::chrono_literals;

namespace {

constexpr std::chrono::seconds Times[] = {1min, 10min, 1h, 24h};
/// A menu of more is none.
constexpr qsizetype MaximumChannels = 30;

/// The rows of `model` as text, which need not be in a table.
template <typename Model, typename Row>
QString textOf(const QList<Row> &rows)
{
    Model model;
    model.assign(rows);
    QStringList lines;
    for (int row = 0; row < model.rowCount(); ++row)
        lines.append(model.textOf(row));
    return lines.join(u'\n');
}

} // namespace

ClientActions::ClientActions(const Parts &parts, QWidget &window)
    : QObject(&window)
    , parts_(parts)
    , window_(window)
    , disconnect_(parts.actions[ActionId::DisconnectClients])
    , keepAway_(new QAction(this))
    , keepAwayTimes_(new QMenu(&window))
    , head_(new QAction(this))
{
    makeTimes();
    history_ = add("whatDidItGet");
    copyText_ = add("copyClients", Glyph::Copy);
    copyJson_ = add("copyClientsAsJson");
    publish_ = add("publishToClients", Glyph::Send);
    bans_ = add("whoIsKeptAway");
    connect(disconnect_, &QAction::triggered, this, &ClientActions::disconnectSelected);
    connect(keepAway_, &QAction::triggered, this, &ClientActions::askForTime);
    connect(history_, &QAction::triggered, this, &ClientActions::historyRequested);
    connect(copyText_, &QAction::triggered, this, [this] { copy(false); });
    connect(copyJson_, &QAction::triggered, this, [this] { copy(true); });
    connect(publish_, &QAction::triggered, this, &ClientActions::choosePublish);
    connect(bans_, &QAction::triggered, this, &ClientActions::showBans);
    connect(&parts_.hub.control(), &HubControl::stateChanged, this, &ClientActions::enable);
    copyText_->setShortcut(QKeySequence::Copy);
    copyText_->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    retranslate();
}

QAction *ClientActions::add(const char *name, Glyph glyph)
{
    auto *action = new QAction(glyphIcon(glyph), QString(), this);
    action->setObjectName(QLatin1String(name));
    parts_.actions.insert(action, MenuId::Hub, ActionId::PublishToChannel);
    return action;
}

void ClientActions::makeTimes()
{
    keepAwayTimes_->setObjectName(QStringLiteral("keepAwayTimes"));
    keepAway_->setObjectName(QStringLiteral("keepClientsAway"));
    for (const std::chrono::seconds time : Times) {
        auto *action = new QAction(this);
        action->setObjectName(QStringLiteral("keepAway%1s").arg(time.count()));
        connect(action, &QAction::triggered, this, [this, time] { keepAwayFor(time); });
        times_.append({action, time});
        keepAwayTimes_->addAction(action);
    }
    keepAwayTimes_->addAction(keepAway_);
    const QList<QAction *> all = keepAwayTimes_->actions();
    for (QAction *action : all)
        parts_.actions.insert(action, MenuId::Hub, ActionId::PublishToChannel, SubmenuId::KeepAway);
    head_->setObjectName(QStringLiteral("keepAwayHead"));
    head_->setEnabled(false);
    keepAwayTimes_->insertAction(all.constFirst(), head_);
    keepAwayTimes_->insertSeparator(all.constFirst());
    connect(keepAwayTimes_, &QMenu::aboutToShow, this, &ClientActions::nameKeptAway);
}

void ClientActions::setSelection(const QByteArrayList &clients, const QList<DepartureInfo> &departures)
{
    ids_ = clients;
    departures_ = departures;
    enable();
}

QList<ClientInfo> ClientActions::selectedClients() const
{
    QList<ClientInfo> selected;
    if (ids_.isEmpty())
        return selected;
    QHash<QByteArray, const ClientInfo *> known;
    for (const ClientInfo &client : parts_.clients.all())
        known.insert(client.id, &client);
    for (const QByteArray &id : ids_) {
        if (const ClientInfo *client = known.value(id))
            selected.append(*client);
    }
    return selected;
}

void ClientActions::enable()
{
    const HubControl &hub = parts_.hub.control();
    const QString noBans = hub.lacks(HubControl::Feature::Bans);
    const QList<ClientInfo> clients = ids_.size() == 1 ? selectedClients() : QList<ClientInfo>();
    const QString noHistory = clients.isEmpty() ? hub.lacks(HubControl::Feature::ClientHistory)
                                                : parts_.hub.lacksHistoryOf(clients.constFirst());
    const bool any = !ids_.isEmpty();
    const qsizetype selected = ids_.size() + departures_.size();
    const auto set = [](QAction *action, bool enabled, const QString &lacks) {
        action->setEnabled(enabled && lacks.isEmpty());
        action->setToolTip(lacks.isEmpty() ? action->statusTip() : lacks);
    };
    disconnect_->setEnabled(any);
    set(keepAway_, any, noBans);
    keepAwayTimes_->setEnabled(any && noBans.isEmpty());
    keepAwayTimes_->menuAction()->setToolTip(keepAway_->toolTip());
    for (const auto &[action, time] : std::as_const(times_))
        set(action, any, noBans);
    set(history_, selected == 1, noHistory);
    set(bans_, parts_.hub.isServing(), noBans);
    copyText_->setEnabled(selected > 0);
    copyJson_->setEnabled(selected > 0);
    publish_->setEnabled(!channelsToPublishTo().isEmpty());
}

void ClientActions::disconnectSelected()
{
    // Those that are named in the question, whoever is selected when it is answered.
    const QList<ClientInfo> clients = selectedClients();
    if (clients.size() <= 1 ||
        parts_.confirmations.agrees(Confirmations::Question::DisconnectClients,
                                    {tr("Disconnect clients"),
                                     tr("Disconnect %Ln client(s)?", nullptr, int(clients.size())),
                                     tr("They may come back at once."), tr("&Disconnect")},
                                    &window_))
        parts_.removal.disconnectClients(clients);
}

void ClientActions::keepAwayFor(std::chrono::seconds time)
{
    const QList<ClientInfo> clients = selectedClients();
    if (parts_.removal.refusesToKeepAway(clients))
        return;
    const BanReach reach(clients, parts_.clients.all());
    if ((clients.size() <= 1 && reach.others() == 0) ||
        parts_.confirmations.agrees(
            Confirmations::Question::KeepClientsAway,
            {tr("Keep clients away"),
             tr("Disconnect %Ln client(s) and keep them away for %1?", nullptr, int(clients.size()))
                 .arg(timeForPeople(time)),
             reach.text(), tr("&Keep away")},
            &window_))
        parts_.removal.keepAway(clients, time);
}

/// At the head of the menu, before anything is done: it acts at once where nobody else is hit.
void ClientActions::nameKeptAway()
{
    const BanReach reach(selectedClients(), parts_.clients.all());
    head_->setText(
        reach.isInVain() ? tr("Keeps nobody away by: %1").arg(reach.names())
        : reach.others() == 0
            ? tr("Keeps away: %1").arg(reach.names())
            : tr("Keeps away: %1 (and %Ln other client(s) there)", nullptr, int(reach.others())).arg(reach.names()));
}

void ClientActions::askForTime()
{
    const QList<ClientInfo> clients = selectedClients();
    if (parts_.removal.refusesToKeepAway(clients))
        return;
    auto *dialog = new KeepAwayDialog(clients.size(), BanReach(clients, parts_.clients.all()), &window_);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this,
            [this, dialog, clients] { parts_.removal.keepAway(clients, dialog->time()); });
    dialog->open();
}

void ClientActions::copy(bool asJson)
{
    QString text;
    if (const QList<ClientInfo> clients = selectedClients(); !clients.isEmpty())
        text = asJson ? decodeUtf8(clientsAsJson(clients)) : textOf<ClientTableModel>(clients);
    else
        text = asJson ? decodeUtf8(departuresAsJson(departures_)) : textOf<DepartureTableModel>(departures_);
    QGuiApplication::clipboard()->setText(text);
}

QByteArrayList ClientActions::channelsToPublishTo() const
{
    // A pattern is no channel.
    QByteArrayList channels;
    const QList<ClientInfo> clients = selectedClients();
    for (const ClientInfo &client : clients) {
        for (const QByteArray &channel : client.channels) {
            if (channels.size() < MaximumChannels && !channels.contains(channel))
                channels.append(channel);
        }
    }
    return channels;
}

void ClientActions::choosePublish()
{
    const QByteArrayList channels = channelsToPublishTo();
    if (channels.size() == 1) {
        Q_EMIT publishRequested(channels.constFirst());
        return;
    }
    auto *menu = new QMenu(&window_);
    menu->setObjectName(QStringLiteral("publishToClientsMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const QByteArray &channel : channels) {
        const QAction *action = menu->addAction(format::oneLine(channel, 80).replace(u'&', QStringLiteral("&&")));
        connect(action, &QAction::triggered, this, [this, channel] { Q_EMIT publishRequested(channel); });
    }
    // It may be chosen by the keyboard: the pointer is anywhere then.
    menu->popup(parts_.menuPlace());
    menu->setActiveAction(menu->actions().constFirst());
}

void ClientActions::showBans()
{
    auto *dialog = new BansDialog(parts_.hub.control(), parts_.removal, &window_);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void ClientActions::retranslate()
{
    Actions::setTexts(*keepAway_, tr("&Keep clients away…"),
                      tr("Disconnect the clients selected in Clients, and keep them away for a time"));
    Actions::setTexts(*history_, tr("What did it &get?"),
                      tr("Show what became of the last hundred events for the client selected in Clients"));
    Actions::setTexts(*copyText_, tr("C&opy clients"), tr("Copy the rows selected in Clients as text"));
    Actions::setTexts(*copyJson_, tr("Copy clients as &JSON"), tr("Copy the clients selected in Clients as JSON"));
    Actions::setTexts(*publish_, tr("Publish to their c&hannels"),
                      tr("Write an event for a channel of the clients selected in Clients"));
    Actions::setTexts(*bans_, tr("&Who is kept away…"), tr("List who is kept away, and let them come again"));
    Actions::setTexts(*keepAwayTimes_->menuAction(), tr("&Keep away"), keepAway_->statusTip());
    for (const auto &[action, time] : std::as_const(times_))
        Actions::setTexts(*action, tr("Keep away for %1").arg(timeForPeople(time)), keepAway_->statusTip());
    const QString anyClient = tr("select clients in Clients first");
    for (const QAction *action : {keepAway_, copyText_, copyJson_})
        parts_.actions.setNeeds(action, anyClient);
    for (const auto &[action, time] : std::as_const(times_))
        parts_.actions.setNeeds(action, anyClient);
    parts_.actions.setNeeds(history_, tr("select one client in Clients first"));
    parts_.actions.setNeeds(publish_, tr("select clients that name a channel in Clients first"));
    parts_.actions.setNeeds(bans_, tr("the hub does not serve now"));
    enable();
}

} // namespace helio
