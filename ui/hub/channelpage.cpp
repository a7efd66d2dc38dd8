// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/hub/channelpage.h"

#include "event/pattern.h"
#include "json/unseen.h"
#include "json/utf8.h"
#include "ui/hub/channeltablemodel.h"
#include "ui/hub/clientcells.h"
#include "ui/hub/clienttablemodel.h"
#include "ui/look/columns.h"
#include "ui/look/fittinglabel.h"
#include "ui/look/format.h"

#include <QEvent>
#include <QFormLayout>
#include <QHash>
#include <QLabel>
#include <QStringListModel>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>

namespace helio {

namespace {

constexpr qsizetype OneLineBytes = 300;

/// Says who hears a channel. Of thousands of clients most have the same patterns: each is taken apart once.
class Hearing
{
public:
    explicit Hearing(const QByteArray &channel)
        : channel_(channel)
    {}

    /// By which name or pattern; empty: not at all.
    QByteArray of(const ClientInfo &client)
    {
        if (client.channels.contains(channel_))
            return channel_;
        const auto pattern =
            std::find_if(client.patterns.begin(), client.patterns.end(), [this](const QByteArray &glob) {
                const auto known = matches_.constFind(glob);
                return known != matches_.cend() ? *known : *matches_.insert(glob, Pattern(glob).matches(channel_));
            });
        return pattern == client.patterns.end() ? QByteArray() : *pattern;
    }

private:
    const QByteArray &channel_;
    QHash<QByteArray, bool> matches_;
};

} // namespace

ChannelPage::ChannelPage(HubState &hub, const ChannelTableModel &channels, const ClientTableModel &clients,
                         QWidget *parent)
    : QWidget(parent)
    , hub_(hub)
    , wish_(hub)
    , channels_(channels)
    , clients_(clients)
    , hint_(new QLabel)
    , name_(new FittingLabel(FittingLabel::Mode::Name))
    , form_(new QFormLayout)
    , subscribersTitle_(new QLabel)
    , subscribers_(new QStringListModel(this))
    , list_(new QTreeView)
{
    setObjectName(QStringLiteral("channelPage"));
    name_->setObjectName(QStringLiteral("channelPageName"));
    QFont bold = name_->font();
    bold.setBold(true);
    name_->setFont(bold);
    for (int figure = 0; figure < FigureCount; ++figure) {
        figures_[figure] = new FittingLabel(FittingLabel::Mode::Name);
        figures_[figure]->setObjectName(QStringLiteral("channelPageFigure%1").arg(figure));
        form_->addRow(new QLabel, figures_[figure]);
    }
    form_->setVerticalSpacing(2);
    form_->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    subscribersTitle_->setObjectName(QStringLiteral("channelPageSubscribersTitle"));
    list_->setObjectName(QStringLiteral("channelPageSubscribers"));
    list_->setModel(subscribers_);
    list_->setEditTriggers(QAbstractItemView::NoEditTriggers);
    list_->setItemDelegate(new ColumnDelegate(list_)); // what is cut has a tool tip
    list_->setUniformRowHeights(true);
    list_->setRootIsDecorated(false);
    list_->setHeaderHidden(true);
    list_->setFrameShape(QFrame::NoFrame);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 6, 8, 8);
    layout->setSpacing(6);
    layout->addWidget(hint_);
    layout->addWidget(name_);
    layout->addLayout(form_);
    layout->addWidget(subscribersTitle_);
    layout->addWidget(list_, 1);
    layout->addStretch(0);
    hint_->setObjectName(QStringLiteral("channelPageHint"));
    hint_->setWordWrap(true);
    hint_->setAlignment(Qt::AlignTop);
    showWhatThereIs(false);
    connect(&hub, &HubState::changed, this, &ChannelPage::refresh);
    retranslate();
}

void ChannelPage::showChannel(const QByteArray &channel)
{
    channel_ = channel;
    name_->setText(visibleLine(decodeUtf8(channel)));
    wish_.set(isVisible());
    showWhatThereIs(true);
    refresh();
}

void ChannelPage::showWhatThereIs(bool isThere)
{
    hint_->setVisible(!isThere);
    for (QWidget *part : std::initializer_list<QWidget *>{name_, subscribersTitle_, list_})
        part->setVisible(isThere);
    for (int figure = 0; figure < FigureCount; ++figure)
        form_->setRowVisible(figure, isThere);
}

