// SPDX-License-Identifier: GPL-3.0-or-later
#include "findings/answerfindings.h"
#include "findings/findingtable.h"
#include "findings/findingtexts.h"

#include <QCoreApplication>

namespace helio {

namespace {

FindingCase refusedCase(int status)
{
    switch (status) {
    case 401:
    case 407:
        return FindingCase::Refused401;
    case 403:
        return FindingCase::Refused403;
    case 404:
    case 410:
        return FindingCase::Refused404;
    case 405:
        return FindingCase::Refused405;
    case 406:
        return FindingCase::Refused406;
    case 429:
        return FindingCase::Refused429;
    case 502:
    case 503:
    case 504:
        return FindingCase::RefusedGateway;
    }
    if (status >= 500)
        return FindingCase::RefusedServer;
    return status >= 300 && status < 400 ? FindingCase::RefusedRedirect : FindingCase::Refused;
}

Message said(const JudgedAnswer &answer)
{
    const QByteArray challenge =
        answer.head.field(answer.head.status == 407 ? "proxy-authenticate" : "www-authenticate");
    Message asked;
    if (!challenge.isEmpty())
        asked = findingText(QT_TRANSLATE_NOOP("helio::Findings", "It asks for: %1"), {foreignText(challenge)});
    if (const QByteArray allowed = answer.head.field("allow"); !allowed.isEmpty())
        asked =
            joined(asked, findingText(QT_TRANSLATE_NOOP("helio::Findings", "It takes: %1"), {foreignText(allowed)}));
    const QByteArray reason = answer.sample.reason();
    if (reason.isEmpty())
        return asked;
    return joined(asked, findingText(QT_TRANSLATE_NOOP("helio::Findings", "It says: %1"), {foreignText(reason)}));
}

} // namespace

void addStatusFindings(QList<Finding> &findings, const JudgedAnswer &answer)
{
    const int status = answer.head.status;
    if (!answer.hasHead() || answer.isWanted())
        return;
    if (status == 204) {
        findings.append(makeFinding(FindingCase::ToldToStayAway));
        return;
    }
    // What was posted to MCP and needs no answer; a GET that MCP does not offer.
    if (answer.request.isMcp && (status == 202 || (status == 405 && !answer.request.hasBody)))
        return;
    QByteArray line = QByteArray::number(status);
    if (!answer.head.reason.isEmpty())
        line += ' ' + answer.head.reason;
    Finding finding =
        makeFinding(refusedCase(status), {foreignText(line), said(answer), foreignText(answer.request.method)});
    finding.evidence.addLine(line);
    for (const char *field : {"WWW-Authenticate", "Retry-After", "Allow", "Location"}) {
        if (const QByteArray value = answer.head.field(field); !value.isEmpty())
            finding.evidence.addLine(QByteArray(field) + ": " + value);
    }
    findings.append(finding);
}

} // namespace helio
