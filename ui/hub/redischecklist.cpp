// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/hub/redischecklist.h"

#include "event/pluralform.h"
#include "json/unseen.h"
#include "json/utf8.h"
#include "ui/look/appearance.h"

#include <QEvent>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>

namespace helio {

namespace {

constexpr int ToneRole = Qt::UserRole;
constexpr int NameRole = Qt::UserRole;

Tone toneOf(BackplaneControl::StepResult result)
{
    switch (result) {
    case BackplaneControl::StepResult::Passed:
        return Tone::Open;
    case BackplaneControl::StepResult::Noted:
        return Tone::Waiting;
    case BackplaneControl::StepResult::Failed:
        return Tone::Failed;
    }
    Q_UNREACHABLE();
}

} // namespace

RedisCheckList::RedisCheckList(BackplaneControl &control, QWidget *parent)
    : QWidget(parent)
    , steps_(new QListWidget)
    , foundText_(new QLabel(tr("Channels that have subscribers there now, as Redis counts them (this hub is one "
                               "where it listens):")))
    , found_(new QListWidget)
    , add_(new QPushButton(tr("&Add the marked ones")))
{
    steps_->setObjectName(QStringLiteral("redisSteps"));
    steps_->setAccessibleName(tr("Steps of the test"));
    steps_->setWordWrap(true);
    steps_->setResizeMode(QListView::Adjust);
    steps_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    steps_->setMinimumHeight(fontMetrics().height() * 7);
    foundText_->setWordWrap(true);
    found_->setObjectName(QStringLiteral("redisFound"));
    found_->setAccessibleName(tr("Channels that were found"));
    found_->setMinimumHeight(fontMetrics().height() * 3);
    add_->setObjectName(QStringLiteral("redisAdd"));
    add_->setAutoDefault(false);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(steps_, 3);
    layout->addWidget(foundText_);
    layout->addWidget(found_, 2);
    layout->addWidget(add_, 0, Qt::AlignLeft);

    connect(&control, &BackplaneControl::stepBegun, this, &RedisCheckList::beginStep);
    connect(&control, &BackplaneControl::stepDone, this, &RedisCheckList::endStep);
    connect(&control, &BackplaneControl::channelsFound, this, &RedisCheckList::showChannels);
    connect(add_, &QPushButton::clicked, this, &RedisCheckList::choose);
    clear();
}

void RedisCheckList::clear()
{
    running_ = nullptr;
    steps_->clear();
    found_->clear();
    for (QWidget *widget :
         {static_cast<QWidget *>(foundText_), static_cast<QWidget *>(found_), static_cast<QWidget *>(add_)})
        widget->hide();
}

void RedisCheckList::beginStep(const QString &text)
{
    running_ = new QListWidgetItem(QStringLiteral("…  ") + text, steps_);
    running_->setData(ToneRole, int(Tone::Waiting));
    paint(*running_);
    steps_->scrollToBottom();
}

void RedisCheckList::endStep(BackplaneControl::StepResult result, const QString &text)
{
    QListWidgetItem *item = running_ ? std::exchange(running_, nullptr) : new QListWidgetItem(steps_);
    const Tone tone = toneOf(result);
    const QString mark = result == BackplaneControl::StepResult::Passed ? QStringLiteral("✓") : toneShape(tone);
    item->setText(mark + QStringLiteral("  ") + text);
    item->setData(ToneRole, int(tone));
    paint(*item);
    steps_->scrollToBottom();
}

void RedisCheckList::paint(QListWidgetItem &item) const
{
    const auto tone = Tone(item.data(ToneRole).toInt());
    // What is well needs no color.
    item.setForeground(tone == Tone::Open ? palette().color(QPalette::Text) : toneColor(tone, palette()));
}

void RedisCheckList::showChannels(const QList<BackplaneChannel> &channels)
{
    found_->clear();
    for (const BackplaneChannel &channel : channels) {
        auto *item = new QListWidgetItem(tr("%1 – %Ln subscriber(s)", nullptr, pluralCount(channel.subscribers))
                                             .arg(visibleLine(decodeUtf8(channel.name))),
                                         found_);
        item->setData(NameRole, channel.name);
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
        item->setCheckState(Qt::Checked);
    }
    for (QWidget *widget :
         {static_cast<QWidget *>(foundText_), static_cast<QWidget *>(found_), static_cast<QWidget *>(add_)})
        widget->setVisible(!channels.isEmpty());
}

void RedisCheckList::choose()
{
    QByteArrayList names;
    for (int row = 0; row < found_->count(); ++row) {
        if (found_->item(row)->checkState() == Qt::Checked)
            names.append(found_->item(row)->data(NameRole).toByteArray());
    }
    Q_EMIT channelsChosen(names);
}

void RedisCheckList::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() != QEvent::PaletteChange)
        return;
    for (int row = 0; row < steps_->count(); ++row)
        paint(*steps_->item(row));
}

} // namespace helio
