// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/streams/streamform.h"

#include "client/answer.h"
#include "client/authentication.h"
#include "client/ownheaders.h"
#include "ui/streams/requestsecrets.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QUrlQuery>

#include <algorithm>

namespace helio {

namespace {

struct StreamFormText
{
    Q_DECLARE_TR_FUNCTIONS(helio::StreamForm)
};

/// A host without a scheme is what people type; a stream is http.
QUrl urlFrom(const QString &text)
{
    const QString trimmed = text.trimmed();
    return QUrl(trimmed.contains(QLatin1String("://")) ? trimmed : QStringLiteral("http://") + trimmed);
}

QUrl proxyFrom(const StreamForm &form)
{
    const QString trimmed = form.proxyUrl.trimmed();
    QUrl url(trimmed.contains(QLatin1String("://")) ? trimmed : QStringLiteral("http://") + trimmed);
    if (!form.proxyUser.isEmpty()) {
        url.setUserName(form.proxyUser, QUrl::DecodedMode);
        url.setPassword(form.proxyPassword, QUrl::DecodedMode);
    }
    return url;
}

/// The lines of `text`, each credential without a value with the one that `known` has for it.
QString withHeaderValues(const QString &text, const StreamRequest &known)
{
    QStringList lines = text.split(u'\n');
    for (QString &line : lines) {
        const qsizetype colon = line.indexOf(u':');
        const QByteArray name = line.left(colon).trimmed().toUtf8();
        if (colon <= 0 || !isCredential(name) || !line.mid(colon + 1).trimmed().isEmpty())
            continue;
        for (const auto &[header, value] : known.headers) {
            if (header.compare(name, Qt::CaseInsensitive) == 0)
                line = line.left(colon) + QStringLiteral(": ") + QString::fromUtf8(value);
        }
    }
    return lines.join(u'\n');
}

/// The same for a URL's user info and query. No other server gets what was meant for `known`.
QString withUrlValues(const QString &text, const QUrl &known)
{
    QUrl url = urlFrom(text);
    if (!url.isValid() || url.scheme() != known.scheme() || url.host() != known.host() || url.port() != known.port())
        return text;
    const QUrl before = url;
    if (url.userInfo().isEmpty())
        url.setUserInfo(known.userInfo(QUrl::FullyEncoded), QUrl::TolerantMode);
    auto items = QUrlQuery(url).queryItems(QUrl::FullyEncoded);
    bool isFilled = false;
    for (auto &[name, value] : items) {
        if (!value.isEmpty() || !isCredential(QUrl::fromPercentEncoding(name.toLatin1()).toUtf8()))
            continue;
        value = QUrlQuery(known).queryItemValue(name, QUrl::FullyEncoded);
        isFilled = isFilled || !value.isEmpty();
    }
    if (isFilled) {
        QUrlQuery query;
        query.setQueryItems(items);
        url.setQuery(query);
    }
    return url == before ? text : url.toString(QUrl::FullyEncoded);
}

QString urlProblem(const QString &text)
{
    if (text.trimmed().isEmpty())
        return StreamFormText::tr("Write the address of an event stream, e.g. https://example.org/stream.");
    const QUrl url = urlFrom(text);
    if (!url.isValid() || url.host().isEmpty())
        return StreamFormText::tr("This is not a URL that can be opened: %1").arg(text.trimmed());
    if (url.scheme() != QLatin1String("http") && url.scheme() != QLatin1String("https"))
        return StreamFormText::tr("A stream's URL begins with http:// or https://, not with %1://.").arg(url.scheme());
    return {};
}

QString headerLinesProblem(const QString &text)
{
    const QStringList lines = text.split(u'\n');
    for (qsizetype i = 0; i < lines.size(); ++i) {
        if (lines[i].trimmed().isEmpty())
            continue;
        if (!isHeaderName(lines[i].left(std::max<qsizetype>(0, lines[i].indexOf(u':'))).trimmed().toUtf8()))
            return StreamFormText::tr("Line %1 of the headers is not of the form Name: value.").arg(i + 1);
    }
    return {};
}

/// What decides which headers can be sent.
EventSourceOptions headerOptions(const StreamRequest &request)
{
    EventSourceOptions options;
    options.method = request.method;
    options.body = request.body;
    options.format = request.format;
    options.headers = request.headers;
    options.allowHttp2 = request.allowHttp2;
    return options;
}

QString fileProblem(const QString &name)
{
    if (name.isEmpty())
        return {};
    const QFileInfo file(name);
    if (!file.isFile())
        return StreamFormText::tr("There is no file %1.").arg(name);
    return file.isReadable() ? QString() : StreamFormText::tr("The file %1 cannot be read.").arg(name);
}

QString proxyProblem(const StreamForm &form)
{
    if (form.proxy != StreamProxy::Kind::Given)
        return {};
    const QUrl url = proxyFrom(form);
    if (form.proxyUrl.trimmed().isEmpty() || !url.isValid() || url.host().isEmpty())
        return StreamFormText::tr("Write the proxy's address, e.g. http://proxy.example.org:3128.");
    if (url.scheme() != QLatin1String("http") && url.scheme() != QLatin1String("socks5"))
        return StreamFormText::tr("A proxy's address begins with http:// or socks5://, not with %1://.")
            .arg(url.scheme());
    return {};
}

QString tokenProblem(const StreamForm &form)
{
    if (form.authorization != StreamForm::Authorization::Bearer)
        return {};
    const QString token = form.token.trimmed();
    if (token.isEmpty())
        return StreamFormText::tr("Write the bearer token, or choose no authorization.");
    if (!isBearerToken(token))
        return StreamFormText::tr("A token has letters, digits and signs, and no spaces.");
    return {};
}

} // namespace

StreamForm StreamForm::of(const StreamRequest &request)
{
    StreamForm form;
    form.url = request.url.toString(QUrl::FullyEncoded);
    form.name = request.name;
    form.method = QString::fromUtf8(request.method);
    form.body = QString::fromUtf8(request.body);
    form.format = request.format;
    form.acceptsAnyType = request.acceptsAnyType;
    for (const auto &[header, value] : request.headers)
        form.headers += QStringLiteral("%1: %2\n").arg(QString::fromUtf8(header), QString::fromUtf8(value));
    form.lastEventId = QString::fromUtf8(request.lastEventId);
    form.authorization = !request.bearerToken.isEmpty() ? Authorization::Bearer
                         : !request.userName.isEmpty()  ? Authorization::Basic
                                                        : Authorization::None;
    form.token = QString::fromUtf8(request.bearerToken);
    form.userName = request.userName;
    form.password = request.password;
    form.authorityFile = request.authorityFile;
    form.certificateFile = request.certificateFile;
    form.keyFile = request.keyFile;
    form.passphrase = request.passphrase;
    form.allowHttp2 = request.allowHttp2;
    form.proxy = request.proxy.kind;
    form.proxyUrl = request.proxy.url.toString(QUrl::RemoveUserInfo);
    form.proxyUser = request.proxy.url.userName(QUrl::FullyDecoded);
    form.proxyPassword = request.proxy.url.password(QUrl::FullyDecoded);
    form.reconnectionSeconds = double(request.reconnectionTime.count()) / 1000;
    form.maximumReconnects = request.maximumReconnects;
    form.retriesServerErrors = request.retriesServerErrors;
    form.isKept = request.isKept;
    return form;
}

std::optional<StreamForm::Problem> StreamForm::problem(bool checksFiles) const
{
    if (const QString text = urlProblem(url); !text.isEmpty())
        return Problem{Field::Url, text};
    if (!isHeaderName(method.trimmed().toUtf8()))
        return Problem{Field::Method, StreamFormText::tr("A method is one word, such as GET or POST.")};
    if (const QString text = headerLinesProblem(headers); !text.isEmpty())
        return Problem{Field::Headers, text};
    if (const QString text = headersProblem(headerOptions(request())); !text.isEmpty())
        return Problem{Field::Headers, text};
    if (!isHeaderValue(lastEventId.toUtf8()))
        return Problem{Field::LastEventId, StreamFormText::tr("The last event ID must be of one line.")};
    if (const QString text = tokenProblem(*this); !text.isEmpty())
        return Problem{Field::Token, text};
    if (authorization == Authorization::Basic && userName.isEmpty())
        return Problem{Field::UserName, StreamFormText::tr("Write the user's name, or choose no authorization.")};
    if (userName.contains(u':') && authorization == Authorization::Basic)
        return Problem{Field::UserName, StreamFormText::tr("A user's name must not have a colon.")};
    const std::pair<Field, const QString *> files[] = {
        {Field::AuthorityFile, &authorityFile}, {Field::CertificateFile, &certificateFile}, {Field::KeyFile, &keyFile}};
    for (const auto &[field, file] : files) {
        if (const QString text = checksFiles ? fileProblem(*file) : QString(); !text.isEmpty())
            return Problem{field, text};
    }
    if (!keyFile.isEmpty() && certificateFile.isEmpty())
        return Problem{Field::CertificateFile,
                       StreamFormText::tr("A key needs its certificate: name the certificate's file.")};
    if (const QString text = proxyProblem(*this); !text.isEmpty())
        return Problem{Field::ProxyUrl, text};
    return {};
}

StreamRequest StreamForm::request() const
{
    StreamRequest request;
    request.url = urlFrom(url);
    request.name = name.simplified();
    request.method = method.trimmed().toUpper().toUtf8();
    request.body = body.toUtf8();
    request.format = format;
    request.acceptsAnyType = acceptsAnyType;
    const QStringList lines = headers.split(u'\n', Qt::SkipEmptyParts);
    for (const QString &line : lines) {
        const qsizetype colon = line.indexOf(u':');
        if (colon > 0)
            request.headers.append({line.left(colon).trimmed().toLatin1(), line.mid(colon + 1).trimmed().toUtf8()});
    }
    request.lastEventId = lastEventId.toUtf8();
    if (authorization == Authorization::Bearer)
        request.bearerToken = token.trimmed().toLatin1();
    if (authorization == Authorization::Basic) {
        request.userName = userName;
        request.password = password;
    }
    request.authorityFile = authorityFile;
    request.certificateFile = certificateFile;
    request.keyFile = keyFile;
    if (!certificateFile.isEmpty())
        request.passphrase = passphrase;
    request.allowHttp2 = allowHttp2;
    request.proxy.kind = proxy;
    if (proxy == StreamProxy::Kind::Given)
        request.proxy.url = proxyFrom(*this);
    request.reconnectionTime = std::chrono::milliseconds(qRound64(reconnectionSeconds * 1000));
    request.maximumReconnects = maximumReconnects;
    request.retriesServerErrors = retriesServerErrors;
    request.isKept = isKept;
    return request;
}

StreamForm StreamForm::rebased(const StreamForm &before, const StreamForm &now) const
{
    StreamForm merged = *this;
    const auto take = [&](auto... members) {
        ((merged.*members = merged.*members == before.*members ? now.*members : merged.*members), ...);
    };
    take(&StreamForm::url, &StreamForm::name, &StreamForm::method, &StreamForm::body, &StreamForm::format,
         &StreamForm::acceptsAnyType, &StreamForm::headers, &StreamForm::lastEventId, &StreamForm::authorization,
         &StreamForm::token, &StreamForm::userName, &StreamForm::password, &StreamForm::authorityFile,
         &StreamForm::certificateFile, &StreamForm::keyFile, &StreamForm::passphrase, &StreamForm::allowHttp2,
         &StreamForm::proxy, &StreamForm::proxyUrl, &StreamForm::proxyUser, &StreamForm::proxyPassword,
         &StreamForm::reconnectionSeconds, &StreamForm::maximumReconnects, &StreamForm::retriesServerErrors,
         &StreamForm::isKept);
    const StreamRequest known = now.request();
    merged.headers = withHeaderValues(merged.headers, known);
    merged.url = withUrlValues(merged.url, known.url);
    return merged;
}

bool StreamForm::hasSecrets() const
{
    return !secretsOf(request()).isEmpty();
}

} // namespace helio
