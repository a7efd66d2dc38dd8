// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/streams/streamprobe.h"

#include "client/networkmanager.h"
#include "json/utf8.h"
#include "ui/look/format.h"
#include "ui/streams/requestoptions.h"
#include "ui/streams/tlstext.h"

#include <QHostInfo>

namespace helio {

namespace {

constexpr qsizetype ProbedBytes = 120;

QString shownPiece(const QByteArray &text)
{
    return format::oneLine(text, ProbedBytes);
}

} // namespace

StreamProbe::StreamProbe(const StreamRequest &request, const ProbeLimits &limits)
    : request_(request)
    , limits_(limits)
    , options_(optionsFor(request, optionsProblem_))
{
    options_.reconnects = false;
    options_.maximumReconnects = 0;
    options_.retriesServerErrors = false;
    options_.reportsComments = true;
    options_.keepsRawBytes = true;
    timeout_.setSingleShot(true);
    connect(&timeout_, &QTimer::timeout, this, &StreamProbe::onTimeout);
}

StreamProbe::~StreamProbe()
{
    if (lookup_ >= 0)
        QHostInfo::abortHostLookup(lookup_);
    dropSocket();
}

void StreamProbe::start()
{
    if (isRunning_)
        return;
    isRunning_ = true;
    QMetaObject::invokeMethod(this, &StreamProbe::lookUpName, Qt::QueuedConnection);
}

void StreamProbe::begin(Kind kind, const QString &text, std::chrono::milliseconds limit)
{
    ++index_;
    step_ = {kind, State::Running, 0, text};
    clock_.start();
    timeout_.start(limit);
    Q_EMIT stepChanged(index_, step_);
}

void StreamProbe::report(State state, const QString &text)
{
    step_.state = state;
    step_.text = text;
    step_.milliseconds = clock_.elapsed();
    Q_EMIT stepChanged(index_, step_);
}

void StreamProbe::fail(const QString &text)
{
    report(State::Failed, text);
    finish(false);
}

void StreamProbe::finish(bool isGood)
{
    if (!isRunning_)
        return;
    isRunning_ = false;
    timeout_.stop();
    if (source_)
        source_->close();
    dropSocket();
    Q_EMIT finished(isGood);
}

void StreamProbe::dropSocket()
{
    if (!socket_)
        return;
    socket_->disconnect(this);
    // Not from within: this may be said in a signal of its own.
    socket_->deleteLater();
    socket_.release()->setParent(this);
}

void StreamProbe::onTimeout()
{
    const double seconds = double(timeout_.interval()) / 1000;
    switch (step_.kind) {
    case Kind::Name:
        fail(tr("No answer from the name service within %1 s. Check the network of this computer.").arg(seconds));
        break;
    case Kind::Connection:
        fail(tr("No answer within %1 s. Something on the way, a firewall perhaps, swallows the packets; or the machine "
                "is off.")
                 .arg(seconds));
        break;
    case Kind::Tls:
        fail(tr("The server did not finish the TLS handshake within %1 s. Perhaps it does not speak TLS on this port.")
                 .arg(seconds));
        break;
    case Kind::Request:
    case Kind::Redirect:
    case Kind::Status:
    case Kind::ContentType:
        fail(tr("The server took the request, and sent no answer within %1 s. Some servers send it with their first "
                "event.")
                 .arg(seconds));
        break;
    case Kind::FirstByte:
    case Kind::FirstEvent:
        report(State::Doubtful, silenceText());
        finish(true);
        break;
    }
}

QNetworkProxy StreamProbe::proxyOnTheWay() const
{
    if (options_.proxy)
        return *options_.proxy;
    // As the source's own manager decides.
    const std::unique_ptr<QNetworkAccessManager> manager(makeNetworkManager(nullptr));
    const QList<QNetworkProxy> proxies = manager->proxyFactory()->queryProxy(QNetworkProxyQuery(request_.url));
    return proxies.isEmpty() ? QNetworkProxy(QNetworkProxy::NoProxy) : proxies.constFirst();
}

void StreamProbe::lookUpName()
{
    const QString host = request_.url.host();
    begin(Kind::Name, host, limits_.connection);
    if (!optionsProblem_.isEmpty()) {
        fail(optionsProblem_);
        return;
    }
    if (const QNetworkProxy proxy = proxyOnTheWay(); proxy.type() != QNetworkProxy::NoProxy) {
        report(State::Good, tr("%1 is asked by way of the proxy %2, port %3; it looks the name up.")
                                .arg(host, proxy.hostName())
                                .arg(proxy.port()));
        ask();
        return;
    }
    lookup_ = QHostInfo::lookupHost(host, this, [this, host](const QHostInfo &info) {
        lookup_ = -1;
        if (!isRunning_ || step_.kind != Kind::Name)
            return;
        if (info.error() != QHostInfo::NoError) {
            fail(tr("The name %1 is not known (%2). Check its spelling, or the network of this computer.")
                     .arg(host, info.errorString()));
            return;
        }
        QStringList addresses;
        const QList<QHostAddress> all = info.addresses();
        for (const QHostAddress &address : all)
            addresses.append(address.toString());
        report(State::Good, QStringLiteral("%1: %2").arg(host, addresses.mid(0, 6).join(QLatin1String(", "))));
        connectToHost();
    });
}

void StreamProbe::connectToHost()
{
    const bool isTls = request_.url.scheme() == QLatin1String("https");
    const auto port = quint16(request_.url.port(isTls ? 443 : 80));
    begin(Kind::Connection, tr("port %1").arg(port), limits_.connection);
    socket_ = std::make_unique<QSslSocket>();
    socket_->setSslConfiguration(options_.tls.configuration(true));
    socket_->setProxy(QNetworkProxy::NoProxy);
    connect(socket_.get(), &QAbstractSocket::connected, this, [this, isTls] {
        report(State::Good,
               tr("connected to %1, port %2").arg(socket_->peerAddress().toString()).arg(socket_->peerPort()));
        if (isTls)
            encrypt();
        else
            ask();
    });
    connect(socket_.get(), &QAbstractSocket::errorOccurred, this, [this](QAbstractSocket::SocketError error) {
        if (!isRunning_ || source_ || step_.state == State::Failed)
            return;
        if (step_.kind == Kind::Tls)
            fail(tr("The TLS handshake failed: %1").arg(socket_->errorString()));
        else if (error == QAbstractSocket::ConnectionRefusedError)
            fail(tr("Nobody listens on port %1 of %2. Is the server running, and is the port right?")
                     .arg(request_.url.port(request_.url.scheme() == QLatin1String("https") ? 443 : 80))
                     .arg(request_.url.host()));
        else
            fail(socket_->errorString());
    });
    connect(socket_.get(), &QSslSocket::sslErrors, this, [this](const QList<QSslError> &errors) {
        if (isRunning_ && step_.kind == Kind::Tls)
            fail(TlsText::problem(*socket_, request_.url.host(), errors));
    });
    connect(socket_.get(), &QSslSocket::encrypted, this, [this] {
        report(State::Good, TlsText::session(*socket_));
        ask();
    });
    socket_->connectToHost(request_.url.host(), port);
}

void StreamProbe::encrypt()
{
    begin(Kind::Tls, tr("handshake"), limits_.connection);
    socket_->setPeerVerifyName(request_.url.host());
    socket_->startClientEncryption();
}

void StreamProbe::ask()
{
    dropSocket();
    source_ = std::make_unique<EventSource>(request_.url, options_);
    connect(source_.get(), &EventSource::requestSent, this, [this](const SentRequest &request) {
        begin(Kind::Request,
              QStringLiteral("%1 %2").arg(QString::fromUtf8(request.method), maskedUrl(request.url).toDisplayString()),
              limits_.answer);
    });
    connect(source_.get(), &EventSource::answerArrived, this, &StreamProbe::onAnswer);
    connect(source_.get(), &EventSource::redirected, this, [this](int, const QUrl &to) {
        begin(Kind::Redirect, QString(), limits_.answer);
        report(State::Good, tr("to %1").arg(maskedUrl(to).toDisplayString()));
    });
    connect(source_.get(), &EventFeed::readyStateChanged, this, [this](ReadyState state) {
        if (state == ReadyState::Open)
            onOpen();
    });
    connect(source_.get(), &EventFeed::errorOccurred, this, &StreamProbe::onError);
    connect(source_.get(), &EventSource::ended, this, [this] {
        if (isRunning_)
            fail(tr("The server ended the stream before its first event."));
    });
    connect(source_.get(), &EventSource::bytesArrived, this, [this](const QByteArray &bytes) {
        if (std::exchange(gotByte_, true) || !isRunning_)
            return;
        report(State::Good, tr("%Ln byte(s)", nullptr, int(bytes.size())));
        begin(Kind::FirstEvent, tr("waiting"), limits_.event);
    });
    connect(source_.get(), &EventSource::commentArrived, this, [this](const QByteArray &comment) {
        ++comments_;
        lastComment_ = comment.left(ProbedBytes);
    });
    connect(source_.get(), &EventFeed::eventsArrived, this, [this](const QList<ReceivedEvent> &events) {
        if (isRunning_)
            onEvent(events.constFirst());
    });
    source_->open();
}

void StreamProbe::onAnswer(const ReceivedAnswer &answer)
{
    if (!isRunning_)
        return;
    if (step_.kind == Kind::Request)
        report(State::Good, step_.text);
    begin(Kind::Status, QString(), limits_.answer);
    contentType_.clear();
    for (const auto &[name, value] : answer.headers) {
        if (name.compare("content-type", Qt::CaseInsensitive) == 0)
            contentType_ = value;
    }
    const QString text = answer.reason.isEmpty() ? QString::number(answer.status)
                                                 : QStringLiteral("%1 %2").arg(answer.status).arg(answer.reason);
    // Whether a redirect is good is not known before it was followed; any other is for onError() to judge.
    report(State::Good, text);
    if (answer.status == 200)
        begin(Kind::ContentType, shownPiece(contentType_), limits_.answer);
}

void StreamProbe::onOpen()
{
    if (!isRunning_)
        return;
    report(State::Good, shownPiece(contentType_));
    begin(Kind::FirstByte, tr("waiting"), limits_.event);
}

void StreamProbe::onError(const FeedError &error)
{
    if (!isRunning_)
        return;
    fail(error.message);
}

void StreamProbe::onEvent(const ReceivedEvent &received)
{
    const QByteArray type = received.event.type.isEmpty() ? QByteArrayLiteral("message") : received.event.type;
    report(State::Good, tr("%1: %2").arg(shownPiece(type), shownPiece(received.event.data)));
    finish(true);
}

QString StreamProbe::silenceText() const
{
    const double seconds = double(limits_.event.count()) / 1000;
    if (!gotByte_)
        return tr("Nothing came within %1 s. That may be all right: a quiet stream sends nothing until something "
                  "happens.")
            .arg(seconds);
    if (comments_ == 0)
        return tr("No event within %1 s. That may be all right: the stream may be quiet.").arg(seconds);
    return tr("No event within %1 s. That may be all right: the stream is alive, it sent %Ln comment(s), the last of "
              "them \"%2\".",
              nullptr, comments_)
        .arg(seconds)
        .arg(shownPiece(lastComment_.trimmed()));
}

} // namespace helio
