// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/alertlinks.h"

#include "ui/alerts/alertsdialog.h"
#include "ui/look/actions.h"
#include "ui/window/monitor.h"
#include "ui/window/statusline.h"
#include "ui/window/tray.h"
#include "ui/window/windowtitle.h"

#include <QEvent>

namespace helio {

AlertLinks::AlertLinks(const Parts &parts, QSettings &settings, SecretStore *secrets, QObject *parent)
    : QObject(parent)
    , parts_(parts)
    , secrets_(secrets)
    , alerts_(settings, secrets)
{
    Monitor &monitor = parts_.monitor;
    connect(&monitor, &Monitor::eventsDrained, &alerts_, &Alerts::onEvents);
    connect(&monitor.problems(), &ProblemsModel::problemFound, this, [this](int source, const Finding &finding) {
        alerts_.onProblem(parts_.monitor.events().sourceName(source), finding);
    });
    connect(&monitor.events(), &EventTableModel::sourceNamed, this,
            [this](int source) { alerts_.setSourceName(source, parts_.monitor.events().sourceName(source)); });
    const QHash<int, QString> names = monitor.events().namesOfSources();
    for (auto at = names.cbegin(); at != names.cend(); ++at)
        alerts_.setSourceName(at.key(), *at);
    connect(&alerts_, &Alerts::unseenChanged, this, &AlertLinks::onUnseen);
    connect(&alerts_, &Alerts::failed, this, &AlertLinks::onFailed);
    connect(&alerts_, &Alerts::activated, this, [this] {
        alerts_.acknowledge();
        Q_EMIT showRequested();
    });
    connect(parts_.actions[ActionId::Alerts], &QAction::triggered, this, &AlertLinks::showDialog);
    connect(&parts_.status, &StatusLine::alertsRequested, this, &AlertLinks::showDialog);
    parts_.window.installEventFilter(this);
}

void AlertLinks::onUnseen()
{
    if (alerts_.unseen() > 0) {
        newest_ = alerts_.newest();
        if (!dialog_)
            ++came_;
        showStatus();
        // Who has it before the eyes needs no mark.
        if (parts_.window.isActiveWindow()) {
            alerts_.acknowledge(); // which comes here again
            return;
        }
    }
    showMark();
}

void AlertLinks::onFailed(const QString &rule, const QString &text)
{
    failure_ = QStringLiteral("%1: %2").arg(rule, text);
    showStatus();
}

void AlertLinks::showMark()
{
    parts_.title.setAlerts(alerts_.unseen());
    parts_.tray.setAlerts(alerts_.unseen(), alerts_.newest());
}

void AlertLinks::showStatus()
{
    if (dialog_) {
        parts_.status.showAlerts(Tone::None, {}, {}); // it says all of it
        return;
    }
    if (!failure_.isEmpty())
        parts_.status.showAlerts(Tone::Failed, tr("an alert did not get through"), failure_);
    else if (came_ > 0)
        parts_.status.showAlerts(Tone::Waiting, tr("%n alert(s)", nullptr, came_), newest_);
    else
        parts_.status.showAlerts(Tone::None, {}, {});
}

QStringList AlertLinks::streamNames() const
{
    QStringList names = parts_.monitor.events().sourceNames();
    names.sort(Qt::CaseInsensitive);
    return names;
}

void AlertLinks::showDialog()
{
    alerts_.acknowledge();
    came_ = 0;
    failure_.clear();
    if (!dialog_) {
        const bool keepsSecrets = secrets_ && secrets_->availability() != SecretStore::Availability::None;
        dialog_ = new AlertsDialog(
            alerts_, [this] { return streamNames(); }, keepsSecrets, &parts_.window);
        dialog_->setAttribute(Qt::WA_DeleteOnClose);
        connect(dialog_, &QObject::destroyed, this, [this] {
            failure_.clear();
            showStatus();
        });
    }
    showStatus();
    dialog_->show();
    dialog_->raise();
    dialog_->activateWindow();
}

bool AlertLinks::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == &parts_.window && event->type() == QEvent::WindowActivate)
        alerts_.acknowledge();
    return QObject::eventFilter(watched, event);
}

void AlertLinks::retranslate()
{
    showStatus();
}

} // namespace helio
