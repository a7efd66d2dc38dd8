// SPDX-License-Identifier: GPL-3.0-or-later
#include "redis/redistls.h"

#ifndef QT_NO_SSL
#    include <QFile>
#    include <QFileInfo>
#    include <QSslConfiguration>
#    include <QSslKey>

namespace helio {

QString unreadableTlsFile(const RedisUrl &url)
{
    for (const QString &file : {url.authorityFile, url.certificateFile, url.certificateKeyFile}) {
        if (!file.isEmpty() && !QFileInfo(file).isReadable())
            return file;
    }
    return {};
}

void prepareTls(QSslSocket &socket, const RedisUrl &url)
{
    QSslConfiguration configuration = socket.sslConfiguration();
    if (!url.authorityFile.isEmpty())
        configuration.setCaCertificates(QSslCertificate::fromPath(url.authorityFile));
    if (!url.verifiesPeer)
        configuration.setPeerVerifyMode(QSslSocket::VerifyNone);
    if (!url.certificateFile.isEmpty()) {
        configuration.setLocalCertificateChain(QSslCertificate::fromPath(url.certificateFile));
        QFile key(url.certificateKeyFile.isEmpty() ? url.certificateFile : url.certificateKeyFile);
        if (key.open(QIODevice::ReadOnly)) {
            const QByteArray pem = key.readAll();
            const QSslKey rsa(pem, QSsl::Rsa);
            configuration.setPrivateKey(rsa.isNull() ? QSslKey(pem, QSsl::Ec) : rsa);
        }
    }
    socket.setSslConfiguration(configuration);
    socket.setPeerVerifyName(url.host);
}

} // namespace helio
#endif
