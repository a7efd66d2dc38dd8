// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/listenaddress.h"

#include "server/guards.h"

#include <QCoreApplication>

namespace helio {

std::optional<ListenAddress> ListenAddress::parse(const QString &text, QString &problem)
{
    const auto [host, port] = splitHostPort(text);
    if (host.isEmpty() || port < 0) {
        problem = QCoreApplication::translate("helio::ListenAddress",
                                              "\"%1\" is not of the form ADDRESS:PORT, such as 127.0.0.1:7373.")
                      .arg(text);
        return {};
    }
    QHostAddress address;
    if (host == QLatin1String("localhost"))
        address = QHostAddress(QHostAddress::LocalHost);
    else if (host == QLatin1String("*"))
        address = QHostAddress(QHostAddress::Any);
    else
        address = QHostAddress(host.startsWith(u'[') && host.endsWith(u']') ? host.mid(1, host.size() - 2) : host);
    if (address.isNull()) {
        problem =
            QCoreApplication::translate("helio::ListenAddress",
                                        "\"%1\" is no address of a network interface; give one such as 127.0.0.1, "
                                        "[::1] or 0.0.0.0.")
                .arg(host);
        return {};
    }
    return ListenAddress{address, quint16(port)};
}

QString ListenAddress::url() const
{
    const bool isV6 = address.protocol() == QAbstractSocket::IPv6Protocol;
    QString host = address.toString();
    if (address == QHostAddress(QHostAddress::Any))
        host = QStringLiteral("0.0.0.0");
    return (isV6 ? QStringLiteral("http://[%1]:%2") : QStringLiteral("http://%1:%2")).arg(host).arg(port);
}

QString reachableAddress(const QStringList &listen)
{
    for (const QString &text : listen) {
        QString problem;
        const auto address = ListenAddress::parse(text, problem);
        if (address && !address->isLoopback())
            return text;
    }
    return {};
}

} // namespace helio
