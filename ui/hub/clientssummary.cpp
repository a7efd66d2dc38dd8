// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/hub/clientssummary.h"

#include "ui/hub/clientsums.h"
#include "ui/hub/clienttablemodel.h"
#include "ui/look/format.h"
#include "ui/look/wrappinglabel.h"

#include <QEvent>
#include <QFormLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace helio {

ClientsSummary::ClientsSummary(const ClientTableModel &clients, HubState &hub, QWidget *parent)
    : QWidget(parent)
    , clients_(clients)
    , wish_(hub)
    , title_(new QLabel)
    , gone_(new QLabel)
    , form_(new QFormLayout)
{
    setObjectName(QStringLiteral("clientsSummary"));
    title_->setObjectName(QStringLiteral("clientsSummaryTitle"));
    title_->setWordWrap(true);
    QFont strong = font();
    strong.setBold(true);
    title_->setFont(strong);
    gone_->setObjectName(QStringLiteral("clientsSummaryGone"));
    gone_->setWordWrap(true);
    form_->setContentsMargins({});
    form_->setHorizontalSpacing(10);
    form_->setVerticalSpacing(3);
    form_->setRowWrapPolicy(QFormLayout::WrapLongRows);
    for (int row = 0; row < RowCount; ++row) {
        names_[row] = new QLabel;
        names_[row]->setForegroundRole(QPalette::PlaceholderText);
        values_[row] = new WrappingLabel;
        values_[row]->setObjectName(QStringLiteral("clientsSummary%1").arg(row));
        form_->addRow(names_[row], values_[row]);
    }
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 6, 8, 8);
    layout->setSpacing(4);
    layout->addWidget(title_);
    layout->addWidget(gone_);
    layout->addLayout(form_);
    layout->addStretch(1);
    connect(&hub, &HubState::changed, this, [this] {
        if (!ids_.isEmpty())
            refresh();
    });
    retranslate();
}

void ClientsSummary::showClients(const QList<ClientInfo> &clients)
{
    departures_.clear();
    ids_.clear();
    for (const ClientInfo &client : clients)
        ids_.insert(client.id);
    setShown(isVisible());
    refresh();
}

void ClientsSummary::showDepartures(const QList<DepartureInfo> &departures)
{
    ids_.clear();
    departures_ = departures;
    setShown(isVisible());
    refresh();
}

void ClientsSummary::setShown(bool shown)
{
    wish_.set(shown && !ids_.isEmpty());
}

void ClientsSummary::refresh()
{
    if (!isVisible())
        return;
    ClientSums sums;
    for (const DepartureInfo &departure : std::as_const(departures_))
        sums.add(departure.client, programs_(departure.client.userAgent));
    if (!ids_.isEmpty()) {
        for (const ClientInfo &client : clients_.all()) {
            if (ids_.contains(client.id))
                sums.add(client, programs_(client.userAgent));
        }
    }
    showSums(sums);
}

void ClientsSummary::showSums(const ClientSums &sums)
{
    const bool haveLeft = !departures_.isEmpty();
    const auto count = int(sums.clients());
    title_->setText(haveLeft ? tr("%Ln client(s) that left", nullptr, count) : tr("%Ln client(s)", nullptr, count));
    const auto gone = int(haveLeft ? 0 : ids_.size() - sums.clients());
    gone_->setText(tr("%Ln other(s) of the selected are not connected any more", nullptr, gone));
    gone_->setVisible(gone > 0);
    const auto set = [this](Row row, const QString &text) {
        values_[row]->setWholeText(text);
        form_->setRowVisible(row, !text.isEmpty());
    };
    const auto events = [](quint64 number, quint64 bytes) {
        return tr("%1 (%2)").arg(format::count(number), format::bytes(double(bytes)));
    };
    set(Programs, sums.programs());
    set(Channels, sums.channels());
    set(Addresses, format::count(quint64(sums.addresses())));
    set(Sent, events(sums.sentEvents(), sums.sentBytes()));
    set(Queued, events(sums.queuedEvents(), sums.queuedBytes()));
    set(Gaps, format::count(sums.gaps()));
    set(Oldest, sums.oldest() == 0 ? QString() : format::dateAndTime(sums.oldest()));
    set(Newest, sums.newest() == 0 ? QString() : format::dateAndTime(sums.newest()));
}

void ClientsSummary::retranslate()
{
    names_[Programs]->setText(tr("Programs"));
    names_[Channels]->setText(tr("Channels"));
    names_[Addresses]->setText(tr("Addresses"));
    names_[Sent]->setText(tr("Sent"));
    names_[Queued]->setText(tr("Queued"));
    names_[Gaps]->setText(tr("Gaps"));
    names_[Oldest]->setText(tr("Oldest since"));
    names_[Newest]->setText(tr("Newest since"));
    setAccessibleName(tr("The selected clients together"));
    refresh();
}

void ClientsSummary::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    setShown(true);
    refresh();
}

void ClientsSummary::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    setShown(false);
}

void ClientsSummary::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace helio
