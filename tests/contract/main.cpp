// SPDX-License-Identifier: GPL-3.0-or-later
#include "contract/contractservice.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QTimer>

#include <cstdio>

using namespace std::chrono_literals;

namespace {
/// For the answer to "end" to be read.
constexpr std::chrono::milliseconds EndDelay = 100ms;
} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    parser.setApplicationDescription(
        QStringLiteral("Has LaunchDarkly's sse-contract-tests drive Heliograph's event source."));
    parser.addHelpOption();
    const QCommandLineOption portOption(QStringLiteral("port"), QStringLiteral("Where to listen on 127.0.0.1."),
                                        QStringLiteral("N"), QStringLiteral("8000"));
    parser.addOption(portOption);
    parser.process(application);
    bool isNumber = false;
    const quint16 port = parser.value(portOption).toUShort(&isNumber);
    if (!isNumber) {
        std::fprintf(stderr, "sse-contract-service: --port must be a number from 0 to 65535\n");
        return 2;
    }

    helio::contract::ContractService service;
    QObject::connect(&service, &helio::contract::ContractService::endAsked, &application,
                     [&application] { QTimer::singleShot(EndDelay, &application, &QCoreApplication::quit); });
    QString problem;
    const quint16 realPort = service.listen(port, problem);
    if (realPort == 0) {
        std::fprintf(stderr, "sse-contract-service: cannot listen on port %d: %s\n", int(port), qPrintable(problem));
        return 1;
    }
    std::printf("listening on http://127.0.0.1:%d\n", int(realPort));
    std::fflush(stdout);
    return QCoreApplication::exec();
}
