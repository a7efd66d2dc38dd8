// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/eventhead.h"

#include "json/unseen.h"
#include "ui/look/fittinglabel.h"
#include "ui/look/format.h"

#include <QGridLayout>
#include <QLabel>

namespace helio {

EventHead::EventHead(QWidget *parent)
    : QWidget(parent)
{
    static constexpr const char *Names[] = {"Type", "Channel", "Time", "Id", "Source", "Size"};
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins({});
    grid->setHorizontalSpacing(8);
    grid->setVerticalSpacing(2);
    grid->setColumnStretch(1, 3);
    grid->setColumnStretch(3, 2);
    // Each name and its value; those that are long have a row of their own.
    static constexpr struct
    {
        int row;
        int column;
        int span;
    } Places[FieldCount] = {{0, 0, 1}, {1, 0, 3}, {2, 0, 3}, {3, 0, 3}, {4, 0, 3}, {0, 2, 1}};
    for (int field = 0; field < FieldCount; ++field) {
        names_[field] = new QLabel;
        values_[field] = new FittingLabel(FittingLabel::Mode::Name);
        values_[field]->setObjectName(QStringLiteral("inspector") + QLatin1String(Names[field]));
        names_[field]->setForegroundRole(QPalette::PlaceholderText);
        grid->addWidget(names_[field], Places[field].row, Places[field].column);
        grid->addWidget(values_[field], Places[field].row, Places[field].column + 1, 1, Places[field].span);
    }
    QFont bold = font();
    bold.setBold(true);
    values_[Type]->setFont(bold);
    // Its end distinguishes events.
    values_[Time]->setMinimumWidth(fontMetrics().horizontalAdvance(QStringLiteral("0000-00-00 00:00:00.000")) + 4);
    retranslate();
}

void EventHead::showItem(const FeedQueue::Item &item, const QString &source)
{
    received_ = item.received;
    size_ = std::exchange(received_->event.data, {}).size();
    source_ = source;
    fill();
}

void EventHead::clear()
{
    received_.reset();
    fill();
}

void EventHead::fill()
{
    if (!received_) {
        for (QLabel *value : values_) {
            value->clear();
            value->setToolTip(QString());
        }
        return;
    }
    const Event &event = received_->event;
    const QString texts[FieldCount] = {
        event.type.isEmpty() ? QStringLiteral("message") : format::oneLine(event.type, 1024),
        event.channel.isEmpty() ? QStringLiteral("–") : format::oneLine(event.channel, 1024),
        format::dateAndTime(received_->receivedAt / 1'000'000) +
            QStringLiteral(".%1").arg(received_->receivedAt / 1'000'000 % 1000, 3, 10, QLatin1Char('0')),
        event.id.isEmpty() ? QStringLiteral("–") : format::oneLine(event.id, 1024),
        visibleLine(source_),
        format::bytes(double(size_)),
    };
    for (int field = 0; field < FieldCount; ++field) {
        values_[field]->setText(texts[field]);
        values_[field]->setToolTip(texts[field]);
    }
    if (event.type.isEmpty())
        values_[Type]->setToolTip(tr("The stream named no type, so it is a message."));
}

void EventHead::retranslate()
{
    const QString names[FieldCount] = {tr("Type"), tr("Channel"), tr("Time"), tr("ID"), tr("Source"), tr("Data")};
    for (int field = 0; field < FieldCount; ++field) {
        names_[field]->setText(names[field]);
        values_[field]->setAccessibleName(names[field]);
    }
    fill();
}

} // namespace helio
