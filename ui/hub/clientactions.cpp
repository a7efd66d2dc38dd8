// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/hub/clientactions.h"

#include "event/timeforpeople.h"
#include "json/utf8.h"
#include "ui/hub/bansdialog.h"
#include "ui/hub/clientforms.h"
#include "ui/hub/clientremoval.h"
#include "ui/hub/clienttablemodel.h"
#include "ui/hub/departuretablemodel.h"
#include "ui/hub/hubstate.h"
#include "ui/hub/keepawaydialog.h"
#include "ui/look/format.h"

#include <QClipboard>
#include <QCursor>
#include <QGuiApplication>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>

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

ClientActions::ClientActions(HubState &hub, ClientRemoval &removal, Actions &actions, QWidget &window)
    : QObject(&window)
    , hub_(hub)
    , removal_(removal)
    , actions_(actions)
    , window_(window)
    , disconnect_(actions[ActionId::DisconnectClients])
    , keepAway_(add("keepClientsAway"))
    , keepAwayTimes_(new QMenu(&window))
    , history_(add("whatDidItGet"))
    , copyText_(add("copyClients", Glyph::Copy))
    , copyJson_(add("copyClientsAsJson"))
    , publish_(add("publishToClients", Glyph::Send))
    , bans_(add("whoIsKeptAway"))
{
    makeTimes();
    connect(disconnect_, &QAction::triggered, this, &ClientActions::disconnectSelected);
    connect(keepAway_, &QAction::triggered, this, &ClientActions::askForTime);
    connect(history_, &QAction::triggered, this, &ClientActions::historyRequested);
    connect(copyText_, &QAction::triggered, this, [this] { copy(false); });
    connect(copyJson_, &QAction::triggered, this, [this] { copy(true); });
    connect(publish_, &QAction::triggered, this, &ClientActions::choosePublish);
    connect(bans_, &QAction::triggered, this, &ClientActions::showBans);
    connect(&hub_.control(), &HubControl::stateChanged, this, &ClientActions::enable);
    copyText_->setShortcut(QKeySequence::Copy);
    copyText_->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    retranslate();
}

QAction *ClientActions::add(const char *name, Glyph glyph)
{
    auto *action = new QAction(glyphIcon(glyph), QString(), this);
    action->setObjectName(QLatin1String(name));
    actions_.insert(action, MenuId::Hub, ActionId::MuteChannel);
    return action;
}

void ClientActions::makeTimes()
{
    keepAwayTimes_->setObjectName(QStringLiteral("keepAwayTimes"));
    for (const std::chrono::seconds time : Times) {
        QAction *action = keepAwayTimes_->addAction(QString());
        action->setObjectName(QStringLiteral("keepAway%1s").arg(time.count()));
        connect(action, &QAction::triggered, this, [this, time] { keepAwayFor(time); });
        times_.append({action, time});
    }
    keepAwayTimes_->addAction(keepAway_);
}

void ClientActions::setSelection(const QList<ClientInfo> &clients, const QList<DepartureInfo> &departures)
{
    clients_ = clients;
    departures_ = departures;
    enable();
}

void ClientActions::enable()
{
    const HubControl &hub = hub_.control();
    const QString noBans = hub.lacks(HubControl::Feature::Bans);
    const QString noHistory = hub.lacks(HubControl::Feature::ClientHistory);
    const bool any = !clients_.isEmpty();
    const qsizetype selected = clients_.size() + departures_.size();
    const auto set = [](QAction *action, bool enabled, const QString &lacks) {
        action->setEnabled(enabled && lacks.isEmpty());
        action->setToolTip(lacks.isEmpty() ? action->statusTip() : lacks);
    };
    disconnect_->setEnabled(any);
    set(keepAway_, any, noBans);
    keepAwayTimes_->setEnabled(any && noBans.isEmpty());
    keepAwayTimes_->menuAction()->setToolTip(keepAway_->toolTip());
    for (const auto &[action, time] : std::as_const(times_))
        action->setEnabled(any && noBans.isEmpty());
    set(history_, selected == 1, noHistory);
    set(bans_, hub_.isServing(), noBans);
    copyText_->setEnabled(selected > 0);
    copyJson_->setEnabled(selected > 0);
    publish_->setEnabled(!channelsToPublishTo().isEmpty());
}

void ClientActions::disconnectSelected()
{
    const QList<ClientInfo> clients = clients_;
    askFirst(tr("Disconnect %n client(s)?", nullptr, int(clients.size())), tr("They may come back at once."),
             tr("&Disconnect"), [this, clients] { removal_.disconnectClients(clients); });
}

void ClientActions::keepAwayFor(std::chrono::seconds time)
{
    const QList<ClientInfo> clients = clients_;
    askFirst(
        tr("Disconnect %n client(s) and keep them away for %1?", nullptr, int(clients.size())).arg(timeForPeople(time)),
        tr("Who has a subject is kept away by that, anybody else by address: then also others at the same "
           "address."),
        tr("&Keep away"), [this, clients, time] { removal_.keepAway(clients, time); });
}

void ClientActions::askForTime()
{
    auto *dialog = new KeepAwayDialog(clients_.size(), &window_);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    // Those that are named in it, whoever is selected when it is answered.
    connect(dialog, &QDialog::accepted, this,
            [this, dialog, clients = clients_] { removal_.keepAway(clients, dialog->time()); });
    dialog->open();
}

void ClientActions::askFirst(const QString &question, const QString &explanation, const QString &yes,
                             const std::function<void()> &then)
{
    if (clients_.size() <= 1) {
        then();
        return;
    }
    auto *box =
        new QMessageBox(QMessageBox::Question, QStringLiteral("Heliograph"), question, QMessageBox::NoButton, &window_);
    box->setObjectName(QStringLiteral("clientsQuestion"));
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setInformativeText(explanation);
    QPushButton *accept = box->addButton(yes, QMessageBox::AcceptRole);
    accept->setObjectName(QStringLiteral("clientsQuestionYes"));
    QPushButton *cancel = box->addButton(tr("&Cancel"), QMessageBox::RejectRole);
    cancel->setObjectName(QStringLiteral("clientsQuestionNo"));
    box->setEscapeButton(cancel);
    connect(accept, &QPushButton::clicked, this, then);
    box->open();
}

void ClientActions::copy(bool asJson)
{
    QString text;
    if (!clients_.isEmpty())
        text = asJson ? decodeUtf8(clientsAsJson(clients_)) : textOf<ClientTableModel>(clients_);
    else
        text = asJson ? decodeUtf8(departuresAsJson(departures_)) : textOf<DepartureTableModel>(departures_);
    QGuiApplication::clipboard()->setText(text);
}

QByteArrayList ClientActions::channelsToPublishTo() const
{
    // A pattern is no channel.
    QByteArrayList channels;
    for (const ClientInfo &client : clients_) {
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
    menu->popup(QCursor::pos());
}

void ClientActions::showBans()
{
    auto *dialog = new BansDialog(hub_.control(), removal_, &window_);
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
        action->setText(tr("for %1").arg(timeForPeople(time)));
    enable();
}

} // namespace helio
