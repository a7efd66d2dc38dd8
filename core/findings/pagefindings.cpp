// SPDX-License-Identifier: GPL-3.0-or-later
#include "findings/answerfindings.h"
#include "findings/findingtable.h"
#include "findings/findingtexts.h"

#include <QUrl>

namespace helio {

namespace {

int portOf(const QUrl &url)
{
    return url.port(url.scheme() == QStringLiteral("https") ? 443 : 80);
}

bool isSameOrigin(const QByteArray &one, const QByteArray &other)
{
    const QUrl a(QString::fromUtf8(one));
    const QUrl b(QString::fromUtf8(other));
    return a.scheme() == b.scheme() && a.host() == b.host() && portOf(a) == portOf(b);
}

void addCors(QList<Finding> &findings, const JudgedAnswer &answer)
{
    const QByteArray &origin = answer.request.origin;
    const JudgedHead &head = answer.head;
    const QByteArray allowed = head.field("access-control-allow-origin");
    const Message originText = foreignText(origin);
    const auto found = [&](FindingCase which, const QByteArray &field) {
        Finding finding = makeFinding(which, {originText, foreignText(field)}, {originText});
        finding.evidence.addLine(field);
        findings.append(finding);
    };
    if (!head.hasField("access-control-allow-origin")) {
        found(FindingCase::CorsMissing, {});
        return;
    }
    if (allowed != "*" && allowed != origin) {
        found(FindingCase::CorsOther, allowed);
        return;
    }
    const QByteArray credentials = head.field("access-control-allow-credentials");
    const FindingCase which =
        answer.request.sendsCredentials ? FindingCase::CorsCredentials : FindingCase::CorsNoCredentials;
    if (allowed == "*")
        found(which, "Access-Control-Allow-Origin: *");
    else if (credentials != "true")
        found(which, "Access-Control-Allow-Credentials: " + credentials);
}

} // namespace

void addPageFindings(QList<Finding> &findings, const JudgedAnswer &answer)
{
    const JudgedRequest &request = answer.request;
    if (request.origin.isEmpty() || !answer.hasHead())
        return;
    const QByteArray &url = answer.redirects.isEmpty() ? request.url : answer.redirects.last().to;
    if (answer.isWanted() && !isSameOrigin(request.origin, url))
        addCors(findings, answer);
    if (!url.startsWith("https:"))
        findings.append(makeFinding(FindingCase::SixConnectionsPlain));
    else if (answer.dial.offers == JudgedDial::Protocol::Http1Alone)
        findings.append(makeFinding(FindingCase::SixConnections));
}

} // namespace helio
