// SPDX-License-Identifier: GPL-3.0-or-later
// Lives of a file of history on a simulated disk, as many as one likes:
//   history_lives --seeds 0..100000
//   history_lives --seed 4711 --verbose
#include "lives.h"

#include <QCommandLineParser>
#include <QCoreApplication>

#include <cstdio>

using namespace helio::test;

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    parser.addHelpOption();
    parser.addOptions({{QStringLiteral("seeds"), QStringLiteral("from A to B"), QStringLiteral("A..B")},
                       {QStringLiteral("seed"), QStringLiteral("this one alone"), QStringLiteral("N")},
                       {QStringLiteral("verbose"), QStringLiteral("say what happens")}});
    parser.process(application);
    const QStringList range = parser.value(QStringLiteral("seeds")).split(QStringLiteral(".."));
    const bool isOne = parser.isSet(QStringLiteral("seed"));
    const quint32 first = isOne ? parser.value(QStringLiteral("seed")).toUInt() : range.value(0).toUInt();
    const quint32 last = isOne ? first : range.value(1).toUInt();
    int failures = 0;
    for (quint32 seed = first; seed <= last; ++seed) {
        const QString problem = Lives(seed, SimDisk::Lie::None, parser.isSet(QStringLiteral("verbose"))).run();
        if (problem.isEmpty())
            continue;
        ++failures;
        std::printf("%s; again: history_lives --seed %u --verbose\n", qPrintable(problem), seed);
    }
    std::printf("%u seeds, %d failed\n", last - first + 1, failures);
    return failures > 0 ? 1 : 0;
}
