// SPDX-License-Identifier: GPL-3.0-or-later
#include "nginxprocess.h"

#include <QFile>
#include <QStandardPaths>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

namespace helio::test {

using namespace std::chrono_literals;

namespace {

QString executable(const QString &name)
{
    const QString found = QStandardPaths::findExecutable(name);
    // Not everybody has the administrator's folders in the path.
    return found.isEmpty() ? QStandardPaths::findExecutable(name, {QStringLiteral("/usr/sbin")}) : found;
}

/// nginx cannot be asked for any free port; the time between here and there is short.
quint16 freePort()
{
    QTcpServer server;
    return server.listen(QHostAddress::LocalHost) ? server.serverPort() : quint16(0);
}

bool accepts(quint16 port)
{
    QTcpSocket socket;
    socket.connectToHost(QHostAddress::LocalHost, port);
    return socket.waitForConnected(1'000);
}

} // namespace

bool NginxProcess::isAvailable()
{
    return !executable(QStringLiteral("nginx")).isEmpty();
}

bool NginxProcess::hasTls()
{
    return !executable(QStringLiteral("openssl")).isEmpty();
}

NginxProcess::NginxProcess(Protocol protocol)
    : protocol_(protocol)
{}

bool NginxProcess::start(const QByteArray &serverBlock, quint16 hubPort)
{
    port_ = freePort();
    QFile file(path("nginx.conf"));
    if (!makeCertificate() || !file.open(QIODevice::WriteOnly) || file.write(configuration(serverBlock, hubPort)) < 0)
        return false;
    file.close();
    process_ =
        std::make_unique<ChildProcess>(executable(QStringLiteral("nginx")),
                                       QStringList{QStringLiteral("-e"), QStringLiteral("stderr"), QStringLiteral("-p"),
                                                   folder_.path(), QStringLiteral("-c"), file.fileName()});
    return process_->start() && QTest::qWaitFor([this] { return !process_->isRunning() || accepts(port_); }, 20'000) &&
           process_->isRunning();
}

QUrl NginxProcess::url(const QString &path) const
{
    const QString scheme = protocol_ == Protocol::Http1 ? QStringLiteral("http") : QStringLiteral("https");
    return QUrl(QStringLiteral("%1://127.0.0.1:%2%3").arg(scheme).arg(port_).arg(path));
}

int NginxProcess::failuresToReachTheHub() const
{
    return int(requestLog().count(" hub=502\n"));
}

QString NginxProcess::report() const
{
    return problem_ + (process_ ? process_->report() : QString()) + QStringLiteral("\nrequests:\n") +
           QString::fromUtf8(requestLog());
}

bool NginxProcess::makeCertificate()
{
    if (protocol_ == Protocol::Http1)
        return true;
    const QStringList arguments = {QStringLiteral("req"),
                                   QStringLiteral("-x509"),
                                   QStringLiteral("-nodes"),
                                   QStringLiteral("-newkey"),
                                   QStringLiteral("ec"),
                                   QStringLiteral("-pkeyopt"),
                                   QStringLiteral("ec_paramgen_curve:prime256v1"),
                                   QStringLiteral("-days"),
                                   QStringLiteral("2"),
                                   QStringLiteral("-subj"),
                                   QStringLiteral("/CN=127.0.0.1"),
                                   QStringLiteral("-keyout"),
                                   path("key.pem"),
                                   QStringLiteral("-out"),
                                   path("certificate.pem")};
    ChildProcess openssl(executable(QStringLiteral("openssl")), arguments);
    if (openssl.start() && openssl.waitForExit(20s) == 0)
        return true;
    problem_ = openssl.report();
    return false;
}

QByteArray NginxProcess::configuration(QByteArray serverBlock, quint16 hubPort) const
{
    const QByteArray listen = "listen 127.0.0.1:" + QByteArray::number(port_);
    serverBlock.replace("listen 443 ssl http2", protocol_ == Protocol::Http1 ? listen : listen + " ssl http2");
    serverBlock.replace("/etc/ssl/certs/events.example.org.pem", path("certificate.pem").toUtf8());
    serverBlock.replace("/etc/ssl/private/events.example.org.key", path("key.pem").toUtf8());
    serverBlock.replace("127.0.0.1:7373", "127.0.0.1:" + QByteArray::number(hubPort));
    if (protocol_ == Protocol::Http1)
        serverBlock.replace("ssl_certificate", "# ssl_certificate");
    else if (!serverBlock.contains("ssl_certificate"))
        serverBlock.prepend("ssl_certificate certificate.pem;\nssl_certificate_key key.pem;\n");
    // One process that stays in front, so that it ends with the test; and no file outside of the folder.
    return "daemon off;\nmaster_process off;\npid nginx.pid;\nerror_log stderr warn;\n"
           "events { worker_connections 512; }\n"
           "http {\n"
           "log_format tested '$request status=$status hub=$upstream_status';\n"
           "access_log requests.log tested;\n"
           "client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path fastcgi; uwsgi_temp_path uwsgi; "
           "scgi_temp_path scgi;\n" +
           serverBlock + "}\n";
}

QString NginxProcess::path(const char *name) const
{
    return folder_.filePath(QString::fromLatin1(name));
}

QByteArray NginxProcess::requestLog() const
{
    QFile file(path("requests.log"));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace helio::test
