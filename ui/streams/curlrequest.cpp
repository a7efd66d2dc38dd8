// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/streams/curlrequest.h"

#include "client/proxyurl.h"
#include "ui/streams/curlcommand.h"
#include "ui/streams/curloptions.h"

#include <QUrlQuery>

#include <algorithm>

namespace helio {

namespace {

/// Headers that the connection sets by itself, and must.
constexpr const char *OwnHeaders[] = {"accept-encoding", "connection",       "content-length", "host",
                                      "keep-alive",      "transfer-encoding"};

bool looksLikeUrl(QStringView word)
{
    return word.contains(QLatin1String("://")) || word.startsWith(QLatin1String("localhost")) || word.contains(u'.');
}

/// Browsers write a backslash before these, as curl would read them as a range.
QString withoutEscapedBrackets(QString url)
{
    for (const QChar bracket : {u'[', u']', u'{', u'}'})
        url.replace(QString(u'\\') + bracket, QString(bracket));
    return url;
}

} // namespace

CurlRequest::CurlRequest(CurlCommand &command)
    : command_(command)
    , request_(command.request)
{}

void CurlRequest::addUrl(const QString &url)
{
    urls_.append(url);
}

void CurlRequest::addDoubtful(const QString &word)
{
    doubtful_.append(word);
}

void CurlRequest::note(const QString &text)
{
    command_.notes.append(text);
}

void CurlRequest::setHeader(const QByteArray &name, const QByteArray &value)
{
    for (auto &header : request_.headers) {
        if (header.first.compare(name, Qt::CaseInsensitive) == 0) {
            header.second = value;
            return;
        }
    }
    request_.headers.append({name, value});
}

bool CurlRequest::hasHeader(const QByteArray &name) const
{
    return std::any_of(request_.headers.begin(), request_.headers.end(),
                       [&name](const auto &header) { return header.first.compare(name, Qt::CaseInsensitive) == 0; });
}

void CurlRequest::readHeader(const QString &line)
{
    if (line.startsWith(u'@')) {
        note(tr("The headers in the file %1 were left out: paste them.").arg(line.mid(1)));
        return;
    }
    qsizetype colon = line.indexOf(u':', 1); // browsers write :authority and its like too
    const bool isEmpty = colon < 0 && line.endsWith(u';');
    if (isEmpty)
        colon = line.size() - 1;
    if (colon < 0 || line.startsWith(u':'))
        return;
    const QByteArray name = line.left(colon).trimmed().toUtf8();
    const QByteArray value = line.mid(colon + 1).trimmed().toUtf8();
    const QByteArray lowerName = name.toLower();
    if (value.isEmpty() && !isEmpty)
        return; // curl's way of leaving out a header of its own
    if (std::find(std::begin(OwnHeaders), std::end(OwnHeaders), lowerName) != std::end(OwnHeaders))
        ownHeaders_.append(QString::fromUtf8(name));
    else if (lowerName == "last-event-id")
        request_.lastEventId = value;
    else if (lowerName == "authorization" && value.left(7).toLower() == "bearer " && !value.mid(7).contains(' '))
        request_.bearerToken = value.mid(7).trimmed();
    else
        request_.headers.append({name, value}); // one given twice goes out with both values
}

void CurlRequest::addPart(const QString &part)
{
    body_ = body_ && !body_->isEmpty() ? *body_ + (isJson_ ? QString() : QStringLiteral("&")) + part : part;
}

void CurlRequest::readData(const QString &value, bool mayBeFile)
{
    if (mayBeFile && value.startsWith(u'@')) {
        note(tr("The body is in the file %1: paste its content.").arg(value.mid(1)));
        addPart({});
        return;
    }
    addPart(value);
}

void CurlRequest::readUrlEncoded(const QString &value)
{
    const qsizetype at = value.indexOf(u'@');
    const qsizetype equals = value.indexOf(u'=');
    if (at >= 0 && (equals < 0 || at < equals)) {
        readData(value.mid(at), true);
        return;
    }
    const QString name = equals > 0 ? value.left(equals + 1) : QString();
    addPart(name + QString::fromLatin1(value.mid(equals + 1).toUtf8().toPercentEncoding()));
}

void CurlRequest::readProxy(const QString &value, const QString &usualScheme)
{
    if (value.isEmpty()) {
        request_.proxy.kind = StreamProxy::Kind::None;
        return;
    }
    const auto url = proxyUrl(value, usualScheme);
    if (!url) {
        const QUrl shown(value);
        note(tr("The proxy %1 was left out: only http:// and socks5:// can be used.")
                 .arg(shown.isValid() ? shown.toDisplayString() : value.left(80)));
        return;
    }
    request_.proxy = {StreamProxy::Kind::Given, *url};
}

void CurlRequest::readCertificate(const QString &value)
{
    // FILE[:PASSPHRASE]; a backslash keeps a colon in the name.
    QString file;
    qsizetype i = 0;
    for (; i < value.size() && value[i] != u':'; ++i) {
        if (value[i] == u'\\' && i + 1 < value.size() && (value[i + 1] == u':' || value[i + 1] == u'\\'))
            ++i;
        file += value[i];
    }
    request_.certificateFile = file;
    if (i < value.size())
        request_.passphrase = value.mid(i + 1);
}

void CurlRequest::addOption(const QString &name, CurlOption option, const QString &value)
{
    switch (option) {
    case CurlOption::Unknown:
        note(tr("%1 is not known here and was left out.").arg(name.left(80)));
        break;
    case CurlOption::Ignored:
    case CurlOption::IgnoredValue:
        break;
    case CurlOption::Unsupported:
    case CurlOption::UnsupportedValue:
        note(tr("%1 has no counterpart here and was left out.").arg(name));
        break;
    case CurlOption::Header:
        readHeader(value);
        break;
    case CurlOption::Method:
        request_.method = value.toUtf8();
        break;
    case CurlOption::Data:
        readData(value, true);
        break;
    case CurlOption::DataRaw:
        readData(value, false);
        break;
    case CurlOption::DataUrlEncoded:
        readUrlEncoded(value);
        break;
    case CurlOption::Json:
        isJson_ = true;
        readData(value, true);
        break;
    case CurlOption::DataToQuery:
        dataToQuery_ = true;
        break;
    case CurlOption::GlobOff:
        readsBrackets_ = false;
        break;
    case CurlOption::Head:
        note(tr("%1 was left out: a stream needs its body.").arg(name));
        break;
    case CurlOption::User: {
        const qsizetype colon = value.indexOf(u':');
        request_.userName = value.left(colon);
        request_.password = colon < 0 ? QString() : value.mid(colon + 1);
        if (colon < 0)
            note(tr("The password of %1 is missing: write it.").arg(request_.userName.left(80)));
        break;
    }
    case CurlOption::Bearer:
        request_.bearerToken = value.toUtf8();
        break;
    case CurlOption::Cookie:
        if (value.contains(u'='))
            setHeader("Cookie", value.toUtf8());
        else
            note(tr("The cookies in the file %1 were left out: paste them as a header Cookie.").arg(value));
        break;
    case CurlOption::UserAgent:
        setHeader("User-Agent", value.toUtf8());
        break;
    case CurlOption::Referer:
        setHeader("Referer", value.section(QLatin1String(";auto"), 0, 0).toUtf8());
        break;
    case CurlOption::Insecure:
        note(tr("%1 was left out: whom one talks to is always checked here. Where the server's certificate is of "
                "its own making, name its file as the TLS authority.")
                 .arg(name));
        break;
    case CurlOption::Authority:
        request_.authorityFile = value;
        break;
    case CurlOption::Certificate:
        readCertificate(value);
        break;
    case CurlOption::Key:
        request_.keyFile = value;
        break;
    case CurlOption::Passphrase:
        request_.passphrase = value;
        break;
    case CurlOption::Proxy:
        readProxy(value, QStringLiteral("http"));
        break;
    case CurlOption::Socks5:
        readProxy(value, QStringLiteral("socks5"));
        break;
    case CurlOption::ProxyUser:
        proxyUser_ = value;
        break;
    case CurlOption::NoProxy:
        if (value == QLatin1String("*"))
            request_.proxy.kind = StreamProxy::Kind::None;
        else
            note(tr("%1 was left out: choose a proxy, or none, for this stream.").arg(name));
        break;
    case CurlOption::Http2:
        request_.allowHttp2 = true;
        break;
    case CurlOption::Url:
        urls_.append(value);
        break;
    case CurlOption::Next:
        note(tr("What comes after %1 was left out.").arg(name));
        isEnded_ = true;
        break;
    }
}
void CurlRequest::finish()
{
    if (urls_.isEmpty()) {
        const auto found = std::find_if(doubtful_.cbegin(), doubtful_.cend(), looksLikeUrl);
        if (found != doubtful_.cend())
            urls_.append(*found);
    }
    if (urls_.isEmpty()) {
        command_.problem = tr("There is no URL in this command.");
        return;
    }
    if (urls_.size() > 1)
        note(tr("Only the first URL was taken; a stream has one."));
    QString url = urls_.constFirst();
    if (readsBrackets_)
        url = withoutEscapedBrackets(url);
    if (!url.contains(QLatin1String("://")))
        url.prepend(QLatin1String("http://"));
    request_.url = QUrl(url);
    if (body_ && dataToQuery_) {
        const QString query = request_.url.query(QUrl::FullyEncoded);
        request_.url.setQuery(query.isEmpty() ? *body_ : query + u'&' + *body_);
    } else if (body_) {
        request_.body = body_->toUtf8();
        if (request_.method == "GET")
            request_.method = "POST";
        if (!hasHeader("Content-Type"))
            setHeader("Content-Type", isJson_ ? "application/json" : "application/x-www-form-urlencoded");
    }
    if (!proxyUser_.isEmpty() && request_.proxy.kind == StreamProxy::Kind::Given) {
        request_.proxy.url.setUserName(proxyUser_.section(u':', 0, 0), QUrl::DecodedMode);
        request_.proxy.url.setPassword(proxyUser_.section(u':', 1), QUrl::DecodedMode);
    }
    if (!ownHeaders_.isEmpty()) {
        note(tr("Headers that the connection sets by itself were left out: %1.")
                 .arg(ownHeaders_.mid(0, 10).join(QLatin1String(", "))));
    }
}
} // namespace helio
