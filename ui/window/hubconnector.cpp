// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/hubconnector.h"

#include "remote/huburl.h"
#include "ui/streams/secretstore.h"
#include "ui/window/connectdialog.h"

#include <QAction>
#include <QMessageBox>
#include <QPushButton>

namespace helio {

HubConnector::HubConnector(QAction &action, QSettings &settings, SecretStore &secrets, Ways ways, QWidget &window)
    : QObject(&window)
    , secrets_(secrets)
    , recent_(settings)
    , ways_(std::move(ways))
    , window_(window)
{
    action.setEnabled(true);
    connect(&action, &QAction::triggered, this, &HubConnector::ask);
    connect(&secrets_, &SecretStore::writeFinished, this,
            [this](const QString &key, SecretStore::Outcome outcome, const QString &problem) {
                if (waiting_.isEmpty() || key != RecentHubs::keyOf(hubName(waiting_)))
                    return;
                const QUrl hub = std::exchange(waiting_, {});
                if (outcome == SecretStore::Outcome::Done)
                    open(hub);
                else
                    complain(tr("The system's keychain did not take the token, so it cannot be handed to a window on "
                                "%1. Start heliograph --hub ADDRESS --token TOKEN in a terminal.")
                                 .arg(hubName(hub)),
                             problem);
            });
}

void HubConnector::ask()
{
    ConnectDialog dialog(recent_.all(), secrets_.availability() != SecretStore::Availability::None, &window_);
    connect(&dialog, &ConnectDialog::removed, this, [this](const QString &hub) {
        recent_.remove(hub);
        secrets_.remove(RecentHubs::keyOf(hub));
    });
    if (dialog.exec() == QDialog::Accepted)
        connectTo(dialog.hub(), dialog.token());
}

void HubConnector::connectTo(const QUrl &hub, const QByteArray &token)
{
    recent_.add(hubName(hub));
    if (ways_.itself(hub, token))
        return;
    if (token.isEmpty()) {
        open(hub);
        return;
    }
    waiting_ = hub;
    secrets_.write(RecentHubs::keyOf(hubName(hub)), token);
}

void HubConnector::open(const QUrl &hub)
{
    if (!ways_.another(hub))
        complain(tr("No window on %1 could be started.").arg(hubName(hub)), {});
}

void HubConnector::complain(const QString &text, const QString &detail)
{
    QMessageBox box(QMessageBox::Warning, tr("Connect to a hub"), text, QMessageBox::NoButton, &window_);
    box.setObjectName(QStringLiteral("connectProblem"));
    box.setTextFormat(Qt::PlainText);
    box.setInformativeText(detail);
    box.addButton(tr("&Close"), QMessageBox::AcceptRole)->setObjectName(QStringLiteral("connectProblemClose"));
    box.exec();
}

} // namespace helio
