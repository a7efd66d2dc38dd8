// SPDX-License-Identifier: GPL-3.0-or-later
// Prints the events of a stream: listen [URL]
#include <heliograph/client/eventsource.h>

#include <QCoreApplication>

#include <iostream>

int main(int argc, char *argv[])
{
    QCoreApplication app(argc, argv);
    const QString url = app.arguments().value(1, "http://127.0.0.1:7373/stream?channel=clock");

    helio::EventSource source{QUrl(url)};
    source.on("message", &app, [](const helio::Event &event) {
        std::cout << event.id.toStdString() << ": " << event.data.toStdString() << std::endl;
    });
    QObject::connect(&source, &helio::EventSource::errorOccurred, &app, [&](const helio::FeedError &error) {
        std::cerr << error.message.toStdString() << std::endl;
        // Anything else was a lost connection: the source comes back by itself, after the last event.
        if (error.failure != helio::Failure::Transient)
            app.exit(1);
    });
    source.open();
    return app.exec();
}
