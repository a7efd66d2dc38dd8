// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "feed/hubcontrol.h"
#include "ui/streams/streamconnection.h"

namespace helio {

class FakeTap : public EventFeed
{
public:
    ReadyState readyState() const override { return state; }
    void emitEvents(const QList<ReceivedEvent> &events) { Q_EMIT eventsArrived(events); }

    ReadyState state = ReadyState::Open;
};

/// Accepts what the rules allow and reports it through the tap, as a hub does.
class FakePublisher : public Publisher
{
public:
    explicit FakePublisher(FakeTap &tap)
        : tap_(tap)
    {}
    quint64 publish(const QList<Publication> &publications) override;

    QList<Publication> published;
    QHash<QByteArray, qint64> subscribers;

private:
    FakeTap &tap_;
    quint64 lastTicket_ = 0;
};

/// A hub whose every answer the test decides.
class FakeHub : public HubControl
{
public:
    FakeHub();
    ~FakeHub() override;

    State state() const override { return state_; }
    QString problem() const override { return problem_; }
    QStringList urls() const override;
    QString listenAddress() const override { return address_; }
    void setListenAddress(const QString &address) override { address_ = address; }
    void start() override;
    void stop() override { setState(State::Stopped); }
    FakeTap *tap() override { return tap_.get(); }
    FakePublisher *publisher() override { return publisher_.get(); }
    void requestSnapshot(bool withClients) override;
    QString lacks(Feature feature) const override { return lacking.value(feature); }
    void disconnectClients(const QByteArrayList &ids, std::chrono::seconds ban) override;
    void requestBans() override;
    void liftBans(const QStringList &keys) override;
    void requestDepartures(quint64 after) override;
    void requestClientHistory(const QByteArray &id) override;
    void setShownClients(const QByteArrayList &ids) override { shownClients = ids; }
    void setChannelsShown(bool shown) override { areChannelsShown = shown; }
    void requestDelivery(const QByteArray &eventId) override;
    void clearChannel(const QByteArray &name) override { cleared.append(name); }
    void requestHistory(const HistoryQuery &query) override;

    void setState(State state);
    void answerDelivery(const QByteArray &eventId);
    void answerHistory(const HistoryQuery &query);

    HubSnapshot snapshot;                       ///< what requestSnapshot() answers
    QString portTakenProblem;                   ///< when set, start() fails with it unless the port is free to choose
    QHash<QByteArray, DeliveryInfo> deliveries; ///< what requestDelivery() answers, by event id; to others nothing
    bool answersDeliveries = true;              ///< else answerDelivery() does
    QByteArrayList deliveriesAsked;
    QByteArrayList disconnected;
    QList<std::chrono::seconds> bansAsked;      ///< of each disconnectClients()
    QHash<QByteArray, QString> refusals;        ///< why disconnectClients() refuses a client, by its id
    QList<QStringList> lifted;                  ///< of each liftBans()
    QList<BanInfo> bans;                        ///< of subjects, and of addresses of those without
    QList<DepartureInfo> departures;            ///< what requestDepartures() answers of
    QList<quint64> departuresAsked;             ///< after which numbers
    QHash<QByteArray, ClientHistory> histories; ///< what requestClientHistory() answers, by client
    QByteArrayList shownClients;
    bool areChannelsShown = false;
    QByteArrayList cleared;
    QHash<Feature, QString> lacking; ///< why it does not offer that
    bool askedForClients = false;
    QList<ReceivedEvent> history;  ///< what requestHistory() answers of, in the order of its times
    qsizetype historyPage = 1'000; ///< at most so many at once
    QString historyProblem;        ///< when set, it answers that
    bool answersHistory = true;    ///< else answerHistory() does
    QList<HistoryQuery> historyAsked;

private:
    State state_ = State::Stopped;
    QString problem_;
    QString address_ = QStringLiteral("127.0.0.1:7373");
    std::unique_ptr<FakeTap> tap_;
    std::unique_ptr<FakePublisher> publisher_;
};

class FakeConnection : public StreamConnection
{
public:
    EventFeed *feed() override { return &tap; }
    void open() override { Q_EMIT stateChanged(ReadyState::Connecting); }
    void close() override { Q_EMIT stateChanged(ReadyState::Closed); }
    SourceReport takeReport() override { return report_; }
    StreamTotals totals() const override { return counted; }
    void setReport(const SourceReport &report)
    {
        report_ = report;
        Q_EMIT reported();
    }
    void setFindings(const QList<Finding> &findings)
    {
        report_.findings = findings;
        Q_EMIT reported();
    }

    FakeTap tap;
    StreamTotals counted;

private:
    SourceReport report_;
};

class FakeOpener : public StreamOpener
{
public:
    std::unique_ptr<StreamConnection> connection(const StreamRequest &request) override
    {
        auto made = std::make_unique<FakeConnection>();
        last = made.get();
        requests.append(request);
        return made;
    }

    FakeConnection *last = nullptr;
    QList<StreamRequest> requests;
};

/// An event that arrives now.
ReceivedEvent received(const QByteArray &channel, const QByteArray &type, const QByteArray &data,
                       const QByteArray &id = {});

} // namespace helio
