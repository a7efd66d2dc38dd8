// SPDX-License-Identifier: GPL-3.0-or-later
#include "doctor/dialreport.h"

#include <cerrno>
#include <cstring>

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

namespace helio {

namespace {

using Step = JudgedDial::Step;
using DialCause = JudgedDial::Cause;

/// More than this is no segment of a network, but of the loopback.
constexpr int LargestSegment = 9000;

qsizetype segmentSize(const CurlEasy &transfer)
{
    curl_socket_t socket = CURL_SOCKET_BAD;
    int size = 0;
    socklen_t length = sizeof size;
    if (curl_easy_getinfo(transfer.handle(), CURLINFO_ACTIVESOCKET, &socket) != CURLE_OK || socket == CURL_SOCKET_BAD ||
        getsockopt(socket, IPPROTO_TCP, TCP_MAXSEG, &size, &length) != 0 || size >= LargestSegment)
        return 0;
    return size;
}

JudgedDial::Failure connectFailure(const CurlEasy &transfer)
{
    const auto error = int(transfer.number(CURLINFO_OS_ERRNO));
    const Step step = transfer.isViaProxy() ? Step::Proxy : Step::Tcp;
    switch (error) {
    case ECONNREFUSED:
        return {step, DialCause::Refused, {}};
    case ENETUNREACH:
    case EHOSTUNREACH:
    case ENETDOWN:
    case EHOSTDOWN:
        return {step, DialCause::NoRoute, {}};
    case ETIMEDOUT:
        return {step, DialCause::TimedOut, {}};
    case ECONNRESET:
        return {step, DialCause::Reset, {}};
    default:
        return {step, DialCause::Other, error ? QString::fromLocal8Bit(std::strerror(error)) : transfer.errorText()};
    }
}

JudgedDial::Failure failureOf(const CurlEasy &transfer, CURLcode result, const TlsWatch &tls)
{
    if (const qint64 status = transfer.number(CURLINFO_HTTP_CONNECTCODE); status >= 300)
        return {Step::Proxy, DialCause::ProxyStatus, transfer.errorText()};
    const QString text = transfer.errorText();
    switch (result) {
    case CURLE_COULDNT_RESOLVE_HOST:
        return {Step::Name, DialCause::NotFound, {}};
    case CURLE_COULDNT_RESOLVE_PROXY:
        return {Step::Proxy, DialCause::NotFound, {}};
    case CURLE_COULDNT_CONNECT:
        return connectFailure(transfer);
    case CURLE_PROXY:
        return {Step::Proxy, DialCause::Other, text};
    case CURLE_OPERATION_TIMEDOUT:
        return {tls.hasBegun() ? Step::Tls : Step::Tcp, DialCause::TimedOut, {}};
    case CURLE_PEER_FAILED_VERIFICATION:
        return tls.failure(transfer.handle());
    case CURLE_SSL_CONNECT_ERROR: {
        const bool isReset = text.contains(QLatin1StringView("SSL_ERROR_SYSCALL")) ||
                             text.contains(QLatin1StringView("unexpected eof")) ||
                             text.contains(QLatin1StringView("reset"));
        return {Step::Tls, isReset ? DialCause::Reset : DialCause::Handshake, isReset ? QString() : text};
    }
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_CIPHER:
    case CURLE_SSL_ENGINE_INITFAILED:
    case CURLE_SSL_INVALIDCERTSTATUS:
    case CURLE_SSL_CLIENTCERT:
        return {Step::Tls, DialCause::Other, text};
    case CURLE_GOT_NOTHING:
    case CURLE_RECV_ERROR:
    case CURLE_SEND_ERROR:
        return {transfer.isViaProxy() && transfer.number(CURLINFO_REQUEST_SIZE) == 0 ? Step::Proxy : Step::Answer,
                DialCause::Reset,
                {}};
    default:
        return {Step::Answer, DialCause::Other, text.isEmpty() ? QString::fromUtf8(curl_easy_strerror(result)) : text};
    }
}

} // namespace

JudgedDial dialOf(const CurlEasy &transfer)
{
    JudgedDial dial;
    const auto name = transfer.time(CURLINFO_NAMELOOKUP_TIME_T);
    const auto tcp = transfer.time(CURLINFO_CONNECT_TIME_T);
    const auto tls = transfer.time(CURLINFO_APPCONNECT_TIME_T);
    if (name.count() > 0)
        dial.name = name;
    // What the way to a proxy takes says nothing of the way behind it.
    if (tcp.count() > 0 && !transfer.isViaProxy()) {
        dial.tcp = tcp - name;
        dial.mss = segmentSize(transfer);
    }
    if (tls.count() > 0)
        dial.tls = tls - tcp;
    return dial;
}

JudgedDial failedDial(const CurlEasy &transfer, CURLcode result, const TlsWatch &tls)
{
    JudgedDial dial = dialOf(transfer);
    dial.failure = failureOf(transfer, result, tls);
    return dial;
}

JudgedDial overdueDial(const CurlEasy &transfer, const TlsWatch &tls)
{
    JudgedDial dial = dialOf(transfer);
    if (transfer.time(CURLINFO_PRETRANSFER_TIME_T).count() > 0)
        return dial;
    const bool isProxy = transfer.isViaProxy();
    Step step = Step::Name;
    if (tls.hasBegun())
        step = Step::Tls;
    else if (transfer.time(CURLINFO_NAMELOOKUP_TIME_T).count() > 0)
        step = isProxy ? Step::Proxy : Step::Tcp;
    dial.failure = JudgedDial::Failure{step, DialCause::TimedOut, {}};
    return dial;
}

} // namespace helio
