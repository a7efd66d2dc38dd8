// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/hub/historystrip.h"

#include "event/pluralform.h"
#include "ui/look/actions.h"
#include "ui/look/appearance.h"
#include "ui/look/fittinglabel.h"
#include "ui/look/format.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QMenu>
#include <QToolButton>

namespace helio {

namespace {

using Reach = OlderEvents::Reach;
using State = OlderEvents::State;

} // namespace

HistoryStrip::HistoryStrip(OlderEvents &older, Actions &actions, QWidget *parent)
    : QFrame(parent)
    , older_(older)
    , actions_(actions)
    , text_(new FittingLabel)
    , load_(new QToolButton)
    , stopButton_(new QToolButton)
    , menu_(new QMenu(this))
    , stop_(new QAction(this))
{
    setObjectName(QStringLiteral("historyStrip"));
    text_->setObjectName(QStringLiteral("historyText"));
    load_->setObjectName(QStringLiteral("loadOlder"));
    stopButton_->setObjectName(QStringLiteral("stopLoading"));
    menu_->setObjectName(QStringLiteral("loadOlderMenu"));
    stop_->setObjectName(QStringLiteral("stopLoadingOlder"));
    const auto add = [this](Reach reach, const char *name, const char *keys) {
        auto *action = new QAction(this);
        action->setObjectName(QLatin1String(name));
        Actions::setKeys(*action, keys);
        actions_.insert(action, MenuId::View, ActionId::CommandPalette, SubmenuId::LoadOlder);
        menu_->addAction(action);
        reaches_.insert(reach, action);
        connect(action, &QAction::triggered, this, [this, reach] {
            Q_EMIT showRequested();
            older_.load(reach);
        });
    };
    add(Reach::More, "loadOlderMore", "Ctrl+Shift+O");
    add(Reach::Hour, "loadOlderHour", "");
    add(Reach::Day, "loadOlderDay", "");
    add(Reach::All, "loadOlderAll", "");
    actions_.insert(stop_, MenuId::View, ActionId::CommandPalette, SubmenuId::LoadOlder);
    connect(stop_, &QAction::triggered, &older_, &OlderEvents::stop);
    // Not as the button's own menu, which would draw a second arrow.
    connect(load_, &QToolButton::clicked, menu_, [this] {
        // At its right end, which is that of the table.
        const QPoint corner(load_->width() - menu_->sizeHint().width(), load_->height());
        menu_->popup(load_->mapToGlobal(corner));
    });
    connect(stopButton_, &QToolButton::clicked, &older_, &OlderEvents::stop);

    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(8, 0, 6, 2);
    layout->addWidget(text_, 1);
    for (QToolButton *button : {load_, stopButton_}) {
        button->setAutoRaise(true);
        button->setFocusPolicy(Qt::TabFocus);
        layout->addWidget(button);
    }
    connect(&older_, &OlderEvents::changed, this, &HistoryStrip::refresh);
    retranslate();
}

void HistoryStrip::refresh()
{
    setVisible(older_.isAboutHub());
    const bool isLoading = older_.state() == State::Loading;
    const QString obstacle = older_.obstacle();
    const bool hadFocus = load_->hasFocus() || stopButton_->hasFocus();
    load_->setVisible(!isLoading && obstacle.isEmpty() && older_.known().oldestAt > 0);
    stopButton_->setVisible(isLoading);
    // Who pressed one goes on with the other.
    if (hadFocus && isVisible())
        (isLoading ? stopButton_ : load_)->setFocus();
    enableActions();

    const QString outcome = this->outcome();
    const QString beginning = this->beginning();
    const bool isBad = older_.state() == State::Failed;
    if (!outcome.isEmpty())
        text_->setTexts({outcome + QStringLiteral("  ·  ") + beginning, outcome});
    else if (!obstacle.isEmpty())
        text_->setTexts({obstacle});
    else
        text_->setTexts({beginning, older_.known().oldestAt > 0
                                        ? tr("History begins %1").arg(format::moment(older_.known().oldestAt))
                                        : beginning});
    setTextTone(text_, isBad ? Tone::Failed : outcome.isEmpty() ? Tone::Idle : Tone::None, palette());
}

QString HistoryStrip::beginning() const
{
    const OlderEvents::Known known = older_.known();
    if (known.oldestAt == 0)
        return known.isOfChoice ? tr("The hub's history holds nothing of it yet.")
                                : tr("The hub's history holds nothing yet.");
    return (known.isOfChoice ? tr("Its history begins %1 (%2, %3)") : tr("The hub's history begins %1 (%2, %3)"))
        .arg(format::moment(known.oldestAt), tr("%Ln event(s)", nullptr, pluralCount(known.events)),
             format::bytes(double(known.bytes)));
}

QString HistoryStrip::outcome() const
{
    const int count = pluralCount(older_.count());
    const QString loaded = tr("%Ln older event(s) loaded", nullptr, count);
    switch (older_.state()) {
    case State::None:
        break;
    case State::Loading:
        return count == 0 ? tr("Loading older events…")
                          : tr("Loading: %Ln event(s), back to %1", nullptr, count)
                                .arg(format::moment(older_.reachedBackTo() / 1'000'000));
    case State::Enough:
        if (older_.reach() == Reach::More)
            return loaded;
        if (older_.reach() == Reach::Hour)
            return tr("The last hour is loaded (%Ln event(s) came)", nullptr, count);
        return tr("The last day is loaded (%Ln event(s) came)", nullptr, count);
    case State::AtBeginning:
        return tr("The beginning of history is loaded (%Ln event(s) came)", nullptr, count);
    case State::NoRoom:
        return tr("No more room for events (%Ln came): raise their memory in Settings", nullptr, count);
    case State::Stopped:
        return tr("Stopped: %1").arg(loaded);
    case State::Failed:
        return count == 0 ? older_.problem() : tr("%1 (%2)").arg(older_.problem(), loaded);
    }
    return {};
}

void HistoryStrip::enableActions()
{
    const bool isLoading = older_.state() == State::Loading;
    const QString obstacle = isLoading ? tr("Older events are being loaded.") : older_.obstacle();
    for (QAction *action : std::as_const(reaches_)) {
        action->setEnabled(obstacle.isEmpty());
        const QString keys = action->shortcut().toString(QKeySequence::NativeText);
        action->setToolTip(!obstacle.isEmpty() ? obstacle
                           : keys.isEmpty()    ? action->statusTip()
                                               : QStringLiteral("%1 (%2)").arg(action->statusTip(), keys));
    }
    stop_->setEnabled(isLoading);
}

void HistoryStrip::retranslate()
{
    setAccessibleName(tr("The hub's history"));
    menu_->setAccessibleName(tr("Load older events"));
    load_->setText(tr("Load older") + QStringLiteral(" ▾"));
    load_->setAccessibleName(tr("Load older events"));
    load_->setToolTip(tr("Bring events of the hub's history into the table, before those that are there"));
    stopButton_->setText(tr("Stop"));
    stopButton_->setAccessibleName(tr("Stop loading older events"));
    stopButton_->setToolTip(tr("What has come stays"));
    Actions::setTexts(*reaches_[Reach::More], tr("Load 1,000 older &events"),
                      tr("Load the 1,000 events before those in the table from the hub's history"));
    Actions::setTexts(*reaches_[Reach::Hour], tr("Load the last &hour"),
                      tr("Load what the hub's history has of the last hour"));
    Actions::setTexts(*reaches_[Reach::Day], tr("Load the last &day"),
                      tr("Load what the hub's history has of the last 24 hours"));
    Actions::setTexts(*reaches_[Reach::All], tr("Load &all older events"),
                      tr("Load the hub's history from its beginning, as far as there is room"));
    Actions::setTexts(*stop_, tr("&Stop loading older events"), tr("What has come stays"));
    actions_.setNeeds(stop_, tr("no older events are being loaded"));
    refresh();
}

void HistoryStrip::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    else if (event->type() == QEvent::PaletteChange)
        refresh();
}

} // namespace helio
