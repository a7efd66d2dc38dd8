// SPDX-License-Identifier: GPL-3.0-or-later
// A hub that tells the time each second on the channel "clock": hub [ADDRESS:PORT]
#include <heliograph/embedded/embeddedhub.h>

#include <QCoreApplication>
#include <QTime>
#include <QTimer>

#include <iostream>

int main(int argc, char *argv[])
{
    QCoreApplication app(argc, argv);
    helio::EmbeddedHub hub({.listen = {app.arguments().value(1, "127.0.0.1:7373")}, .historyEvents = 100});

    QTimer second;
    QObject::connect(&second, &QTimer::timeout, &hub, [&] {
        hub.publish({.channel = "clock", .data = QTime::currentTime().toString("hh:mm:ss").toUtf8()});
    });
    QObject::connect(&hub, &helio::EmbeddedHub::opened, &app, [&](const QStringList &urls) {
        std::cout << "listening on " << urls.first().toStdString() << std::endl;
        second.start(1000);
    });
    QObject::connect(&hub, &helio::EmbeddedHub::failed, &app, [&](const QString &problem) {
        std::cerr << problem.toStdString() << std::endl;
        app.exit(1);
    });
    hub.start();
    return app.exec();
}
