// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/doctor/problemremedy.h"

#include <algorithm>

namespace helio {

namespace {

/// A name as nginx' configuration takes it whatever is in it.
QString quoted(const QString &text)
{
    const bool isPlain = std::all_of(text.begin(), text.end(), [](QChar c) {
        return c.isLetterOrNumber() || QStringView(u"/._-~:@+,").contains(c);
    });
    QString quoted = text;
    if (isPlain)
        return quoted;
    quoted.replace(u'\\', QStringLiteral("\\\\")).replace(u'"', QStringLiteral("\\\""));
    return u'"' + quoted + u'"';
}

} // namespace

std::optional<StreamRequest> readAnyway(const Finding &finding, const StreamRequest &request)
{
    if (finding.code != FindingCode::WrongType || request.acceptsAnyType || request.format != StreamFormat::EventStream)
        return {};
    // A page, or one JSON value, has no events in it however it is read.
    if (finding.which == FindingCase::TypeIsHtml || finding.which == FindingCase::TypeIsJson)
        return {};
    StreamRequest asked = request;
    asked.acceptsAnyType = true;
    if (finding.which == FindingCase::TypeIsJsonLines || finding.which == FindingCase::TypeIsJsonLine)
        asked.format = StreamFormat::JsonLines;
    return asked;
}

bool isOfRequest(FindingCode code)
{
    using Code = FindingCode;
    static constexpr Code Codes[] = {Code::Unreachable,   Code::TlsUntrusted,   Code::NoAnswer,
                                     Code::RefusedStatus, Code::ToldToStayAway, Code::WrongType,
                                     Code::Redirected,    Code::RedirectLoop,   Code::CredentialsDropped};
    return std::find(std::begin(Codes), std::end(Codes), code) != std::end(Codes);
}

bool isOfNginx(FindingCode code, const QByteArrayList &intermediaries)
{
    const bool isOfProxy =
        code == FindingCode::Buffered || code == FindingCode::IdleCut || code == FindingCode::Cacheable;
    return isOfProxy && intermediaries.contains("nginx");
}

QString nginxBlock(const QUrl &url)
{
    const QString path = url.path(QUrl::FullyDecoded);
    // clang-format off
    return QStringLiteral(
        "location = %1 {\n"
        "    proxy_pass http://127.0.0.1:8080;   # your application, as it is now\n"
        "    proxy_http_version 1.1;\n"
        "    proxy_set_header Connection '';\n"
        "    proxy_set_header Host $http_host;\n"
        "    proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;\n"
        "\n"
        "    proxy_buffering off;\n"
        "    proxy_cache off;\n"
        "    gzip off;\n"
        "    proxy_read_timeout 1h;\n"
        "    proxy_send_timeout 1h;\n"
        "}\n").arg(quoted(path.isEmpty() ? QStringLiteral("/") : path));
    // clang-format on
}

} // namespace helio