void ChannelPage::refresh()
{
    if (!isVisible() || channel_.isEmpty())
        return;
    const ChannelInfo *channel = channels_.rowAt(channels_.rowOf(channel_));
    for (int figure = 0; figure < FigureCount; ++figure)
        figures_[figure]->setText(channel ? value(*channel, Figure(figure)) : QString());
    // What there is none of needs no line.
    for (const Figure figure : {OnRedis, InGroup, Age, LastEventId, OldestId})
        form_->setRowVisible(figure, !figures_[figure]->text().isEmpty());
    listSubscribers();
}

void ChannelPage::listSubscribers()
{
    QStringList lines;
    qsizetype count = 0;
    Hearing hearing(channel_);
    // Also those that the filter over the table leaves out, or that it has not taken over yet.
    for (const ClientInfo &client : clients_.all()) {
        const QByteArray by = hearing.of(client);
        if (by.isEmpty())
            continue;
        ++count;
        if (lines.size() == MaximumListed)
            continue;
        QString line = visibleLine(client.remoteAddress);
        if (!client.hub.isEmpty())
            line += QStringLiteral(" · ") + clientcells::hub(client);
        const QString who =
            !client.subject.isEmpty() ? visibleLine(client.subject) : format::oneLine(client.userAgent, OneLineBytes);
        if (!who.isEmpty())
            line += QStringLiteral(" · ") + who;
        if (by != channel_)
            line += QStringLiteral(" · ") + format::oneLine(by, OneLineBytes);
        lines.append(line);
    }
    subscribersTitle_->setText(count > lines.size()
                                   ? tr("Subscribers: the first %1 of %2")
                                         .arg(format::count(quint64(lines.size())), format::count(quint64(count)))
                                   : tr("Subscribers: %1").arg(format::count(quint64(count))));
    // What is selected stays so while nothing changes.
    if (subscribers_->stringList() != lines)
        subscribers_->setStringList(lines);
}

QString ChannelPage::value(const ChannelInfo &channel, Figure figure) const
{
    switch (figure) {
    case Clients:
        return format::count(quint64(channel.subscribers));
    case OnRedis:
        return channel.elsewhere && !hub_.group() ? format::count(quint64(*channel.elsewhere)) : QString();
    case InGroup:
        return channel.elsewhere && hub_.group() ? format::count(quint64(*channel.elsewhere + channel.subscribers))
                                                 : QString();
    case Events:
        return format::count(channel.events);
    case Rate:
        return format::rate(channel.eventsPerSecond);
    case Bytes:
        return format::bytes(double(channel.bytes));
    case History:
        return tr("%1 (%2)").arg(format::count(quint64(channel.historyEvents)),
                                 format::bytes(double(channel.historyBytes)));
    case Age:
        return ChannelTableModel::ageText(channel.oldestAt);
    case LastEventId:
        return format::oneLine(channel.lastEventId, OneLineBytes);
    case OldestId:
        return format::oneLine(channel.oldestId, OneLineBytes);
    case FigureCount:
        break;
    }
    return {};
}

QString ChannelPage::title(Figure figure)
{
    switch (figure) {
    case Clients:
        return tr("Clients");
    case OnRedis:
        return tr("On Redis");
    case InGroup:
        return tr("In the group");
    case Events:
        return tr("Events");
    case Rate:
        return tr("Rate");
    case Bytes:
        return tr("Bytes");
    case History:
        return tr("History");
    case Age:
        return tr("Age");
    case LastEventId:
        return tr("Last event ID");
    case OldestId:
        return tr("Oldest ID in history");
    case FigureCount:
        break;
    }
    return {};
}

void ChannelPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    wish_.set(!channel_.isEmpty());
    refresh();
}

void ChannelPage::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    wish_.set(false);
}

void ChannelPage::retranslate()
{
    setAccessibleName(tr("Channel"));
    hint_->setText(tr("Select a channel to see its figures and who is subscribed to it."));
    name_->setAccessibleName(tr("Name of the channel"));
    list_->setAccessibleName(tr("Subscribers"));
    for (int figure = 0; figure < FigureCount; ++figure) {
        const QString text = title(Figure(figure));
        if (auto *label = qobject_cast<QLabel *>(form_->labelForField(figures_[figure])))
            label->setText(text);
        figures_[figure]->setAccessibleName(text);
    }
    refresh();
}

void ChannelPage::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace helio
