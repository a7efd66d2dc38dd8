// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/hub/clientpage.h"

#include "event/timeforpeople.h"
#include "json/unseen.h"
#include "ui/hub/clientcells.h"
#include "ui/hub/clienthistorymodel.h"
#include "ui/hub/clientpace.h"
#include "ui/hub/clientprogram.h"
#include "ui/hub/clientsdelegate.h"
#include "ui/hub/clienttablemodel.h"
#include "ui/hub/departuretablemodel.h"
#include "ui/look/appearance.h"
#include "ui/look/format.h"
#include "ui/look/wrappinglabel.h"

#include <QClipboard>
#include <QDateTime>
#include <QEvent>
#include <QFormLayout>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QTableView>
#include <QVBoxLayout>

#include <utility>

namespace helio {

namespace {

constexpr qsizetype FieldBytes = 1000;

} // namespace

ClientPage::ClientPage(const ClientTableModel &clients, HubState &hub, QWidget *parent)
    : QWidget(parent)
    , clients_(clients)
    , hub_(hub)
    , wish_(hub)
    , history_(new ClientHistoryModel(this))
    , title_(new WrappingLabel)
    , pace_(new QLabel)
    , details_(new QScrollArea)
    , form_(new QFormLayout)
    , ask_(new QPushButton)
    , copy_(new QPushButton)
    , summary_(new QLabel)
    , table_(new QTableView)
{
    setObjectName(QStringLiteral("clientPage"));
    title_->setObjectName(QStringLiteral("clientPageTitle"));
    pace_->setObjectName(QStringLiteral("clientPagePace"));
    pace_->setWordWrap(true);
    ask_->setObjectName(QStringLiteral("clientPageAsk"));
    copy_->setObjectName(QStringLiteral("clientPageCopy"));
    summary_->setObjectName(QStringLiteral("clientPageSummary"));
    summary_->setWordWrap(true);
    summary_->setTextInteractionFlags(Qt::TextSelectableByMouse);

    form_->setContentsMargins({});
    form_->setHorizontalSpacing(10);
    form_->setVerticalSpacing(3);
    form_->setRowWrapPolicy(QFormLayout::WrapLongRows);
    for (int row = 0; row < RowCount; ++row) {
        names_[row] = new QLabel;
        names_[row]->setForegroundRole(QPalette::PlaceholderText);
        values_[row] = new WrappingLabel;
        form_->addRow(names_[row], values_[row]);
    }
    auto *details = new QWidget;
    details->setLayout(form_);
    details_->setObjectName(QStringLiteral("clientPageDetails"));
    details_->setFrameShape(QFrame::NoFrame);
    details_->setWidgetResizable(true);
    details_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    details_->setWidget(details);

    table_->setObjectName(QStringLiteral("clientHistoryTable"));
    table_->setModel(history_);
    auto *delegate = new ClientsDelegate(ClientHistoryModel::Fate, ClientHistoryModel::ToneRole, -1);
    delegate->setParent(table_);
    table_->setItemDelegate(delegate);
    table_->setSelectionBehavior(QAbstractItemView::SelectRows);
    table_->setTabKeyNavigation(false);
    table_->setShowGrid(false);
    table_->setWordWrap(false);
    table_->setFrameShape(QFrame::NoFrame);
    table_->verticalHeader()->hide();
    table_->verticalHeader()->setDefaultSectionSize(rowHeight(font()));
    table_->horizontalHeader()->setStretchLastSection(true);
    table_->setColumnWidth(ClientHistoryModel::Fate, QFontMetrics(font()).averageCharWidth() * 26);

    auto *buttons = new QHBoxLayout;
    buttons->addWidget(ask_);
    buttons->addStretch();
    buttons->addWidget(copy_);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 6, 8, 8);
    layout->setSpacing(4);
    layout->addWidget(title_);
    layout->addWidget(pace_);
    layout->addWidget(details_, 3);
    layout->addLayout(buttons);
    layout->addWidget(summary_);
    layout->addWidget(table_, 4);
    layout->addStretch(0);

    connect(&hub_, &HubState::changed, this, &ClientPage::onSnapshot);
    connect(&hub_.control(), &HubControl::clientHistoryArrived, this, &ClientPage::onHistory);
    connect(ask_, &QPushButton::clicked, this, &ClientPage::askHistory);
    connect(copy_, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(history_->text()); });
    retranslate();
}

ClientPage::~ClientPage() = default;

void ClientPage::setOther(const ClientInfo &client)
{
    if (client_ && client_->id == client.id && client_->connectedAt == client.connectedAt)
        return;
    history_->setEvents({});
    problem_.clear();
    isAsked_ = isAnswered_ = false;
}

void ClientPage::showClient(const ClientInfo &client)
{
    setOther(client);
    client_ = client;
    departure_.reset();
    isGone_ = false;
    setShown(isVisible());
    showDetails();
    showHistory();
}

void ClientPage::showDeparture(const DepartureInfo &departure)
{
    setOther(departure.client);
    client_ = departure.client;
    departure_ = departure;
    isGone_ = true;
    setShown(isVisible());
    showDetails();
    showHistory();
}

void ClientPage::setShown(bool shown)
{
    wish_.set(shown && client_ && !departure_);
}

void ClientPage::onSnapshot()
{
    if (!client_ || departure_ || !isVisible())
        return;
    const auto &all = clients_.all();
    // A hub that starts anew gives the same ids again.
    const auto now = std::find_if(all.cbegin(), all.cend(), [this](const ClientInfo &one) {
        return one.id == client_->id && one.connectedAt == client_->connectedAt;
    });
    if (!std::exchange(isGone_, now == all.cend()) && isGone_)
        goneAt_ = QDateTime::currentMSecsSinceEpoch();
    if (!isGone_)
        client_ = *now;
    showDetails();
}

