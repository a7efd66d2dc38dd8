// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/statusline.h"

#include "event/pluralform.h"
#include "json/unseen.h"
#include "json/utf8.h"
#include "ui/hub/groupreport.h"
#include "ui/look/appearance.h"
#include "ui/look/fittinglabel.h"
#include "ui/look/format.h"
#include "ui/window/monitor.h"

#include <QEvent>
#include <QLabel>
#include <QToolButton>

namespace helio {

StatusLine::StatusLine(Monitor &monitor, QWidget *parent)
    : QStatusBar(parent)
    , monitor_(monitor)
    , alerts_(new QToolButton)
    , state_(new QLabel)
    , redis_(new QLabel)
    , group_(new QToolButton)
    , rates_(new QLabel)
    , counters_(new FittingLabel)
    , history_(new QLabel)
    , memory_(new QLabel)
{
    setObjectName(QStringLiteral("statusLine"));
    state_->setObjectName(QStringLiteral("statusHub"));
    redis_->setObjectName(QStringLiteral("statusRedis"));
    rates_->setObjectName(QStringLiteral("statusRates"));
    counters_->setObjectName(QStringLiteral("statusCounters"));
    history_->setObjectName(QStringLiteral("statusHistory"));
    memory_->setObjectName(QStringLiteral("statusMemory"));
    counters_->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    state_->setContentsMargins(6, 0, 0, 0);
    memory_->setContentsMargins(0, 0, 4, 0);
    alerts_->setObjectName(QStringLiteral("statusAlerts"));
    alerts_->setAutoRaise(true);
    alerts_->hide();
    connect(alerts_, &QToolButton::clicked, this, &StatusLine::alertsRequested);
    group_->setObjectName(QStringLiteral("statusGroup"));
    group_->setAutoRaise(true);
    group_->hide();
    connect(group_, &QToolButton::clicked, this, &StatusLine::groupRequested);
    addPermanentWidget(state_);
    addPermanentWidget(alerts_);
    addPermanentWidget(redis_);
    addPermanentWidget(group_);
    addPermanentWidget(rates_);
    addPermanentWidget(counters_, 1);
    addPermanentWidget(history_);
    addPermanentWidget(memory_);

    connect(&monitor.hubState().control(), &HubControl::stateChanged, this, &StatusLine::showHub);
    connect(&monitor.hubState(), &HubState::changed, this, &StatusLine::showHub);
    connect(&monitor, &Monitor::eventsAppended, this, &StatusLine::showCounters);
    EventTableModel &events = monitor.events();
    connect(&events, &EventTableModel::pausedChanged, this, &StatusLine::showCounters);
    connect(&events, &EventTableModel::mutedChanged, this, &StatusLine::showCounters);
    for (const auto signal :
         {&EventTableModel::filterChanged, &EventTableModel::selectionChanged, &EventTableModel::filteringChanged})
        connect(&events, signal, this, &StatusLine::showCounters);
    connect(&events, &EventTableModel::cleared, this, &StatusLine::showCounters);
    connect(&events, &EventTableModel::canUndoClearChanged, this, &StatusLine::showCounters);
    showHub();
    showCounters();
}

void StatusLine::showAlerts(Tone tone, const QString &text, const QString &tip)
{
    alertsTone_ = tone;
    alerts_->setText(QStringLiteral("%1 %2").arg(toneShape(tone), text));
    alerts_->setToolTip(tip);
    alerts_->setVisible(!text.isEmpty());
    colorAlerts();
}

void StatusLine::colorAlerts()
{
    QPalette colored = alerts_->palette();
    colored.setColor(QPalette::ButtonText, toneTextColor(alertsTone_, palette()));
    alerts_->setPalette(colored);
}

void StatusLine::showHub()
{
    const HubControl::State state = monitor_.hubState().control().state();
    const Tone tone = HubState::tone(state);
    state_->setText(tr("%1 hub %2").arg(toneShape(tone), HubState::stateText(state)));
    setTextTone(state_, tone, palette());
    showRedis();
    showGroup();
    showHistory();
    // Zeros would be figures, too: a hub that does not serve has none.
    rates_->setVisible(monitor_.hubState().isServing());
    const HubTotals &totals = monitor_.hubState().totals();
    rates_->setText(QStringLiteral(" ·  ") + QStringList{tr("%Ln client(s)", nullptr, pluralCount(totals.clients)),
                                                         tr("in %1").arg(format::rate(totals.publishedPerSecond)),
                                                         tr("out %1").arg(format::rate(totals.deliveredPerSecond))}
                                                 .join(QStringLiteral("  ·  ")));
}

void StatusLine::showRedis()
{
    const auto &redis = monitor_.hubState().backplane();
    redis_->setVisible(redis.has_value());
    if (!redis)
        return;
    Tone tone = Tone::Waiting;
    QString text;
    switch (redis->state) {
    case BackplaneInfo::State::Connecting:
        text = tr("connecting");
        break;
    case BackplaneInfo::State::Open:
        tone = Tone::Open;
        text = tr("open");
        break;
    case BackplaneInfo::State::Away:
        tone = Tone::Failed;
        text = tr("away");
        break;
    }
    redis_->setText(QStringLiteral("·  ") + tr("%1 Redis %2").arg(toneShape(tone), text));
    setTextTone(redis_, tone, palette());
    const QString channels = visibleLine(decodeUtf8(redis->channels.join(", ")));
    QStringList tip{tr("Redis at %1, channels %2").arg(redis->address, channels)};
    if (!redis->problem.isEmpty())
        tip += redis->problem.translated();
    tip += tr("received %1, sent %2, not taken %3, outages with a gap %4")
               .arg(format::count(redis->received), format::count(redis->sent), format::count(redis->dropped),
                    format::count(redis->gaps));
    redis_->setToolTip(tip.join(u'\n'));
}

void StatusLine::showGroup()
{
    const auto report = GroupReport::of(monitor_.hubState());
    group_->setVisible(report.has_value());
    if (!report)
        return;
    group_->setText(QStringLiteral("%1 %2").arg(toneShape(report->tone), report->word));
    group_->setToolTip((QStringList{report->sentence} + report->more).join(u'\n'));
    QPalette colored = group_->palette();
    colored.setColor(QPalette::ButtonText, toneTextColor(report->tone, palette()));
    group_->setPalette(colored);
}

void StatusLine::showHistory()
{
    const auto &disk = monitor_.hubState().totals().store.disk;
    history_->setVisible(disk.has_value());
    if (!disk)
        return;
    history_->setText(QStringLiteral("·  ") +
                      tr("history file %1").arg(format::bytes(double(disk->fileBytes + disk->logBytes))));
    history_->setToolTip(tr("The hub's history on disk: a file of %1, of which %2 are in use, and %3 that go into it")
                             .arg(format::bytes(double(disk->fileBytes)), format::bytes(double(disk->usedBytes)),
                                  format::bytes(double(disk->logBytes))));
}

/// By what events are kept out of view: who set no filter looks for none.
QString StatusLine::leftOut(quint64 count) const
{
    const EventTableModel &events = monitor_.events();
    if (events.muted().isEmpty())
        return tr("filtered %1").arg(format::count(count));
    if (events.filter().isEmpty() && events.selection().isEmpty() && !events.isFiltering())
        return tr("muted %1").arg(format::count(count));
    return tr("filtered or muted %1").arg(format::count(count));
}

void StatusLine::showCounters()
{
    const EventTableModel &events = monitor_.events();
    const EventTableModel::Counters counters = events.counters();
    QStringList texts{tr("received %1 = shown %2 + %3 + waiting %4 + trimmed %5")
                          .arg(format::count(counters.received), format::count(counters.shown),
                               leftOut(counters.filtered), format::count(counters.waiting),
                               format::count(counters.trimmed)),
                      tr("shown %1 of %2").arg(format::count(counters.shown), format::count(counters.received)),
                      format::count(counters.received)};
    const QString paused = tr("paused, %1 waiting (%2)")
                               .arg(format::count(counters.waiting), format::bytes(double(events.waitingBytes())));
    if (events.isPaused())
        texts = {paused + QStringLiteral("  ·  ") + texts[0], paused + QStringLiteral("  ·  ") + texts[1], paused};
    const QString text = texts.constFirst();
    counters_->setTexts(texts);
    counters_->setToolTip(text);
    memory_->setText(
        QStringLiteral("·  ") +
        tr("%1 of %2").arg(format::bytes(double(events.bytes())), format::bytes(double(events.maximumBytes()))));
    memory_->setToolTip(tr("Memory that the events table uses, of what it may use; beyond it the oldest go"));
}

void StatusLine::changeEvent(QEvent *event)
{
    QStatusBar::changeEvent(event);
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::PaletteChange) {
        colorAlerts();
        showHub();
        showCounters();
    }
}

} // namespace helio
