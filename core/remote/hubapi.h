// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QObject>
#include <QUrl>

#include <chrono>
#include <functional>
#include <optional>

class QNetworkReply;

namespace helio {

class NetworkManager;
class WireWatch;

/// Where a hub is, and by what right it is asked.
struct HubAddress
{
    QUrl url;         ///< as hubUrlFrom() gives it
    QByteArray token; ///< empty: none is sent
};

struct ApiRequest
{
    QByteArray target; ///< a path with its query, percent-encoded
    QByteArray method = "GET";
    QByteArray body = {};                            ///< JSON; empty: none
    qsizetype maximumBytes = qsizetype(1024) * 1024; ///< of the answer
    std::chrono::milliseconds patience{15'000};      ///< until the whole answer is there
};

struct ApiAnswer
{
    int status = 0; ///< 0: no answer could be read
    QByteArray body;
    QString problem; ///< for people, translated: why it is none of 200 to 299; empty when it is
    std::chrono::milliseconds retryAfter{0};

    bool isGood() const { return problem.isEmpty(); }
    /// Another attempt may help: there was no answer, or one that says so.
    bool isPassing() const;
};

/// Asks a hub by HTTP: each request once, on a connection of its own, with bounds for time and size. Its messages say
/// what, where and what to do, and never hold the token. It lives in the thread in which it is first asked.
class HubApi : public QObject
{
    Q_OBJECT
public:
    using Done = std::function<void(const ApiAnswer &)>;

    explicit HubApi(QObject *parent = nullptr);
    ~HubApi() override;

    /// Requests under way go on to where they were sent.
    void setAddress(const HubAddress &address);
    const HubAddress &address() const { return address_; }

    /// `done` is called once, from the event loop, as long as this lives.
    void ask(const ApiRequest &request, Done done);

    /// For an answer that cannot be read as what was asked for.
    QString strangeText() const;
    /// `text`, which came from elsewhere, without the token.
    QString withoutToken(QString text) const;

private:
    QNetworkReply *send(const ApiRequest &request, WireWatch *wire);
    ApiAnswer answerFrom(QNetworkReply &reply, bool changes) const;
    QString refusal(int status, const QString &reason, const QString &detail) const;

    HubAddress address_;
    NetworkManager *manager_ = nullptr;
};

} // namespace helio
