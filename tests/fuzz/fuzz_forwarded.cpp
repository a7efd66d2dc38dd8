// SPDX-License-Identifier: GPL-3.0-or-later
#include "budget.h"
#include "server/guards.h"
#include "server/trustedproxies.h"

// The input is a field X-Forwarded-For, a Host and an Origin. Whatever a client writes in front of what its proxy adds,
// the proxy's word is what counts; and who is no proxy is who it is.

namespace {

using namespace helio;
using helio::fuzz::require;

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const helio::fuzz::WorkBudget budget(size);
    const QByteArray input(reinterpret_cast<const char *>(data), qsizetype(size));
    static const QHostAddress Proxy(QStringLiteral("10.0.0.1"));
    static const QHostAddress Client(QStringLiteral("203.0.113.7"));
    static const TrustedProxies Proxies({QHostAddress::parseSubnet(QStringLiteral("10.0.0.0/8"))});
    require(Proxies.clientAddress(Client, input) == Client, "who is no proxy is believed");
    require(Proxies.clientAddress(Proxy, input + ", 203.0.113.7") == Client, "a client that is not who its proxy says");
    require(Proxies.clientAddress(Proxy, input + ",203.0.113.7:80 , ,") == Client, "a port or a comma that counts");
    require(!Proxies.clientAddress(Proxy, input).isNull(), "a client without an address");

    static const OriginGuard Origins({QStringLiteral("tauri://localhost")});
    static HostGuard Hosts({});
    if (splitHostPort(QString::fromUtf8(input)).first.isEmpty())
        require(!Hosts.allows(input), "a Host that is none is let pass");
    Origins.allows(input, "127.0.0.1:7373");
    return 0;
}
