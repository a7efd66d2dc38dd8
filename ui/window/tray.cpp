// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/tray.h"

#include "event/pluralform.h"
#include "ui/hub/hubstate.h"
#include "ui/look/actions.h"
#include "ui/look/appearance.h"
#include "ui/look/format.h"

#include <QPainter>
#include <QSettings>
#include <QWidget>

#include <utility>

namespace helio {

using namespace std::chrono_literals;

namespace {

const QString WantedKey = QStringLiteral("tray/icon");
const QString TakesWindowKey = QStringLiteral("tray/takesWindow");

} // namespace

Tray::Tray(const HubState &hub, const Actions &actions, QSettings &settings, QWidget &window, IsThere isThere)
    : QObject(&window)
    , hub_(hub)
    , settings_(settings)
    , window_(window)
    , isThere_(std::move(isThere))
    , menu_(std::make_unique<QMenu>())
    , show_(menu_->addAction(QString()))
    , isWanted_(settings.value(WantedKey, false).toBool())
    , takesWindow_(settings.value(TakesWindowKey, false).toBool())
{
    menu_->setObjectName(QStringLiteral("trayMenu"));
    show_->setObjectName(QStringLiteral("trayShow"));
    menu_->addAction(actions[ActionId::Pause]);
    menu_->addSeparator();
    menu_->addAction(actions[ActionId::Quit]);
    icon_.setContextMenu(menu_.get());
    connect(show_, &QAction::triggered, this, &Tray::showWindow);
    connect(&icon_, &QSystemTrayIcon::activated, this, [this](QSystemTrayIcon::ActivationReason reason) {
        if (reason == QSystemTrayIcon::Trigger || reason == QSystemTrayIcon::DoubleClick)
            showWindow();
    });
    connect(&hub_.control(), &HubControl::stateChanged, this, &Tray::showState);
    connect(&hub_, &HubState::changed, this, &Tray::showState);
    // No desktop says that its tray came or went.
    watch_.setInterval(2s);
    connect(&watch_, &QTimer::timeout, this, &Tray::refresh);
    retranslate();
    setWanted(isWanted_);
}

Tray::~Tray() = default;

QString Tray::problem() const
{
    return isThere_() ? QString()
                      : tr("This desktop has no tray. On GNOME, an extension such as AppIndicator brings one.");
}

void Tray::setWanted(bool wanted)
{
    if (std::exchange(isWanted_, wanted) != wanted)
        settings_.setValue(WantedKey, wanted);
    if (wanted)
        watch_.start();
    else
        watch_.stop();
    refresh();
}

void Tray::setTakesWindow(bool takes)
{
    takesWindow_ = takes;
    settings_.setValue(TakesWindowKey, takes);
}

bool Tray::takeWindow()
{
    if (!isWanted_ || !takesWindow_ || !isThere_())
        return false;
    holdsWindow_ = true;
    window_.hide();
    if (!std::exchange(hasSaidSo_, true))
        icon_.showMessage(QStringLiteral("Heliograph"), tr("The window is closed; Heliograph goes on here."),
                          icon_.icon());
    return true;
}

void Tray::showWindow()
{
    holdsWindow_ = false;
    window_.setWindowState(window_.windowState() & ~Qt::WindowMinimized);
    window_.show();
    window_.raise();
    window_.activateWindow();
}

void Tray::end()
{
    watch_.stop();
    icon_.hide();
}

void Tray::refresh()
{
    const bool isShown = isWanted_ && isThere_();
    if (isShown != icon_.isVisible()) {
        showState();
        icon_.setVisible(isShown);
    }
    // Hidden here, and here is no more: there would be no way back.
    if (!isShown && holdsWindow_ && window_.isHidden())
        showWindow();
}

void Tray::showState()
{
    if (!isWanted_)
        return;
    const HubControl::State state = hub_.control().state();
    const Tone tone = HubState::tone(state);
    if (tone != tone_ || isAlertShown_ != (alerts_ > 0)) {
        tone_ = tone;
        isAlertShown_ = alerts_ > 0;
        icon_.setIcon(iconOf(tone, isAlertShown_));
    }
    QString tip = QStringLiteral("Heliograph: ") + tr("hub %1").arg(HubState::stateText(state));
    if (hub_.isServing())
        tip += QStringLiteral(", ") + tr("%Ln client(s)", nullptr, pluralCount(hub_.totals().clients));
    if (alerts_ > 0)
        tip += u'\n' + tr("%n alert(s)", nullptr, alerts_) + u'\n' + newestAlert_;
    icon_.setToolTip(tip);
}

void Tray::setAlerts(int unseen, const QString &newest)
{
    alerts_ = unseen;
    newestAlert_ = newest;
    showState();
}

QIcon Tray::iconOf(Tone tone, bool isAlert) const
{
    QIcon icon;
    for (const int size : {16, 22, 32, 48, 64}) {
        QPixmap picture = programIcon().pixmap(QSize(size, size), 1.0);
        QPainter painter(&picture);
        painter.setRenderHint(QPainter::Antialiasing);
        const double dot = size * 0.45;
        const QRectF place(picture.width() - dot, picture.height() - dot, dot, dot);
        painter.setPen(Qt::NoPen);
        painter.setBrush(Qt::white); // a rim, so that it stands out from whatever the panel's color is
        painter.drawEllipse(place);
        painter.setBrush(toneColor(isAlert ? Tone::Failed : tone, window_.palette()));
        painter.drawEllipse(place.adjusted(dot / 8, dot / 8, -dot / 8, -dot / 8));
        if (isAlert) { // by its shape, too: an exclamation mark
            painter.setBrush(Qt::white);
            painter.drawRect(QRectF(place.center().x() - dot / 14, place.top() + dot * 0.22, dot / 7, dot * 0.33));
            painter.drawRect(QRectF(place.center().x() - dot / 14, place.top() + dot * 0.64, dot / 7, dot / 7));
        }
        icon.addPixmap(picture);
    }
    return icon;
}

void Tray::retranslate()
{
    show_->setText(tr("&Show Heliograph"));
    showState();
}

} // namespace helio
