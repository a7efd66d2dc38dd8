// SPDX-License-Identifier: GPL-3.0-or-later
#include "findings/answerfindings.h"
#include "findings/findingtable.h"
#include "findings/findingtexts.h"

#include <QCoreApplication>
#include <QUrl>

namespace helio {

namespace {

QByteArray hostOf(const QByteArray &url)
{
    const QUrl parsed(QString::fromUtf8(url));
    QByteArray host = parsed.host().toUtf8();
    if (host.isEmpty())
        return url;
    if (parsed.port() > 0)
        host += ':' + QByteArray::number(parsed.port());
    return host;
}

QByteArray originOf(const QByteArray &url)
{
    const QUrl parsed(QString::fromUtf8(url));
    return parsed.isValid() ? parsed.scheme().toUtf8() + "://" + hostOf(url) : url;
}

FindingCase tlsCase(JudgedDial::Cause cause)
{
    using Cause = JudgedDial::Cause;
    switch (cause) {
    case Cause::Untrusted:
        return FindingCase::TlsUnknownAuthority;
    case Cause::SelfSigned:
        return FindingCase::TlsSelfSigned;
    case Cause::OtherName:
        return FindingCase::TlsOtherName;
    case Cause::Expired:
        return FindingCase::TlsExpired;
    case Cause::NotYetValid:
        return FindingCase::TlsNotYetValid;
    case Cause::Revoked:
        return FindingCase::TlsRevoked;
    case Cause::Other:
    case Cause::NotFound:
    case Cause::TimedOut:
    case Cause::Refused:
    case Cause::NoRoute:
    case Cause::Reset:
    case Cause::ProxyStatus:
    case Cause::Handshake:
        return FindingCase::TlsFailed;
    }
    return FindingCase::TlsFailed;
}

FindingCase failureCase(const JudgedDial::Failure &failure)
{
    using Step = JudgedDial::Step;
    using Cause = JudgedDial::Cause;
    switch (failure.step) {
    case Step::Name:
        return failure.cause == Cause::NotFound ? FindingCase::NameNotFound : FindingCase::NameFailed;
    case Step::Tcp:
        if (failure.cause == Cause::Refused)
            return FindingCase::TcpRefused;
        return failure.cause == Cause::TimedOut ? FindingCase::TcpTimedOut : FindingCase::TcpFailed;
    case Step::Proxy:
        return FindingCase::ProxyFailed;
    case Step::Tls:
        return tlsCase(failure.cause);
    case Step::Answer:
        return FindingCase::AnswerFailed;
    }
    return FindingCase::TcpFailed;
}

Message detailOf(const JudgedDial::Failure &failure, FindingCase which)
{
    const Message detail = foreignText(failure.detail.toUtf8());
    if (detail.isEmpty() || which != FindingCase::TlsOtherName)
        return detail;
    return findingText(QT_TRANSLATE_NOOP("helio::Findings", "It has: %1"), {detail});
}

void addRedirects(QList<Finding> &findings, const QList<JudgedRedirect> &redirects)
{
    QByteArray way = redirects.first().from;
    for (const JudgedRedirect &redirect : redirects)
        way += " -> " + redirect.to;
    Finding finding =
        makeFinding(redirects.last().isLoop ? FindingCase::RedirectLoop : FindingCase::Redirected, {foreignText(way)});
    for (const JudgedRedirect &redirect : redirects)
        finding.evidence.addLine(QByteArray::number(redirect.status) + ' ' + redirect.to);
    findings.append(finding);
    for (const JudgedRedirect &redirect : redirects) {
        if (redirect.dropsCredentials) {
            findings.append(makeFinding(FindingCase::CredentialsDropped, {foreignText(originOf(redirect.to))}));
            break;
        }
    }
}

} // namespace

void addWayFindings(QList<Finding> &findings, const JudgedAnswer &answer)
{
    if (const auto &failure = answer.dial.failure; failure && !answer.hasHead()) {
        const FindingCase which = failureCase(*failure);
        const QByteArray &url = answer.redirects.isEmpty() ? answer.request.url : answer.redirects.last().to;
        findings.append(makeFinding(which, {foreignText(hostOf(url)), detailOf(*failure, which)}));
    }
    if (!answer.redirects.isEmpty())
        addRedirects(findings, answer.redirects);
}

} // namespace helio