void ClientPage::askHistory()
{
    if (!client_ || !hub_.lacksHistoryOf(*client_).isEmpty())
        return;
    isAsked_ = true;
    isAnswered_ = false;
    showHistory();
    hub_.control().requestClientHistory(client_->id);
}

void ClientPage::onHistory(const ClientHistory &history)
{
    if (!client_ || !isAsked_ || history.clientId != client_->id)
        return;
    isAnswered_ = true;
    problem_ = history.problem;
    history_->setEvents(history.events);
    showHistory();
}

void ClientPage::set(Row row, const QString &text)
{
    values_[row]->setWholeText(text);
    names_[row]->setVisible(!text.isEmpty());
    values_[row]->setVisible(!text.isEmpty());
}

QString ClientPage::leftText() const
{
    if (departure_)
        return tr("%1: %2").arg(format::dateAndTime(departure_->endedAt),
                                DepartureTableModel::reasonText(departure_->reason));
    return isGone_ ? tr("it is not connected any more") : QString();
}

void ClientPage::showDetails()
{
    const bool isThere = client_.has_value();
    for (QWidget *part : std::initializer_list<QWidget *>{details_, ask_, copy_})
        part->setVisible(isThere);
    QFont strong = font();
    strong.setBold(isThere);
    title_->setFont(strong);
    if (!isThere) {
        title_->setWholeText(tr("Select a client to see who it is and how far it is."));
        pace_->hide();
        return;
    }
    const ClientInfo &client = *client_;
    const QString program = programOf(client.userAgent);
    const QString address = visibleLine(client.remoteAddress);
    title_->setWholeText(program.isEmpty() ? address : QStringLiteral("%1 · %2").arg(program, address));
    const QString pace = isGone_ ? QString() : paceText(client, clients_.queueBound());
    pace_->setText(pace);
    pace_->setVisible(!pace.isEmpty());
    setTextTone(pace_, paceTone(paceOf(client, clients_.queueBound())), palette());

    const qint64 until = departure_ ? departure_->endedAt : isGone_ ? goneAt_ : QDateTime::currentMSecsSinceEpoch();
    set(Address, address);
    set(Program, format::oneLine(client.userAgent, FieldBytes));
    set(Origin, format::oneLine(client.origin, FieldBytes));
    set(Subject, format::oneLine(client.subject.toUtf8(), FieldBytes));
    set(Channels, clientcells::channels(client));
    set(Hub, clientcells::hub(client));
    set(Since, tr("%1, for %2")
                   .arg(format::dateAndTime(client.connectedAt),
                        timeForPeople(std::chrono::milliseconds(until - client.connectedAt))));
    set(Left, leftText());
    set(Sent, tr("%1 (%2)").arg(clientcells::sent(client), format::bytes(double(client.sentBytes))));
    set(Queued, clientcells::queued(client));
    set(Unsent, client.kernel ? format::bytes(double(client.kernel->unacknowledgedBytes)) : QString());
    set(RoundTrip,
        client.kernel ? tr("%1 ms").arg(format::milliseconds(client.kernel->roundTripMicroseconds * 1000)) : QString());
    set(LastEventId, format::oneLine(client.lastEventId, FieldBytes));
    set(Gaps, format::count(client.gapsReported));
    set(Id, format::oneLine(client.id, FieldBytes));
}

void ClientPage::showHistory()
{
    const QString lacks = client_ ? hub_.lacksHistoryOf(*client_) : QString();
    ask_->setEnabled(client_ && lacks.isEmpty());
    ask_->setToolTip(lacks.isEmpty() ? tr("Ask the hub what became of the last hundred events for it") : lacks);
    const bool hasEvents = history_->rowCount() > 0;
    table_->setVisible(hasEvents);
    copy_->setEnabled(hasEvents);
    QString text;
    if (!isAsked_)
        text = lacks;
    else if (!isAnswered_ && !hasEvents)
        text = tr("asking the hub…");
    else if (!problem_.isEmpty())
        text = problem_;
    else
        text = hasEvents ? history_->summary() : tr("No event was for it since it connected.");
    summary_->setText(text);
    summary_->setVisible(!text.isEmpty());
}

void ClientPage::retranslate()
{
    names_[Address]->setText(tr("Address"));
    names_[Program]->setText(tr("Program"));
    names_[Origin]->setText(tr("Origin"));
    names_[Subject]->setText(tr("Subject"));
    names_[Channels]->setText(tr("Channels"));
    names_[Hub]->setText(tr("Hub"));
    names_[Since]->setText(tr("Since"));
    names_[Left]->setText(tr("Left"));
    names_[Sent]->setText(tr("Sent"));
    names_[Queued]->setText(tr("Queued"));
    names_[Unsent]->setText(tr("Unsent"));
    names_[RoundTrip]->setText(tr("Round trip"));
    names_[LastEventId]->setText(tr("Last event ID"));
    names_[Gaps]->setText(tr("Gaps"));
    names_[Id]->setText(tr("ID"));
    ask_->setText(tr("What did it &get?"));
    copy_->setText(tr("&Copy"));
    copy_->setToolTip(tr("Copy this list as text"));
    table_->setAccessibleName(tr("What became of the last events for this client"));
    summary_->setAccessibleName(tr("What became of the last events for this client"));
    setAccessibleName(tr("The selected client"));
    history_->retranslate();
    showDetails();
    showHistory();
}

void ClientPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    setShown(true);
    onSnapshot();
}

void ClientPage::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    setShown(false);
}

void ClientPage::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    else if (event->type() == QEvent::PaletteChange)
        showDetails();
}

} // namespace helio
