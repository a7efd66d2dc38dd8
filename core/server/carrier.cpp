// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/carrier.h"

#include "server/sockettransport.h"
#ifdef Q_OS_LINUX
#    include "server/epolltransport.h"
#endif

#include <QTcpSocket>

#ifdef Q_OS_UNIX
#    include <unistd.h>
#endif

namespace helio {

namespace {

class SocketCarrier : public Carrier
{
public:
    std::unique_ptr<Transport> adopt(qintptr descriptor) override
    {
        auto socket = std::make_unique<QTcpSocket>();
        if (!socket->setSocketDescriptor(descriptor)) {
#ifdef Q_OS_UNIX
            ::close(int(descriptor));
#endif
            return {};
        }
        return std::make_unique<SocketTransport>(std::move(socket));
    }
};

} // namespace

std::unique_ptr<Carrier> Carrier::make([[maybe_unused]] Kind kind)
{
#ifdef Q_OS_LINUX
    if (kind == Kind::Epoll)
        return std::make_unique<EpollSet>();
#endif
    return std::make_unique<SocketCarrier>();
}

} // namespace helio
